//! The models crate: its root, and one file per component with the types that only it uses.

use std::collections::HashSet;
use std::sync::Arc;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::constructors::DEPRECATED;
use super::scope::Scope;
use super::structs::deprecated;
use super::words::{api_title, code, docs, docs_or, ident, inner_docs, item, labelled};
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
    lines.extend(webhooks(api));
    let modules = homes(api).into_iter().map(|home| ident(home.as_str()));
    let mods = modules.clone().map(|name| -> Item { parse_quote!(mod #name;) });
    let uses = modules.map(|name| -> Item { parse_quote!(pub use #name::*;) });
    file(&inner_docs(&lines), mods.chain(uses).collect())
}

/// The list of what the server sends by itself, each with the type that its body decodes into.
fn webhooks(api: &Api) -> Vec<String> {
    if api.webhooks.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![
        String::new(),
        "# Webhooks".to_owned(),
        String::new(),
        "Requests that the server makes, with the type that the body of each decodes into:".to_owned(),
        String::new(),
    ];
    for webhook in &api.webhooks {
        let payload = match &webhook.payload {
            Some(ty) => payload(api, ty),
            None => "no typed body".to_owned(),
        };
        let label = format!("* {} ({}), {payload}", code(&webhook.name), webhook.method.as_str());
        if webhook.docs.0.is_empty() {
            lines.push(format!("{label}."));
        } else {
            lines.extend(item(labelled(&label, &webhook.docs)));
        }
    }
    lines
}

/// A type in a sentence, its names linked.
fn payload(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Named(id) => format!("[`{}`]", super::words::bare(api.type_def(*id).name.as_str())),
        Type::List(item) => format!("a list of {}", payload(api, item)),
        Type::Map(value) => format!("a map of {}", payload(api, value)),
        Type::Nullable(inner) => format!("{} or null", payload(api, inner)),
        Type::Document(data) => format!("a JSON:API document of {}", payload(api, data)),
        _ => "JSON".to_owned(),
    }
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
