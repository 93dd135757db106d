//! Successes that are read while they arrive. In: media types that hold one item after the other, and their schemas. Out: the
//! type of the items, and what of a success is a stream.

use openapiv3::MediaType;
use serde_json::Value as Json;

use crate::depth::Depth;
use crate::ir::{EventData, Payload, Pointer, Type};
use crate::lower::models::Models;
use crate::lower::models::site::Site;
use crate::lower::operations::bodies::json_type;
use crate::lower::operations::draft::{Response, Streaming};
use crate::lower::schemas::Schemas;
use crate::lower::schemas::itself::without_itself;
use crate::lower::schemas::view::{Combination, Node, View};
use crate::media_type::Sequence;
use crate::report::{Code, Diagnostic, Report};

/// The members that an event has as an object (OpenAPI 3.2 §4.14.1.2).
const MEMBERS: [&str; 4] = ["data", "event", "id", "retry"];

/// What of the successes can be read while it arrives: events before values before bytes. Where there is a body that is no
/// sequence, `send` asks for that alone, and the sequence is taken out.
pub(super) fn streaming(successes: &mut Vec<Response>, report: &mut Report) -> Option<Streaming> {
    let find = |is: fn(&Payload) -> bool| successes.iter().map(|response| &response.payload).find(|it| is(it));
    let payload = find(|payload| matches!(payload, Payload::Events(..)))
        .or_else(|| find(|payload| matches!(payload, Payload::Values(_))))
        .or_else(|| find(|payload| *payload == Payload::Bytes))?
        .clone();
    unoffered(successes, &payload, report);
    let mut media_types = Vec::new();
    for response in successes.iter().filter(|response| response.payload == payload) {
        for media_type in response.media_type.iter().chain(&response.others) {
            if !media_types.contains(media_type) {
                media_types.push(media_type.clone());
            }
        }
    }
    let is_whole = |response: &Response| {
        !matches!(
            response.payload,
            Payload::Empty | Payload::Events(..) | Payload::Values(_)
        )
    };
    let apart = match payload != Payload::Bytes && successes.iter().any(is_whole) {
        true => successes
            .extract_if(.., |response| response.payload == payload)
            .collect(),
        false => Vec::new(),
    };
    Some(Streaming {
        payload,
        media_types,
        apart,
    })
}

/// Says which streams are not the one that is offered, and hold something else.
fn unoffered(successes: &[Response], offered: &Payload, report: &mut Report) {
    let item = |payload: &Payload| match payload {
        Payload::Events(ty, ..) | Payload::Values(ty) => Some(ty.clone()),
        _ => None,
    };
    let offered = item(offered);
    for response in successes {
        let (Some(item), Some(media_type)) = (item(&response.payload), &response.media_type) else {
            continue;
        };
        if offered.as_ref() != Some(&item) {
            let at = response.pointer.child("content").child(media_type);
            let message = format!("`{}` is a stream of other items than `stream` gives", media_type.trim());
            report.push(Diagnostic::new(Code::UnofferedStream, at, message).label("`send` gives its bytes"));
        }
    }
}

/// The payload of a sequence, whose items have this schema, or are the items of the list that has it.
pub(super) fn payload<'a>(
    sequence: Sequence,
    media: &'a MediaType,
    at: Pointer,
    site: &Site,
    models: &mut Models<'_, 'a>,
) -> Payload {
    let (is_item, node) = item_of(models.schemas, media, at);
    let is_text = |node: &Node<'a>| is_text(models.schemas, node);
    match (sequence, node) {
        (Sequence::Events, None) => Payload::Events(Type::String, EventData::Text, end(media)),
        (Sequence::Events, Some(node)) => {
            let (ty, data) = events(&node, is_item, site, models);
            Payload::Events(ty, data, end(media))
        }
        // A text is what others say of the body as a whole.
        (Sequence::Values, Some(node)) if is_item || !is_text(&node) => {
            Payload::Values(item(&node, site, "Item", models))
        }
        (Sequence::Values, _) => Payload::Values(Type::Json),
    }
}

/// The data that ends a stream, where the document states it.
fn end(media: &MediaType) -> Option<String> {
    let end = media.extensions.get("x-stream-end")?;
    end.as_str().filter(|end| !end.is_empty()).map(str::to_owned)
}

/// The type of what events hold, and how they hold it.
fn events<'a>(node: &Node<'a>, is_item: bool, site: &Site, models: &mut Models<'_, 'a>) -> (Type, EventData) {
    let (node, data) = match event(models.schemas, node, is_item, ALTERNATIVES) {
        Some(Event::Of(data)) if is_text(models.schemas, &data) => (data, EventData::Text),
        Some(Event::Of(data)) => (data, EventData::Json),
        Some(Event::Alternatives) => (node.clone(), EventData::Member),
        None if is_text(models.schemas, node) => (node.clone(), EventData::Text),
        None => (node.clone(), EventData::Json),
    };
    (item(&node, site, "Event", models), data)
}

fn item<'a>(node: &Node<'a>, site: &Site, name: &str, models: &mut Models<'_, 'a>) -> Type {
    let site = Site {
        name: format!("{}{name}", site.name.trim_end_matches("Response")),
        ..site.clone()
    };
    json_type(node, &site, false, models)
}

/// Whether an item of events is an event as an object, and not what its data holds.
pub(super) fn is_event<'a>(schemas: &Schemas<'a>, media: &'a MediaType, at: Pointer) -> bool {
    let (is_item, node) = item_of(schemas, media, at);
    node.is_some_and(|node| event(schemas, &node, is_item, ALTERNATIVES).is_some())
}

/// The schema of the items of a sequence, and whether it is said to be that: that of a list is the schema of its elements.
fn item_of<'a>(schemas: &Schemas<'a>, media: &'a MediaType, at: Pointer) -> (bool, Option<Node<'a>>) {
    let is_item = media.extensions.get("x-item-schema") == Some(&Json::Bool(true));
    let node = media.schema.as_ref().map(|schema| Node::new(schema, at));
    let node = node.map(|node| match is_item {
        true => node,
        false => element(schemas, &node).unwrap_or(node),
    });
    (is_item, node)
}

/// Alternatives of alternatives of events at most.
const ALTERNATIVES: Depth = Depth::of(4);

/// A schema that is an event itself, and not what its data holds.
enum Event<'a> {
    /// Its data has this schema.
    Of(Node<'a>),
    /// What its data is depends on its other members.
    Alternatives,
}

/// The event that a schema is: an object with `data`, and with nothing that events do not have. Where the schema is not said to
/// be that of an item, another member of events has to be there too.
fn event<'a>(schemas: &Schemas<'a>, node: &Node<'a>, is_item: bool, depth: Depth) -> Option<Event<'a>> {
    let (view, at) = schemas.resolve(node)?;
    let below = depth.below()?;
    let [one_of, any_of] = [Combination::One, Combination::Any]
        .map(|keyword| without_itself(schemas, view.combined(keyword), &at.child(keyword.as_str())));
    if !one_of.is_empty() || !any_of.is_empty() {
        let mut alternatives = one_of.iter().chain(&any_of);
        let are_events = alternatives.all(|node| event(schemas, node, is_item, below).is_some());
        return (are_events || has_data(&view)).then_some(Event::Alternatives);
    }
    let properties = view.properties.filter(|_| view.all_of.is_empty())?;
    let is_event = properties.keys().all(|name| MEMBERS.contains(&name.as_str()));
    let data = properties.get("data")?;
    let at = at.child("properties").child("data");
    (is_event && (is_item || properties.len() > 1)).then(|| Event::Of(Node::boxed(data, at)))
}

fn has_data(view: &View<'_>) -> bool {
    let properties = view.properties.into_iter().flatten();
    properties.clone().any(|(name, _)| name == "data")
        && properties.into_iter().all(|(name, _)| MEMBERS.contains(&name.as_str()))
}

/// What a list holds.
fn element<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> Option<Node<'a>> {
    let (view, at) = schemas.resolve(node)?;
    let items = view.items.filter(|_| view.ty == Some("array"))?;
    Some(Node::boxed(items, at.child("items")))
}

fn is_text<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> bool {
    schemas.resolve(node).is_some_and(|(view, _)| view.ty == Some("string"))
}
