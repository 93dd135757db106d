//! The smallest pieces: identifiers, string literals and doc comments.
//!
//! In: names of the IR and texts of the document. Out: tokens. A text of the document becomes a string literal or a
//! doc attribute and nothing else, so it can never become code.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

/// An identifier; the IR writes keywords as `r#type`.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// The identifier as it is spoken of in documentation: rustdoc resolves names without `r#`.
pub(super) fn bare(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// The name of a crate as Rust spells it.
pub(super) fn snake(name: &str) -> String {
    name.replace('-', "_")
}

/// A string literal.
pub(super) fn string(text: &str) -> Literal {
    Literal::string(text)
}

/// `#[doc = " …"]`, one attribute per line.
pub(super) fn docs<T: AsRef<str>>(lines: &[T]) -> TokenStream {
    let lines = doc_lines(lines);
    quote!(#(#[doc = #lines])*)
}

/// `#![doc = " …"]`, one attribute per line.
pub(super) fn inner_docs<T: AsRef<str>>(lines: &[T]) -> TokenStream {
    let lines = doc_lines(lines);
    quote!(#(#![doc = #lines])*)
}

/// One literal per line, each opening with the space that follows `///`.
fn doc_lines<T: AsRef<str>>(lines: &[T]) -> impl Iterator<Item = Literal> {
    let texts = lines.iter().flat_map(|line| line.as_ref().split(['\n', '\r']));
    texts.map(|text| match text.trim_end() {
        "" => string(""),
        text => string(&format!(" {text}")),
    })
}

/// `#[deprecated]`, or nothing.
pub(super) fn deprecated(is_deprecated: bool) -> TokenStream {
    match is_deprecated {
        true => quote!(#[deprecated]),
        false => TokenStream::new(),
    }
}
