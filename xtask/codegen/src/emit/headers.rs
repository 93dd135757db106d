//! The client's `headers.rs`: a key for each header that responses declare.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::file;
use super::scope::Scope;
use super::words::{deprecated, docs, ident, string};
use crate::ir::{Api, HeaderForm, HeaderKey};

/// `src/headers.rs`.
pub(super) fn module(api: &Api) -> syn::File {
    let taken = api.headers.iter().map(|key| key.name.as_str()).collect();
    let scope = Scope::client(api, taken);
    let keys = api.headers.iter().map(|key| item(&scope, key)).collect();
    file::scoped(&docs::headers_module(api), &scope, keys)
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
