//! Request bodies: one content per media type, and the JSON:API envelope that the client writes itself.

use openapiv3::{MediaType, RequestBody};
use serde_json::Value as Json;

use crate::ir::{
    FieldName, Flow, JsonType, MemberEncoding, Param, ParamLocation, Payload, Pointer, Type, TypeName, VariantName,
    Wrap,
};
use crate::lower::docs::described;
use crate::lower::models::site::Site;
use crate::lower::models::{Models, Typed, weakened};
use crate::lower::naming::{Items, Namespace, names};
use crate::lower::operations::alike;
use crate::lower::operations::draft::{Body, Content};
use crate::lower::operations::encodings;
use crate::lower::operations::entries::Entry;
use crate::lower::operations::examples::stated;
use crate::lower::operations::media_types::{self, Serialization, includes, is_json, is_plain_text, serialization};
use crate::lower::references::{Components, Resolved};
use crate::lower::schemas::Schemas;
use crate::lower::schemas::json_api::{self, WriteEnvelope};
use crate::lower::schemas::view::Node;
use crate::media_type;
use crate::report::Report;

/// The request body of an operation.
pub(super) fn body<'a>(entry: &Entry<'a>, params: &[Param], models: &mut Models<'_, 'a>) -> Option<Body> {
    let body = entry.source.request_body.as_ref()?;
    let body = entry.components.resolve(body, || entry.pointer.child("requestBody"))?;
    let contents = contents(entry, &body, params, models);
    let mut contents = without_ranges(contents);
    if contents.is_empty() {
        return None;
    }
    name_contents(&mut contents, &body.pointer, models.report);
    let is_wrapped = contents.iter().any(|content| content.wrap != Wrap::Plain);
    Some(Body {
        name: FieldName::new(if is_wrapped { "attributes" } else { "body" }),
        required: body.value.required,
        enum_name: (contents.len() > 1).then(|| TypeName::new(format!("{}Body", entry.type_name))),
        contents,
        docs: described(body.value.description.as_deref(), &body.value.extensions, false),
        pointer: body.pointer,
    })
}

fn contents<'a>(
    entry: &Entry<'a>,
    body: &Resolved<'a, RequestBody>,
    params: &[Param],
    models: &mut Models<'_, 'a>,
) -> Vec<Content> {
    let site = site(entry, body.component);
    let mut contents: Vec<Content> = Vec::with_capacity(body.value.content.len());
    let mut made: Vec<alike::Content<'a>> = Vec::new();
    for (media_type, media) in &body.value.content {
        let alias = made
            .iter()
            .position(|one| alike::is_alias(models.schemas, *one, (media_type, media)));
        if let Some(alias) = alias {
            contents[alias].also(media_type.trim());
            continue;
        }
        made.push((media_type, media));
        let word = match is_json(media_type) {
            true => "Body".to_owned(),
            false => media_types::variant_name(media_type),
        };
        let site = site.or_called(format!("{}{word}", site.name));
        let declared = Declared {
            media_type,
            media,
            pointer: body.pointer.child("content").child(media_type),
            components: entry.components,
            is_shared: body.component.is_some(),
        };
        contents.push(content(&declared, &site, params, models));
    }
    contents
}

fn site(entry: &Entry<'_>, component: Option<&str>) -> Site {
    match component {
        Some(component) => {
            let name = names::part_name(component);
            Site::at_home(format!("{}Request", name.trim_end_matches("Request")), Flow::Sent)
        }
        None => Site::beside(
            entry.type_name.clone(),
            format!("{}Request", entry.type_name),
            Flow::Sent,
        ),
    }
}

/// Names the variants of the enum over the contents.
fn name_contents(contents: &mut [Content], body: &Pointer, report: &mut Report) {
    let media_types: Vec<&str> = contents.iter().map(|content| content.media_type.as_str()).collect();
    let claim = |(media_type, name): (&&str, String)| {
        media_types::claim(name, media_type, body.child("content").child(media_type))
    };
    let claims = media_types
        .iter()
        .zip(media_types::variant_names(&media_types))
        .map(claim)
        .collect();
    let names = Namespace::new(Items::MediaTypes).name(claims, report);
    for (content, name) in contents.iter_mut().zip(names) {
        content.variant = VariantName::new(name);
    }
}

/// A media type of a body as the document declares it.
struct Declared<'a> {
    media_type: &'a str,
    media: &'a MediaType,
    pointer: Pointer,
    components: Components<'a>,
    /// Whether it is that of a component.
    is_shared: bool,
}

impl<'a> Declared<'a> {
    fn schema(&self) -> Option<Node<'a>> {
        let schema = self.media.schema.as_ref()?;
        Some(Node::new(schema, self.pointer.child("schema")))
    }

    /// Whether it is bytes: by its schema, or a range of which nothing says that it is JSON.
    fn is_bytes(&self, schemas: &Schemas<'a>) -> bool {
        match self.schema() {
            Some(node) => alike::is_binary(schemas, &node),
            None => media_types::is_any(self.media_type),
        }
    }

    /// Whether it is a string of a range that includes text. JSON would put it in quotes, and nothing says that JSON is read.
    fn is_text(&self, schemas: &Schemas<'a>) -> bool {
        let is_open = media_types::is_any(self.media_type) && includes(self.media_type, "text/plain");
        is_open && self.schema().is_some_and(|node| alike::is_text(schemas, &node))
    }

    /// Whether its parts are told by their places: only those of `multipart/form-data` have to have names (RFC 7578 §4.2).
    fn is_in_places(&self, schemas: &Schemas<'a>) -> bool {
        let is_array = |node: Node<'a>| schemas.json_types(&node) == [JsonType::Array];
        let is_free = media_type::essence(self.media_type) != "multipart/form-data";
        let is_multipart = matches!(serialization(self.media_type), Serialization::Multipart);
        is_multipart && is_free && self.schema().is_some_and(is_array)
    }

    /// How the members of its forms are written.
    fn encodings(&self, payload: &Payload, models: &mut Models<'_, 'a>) -> Vec<MemberEncoding> {
        let place = encodings::Place {
            at: self.pointer.clone(),
            components: self.components,
            schemas: models.schemas,
        };
        match payload {
            Payload::Form(_) => encodings::of(self.media, &place, models.report),
            Payload::Multipart(_) if self.is_in_places(models.schemas) => {
                encodings::of_places(self.media, &place, models.report)
            }
            Payload::Multipart(_) => encodings::of_parts(self.media, &place, models.report),
            _ => Vec::new(),
        }
    }

    /// What it shows of the body.
    fn example(&self, schemas: &Schemas<'a>) -> Option<Json> {
        let examples = (self.media.example.as_ref(), &self.media.examples);
        stated(examples, self.schema().as_ref(), self.components, schemas)
    }
}

fn content<'a>(declared: &Declared<'a>, site: &Site, params: &[Param], models: &mut Models<'_, 'a>) -> Content {
    let mut example = declared.example(models.schemas);
    let (payload, wrap) = match serialization(declared.media_type) {
        Serialization::Json if declared.is_bytes(models.schemas) => (Payload::Bytes, Wrap::Plain),
        Serialization::Json if declared.is_text(models.schemas) => (Payload::Text, Wrap::Plain),
        Serialization::Json => json(declared, site, params, models),
        Serialization::Urlencoded => (Payload::Form(form(declared, site, models)), Wrap::Plain),
        Serialization::Multipart => {
            let site = Site {
                form: true,
                ..site.clone()
            };
            (Payload::Multipart(form(declared, &site, models)), Wrap::Plain)
        }
        Serialization::Text => (text(declared, site, models), Wrap::Plain),
        Serialization::Bytes => (Payload::Bytes, Wrap::Plain),
    };
    if wrap != Wrap::Plain {
        example = example.and_then(|example| example.pointer("/data/attributes").cloned());
    }
    Content {
        media_type: declared.media_type.trim().to_owned(),
        aliases: Vec::new(),
        variant: VariantName::new("Body"),
        encodings: declared.encodings(&payload, models),
        payload,
        wrap,
        example,
    }
}

/// Text, bytes where the schema says so, or a scalar where plain text is one.
fn text<'a>(declared: &Declared<'a>, site: &Site, models: &mut Models<'_, 'a>) -> Payload {
    if declared.is_bytes(models.schemas) {
        return Payload::Bytes;
    }
    let node = declared.schema().filter(|_| is_plain_text(declared.media_type));
    match node.filter(|node| alike::is_scalar(models.schemas, node)) {
        Some(node) => Payload::Scalar(models.lower_shared(&node, site, declared.is_shared).ty),
        None => Payload::Text,
    }
}

fn json<'a>(declared: &Declared<'a>, site: &Site, params: &[Param], models: &mut Models<'_, 'a>) -> (Payload, Wrap) {
    let Some(node) = declared.schema() else {
        return (Payload::Json(Type::Json), Wrap::Plain);
    };
    let envelope = Some(&node).filter(|_| media_type::is_json_api(declared.media_type));
    let envelope = envelope.and_then(|node| json_api::write_envelope(models.schemas, node));
    let wrapped = envelope.and_then(|envelope| Some((wrap(&envelope, params)?, envelope)));
    let Some((wrap, envelope)) = wrapped else {
        let ty = json_type(&node, site, declared.is_shared, models);
        return (Payload::Json(ty), Wrap::Plain);
    };
    let site = Site {
        name: format!("{}Attributes", site.name),
        ..site.clone()
    };
    let typed = models.lower_shared(&envelope.attributes, &site, declared.is_shared);
    (Payload::Json(typed.ty), wrap)
}

/// What the client puts around the attributes; `None` where it does not know the id.
fn wrap(envelope: &WriteEnvelope<'_>, params: &[Param]) -> Option<Wrap> {
    let type_name = envelope.type_name.clone();
    if !envelope.has_id {
        return Some(Wrap::Create { type_name });
    }
    // The resource's own id is the last one of the path.
    let id = params.iter().rfind(|param| param.location == ParamLocation::Path)?;
    Some(Wrap::Update {
        type_name,
        id: id.name.clone(),
    })
}

fn form<'a>(declared: &Declared<'a>, site: &Site, models: &mut Models<'_, 'a>) -> Type {
    let Some(node) = declared.schema() else {
        return Type::JsonObject;
    };
    if !alike::is_form(models.schemas, &node) && !declared.is_in_places(models.schemas) {
        models
            .report
            .push(weakened(&node.pointer, "a form has members, and this is no object"));
        return Type::JsonObject;
    }
    models.lower_shared(&node, site, declared.is_shared).ty
}

/// The type of a JSON body, which may be null as a whole.
pub(super) fn json_type<'a>(node: &Node<'a>, site: &Site, is_shared: bool, models: &mut Models<'_, 'a>) -> Type {
    let Typed { ty, nullable } = models.lower_shared(node, site, is_shared);
    if nullable && !matches!(ty, Type::Json | Type::Null) {
        Type::Nullable(Box::new(ty))
    } else {
        ty
    }
}

/// The contents without ranges that say the same as a media type which they include: these are no choice of their own.
fn without_ranges(contents: Vec<Content>) -> Vec<Content> {
    let (ranges, mut kept): (Vec<_>, Vec<_>) = contents
        .into_iter()
        .partition(|content| content.media_type.contains('*'));
    for range in ranges {
        let is_same = |content: &&mut Content| {
            content.payload == range.payload
                && content.wrap == range.wrap
                && includes(&range.media_type, &content.media_type)
        };
        match kept.iter_mut().find(is_same) {
            Some(content) => content.aliases.push(range.media_type),
            None => kept.push(range),
        }
    }
    kept
}
