//! The models crate: its root, and one file per component with the types that only it uses.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::constructors::DEPRECATED;
use super::scope::Scope;
use super::structs::deprecated;
use super::words::{api_title, code, docs, docs_or, ident, inner_docs};
use super::{enums, structs, unions};
use crate::ir::{Api, ModuleName, Shape, Type, TypeDef};

/// `src/lib.rs`.
pub(super) fn root(api: &Api) -> syn::File {
    let mut lines = vec![format!(
        "Types of the {}, version {}.",
        api_title(&api.title),
        code(&api.version)
    )];
    if !api.docs.0.is_empty() {
        lines.push(String::new());
        lines.extend(api.docs.0.iter().cloned());
    }
    let modules = homes(api).into_iter().map(|home| ident(home.as_str()));
    let mods = modules.clone().map(|name| -> Item { parse_quote!(mod #name;) });
    let uses = modules.map(|name| -> Item { parse_quote!(pub use #name::*;) });
    file(&inner_docs(&lines), mods.chain(uses).collect())
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

/// The file of a module.
pub(super) fn module(api: &Api, home: &ModuleName, defs: &[&TypeDef]) -> syn::File {
    let scope = Scope::models(api, home);
    let types: Vec<Item> = defs.iter().flat_map(|def| items(&scope, def)).collect();
    let mut attributes = inner_docs(&[module_docs(home, defs)]);
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

fn module_docs(home: &ModuleName, defs: &[&TypeDef]) -> String {
    let plain = |name: &str| name.replace("r#", "").replace('_', "").to_lowercase();
    let named = defs.iter().find(|def| plain(def.name.as_str()) == plain(home.as_str()));
    match (named.or(defs.first()), defs.len()) {
        (None, _) => "No types.".to_owned(),
        (Some(def), 1) => format!("[`{}`].", def.name),
        (Some(def), _) => format!("[`{}`] and the types that only it uses.", def.name),
    }
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
    let docs = docs(&docs_or(&def.docs, || {
        format!("The value at {}.", code(&def.pointer.0))
    }));
    let (deprecated, name, target) = (deprecated(def.deprecated), ident(def.name.as_str()), scope.ty(target));
    parse_quote!(#docs #deprecated pub type #name = #target;)
}
