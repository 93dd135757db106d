//! Request bodies: one content per media type, and the JSON:API envelope that the client writes itself.

use openapiv3::{MediaType, ReferenceOr};
use serde_json::Value as Json;

use crate::ir::{Body, Content, FieldName, Flow, Param, Payload, Place, Pointer, Type, TypeName, VariantName, Wrap};
use crate::lower::docs::described;
use crate::lower::models::{Lowering, Site, Typed};
use crate::lower::naming::{Claim, Kind, Namespace, names};
use crate::lower::operations::Entry;
use crate::lower::schemas::json_api;
use crate::lower::schemas::view::Node;
use crate::media_type::essence;

/// How a media type's body is formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Urlencoded,
    Multipart,
    Text,
    Bytes,
}

/// The form of a media type's bodies.
pub(crate) fn form_of(media_type: &str) -> Form {
    let essence = essence(media_type);
    match essence.as_str() {
        "application/x-www-form-urlencoded" => Form::Urlencoded,
        _ if is_json(&essence) => Form::Json,
        _ if essence.starts_with("multipart/") => Form::Multipart,
        "text/event-stream" => Form::Bytes,
        _ if essence.starts_with("text/") => Form::Text,
        "application/xml" | "application/graphql" | "application/javascript" | "application/yaml" => Form::Text,
        _ if essence.ends_with("+xml") || essence.ends_with("+yaml") => Form::Text,
        _ => Form::Bytes,
    }
}

/// Whether a media type is JSON: `application/json`, any `+json` (RFC 6839 §3.1), or a range that includes it.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(
        essence.as_str(),
        "application/json" | "text/json" | "*/*" | "application/*"
    ) || essence.ends_with("+json")
}

impl<'a> Lowering<'_, 'a> {
    /// The request body of an operation.
    pub(crate) fn body(&mut self, entry: &Entry<'a>, params: &[Param]) -> Option<Body> {
        let body = entry.source.request_body.as_ref()?;
        let body = self.document.resolve(body, || entry.pointer.child("requestBody"))?;
        let (body, pointer, component) = (body.value, body.pointer, body.component);
        let site = match component {
            Some(component) => {
                let name = format!("{}Request", names::type_name(component).trim_end_matches("Request"));
                Site {
                    home: name.clone(),
                    name,
                    told: None,
                    flow: Flow::Sent,
                    form: false,
                }
            }
            None => Site {
                name: format!("{}Request", entry.type_name),
                told: None,
                home: entry.type_name.clone(),
                flow: Flow::Sent,
                form: false,
            },
        };
        let mut contents = Vec::with_capacity(body.content.len());
        for (media_type, media) in &body.content {
            let pointer = pointer.child("content").child(media_type);
            let kind = Some(media_name(media_type)).filter(|_| !is_json(media_type));
            let site = Site {
                told: Some(format!("{}{}", site.name, kind.as_deref().unwrap_or("Body"))),
                ..site.clone()
            };
            let content = self.content(media_type, media, &pointer, &site, component.is_some(), params);
            contents.push(content);
        }
        let mut contents = without_ranges(contents);
        if contents.is_empty() {
            return None;
        }
        self.name_contents(&mut contents, &pointer);
        let wrapped = contents.iter().any(|content| content.wrap != Wrap::Plain);
        Some(Body {
            name: FieldName::new(if wrapped { "attributes" } else { "body" }),
            required: body.required,
            enum_name: (contents.len() > 1).then(|| TypeName::new(format!("{}Body", entry.type_name))),
            contents,
            docs: described(body.description.as_deref(), &body.extensions, false),
            pointer,
        })
    }

    /// Names the variants; who gives way to whom is reported.
    fn name_contents(&mut self, contents: &mut [Content], body: &Pointer) {
        let claim = |content: &Content| {
            let place = body.child("content").child(&content.media_type);
            Claim::new(media_name(&content.media_type), &content.media_type, place)
        };
        let claims: Vec<Claim> = contents.iter().map(claim).collect();
        let names = Namespace::new(Kind::MediaTypes).name(&claims, self.report);
        for (content, name) in contents.iter_mut().zip(names) {
            content.variant = VariantName::new(name);
        }
    }

    fn content(
        &mut self,
        media_type: &str,
        media: &'a MediaType,
        pointer: &Pointer,
        site: &Site,
        shared: bool,
        params: &[Param],
    ) -> Content {
        let mut example = media_example(media);
        let node = media
            .schema
            .as_ref()
            .map(|schema| Node::new(schema, pointer.child("schema")));
        if example.is_none() {
            example = node.as_ref().and_then(|node| self.example_of(node));
        }
        let (payload, wrap) = match (form_of(media_type), &node) {
            (Form::Json, Some(node)) => self.json_content(media_type, node, site, shared, params),
            (Form::Json, None) => (Payload::Json(Type::Json), Wrap::Plain),
            (Form::Urlencoded, node) => (
                Payload::Form(self.optional_type(node.as_ref(), site, shared)),
                Wrap::Plain,
            ),
            (Form::Multipart, node) => {
                let site = Site {
                    form: true,
                    ..site.clone()
                };
                (
                    Payload::Multipart(self.optional_type(node.as_ref(), &site, shared)),
                    Wrap::Plain,
                )
            }
            (Form::Text, _) => (Payload::Text, Wrap::Plain),
            (Form::Bytes, _) => (Payload::Bytes, Wrap::Plain),
        };
        if wrap != Wrap::Plain {
            example = example.and_then(|example| example.pointer("/data/attributes").cloned());
        }
        Content {
            media_type: media_type.trim().to_owned(),
            ranges: Vec::new(),
            variant: VariantName::new("Body"),
            payload,
            boxed: false,
            wrap,
            example,
        }
    }

    fn json_content(
        &mut self,
        media_type: &str,
        node: &Node<'a>,
        site: &Site,
        shared: bool,
        params: &[Param],
    ) -> (Payload, Wrap) {
        let envelope = if json_api::is_json_api(media_type) {
            json_api::write_envelope(self.schemas, node)
        } else {
            None
        };
        let in_path: Vec<&Param> = params.iter().filter(|param| param.place == Place::Path).collect();
        let wrap = envelope
            .as_ref()
            .and_then(|envelope| match (envelope.has_id, in_path.last()) {
                (false, _) => Some(Wrap::Create {
                    type_name: envelope.type_name.clone(),
                }),
                // The resource's own id is the last one of the path.
                (true, Some(id)) => Some(Wrap::Update {
                    type_name: envelope.type_name.clone(),
                    id: id.name.clone(),
                }),
                (true, None) => None,
            });
        match (envelope, wrap) {
            (Some(envelope), Some(wrap)) => {
                let site = Site {
                    name: format!("{}Attributes", site.name),
                    ..site.clone()
                };
                (
                    Payload::Json(self.lower_shared(&envelope.attributes, &site, shared).ty),
                    wrap,
                )
            }
            _ => (Payload::Json(self.body_type(node, site, shared)), Wrap::Plain),
        }
    }

    fn optional_type(&mut self, node: Option<&Node<'a>>, site: &Site, shared: bool) -> Type {
        node.map_or(Type::JsonObject, |node| self.lower_shared(node, site, shared).ty)
    }

    /// The type of a JSON body, which may be null as a whole.
    pub(crate) fn body_type(&mut self, node: &Node<'a>, site: &Site, shared: bool) -> Type {
        let Typed { ty, nullable } = self.lower_shared(node, site, shared);
        if nullable && !matches!(ty, Type::Json | Type::Null) {
            Type::Nullable(Box::new(ty))
        } else {
            ty
        }
    }

    /// The type of a schema inside a component that is no schema: made once, whoever uses the component.
    pub(crate) fn lower_shared(&mut self, node: &Node<'a>, site: &Site, shared: bool) -> Typed {
        if !shared {
            return self.lower(node, site);
        }
        if let Some(known) = self.shared.get(&node.pointer) {
            return known.clone();
        }
        let typed = self.lower(node, site);
        self.shared.insert(node.pointer.clone(), typed.clone());
        typed
    }
}

/// The example of a media type, or the first of its examples.
pub(crate) fn media_example(media: &MediaType) -> Option<Json> {
    let named = || {
        media
            .examples
            .values()
            .filter_map(ReferenceOr::as_item)
            .find_map(|example| example.value.clone())
    };
    media.example.clone().or_else(named)
}

/// A range that says the same as a media type which it includes is no choice of its own.
fn without_ranges(contents: Vec<Content>) -> Vec<Content> {
    let (ranges, mut kept): (Vec<_>, Vec<_>) = contents
        .into_iter()
        .partition(|content| content.media_type.contains('*'));
    for range in ranges {
        let same = |content: &&mut Content| {
            content.payload == range.payload
                && content.wrap == range.wrap
                && includes(&essence(&range.media_type), &essence(&content.media_type))
        };
        match kept.iter_mut().find(same) {
            Some(content) => content.ranges.push(range.media_type),
            None => kept.push(range),
        }
    }
    kept
}

/// Whether a media range includes a media type (RFC 9110 §12.5.1); `*+json` stands for any such suffix.
fn includes(range: &str, media_type: &str) -> bool {
    match range.split_once('*') {
        None => range == media_type,
        Some((head, tail)) => {
            let is_json = tail == "+json" && media_type == format!("{head}json");
            range == "*/*" || is_json || media_type.starts_with(head) && media_type.ends_with(tail)
        }
    }
}

/// The name of a variant that a media type tells.
pub(crate) fn media_name(media_type: &str) -> String {
    match (form_of(media_type), essence(media_type).as_str()) {
        (Form::Json, "application/json" | "*/*" | "application/*") => "Json".to_owned(),
        (Form::Urlencoded, _) => "Form".to_owned(),
        (Form::Multipart, "multipart/form-data") => "Multipart".to_owned(),
        (Form::Text, "text/plain") => "Text".to_owned(),
        (Form::Bytes, "application/octet-stream") => "Bytes".to_owned(),
        (_, essence) => {
            let subtype = essence.split_once('/').map_or(essence, |(_, subtype)| subtype);
            // `problem+json` is `ProblemJson`: the suffix is a word of its own (RFC 6838 §4.2.8).
            let words = subtype
                .trim_start_matches("vnd.")
                .trim_start_matches("x-")
                .replace('+', "-");
            names::variant_name(if subtype == "*" { essence } else { &words })
        }
    }
}
