//! The frame of a file: its documentation, what it expects of the compiler, and what it imports.

use syn::{Item, parse_quote};

use super::scope::Scope;
use super::words::inner_docs;

/// The reason of expecting deprecation warnings.
pub(super) const DEPRECATED: &str = "deprecated parts of the API are still read and sent";

/// A file of items that import nothing.
pub(super) fn plain(docs: &[String], items: Vec<Item>) -> syn::File {
    let docs = inner_docs(docs);
    let mut file: syn::File = parse_quote!(#docs);
    file.items = items;
    file
}

/// The root of a crate. On docs.rs, whose compiler allows it, each item says which feature it needs.
pub(super) fn root(docs: &[String], items: Vec<Item>) -> syn::File {
    let mut file = plain(docs, items);
    let marked: syn::File = parse_quote!(#![cfg_attr(docsrs, feature(doc_cfg))]);
    file.attrs.extend(marked.attrs);
    file
}

/// A file of items, with what they mentioned in its scope.
pub(super) fn scoped(docs: &[String], scope: &Scope, mut items: Vec<Item>) -> syn::File {
    let mut uses = scope.uses();
    uses.append(&mut items);
    let mut file = plain(docs, uses);
    if scope.uses_deprecated() {
        let reason = DEPRECATED;
        let expected: syn::File = parse_quote!(#![expect(deprecated, reason = #reason)]);
        file.attrs.extend(expected.attrs);
    }
    file
}
