//! The models crate: its root, and one file per component with the types that only it uses.

use std::collections::HashSet;
use std::sync::Arc;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::constructors::DEPRECATED;
use super::scope::Scope;
use super::words::{deprecated, docs, ident, inner_docs};
use super::{docs, enums, structs, unions};
use crate::ir::{Api, ModuleName, Shape, Type, TypeDef};

/// `src/lib.rs`.
pub(super) fn root(api: &Api) -> syn::File {
    let modules = homes(api).into_iter().map(|home| ident(home.as_str()));
    let mods = modules.clone().map(|name| -> Item { parse_quote!(mod #name;) });
    let uses = modules.map(|name| -> Item { parse_quote!(pub use #name::*;) });
    file(&inner_docs(&docs::models_root(api)), mods.chain(uses).collect())
}

/// The modules of the models crate, in alphabetical order.
pub(super) fn homes(api: &Api) -> Vec<&ModuleName> {
    let mut homes: Vec<_> = api
        .types
        .iter()
        .filter(|def| !def.hidden)
        .map(|def| &def.home)
        .collect();
    homes.sort_by(|a, b| super::words::bare(a.as_str()).cmp(super::words::bare(b.as_str())));
    homes.dedup();
    homes
}

/// The file of a module; `names` are those of all types.
pub(super) fn module<'a>(
    api: &'a Api,
    home: &'a ModuleName,
    defs: &[&TypeDef],
    names: &Arc<HashSet<&'a str>>,
) -> syn::File {
    let scope = Scope::models(api, home, names.clone());
    let types: Vec<Item> = defs.iter().flat_map(|def| items(&scope, def)).collect();
    let mut attributes = inner_docs(&docs::module(home, defs));
    attributes.extend(expected(&scope));
    let mut items = scope.uses();
    items.extend(types);
    file(&attributes, items)
}

/// The file's expectation of deprecation warnings, if its items cause any.
pub(super) fn expected(scope: &Scope) -> TokenStream {
    if !scope.uses_deprecated() {
        return TokenStream::new();
    }
    let reason = DEPRECATED;
    quote!(#![expect(deprecated, reason = #reason)])
}

/// A file of inner attributes and items.
pub(super) fn file(attributes: &TokenStream, items: Vec<Item>) -> syn::File {
    let mut file: syn::File = parse_quote!(#attributes);
    file.items = items;
    file
}

fn items(scope: &Scope, def: &TypeDef) -> Vec<Item> {
    match &def.shape {
        Shape::Struct { .. } => structs::items(scope, def),
        Shape::Enum { .. } => enums::items(scope, def),
        Shape::Union { .. } => unions::items(scope, def),
        Shape::Alias(target) => vec![alias(scope, def, target)],
    }
}

fn alias(scope: &Scope, def: &TypeDef, target: &Type) -> Item {
    let docs = docs(&docs::type_def(scope.api, def));
    let (deprecated, name, target) = (deprecated(def.deprecated), ident(def.name.as_str()), scope.ty(target));
    parse_quote!(#docs #deprecated pub type #name = #target;)
}
