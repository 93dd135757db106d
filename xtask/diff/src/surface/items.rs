//! The public items of one file.

use std::collections::HashSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Attribute, Fields, FnArg, ImplItem, Item as Syntax, ReturnType, UseTree, Visibility};

use super::derives::derived;
use super::text::{Names, both};
use super::{Item, ItemKind, Key};

/// A file being read.
pub(super) struct Reader<'o> {
    /// What stands before the names of its items: `kathan::models`.
    prefix: String,
    /// What stands before names that the whole crate knows: `kathan`.
    root: String,
    names: Names,
    public: HashSet<String>,
    out: &'o mut Vec<(Key, Item)>,
}

/// Adds the public items of a file. `own`: its items are known by the name of the crate.
pub(super) fn read(file: &syn::File, root: &str, prefix: &str, own: bool, out: &mut Vec<(Key, Item)>) {
    let mut reader = Reader {
        prefix: prefix.to_owned(),
        root: root.to_owned(),
        names: Names::default(),
        public: HashSet::new(),
        out,
    };
    reader.names(file, own);
    for item in &file.items {
        reader.item(item);
    }
}

impl Reader<'_> {
    fn names(&mut self, file: &syn::File, own: bool) {
        for item in &file.items {
            match item {
                Syntax::Use(item) => uses(&item.tree, String::new(), &mut self.names),
                Syntax::Struct(item) if own => {
                    self.names.own.insert(item.ident.to_string());
                }
                Syntax::Enum(item) if own => {
                    self.names.own.insert(item.ident.to_string());
                }
                Syntax::Type(item) if own => {
                    self.names.own.insert(item.ident.to_string());
                }
                _ => {}
            }
        }
        for item in &file.items {
            match item {
                Syntax::Type(item) if !is_public(&item.vis) => {
                    let text = both(item.ty.to_token_stream(), &self.names);
                    self.names.aliases.insert(item.ident.to_string(), text);
                }
                Syntax::Struct(item) if is_public(&item.vis) => {
                    self.public.insert(item.ident.to_string());
                }
                Syntax::Enum(item) if is_public(&item.vis) => {
                    self.public.insert(item.ident.to_string());
                }
                _ => {}
            }
        }
    }

    fn item(&mut self, item: &Syntax) {
        match item {
            Syntax::Mod(item) if is_public(&item.vis) => {
                let path = format!("{}::{}", self.prefix, item.ident);
                self.push(path, ItemKind::Module, "mod ", "", &item.attrs);
            }
            Syntax::Struct(item) if is_public(&item.vis) => {
                let path = format!("{}::{}", self.prefix, item.ident);
                self.push(path.clone(), ItemKind::Struct, "struct ", "", &item.attrs);
                self.derives(&path, &item.attrs);
                for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
                    let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                    let text = both(field.ty.to_token_stream(), &self.names);
                    self.typed(format!("{path}::{name}"), ItemKind::Field, &text, &field.attrs);
                }
                if derived(&item.attrs).any(|name| name == "Clear") {
                    self.cleared(&path, &item.fields);
                }
            }
            Syntax::Enum(item) if is_public(&item.vis) => self.enumeration(item),
            Syntax::Type(item) if is_public(&item.vis) => {
                let text = both(item.ty.to_token_stream(), &self.names);
                let path = format!("{}::{}", self.prefix, item.ident);
                let line = format!("type {path} = {}", text.0);
                self.put((path, ItemKind::Alias), line, text.1, &item.attrs, false);
            }
            Syntax::Const(item) if is_public(&item.vis) => {
                let text = both(item.ty.to_token_stream(), &self.names);
                self.typed(
                    format!("{}::{}", self.prefix, item.ident),
                    ItemKind::Constant,
                    &text,
                    &item.attrs,
                );
            }
            Syntax::Fn(item) if is_public(&item.vis) => {
                let module = self.prefix.clone();
                // The only free function of a client is there for tests.
                self.function(&module, &item.sig, &item.attrs, true);
            }
            Syntax::Impl(item) => self.implementation(item),
            Syntax::Macro(item) => self.completed(&item.mac),
            _ => {}
        }
    }

    fn enumeration(&mut self, item: &syn::ItemEnum) {
        let path = format!("{}::{}", self.prefix, item.ident);
        self.push(path.clone(), ItemKind::Enum, "enum ", "", &item.attrs);
        self.derives(&path, &item.attrs);
        for variant in &item.variants {
            let fields = match &variant.fields {
                Fields::Unit => (String::new(), String::new()),
                fields => both(fields.to_token_stream(), &self.names),
            };
            let path = format!("{path}::{}", variant.ident);
            let line = format!("{path}{}", fields.0);
            self.put((path, ItemKind::Variant), line, fields.1, &variant.attrs, false);
        }
        if derived(&item.attrs).any(|name| name == "OpenEnum") {
            self.opened(&path, item);
        }
    }

    fn implementation(&mut self, item: &syn::ItemImpl) {
        let Some(path) = self.path_of(&item.self_ty) else {
            return;
        };
        let testing = is_testing(&item.attrs);
        if let Some((of, _)) = &item.trait_ {
            let (text, _) = both(last_segment(of), &self.names);
            self.implemented(&path, &text, testing);
            return;
        }
        for member in &item.items {
            if let ImplItem::Fn(function) = member
                && is_public(&function.vis)
            {
                self.function(&path, &function.sig, &function.attrs, testing);
            }
        }
    }

    fn function(&mut self, path: &str, signature: &syn::Signature, attributes: &[Attribute], testing: bool) {
        let mut shown = Vec::new();
        let mut exact = Vec::new();
        let mut arguments = Vec::new();
        for input in &signature.inputs {
            match input {
                FnArg::Receiver(receiver) => {
                    // `mut self` is the function's own business.
                    let is_borrowed = receiver.to_token_stream().to_string().starts_with('&');
                    let text = if is_borrowed { "&self" } else { "self" };
                    shown.push(text.to_owned());
                    exact.push(text.to_owned());
                }
                FnArg::Typed(typed) => {
                    let name = typed.pat.to_token_stream().to_string();
                    let text = both(typed.ty.to_token_stream(), &self.names);
                    shown.push(format!("{name}: {}", text.0));
                    exact.push(text.1.clone());
                    arguments.push((name, text.1));
                }
            }
        }
        let output = match &signature.output {
            ReturnType::Default => (String::new(), String::new()),
            ReturnType::Type(_, ty) => {
                let text = both(ty.to_token_stream(), &self.names);
                (format!(" -> {}", text.0), format!(" -> {}", text.1))
            }
        };
        let path = format!("{path}::{}", signature.ident);
        let line = format!("{path}({}){}", shown.join(", "), output.0);
        let exact = format!("({}){}", exact.join(", "), output.1);
        self.put((path, ItemKind::Function), line, exact, attributes, testing);
        if let Some((_, item)) = self.out.last_mut() {
            item.arguments = arguments;
        }
    }

    /// What a macro adds to the type that it is called with.
    fn completed(&mut self, call: &syn::Macro) {
        let name = call.path.segments.last().map(|segment| segment.ident.to_string());
        let Some(added) = name.as_deref().and_then(callspec_codegen::macros::added) else {
            return;
        };
        let mut tokens = call.tokens.clone().into_iter();
        let Some(TokenTree::Ident(of)) = tokens.next() else {
            return;
        };
        let path = format!("{}::{of}", self.prefix);
        for name in added.traits {
            self.implemented(&path, name, false);
        }
        // What follows `=>` are the types that the methods give.
        let rest: Vec<TokenTree> = tokens.skip(2).collect();
        for method in added.methods {
            let path = format!("{path}::{method}");
            let (shown, exact) = self.given(method, &rest);
            self.put(
                (path.clone(), ItemKind::Function),
                format!("{path}{shown}"),
                exact,
                &[],
                false,
            );
        }
    }

    /// The rest of a signature that a macro writes: its types are those that it is called with.
    fn given(&self, method: &str, types: &[TokenTree]) -> (String, String) {
        let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
        let text = |tokens: &[TokenTree]| both(tokens.iter().cloned().collect(), &self.names);
        match method {
            "send" | "send_raw" | "send_blocking" => {
                // Variants in brackets are for the documentation: the enum itself has them.
                let types = match types {
                    [types @ .., comma, TokenTree::Group(_)] if is_comma(comma) => types,
                    types => types,
                };
                // The type of the error responses is one word, so the last comma is the one before it.
                let at = types.iter().rposition(is_comma).unwrap_or(types.len());
                let (output, error) = (text(&types[..at]), text(types.get(at + 1..).unwrap_or_default()));
                let signature = |output: &str, error: &str| match method {
                    "send_raw" => format!("(self) -> Result<Response<{output}>, Error<{error}>>"),
                    _ => format!("(self) -> Result<{output}, Error<{error}>>"),
                };
                (signature(&output.0, &error.0), signature(&output.1, &error.1))
            }
            "pages" | "items" => {
                let at = types.iter().position(is_comma).unwrap_or(types.len());
                let item = text(&types[..at]);
                (format!("(self) of {}", item.0), format!("(self) of {}", item.1))
            }
            _ => ("(…)".to_owned(), String::new()),
        }
    }

    pub(super) fn implemented(&mut self, path: &str, name: &str, testing: bool) {
        let line = format!("impl {name} for {path}");
        self.put(
            (format!("{path} as {name}"), ItemKind::Trait),
            line,
            String::new(),
            &[],
            testing,
        );
    }

    fn typed(&mut self, path: String, kind: ItemKind, text: &(String, String), attributes: &[Attribute]) {
        let line = format!("{path}: {}", text.0);
        self.put((path, kind), line, text.1.clone(), attributes, false);
    }

    fn push(&mut self, path: String, kind: ItemKind, word: &str, exact: &str, attributes: &[Attribute]) {
        let line = format!("{word}{path}");
        self.put((path, kind), line, exact.to_owned(), attributes, false);
    }

    pub(super) fn put(&mut self, key: Key, line: String, exact: String, attributes: &[Attribute], testing: bool) {
        let has = |name: &str| attributes.iter().any(|attribute| attribute.path().is_ident(name));
        let item = Item {
            line,
            exact,
            testing: testing || is_testing(attributes),
            open: has("non_exhaustive"),
            deprecated: has("deprecated"),
            arguments: Vec::new(),
            sent: Vec::new(),
            needs_base_url: None,
        };
        self.out.push((key, item));
    }

    /// The path of a type that something is implemented for; `None` where it is not public.
    fn path_of(&self, ty: &syn::Type) -> Option<String> {
        let syn::Type::Path(path) = ty else { return None };
        let name = path.path.segments.last()?.ident.to_string();
        let in_crate = path.path.segments.len() > 1 || self.names.uses.contains_key(&name);
        if in_crate {
            return Some(format!("{}::{name}", self.root));
        }
        self.public.contains(&name).then(|| format!("{}::{name}", self.prefix))
    }
}

/// The last segment of a trait's path, with what stands in its brackets.
fn last_segment(path: &syn::Path) -> TokenStream {
    path.segments
        .last()
        .map(quote::ToTokens::to_token_stream)
        .unwrap_or_default()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Whether something is there with the feature `testing` only.
fn is_testing(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.meta.to_token_stream().to_string().contains("\"testing\"")
    })
}

fn uses(tree: &UseTree, path: String, names: &mut Names) {
    match tree {
        UseTree::Path(part) => uses(&part.tree, format!("{path}{}::", part.ident), names),
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            names.uses.insert(name.clone(), format!("{path}{name}"));
        }
        UseTree::Rename(rename) => {
            let full = format!("{path}{}", rename.ident);
            names.uses.insert(rename.rename.to_string(), full);
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                uses(tree, path.clone(), names);
            }
        }
        _ => {}
    }
}
