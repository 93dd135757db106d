//! The smallest pieces: identifiers, string literals and doc comments.
//!
//! In: names of the IR and texts of the document. Out: tokens. A text of the document becomes a string literal or a
//! doc attribute and nothing else, so it can never become code.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::ir::Docs;

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
    texts.map(|text| match visible(text).trim_end() {
        "" => string(""),
        text => string(&format!(" {text}")),
    })
}

/// The docs, or a line of our own where the document has none.
pub(super) fn docs_or(docs: &Docs, fallback: impl FnOnce() -> String) -> Vec<String> {
    if docs.0.iter().all(|line| line.trim().is_empty()) {
        vec![fallback()]
    } else {
        docs.0.clone()
    }
}

/// Lines as an item of a list: what follows the first is indented into it.
pub(super) fn item(lines: Vec<String>) -> Vec<String> {
    let indent = |(index, line): (usize, String)| match (index, line.is_empty()) {
        (0, _) | (_, true) => line,
        _ => format!("  {line}"),
    };
    lines.into_iter().enumerate().map(indent).collect()
}

/// The docs after a label such as `401: `, on its line where they open with a word and below it where they open with
/// a block of Markdown.
pub(super) fn labelled(label: &str, docs: &Docs) -> Vec<String> {
    let mut lines = docs.0.iter();
    let mut labelled = Vec::new();
    match docs.0.first() {
        None => labelled.push(format!("{label}.")),
        Some(first) if first.starts_with(|c: char| c.is_alphabetic() || c == '`' && !first.starts_with("```")) => {
            labelled.push(format!("{label}: {first}"));
            lines.next();
        }
        Some(_) => labelled.extend([format!("{label}."), String::new()]),
    }
    labelled.extend(lines.cloned());
    labelled
}

/// A text of the document as a code span (CommonMark 0.31 §6.1).
pub(super) fn code(text: &str) -> String {
    let text: String = visible(text)
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.trim().is_empty() {
        return "(empty)".to_owned();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 || text.starts_with(' ') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The API by its title: as plain text where Markdown reads it so, else as a code span.
pub(super) fn api_title(title: &str) -> String {
    let title = title.trim();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | ',' | '.');
    if title.is_empty() || !title.chars().all(plain) {
        format!("API {}", code(title))
    } else if title.to_lowercase().ends_with("api") {
        title.to_owned()
    } else {
        format!("{title} API")
    }
}

/// A link to a page, where the address has no character that Markdown or HTML could misread.
pub(super) fn link(label: &str, url: &str) -> Option<String> {
    let safe = |c: char| c.is_ascii_graphic() && !"<>()[]\"'`\\{}|".contains(c);
    let web = url.starts_with("https://") || url.starts_with("http://");
    (web && url.chars().all(safe)).then(|| format!("[{label}]({url})"))
}

/// Characters that turn the direction of a text are spelled out; rustc refuses most of them in comments.
pub(super) fn visible(text: &str) -> String {
    let turns =
        |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(turns) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| {
            if turns(c) {
                c.escape_unicode().to_string()
            } else {
                c.to_string()
            }
        })
        .collect()
}
