//! The references of a node, and what their text says.

use std::collections::HashSet;

use serde_json::Value;

use super::shape::{NodeKind, Object};
use crate::pointer;

/// The references that a node itself makes, each with its pointer relative to the node.
pub(super) fn references(value: &Value, kind: NodeKind) -> Vec<(String, String)> {
    let Value::Object(map) = value else {
        return Vec::new();
    };
    if kind == NodeKind::One(Object::Discriminator) {
        // A value of `mapping` is the name of a schema or a reference to one (OpenAPI 3.0 §4.7.25), and so is the default.
        let is_reference =
            |text: &str| text.contains(['#', '/']) || [".yaml", ".yml", ".json"].iter().any(|end| text.ends_with(end));
        let mapping = map.get("mapping").and_then(Value::as_object).into_iter().flatten();
        let mapping = mapping.map(|(key, value)| (value, pointer::join("/mapping", key)));
        let default = map
            .get("defaultMapping")
            .map(|value| (value, "/defaultMapping".to_owned()));
        return mapping
            .chain(default)
            .filter_map(|(value, at)| Some((value.as_str()?.to_owned(), at)))
            .filter(|(text, _)| is_reference(text))
            .collect();
    }
    match map.get("$ref") {
        // A property may be called `$ref`; then the node is a map of schemas, not a reference.
        Some(Value::String(text)) => vec![(text.clone(), "/$ref".to_owned())],
        _ => Vec::new(),
    }
}

/// The identifiers in a document: that of its own (`$self`), and those of schemas (`$id`).
pub(super) fn identifiers(value: &Value) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(map) => {
                let names = ["$id", "$self"].into_iter().filter_map(|key| map.get(key)?.as_str());
                found.extend(names.filter(|name| !name.is_empty()).map(str::to_owned));
                open.extend(map.values());
            }
            Value::Array(list) => open.extend(list),
            _ => {}
        }
    }
    found
}

/// Whether a reference has a scheme (RFC 3986 §3.1) or a host.
pub(super) fn is_remote(reference: &str) -> bool {
    let scheme = reference
        .split(['/', '#', '?'])
        .next()
        .and_then(|first| first.split_once(':'));
    reference.starts_with("//")
        || scheme.is_some_and(|(scheme, _)| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        })
}
