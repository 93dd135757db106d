//! What of a value a schema names.
//!
//! In: a schema in 3.0 shape, the document's validator, a value that fits. Out: the value without the members that no
//! schema names, which generated types leave out as the specification of their providers allows.

use serde_json::{Map, Value};

use callspec_codegen::validate::{Direction, Validator};

/// How deep schemas are followed: what is deeper is kept as it is.
const DEPTH: usize = 64;

/// A value without the members that its schema does not name, where the schema names some and does not say what others
/// hold.
pub(super) fn known(schema: &Value, validator: &Validator<'_>, value: &Value) -> Value {
    prune(&[schema], validator, value, DEPTH)
}

fn prune(schemas: &[&Value], validator: &Validator<'_>, value: &Value, depth: usize) -> Value {
    let parts = parts(schemas, validator, value);
    match value {
        _ if depth == 0 => value.clone(),
        Value::Array(items) => {
            let of_items: Vec<&Value> = parts.iter().filter_map(|part| part.get("items")).collect();
            let pruned = items.iter().map(|item| prune(&of_items, validator, item, depth - 1));
            pruned.collect()
        }
        Value::Object(members) => {
            let is_free = parts.iter().all(|part| part.get("properties").is_none());
            let others: Vec<&Value> = parts
                .iter()
                .filter_map(|part| part.get("additionalProperties"))
                .collect();
            let takes_others = others.iter().any(|others| **others != Value::Bool(false));
            let mut kept = Map::new();
            for (key, value) in members {
                let named: Vec<&Value> = parts.iter().filter_map(|part| part["properties"].get(key)).collect();
                if !named.is_empty() {
                    kept.insert(key.clone(), prune(&named, validator, value, depth - 1));
                } else if takes_others || is_free {
                    kept.insert(key.clone(), prune(&others, validator, value, depth - 1));
                }
            }
            Value::Object(kept)
        }
        _ => value.clone(),
    }
}

/// The schemas that a value has to do with: parts of compositions, and of alternatives those that it fits.
fn parts<'v>(schemas: &[&'v Value], validator: &Validator<'v>, value: &Value) -> Vec<&'v Value> {
    let mut found = Vec::new();
    let mut open: Vec<(&Value, usize)> = schemas.iter().map(|schema| (*schema, DEPTH)).collect();
    while let Some((schema, depth)) = open.pop() {
        let Some(schema) = validator.resolve(schema) else {
            continue;
        };
        found.push(schema);
        if depth == 0 {
            continue;
        }
        open.extend(list(schema, "allOf").iter().map(|part| (part, depth - 1)));
        for key in ["oneOf", "anyOf"] {
            let variants = list(schema, key).iter();
            let fitting = variants.filter(|variant| validator.validate(variant, value, Direction::Either).is_empty());
            open.extend(fitting.map(|variant| (variant, depth - 1)));
        }
    }
    found
}

fn list<'v>(schema: &'v Value, key: &str) -> &'v [Value] {
    schema[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_no_schema_names_is_left_out() {
        let root = json!({"components": {"schemas": {"A": {
            "type": "object", "required": ["a"],
            "properties": {"a": {"type": "integer"}, "list": {"items": {"$ref": "#/components/schemas/A"}}},
        }}}});
        let either = json!({"oneOf": [{"$ref": "#/components/schemas/A"}, {"type": "string"}]});
        let validator = Validator::new(&root);
        let value = json!({"a": 1, "c": {"d": 1}, "list": [{"a": 2, "e": 3}]});
        assert_eq!(known(&either, &validator, &value), json!({"a": 1, "list": [{"a": 2}]}));
        assert_eq!(known(&json!({"type": "object"}), &validator, &value), value);
        let others = json!({"properties": {"a": {}}, "additionalProperties": {}});
        assert_eq!(known(&others, &validator, &value), value);
    }
}
