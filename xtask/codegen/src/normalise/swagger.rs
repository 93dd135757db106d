//! Habits of Swagger 2.0: what stood on parameters and responses there, and stands somewhere else in OpenAPI 3.

use serde_json::{Map, Value, json};

use super::context::Context;
use crate::report::{Code, Diagnostic};

/// Swagger 2.0 has the schema's keywords on the parameter itself.
pub(super) fn swagger_schema(map: &mut Map<String, Value>, cx: &mut Context<'_>) {
    let mut schema = Map::new();
    let mut found = Vec::new();
    for key in ["type", "format", "items", "enum", "default"] {
        if let Some(value) = map.remove(key) {
            schema.insert(key.into(), value);
            found.push(key);
            cx.moved(key, &format!("schema/{key}"));
        }
    }
    let collection = map.remove("collectionFormat");
    if schema.is_empty() && collection.is_none() {
        return;
    }
    found.extend(collection.is_some().then_some("collectionFormat"));
    let is_last = |index: usize| index + 1 == found.len();
    let named = found.iter().enumerate().map(|(index, key)| match index {
        0 => format!("`{key}`"),
        _ if is_last(index) => format!(" and `{key}`"),
        _ => format!(", `{key}`"),
    });
    let (named, belong) = (
        named.collect::<String>(),
        if found.len() == 1 { "belongs" } else { "belong" },
    );
    let message = format!("{named} {belong} under `schema`");
    let diagnostic = Diagnostic::new(Code::SwaggerHabit, cx.place.pointer(), message);
    cx.push(match collection {
        Some(collection) if !style(map, &collection) => {
            diagnostic.label(format!("no style is what {collection} is; commas are used"))
        }
        _ => diagnostic,
    });
    let has_content = map.contains_key("content");
    match map.get_mut("schema") {
        // What it says itself counts, and what it leaves out stands beside it.
        Some(Value::Object(known)) if !known.contains_key("$ref") => {
            schema.into_iter().for_each(|(key, value)| {
                known.entry(key).or_insert(value);
            });
        }
        None if !has_content && !schema.is_empty() => {
            map.insert("schema".into(), Value::Object(schema));
        }
        _ => {}
    }
}

/// How lists were written, and the style that is now, where there is one; only the query has others than commas.
pub(crate) const COLLECTIONS: &[(&str, Option<&str>)] = &[
    ("csv", Some("form")),
    ("multi", Some("form")),
    ("pipes", Some("pipeDelimited")),
    ("ssv", Some("spaceDelimited")),
    ("tsv", None),
];

/// Says by `style` and `explode` what a collection format says; `false` where no style says it.
fn style(map: &mut Map<String, Value>, collection: &Value) -> bool {
    map.entry("explode").or_insert_with(|| json!(collection == "multi"));
    let known = COLLECTIONS.iter().find(|(name, _)| collection == name);
    let style = match known.and_then(|(_, style)| *style) {
        _ if map.get("in").is_none_or(|place| place != "query") => return true,
        Some("form") => return true,
        Some(style) => style,
        None => return false,
    };
    map.entry("style").or_insert_with(|| json!(style));
    true
}

/// Swagger 2.0 has the body among the parameters.
pub(super) fn swagger_body(map: &mut Map<String, Value>, cx: &mut Context<'_>) {
    let Some(Value::Array(parameters)) = map.get_mut("parameters") else {
        return;
    };
    let is_body = |parameter: &Value| parameter.get("in").is_some_and(|place| place == "body");
    let Some(index) = parameters.iter().position(is_body) else {
        return;
    };
    if map.contains_key("requestBody") {
        return;
    }
    let Some(Value::Array(parameters)) = map.get_mut("parameters") else {
        return;
    };
    let mut body = parameters.remove(index);
    let content = json!({"application/json": {"schema": body.get_mut("schema").map_or(json!({}), Value::take)}});
    let required = body.get("required").cloned().unwrap_or(json!(false));
    let rest = parameters.len();
    map.insert("requestBody".into(), json!({"content": content, "required": required}));
    cx.within("parameters", |cx| {
        cx.within_index(index, |cx| {
            cx.warn(
                Code::SwaggerHabit,
                "a body is no parameter; it belongs under `requestBody`",
            )
        });
    });
    cx.moved(&format!("parameters/{index}"), "requestBody");
    cx.moved("requestBody/schema", "requestBody/content/application~1json/schema");
    cx.shifted("parameters", (0..=rest).filter(|other| *other != index).collect());
}
