//! Branches: what `if`, `then`, `else`, `dependentSchemas` and `dependentRequired` say of properties. In: a schema with them. Out: one
//! whose properties may be what any branch says, with the branches kept as data.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value, json};

use super::{Schema, families, loosened, restrict};
use crate::normalise::context::Context;
use crate::normalise::cursor::escape;

/// Properties that only some branches declare become optional properties of the schema.
pub(super) fn merge(schema: &mut Schema, cx: &mut Context<'_>) {
    let mut branches = Vec::new();
    for key in ["if", "then", "else"] {
        if let Some(branch) = schema.remove(key) {
            branches.push((key, key.to_owned(), branch));
        }
    }
    for key in ["dependentSchemas", "dependencies"] {
        if let Some(Value::Object(map)) = schema.remove(key) {
            let place = |name: &str| format!("{key}/{}", escape(name));
            branches.extend(map.into_iter().map(|(name, branch)| (key, place(&name), branch)));
        }
    }
    let mut demanded = demanded(schema.get("x-constraints").and_then(|all| all.get("dependentRequired")));
    if branches.is_empty() && demanded.is_empty() {
        return;
    }
    let known: HashSet<String> = match schema.get("properties") {
        Some(Value::Object(properties)) => properties.keys().cloned().collect(),
        _ => HashSet::new(),
    };
    let mut found: IndexMap<String, Vec<(String, Value)>> = IndexMap::new();
    let mut reported = None;
    for (key, place, branch) in branches {
        if key != "if" {
            demanded.extend(texts(branch.get("required")));
        }
        let declared = match branch.get("properties") {
            Some(Value::Object(properties)) if key != "if" => properties.clone(),
            _ => Map::new(),
        };
        let new: Vec<_> = declared.into_iter().filter(|(name, _)| !known.contains(name)).collect();
        if !new.is_empty() || branch.get("$ref").is_some() {
            reported.get_or_insert(key);
        }
        for (name, property) in new {
            let values = found.entry(name).or_default();
            if values.iter().all(|(_, value)| *value != property) {
                values.push((place.clone(), property));
            }
        }
        restrict(schema, key, branch);
    }
    if let Some(any) = undeclared(schema) {
        demanded.retain(|name| !known.contains(name) && !found.contains_key(name));
        let any = |name| (name, vec![("x-constraints".to_owned(), any.clone())]);
        found.extend(demanded.into_iter().map(any));
    }
    if let Some(key) = reported {
        loosened(key, "properties of the branches are read as optional", cx);
    }
    if !found.is_empty()
        && let Value::Object(properties) = schema.entry("properties").or_insert_with(|| json!({}))
    {
        for (name, values) in found {
            let value = of_branches(&name, values, cx);
            properties.insert(name, value);
        }
    }
}

/// What a property holds that a struct has no schema for; `None` where it has none, or where parts may say it.
fn undeclared(schema: &Schema) -> Option<Value> {
    schema.get("properties")?;
    if families::is_combined(schema) || schema.contains_key("patternProperties") {
        return None;
    }
    match schema.get("additionalProperties") {
        Some(Value::Bool(false)) => None,
        Some(value) if *value == json!({"not": {}}) => None,
        Some(value @ Value::Object(_)) => Some(value.clone()),
        _ => Some(json!({})),
    }
}

/// The names that `dependentRequired` demands.
fn demanded(required: Option<&Value>) -> IndexSet<String> {
    let lists = required.and_then(Value::as_object).into_iter().flatten();
    lists.flat_map(|(_, list)| texts(Some(list))).collect()
}

fn texts(list: Option<&Value>) -> impl Iterator<Item = String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|text| Some(text.as_str()?.to_owned()))
}

/// What branches say of a property, one or another of them. What is said without a condition holds in its place.
fn of_branches(name: &str, mut values: Vec<(String, Value)>, cx: &mut Context<'_>) -> Value {
    let inside = format!("properties/{}", escape(name));
    let is_alone = values.len() == 1;
    for (index, (place, _)) in values.iter().enumerate() {
        let to = match is_alone {
            true => inside.clone(),
            false => format!("{inside}/anyOf/{index}"),
        };
        cx.moved(&format!("{place}/{inside}"), &to);
    }
    let mut value = match (is_alone, values.pop()) {
        (true, Some((_, Value::Object(value)))) if !super::is_plain_ref(&value) => Value::Object(value),
        (true, Some((_, value))) => json!({"allOf": [value]}),
        (_, last) => {
            let values: Vec<Value> = values.into_iter().chain(last).map(|(_, value)| value).collect();
            let mut value = json!({"anyOf": values});
            cx.within_path(&inside, |cx| super::after(&mut value, cx));
            value
        }
    };
    value["x-conditional"] = json!(true);
    value
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::normalise::testing::schemas;
    use crate::report::Code;

    #[test]
    fn branches_are_optional_properties() {
        let [string, integer] = ["string", "integer"].map(|ty| json!({"type": ty}));
        let other = json!({"$ref": "#/components/schemas/Other"});
        let condition = json!({"type": "object", "properties": {"a": {"type": "string", "enum": ["x"]}}});
        let of = |properties: &Value| json!({"type": "object", "properties": properties});
        let [then, otherwise] = [
            json!({"a": integer, "b": string, "c": string, "d": other}),
            json!({"b": integer, "c": string}),
        ];
        schemas(&[(
            json!({
                "type": "object",
                "properties": {"a": string},
                "if": {"properties": {"a": {"const": "x"}}},
                "then": {"properties": then},
                "else": {"properties": otherwise},
            }),
            json!({
                "type": "object",
                "properties": {
                    "a": string,
                    "b": {"anyOf": [string, integer], "x-conditional": true},
                    "c": {"type": "string", "x-conditional": true},
                    "d": {"allOf": [other], "x-conditional": true},
                },
                "x-constraints": {"if": condition, "then": of(&then), "else": of(&otherwise)},
            }),
            &[Code::Loosened],
        )]);
    }

    #[test]
    fn names_that_branches_demand_can_be_sent() {
        let string = json!({"type": "string"});
        let any = json!({"x-conditional": true});
        let then = json!({"required": ["c"]});
        schemas(&[
            (
                json!({"properties": {"a": string}, "dependentRequired": {"a": ["a", "b"]}, "if": {}, "then": then}),
                json!({
                    "type": "object", "properties": {"a": string, "b": any, "c": any},
                    "x-constraints": {"dependentRequired": {"a": ["a", "b"]}, "if": {}, "then": then},
                }),
                &[],
            ),
            (
                json!({"properties": {"a": string}, "additionalProperties": false, "dependentRequired": {"a": ["b"]}}),
                json!({
                    "type": "object", "properties": {"a": string}, "additionalProperties": false,
                    "x-constraints": {"dependentRequired": {"a": ["b"]}},
                }),
                &[],
            ),
            (
                json!({"type": "object", "additionalProperties": string, "dependentRequired": {"a": ["b"]}}),
                json!({
                    "type": "object", "additionalProperties": string,
                    "x-constraints": {"dependentRequired": {"a": ["b"]}},
                }),
                &[],
            ),
        ]);
    }
}
