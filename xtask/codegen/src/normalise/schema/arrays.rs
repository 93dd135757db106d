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
            items.extend(
                list.into_iter()
                    .enumerate()
                    .map(|(index, item)| (format!("{key}/{index}"), item)),
            );
        }
    }
    let additional = schema.remove("additionalItems");
    let Some(tuple) = tuple else {
        if cx.version == Version::V30 && type_of(schema) == Some("array") && !schema.contains_key("items") {
            cx.warn(Code::ArrayWithoutItems, "the array has no `items`");
        }
        return;
    };
    let rest = match schema.remove("items") {
        Some(rest) => Some(("items", rest)),
        None => additional.map(|rest| ("additionalItems", rest)),
    };
    let rest = rest.filter(|(_, rest)| rest.is_object() && *rest != json!({"not": {}}));
    items.extend(rest.map(|(key, rest)| (key.to_owned(), rest)));
    let mut distinct: Vec<Value> = Vec::new();
    let mut places = Vec::new();
    for (place, item) in items {
        if !distinct.contains(&item) {
            distinct.push(item);
            places.push(place);
        }
    }
    for (index, place) in places.iter().enumerate() {
        match places.len() {
            1 => cx.moved(place, "items"),
            _ => cx.moved(place, &format!("items/anyOf/{index}")),
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
