//! Parts that are told by their places (OpenAPI 3.2 §4.14.4). In: `itemSchema`, `prefixEncoding` and `itemEncoding` of a media
//! type. Out: of a body that is sent in such parts, an array with its `encoding` by place; of others they are told.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::super::context::Context;
use crate::media_type::{essence, sequence};
use crate::pointer::segments;
use crate::report::{Code, Diagnostic};

/// The name of the encoding of what has none of its own.
const REST: &str = "items";

/// Rewrites a media type object.
pub(super) fn pass(media: &mut Map<String, Value>, cx: &mut Context<'_>) {
    let place: Vec<String> = segments(cx.place.as_str()).map(Cow::into_owned).collect();
    let at = |index: usize| place.get(index).map_or("", String::as_str);
    // What is shared is looked at where it is used.
    if (at(0), at(1)) == ("components", "mediaTypes") {
        return;
    }
    let media_type = place.last().map_or("", String::as_str);
    let is_sent = place.iter().any(|key| key == "requestBody") || (at(0), at(1)) == ("components", "requestBodies");
    let is_in_places = essence(media_type).starts_with("multipart/") && essence(media_type) != "multipart/form-data";
    let is_sequence = sequence(media_type).is_some();
    if is_sent && is_in_places {
        in_places(media, cx);
    }
    let keys: &[&str] = match is_sequence {
        true => &["prefixEncoding", "itemEncoding"],
        false => &["prefixEncoding", "itemEncoding", "itemSchema"],
    };
    for key in keys.iter().filter(|key| media.contains_key(**key)) {
        let message = format!(
            "`{key}` is about parts without names, which are generated for bodies of `multipart/mixed` and its kin"
        );
        let diagnostic = Diagnostic::new(Code::Loosened, cx.place.child(key), message);
        cx.push(diagnostic.on_key().label("ignored"));
    }
}

fn in_places(media: &mut Map<String, Value>, cx: &mut Context<'_>) {
    let encodings: Vec<Value> = match media.remove("prefixEncoding") {
        Some(Value::Array(encodings)) => encodings,
        _ => Vec::new(),
    };
    let rest = media.remove("itemEncoding");
    if !media.contains_key("schema")
        && let Some(item) = media.remove("itemSchema")
    {
        media.insert("schema".into(), json!({"type": "array", "items": item}));
        cx.moved("itemSchema", "schema/items");
    }
    if let Some(Value::Object(schema)) = media.get_mut("schema") {
        for (index, item) in schema
            .get_mut("prefixItems")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
            .enumerate()
        {
            fill(item, encodings.get(index).or(rest.as_ref()));
        }
        if let Some(item) = schema.get_mut("items") {
            fill(item, rest.as_ref());
        }
    }
    if encodings.is_empty() && rest.is_none() {
        return;
    }
    let mut named = Map::new();
    for (index, encoding) in encodings.into_iter().enumerate() {
        cx.moved(&format!("prefixEncoding/{index}"), &format!("encoding/{index}"));
        named.insert(index.to_string(), encoding);
    }
    if let Some(rest) = rest {
        cx.moved("itemEncoding", &format!("encoding/{REST}"));
        named.insert(REST.into(), rest);
    }
    media.insert("encoding".into(), Value::Object(named));
}

/// A part that has parts itself is written as one.
pub(super) fn nested(encoding: &mut Map<String, Value>, cx: &mut Context<'_>) {
    for key in ["encoding", "prefixEncoding", "itemEncoding"] {
        if encoding.remove(key).is_some() {
            let message = format!("`{key}` is about parts within a part, which is written as one");
            let diagnostic = Diagnostic::new(Code::Loosened, cx.place.child(key), message);
            cx.push(diagnostic.on_key().label("ignored"));
        }
    }
}

/// A part of which no schema says anything is bytes, unless its media type says that it is JSON (OpenAPI 3.2 §4.14.4).
fn fill(item: &mut Value, encoding: Option<&Value>) {
    let media_type = encoding.and_then(|encoding| encoding.get("contentType")?.as_str());
    let is_json = media_type.is_some_and(|media_type| essence(media_type).ends_with("json"));
    let is_open = item.as_object().is_some_and(Map::is_empty) || *item == Value::Bool(true);
    if is_open && !is_json {
        *item = json!({"type": "string", "format": "binary"});
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::normalise::testing::document_of;
    use crate::report::Code;

    fn body(media_type: &str, media: &Value) -> (Value, Vec<Code>) {
        let (mut value, codes) = document_of(
            "3.2.0",
            json!({"components": {"requestBodies": {"B": {"content": {media_type: media}}}}}),
        );
        (
            value["components"]["requestBodies"]["B"]["content"][media_type].take(),
            codes,
        )
    }

    #[test]
    fn parts_without_names_are_an_array_with_an_encoding_for_each_place() {
        let media = json!({"itemSchema": {}, "prefixEncoding": [{"contentType": "text/csv"}], "itemEncoding": {"contentType": "image/png"}});
        let (found, codes) = body("multipart/mixed", &media);
        let binary = json!({"type": "string", "format": "binary"});
        let encoding = json!({"0": {"contentType": "text/csv"}, "items": {"contentType": "image/png"}});
        assert_eq!(
            found,
            json!({"schema": {"type": "array", "items": binary}, "encoding": encoding})
        );
        assert_eq!(codes, []);
    }

    #[test]
    fn others_are_told() {
        let keys = json!({"itemSchema": {}, "prefixEncoding": [], "itemEncoding": {}});
        for media_type in ["multipart/form-data", "application/json"] {
            assert_eq!(body(media_type, &keys).1, [Code::Loosened; 3], "{media_type}");
        }
        assert_eq!(body("application/jsonl", &keys).1, [Code::Loosened; 2]);
        let responses = json!({"R": {"description": "", "content": {"multipart/mixed": {"itemSchema": {}}}}});
        assert_eq!(
            document_of("3.2.0", json!({"components": {"responses": responses}})).1,
            [Code::Loosened]
        );
        let shared = json!({"M": {"itemSchema": {"type": "string"}}});
        assert_eq!(
            document_of("3.2.0", json!({"components": {"mediaTypes": shared}})).1,
            []
        );
    }
}
