//! Tuples: `prefixItems`, and `items` as a list. 3.0 has one schema for all items, so that those of a tuple, and of what follows them,
//! are the alternatives of `items`, in their order, and `x-prefix-items` says how many have a place of their own.

use serde_json::{Value, json};

use super::families::type_of;
use super::{Schema, loosened};
use crate::normalise::context::{Context, Version};
use crate::report::Code;

/// Brings the schemas of single items into `items`.
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
    places(schema, tuple, items, rest, cx);
}

/// Gives each item its place; a list it is where one schema is for all.
fn places(
    schema: &mut Schema,
    tuple: &str,
    mut items: Vec<(String, Value)>,
    rest: Option<(&str, Value)>,
    cx: &mut Context<'_>,
) {
    // One schema in a list is how some write the schema of all items.
    let is_habit = tuple == "items" && items.len() == 1 && rest.is_none();
    let length = |key: &str| {
        schema
            .get(key)
            .and_then(Value::as_u64)
            .and_then(|length| usize::try_from(length).ok())
    };
    let most = length("maxItems").unwrap_or(usize::MAX);
    let is_closed = most <= items.len() || rest.as_ref().is_some_and(|(_, rest)| is_nothing(rest));
    items.truncate(most);
    let rest = match rest {
        _ if is_closed => None,
        Some((key, rest)) => Some((key, if rest == json!(true) { json!({}) } else { rest })),
        None if is_habit || items.is_empty() => None,
        None => Some((tuple, json!({}))),
    };
    let is_list = is_habit
        || items.is_empty()
        || items.len() > LONGEST
        || rest
            .as_ref()
            .is_some_and(|(_, rest)| items.iter().all(|(_, item)| item == rest));
    let count = items.len();
    items.extend(rest.map(|(key, rest)| (key.to_owned(), rest)));
    if is_list {
        list(schema, tuple, items, cx);
    } else {
        for (index, (place, _)) in items.iter().enumerate() {
            cx.moved(place, &format!("items/anyOf/{index}"));
        }
        let all: Vec<Value> = items.into_iter().map(|(_, item)| item).collect();
        schema.insert("items".into(), json!({"anyOf": all}));
        schema.insert("x-prefix-items".into(), json!(count));
    }
}

/// The most items that a tuple of Rust may have, to be compared and printed.
const LONGEST: usize = 12;

fn is_nothing(schema: &Value) -> bool {
    *schema == json!(false) || *schema == json!({"not": {}})
}

/// Makes of the schemas for single items one for all.
fn list(schema: &mut Schema, key: &str, items: Vec<(String, Value)>, cx: &mut Context<'_>) {
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
        loosened(key, "the items are read as a list of any of these, in any order", cx);
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
    use serde_json::{Value, json};

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
    fn each_item_has_a_schema() {
        let string = json!({"type": "string"});
        let integer = json!({"type": "integer"});
        let tuple = |items: &[&Value], count: usize, more: Value| {
            let mut schema = json!({"type": "array", "items": {"anyOf": items}, "x-prefix-items": count});
            schema
                .as_object_mut()
                .unwrap()
                .extend(more.as_object().unwrap().clone());
            schema
        };
        let (any, none) = (json!({}), json!({}));
        schemas(&[
            (
                json!({"type": "array", "prefixItems": [string, string], "minItems": 2, "maxItems": 2, "items": false}),
                tuple(&[&string, &string], 2, json!({"minItems": 2, "maxItems": 2})),
                &[],
            ),
            (
                json!({"type": "array", "prefixItems": [string, integer]}),
                tuple(&[&string, &integer, &any], 2, none.clone()),
                &[],
            ),
            (
                json!({"prefixItems": [string, integer], "items": integer}),
                tuple(&[&string, &integer, &integer], 2, none.clone()),
                &[],
            ),
            (
                json!({"prefixItems": [string, integer], "maxItems": 1}),
                tuple(&[&string], 1, json!({"maxItems": 1})),
                &[],
            ),
            (
                json!({"items": [string, {"type": "null"}], "additionalItems": false}),
                tuple(&[&string, &json!({"nullable": true, "enum": [null]})], 2, none),
                &[],
            ),
        ]);
    }

    #[test]
    fn one_schema_for_all_is_a_list() {
        let string = json!({"type": "string"});
        schemas(&[
            (
                json!({"prefixItems": [string, string], "items": string}),
                json!({"type": "array", "items": string}),
                &[],
            ),
            (
                json!({"items": [string]}),
                json!({"type": "array", "items": string}),
                &[],
            ),
            (
                json!({"prefixItems": [], "items": string}),
                json!({"type": "array", "items": string}),
                &[],
            ),
        ]);
    }
}
