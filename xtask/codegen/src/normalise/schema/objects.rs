//! Properties: which are required, and what 3.1 says about those that are not named.

use serde_json::{Value, json};

use super::{Schema, branches, loosened, restrict};
use crate::normalise::context::Context;
use crate::normalise::cursor::escape;
use crate::report::{Code, Diagnostic};

/// `required: true` on a property: a habit of JSON Schema's third draft.
pub(super) fn required_on_properties(schema: &mut Schema, cx: &mut Context<'_>) {
    let mut names = Vec::new();
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for (name, property) in properties.iter_mut() {
            let Value::Object(property) = property else {
                continue;
            };
            if let Some(Value::Bool(is_required)) = property.get("required") {
                if *is_required {
                    names.push(Value::String(name.clone()));
                }
                property.remove("required");
                cx.within("properties", |cx| cx.within(name, warn_required));
            }
        }
    }
    match schema.get_mut("required") {
        Some(Value::Array(list)) => {
            names.retain(|name| !list.contains(name));
            list.extend(names);
            if list.is_empty() {
                schema.remove("required");
            }
        }
        Some(Value::String(name)) => {
            let mut list = vec![Value::String(name.clone())];
            list.extend(names);
            schema.insert("required".into(), Value::Array(list));
            cx.warn_at("required", Code::WrongType, "`required` has to be a list");
        }
        Some(Value::Bool(_)) => {
            schema.remove("required");
            warn_required(cx);
        }
        _ if !names.is_empty() => {
            schema.insert("required".into(), Value::Array(names));
        }
        _ => {}
    }
}

fn warn_required(cx: &mut Context<'_>) {
    let at = cx.place.child("required");
    let message = "`required` is a list of property names in the schema around the property";
    cx.push(Diagnostic::new(Code::RequiredOnProperty, at, message).on_key());
}

/// Makes of what 3.1 says about properties that are not named `additionalProperties`.
pub(super) fn pass(schema: &mut Schema, cx: &mut Context<'_>) {
    branches::merge(schema, cx);
    unevaluated(schema, cx);
    patterns(schema, cx);
    match schema.get("additionalProperties") {
        Some(value) if *value == json!({"not": {}}) => {
            schema.insert("additionalProperties".into(), json!(false));
        }
        Some(Value::Object(any)) if any.is_empty() => {
            schema.insert("additionalProperties".into(), json!(true));
        }
        _ => {}
    }
}

/// `unevaluatedProperties` looks through `allOf` and the like, `additionalProperties` does not.
fn unevaluated(schema: &mut Schema, cx: &mut Context<'_>) {
    let Some(value) = schema.remove("unevaluatedProperties") else {
        return;
    };
    let is_closed = value == json!(false) || value == json!({"not": {}});
    if is_closed && super::families::is_combined(schema) {
        // An object that is closed by its parts together: nothing about its shape.
        restrict(schema, "unevaluatedProperties", json!(false));
    } else if !schema.contains_key("additionalProperties") {
        let value = match value {
            Value::Object(value) if super::families::is_combined(schema) => of_the_unevaluated(value),
            value => value,
        };
        schema.insert("additionalProperties".into(), value);
        cx.moved("unevaluatedProperties", "additionalProperties");
    }
}

/// A schema that says by an extension that it is of those properties alone that no part speaks of.
fn of_the_unevaluated(mut value: Schema) -> Value {
    if let Some(reference) = value.remove("$ref") {
        value.insert("allOf".into(), json!([{"$ref": reference}]));
    }
    value.insert("x-unevaluated".into(), json!(true));
    Value::Object(value)
}

/// Names that match no pattern keep any value, unless `additionalProperties` says what they hold.
fn patterns(schema: &mut Schema, cx: &mut Context<'_>) {
    let Some(Value::Object(patterns)) = schema.remove("patternProperties") else {
        return;
    };
    if patterns.is_empty() {
        return;
    }
    let constraints = schema.get("x-constraints");
    let names = constraints.and_then(|all| all.pointer("/propertyNames/pattern"));
    let match_all = patterns
        .keys()
        .any(|pattern| is_of_all(pattern) || names == Some(&json!(pattern)));
    let mut values: Vec<Value> = Vec::new();
    let rest = match schema.remove("additionalProperties") {
        Some(Value::Bool(false)) => None,
        Some(rest) if rest == json!({"not": {}}) => None,
        Some(Value::Object(rest)) => Some(Value::Object(rest)),
        _ => Some(json!({})),
    };
    let rest = rest.filter(|_| !match_all);
    let is_open = rest.as_ref().is_some_and(|rest| *rest == json!({}));
    let rest = rest.map(|rest| ("additionalProperties".to_owned(), rest));
    let place = |(name, value): (String, Value)| (format!("patternProperties/{}", escape(&name)), value);
    let mut places = Vec::new();
    // Names that match what is never there are not there.
    let patterns = patterns.into_iter().filter(|(_, value)| *value != json!({"not": {}}));
    for (place, value) in patterns.map(place).chain(rest) {
        if !values.contains(&value) {
            values.push(value);
            places.push(place);
        }
    }
    for (index, place) in places.iter().enumerate() {
        match places.len() {
            1 => cx.moved(place, "additionalProperties"),
            _ => cx.moved(place, &format!("additionalProperties/anyOf/{index}")),
        }
    }
    let value = match values.len() {
        0 => json!(false),
        1 => values.remove(0),
        _ => {
            let message = if is_open {
                "names that match no pattern may hold anything, so that all are read as any JSON"
            } else {
                "properties of every pattern are read as any of these"
            };
            loosened("patternProperties", message, cx);
            json!({"anyOf": values})
        }
    };
    let mut value = value;
    cx.within("additionalProperties", |cx| super::after(&mut value, cx));
    schema.insert("additionalProperties".into(), value);
}

/// Whether every name matches a pattern.
fn is_of_all(pattern: &str) -> bool {
    let pattern = pattern.trim_start_matches('^').trim_end_matches('$');
    matches!(pattern, "" | ".*" | ".+" | "(.*)" | "(.+)" | "[\\s\\S]*" | "[^]*")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::schemas;
    use crate::report::Code;

    #[test]
    fn required_is_a_list() {
        schemas(&[
            (
                json!({"type": "object", "required": []}),
                json!({"type": "object"}),
                &[],
            ),
            (
                json!({"type": "object", "properties": {"a": {"type": "string", "required": true}, "b": {"required": false}}}),
                json!({"type": "object", "properties": {"a": {"type": "string"}, "b": {}}, "required": ["a"]}),
                &[Code::RequiredOnProperty, Code::RequiredOnProperty],
            ),
            (
                json!({"type": "string", "required": true}),
                json!({"type": "string"}),
                &[Code::RequiredOnProperty],
            ),
            (
                json!({"type": "object", "required": "a"}),
                json!({"type": "object", "required": ["a"]}),
                &[Code::WrongType],
            ),
        ]);
    }

    #[test]
    fn unnamed_properties() {
        let string = json!({"type": "string"});
        schemas(&[
            (
                json!({"type": "object", "patternProperties": {"^a": string, "^b": string}, "additionalProperties": false}),
                json!({"type": "object", "additionalProperties": string}),
                &[],
            ),
            (
                json!({"patternProperties": {"^a": string, "^b": {"type": "integer"}}, "additionalProperties": false}),
                json!({"type": "object", "additionalProperties": {"anyOf": [string, {"type": "integer"}]}}),
                &[Code::Loosened],
            ),
            (
                json!({"patternProperties": {"^a": string}}),
                json!({"type": "object", "additionalProperties": {"anyOf": [string, {}]}}),
                &[Code::Loosened],
            ),
            (
                json!({"patternProperties": {"^a": false}, "additionalProperties": string}),
                json!({"type": "object", "additionalProperties": string}),
                &[],
            ),
            (
                json!({"patternProperties": {"^.*$": string}}),
                json!({"type": "object", "additionalProperties": string}),
                &[],
            ),
            (
                json!({"patternProperties": {"^a": string}, "propertyNames": {"pattern": "^a"}}),
                json!({"type": "object", "additionalProperties": string, "x-constraints": {"propertyNames": {"type": "string", "pattern": "^a"}}}),
                &[],
            ),
            (
                json!({"allOf": [{"$ref": "#/components/schemas/Other"}], "unevaluatedProperties": string}),
                json!({"allOf": [
                    {"$ref": "#/components/schemas/Other"},
                    {"type": "object", "additionalProperties": {"type": "string", "x-unevaluated": true}},
                ]}),
                &[],
            ),
            (
                json!({"type": "object", "unevaluatedProperties": {"not": {}}}),
                json!({"type": "object", "additionalProperties": false}),
                &[],
            ),
            (
                json!({"allOf": [{"$ref": "#/components/schemas/Other"}], "unevaluatedProperties": false}),
                json!({
                    "allOf": [{"$ref": "#/components/schemas/Other"}],
                    "x-constraints": {"unevaluatedProperties": false},
                }),
                &[],
            ),
            (
                json!({"type": "object", "additionalProperties": {}}),
                json!({"type": "object", "additionalProperties": true}),
                &[],
            ),
        ]);
    }
}
