//! What the document shows of a response: its body, and the headers that it declares.
//!
//! In: a media type with its payload, a header. Out: the example that stands there, else one that is put together of the schema;
//! what it is as text.

use openapiv3::{Header, MediaType};
use serde_json::Value as Json;

use crate::ir::{EventData, Example, JsonType, Payload, Pointer};
use crate::lower::operations::examples::stated;
use crate::lower::operations::streams;
use crate::lower::references::Components;
use crate::lower::schemas::Schemas;
use crate::lower::schemas::view::Node;
use crate::media_type::{self, essence};

/// Headers that say how a body travels, which is no matter of an example.
const OF_THE_TRANSFER: [&str; 4] = ["content-length", "content-encoding", "transfer-encoding", "connection"];

/// A media type of a response as the document declares it.
pub(super) struct Declared<'d, 'a> {
    pub(super) media_type: &'a str,
    pub(super) media: &'a MediaType,
    /// Where its schema is.
    pub(super) at: Pointer,
    pub(super) components: Components<'a>,
    pub(super) schemas: &'d Schemas<'a>,
}

impl<'a> Declared<'_, 'a> {
    fn node(&self) -> Option<Node<'a>> {
        let schema = self.media.schema.as_ref()?;
        Some(Node::new(schema, self.at.clone()))
    }

    /// What is shown of a body.
    pub(super) fn body(&self, payload: &Payload) -> Option<Example> {
        let node = self.node();
        let examples = (self.media.example.as_ref(), &self.media.examples);
        let stated = stated(examples, node.as_ref(), self.components, self.schemas);
        let is_stated = stated.is_some();
        let value = stated.or_else(|| self.composed(node.as_ref()?))?;
        match (payload, value) {
            (Payload::Events(..) | Payload::Values(_), Json::String(text)) if is_stated => Some(Example::Text(text)),
            (Payload::Events(_, data, _), value) => self.events(value, *data).map(Example::Text),
            (Payload::Values(_), value) => Some(Example::Text(values(value, self.media_type))),
            (Payload::Json(_), Json::String(text)) if self.is_text(&text) => Some(Example::Text(text)),
            (Payload::Json(_) | Payload::JsonOrText(_), value) => Some(Example::Json(value)),
            (Payload::Text | Payload::Scalar(_) | Payload::Bytes, Json::String(text)) => Some(Example::Text(text)),
            (Payload::Text | Payload::Scalar(_), value @ (Json::Number(_) | Json::Bool(_))) => {
                Some(Example::Text(value.to_string()))
            }
            _ => None,
        }
    }

    fn composed(&self, node: &Node<'a>) -> Option<Json> {
        match media_type::is_json_api(self.media_type) {
            // A document has it, whatever its schema requires (JSON:API 1.0 §5.1).
            true => self.schemas.composed_example_with("data", node),
            false => self.schemas.composed_example(node),
        }
    }

    /// Whether the example of a body in JSON is its text and not its value: where no text is a value of the schema.
    fn is_text(&self, text: &str) -> bool {
        let types = self
            .node()
            .map(|node| self.schemas.json_types(&node))
            .unwrap_or_default();
        let takes_text = types.is_empty() || types.contains(&JsonType::String);
        !takes_text && serde_json::from_str::<Json>(text).is_ok()
    }

    /// Server-sent events of an item, or of each item of a list.
    fn events(&self, value: Json, data: EventData) -> Option<String> {
        let is_event = data == EventData::Member || streams::is_event(self.schemas, self.media, self.at.clone());
        let items = items(value).into_iter();
        items
            .map(|item| {
                if is_event {
                    event(&item)
                } else {
                    Some(lines("data", &item) + "\n")
                }
            })
            .collect()
    }
}

/// What is shown of a header, as it is sent.
pub(super) fn header<'a>(
    (wire, header): (&str, &'a Header),
    is_json: bool,
    node: Option<&Node<'a>>,
    components: Components<'a>,
    schemas: &Schemas<'a>,
) -> Option<String> {
    if OF_THE_TRANSFER.iter().any(|name| wire.eq_ignore_ascii_case(name)) {
        return None;
    }
    let stated = stated((header.example.as_ref(), &header.examples), node, components, schemas);
    let needed = || {
        node.filter(|_| header.required)
            .and_then(|node| schemas.composed_example(node))
    };
    let value = stated.or_else(needed)?;
    let text = match &value {
        _ if is_json => value.to_string(),
        Json::Array(items) => items.iter().map(spelled).collect::<Vec<_>>().join(","),
        Json::Object(_) | Json::Null => return None,
        scalar => spelled(scalar),
    };
    let is_sendable = text.chars().all(|c| c == ' ' || c.is_ascii_graphic());
    is_sendable.then_some(text)
}

/// The event that an object describes (OpenAPI 3.2 §4.14.1.2); `None` where it is none.
fn event(item: &Json) -> Option<String> {
    let member = |name| item.get(name).map(|value| lines(name, value));
    let named: String = ["event", "id", "retry"].into_iter().filter_map(member).collect();
    Some(named + &member("data")? + "\n")
}

/// The lines of a field of an event.
fn lines(field: &str, value: &Json) -> String {
    let text = spelled(value);
    text.split('\n').map(|line| format!("{field}: {line}\n")).collect()
}

/// A text as it stands, anything else in JSON.
fn spelled(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// JSON values in a row, set apart as their media type sets them apart.
fn values(value: Json, media_type: &str) -> String {
    let before = if essence(media_type).ends_with("json-seq") {
        "\u{1e}"
    } else {
        ""
    };
    items(value).iter().map(|item| format!("{before}{item}\n")).collect()
}

/// What stands for a sequence as a whole is a list of its items.
fn items(value: Json) -> Vec<Json> {
    match value {
        Json::Array(items) => items,
        item => vec![item],
    }
}
