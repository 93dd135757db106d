//! `type`: one JSON type per schema; null is `nullable`.

use serde_json::{Value, json};

use super::families::{self, COMBINATIONS, TYPES, is_combined, keywords};
use super::spellings::{mend, name, several};
use super::{Schema, make_null, restrict};
use crate::formats;
use crate::normalise::context::{Context, Version};
use crate::report::Code;

/// Makes of `type` one JSON type or none.
pub(super) fn pass(schema: &mut Schema, cx: &mut Context<'_>) {
    let (mut types, is_list) = match schema.remove("type") {
        None if is_integer_or_text(schema) => (vec!["string".to_owned()], false),
        None => return,
        Some(Value::String(ty)) => (several(ty, cx), false),
        Some(Value::Array(list)) => {
            if !list.iter().all(Value::is_string) {
                cx.warn_at(
                    "type",
                    Code::FaultyType,
                    "a list of types holds something that is no name",
                );
            }
            (list.iter().filter_map(name).collect(), true)
        }
        Some(Value::Null) => {
            cx.warn_at("type", Code::FaultyType, "null stands here without quotes");
            (vec!["null".to_owned()], false)
        }
        Some(other) => {
            cx.warn_at("type", Code::FaultyType, format!("`{other}` is no type"));
            return;
        }
    };
    if cx.version == Version::V30 && (is_list || types.iter().any(|ty| ty == "null")) {
        let message = if is_list {
            "a list of types came with OpenAPI 3.1"
        } else {
            "the type null came with OpenAPI 3.1"
        };
        cx.warn_at("type", Code::LaterKeyword, format!("{message}, the document is 3.0"));
    }
    types.retain_mut(|ty| mend(ty, schema, cx));
    let with_null = types.iter().any(|ty| ty == "null");
    types.retain(|ty| ty != "null");
    if types == ["string"] && is_integer_or_text(schema) {
        schema.remove("format");
        types.push("integer".to_owned());
    }
    if with_null {
        if types.is_empty() {
            return make_null(schema);
        }
        schema.insert("nullable".into(), json!(true));
    }
    set(schema, &types, cx);
}

/// Whether a schema that says that it is a text, or nothing, holds integers too.
fn is_integer_or_text(schema: &Schema) -> bool {
    let is_both = |format: &Value| format == formats::INT_OR_STRING;
    schema.get("format").is_some_and(is_both) && !schema.contains_key("$ref") && !is_combined(schema)
}

fn set(schema: &mut Schema, types: &[String], cx: &mut Context<'_>) {
    let has = |ty: &str| types.iter().any(|other| other == ty);
    // Every integer is a number; where both are named, an integer is one of 64 bits and no floating point number.
    let is_any = ["string", "number", "boolean", "array", "object"].into_iter().all(has);
    let distinct: Vec<&str> = TYPES.into_iter().filter(|ty| has(ty)).collect();
    match distinct.as_slice() {
        [] => {}
        [ty] => {
            schema.insert("type".into(), json!(ty));
        }
        // All of them: any value, unless more is said of some.
        _ if is_any && !declares(schema) => {
            for key in TYPES.iter().flat_map(|ty| keywords(ty)) {
                if let Some(value) = schema.remove(*key) {
                    restrict(schema, key, value);
                }
            }
        }
        _ if is_combined(schema) && !schema.keys().any(|key| families::is_typed(key)) => {}
        several if lists_scalars(schema, several) => {}
        several => split(schema, several, cx),
    }
}

/// Whether a schema lists its values, all scalars of these types: then the types add nothing.
fn lists_scalars(schema: &Schema, types: &[&str]) -> bool {
    let Some(Value::Array(values)) = schema.get("enum") else {
        return false;
    };
    let is_scalar = |value: &Value| !value.is_array() && !value.is_object();
    values
        .iter()
        .all(|value| value.is_null() || (is_scalar(value) && types.iter().any(|ty| fits(value, ty))))
}

/// Whether a schema says what its lists or objects hold.
fn declares(schema: &Schema) -> bool {
    ["items", "properties", "additionalProperties"]
        .iter()
        .any(|key| matches!(schema.get(*key), Some(Value::Object(map)) if !map.is_empty()))
}

/// A schema per type; each takes the keywords of its type along.
fn split(schema: &mut Schema, types: &[&str], cx: &mut Context<'_>) {
    let values = schema.remove("enum");
    let format = schema.remove("format");
    let format_owner = format.as_ref().and_then(Value::as_str).map(owner);
    let mut variants = Vec::new();
    let list = match schema.get("oneOf") {
        Some(_) => {
            let members = schema.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
            format!("allOf/{members}/oneOf")
        }
        None => "oneOf".to_owned(),
    };
    for ty in types {
        let place = format!("{list}/{}", variants.len());
        let mut variant = Schema::new();
        variant.insert("type".into(), json!(ty));
        cx.moved("type", &format!("{place}/type"));
        for key in keywords(ty) {
            if let Some(value) = schema.remove(*key) {
                variant.insert((*key).into(), value);
                cx.moved(key, &format!("{place}/{key}"));
            }
        }
        if let Some(format) = format
            .as_ref()
            .filter(|_| format_owner == Some(*ty) || (format_owner == Some("integer") && *ty == "number"))
        {
            variant.insert("format".into(), format.clone());
            cx.moved("format", &format!("{place}/format"));
        }
        if let Some(Value::Array(values)) = &values {
            let mut own = values.clone();
            cx.moved("enum", &format!("{place}/enum"));
            cx.retain(&format!("{place}/enum"), &mut own, |value| fits(value, ty));
            if own.is_empty() {
                continue;
            }
            variant.insert("enum".into(), Value::Array(own));
        }
        let mut variant = Value::Object(variant);
        cx.within_path(&place, |cx| super::after(&mut variant, cx));
        variants.push(variant);
    }
    if values.is_some_and(|values| values.as_array().is_some_and(|values| values.contains(&Value::Null))) {
        schema.insert("nullable".into(), json!(true));
    }
    let variants = Value::Array(variants);
    if schema.contains_key("oneOf") {
        if let Value::Array(members) = schema.entry("allOf").or_insert_with(|| json!([])) {
            members.push(json!({"oneOf": variants}));
        }
    } else {
        schema.insert("oneOf".into(), variants);
    }
}

/// The type that a format belongs to.
pub(super) fn owner(format: &str) -> &'static str {
    formats::of(format).map_or("string", |known| known.json_type)
}

/// Whether a value has a type.
pub(super) fn fits(value: &Value, ty: &str) -> bool {
    match ty {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

/// Adds the type that the schema's keywords tell.
pub(super) fn infer(schema: &mut Schema, _: &mut Context<'_>) {
    if schema.contains_key("type") || schema.contains_key("$ref") || schema.contains_key("enum") {
        return;
    }
    let has = |keys: &[&str]| keys.iter().any(|key| schema.contains_key(*key));
    let combined = COMBINATIONS[..3].iter().any(|key| schema.contains_key(*key));
    let ty = if has(&["properties", "additionalProperties"]) {
        "object"
    } else if has(&["items"]) {
        "array"
    } else if combined {
        return;
    } else if has(&["minProperties", "maxProperties"]) {
        "object"
    } else if has(keywords("array")) {
        "array"
    } else if has(keywords("string")) {
        "string"
    } else if let Some(Value::String(format)) = schema.get("format") {
        owner(format)
    } else if has(keywords("number")) {
        "number"
    } else {
        return;
    };
    schema.insert("type".into(), json!(ty));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::{schemas, schemas_30};
    use crate::report::Code;

    #[test]
    fn lists_of_types() {
        schemas(&[
            (json!({"type": ["string"]}), json!({"type": "string"}), &[]),
            (
                json!({"type": ["string", "null"], "maxLength": 3}),
                json!({"type": "string", "nullable": true, "maxLength": 3}),
                &[],
            ),
            (
                json!({"type": ["integer", "number"]}),
                json!({"oneOf": [{"type": "integer"}, {"type": "number"}]}),
                &[],
            ),
            (
                json!({"type": ["string", "integer"], "enum": ["auto", 1]}),
                json!({"enum": ["auto", 1]}),
                &[],
            ),
            (
                json!({"type": ["null"]}),
                json!({"nullable": true, "enum": [null]}),
                &[],
            ),
            (
                json!({"type": ["string", "number", "boolean", "object", "array", "null"]}),
                json!({"nullable": true}),
                &[],
            ),
            (
                json!({"type": ["string", "number", "boolean", "object", "array"], "items": {}, "maxLength": 3}),
                json!({"x-constraints": {"maxLength": 3, "items": {}}}),
                &[],
            ),
            (
                json!({"type": ["string", "number", "integer", "boolean", "object", "array"], "items": {"type": "string"}}),
                json!({"oneOf": [
                    {"type": "string"},
                    {"type": "integer"},
                    {"type": "number"},
                    {"type": "boolean"},
                    {"type": "array", "items": {"type": "string"}},
                    {"type": "object"},
                ]}),
                &[],
            ),
            (
                json!({"type": ["string", "integer", "array"], "pattern": "a", "minimum": 1, "items": {"type": "string"}, "title": "t"}),
                json!({"title": "t", "oneOf": [
                    {"type": "string", "pattern": "a"},
                    {"type": "integer", "minimum": 1},
                    {"type": "array", "items": {"type": "string"}},
                ]}),
                &[],
            ),
            (
                json!({"type": ["string", "integer"], "enum": ["a", 1, null]}),
                json!({"nullable": true, "enum": ["a", 1]}),
                &[],
            ),
            (
                json!({"type": ["string", "integer"], "format": "int32"}),
                json!({"oneOf": [{"type": "string"}, {"type": "integer", "format": "int32"}]}),
                &[],
            ),
        ]);
        schemas_30(&[(
            json!({"type": ["string", "null"]}),
            json!({"type": "string", "nullable": true}),
            &[Code::LaterKeyword],
        )]);
    }

    #[test]
    fn faulty_types() {
        let faulty: &[Code] = &[Code::FaultyType];
        schemas(&[
            (
                json!({"type": "deepObject", "properties": {"a": {}}}),
                json!({"type": "object", "properties": {"a": {}}}),
                faulty,
            ),
            (
                json!({"type": "file"}),
                json!({"type": "string", "format": "binary"}),
                faulty,
            ),
            (json!({"type": "int"}), json!({"type": "integer"}), faulty),
            (
                json!({"type": "Float"}),
                json!({"type": "number", "format": "float"}),
                faulty,
            ),
            (
                json!({"type": "datetime"}),
                json!({"type": "string", "format": "date-time"}),
                faulty,
            ),
            (json!({"type": "any"}), json!({}), faulty),
            (
                json!({"type": "string | null"}),
                json!({"type": "string", "nullable": true}),
                faulty,
            ),
            (
                json!({"type": "integer?"}),
                json!({"type": "integer", "nullable": true}),
                faulty,
            ),
            (json!({"type": {"a": 1}}), json!({}), faulty),
            (json!({"type": ["string", 1]}), json!({"type": "string"}), faulty),
            (
                json!({"type": ["string", null]}),
                json!({"type": "string", "nullable": true}),
                faulty,
            ),
            (json!({"type": null}), json!({"nullable": true, "enum": [null]}), faulty),
        ]);
    }

    #[test]
    fn missing_types() {
        schemas(&[
            (
                json!({"properties": {"a": {}}}),
                json!({"type": "object", "properties": {"a": {}}}),
                &[],
            ),
            (json!({"items": {}}), json!({"type": "array", "items": {}}), &[]),
            (json!({"pattern": "a"}), json!({"type": "string", "pattern": "a"}), &[]),
            (
                json!({"format": "uuid"}),
                json!({"type": "string", "format": "uuid"}),
                &[],
            ),
            (
                json!({"format": "int32"}),
                json!({"type": "integer", "format": "int32"}),
                &[],
            ),
            (
                json!({"type": ["string", "null"], "format": "int-or-string"}),
                json!({"nullable": true, "oneOf": [{"type": "string"}, {"type": "integer"}]}),
                &[],
            ),
            (json!({"minimum": 1.5}), json!({"type": "number", "minimum": 1.5}), &[]),
            (json!({"required": ["a"]}), json!({"required": ["a"]}), &[]),
            (
                json!({"nullable": true}),
                json!({"nullable": true}),
                &[Code::EarlierKeyword],
            ),
        ]);
        schemas_30(&[(json!({"minItems": 1}), json!({"type": "array", "minItems": 1}), &[])]);
    }
}
