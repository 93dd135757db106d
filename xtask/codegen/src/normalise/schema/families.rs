//! Which keyword belongs to which type.

use serde_json::Value;

use super::Schema;
use crate::normalise::context::Context;
use crate::report::{Code, Diagnostic};

/// The JSON types that schemas may have in 3.0.
pub(crate) const TYPES: [&str; 6] = ["string", "integer", "number", "boolean", "array", "object"];

const STRING: &[&str] = &["minLength", "maxLength", "pattern"];
const NUMBER: &[&str] = &[
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];
const ARRAY: &[&str] = &["items", "prefixItems", "minItems", "maxItems", "uniqueItems"];
const OBJECT: &[&str] = &[
    "properties",
    "required",
    "additionalProperties",
    "minProperties",
    "maxProperties",
];

/// The ways of combining schemas.
pub(super) const COMBINATIONS: [&str; 4] = ["oneOf", "anyOf", "allOf", "not"];

/// The keywords of a type beside `type`, `enum` and `format`.
pub(super) fn keywords(ty: &str) -> &'static [&'static str] {
    match ty {
        "string" => STRING,
        "integer" | "number" => NUMBER,
        "array" => ARRAY,
        "object" => OBJECT,
        _ => &[],
    }
}

/// Whether a keyword belongs to the typed part of a schema.
pub(super) fn is_typed(key: &str) -> bool {
    matches!(key, "type" | "enum" | "format")
        || [STRING, NUMBER, ARRAY, OBJECT]
            .iter()
            .any(|family| family.contains(&key))
}

/// Whether a keyword says which values fit, and is no annotation.
pub(super) fn is_structural(key: &str) -> bool {
    key == "$ref" || is_typed(key) || COMBINATIONS.contains(&key)
}

/// Whether a schema is combined of others.
pub(super) fn is_combined(schema: &Schema) -> bool {
    COMBINATIONS.iter().any(|key| schema.contains_key(*key))
}

/// Whether a schema has annotations only: any value fits.
pub(super) fn is_any(schema: &Schema) -> bool {
    !schema.keys().any(|key| is_structural(key))
}

/// The schema's one type.
pub(super) fn type_of(schema: &Schema) -> Option<&str> {
    schema.get("type")?.as_str()
}

/// Leaves out the keywords of other types than the schema's.
pub(super) fn drop_foreign(schema: &mut Schema, cx: &mut Context<'_>) {
    let Some(ty) = type_of(schema).map(str::to_owned) else {
        return;
    };
    let own = keywords(&ty);
    if matches!(ty.as_str(), "array" | "object" | "boolean") {
        crate::normalise::skeleton::extend(schema, &[("format", "x-format")]);
    }
    let foreign = |key: &str| is_typed(key) && !matches!(key, "type" | "enum" | "format") && !own.contains(&key);
    if !schema.keys().any(|key| foreign(key)) {
        return;
    }
    let gone: Vec<String> = schema.keys().filter(|key| foreign(key)).cloned().collect();
    for key in gone {
        let value = schema.remove(&key);
        let declares = match key.as_str() {
            "properties" | "items" => true,
            "additionalProperties" => matches!(value, Some(Value::Object(_))),
            _ => false,
        };
        if declares {
            let message = format!("`{key}` says nothing in a schema of type {ty}");
            cx.push(
                Diagnostic::new(Code::ForeignKeyword, cx.place.child(&key), message)
                    .on_key()
                    .label("left out"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::schemas;
    use crate::report::Code;

    #[test]
    fn foreign_keywords_go() {
        schemas(&[
            (
                json!({"type": "string", "uniqueItems": true, "maxLength": 3}),
                json!({"type": "string", "maxLength": 3}),
                &[],
            ),
            (
                json!({"type": "boolean", "format": "yes-no"}),
                json!({"type": "boolean", "x-format": "yes-no"}),
                &[],
            ),
            (
                json!({"type": "array", "items": {}, "required": ["a"]}),
                json!({"type": "array", "items": {}}),
                &[],
            ),
            (
                json!({"type": "object", "items": {"type": "string"}}),
                json!({"type": "object"}),
                &[Code::ForeignKeyword],
            ),
        ]);
    }
}
