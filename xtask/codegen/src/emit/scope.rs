//! What one file may call by its short name, and the `use` lines that this takes.
//!
//! In: types and names, as the file's items mention them. Out: their tokens, and at the end the imports of exactly
//! those. A name that the document gives to one of its own types is never imported: the file writes the path instead.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Item, parse_quote};

use super::rust_type::{Name, RustType};
use super::words::ident;
use crate::ir::{Api, Field, ModuleName, Presence, Type, TypeDef, TypeId};

/// The scope of one generated file.
pub(super) struct Scope<'a> {
    pub(super) api: &'a Api,
    /// The module of the models crate; `None` in a file of the client.
    home: Option<&'a ModuleName>,
    /// Names of the document's own that are in scope.
    taken: Arc<HashSet<&'a str>>,
    imports: RefCell<BTreeMap<String, BTreeSet<String>>>,
    deprecated: Cell<bool>,
}

impl<'a> Scope<'a> {
    /// The scope of a file of the models crate, with the names of all types of that crate.
    pub(super) fn models(api: &'a Api, home: &'a ModuleName, names: Arc<HashSet<&'a str>>) -> Self {
        Self::new(api, Some(home), names)
    }

    /// The scope of a file of the client, with the names that it defines.
    pub(super) fn client(api: &'a Api, taken: HashSet<&'a str>) -> Self {
        Self::new(api, None, Arc::new(taken))
    }

    fn new(api: &'a Api, home: Option<&'a ModuleName>, taken: Arc<HashSet<&'a str>>) -> Self {
        let (imports, deprecated) = (RefCell::default(), Cell::new(false));
        Self {
            api,
            home,
            taken,
            imports,
            deprecated,
        }
    }

    /// A name of a module, imported unless the document uses it for a type of its own.
    pub(super) fn import(&self, module: &str, name: &str) -> TokenStream {
        let short = ident(name);
        if self.taken.contains(name) {
            let path = path(module);
            return quote!(#path::#short);
        }
        self.imports
            .borrow_mut()
            .entry(module.to_owned())
            .or_default()
            .insert(name.to_owned());
        quote!(#short)
    }

    /// Whether the file defines a type of this name.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// A name of `callspec_types`, by the way that this crate knows it.
    pub(super) fn types(&self, name: &str) -> TokenStream {
        let module = match (self.home, name) {
            (Some(_), _) => "callspec_types",
            (None, "Bytes" | "File" | "Secret") => "callspec_core",
            (None, _) => "callspec_core::types",
        };
        self.import(module, name)
    }

    /// The derive of `Debug` that heeds `#[redacted]`. What it writes begins with the name of a crate, so each has its own.
    pub(super) fn debug(&self) -> TokenStream {
        match self.home {
            Some(_) => self.types("Debug"),
            None => self.core("Debug"),
        }
    }

    /// A name of `callspec_core`.
    pub(super) fn core(&self, name: &str) -> TokenStream {
        self.import("callspec_core", name)
    }

    /// An item of the JSON:API module, always by its module: `jsonapi::ToOne`.
    pub(super) fn jsonapi(&self, name: &str) -> TokenStream {
        let (module, name) = (self.types("jsonapi"), ident(name));
        quote!(#module::#name)
    }

    /// The macro of a name, for a call as an item.
    pub(super) fn macro_path(&self, name: &str) -> TokenStream {
        if self.home.is_some() {
            self.import("callspec_types", name)
        } else {
            self.core(name)
        }
    }

    /// A defined type.
    pub(super) fn named(&self, def: &TypeDef) -> TokenStream {
        if def.deprecated {
            self.mention_deprecated();
        }
        let name = ident(def.name.as_str());
        match self.home {
            None => {
                let models = self.import("crate", "models");
                quote!(#models::#name)
            }
            Some(home) if *home == def.home => quote!(#name),
            Some(_) => {
                self.import_own(def);
                quote!(#name)
            }
        }
    }

    fn import_own(&self, def: &TypeDef) {
        self.imports
            .borrow_mut()
            .entry("crate".to_owned())
            .or_default()
            .insert(def.name.to_string());
    }

    /// A type.
    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        self.rust(&RustType::of(self.api, ty))
    }

    fn rust(&self, ty: &RustType) -> TokenStream {
        let name = match ty.name {
            Name::Tuple => {
                let items: Vec<TokenStream> = ty.arguments.iter().map(|inner| self.rust(inner)).collect();
                return match items.as_slice() {
                    [only] => quote!((#only,)),
                    items => quote!((#(#items),*)),
                };
            }
            Name::Prelude("()") => quote!(()),
            Name::Prelude(name) => ident(name).into_token_stream(),
            Name::Collections(name) => self.import("std::collections", name),
            Name::SerdeJson(name) => {
                let name = ident(name);
                quote!(serde_json::#name)
            }
            Name::Types(name) => self.types(name),
            Name::JsonApi(name) => self.jsonapi(name),
            Name::Model(def) => self.named(def),
        };
        match ty.arguments.as_slice() {
            [] => name,
            arguments => {
                let arguments = arguments.iter().map(|inner| self.rust(inner));
                quote!(#name<#(#arguments),*>)
            }
        }
    }

    /// The type of the field that keeps unnamed properties.
    pub(super) fn map(&self, value: &Type) -> TokenStream {
        self.ty(&Type::Map(Box::new(value.clone())))
    }

    /// A type, boxed where it would contain itself.
    pub(super) fn boxed(&self, ty: &Type, boxed: bool) -> TokenStream {
        let ty = self.ty(ty);
        if boxed { quote!(Box<#ty>) } else { ty }
    }

    /// The type of a struct's field.
    pub(super) fn field(&self, field: &Field) -> TokenStream {
        let ty = self.boxed(&field.ty, field.boxed);
        match field.presence {
            Presence::Required | Presence::Defaulted => ty,
            Presence::Nullable | Presence::Optional => quote!(Option<#ty>),
            Presence::Patch => {
                let patch = self.types("Patch");
                quote!(#patch<#ty>)
            }
        }
    }

    /// The type behind all aliases.
    pub(super) fn resolve<'t>(&'t self, ty: &'t Type) -> &'t Type {
        resolve(self.api, ty)
    }

    /// Remembers that an item of this file uses something deprecated, of which rustc warns.
    pub(super) fn mention_deprecated(&self) {
        self.deprecated.set(true);
    }

    /// Whether something deprecated is used.
    pub(super) fn uses_deprecated(&self) -> bool {
        self.deprecated.get()
    }

    /// The `use` items of everything that was mentioned, in the order of rustfmt: the standard library, other crates,
    /// this crate.
    pub(super) fn uses(&self) -> Vec<Item> {
        let imports = self.imports.borrow();
        let mut lines: Vec<_> = imports
            .iter()
            .map(|(module, names)| (sort_key(module, names), module, names))
            .collect();
        lines.sort();
        lines
            .into_iter()
            .map(|(_, module, names)| use_item(module, names))
            .collect()
    }
}

/// The type behind all aliases.
pub(super) fn resolve<'t>(api: &'t Api, ty: &'t Type) -> &'t Type {
    let mut ty = ty;
    // An alias names an earlier type or ends in a shape; the bound guards against a ring.
    for _ in 0..api.types.len() {
        match ty {
            Type::Named(id) => match alias(api, *id) {
                Some(target) => ty = target,
                None => return ty,
            },
            _ => return ty,
        }
    }
    ty
}

fn alias(api: &Api, id: TypeId) -> Option<&Type> {
    match &api.type_def(id).shape {
        crate::ir::Shape::Alias(target) => Some(target),
        _ => None,
    }
}

/// Groups sort after the modules beside them: `{` comes after all letters.
fn sort_key(module: &str, names: &BTreeSet<String>) -> (u8, String) {
    let rank = match module.split("::").next() {
        Some("std") => 0,
        Some("crate") => 2,
        _ => 1,
    };
    let last = if names.len() > 1 {
        "{"
    } else {
        names.first().map_or("", String::as_str)
    };
    (rank, format!("{module}::{last}"))
}

fn use_item(module: &str, names: &BTreeSet<String>) -> Item {
    let path = path(module);
    let mut names = names.iter().map(|name| ident(name));
    match (names.next(), names.len()) {
        (Some(name), 0) => parse_quote!(use #path::#name;),
        (first, _) => {
            let names = first.into_iter().chain(names);
            parse_quote!(use #path::{#(#names),*};)
        }
    }
}

/// The tokens of a module's path.
fn path(module: &str) -> TokenStream {
    let segments = module.split("::").map(ident);
    quote!(#(#segments)::*)
}
