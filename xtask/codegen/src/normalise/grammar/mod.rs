//! The objects of OpenAPI 3.0, 3.1 and 3.2 and their keys: what a key holds, and since which version.
//!
//! In: a kind of object and a key. Out: the kinds of the objects below it. Every walk goes by this table, so that
//! `properties: {$ref: …}` is a property and `example: {$ref: …}` is data.

mod meaning;
mod tables;

use serde_json::Value;

use super::context::Version;
use super::cursor::Cursor;
use crate::pointer::segments;

pub(crate) use self::meaning::Extension;
pub use self::meaning::{Effect, KeyValue, Meaning};

/// The objects that OpenAPI defines (OpenAPI 3.1 §4.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ObjectKind {
    /// The document.
    Root,
    /// What it says of itself.
    Info,
    /// Whom to ask.
    Contact,
    /// Its licence.
    License,
    /// A server.
    Server,
    /// A variable of its URL.
    ServerVariable,
    /// What is referenced.
    Components,
    /// The paths.
    Paths,
    /// The operations of a path.
    PathItem,
    /// An operation.
    Operation,
    /// A link to documentation.
    ExternalDocs,
    /// A parameter.
    Parameter,
    /// The body of a request.
    RequestBody,
    /// A body of one media type.
    MediaType,
    /// How a part of a form is written.
    Encoding,
    /// The responses of an operation.
    Responses,
    /// A response.
    Response,
    /// A request that the server makes.
    Callback,
    /// An example.
    Example,
    /// A link to another operation.
    Link,
    /// A header.
    Header,
    /// A tag.
    Tag,
    /// A schema.
    Schema,
    /// What tells alternatives apart.
    Discriminator,
    /// How a value is written in XML.
    Xml,
    /// A security scheme.
    SecurityScheme,
    /// The OAuth flows.
    Flows,
    /// An OAuth flow.
    Flow,
}

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A string.
    Text,
    /// A boolean.
    Bool,
    /// Whatever JSON: a number, a list of names, data.
    Any,
    /// One object.
    One(ObjectKind),
    /// One object or a boolean.
    OneOrBool(ObjectKind),
    /// An array of objects.
    List(ObjectKind),
    /// An object whose values are objects of a kind.
    Map(ObjectKind),
    /// An array of whatever.
    Items,
    /// A key of Swagger 2.0 that a pass moves to where OpenAPI 3 has it.
    Swagger,
}

/// A key of an object.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub slot: Slot,
    /// The first version that has it.
    pub(crate) since: Version,
    /// The last version that has it, where later ones do not.
    pub(crate) until: Option<Version>,
    /// What becomes of it.
    pub meaning: Meaning,
}

impl ObjectKind {
    /// All of them, in the order of the specification.
    pub(crate) const ALL: [Self; 28] = [
        Self::Root,
        Self::Info,
        Self::Contact,
        Self::License,
        Self::Server,
        Self::ServerVariable,
        Self::Components,
        Self::Paths,
        Self::PathItem,
        Self::Operation,
        Self::ExternalDocs,
        Self::Parameter,
        Self::RequestBody,
        Self::MediaType,
        Self::Encoding,
        Self::Responses,
        Self::Response,
        Self::Callback,
        Self::Example,
        Self::Link,
        Self::Header,
        Self::Tag,
        Self::Schema,
        Self::Discriminator,
        Self::Xml,
        Self::SecurityScheme,
        Self::Flows,
        Self::Flow,
    ];

    /// Values of its keys that have a meaning of their own.
    pub fn values(self) -> &'static [(&'static str, &'static [KeyValue])] {
        match self {
            Self::Root => tables::VERSIONS,
            Self::Responses => tables::STATUSES,
            Self::RequestBody => tables::REQUEST_CONTENT,
            Self::Response => tables::RESPONSE_CONTENT,
            Self::Encoding => tables::ENCODING_VALUES,
            Self::Parameter => tables::PARAMETER_VALUES,
            Self::Schema => tables::SCHEMA_VALUES,
            Self::SecurityScheme => tables::SCHEME_VALUES,
            _ => &[],
        }
    }

    /// The keys whose names OpenAPI fixes.
    pub fn keys(self) -> &'static [Key] {
        match self {
            Self::Root => tables::ROOT,
            Self::Info => tables::INFO,
            Self::Contact => tables::CONTACT,
            Self::License => tables::LICENSE,
            Self::Server => tables::SERVER,
            Self::ServerVariable => tables::SERVER_VARIABLE,
            Self::Components => tables::COMPONENTS,
            Self::Paths | Self::Responses | Self::Callback => &[],
            Self::PathItem => tables::PATH_ITEM,
            Self::Operation => tables::OPERATION,
            Self::ExternalDocs => tables::EXTERNAL,
            Self::Parameter => tables::PARAMETER,
            Self::RequestBody => tables::REQUEST_BODY,
            Self::MediaType => tables::MEDIA_TYPE,
            Self::Encoding => tables::ENCODING,
            Self::Response => tables::RESPONSE,
            Self::Example => tables::EXAMPLE,
            Self::Link => tables::LINK,
            Self::Header => tables::HEADER,
            Self::Tag => tables::TAG,
            Self::Schema => tables::SCHEMA,
            Self::Discriminator => tables::DISCRIMINATOR,
            Self::Xml => tables::XML,
            Self::SecurityScheme => tables::SECURITY_SCHEME,
            Self::Flows => tables::FLOWS,
            Self::Flow => tables::FLOW,
        }
    }

    /// What becomes of an `x-` key of this object, by its name or else by what it begins with.
    pub fn extension(self, name: &str) -> Option<&'static Meaning> {
        let here = || extensions().filter(|of| of.places.is_empty() || of.places.contains(&self));
        let begins = |of: &&Extension| of.name.strip_suffix('*').is_some_and(|start| name.starts_with(start));
        let found = here().find(|of| of.name == name).or_else(|| here().find(begins));
        found.map(|of| &of.meaning)
    }

    /// What a key of this object holds.
    pub fn key(self, name: &str) -> Option<&'static Key> {
        self.keys().iter().find(|key| key.name == name)
    }

    /// The kind of all values of an object whose keys are the document's own, besides `x-` keys.
    pub fn entries(self) -> Option<Self> {
        match self {
            Self::Paths | Self::Callback => Some(Self::PathItem),
            Self::Responses => Some(Self::Response),
            _ => None,
        }
    }

    /// The object's name in a sentence: "an operation".
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Root => "the document",
            Self::Info => "the info object",
            Self::Contact => "a contact",
            Self::License => "a licence",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::Components => "the components",
            Self::Paths => "the paths",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::ExternalDocs => "an external documentation object",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Responses => "the responses",
            Self::Response => "a response",
            Self::Callback => "a callback",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Header => "a header",
            Self::Tag => "a tag",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator",
            Self::Xml => "an XML object",
            Self::SecurityScheme => "a security scheme",
            Self::Flows => "the OAuth flows",
            Self::Flow => "an OAuth flow",
        }
    }

    /// The object's name as the specification has it: `Path Item`.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Root => "OpenAPI",
            Self::Info => "Info",
            Self::Contact => "Contact",
            Self::License => "License",
            Self::Server => "Server",
            Self::ServerVariable => "Server Variable",
            Self::Components => "Components",
            Self::Paths => "Paths",
            Self::PathItem => "Path Item",
            Self::Operation => "Operation",
            Self::ExternalDocs => "External Documentation",
            Self::Parameter => "Parameter",
            Self::RequestBody => "Request Body",
            Self::MediaType => "Media Type",
            Self::Encoding => "Encoding",
            Self::Responses => "Responses",
            Self::Response => "Response",
            Self::Callback => "Callback",
            Self::Example => "Example",
            Self::Link => "Link",
            Self::Header => "Header",
            Self::Tag => "Tag",
            Self::Schema => "Schema",
            Self::Discriminator => "Discriminator",
            Self::Xml => "XML",
            Self::SecurityScheme => "Security Scheme",
            Self::Flows => "OAuth Flows",
            Self::Flow => "OAuth Flow",
        }
    }

    /// The section of the components that holds objects of this kind.
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
            Self::PathItem => "pathItems",
            _ => return None,
        })
    }
}

/// The `x-` keys that have a meaning, and those of others that are known to have none here.
pub(crate) fn extensions() -> impl Iterator<Item = &'static Extension> {
    [tables::OWN, tables::READ, tables::OTHERS].into_iter().flatten()
}

/// Something that follows a walk and knows its place.
pub(crate) trait Walker {
    /// The place of the walk.
    fn place(&mut self) -> &mut Cursor;
}

/// Calls `visit` for every object directly below an object, in the order of the document.
///
/// Arrays in place of one schema (`items` of older JSON Schema drafts) are visited element by element.
pub(crate) fn each_child<W: Walker>(
    value: &mut Value,
    kind: ObjectKind,
    walker: &mut W,
    visit: &mut dyn FnMut(&mut Value, ObjectKind, &mut W),
) {
    use Slot::{List, Map, One, OneOrBool};

    let Value::Object(map) = value else { return };
    let entries = kind.entries();
    for (name, child) in map.iter_mut() {
        let slot = match entries {
            Some(entry) if !name.starts_with("x-") && name != "$ref" => One(entry),
            Some(_) => continue,
            None => match kind.key(name) {
                Some(key) => key.slot,
                None => continue,
            },
        };
        let mark = match slot {
            One(_) | OneOrBool(_) | List(_) | Map(_) => walker.place().enter(name),
            _ => continue,
        };
        match (slot, child) {
            (OneOrBool(_), Value::Bool(_)) => {}
            (List(kind) | One(kind @ ObjectKind::Schema) | OneOrBool(kind), Value::Array(list)) => {
                for (index, child) in list.iter_mut().enumerate() {
                    let mark = walker.place().enter_index(index);
                    visit(child, kind, walker);
                    walker.place().leave(mark);
                }
            }
            (One(kind) | OneOrBool(kind), child) => visit(child, kind, walker),
            (Map(kind), Value::Object(map)) => {
                for (name, child) in map.iter_mut() {
                    let mark = walker.place().enter(name);
                    visit(child, kind, walker);
                    walker.place().leave(mark);
                }
            }
            _ => {}
        }
        walker.place().leave(mark);
    }
}

/// The kind of the object that a pointer leads to, where it is one that OpenAPI defines.
pub(crate) fn kind_at(root: &Value, pointer: &str) -> Option<ObjectKind> {
    use Slot::{List, Map, One, OneOrBool};

    let mut value = root;
    let mut kind = ObjectKind::Root;
    let mut tokens = segments(pointer);
    while let Some(token) = tokens.next() {
        value = value.get(token.as_ref())?;
        kind = match kind.entries() {
            Some(entry) => entry,
            None => match kind.key(&token)?.slot {
                List(kind) | One(kind @ ObjectKind::Schema) | OneOrBool(kind) if value.is_array() => {
                    value = value.get(tokens.next()?.parse::<usize>().ok()?)?;
                    kind
                }
                Map(kind) => {
                    value = value.get(tokens.next()?.as_ref())?;
                    kind
                }
                One(kind) | OneOrBool(kind) => kind,
                _ => return None,
            },
        };
    }
    Some(kind)
}
