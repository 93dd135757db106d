//! `enum`: values of the schema's type, each once; null is `nullable`.

use std::collections::HashSet;

use serde_json::{Number, Value, json};

use super::families::{TYPES, is_combined, type_of};
use super::types::fits;
use super::{Schema, make_null};
use crate::normalise::context::Context;
use crate::report::{Code, Diagnostic};

/// Brings the values of an enum in line with its type.
pub(super) fn pass(schema: &mut Schema, cx: &mut Context<'_>) {
    let mut values = match schema.remove("enum") {
        None => return,
        Some(Value::Array(values)) if !values.is_empty() => values,
        Some(_) => return warn("an enum lists at least one value", "left out", cx),
    };
    if values.iter().any(Value::is_null) {
        cx.retain("enum", &mut values, |value| !value.is_null());
        if values.is_empty() {
            return make_null(schema);
        }
        schema.insert("nullable".into(), json!(true));
    }
    if type_of(schema) == Some("array") && !values.iter().any(Value::is_array) {
        return of_items(schema, values, cx);
    }
    let before = values.len();
    let mut seen = HashSet::new();
    cx.retain("enum", &mut values, |value| seen.insert(value.to_string()));
    if values.len() < before {
        warn("a value is listed twice", "listed once", cx);
    }
    if let Some(ty) = ["object", "array"]
        .into_iter()
        .find(|ty| values.iter().all(|value| fits(value, ty)))
    {
        // Rust has no type for a choice among whole objects or lists.
        warn(
            &format!("the values are of type {ty}"),
            "any value of the type is taken",
            cx,
        );
        schema.entry("type").or_insert_with(|| json!(ty));
        return;
    }
    match type_of(schema).map(str::to_owned) {
        Some(ty) => typed(schema, &ty, &mut values, cx),
        None => {
            if let Some(ty) = common_type(&values) {
                schema.insert("type".into(), json!(ty));
                typed(schema, ty, &mut values, cx);
            }
        }
    }
    schema.insert("enum".into(), Value::Array(values));
}

/// Values that are no lists, beside `items`, are those of the items.
fn of_items(schema: &mut Schema, values: Vec<Value>, cx: &mut Context<'_>) {
    let mut texts = Schema::new();
    for key in ["x-enum-varnames", "x-enum-descriptions", "x-rust-names"] {
        texts.extend(schema.remove(key).map(|said| (key.to_owned(), said)));
    }
    let items = schema.entry("items").or_insert_with(|| json!({}));
    let label = match items {
        Value::Object(items) if !items.contains_key("$ref") && !items.contains_key("enum") && !is_combined(items) => {
            items.insert("enum".into(), Value::Array(values));
            items.extend(texts);
            cx.moved("enum", "items/enum");
            cx.within("items", |cx| pass(items, cx));
            "read as those of the items"
        }
        _ => "left out: the items have a schema of their own",
    };
    warn("a list is none of these values", label, cx);
}

fn warn(message: &str, label: &str, cx: &mut Context<'_>) {
    cx.push(Diagnostic::new(Code::FaultyEnum, cx.place.child("enum"), message).label(label));
}

fn typed(schema: &mut Schema, ty: &str, values: &mut Vec<Value>, cx: &mut Context<'_>) {
    if values.iter().all(|value| fits(value, ty)) {
        // A number that can only be one of some integers is an integer.
        if ty == "number" && values.iter().all(|value| fits(value, "integer")) {
            schema.insert("type".into(), json!("integer"));
            if matches!(schema.get("format").and_then(Value::as_str), Some("float" | "double")) {
                schema.remove("format");
            }
        }
        if type_of(schema) == Some("integer") {
            values.iter_mut().for_each(|value| *value = integer(value.take()));
        }
        return;
    }
    let converted: Option<Vec<Value>> = values.iter().map(|value| convert(value, ty)).collect();
    if let Some(converted) = converted {
        *values = converted;
        return warn(&format!("a value is no {ty}"), &format!("read as {ty}"), cx);
    }
    schema.remove("type");
    match common_type(values) {
        Some(other) => {
            schema.insert("type".into(), json!(other));
            warn(
                &format!("no value is a {ty}"),
                &format!("the type is read as {other}"),
                cx,
            );
        }
        None => warn(&format!("not all values are of type {ty}"), "the type is ignored", cx),
    }
}

/// The scalar type that all values have.
fn common_type(values: &[Value]) -> Option<&'static str> {
    TYPES[..4]
        .iter()
        .copied()
        .find(|ty| values.iter().all(|value| fits(value, ty)))
}

/// A whole number as an integer, also where it is written with a fraction of zero.
pub(super) fn integer(value: Value) -> Value {
    match value.as_f64() {
        // 2^53: beyond it a float does not tell which integer is meant.
        Some(float) if value.is_f64() && float.fract() == 0.0 && float.abs() <= 9_007_199_254_740_992.0 => {
            #[expect(clippy::cast_possible_truncation, reason = "whole and in range, as just checked")]
            let whole = float as i64;
            json!(whole)
        }
        _ => value,
    }
}

/// A value as another scalar type, where its spelling allows that.
pub(super) fn convert(value: &Value, ty: &str) -> Option<Value> {
    if fits(value, ty) {
        return Some(value.clone());
    }
    match (ty, value) {
        ("string", Value::Number(_) | Value::Bool(_)) => Some(json!(value.to_string())),
        ("integer", Value::String(text)) => text.parse::<i64>().ok().map(|number| json!(number)),
        ("number", Value::String(text)) => {
            let number = text.parse::<f64>().ok().and_then(Number::from_f64);
            number.map(Value::Number)
        }
        ("boolean", Value::String(text)) => text.parse::<bool>().ok().map(|bool| json!(bool)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::schemas;
    use crate::report::Code;

    #[test]
    fn values_have_the_type() {
        let faulty: &[Code] = &[Code::FaultyEnum];
        schemas(&[
            (
                json!({"enum": ["a", "b"]}),
                json!({"type": "string", "enum": ["a", "b"]}),
                &[],
            ),
            (
                json!({"enum": [1, 2.0]}),
                json!({"type": "integer", "enum": [1, 2]}),
                &[],
            ),
            (
                json!({"type": "integer", "enum": [1, 2.0]}),
                json!({"type": "integer", "enum": [1, 2]}),
                &[],
            ),
            (
                json!({"type": "number", "format": "float", "enum": [1, 2.0]}),
                json!({"type": "integer", "enum": [1, 2]}),
                &[],
            ),
            (
                json!({"enum": [1, 2.5]}),
                json!({"type": "number", "enum": [1, 2.5]}),
                &[],
            ),
            (json!({"enum": ["a", 1]}), json!({"enum": ["a", 1]}), &[]),
            (
                json!({"type": "string", "enum": ["a", null]}),
                json!({"type": "string", "nullable": true, "enum": ["a"]}),
                &[],
            ),
            (
                json!({"type": "string", "enum": [null]}),
                json!({"nullable": true, "enum": [null]}),
                &[],
            ),
            (json!({"type": "string", "enum": []}), json!({"type": "string"}), faulty),
            (
                json!({"type": "string", "enum": "a"}),
                json!({"type": "string"}),
                faulty,
            ),
            (
                json!({"type": "string", "enum": ["a", "a"]}),
                json!({"type": "string", "enum": ["a"]}),
                faulty,
            ),
            (
                json!({"type": "string", "enum": [true, 1]}),
                json!({"type": "string", "enum": ["true", "1"]}),
                faulty,
            ),
            (
                json!({"type": "integer", "enum": ["1"]}),
                json!({"type": "integer", "enum": [1]}),
                faulty,
            ),
            (
                json!({"type": "integer", "enum": ["a"]}),
                json!({"type": "string", "enum": ["a"]}),
                faulty,
            ),
            (
                json!({"type": "integer", "enum": ["a", 1]}),
                json!({"enum": ["a", 1]}),
                faulty,
            ),
            (
                json!({"type": "array", "enum": ["a", "b"], "items": {"type": "string"}}),
                json!({"type": "array", "items": {"type": "string", "enum": ["a", "b"]}}),
                faulty,
            ),
            (
                json!({"type": "array", "enum": ["a"], "items": {"type": "string", "enum": ["a", "b"]}}),
                json!({"type": "array", "items": {"type": "string", "enum": ["a", "b"]}}),
                faulty,
            ),
            (
                json!({"type": "array", "enum": [1]}),
                json!({"type": "array", "items": {"type": "integer", "enum": [1]}}),
                faulty,
            ),
        ]);
    }
}
