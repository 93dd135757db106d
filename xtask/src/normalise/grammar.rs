//! The objects of OpenAPI 3.0, 3.1 and 3.2 and their keys: what a key holds, and since which version.
//!
//! In: a kind of object and a key. Out: the kinds of the objects below it. Every walk goes by this table, so that
//! `properties: {$ref: …}` is a property and `example: {$ref: …}` is data.

use serde_json::Value;

use super::context::Version;
use super::place::Place;

/// The objects that OpenAPI defines (OpenAPI 3.1 §4.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Root,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    Flows,
    Flow,
}

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// A string.
    Text,
    /// A boolean.
    Bool,
    /// Whatever JSON: a number, a list of names, data.
    Any,
    /// One object.
    One(Kind),
    /// One object or a boolean.
    OneOrBool(Kind),
    /// An array of objects.
    List(Kind),
    /// An object whose values are objects of a kind.
    Map(Kind),
    /// An array of whatever.
    Items,
    /// A key of Swagger 2.0 that a pass moves to where OpenAPI 3 has it.
    Swagger,
}

/// A key of an object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) slot: Slot,
    /// The first version that has it.
    pub(crate) since: Version,
}

const fn key(name: &'static str, slot: Slot) -> Key {
    Key {
        name,
        slot,
        since: Version::V30,
    }
}

const fn later(name: &'static str, slot: Slot) -> Key {
    Key {
        name,
        slot,
        since: Version::V31,
    }
}

const fn latest(name: &'static str, slot: Slot) -> Key {
    Key {
        name,
        slot,
        since: Version::V32,
    }
}

use Slot::{Any, Bool, Items, List, Map, One, OneOrBool, Swagger, Text};

const DESCRIPTION: Key = key("description", Text);
const SUMMARY: Key = key("summary", Text);
const REF: Key = key("$ref", Text);
const EXTERNAL_DOCS: Key = key("externalDocs", One(Kind::ExternalDocs));

const ROOT: &[Key] = &[
    key("openapi", Any), // judged by its own pass
    key("info", One(Kind::Info)),
    key("servers", List(Kind::Server)),
    key("paths", One(Kind::Paths)),
    key("components", One(Kind::Components)),
    key("security", Items),
    key("tags", List(Kind::Tag)),
    EXTERNAL_DOCS,
    later("webhooks", Map(Kind::PathItem)),
    later("jsonSchemaDialect", Text),
    latest("$self", Text),
];
const INFO: &[Key] = &[
    key("title", Text),
    DESCRIPTION,
    key("version", Text),
    key("termsOfService", Text),
    key("contact", One(Kind::Contact)),
    key("license", One(Kind::License)),
    later("summary", Text),
];
const CONTACT: &[Key] = &[key("name", Text), key("url", Text), key("email", Text)];
const LICENSE: &[Key] = &[key("name", Text), key("url", Text), later("identifier", Text)];
const SERVER: &[Key] = &[
    key("url", Text),
    DESCRIPTION,
    key("variables", Map(Kind::ServerVariable)),
    latest("name", Text),
];
const SERVER_VARIABLE: &[Key] = &[key("enum", Items), key("default", Text), DESCRIPTION];
const COMPONENTS: &[Key] = &[
    key("schemas", Map(Kind::Schema)),
    key("responses", Map(Kind::Response)),
    key("parameters", Map(Kind::Parameter)),
    key("examples", Map(Kind::Example)),
    key("requestBodies", Map(Kind::RequestBody)),
    key("headers", Map(Kind::Header)),
    key("securitySchemes", Map(Kind::SecurityScheme)),
    key("links", Map(Kind::Link)),
    key("callbacks", Map(Kind::Callback)),
    later("pathItems", Map(Kind::PathItem)),
    latest("mediaTypes", Map(Kind::MediaType)),
];
const PATH_ITEM: &[Key] = &[
    REF,
    SUMMARY,
    DESCRIPTION,
    key("get", One(Kind::Operation)),
    key("put", One(Kind::Operation)),
    key("post", One(Kind::Operation)),
    key("delete", One(Kind::Operation)),
    key("options", One(Kind::Operation)),
    key("head", One(Kind::Operation)),
    key("patch", One(Kind::Operation)),
    key("trace", One(Kind::Operation)),
    latest("query", One(Kind::Operation)),
    latest("additionalOperations", Map(Kind::Operation)),
    key("servers", List(Kind::Server)),
    key("parameters", List(Kind::Parameter)),
];
const OPERATION: &[Key] = &[
    key("tags", Items),
    SUMMARY,
    DESCRIPTION,
    key("operationId", Text),
    key("parameters", List(Kind::Parameter)),
    key("requestBody", One(Kind::RequestBody)),
    key("responses", One(Kind::Responses)),
    key("callbacks", Map(Kind::Callback)),
    key("deprecated", Bool),
    key("security", Items),
    key("servers", List(Kind::Server)),
    EXTERNAL_DOCS,
];
const EXTERNAL: &[Key] = &[DESCRIPTION, key("url", Text)];
const PARAMETER: &[Key] = &[
    REF,
    key("name", Text),
    key("in", Text),
    DESCRIPTION,
    key("required", Bool),
    key("schema", One(Kind::Schema)),
    key("example", Any),
    key("examples", Map(Kind::Example)),
    key("style", Text),
    key("explode", Bool),
    key("deprecated", Bool),
    key("allowEmptyValue", Bool),
    key("allowReserved", Bool),
    key("content", Map(Kind::MediaType)),
    later("summary", Text),
    key("type", Swagger),
    key("format", Swagger),
    key("items", Swagger),
    key("enum", Swagger),
    key("default", Swagger),
    key("collectionFormat", Swagger),
];
const REQUEST_BODY: &[Key] = &[
    REF,
    DESCRIPTION,
    key("content", Map(Kind::MediaType)),
    key("required", Bool),
    later("summary", Text),
];
const MEDIA_TYPE: &[Key] = &[
    key("schema", One(Kind::Schema)),
    key("example", Any),
    key("examples", Map(Kind::Example)),
    key("encoding", Map(Kind::Encoding)),
    latest("$ref", Text),
    latest("itemSchema", One(Kind::Schema)),
    latest("itemEncoding", One(Kind::Encoding)),
    latest("prefixEncoding", List(Kind::Encoding)),
];
const ENCODING: &[Key] = &[
    key("contentType", Text),
    key("headers", Map(Kind::Header)),
    key("style", Text),
    key("explode", Bool),
    key("allowReserved", Bool),
];
const RESPONSE: &[Key] = &[
    REF,
    DESCRIPTION,
    key("headers", Map(Kind::Header)),
    key("content", Map(Kind::MediaType)),
    key("links", Map(Kind::Link)),
    later("summary", Text),
    key("schema", Swagger),
];
const EXAMPLE: &[Key] = &[
    REF,
    SUMMARY,
    DESCRIPTION,
    key("value", Any),
    key("externalValue", Text),
    latest("dataValue", Any),
    latest("serializedValue", Text),
];
const LINK: &[Key] = &[
    REF,
    key("operationRef", Text),
    key("operationId", Text),
    key("parameters", Any),
    key("requestBody", Any),
    DESCRIPTION,
    key("server", One(Kind::Server)),
    later("summary", Text),
];
const HEADER: &[Key] = &[
    REF,
    DESCRIPTION,
    key("schema", One(Kind::Schema)),
    key("required", Bool),
    key("deprecated", Bool),
    key("example", Any),
    key("examples", Map(Kind::Example)),
    key("style", Text),
    key("explode", Bool),
    key("allowEmptyValue", Bool),
    key("content", Map(Kind::MediaType)),
    later("summary", Text),
    key("type", Swagger),
    key("format", Swagger),
    key("items", Swagger),
    key("enum", Swagger),
    key("default", Swagger),
    key("collectionFormat", Swagger),
];
const TAG: &[Key] = &[
    key("name", Text),
    DESCRIPTION,
    EXTERNAL_DOCS,
    latest("summary", Text),
    latest("parent", Text),
    latest("kind", Text),
];
/// The commonest first, because the table is searched from the front.
const SCHEMA: &[Key] = &[
    key("type", Any),
    DESCRIPTION,
    REF,
    key("properties", Map(Kind::Schema)),
    key("title", Text),
    key("anyOf", List(Kind::Schema)),
    key("required", Any),
    key("default", Any),
    key("enum", Any),
    key("items", One(Kind::Schema)),
    key("format", Text),
    key("example", Any),
    later("examples", Any),
    key("nullable", Bool),
    key("additionalProperties", OneOrBool(Kind::Schema)),
    key("allOf", List(Kind::Schema)),
    key("oneOf", List(Kind::Schema)),
    key("minLength", Any),
    key("maxLength", Any),
    key("minimum", Any),
    key("maximum", Any),
    key("pattern", Text),
    later("const", Any),
    key("not", One(Kind::Schema)),
    key("discriminator", One(Kind::Discriminator)),
    key("readOnly", Bool),
    key("writeOnly", Bool),
    key("deprecated", Bool),
    key("minItems", Any),
    key("maxItems", Any),
    key("uniqueItems", Bool),
    key("exclusiveMinimum", Any),
    key("exclusiveMaximum", Any),
    key("multipleOf", Any),
    key("minProperties", Any),
    key("maxProperties", Any),
    EXTERNAL_DOCS,
    key("xml", One(Kind::Xml)),
    later("unevaluatedProperties", OneOrBool(Kind::Schema)),
    later("propertyNames", One(Kind::Schema)),
    later("patternProperties", Map(Kind::Schema)),
    later("prefixItems", List(Kind::Schema)),
    later("unevaluatedItems", OneOrBool(Kind::Schema)),
    later("additionalItems", OneOrBool(Kind::Schema)),
    later("contains", One(Kind::Schema)),
    later("minContains", Any),
    later("maxContains", Any),
    later("if", One(Kind::Schema)),
    later("then", One(Kind::Schema)),
    later("else", One(Kind::Schema)),
    later("dependentSchemas", Map(Kind::Schema)),
    later("dependentRequired", Any),
    later("dependencies", Map(Kind::Schema)),
    later("contentMediaType", Text),
    later("contentEncoding", Text),
    later("contentSchema", One(Kind::Schema)),
    later("$defs", Map(Kind::Schema)),
    later("definitions", Map(Kind::Schema)),
    later("$id", Text),
    later("$schema", Text),
    later("$anchor", Text),
    later("$dynamicAnchor", Text),
    later("$dynamicRef", Text),
    later("$recursiveAnchor", Any),
    later("$recursiveRef", Text),
    later("$comment", Text),
    later("$vocabulary", Any),
];
const DISCRIMINATOR: &[Key] = &[
    key("propertyName", Text),
    key("mapping", Any),
    latest("defaultMapping", Text),
];
const XML: &[Key] = &[
    key("name", Text),
    key("namespace", Text),
    key("prefix", Text),
    key("attribute", Bool),
    key("wrapped", Bool),
    latest("nodeType", Text),
];
const SECURITY_SCHEME: &[Key] = &[
    REF,
    key("type", Text),
    DESCRIPTION,
    key("name", Text),
    key("in", Text),
    key("scheme", Text),
    key("bearerFormat", Text),
    key("flows", One(Kind::Flows)),
    key("openIdConnectUrl", Text),
    latest("oauth2MetadataUrl", Text),
    latest("deprecated", Bool),
];
const FLOWS: &[Key] = &[
    key("implicit", One(Kind::Flow)),
    key("password", One(Kind::Flow)),
    key("clientCredentials", One(Kind::Flow)),
    key("authorizationCode", One(Kind::Flow)),
    latest("deviceAuthorization", One(Kind::Flow)),
];
const FLOW: &[Key] = &[
    key("authorizationUrl", Text),
    key("tokenUrl", Text),
    key("refreshUrl", Text),
    key("scopes", Any),
    latest("deviceAuthorizationUrl", Text),
];

impl Kind {
    /// The keys whose names OpenAPI fixes.
    pub(crate) fn keys(self) -> &'static [Key] {
        match self {
            Self::Root => ROOT,
            Self::Info => INFO,
            Self::Contact => CONTACT,
            Self::License => LICENSE,
            Self::Server => SERVER,
            Self::ServerVariable => SERVER_VARIABLE,
            Self::Components => COMPONENTS,
            Self::Paths | Self::Responses | Self::Callback => &[],
            Self::PathItem => PATH_ITEM,
            Self::Operation => OPERATION,
            Self::ExternalDocs => EXTERNAL,
            Self::Parameter => PARAMETER,
            Self::RequestBody => REQUEST_BODY,
            Self::MediaType => MEDIA_TYPE,
            Self::Encoding => ENCODING,
            Self::Response => RESPONSE,
            Self::Example => EXAMPLE,
            Self::Link => LINK,
            Self::Header => HEADER,
            Self::Tag => TAG,
            Self::Schema => SCHEMA,
            Self::Discriminator => DISCRIMINATOR,
            Self::Xml => XML,
            Self::SecurityScheme => SECURITY_SCHEME,
            Self::Flows => FLOWS,
            Self::Flow => FLOW,
        }
    }

    /// What a key of this object holds.
    pub(crate) fn key(self, name: &str) -> Option<&'static Key> {
        self.keys().iter().find(|key| key.name == name)
    }

    /// The kind of all values of an object whose keys are the document's own, besides `x-` keys.
    pub(crate) fn entries(self) -> Option<Self> {
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

/// Something that follows a walk and knows its place.
pub(crate) trait Walker {
    /// The place of the walk.
    fn place(&mut self) -> &mut Place;
}

/// Calls `visit` for every object directly below an object, in the order of the document.
///
/// Arrays in place of one object (`items` of older JSON Schema drafts) are visited element by element.
pub(crate) fn each_child<W: Walker>(
    value: &mut Value,
    kind: Kind,
    walker: &mut W,
    visit: &mut dyn FnMut(&mut Value, Kind, &mut W),
) {
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
            (One(kind) | OneOrBool(kind) | List(kind), Value::Array(list)) => {
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
