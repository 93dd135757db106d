//! What a node of an OpenAPI document is, by its position: the one table of the document's grammar that
//! `read` needs to tell references and texts from data that merely looks like them.
//!
//! OpenAPI 3.0.3 §4.7, 3.1.0 §4.8 and 3.2.0 §4; JSON Schema 2020-12 for what 3.1 adds to schemas.

use std::borrow::Cow;

use serde_json::Value;

/// What stands at a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum NodeKind {
    /// One object of the specification.
    One(Object),
    /// A map from names to objects.
    Map(Object),
    /// A list of objects.
    List(Object),
    /// Any value: an example, a default, an extension. Nothing in it has a meaning of its own.
    Data,
    /// Anything else of the specification: texts, flags, and objects without references.
    Plain,
}

/// The objects of the specification in which references, schemas or texts are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Object {
    Document,
    Info,
    Server,
    ServerVariable,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    Header,
    MediaType,
    Encoding,
    Schema,
    Discriminator,
    Example,
    Link,
    Callback,
    SecurityScheme,
    Tag,
}

impl Object {
    /// The section of `components` that holds objects of this kind; `None` where they are written in place.
    pub(crate) fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Schema => "schemas",
            Self::Response => "responses",
            Self::Parameter => "parameters",
            Self::Example => "examples",
            Self::RequestBody => "requestBodies",
            Self::Header => "headers",
            Self::SecurityScheme => "securitySchemes",
            Self::Link => "links",
            Self::Callback => "callbacks",
            _ => return None,
        })
    }
}

impl NodeKind {
    /// What stands under a key or index of a node of this kind.
    pub(crate) fn child(self, key: &str) -> Self {
        match self {
            Self::One(object) => child(object, key),
            Self::Map(Object::PathItem) if key.starts_with("x-") => Self::Data,
            Self::Map(object) | Self::List(object) => Self::One(object),
            Self::Data => Self::Data,
            Self::Plain => Self::Plain,
        }
    }
}

fn child(object: Object, key: &str) -> NodeKind {
    use NodeKind::{Data, List, Map, One, Plain};
    use Object as O;
    if key.starts_with("x-") {
        return Data;
    }
    match (object, key) {
        (O::Document, "info") => One(O::Info),
        (O::Document | O::PathItem | O::Operation, "servers") => List(O::Server),
        (O::Link, "server") => One(O::Server),
        (O::Server, "variables") => Map(O::ServerVariable),
        (O::Document, "paths" | "webhooks" | "x-webhooks") | (O::Components, "pathItems") => Map(O::PathItem),
        (O::Document, "components") => One(O::Components),
        (O::Document, "tags") => List(O::Tag),
        (O::Components, "schemas") => Map(O::Schema),
        (O::Components | O::Operation, "responses") => Map(O::Response),
        (O::Components, "parameters") => Map(O::Parameter),
        (O::Components, "examples") => Map(O::Example),
        (O::Components, "requestBodies") => Map(O::RequestBody),
        (O::Components | O::Response | O::Encoding, "headers") => Map(O::Header),
        (O::Components, "securitySchemes") => Map(O::SecurityScheme),
        (O::Components | O::Response, "links") => Map(O::Link),
        (O::Components | O::Operation, "callbacks") => Map(O::Callback),
        (O::PathItem, "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query") => {
            One(O::Operation)
        }
        (O::PathItem, "additionalOperations") => Map(O::Operation),
        (O::PathItem | O::Operation, "parameters") => List(O::Parameter),
        (O::Operation, "requestBody") => One(O::RequestBody),
        (O::Callback, key) if key != "$ref" => One(O::PathItem),
        (O::Parameter | O::Header | O::MediaType, "schema") | (O::MediaType, "itemSchema") => One(O::Schema),
        (O::Parameter | O::Header | O::RequestBody | O::Response, "content") | (O::Components, "mediaTypes") => {
            Map(O::MediaType)
        }
        (O::Parameter | O::Header | O::MediaType, "examples") => Map(O::Example),
        (O::Parameter | O::Header | O::MediaType, "example") => Data,
        (O::MediaType | O::Encoding, "encoding") => Map(O::Encoding),
        (O::MediaType | O::Encoding, "prefixEncoding") => List(O::Encoding),
        (O::MediaType | O::Encoding, "itemEncoding") => One(O::Encoding),
        (O::Schema, key) => schema_child(key),
        (O::Example, "value" | "dataValue") | (O::Link, "parameters" | "requestBody") => Data,
        _ => Plain,
    }
}

fn schema_child(key: &str) -> NodeKind {
    match key {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
            NodeKind::Map(Object::Schema)
        }
        "allOf" | "oneOf" | "anyOf" | "prefixItems" => NodeKind::List(Object::Schema),
        "items"
        | "additionalItems"
        | "additionalProperties"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "contentSchema" => NodeKind::One(Object::Schema),
        "discriminator" => NodeKind::One(Object::Discriminator),
        "example" | "examples" | "default" | "enum" | "const" => NodeKind::Data,
        _ => NodeKind::Plain,
    }
}

/// The children of a node with their keys or indices and what they are.
pub(crate) fn children(value: &Value, kind: NodeKind) -> Vec<(Cow<'_, str>, NodeKind, &Value)> {
    match value {
        Value::Object(map) => map
            .iter()
            .map(|(key, child)| (Cow::Borrowed(key.as_str()), kind.child(key), child))
            .collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .map(|(at, child)| (Cow::Owned(at.to_string()), item(kind), child))
            .collect(),
        _ => Vec::new(),
    }
}

/// What an item of a list is: an old draft's `items: […]` is a list where an object is expected.
pub(crate) fn item(kind: NodeKind) -> NodeKind {
    match kind {
        NodeKind::List(object) | NodeKind::One(object) | NodeKind::Map(object) => NodeKind::One(object),
        other => other,
    }
}
