//! Where a change stands in its owner, in words: from a JSON pointer to `response 200: items[].note`.

use serde_json::Value;

use super::doc::Doc;

/// The words for a pointer; empty for the owner itself.
pub(super) fn of(pointer: &str, doc: Doc<'_>) -> String {
    let segments: Vec<String> = callspec_codegen::pointer::segments(pointer)
        .map(std::borrow::Cow::into_owned)
        .collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        ["components", "schemas", _, rest @ ..] => path(rest),
        ["components", _, _, rest @ ..] => labelled("", schema_of(rest)),
        ["paths" | "webhooks", _, "parameters", ..] => part(&segments, 2, doc),
        ["paths", _, _, "callbacks", name, _, "parameters", ..] => called(name, &part(&segments, 6, doc)),
        ["paths", _, _, "callbacks", name, _, _, ..] => called(name, &part(&segments, 7, doc)),
        ["paths" | "webhooks", _, _, ..] => part(&segments, 3, doc),
        ["components" | "paths" | "webhooks", ..] => String::new(),
        rest => rest.join(" "),
    }
}

/// The part of an operation, which begins at a segment.
fn part(segments: &[&str], at: usize, doc: Doc<'_>) -> String {
    match &segments[at..] {
        ["parameters", _, rest @ ..] => {
            let listed = &segments[..segments.len() - rest.len()];
            labelled(&parameter(listed, doc), schema_of(rest))
        }
        ["requestBody", rest @ ..] => labelled(&content("body", rest), schema_of(rest)),
        ["responses", status, "headers", header, rest @ ..] => {
            labelled(&format!("response {status}, header {header}"), schema_of(rest))
        }
        ["responses", status, rest @ ..] => labelled(&content(&format!("response {status}"), rest), schema_of(rest)),
        rest => rest.join(" "),
    }
}

/// `callback onData, body: id`.
fn called(name: &str, part: &str) -> String {
    match part {
        "" => format!("callback {name}"),
        part => format!("callback {name}, {part}"),
    }
}

/// `body (text/plain)`: JSON is not worth a word.
fn content(what: &str, rest: &[&str]) -> String {
    match rest {
        ["content", media_type, ..] if *media_type != "application/json" => format!("{what} ({media_type})"),
        _ => what.to_owned(),
    }
}

/// `query parameter limit`.
fn parameter(segments: &[&str], doc: Doc<'_>) -> String {
    let mut pointer = String::new();
    for segment in segments {
        callspec_codegen::pointer::push(&mut pointer, segment);
    }
    let value = doc.value(&pointer);
    let text = |key: &str| value.and_then(|value| value.get(key)).and_then(Value::as_str);
    format!(
        "{} parameter {}",
        text("in").unwrap_or("query"),
        text("name").unwrap_or("?")
    )
}

/// What follows the key `schema`.
fn schema_of<'s, 't>(rest: &'s [&'t str]) -> &'s [&'t str] {
    let at = rest.iter().position(|segment| *segment == "schema");
    at.map_or(&[], |at| &rest[at + 1..])
}

fn labelled(label: &str, rest: &[&str]) -> String {
    let path = path(rest);
    match (label, path.as_str()) {
        (label, "") => label.to_owned(),
        ("", path) => path.to_owned(),
        (label, path) => format!("{label}: {path}"),
    }
}

/// The path of a schema's part: `items[].note`, `any{}.id`, `<2>`.
fn path(segments: &[&str]) -> String {
    let mut out = String::new();
    let mut segments = segments.iter();
    while let Some(segment) = segments.next() {
        match *segment {
            "properties" => {
                if let Some(name) = segments.next() {
                    if !out.is_empty() {
                        out.push('.');
                    }
                    out.push_str(name);
                }
            }
            "items" => out.push_str("[]"),
            "additionalProperties" => out.push_str("{}"),
            "allOf" => {
                segments.next();
            }
            "oneOf" | "anyOf" => {
                let index = segments.next().and_then(|index| index.parse::<usize>().ok());
                if let Some(index) = index {
                    out.push_str(&format!("<{}>", index + 1));
                }
            }
            _ => {}
        }
    }
    out
}
