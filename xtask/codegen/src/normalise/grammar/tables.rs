//! The keys of every object, one table each (OpenAPI 3.0 §4.7, 3.1 §4.8, 3.2 §4).

use super::Slot::{Any, Bool, Items, List, Map, One, OneOrBool, Swagger, Text};
use super::{Key, Kind, Slot};
use crate::normalise::context::Version;

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

const DESCRIPTION: Key = key("description", Text);
const SUMMARY: Key = key("summary", Text);
const REF: Key = key("$ref", Text);
const EXTERNAL_DOCS: Key = key("externalDocs", One(Kind::ExternalDocs));

pub(super) const ROOT: &[Key] = &[
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
pub(super) const INFO: &[Key] = &[
    key("title", Text),
    DESCRIPTION,
    key("version", Text),
    key("termsOfService", Text),
    key("contact", One(Kind::Contact)),
    key("license", One(Kind::License)),
    later("summary", Text),
];
pub(super) const CONTACT: &[Key] = &[key("name", Text), key("url", Text), key("email", Text)];
pub(super) const LICENSE: &[Key] = &[key("name", Text), key("url", Text), later("identifier", Text)];
pub(super) const SERVER: &[Key] = &[
    key("url", Text),
    DESCRIPTION,
    key("variables", Map(Kind::ServerVariable)),
    latest("name", Text),
];
pub(super) const SERVER_VARIABLE: &[Key] = &[key("enum", Items), key("default", Text), DESCRIPTION];
pub(super) const COMPONENTS: &[Key] = &[
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
pub(super) const PATH_ITEM: &[Key] = &[
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
pub(super) const OPERATION: &[Key] = &[
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
pub(super) const EXTERNAL: &[Key] = &[DESCRIPTION, key("url", Text)];
pub(super) const PARAMETER: &[Key] = &[
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
pub(super) const REQUEST_BODY: &[Key] = &[
    REF,
    DESCRIPTION,
    key("content", Map(Kind::MediaType)),
    key("required", Bool),
    later("summary", Text),
];
pub(super) const MEDIA_TYPE: &[Key] = &[
    key("schema", One(Kind::Schema)),
    key("example", Any),
    key("examples", Map(Kind::Example)),
    key("encoding", Map(Kind::Encoding)),
    latest("$ref", Text),
    latest("itemSchema", One(Kind::Schema)),
    latest("itemEncoding", One(Kind::Encoding)),
    latest("prefixEncoding", List(Kind::Encoding)),
];
pub(super) const ENCODING: &[Key] = &[
    key("contentType", Text),
    key("headers", Map(Kind::Header)),
    key("style", Text),
    key("explode", Bool),
    key("allowReserved", Bool),
];
pub(super) const RESPONSE: &[Key] = &[
    REF,
    DESCRIPTION,
    key("headers", Map(Kind::Header)),
    key("content", Map(Kind::MediaType)),
    key("links", Map(Kind::Link)),
    later("summary", Text),
    key("schema", Swagger),
];
pub(super) const EXAMPLE: &[Key] = &[
    REF,
    SUMMARY,
    DESCRIPTION,
    key("value", Any),
    key("externalValue", Text),
    latest("dataValue", Any),
    latest("serializedValue", Text),
];
pub(super) const LINK: &[Key] = &[
    REF,
    key("operationRef", Text),
    key("operationId", Text),
    key("parameters", Any),
    key("requestBody", Any),
    DESCRIPTION,
    key("server", One(Kind::Server)),
    later("summary", Text),
];
pub(super) const HEADER: &[Key] = &[
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
pub(super) const TAG: &[Key] = &[
    key("name", Text),
    DESCRIPTION,
    EXTERNAL_DOCS,
    latest("summary", Text),
    latest("parent", Text),
    latest("kind", Text),
];
/// The commonest first, because the table is searched from the front.
pub(super) const SCHEMA: &[Key] = &[
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
pub(super) const DISCRIMINATOR: &[Key] = &[
    key("propertyName", Text),
    key("mapping", Any),
    latest("defaultMapping", Text),
];
pub(super) const XML: &[Key] = &[
    key("name", Text),
    key("namespace", Text),
    key("prefix", Text),
    key("attribute", Bool),
    key("wrapped", Bool),
    latest("nodeType", Text),
];
pub(super) const SECURITY_SCHEME: &[Key] = &[
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
pub(super) const FLOWS: &[Key] = &[
    key("implicit", One(Kind::Flow)),
    key("password", One(Kind::Flow)),
    key("clientCredentials", One(Kind::Flow)),
    key("authorizationCode", One(Kind::Flow)),
    latest("deviceAuthorization", One(Kind::Flow)),
];
pub(super) const FLOW: &[Key] = &[
    key("authorizationUrl", Text),
    key("tokenUrl", Text),
    key("refreshUrl", Text),
    key("scopes", Any),
    latest("deviceAuthorizationUrl", Text),
];
