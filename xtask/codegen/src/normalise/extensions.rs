//! `x-` keys as written: those that say what a keyword says, and those whose names are taken.
//!
//! In: an object, and an `x-` key of it. Out: the keyword that says the same, with its value.

use serde_json::{Map, Value, json};

use super::grammar::ObjectKind;

/// The keys under which passes keep what OpenAPI 3.0 has no key for. What a document itself has there is no such thing, and means
/// nothing, as other keys that nobody here knows.
pub(crate) const KEPT: &[&str] = &[
    "x-allow-empty-value",
    "x-allow-reserved",
    "x-conditional",
    "x-constraints",
    "x-content-encoding",
    "x-content-media-type",
    "x-content-schema",
    "x-cookie-style",
    "x-default-mapping",
    "x-device-token-url",
    "x-explode",
    "x-format",
    "x-further-examples",
    "x-identifier",
    "x-item-encoding",
    "x-item-schema",
    "x-json-schema-dialect",
    "x-kind",
    "x-media-types",
    "x-method",
    "x-name",
    "x-parent",
    "x-path-items",
    "x-prefix-encoding",
    "x-prefix-items",
    "x-querystring",
    "x-self",
    "x-serialized-value",
    "x-summary",
    "x-unevaluated",
    "x-xml",
];

/// The keyword that says what an `x-` key of an object says, and its value; of a key whose object has that keyword, nothing.
pub(super) fn said(object: &Map<String, Value>, kind: ObjectKind, name: &str) -> Option<(&'static str, Value)> {
    let value = object.get(name)?;
    let is_true = *value == Value::Bool(true);
    let has = |key: &str| object.contains_key(key);
    let (keyword, value) = match (kind, name) {
        (ObjectKind::Schema, "x-nullable") if is_true => ("nullable", value.clone()),
        // Of any value as well as of objects.
        (ObjectKind::Schema, "x-kubernetes-preserve-unknown-fields") if is_true && has("properties") => {
            ("additionalProperties", value.clone())
        }
        (ObjectKind::Schema, "x-kubernetes-int-or-string")
            if is_true && !["type", "$ref", "allOf", "oneOf"].into_iter().any(has) =>
        {
            ("anyOf", json!([{"type": "integer"}, {"type": "string"}]))
        }
        (_, "x-deprecated") if is_true => ("deprecated", value.clone()),
        (_, "x-example") => ("example", value.clone()),
        _ => return None,
    };
    (kind.key(keyword).is_some() && !has(keyword)).then_some((keyword, value))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::schemas_30;
    use crate::report::Code;

    #[test]
    fn what_a_keyword_says_is_read_as_that() {
        let text = json!({"type": "string"});
        schemas_30(&[
            (
                json!({"type": "string", "x-nullable": true}),
                json!({"type": "string", "x-nullable": true, "nullable": true}),
                &[],
            ),
            (
                json!({"type": "string", "x-nullable": false}),
                json!({"type": "string", "x-nullable": false}),
                &[],
            ),
            (
                json!({"type": "string", "nullable": false, "x-nullable": true}),
                json!({"type": "string", "nullable": false, "x-nullable": true}),
                &[],
            ),
            (
                json!({"x-nullable": true, "$ref": "#/components/schemas/Other"}),
                json!({"x-nullable": true, "nullable": true, "allOf": [{"$ref": "#/components/schemas/Other"}]}),
                &[Code::RefSiblings],
            ),
            (
                json!({"x-kubernetes-int-or-string": true}),
                json!({"x-kubernetes-int-or-string": true, "anyOf": [{"type": "integer"}, text]}),
                &[],
            ),
            (
                json!({"x-kubernetes-int-or-string": true, "type": "string"}),
                json!({"x-kubernetes-int-or-string": true, "type": "string"}),
                &[],
            ),
            (
                json!({"x-kubernetes-preserve-unknown-fields": true}),
                json!({"x-kubernetes-preserve-unknown-fields": true}),
                &[],
            ),
            (
                json!({"properties": {"a": text}, "x-kubernetes-preserve-unknown-fields": true}),
                json!({
                    "type": "object", "properties": {"a": text},
                    "x-kubernetes-preserve-unknown-fields": true, "additionalProperties": true,
                }),
                &[],
            ),
        ]);
    }

    #[test]
    fn names_that_are_taken_mean_nothing_in_a_document() {
        schemas_30(&[(
            json!({"type": "array", "items": {}, "x-prefix-items": 1, "x-constraints": {"a": 1}, "x-a": 1}),
            json!({"type": "array", "items": {}, "x-a": 1}),
            &[],
        )]);
    }
}
