//! What must hold of generated files, whatever the document says.
//!
//! In: files. Out: what is wrong with them, and their items without names and literals, to be compared.

use std::collections::BTreeSet;
use std::str::FromStr as _;

use callspec_codegen::layout::TextFile;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use quote::ToTokens as _;
use syn::{ImplItem, Item};

use super::payloads::MARK;

/// What is wrong with the files.
pub(crate) fn faults(files: &[TextFile]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        let mut fault = |what: String| faults.push(format!("{}: {what}", file.path));
        path(&file.path, &mut fault);
        if let Some(odd) = file.text.chars().find(|&c| is_odd(c)) {
            fault(format!("holds {odd:?}"));
        }
        if file.path.ends_with(".rs") {
            rust(&file.text, &mut fault);
        } else {
            manifest(&file.text, &mut fault);
        }
    }
    faults
}

/// What no generated file holds: rustc refuses it, or it turns text around.
fn is_odd(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A path stays in the folder, on every system.
fn path(path: &str, fault: &mut impl FnMut(String)) {
    const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];
    for part in path.split('/') {
        let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let numbered = ["com", "lpt"]
            .iter()
            .any(|port| stem.strip_prefix(port).is_some_and(|n| n.len() == 1 && n != "0"));
        let plain = part
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
        if part.is_empty() || part.starts_with('.') || !plain || part.len() > 200 {
            fault("is no path for a file".to_owned());
        } else if DEVICES.contains(&stem.as_str()) || numbered {
            fault("is a device on Windows".to_owned());
        }
    }
}

fn manifest(text: &str, fault: &mut impl FnMut(String)) {
    const TABLES: [&str; 4] = ["[package]", "[features]", "[dependencies]", "[lints.rust]"];
    let tables: Vec<_> = text.lines().filter(|line| line.starts_with('[')).collect();
    if tables != TABLES {
        fault(format!("has the tables {tables:?}"));
    }
    for line in text
        .lines()
        .filter(|line| line.contains(MARK) && !line.starts_with('#'))
    {
        // What is between quotes: the odd pieces, escaped quotes aside.
        let outside: String = line
            .replace("\\\\", "")
            .replace("\\\"", "")
            .split('"')
            .step_by(2)
            .collect();
        if outside.contains(MARK) {
            fault(format!("the text leaves its string: {line}"));
        }
    }
}

fn rust(text: &str, fault: &mut impl FnMut(String)) {
    let file = match syn::parse_file(text) {
        Ok(file) => file,
        Err(error) => return fault(format!("is no Rust: {error} in\n{text}")),
    };
    let mut docs = Vec::new();
    let mut doc = String::new();
    tokens(file.to_token_stream(), &mut doc, &mut docs, fault);
    docs.push(doc);
    docs.iter().for_each(|doc| documentation(doc, fault));
}

/// Looks for the mark among identifiers, and gathers documentation: one text for the lines of an item.
fn tokens(stream: TokenStream, doc: &mut String, docs: &mut Vec<String>, fault: &mut impl FnMut(String)) {
    for token in stream {
        match token {
            TokenTree::Ident(ident) => {
                if ident.to_string().contains(MARK) {
                    fault(format!("`{ident}` became code"));
                }
                docs.push(std::mem::take(doc));
            }
            TokenTree::Group(group) => match line_of_doc(&group) {
                Some(line) => {
                    doc.push_str(line.strip_prefix(' ').unwrap_or(&line));
                    doc.push('\n');
                }
                None => tokens(group.stream(), doc, docs, fault),
            },
            _ => {}
        }
    }
}

/// The text of `[doc = "…"]`.
fn line_of_doc(group: &Group) -> Option<String> {
    let mut tokens = group.stream().into_iter();
    let (name, literal) = (tokens.next()?, tokens.nth(1)?);
    if group.delimiter() != Delimiter::Bracket || name.to_string() != "doc" {
        return None;
    }
    syn::parse_str::<syn::LitStr>(&literal.to_string())
        .ok()
        .map(|literal| literal.value())
}

/// Documentation holds no HTML, no link to anything but a web page or an item, and no code that a text brought.
fn documentation(doc: &str, fault: &mut impl FnMut(String)) {
    let mut code: Option<(bool, String)> = None;
    // A link to an item has no definition: rustdoc looks it up. It is ours if it is not the text's.
    let callback = &mut |link: pulldown_cmark::BrokenLink<'_>| Some((link.reference.to_string().into(), "".into()));
    for event in
        Parser::new_with_broken_link_callback(doc, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES, Some(callback))
    {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => fault(format!("HTML in documentation: {html}")),
            Event::Start(Tag::Image { dest_url, .. }) => fault(format!("an image of {dest_url} in documentation")),
            Event::Start(Tag::Link { dest_url, .. }) if !leads_well(&dest_url) => {
                fault(format!("a link to {dest_url} in documentation:\n{doc}"));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let is_text = matches!(&kind, CodeBlockKind::Fenced(language) if &**language == "text");
                let is_example = matches!(&kind, CodeBlockKind::Fenced(language) if &**language == "no_run");
                if !is_text && !is_example {
                    fault(format!("documentation that is compiled:\n{doc}"));
                }
                code = Some((is_example, String::new()));
            }
            Event::Text(text) => {
                if let Some((_, code)) = &mut code {
                    code.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((true, code)) = code.take() {
                    example(&code, fault);
                }
            }
            _ => {}
        }
    }
}

/// Whether a link leads to a page of the web or to an item.
fn leads_well(link: &str) -> bool {
    let is_item = |link: &str| {
        link.split("::")
            .all(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
    };
    link.starts_with("https://")
        || link.starts_with("http://")
        || (is_item(link.trim_matches('`')) && !link.contains(MARK))
}

/// The code of an example, in which texts are literals too.
fn example(code: &str, fault: &mut impl FnMut(String)) {
    let lines = code.lines().map(|line| line.strip_prefix("# ").unwrap_or(line));
    let whole: String = lines.flat_map(|line| [line, "\n"]).collect();
    match syn::parse_file(&whole) {
        Ok(file) if file.items.len() == 1 => {
            let stream = file.to_token_stream();
            let mut waste = (String::new(), Vec::new());
            tokens(stream, &mut waste.0, &mut waste.1, fault);
        }
        Ok(file) => fault(format!("an example with {} items:\n{whole}", file.items.len())),
        Err(error) => fault(format!("an example is no Rust: {error} in\n{whole}")),
    }
}

/// The items of some files: of each its kind and how many parts it has, whatever they are called.
///
/// Imports are left out, as what is imported depends on what a document calls its own types.
pub(crate) fn items(files: &[TextFile]) -> Vec<String> {
    let rust = files.iter().filter(|file| file.path.ends_with(".rs"));
    let items = rust
        .filter_map(|file| syn::parse_file(&file.text).ok())
        .flat_map(|file| file.items);
    let mut items: Vec<String> = items.filter_map(|item| kind(&item)).collect();
    items.sort();
    items
}

fn kind(item: &Item) -> Option<String> {
    Some(match item {
        Item::Use(_) => return None,
        Item::Struct(item) => format!("struct of {}", item.fields.len()),
        Item::Enum(item) => format!("enum of {}", item.variants.len()),
        Item::Impl(item) => {
            let bodies = item.items.iter().filter_map(|item| match item {
                ImplItem::Fn(function) => Some(function.block.stmts.len()),
                _ => None,
            });
            format!("impl of {}: {:?}", item.items.len(), bodies.collect::<Vec<_>>())
        }
        Item::Fn(item) => format!("fn of {}", item.block.stmts.len()),
        Item::Const(_) => "const".to_owned(),
        Item::Static(_) => "static".to_owned(),
        Item::Type(_) => "type".to_owned(),
        Item::Mod(item) => format!("mod of {:?}", item.content.as_ref().map(|(_, items)| items.len())),
        Item::Macro(item) => format!("{}!", item.mac.path.to_token_stream()),
        other => other.to_token_stream().to_string(),
    })
}

/// All identifiers of some files.
pub(crate) fn names(files: &[TextFile]) -> BTreeSet<String> {
    fn add(tokens: TokenStream, names: &mut BTreeSet<String>) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => drop(names.insert(ident.to_string())),
                TokenTree::Group(group) => add(group.stream(), names),
                _ => {}
            }
        }
    }
    let mut names = BTreeSet::new();
    let rust = files.iter().filter(|file| file.path.ends_with(".rs"));
    rust.for_each(|file| add(TokenStream::from_str(&file.text).unwrap_or_default(), &mut names));
    names
}
