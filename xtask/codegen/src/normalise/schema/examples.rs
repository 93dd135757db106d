//! `examples` of a schema: the first is the example, the others are kept beside it.

use serde_json::Value;

use super::Schema;
use crate::normalise::context::Context;
use crate::normalise::cursor::escape;

/// Makes of a list of examples one, and a list of others.
pub(super) fn pass(schema: &mut Schema, cx: &mut Context<'_>) {
    let Some(examples) = schema.remove("examples") else {
        return;
    };
    let mut values: Vec<(String, Value)> = match examples {
        Value::Array(values) => {
            let place = |(index, value)| (format!("examples/{index}"), value);
            values.into_iter().enumerate().map(place).collect()
        }
        // As media types have them: by name, each with a value.
        Value::Object(named) => named
            .into_iter()
            .map(|(name, mut example)| match example.get_mut("value") {
                Some(value) => (format!("examples/{}/value", escape(&name)), value.take()),
                None => (format!("examples/{}", escape(&name)), example),
            })
            .collect(),
        Value::Null => return,
        one => vec![("examples".to_owned(), one)],
    };
    if !values.is_empty() && !schema.contains_key("example") {
        let (place, value) = values.remove(0);
        cx.moved(&place, "example");
        schema.insert("example".into(), value);
    }
    if !values.is_empty() {
        for (index, (place, _)) in values.iter().enumerate() {
            cx.moved(place, &format!("x-further-examples/{index}"));
        }
        let values = values.into_iter().map(|(_, value)| value).collect();
        schema.insert("x-further-examples".into(), Value::Array(values));
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
                json!({"type": "string", "example": "a", "x-further-examples": ["b"]}),
                &[],
            ),
            (
                json!({"type": "string", "example": "c", "examples": {"one": {"value": "a"}}}),
                json!({"type": "string", "example": "c", "x-further-examples": ["a"]}),
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
