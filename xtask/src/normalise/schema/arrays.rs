//! Tuples: `prefixItems`, and `items` as a list. 3.0 has one schema for all items.

use serde_json::{Value, json};

use super::families::type_of;
use super::{Schema, loosened};
use crate::normalise::context::{Context, Version};
use crate::report::Code;

/// Makes of the schemas for single items one for all.
pub(super) fn pass(schema: &mut Schema, cx: &mut Context<'_>) {
    let mut items = Vec::new();
    let mut tuple = None;
    for key in ["prefixItems", "items"] {
        if matches!(schema.get(key), Some(Value::Array(_)))
            && let Some(Value::Array(list)) = schema.remove(key)
        {
            tuple = Some(key);
            items.extend(list);
        }
    }
    let additional = schema.remove("additionalItems");
    let Some(tuple) = tuple else {
        if cx.version == Version::V30 && type_of(schema) == Some("array") && !schema.contains_key("items") {
            cx.warn(Code::ArrayWithoutItems, "the array has no `items`");
        }
        return;
    };
    let rest = schema
        .remove("items")
        .or(additional)
        .filter(|rest| rest.is_object() && *rest != json!({"not": {}}));
    items.extend(rest);
    let mut distinct: Vec<Value> = Vec::new();
    for item in items {
        if !distinct.contains(&item) {
            distinct.push(item);
        }
    }
    if distinct.len() > 1 {
        loosened(tuple, "the items are read as a list of any of these, in any order", cx);
    }
    let one = if distinct.len() == 1 { distinct.pop() } else { None };
    let mut all = one.unwrap_or_else(|| {
        if distinct.is_empty() {
            json!({})
        } else {
            json!({"anyOf": distinct})
        }
    });
    cx.within("items", |cx| super::after(&mut all, cx));
    schema.insert("items".into(), all);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::{schemas, schemas_30};
    use crate::report::Code;

    #[test]
    fn arrays_of_anything() {
        schemas(&[(json!({"type": "array"}), json!({"type": "array"}), &[])]);
        schemas_30(&[(
            json!({"type": "array"}),
            json!({"type": "array"}),
            &[Code::ArrayWithoutItems],
        )]);
    }

    #[test]
    fn tuples_are_lists() {
        let string = json!({"type": "string"});
        let integer = json!({"type": "integer"});
        schemas(&[
            (
                json!({"type": "array", "prefixItems": [string, string], "minItems": 2, "maxItems": 2, "items": false}),
                json!({"type": "array", "minItems": 2, "maxItems": 2, "items": string}),
                &[],
            ),
            (
                json!({"type": "array", "prefixItems": [string, integer]}),
                json!({"type": "array", "items": {"anyOf": [string, integer]}}),
                &[Code::Loosened],
            ),
            (
                json!({"items": [string, {"type": "null"}]}),
                json!({"type": "array", "items": {"type": "string", "nullable": true}}),
                &[Code::Loosened],
            ),
        ]);
    }
}
