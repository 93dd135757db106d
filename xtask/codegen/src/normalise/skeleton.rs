//! The outermost keys: what every document has to have, and what 3.0 has no key for.

use serde_json::{Map, Value, json};

use super::context::{Context, Version};
use crate::report::Code;

/// A document without anything in it, for documents that cannot be read.
pub(super) fn empty() -> Value {
    json!({"openapi": "3.0.3", "info": {"title": "", "version": "0.1.0"}, "paths": {}})
}

/// Adds `info`, its title and version, and `paths`, where they are missing.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let Value::Object(map) = root else {
        return false;
    };
    // A 3.1 document may consist of webhooks or components alone.
    let has = |key: &str| map.contains_key(key);
    let is_whole = has("paths") || (cx.version > Version::V30 && (has("webhooks") || has("components")));
    if !is_whole {
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
    let Value::Object(map) = root else {
        return false;
    };
    webhooks(map, cx);
    extend(
        map,
        &[("jsonSchemaDialect", "x-json-schema-dialect"), ("$self", "x-self")],
    );
    cx.moved("components/pathItems", "components/x-path-items");
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

/// Keeps webhooks under one key, whichever the document has them under; all stages know them by the pointers of 3.1.
fn webhooks(map: &mut Map<String, Value>, cx: &mut Context<'_>) {
    match (map.contains_key("webhooks"), map.contains_key("x-webhooks")) {
        (false, true) => cx.moved("x-webhooks", "webhooks"),
        (has_webhooks, has_both) => {
            if has_webhooks && has_both {
                cx.warn_at("x-webhooks", Code::ConflictingKeys, "`webhooks` is there as well");
            }
            cx.moved("webhooks", "x-webhooks");
        }
    }
    extend(map, &[("webhooks", "x-webhooks")]);
}

/// Renames keys as extensions.
pub(super) fn extend(map: &mut Map<String, Value>, names: &[(&str, &str)]) {
    for (name, extension) in names {
        if let Some(value) = map.remove(*name) {
            map.insert((*extension).into(), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::normalise::normalise;
    use crate::normalise::testing::document;
    use crate::report::{Code, Report};

    fn whole(document: Value) -> (Value, Vec<Code>) {
        let mut report = Report::default();
        let value = normalise(document, &mut report).value;
        (
            value,
            report.diagnostics.iter().map(|diagnostic| diagnostic.code).collect(),
        )
    }

    #[test]
    fn what_every_document_has() {
        let (value, codes) = whole(json!({"openapi": "3.0.0"}));
        assert_eq!(codes, [Code::MissingKey; 4]);
        let expected = json!({"openapi": "3.0.3", "info": {"title": "API", "version": "0.1.0"}, "paths": {}});
        assert_eq!(value, expected);
        let info = json!({"title": "t", "version": "1"});
        assert_eq!(whole(json!({"openapi": "3.1.0", "info": info, "components": {}})).1, []);
        assert_eq!(
            whole(json!({"openapi": "3.0.0", "info": info, "components": {}})).1,
            [Code::MissingKey]
        );
    }

    #[test]
    fn what_3_0_has_no_key_for_is_kept() {
        let (value, codes) = document(json!({
            "info": {"title": "t", "version": "1", "summary": "s", "license": {"name": "MIT", "identifier": "MIT"}},
            "jsonSchemaDialect": "d",
            "webhooks": {"w": {"post": {"requestBody": {"content": {"a/b": {"schema": {"const": 1}}}}}}},
        }));
        assert_eq!(codes, []);
        assert_eq!(value["info"]["x-summary"], "s");
        assert_eq!(value["info"]["license"], json!({"name": "MIT", "x-identifier": "MIT"}));
        assert_eq!(value["x-json-schema-dialect"], "d");
        let schema = &value["x-webhooks"]["w"]["post"]["requestBody"]["content"]["a/b"]["schema"];
        assert_eq!(*schema, json!({"type": "integer", "enum": [1]}));
    }
}
