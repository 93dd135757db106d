//! Bodies of a response. In: its content. Out: one for each payload that its media types have, with an example.

use openapiv3::Content as Source;

use crate::ir::{Example, Payload, Pointer, Type};
use crate::lower::models::Models;
use crate::lower::models::site::Site;
use crate::lower::operations::alike;
use crate::lower::operations::bodies::json_type;
use crate::lower::operations::media_types::{self, Serialization, serialization};
use crate::lower::operations::shown;
use crate::lower::operations::streams;
use crate::lower::references::Components;
use crate::lower::schemas::view::Node;
use crate::media_type;

/// The content of a response as the document declares it.
pub(super) struct Declared<'d, 'a> {
    pub(super) content: &'a Source,
    /// Where the response is.
    pub(super) pointer: &'d Pointer,
    pub(super) site: &'d Site,
    pub(super) components: Components<'a>,
    pub(super) is_success: bool,
    /// Whether it is that of a component.
    pub(super) is_shared: bool,
}

/// A body that a response may have.
pub(super) struct Content {
    pub(super) payload: Payload,
    pub(super) media_type: String,
    /// Further media types of the same.
    pub(super) others: Vec<String>,
    pub(super) example: Option<Example>,
}

impl Content {
    fn is_of(&self, media_type: &str) -> bool {
        self.media_type == media_type || self.others.iter().any(|other| other == media_type)
    }
}

/// The bodies that a response may have, each with the media types that it has.
pub(super) fn of<'a>(declared: &Declared<'_, 'a>, models: &mut Models<'_, 'a>) -> Vec<Content> {
    // JSON first: it is what the client asks for.
    let media_types = declared.content.iter();
    let mut media_types: Vec<alike::Content<'a>> = media_types.map(|(name, media)| (name.as_str(), media)).collect();
    media_types.sort_by_key(|(media_type, _)| serialization(media_type) != Serialization::Json);
    let mut contents: Vec<Content> = Vec::new();
    for (index, media) in media_types.iter().enumerate() {
        let mut earlier = media_types[..index].iter();
        let same = earlier.find(|earlier| alike::is_same(models.schemas, **earlier, *media));
        let known = same.and_then(|(same, _)| contents.iter().find(|content| content.is_of(same.trim())));
        let payload = match known {
            Some(content) => content.payload.clone(),
            None => payload(*media, declared, models),
        };
        let example = example(*media, &payload, declared, models);
        let media_type = media.0.trim().to_owned();
        match contents.iter_mut().find(|content| content.payload == payload) {
            Some(content) => {
                content.others.push(media_type);
                content.example = content.example.take().or(example);
            }
            None => contents.push(Content {
                payload,
                media_type,
                others: Vec::new(),
                example,
            }),
        }
    }
    one_of_text_and_json(&mut contents);
    contents
}

/// What the document shows of a body.
fn example<'a>(
    (media_type, media): alike::Content<'a>,
    payload: &Payload,
    declared: &Declared<'_, 'a>,
    models: &Models<'_, 'a>,
) -> Option<Example> {
    let at = declared.pointer.child("content").child(media_type).child("schema");
    let shown = shown::Declared {
        media_type,
        media,
        at,
        components: declared.components,
        schemas: models.schemas,
    };
    shown.body(payload)
}

/// Makes one of a value in JSON and the same value as text.
fn one_of_text_and_json(contents: &mut Vec<Content>) {
    let is_pair = |json: &Content, text: &Content| match (&json.payload, &text.payload) {
        (Payload::Json(ty), Payload::Text) => *ty == Type::String,
        (Payload::Json(ty), Payload::Scalar(text) | Payload::JsonOrText(text)) => text == ty,
        _ => false,
    };
    let text = |json: &Content| contents.iter().position(|text| is_pair(json, text));
    let pair = contents
        .iter()
        .enumerate()
        .find_map(|(json, content)| Some((json, text(content)?)));
    let Some((json, text)) = pair else { return };
    // JSON comes first.
    let text = contents.remove(text);
    let both = &mut contents[json];
    both.payload = Payload::JsonOrText(both.payload.ty());
    both.others.push(text.media_type);
    both.others.extend(text.others);
}

fn payload<'a>(
    (media_type, media): alike::Content<'a>,
    declared: &Declared<'_, 'a>,
    models: &mut Models<'_, 'a>,
) -> Payload {
    let at = declared.pointer.child("content").child(media_type).child("schema");
    if declared.is_success
        && let Some(sequence) = media_type::sequence(media_type)
    {
        return streams::payload(sequence, media, at, declared.site, models);
    }
    let node = media.schema.as_ref().map(|schema| Node::new(schema, at));
    let schemas = models.schemas;
    let mut ty = |node: &Node<'a>| json_type(node, declared.site, declared.is_shared, models);
    match (serialization(media_type), node) {
        // Nothing says that it is JSON.
        (Serialization::Json, None) if media_types::is_any(media_type) => Payload::Bytes,
        (Serialization::Json, None) => Payload::Json(Type::Json),
        (Serialization::Json, Some(node)) if alike::is_binary(schemas, &node) => Payload::Bytes,
        (Serialization::Json, Some(node)) => {
            let is_open = media_types::is_any(media_type) && alike::is_text_or_any(schemas, &node);
            match is_open {
                true => Payload::JsonOrText(ty(&node)),
                false => Payload::Json(ty(&node)),
            }
        }
        (Serialization::Text, Some(node)) if alike::is_binary(schemas, &node) => Payload::Bytes,
        (Serialization::Text, Some(node))
            if media_types::is_plain_text(media_type) && alike::is_scalar(schemas, &node) =>
        {
            Payload::Scalar(ty(&node))
        }
        (Serialization::Text, _) => Payload::Text,
        (Serialization::Urlencoded | Serialization::Multipart | Serialization::Bytes, _) => Payload::Bytes,
    }
}
