//! Parameters: those of the path item and of the operation, named and typed.

use openapiv3::{
    CookieStyle, HeaderStyle, MediaType, Operation, Parameter, ParameterData, ParameterSchemaOrContent, PathItem,
    PathStyle,
};
use serde_json::Value as Json;

use crate::ir::{Docs, Facts, FieldName, Flow, Param, ParamLocation, Pointer, Spelling, Style, Type};
use crate::lower::docs::{described, text_of};
use crate::lower::facts;
use crate::lower::models::Models;
use crate::lower::models::site::Site;
use crate::lower::naming::{Claim, Items, Namespace, Second, names};
use crate::lower::operations::alike;
use crate::lower::operations::credentials;
use crate::lower::operations::encodings;
use crate::lower::operations::entries::Entry;
use crate::lower::operations::examples::stated;
use crate::lower::operations::media_types::{Serialization, serialization};
use crate::lower::references::{Components, Resolved};
use crate::lower::schemas::Schemas;
use crate::lower::schemas::view::Node;
use crate::report::Report;

/// A parameter of the document.
type Declared<'a> = Resolved<'a, Parameter>;

/// The parameters of an operation: those of the path in the order of the template, then the others.
pub(super) fn params<'a>(entry: &Entry<'a>, models: &mut Models<'_, 'a>) -> Vec<Param> {
    let mut declared = declared(
        entry.components,
        (entry.item, &entry.item_pointer),
        (entry.source, &entry.pointer),
    );
    declared.sort_by_key(|declared| match declared.value {
        Parameter::Path { parameter_data, .. } => entry
            .path
            .find(&format!("{{{}}}", parameter_data.name))
            .unwrap_or(usize::MAX - 1),
        _ => usize::MAX,
    });
    let names = names_of(&declared, models.report);
    let named = declared.iter().zip(names);
    named
        .map(|(declared, name)| param(entry, declared, name, models))
        .collect()
}

/// The operation's own parameters and those of its path item that it does not replace (OpenAPI 3.0 §4.7.10).
fn declared<'a>(
    components: Components<'a>,
    (item, item_at): (&'a PathItem, &Pointer),
    (source, source_at): (&'a Operation, &Pointer),
) -> Vec<Declared<'a>> {
    let own = source.parameters.iter().enumerate();
    let own = own.map(|declared| (source_at, declared));
    let shared = item.parameters.iter().enumerate();
    let shared = shared.map(|declared| (item_at, declared));
    let key = |declared: &Declared<'a>| match (&data(declared).name, location(declared.value)) {
        // Names of headers are the same in any case (RFC 9110 §5.1).
        (name, ParamLocation::Header) => (name.to_ascii_lowercase(), ParamLocation::Header),
        (name, location) => (name.clone(), location),
    };
    let mut found: Vec<Declared<'a>> = Vec::new();
    for (at, (index, parameter)) in own.chain(shared) {
        let pointer = || at.child("parameters").child(&index.to_string());
        let Some(declared) = components.resolve(parameter, pointer) else {
            continue;
        };
        let is_replaced = found.iter().any(|known| key(known) == key(&declared));
        if !is_replaced && !is_ignored(declared.value) {
            found.push(declared);
        }
    }
    found
}

/// The headers of a request that have a schema.
pub(super) fn headers<'a>(
    components: Components<'a>,
    item: (&'a PathItem, &Pointer),
    source: (&'a Operation, &Pointer),
) -> Vec<(&'a str, Node<'a>)> {
    let declared = declared(components, item, source);
    let headers = declared.iter().filter(|it| location(it.value) == ParamLocation::Header);
    let plain = |header: &Declared<'a>| schema(header).filter(|(_, content)| content.is_none());
    headers
        .filter_map(|header| Some((data(header).name.as_str(), plain(header)?.0)))
        .collect()
}

fn data<'a>(declared: &Declared<'a>) -> &'a ParameterData {
    declared.value.parameter_data_ref()
}

/// Names of an operation's parameters; of those in different places, the later is told from the other by its place.
fn names_of(declared: &[Declared<'_>], report: &mut Report) -> Vec<String> {
    let claim = |declared: &Declared<'_>| {
        let (data, location) = (data(declared), location(declared.value));
        let chosen = text_of(&data.extensions, "x-rust-name");
        let name = names::param_name(chosen.unwrap_or(&data.name));
        let second = Second {
            rank: location as u8,
            name: format!("{}_{}", names::stem(&name), location_name(location)),
        };
        Claim {
            chosen: chosen.is_some(),
            identity: format!("{} {}", location_name(location), data.name),
            second: Some(second),
            ..Claim::new(name, &data.name, declared.pointer.clone())
        }
    };
    let claims: Vec<Claim> = declared.iter().map(claim).collect();
    Namespace::new(Items::Parameters).name(claims, report)
}

fn param<'a>(entry: &Entry<'a>, declared: &Declared<'a>, name: String, models: &mut Models<'_, 'a>) -> Param {
    let data = data(declared);
    let (style, explodes) = style(declared.value);
    let location = location(declared.value);
    let schema = schema(declared);
    let content = schema.as_ref().and_then(|(_, content)| *content);
    let node = schema.map(|(node, _)| node);
    let sensitive = credentials::is_credential(&data.name, location);
    // What no style writes, XML for one, is a text that the caller writes.
    let is_text = content.is_some_and(|(media_type, _)| style_of(location, media_type).is_none());
    let typed = node
        .as_ref()
        .filter(|node| !is_text || alike::is_scalar(models.schemas, node));
    let plain = typed.map_or(Type::String, |node| ty(entry, declared, node, models));
    let examples = (data.example.as_ref(), &data.examples);
    let example = stated(examples, node.as_ref(), entry.components, models.schemas);
    Param {
        name: FieldName::new(name),
        wire: data.name.clone(),
        location,
        spelling: Spelling {
            style: content
                .and_then(|(media_type, _)| style_of(location, media_type))
                .unwrap_or(style),
            explode: data.explode.unwrap_or(explodes),
            allow_reserved: is_reserved_allowed(declared.value),
        },
        encodings: match (location, content) {
            (ParamLocation::Querystring, Some((media_type, media))) => {
                let place = encodings::Place {
                    at: declared.pointer.child("content").child(media_type),
                    components: entry.components,
                    schemas: models.schemas,
                };
                encodings::of(media, &place, models.report)
            }
            _ => Vec::new(),
        },
        ty: if sensitive {
            credentials::secret(plain, models)
        } else {
            plain
        },
        sensitive,
        required: data.required || location == ParamLocation::Path,
        docs: docs(declared, node.as_ref(), example.as_ref(), models.schemas),
        deprecated: data.deprecated.unwrap_or_default(),
        example,
        pointer: declared.pointer.clone(),
    }
}

/// A media type of a document and what it says of it.
type Content<'a> = (&'a str, &'a MediaType);

/// The schema of a parameter, and the content that it is of, if it is of one.
fn schema<'a>(declared: &Declared<'a>) -> Option<(Node<'a>, Option<Content<'a>>)> {
    match &data(declared).format {
        ParameterSchemaOrContent::Schema(schema) => {
            let node = Node::new(schema, declared.pointer.child("schema"));
            Some((node, None))
        }
        ParameterSchemaOrContent::Content(content) => {
            let (media_type, media) = content.first()?;
            let pointer = declared.pointer.child("content").child(media_type).child("schema");
            let node = Node::new(media.schema.as_ref()?, pointer);
            Some((node, Some((media_type, media))))
        }
    }
}

/// The style that a media type amounts to.
fn style_of(location: ParamLocation, media_type: &str) -> Option<Style> {
    match (serialization(media_type), location) {
        (Serialization::Json, _) => Some(Style::Json),
        (Serialization::Urlencoded, ParamLocation::Querystring) => Some(Style::Form),
        (Serialization::Urlencoded, _) => Some(Style::Urlencoded),
        (_, ParamLocation::Querystring) => Some(Style::Simple),
        _ => None,
    }
}

fn ty<'a>(entry: &Entry<'a>, declared: &Declared<'a>, node: &Node<'a>, models: &mut Models<'_, 'a>) -> Type {
    let site = match declared.component {
        Some(component) => Site::at_home(names::type_name(component), Flow::Sent),
        None => {
            let name = format!("{}{}", entry.type_name, names::part_name(&data(declared).name));
            let location = names::type_name(location_name(location(declared.value)));
            let disambiguator = format!("{name}{location}");
            Site::beside(entry.type_name.clone(), name, Flow::Sent).or_called(disambiguator)
        }
    };
    match models.lower_shared(node, &site, declared.component.is_some()).ty {
        Type::Null => Type::Json,
        ty => ty,
    }
}

fn docs<'a>(declared: &Declared<'a>, node: Option<&Node<'a>>, example: Option<&Json>, schemas: &Schemas<'a>) -> Docs {
    let data = data(declared);
    let deprecated = data.deprecated.unwrap_or_default();
    Docs {
        facts: node.map(|node| Facts {
            example: example.cloned(),
            ..facts::of(schemas, node)
        }),
        ..described(data.description.as_deref(), &data.extensions, deprecated)
    }
}

/// Where a parameter goes.
fn location(parameter: &Parameter) -> ParamLocation {
    match parameter {
        Parameter::Path { .. } => ParamLocation::Path,
        Parameter::Query { parameter_data, .. } if parameter_data.extensions.contains_key("x-querystring") => {
            ParamLocation::Querystring
        }
        Parameter::Query { .. } => ParamLocation::Query,
        Parameter::Header { .. } => ParamLocation::Header,
        Parameter::Cookie { .. } => ParamLocation::Cookie,
    }
}

fn location_name(location: ParamLocation) -> &'static str {
    match location {
        ParamLocation::Path => "path",
        ParamLocation::Query | ParamLocation::Querystring => "query",
        ParamLocation::Header => "header",
        ParamLocation::Cookie => "cookie",
    }
}

fn is_reserved_allowed(parameter: &Parameter) -> bool {
    let extensions = &parameter.parameter_data_ref().extensions;
    matches!(
        parameter,
        Parameter::Query {
            allow_reserved: true,
            ..
        }
    ) || extensions.get("x-allow-reserved") == Some(&Json::Bool(true))
}

/// `Accept` and `Content-Type` follow from the media types of the operation (OpenAPI 3.0 §4.7.12.1), where the body ends from
/// the body (RFC 9112 §6).
fn is_ignored(parameter: &Parameter) -> bool {
    let follows = ["accept", "content-type", "content-length", "transfer-encoding"];
    matches!(parameter, Parameter::Header { parameter_data, .. }
        if follows.contains(&parameter_data.name.to_ascii_lowercase().as_str()))
}

/// The style of a parameter, and whether that style explodes unless told otherwise (OpenAPI 3.0 §4.7.12.2).
fn style(parameter: &Parameter) -> (Style, bool) {
    match parameter {
        Parameter::Cookie { parameter_data, .. } if parameter_data.extensions.contains_key("x-cookie-style") => {
            (Style::Cookie, true)
        }
        Parameter::Path {
            style: PathStyle::Simple,
            ..
        }
        | Parameter::Header {
            style: HeaderStyle::Simple,
            ..
        } => (Style::Simple, false),
        Parameter::Path {
            style: PathStyle::Label,
            ..
        } => (Style::Label, false),
        Parameter::Path {
            style: PathStyle::Matrix,
            ..
        } => (Style::Matrix, false),
        Parameter::Query { style, .. } => encodings::query_style(style),
        Parameter::Cookie {
            style: CookieStyle::Form,
            ..
        } => (Style::Form, true),
    }
}
