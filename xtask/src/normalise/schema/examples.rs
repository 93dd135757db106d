//! `examples` of a schema: the first is the example, the others are kept beside it.

use serde_json::Value;

use super::Schema;
use crate::normalise::context::Context;

/// Makes of a list of examples one, and a list of others.
pub(super) fn pass(schema: &mut Schema, _: &mut Context<'_>) {
    let Some(examples) = schema.remove("examples") else {
        return;
    };
    let mut values: Vec<Value> = match examples {
        Value::Array(values) => values,
        // As media types have them: by name, each with a value.
        Value::Object(named) => named
            .into_iter()
            .map(|(_, mut example)| match example.get_mut("value") {
                Some(value) => value.take(),
                None => example,
            })
            .collect(),
        Value::Null => return,
        one => vec![one],
    };
    if !values.is_empty() && !schema.contains_key("example") {
        schema.insert("example".into(), values.remove(0));
    }
    if !values.is_empty() {
        schema.insert("x-examples".into(), Value::Array(values));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::schemas;

    #[test]
    fn the_first_is_the_example() {
        schemas(&[
            (
                json!({"type": "string", "examples": ["a"]}),
                json!({"type": "string", "example": "a"}),
                &[],
            ),
            (
                json!({"type": "string", "examples": ["a", "b"]}),
                json!({"type": "string", "example": "a", "x-examples": ["b"]}),
                &[],
            ),
            (
                json!({"type": "string", "example": "c", "examples": {"one": {"value": "a"}}}),
                json!({"type": "string", "example": "c", "x-examples": ["a"]}),
                &[],
            ),
            (
                json!({"type": "string", "examples": []}),
                json!({"type": "string"}),
                &[],
            ),
        ]);
    }
}
