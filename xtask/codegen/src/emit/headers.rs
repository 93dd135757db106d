//! The client's `headers.rs`: a key for each header that responses declare.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::models::{expected, file};
use super::scope::Scope;
use super::structs::deprecated;
use super::words::{api_title, bare, code, docs, docs_or, ident, inner_docs, string};
use crate::ir::{Api, HeaderForm, HeaderKey, Operation, Status};

/// How many operations a key names.
const NAMED: usize = 8;

/// `src/headers.rs`.
pub(super) fn module(api: &Api) -> syn::File {
    let taken = api.headers.iter().map(|key| key.name.as_str()).collect();
    let scope = Scope::client(api, taken);
    let keys: Vec<Item> = api.headers.iter().map(|key| item(&scope, key)).collect();
    let heading = [
        format!("Headers that answers of the {} carry.", api_title(&api.title)),
        String::new(),
        "They are keys for `get` of `callspec_core::Response` and of the errors.".to_owned(),
    ];
    let mut attributes = inner_docs(&heading);
    attributes.extend(expected(&scope));
    let mut items = scope.uses();
    items.extend(keys);
    file(&attributes, items)
}

fn item(scope: &Scope, key: &HeaderKey) -> Item {
    let mut lines = docs_or(&key.docs, || format!("The header {}.", code(&key.wire)));
    lines.extend([String::new(), carriers(scope.api, key)]);
    let docs = docs(&lines);
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

/// Which responses carry the header.
fn carriers(api: &Api, key: &HeaderKey) -> String {
    let carried: Vec<String> = api
        .operations()
        .filter_map(|operation| carrier(operation, key))
        .collect();
    if carried.len() > NAMED {
        return format!("In answers of {} operations.", carried.len());
    }
    format!("In answers of {}.", carried.join(", "))
}

/// An operation with the statuses whose responses carry the header.
fn carrier(operation: &Operation, key: &HeaderKey) -> Option<String> {
    let mut statuses: Vec<String> = operation
        .responses()
        .filter(|response| response.headers.iter().any(|header| header.name == key.name))
        .map(|response| match response.status {
            Status::Code(code) => code.to_string(),
            Status::Range(class) => format!("{class}xx"),
            Status::Default => "default".to_owned(),
        })
        .collect();
    statuses.dedup();
    let method = bare(operation.method_name.as_str());
    (!statuses.is_empty()).then(|| {
        format!(
            "[`Client::{method}`](crate::Client::{method}) ({})",
            statuses.join(", ")
        )
    })
}

/// The line that a method's docs say of the headers of its responses.
pub(super) fn line(operation: &Operation) -> Option<String> {
    let mut links: Vec<String> = Vec::new();
    for header in operation.responses().flat_map(|response| &response.headers) {
        let link = format!("[`{0}`](crate::headers::{0})", header.name);
        if !links.contains(&link) {
            links.push(link);
        }
    }
    match links.as_slice() {
        [] => None,
        [only] => Some(format!("Answers carry the header {only}.")),
        [most @ .., last] => Some(format!("Answers carry the headers {} and {last}.", most.join(", "))),
    }
}
