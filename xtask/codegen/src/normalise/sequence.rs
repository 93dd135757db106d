//! Media types that hold one item after the other (OpenAPI 3.2 §4.14.1). In: `itemSchema`, and events whose data is JSON in a
//! text. Out: the item's schema as `schema`, marked by `x-item-schema: true`, in which data has the schema of that JSON.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ptr;

use serde_json::{Map, Value, json};

use super::context::Context;
use crate::ir::Pointer;
use crate::media_type::{Sequence, sequence};
use crate::pointer::{self, segments};
use crate::reference;

const COMBINATIONS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

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
        content(schema, "schema", &[], cx);
    }
}

/// The components that events may refer to for JSON in a text: such texts, and events or alternatives of these whose data is one.
/// Their schemas are kept as they were written, as a copy of one stands in the place of each reference.
pub(super) fn json_texts(root: &Value) -> HashMap<String, Value> {
    let schemas = root.pointer("/components/schemas").and_then(Value::as_object);
    let schemas = schemas.into_iter().flatten();
    let holds_json = |schema: &Value| is_text(schema) || schema.pointer("/properties/data").is_some_and(is_text);
    if !schemas.clone().any(|(_, schema)| holds_json(schema)) {
        return HashMap::new();
    }
    let mut known = HashMap::new();
    let found = schemas.filter(|(_, schema)| is_text(schema) || is_event(root, schema, &mut known));
    found.map(|(name, schema)| (name.clone(), schema.clone())).collect()
}

/// Whether a schema says what the JSON in a text is.
fn is_text(schema: &Value) -> bool {
    schema.get("contentSchema").is_some()
}

/// Whether a schema is an event, or a choice of events, that holds JSON in a text. What is `known` of a schema is not looked for
/// again: choices may lead back to each other in many ways.
fn is_event(root: &Value, schema: &Value, known: &mut HashMap<*const Value, bool>) -> bool {
    let resolved = |schema| reference::resolve(root, schema);
    let mut open = vec![schema];
    let mut seen = HashSet::new();
    let mut is_found = false;
    while let (Some(part), false) = (open.pop(), is_found) {
        let is_known = known.get(&ptr::from_ref(part));
        if is_known == Some(&false) || !seen.insert(ptr::from_ref(part)) {
            continue;
        }
        let data = part.pointer("/properties/data").and_then(resolved);
        is_found = is_known == Some(&true) || data.is_some_and(is_text);
        let parts = COMBINATIONS
            .into_iter()
            .filter_map(|combination| part.get(combination)?.as_array());
        open.extend(parts.flatten().filter_map(resolved));
    }
    if is_found {
        known.insert(schema, true);
    } else {
        known.extend(seen.into_iter().map(|part| (part, false)));
    }
    is_found
}

/// Puts the schema of the JSON in the place of the text that has it, in an event and in each of its alternatives. `within` names the
/// components that the event is a part of.
fn content(event: &mut Value, at: &str, within: &[&str], cx: &mut Context<'_>) {
    let name = component(event).filter(|name| !within.contains(&name.as_str()));
    if name
        .as_ref()
        .is_some_and(|name| !is_text(cx.json_texts.get(name).unwrap_or(&Value::Null)))
    {
        copy(event, at, cx);
    }
    let within: Vec<&str> = within.iter().copied().chain(name.as_deref()).collect();
    for combination in COMBINATIONS {
        let parts = event.get_mut(combination).and_then(Value::as_array_mut);
        for (index, part) in parts.into_iter().flatten().enumerate() {
            content(part, &format!("{at}/{combination}/{index}"), &within, cx);
        }
    }
    let Some(data) = event.pointer_mut("/properties/data") else {
        return;
    };
    let at = format!("{at}/properties/data");
    if component(data).is_some_and(|name| cx.json_texts.get(&name).is_some_and(is_text)) {
        copy(data, &at, cx);
    }
    let Some(data) = data.as_object_mut() else { return };
    let is_json = |media_type: &Value| {
        media_type
            .as_str()
            .is_some_and(|media_type| media_type.ends_with("json"))
    };
    if data.get("contentMediaType").is_none_or(is_json)
        && let Some(schema) = data.remove("contentSchema")
    {
        *data = Map::from_iter([("allOf".to_owned(), json!([schema]))]);
        cx.moved(&format!("{at}/contentSchema"), &format!("{at}/allOf/0"));
    }
}

/// The component that a schema is a reference to.
fn component(schema: &Value) -> Option<String> {
    let (section, name) = reference::component(reference::of(schema)?)?;
    (section == "schemas").then(|| name.into_owned())
}

/// Puts the schema that a reference leads to in its place.
fn copy(schema: &mut Value, at: &str, cx: &mut Context<'_>) {
    let Some(name) = component(schema) else { return };
    let (Some(target), to) = (
        cx.json_texts.get(&name).cloned(),
        Pointer(format!("{}/{at}", cx.place.as_str())),
    ) else {
        return;
    };
    if let Some(target) = cx.copy(&target, &to) {
        let from = pointer::join("/components/schemas", &name);
        cx.report.origins.moved(from, to.0);
        *schema = target;
    }
}
