//! Media types that hold one item after the other (OpenAPI 3.2 §4.14.1). In: `itemSchema`, and events whose data is JSON in a
//! text. Out: the item's schema as `schema`, marked by `x-item-schema: true`, in which data has the schema of that JSON.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::context::Context;
use crate::media_type::{Sequence, sequence};
use crate::pointer::segments;

/// Rewrites a media type object.
pub(super) fn pass(map: &mut Map<String, Value>, cx: &mut Context<'_>) {
    let media_type = segments(cx.place.as_str()).last().map(Cow::into_owned);
    let Some(sequence) = sequence(&media_type.unwrap_or_default()) else {
        return;
    };
    if let Some(item) = map.remove("itemSchema") {
        map.insert("schema".into(), item);
        map.insert("x-item-schema".into(), json!(true));
        cx.moved("itemSchema", "schema");
    }
    if let (Sequence::Events, Some(schema)) = (sequence, map.get_mut("schema")) {
        content(schema, "schema", cx);
    }
}

/// Puts the schema of the JSON in the place of the text that has it, in an event and in each of its alternatives.
fn content(event: &mut Value, at: &str, cx: &mut Context<'_>) {
    for combination in ["allOf", "oneOf", "anyOf"] {
        let parts = event.get_mut(combination).and_then(Value::as_array_mut);
        for (index, part) in parts.into_iter().flatten().enumerate() {
            content(part, &format!("{at}/{combination}/{index}"), cx);
        }
    }
    let Some(data) = event.pointer_mut("/properties/data").and_then(Value::as_object_mut) else {
        return;
    };
    let is_json = |media_type: &Value| {
        media_type
            .as_str()
            .is_some_and(|media_type| media_type.ends_with("json"))
    };
    if data.get("contentMediaType").is_none_or(is_json)
        && let Some(schema) = data.remove("contentSchema")
    {
        *data = Map::from_iter([("allOf".to_owned(), json!([schema]))]);
        let data = format!("{at}/properties/data");
        cx.moved(&format!("{data}/contentSchema"), &format!("{data}/allOf/0"));
    }
}
