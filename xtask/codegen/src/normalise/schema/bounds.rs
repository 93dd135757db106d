//! Bounds: exclusive ones as booleans, lengths as whole numbers, those of integers as 64-bit integers.

use std::cmp::Ordering;

use serde_json::{Number, Value, json};

use super::Schema;
use super::families::type_of;
use crate::normalise::context::{Context, Version};
use crate::number::compare;
use crate::report::{Code, Diagnostic};

const LENGTHS: [&str; 6] = [
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];

/// 2^63: the first number that is too large for `i64`; its negative is the last that is not too small.
const LIMIT: f64 = 9_223_372_036_854_775_808.0;

/// Lower bounds and the upper ones of the same.
const PAIRS: [(&str, &str); 4] = [
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

const NUMBERS: [&str; 3] = ["minimum", "maximum", "multipleOf"];

/// Brings all bounds into the shape of 3.0 and into range.
pub(super) fn pass(schema: &mut Schema, cx: &mut Context<'_>) {
    // Most schemas have none, and each removal hashes its key.
    let is_bound = |key: &String| {
        let key = key.as_str();
        LENGTHS.contains(&key) || NUMBERS.contains(&key) || matches!(key, "exclusiveMinimum" | "exclusiveMaximum")
    };
    if !schema.keys().any(is_bound) {
        return;
    }
    for key in LENGTHS {
        mend(schema, key, cx, length);
    }
    for key in NUMBERS {
        mend(schema, key, cx, |value| value.is_number().then_some(value));
    }
    if schema
        .get("multipleOf")
        .and_then(Value::as_f64)
        .is_some_and(|number| number <= 0.0)
    {
        schema.remove("multipleOf");
        faulty("multipleOf", "`multipleOf` has to be above zero", "left out", cx);
    }
    exclusive(schema, "exclusiveMinimum", "minimum", Ordering::Less, cx);
    exclusive(schema, "exclusiveMaximum", "maximum", Ordering::Greater, cx);
    if type_of(schema) == Some("integer") {
        unsigned(schema);
        for key in NUMBERS {
            whole(schema, key, cx);
        }
    }
    for (least, most) in PAIRS {
        contradiction(schema, least, most, cx);
    }
}

/// Tells of a lower bound above the upper one, or at one that is no value itself: nothing fits. Both are kept, as neither is checked.
fn contradiction(schema: &Schema, least: &str, most: &str, cx: &mut Context<'_>) {
    let number = |key: &str| schema.get(key).and_then(Value::as_number);
    let (Some(low), Some(high)) = (number(least), number(most)) else {
        return;
    };
    let is_exclusive = ["exclusiveMinimum", "exclusiveMaximum"]
        .iter()
        .any(|key| schema.contains_key(*key));
    let is_empty = match compare(low, high) {
        Some(Ordering::Greater) => true,
        Some(Ordering::Equal) => least == "minimum" && is_exclusive,
        _ => false,
    };
    if is_empty {
        let message = format!("no value fits: `{least}` is {low} and `{most}` is {high}");
        faulty(least, &message, "shown in the documentation", cx);
    }
}

fn faulty(key: &str, message: &str, label: &str, cx: &mut Context<'_>) {
    cx.push(Diagnostic::new(Code::FaultyBound, cx.place.child(key), message).label(label));
}

/// Replaces a bound by what `read` makes of it; a number written as a string is read as the number.
fn mend(schema: &mut Schema, key: &str, cx: &mut Context<'_>, read: impl Fn(Value) -> Option<Value>) {
    let Some(value) = schema.remove(key) else {
        return;
    };
    let (number, is_text) = match &value {
        Value::String(text) => (text.parse::<Number>().map_or(Value::Null, Value::Number), true),
        _ => (value, false),
    };
    match read(number) {
        Some(bound) => {
            schema.insert(key.into(), bound);
            if is_text {
                faulty(key, &format!("`{key}` is a string"), "read as the number in it", cx);
            }
        }
        None => faulty(key, &format!("`{key}` is no such number"), "left out", cx),
    }
}

fn length(value: Value) -> Option<Value> {
    let value = super::enums::integer(value);
    value.is_u64().then_some(value)
}

/// A numeric exclusive bound is the bound, and a boolean that says so; beside a plain bound, unless it is the `weaker` one.
fn exclusive(schema: &mut Schema, key: &str, plain: &str, weaker: Ordering, cx: &mut Context<'_>) {
    match schema.remove(key) {
        None => {}
        Some(Value::Bool(is_exclusive)) => {
            if cx.version > Version::V30 {
                cx.warn_at(
                    key,
                    Code::EarlierKeyword,
                    format!("`{key}` is a number since OpenAPI 3.1"),
                );
            }
            if is_exclusive && schema.contains_key(plain) {
                schema.insert(key.into(), json!(true));
            }
        }
        Some(Value::Number(number)) => {
            if cx.version == Version::V30 {
                cx.warn_at(key, Code::LaterKeyword, format!("`{key}` is a boolean in OpenAPI 3.0"));
            }
            let other = schema.get(plain).and_then(Value::as_number);
            if other.is_none_or(|other| compare(&number, other) != Some(weaker)) {
                schema.insert(plain.into(), Value::Number(number));
                schema.insert(key.into(), json!(true));
                cx.moved(key, plain);
            }
        }
        Some(_) => faulty(key, &format!("`{key}` is no number"), "left out", cx),
    }
}

/// An upper bound beyond `i64` where nothing is below zero means unsigned integers.
fn unsigned(schema: &mut Schema) {
    let number = |key: &str| schema.get(key).and_then(Value::as_f64);
    let is_wide = number("maximum").is_some_and(|maximum| maximum > LIMIT * 1.5 && maximum <= LIMIT * 2.0);
    if is_wide && number("minimum").is_some_and(|minimum| minimum >= 0.0) {
        schema.remove("maximum");
        schema.remove("exclusiveMaximum");
        schema.entry("format").or_insert_with(|| json!("uint64"));
    }
}

/// Makes a bound of an integer an integer: the nearest inside.
fn whole(schema: &mut Schema, key: &str, cx: &mut Context<'_>) {
    let Some(value) = schema.get(key).filter(|value| !value.is_i64()) else {
        return;
    };
    let Some(number) = value.as_f64() else { return };
    let (bound, says) = if key == "multipleOf" && number.fract() != 0.0 {
        (None, Some("an integer is a multiple of an integer"))
    } else if number >= LIMIT {
        (
            (number < LIMIT * 1.5).then_some(i64::MAX),
            Some("the bound is beyond 64-bit integers"),
        )
    } else if number < -LIMIT {
        (
            (number > -LIMIT * 1.5).then_some(i64::MIN),
            Some("the bound is beyond 64-bit integers"),
        )
    } else {
        let near = if key == "minimum" {
            number.ceil()
        } else {
            number.floor()
        };
        #[expect(clippy::cast_possible_truncation, reason = "whole and in range, as just checked")]
        let bound = near as i64;
        (
            Some(bound),
            (number.fract() != 0.0).then_some("the bound of an integer is an integer"),
        )
    };
    // A float at the edge is as far as 64 bits reach, but says that something has rounded it.
    let says =
        says.or_else(|| (number.abs() >= LIMIT).then_some("the bound is rounded to the edge of 64-bit integers"));
    if let Some(message) = says {
        faulty(
            key,
            message,
            if bound.is_some() {
                "the nearest one is taken"
            } else {
                "left out"
            },
            cx,
        );
    }
    match bound {
        Some(bound) => schema.insert(key.into(), json!(bound)),
        None => schema.remove(key),
    };
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::{schemas, schemas_30};
    use crate::report::Code;

    #[test]
    fn exclusive_bounds() {
        schemas(&[
            (
                json!({"type": "number", "exclusiveMinimum": 0}),
                json!({"type": "number", "minimum": 0, "exclusiveMinimum": true}),
                &[],
            ),
            (
                json!({"type": "number", "exclusiveMaximum": 5, "maximum": 3}),
                json!({"type": "number", "maximum": 3}),
                &[],
            ),
            (
                json!({"type": "number", "exclusiveMaximum": 3, "maximum": 3}),
                json!({"type": "number", "maximum": 3, "exclusiveMaximum": true}),
                &[],
            ),
            (
                json!({"type": "number", "minimum": 1, "exclusiveMinimum": true}),
                json!({"type": "number", "minimum": 1, "exclusiveMinimum": true}),
                &[Code::EarlierKeyword],
            ),
        ]);
        schemas_30(&[
            (
                json!({"type": "number", "minimum": 1, "exclusiveMinimum": true}),
                json!({"type": "number", "minimum": 1, "exclusiveMinimum": true}),
                &[],
            ),
            (
                json!({"type": "integer", "exclusiveMinimum": 0}),
                json!({"type": "integer", "minimum": 0, "exclusiveMinimum": true}),
                &[Code::LaterKeyword],
            ),
        ]);
    }

    #[test]
    fn contradictions_are_told() {
        let told: &[Code] = &[Code::FaultyBound];
        for (schema, codes) in [
            (json!({"type": "integer", "minimum": 5, "maximum": 1}), told),
            (json!({"type": "number", "minimum": 5.5, "maximum": 5.25}), told),
            (json!({"type": "integer", "minimum": 5, "maximum": 5}), &[]),
            (json!({"type": "string", "minLength": 2, "maxLength": 1}), told),
            (json!({"type": "string", "minLength": 1, "maxLength": 1}), &[]),
            (
                json!({"type": "array", "items": {}, "minItems": 2, "maxItems": 1}),
                told,
            ),
            (json!({"type": "object", "minProperties": 2, "maxProperties": 1}), told),
        ] {
            schemas(&[(schema.clone(), schema, codes)]);
        }
        let exclusive = json!({"type": "number", "minimum": 1, "exclusiveMaximum": 1});
        let after = json!({"type": "number", "minimum": 1, "maximum": 1, "exclusiveMaximum": true});
        schemas(&[(exclusive, after, told)]);
    }

    #[test]
    fn integers_have_integer_bounds() {
        let faulty: &[Code] = &[Code::FaultyBound];
        let integer = |bounds: serde_json::Value| {
            let mut schema = json!({"type": "integer"});
            if let (Some(schema), serde_json::Value::Object(bounds)) = (schema.as_object_mut(), bounds) {
                schema.extend(bounds);
            }
            schema
        };
        schemas(&[
            (
                integer(json!({"minimum": 0.0, "maximum": 5.0})),
                integer(json!({"minimum": 0, "maximum": 5})),
                &[],
            ),
            (integer(json!({"minimum": 0.5})), integer(json!({"minimum": 1})), faulty),
            (integer(json!({"maximum": 0.5})), integer(json!({"maximum": 0})), faulty),
            (
                integer(json!({"minimum": -9.223_372_036_854_776e18})),
                integer(json!({"minimum": i64::MIN})),
                faulty,
            ),
            (
                integer(json!({"maximum": 9.223_372_036_854_776e18})),
                integer(json!({"maximum": i64::MAX})),
                faulty,
            ),
            (integer(json!({"maximum": 1e30})), integer(json!({})), faulty),
            (
                integer(json!({"minimum": 0, "maximum": 18_446_744_073_709_551_615_u64})),
                integer(json!({"minimum": 0, "format": "uint64"})),
                &[],
            ),
            (
                integer(json!({"multipleOf": 2.0})),
                integer(json!({"multipleOf": 2})),
                &[],
            ),
            (integer(json!({"multipleOf": 0.5})), integer(json!({})), faulty),
        ]);
    }

    #[test]
    fn lengths_are_whole() {
        let faulty: &[Code] = &[Code::FaultyBound];
        schemas(&[
            (
                json!({"type": "string", "minLength": 1.0}),
                json!({"type": "string", "minLength": 1}),
                &[],
            ),
            (
                json!({"type": "string", "maxLength": "5"}),
                json!({"type": "string", "maxLength": 5}),
                faulty,
            ),
            (
                json!({"type": "string", "maxLength": -1}),
                json!({"type": "string"}),
                faulty,
            ),
            (
                json!({"type": "number", "minimum": "x"}),
                json!({"type": "number"}),
                faulty,
            ),
            (
                json!({"type": "number", "multipleOf": 0}),
                json!({"type": "number"}),
                faulty,
            ),
        ]);
    }
}
