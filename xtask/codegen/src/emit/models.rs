//! The models crate: its root, and one file per component with the types that only it uses.

use std::collections::HashSet;
use std::sync::Arc;

use quote::quote;
use syn::{Item, parse_quote};

use super::scope::Scope;
use super::words::{bare, deprecated, docs, ident};
use super::{docs, enums, file, structs, unions};
use crate::ir::{Api, ModuleName, Shape, Type, TypeDef};

/// The module of the constant that says how webhooks are signed; `lower` gives no other the name.
pub(super) const SIGNATURE: &str = "webhook_signature";

/// `src/lib.rs`.
pub(super) fn root(api: &Api) -> syn::File {
    let mut modules: Vec<(&str, bool)> = homes(api)
        .into_iter()
        .map(|home| {
            let mut defs = api.types.iter().filter(|def| !def.hidden && def.home == *home);
            (home.as_str(), defs.all(|def| def.told))
        })
        .collect();
    if api.signature.is_some() {
        modules.push((SIGNATURE, true));
    }
    // What only receivers of webhooks need is compiled for nobody else.
    let gate = |is_gated: bool| is_gated.then(|| quote!(#[cfg(feature = "webhooks")]));
    let mods = modules.iter().map(|(name, is_gated)| -> Item {
        let (gate, name) = (gate(*is_gated), ident(name));
        parse_quote!(#gate mod #name;)
    });
    let uses = modules.iter().map(|(name, is_gated)| -> Item {
        let (gate, name) = (gate(*is_gated), ident(name));
        parse_quote!(#gate pub use #name::*;)
    });
    let evidence = docs::evidence::models(api).map(|_| -> Item {
        parse_quote!(
            pub mod evidence;
        )
    });
    file::root(
        &docs::models_root(api),
        evidence.into_iter().chain(mods).chain(uses).collect(),
    )
}

/// The modules of the models crate, in alphabetical order.
pub(super) fn homes(api: &Api) -> Vec<&ModuleName> {
    let mut homes: Vec<_> = api
        .types
        .iter()
        .filter(|def| !def.hidden)
        .map(|def| &def.home)
        .collect();
    homes.sort_by(|a, b| bare(a.as_str()).cmp(bare(b.as_str())));
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
    let items = defs.iter().flat_map(|def| items(&scope, def)).collect();
    file::scoped(&docs::module(home, defs), &scope, items)
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
