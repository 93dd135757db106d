//! The outermost keys: what every document has to have, and what 3.0 has no key for.

use serde_json::{Map, Value, json};

use super::context::Context;
use crate::report::Code;

/// A document without anything in it, for documents that cannot be read.
pub(super) fn empty() -> Value {
    json!({"openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": {}})
}

/// Adds `info`, its title and version, and `paths`, where they are missing.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let Value::Object(map) = root else { return false };
    // A 3.1 document may consist of webhooks or components alone.
    let whole = map.contains_key("webhooks") || map.contains_key("components");
    if !map.contains_key("paths") && !(whole && cx.version > super::context::Version::V30) {
        cx.warn(Code::MissingKey, "the document has no `paths`");
    }
    map.entry("paths").or_insert_with(|| json!({}));
    require(map, "info", json!({}), "the document", cx);
    if let Some(Value::Object(info)) = map.get_mut("info") {
        cx.within("info", |cx| {
            require(info, "title", json!("API"), "the info object", cx);
            require(info, "version", json!("0.1.0"), "the info object", cx);
        });
    }
    true
}

/// Adds a key with a neutral value where it is missing, with a warning.
pub(super) fn require(map: &mut Map<String, Value>, key: &str, value: Value, whose: &str, cx: &mut Context<'_>) {
    if !map.contains_key(key) {
        cx.warn(Code::MissingKey, format!("{whose} has no `{key}`"));
        map.insert(key.into(), value);
    }
}

/// Keeps what 3.0 has no key for under `x-` keys.
pub(super) fn leftovers(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let Value::Object(map) = root else { return false };
    extend(
        map,
        &[
            ("webhooks", "x-webhooks"),
            ("jsonSchemaDialect", "x-json-schema-dialect"),
            ("$self", "x-self"),
        ],
    );
    for name in ["definitions", "$defs"] {
        map.remove(name);
    }
    if let Some(Value::Object(info)) = map.get_mut("info") {
        extend(info, &[("summary", "x-summary")]);
        if let Some(Value::Object(license)) = info.get_mut("license") {
            extend(license, &[("identifier", "x-identifier")]);
            cx.within("info", |cx| {
                cx.within("license", |cx| require(license, "name", json!(""), "the licence", cx));
            });
        }
    }
    if let Some(Value::Object(components)) = map.get_mut("components") {
        extend(
            components,
            &[("pathItems", "x-path-items"), ("mediaTypes", "x-media-types")],
        );
    }
    true
}

/// Renames keys as extensions.
pub(super) fn extend(map: &mut Map<String, Value>, names: &[(&str, &str)]) {
    for (name, extension) in names {
        if let Some(value) = map.remove(*name) {
            map.insert((*extension).into(), value);
        }
    }
}
