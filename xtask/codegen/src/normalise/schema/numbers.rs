//! Numbers that are whole by their format or by `multipleOf`: integers, which no floating point number rounds.
//!
//! `int32` and `int64` are formats of numbers (OpenAPI 3.1.1 §4.4.3), and integers are written as numbers of these formats as often
//! as not.

use serde_json::{Value, json};

use super::Schema;
use super::families::type_of;
use super::types::{fits, owner};
use crate::normalise::context::Context;

/// Makes a number without fractions an integer.
pub(super) fn pass(schema: &mut Schema, _: &mut Context<'_>) {
    if type_of(schema) == Some("number") && is_whole(schema) && !has_fraction(schema) {
        schema.insert("type".into(), json!("integer"));
        if schema
            .get("format")
            .and_then(Value::as_str)
            .is_some_and(|format| owner(format) == "number")
        {
            schema.remove("format");
        }
    }
}

/// Whether the schema says that its numbers are whole.
fn is_whole(schema: &Schema) -> bool {
    let format = schema.get("format").and_then(Value::as_str);
    let step = schema
        .get("multipleOf")
        .filter(|step| step.as_f64().is_some_and(|step| step > 0.0));
    format.is_some_and(|format| owner(format) == "integer") || step.is_some_and(|step| fits(step, "integer"))
}

/// Whether it shows a number with a fraction all the same, by which its format is a slip.
fn has_fraction(schema: &Schema) -> bool {
    let shown = ["enum", "examples"]
        .into_iter()
        .filter_map(|key| schema.get(key)?.as_array());
    let single = ["default", "example", "minimum", "maximum", "multipleOf"]
        .into_iter()
        .filter_map(|key| schema.get(key));
    let mut all = single.chain(shown.flatten());
    all.any(|value| value.is_number() && !fits(value, "integer"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::schemas;

    #[test]
    fn whole_numbers_are_integers() {
        schemas(&[
            (
                json!({"type": "number", "format": "int64"}),
                json!({"type": "integer", "format": "int64"}),
                &[],
            ),
            (
                json!({"type": "number", "format": "uint64"}),
                json!({"type": "integer", "format": "uint64"}),
                &[],
            ),
            (
                json!({"type": "number", "multipleOf": 1}),
                json!({"type": "integer", "multipleOf": 1}),
                &[],
            ),
            (
                json!({"type": "number", "format": "double", "multipleOf": 10.0}),
                json!({"type": "integer", "multipleOf": 10}),
                &[],
            ),
            (
                json!({"type": "number", "multipleOf": 0.5}),
                json!({"type": "number", "multipleOf": 0.5}),
                &[],
            ),
            (
                json!({"type": "number", "format": "int32", "example": 0.5}),
                json!({"type": "number", "format": "int32", "example": 0.5}),
                &[],
            ),
            (
                json!({"type": "string", "format": "int64"}),
                json!({"type": "string", "format": "int64"}),
                &[],
            ),
        ]);
    }
}
