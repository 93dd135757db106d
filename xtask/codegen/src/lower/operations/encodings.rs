//! How members of forms are written (OpenAPI 3.0 §4.7.15). In: `encoding` of a media type. Out: of each member that it names,
//! the style, the media type and the headers. Of a part that it does not name, the schema may say the media type.

use openapiv3::{Encoding, Header, MediaType, ParameterSchemaOrContent, QueryStyle};
use serde_json::Value as Json;

use crate::ir::{MemberEncoding, Pointer, Spelling, Style};
use crate::lower::references::{Components, Resolved};
use crate::lower::schemas::Schemas;
use crate::lower::schemas::members::Members;
use crate::lower::schemas::view::{Combination, Node};
use crate::report::{Code, Diagnostic, Report};

/// Where encodings stand, and what they may refer to.
pub(super) struct Place<'d, 'a> {
    pub(super) at: Pointer,
    pub(super) components: Components<'a>,
    pub(super) schemas: &'d Schemas<'a>,
}

/// What a media type says of the members of its forms.
pub(super) fn of<'a>(media: &'a MediaType, place: &Place<'_, 'a>, report: &mut Report) -> Vec<MemberEncoding> {
    let says_something =
        |it: &MemberEncoding| it.spelling.is_some() || it.content_type.is_some() || !it.headers.is_empty();
    let all = media.encoding.iter().map(|(name, encoding)| {
        let at = place.at.child("encoding").child(name);
        member(name, encoding, &at, place, report)
    });
    all.filter(says_something).collect()
}

/// The same of the parts of a multipart form: of what `encoding` does not name, `contentMediaType` of the schema, or of the items
/// of which each is a part, says the media type (OpenAPI 3.1 §4.8.14.4).
pub(super) fn of_parts<'a>(media: &'a MediaType, place: &Place<'_, 'a>, report: &mut Report) -> Vec<MemberEncoding> {
    let mut all = of(media, place, report);
    let schema = media.schema.as_ref();
    let form = schema.and_then(|schema| place.schemas.resolve(&Node::new(schema, place.at.child("schema"))));
    let Some((view, at)) = form else { return all };
    for (name, node) in Members::uncounted(place.schemas, &view, &at).properties {
        let content_type = media_type_of(place.schemas, &node).filter(|_| !media.encoding.contains_key(name));
        all.extend(content_type.map(|content_type| MemberEncoding {
            name: name.to_owned(),
            content_type: Some(content_type.to_owned()),
            headers: Vec::new(),
            spelling: None,
        }));
    }
    all
}

/// The same of parts that are told by their places (OpenAPI 3.2 §4.14.4): each by its number, and `items` of those that follow.
pub(super) fn of_places<'a>(media: &'a MediaType, place: &Place<'_, 'a>, report: &mut Report) -> Vec<MemberEncoding> {
    let (first, rest) = places(media, place).unwrap_or_default();
    let numbered = media
        .encoding
        .keys()
        .filter(|name| name.parse::<usize>().is_ok())
        .count();
    let of = |name: String, key: &str, node: Option<&Node<'a>>, report: &mut Report| {
        let at = place.at.child("encoding").child(key);
        let stated = media
            .encoding
            .get(key)
            .map(|encoding| member(&name, encoding, &at, place, report));
        let content_type = node
            .and_then(|node| own_media_type(place.schemas, node))
            .map(str::to_owned);
        let found = stated.unwrap_or_else(|| MemberEncoding {
            name,
            content_type: None,
            headers: Vec::new(),
            spelling: None,
        });
        // Styles are those of named members.
        MemberEncoding {
            content_type: found.content_type.or(content_type),
            spelling: None,
            ..found
        }
    };
    // Of a list, the first may be written in ways of their own.
    let count = if first.is_empty() { numbered } else { first.len() };
    let mut all: Vec<MemberEncoding> = Vec::with_capacity(count + 1);
    for index in 0..count {
        let name = index.to_string();
        let key = if index < numbered {
            name.clone()
        } else {
            "items".to_owned()
        };
        all.push(of(name, &key, first.get(index).or(rest.as_ref()), report));
    }
    all.push(of("items".to_owned(), "items", rest.as_ref(), report));
    all
}

/// The schemas of such parts: of those that have one each, and of those that follow.
fn places<'a>(media: &'a MediaType, place: &Place<'_, 'a>) -> Option<(Vec<Node<'a>>, Option<Node<'a>>)> {
    let schema = Node::new(media.schema.as_ref()?, place.at.child("schema"));
    let (view, at) = place.schemas.resolve(&schema)?;
    let items = Node::boxed(view.items?, at.child("items"));
    let Some(count) = view.extension("x-prefix-items").and_then(Json::as_u64) else {
        return Some((Vec::new(), Some(items)));
    };
    let (choice, at) = place.schemas.resolve(&items)?;
    let mut first: Vec<Node<'a>> = choice.parts(Combination::Any, &at).collect();
    let rest = first.split_off(usize::try_from(count).ok()?.min(first.len()));
    Some((first, rest.into_iter().next()))
}

/// What the schema of a part says of its media type, if that is more than what a file has anyway. A text in base64 is no PNG.
fn media_type_of<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> Option<&'a str> {
    let (view, at) = schemas.resolve(node)?;
    match view.items {
        Some(items) => own_media_type(schemas, &Node::boxed(items, at.child("items"))),
        None => own_media_type(schemas, node),
    }
}

fn own_media_type<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> Option<&'a str> {
    let (view, _) = schemas.resolve(node)?;
    let is_encoded = view.text_extension("x-content-encoding").is_some();
    let media_type = view.text_extension("x-content-media-type").filter(|_| !is_encoded);
    media_type.filter(|media_type| *media_type != "application/octet-stream" && !media_type.contains([',', '*']))
}

fn member<'a>(
    name: &str,
    encoding: &'a Encoding,
    at: &Pointer,
    place: &Place<'_, 'a>,
    report: &mut Report,
) -> MemberEncoding {
    let spelling = encoding.style.as_ref().map(|style| Spelling {
        style: query_style(style).0,
        explode: encoding.explode,
        allow_reserved: encoding.allow_reserved,
    });
    // Of several, or of a range, the file says which one it is; a style excludes it (OpenAPI 3.0.4 §4.8.15.1.2).
    let is_one = |media_type: &&String| spelling.is_none() && !media_type.contains([',', '*']);
    MemberEncoding {
        name: name.to_owned(),
        content_type: encoding.content_type.as_ref().filter(is_one).cloned(),
        headers: with_one_value(encoding, at, place, report),
        spelling,
    }
}

/// The headers of a part that can have one value only. What others would hold nothing says, which is told.
fn with_one_value<'a>(
    encoding: &'a Encoding,
    at: &Pointer,
    place: &Place<'_, 'a>,
    report: &mut Report,
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    // `Content-Type` is not described so.
    let headers = encoding.headers.iter();
    for (name, header) in headers.filter(|(name, _)| !name.eq_ignore_ascii_case("content-type")) {
        let at = at.child("headers").child(name);
        let Some(header) = place.components.resolve(header, || at.clone()) else {
            continue;
        };
        match only_value(place.schemas, &header) {
            Some(Json::String(text)) => found.push((name.clone(), text)),
            Some(value @ (Json::Number(_) | Json::Bool(_))) => found.push((name.clone(), value.to_string())),
            _ => {
                let message = format!("nothing says what the header `{name}` of this part holds");
                let hint = "a value that is the only one (`const`, `enum` of one) is sent";
                report.push(
                    Diagnostic::new(Code::UnsentPartHeader, at, message)
                        .label("not sent")
                        .hint(hint),
                );
            }
        }
    }
    found
}

/// The value of a header that can have no other.
fn only_value<'a>(schemas: &Schemas<'a>, header: &Resolved<'a, Header>) -> Option<Json> {
    let ParameterSchemaOrContent::Schema(schema) = &header.value.format else {
        return None;
    };
    let (view, _) = schemas.resolve(&Node::new(schema, header.pointer.child("schema")))?;
    match view.literals.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// A style that a query has, and whether it explodes unless told otherwise.
pub(super) fn query_style(style: &QueryStyle) -> (Style, bool) {
    match style {
        QueryStyle::Form => (Style::Form, true),
        QueryStyle::SpaceDelimited => (Style::SpaceDelimited, false),
        QueryStyle::PipeDelimited => (Style::PipeDelimited, false),
        QueryStyle::DeepObject => (Style::DeepObject, true),
    }
}
