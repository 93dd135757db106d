//! The client's `headers.rs`: a key for each header that responses declare.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::models::{expected, file};
use super::scope::Scope;
use super::words::{deprecated, docs, ident, inner_docs, string};
use crate::ir::{Api, HeaderForm, HeaderKey};

/// `src/headers.rs`.
pub(super) fn module(api: &Api) -> syn::File {
    let taken = api.headers.iter().map(|key| key.name.as_str()).collect();
    let scope = Scope::client(api, taken);
    let keys: Vec<Item> = api.headers.iter().map(|key| item(&scope, key)).collect();
    let mut attributes = inner_docs(&docs::headers_module(api));
    attributes.extend(expected(&scope));
    let mut items = scope.uses();
    items.extend(keys);
    file(&attributes, items)
}

fn item(scope: &Scope, key: &HeaderKey) -> Item {
    let docs = docs(&docs::key(scope.api, key));
    let (header, ty) = (scope.core("Header"), scope.ty(&key.ty));
    let (name, wire) = (ident(key.name.as_str()), string(&key.wire));
    let deprecated = deprecated(key.deprecated);
    let read: TokenStream = match key.form {
        HeaderForm::Simple => quote!(simple),
        HeaderForm::Exploded => quote!(simple_exploded),
        HeaderForm::Json => quote!(json),
    };
    parse_quote!(#docs #deprecated pub const #name: #header<#ty> = #header::#read(#wire);)
}
