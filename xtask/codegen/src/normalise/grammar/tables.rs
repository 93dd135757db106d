//! The keys of every object, one table each (OpenAPI 3.0 §4.7, 3.1 §4.8, 3.2 §4).

use super::Slot::{Any, Bool, Items, List, Map, One, OneOrBool, Swagger, Text};
use super::{Key, ObjectKind, Slot};
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
const EXTERNAL_DOCS: Key = key("externalDocs", One(ObjectKind::ExternalDocs));

pub(super) const ROOT: &[Key] = &[
    key("openapi", Any), // judged by its own pass
    key("info", One(ObjectKind::Info)),
    key("servers", List(ObjectKind::Server)),
    key("paths", One(ObjectKind::Paths)),
    key("components", One(ObjectKind::Components)),
    key("security", Items),
    key("tags", List(ObjectKind::Tag)),
    EXTERNAL_DOCS,
    later("webhooks", Map(ObjectKind::PathItem)),
    // How documents of OpenAPI 3.0 have them, and how they are kept here.
    key("x-webhooks", Map(ObjectKind::PathItem)),
    later("jsonSchemaDialect", Text),
    latest("$self", Text),
];
pub(super) const INFO: &[Key] = &[
    key("title", Text),
    DESCRIPTION,
    key("version", Text),
    key("termsOfService", Text),
    key("contact", One(ObjectKind::Contact)),
    key("license", One(ObjectKind::License)),
    later("summary", Text),
];
pub(super) const CONTACT: &[Key] = &[key("name", Text), key("url", Text), key("email", Text)];
pub(super) const LICENSE: &[Key] = &[key("name", Text), key("url", Text), later("identifier", Text)];
pub(super) const SERVER: &[Key] = &[
    key("url", Text),
    DESCRIPTION,
    key("variables", Map(ObjectKind::ServerVariable)),
    latest("name", Text),
];
pub(super) const SERVER_VARIABLE: &[Key] = &[key("enum", Items), key("default", Text), DESCRIPTION];
pub(super) const COMPONENTS: &[Key] = &[
    key("schemas", Map(ObjectKind::Schema)),
    key("responses", Map(ObjectKind::Response)),
    key("parameters", Map(ObjectKind::Parameter)),
    key("examples", Map(ObjectKind::Example)),
    key("requestBodies", Map(ObjectKind::RequestBody)),
    key("headers", Map(ObjectKind::Header)),
    key("securitySchemes", Map(ObjectKind::SecurityScheme)),
    key("links", Map(ObjectKind::Link)),
    key("callbacks", Map(ObjectKind::Callback)),
    later("pathItems", Map(ObjectKind::PathItem)),
    latest("mediaTypes", Map(ObjectKind::MediaType)),
];
pub(super) const PATH_ITEM: &[Key] = &[
    REF,
    SUMMARY,
    DESCRIPTION,
    key("get", One(ObjectKind::Operation)),
    key("put", One(ObjectKind::Operation)),
    key("post", One(ObjectKind::Operation)),
    key("delete", One(ObjectKind::Operation)),
    key("options", One(ObjectKind::Operation)),
    key("head", One(ObjectKind::Operation)),
    key("patch", One(ObjectKind::Operation)),
    key("trace", One(ObjectKind::Operation)),
    latest("query", One(ObjectKind::Operation)),
    latest("additionalOperations", Map(ObjectKind::Operation)),
    key("servers", List(ObjectKind::Server)),
    key("parameters", List(ObjectKind::Parameter)),
];
pub(super) const OPERATION: &[Key] = &[
    key("tags", Items),
    SUMMARY,
    DESCRIPTION,
    key("operationId", Text),
    key("parameters", List(ObjectKind::Parameter)),
    key("requestBody", One(ObjectKind::RequestBody)),
    key("responses", One(ObjectKind::Responses)),
    key("callbacks", Map(ObjectKind::Callback)),
    key("deprecated", Bool),
    key("security", Items),
    key("servers", List(ObjectKind::Server)),
    EXTERNAL_DOCS,
];
pub(super) const EXTERNAL: &[Key] = &[DESCRIPTION, key("url", Text)];
pub(super) const PARAMETER: &[Key] = &[
    REF,
    key("name", Text),
    key("in", Text),
    DESCRIPTION,
    key("required", Bool),
    key("schema", One(ObjectKind::Schema)),
    key("example", Any),
    key("examples", Map(ObjectKind::Example)),
    key("style", Text),
    key("explode", Bool),
    key("deprecated", Bool),
    key("allowEmptyValue", Bool),
    key("allowReserved", Bool),
    key("content", Map(ObjectKind::MediaType)),
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
    key("content", Map(ObjectKind::MediaType)),
    key("required", Bool),
    later("summary", Text),
];
pub(super) const MEDIA_TYPE: &[Key] = &[
    key("schema", One(ObjectKind::Schema)),
    key("example", Any),
    key("examples", Map(ObjectKind::Example)),
    key("encoding", Map(ObjectKind::Encoding)),
    latest("$ref", Text),
    latest("itemSchema", One(ObjectKind::Schema)),
    latest("itemEncoding", One(ObjectKind::Encoding)),
    latest("prefixEncoding", List(ObjectKind::Encoding)),
];
pub(super) const ENCODING: &[Key] = &[
    key("contentType", Text),
    key("headers", Map(ObjectKind::Header)),
    key("style", Text),
    key("explode", Bool),
    key("allowReserved", Bool),
];
pub(super) const RESPONSE: &[Key] = &[
    REF,
    DESCRIPTION,
    key("headers", Map(ObjectKind::Header)),
    key("content", Map(ObjectKind::MediaType)),
    key("links", Map(ObjectKind::Link)),
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
    key("server", One(ObjectKind::Server)),
    later("summary", Text),
];
pub(super) const HEADER: &[Key] = &[
    REF,
    DESCRIPTION,
    key("schema", One(ObjectKind::Schema)),
    key("required", Bool),
    key("deprecated", Bool),
    key("example", Any),
    key("examples", Map(ObjectKind::Example)),
    key("style", Text),
    key("explode", Bool),
    key("allowEmptyValue", Bool),
    key("content", Map(ObjectKind::MediaType)),
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
    key("properties", Map(ObjectKind::Schema)),
    key("title", Text),
    key("anyOf", List(ObjectKind::Schema)),
    key("required", Any),
    key("default", Any),
    key("enum", Any),
    key("items", One(ObjectKind::Schema)),
    key("format", Text),
    key("example", Any),
    later("examples", Any),
    key("nullable", Bool),
    key("additionalProperties", OneOrBool(ObjectKind::Schema)),
    key("allOf", List(ObjectKind::Schema)),
    key("oneOf", List(ObjectKind::Schema)),
    key("minLength", Any),
    key("maxLength", Any),
    key("minimum", Any),
    key("maximum", Any),
    key("pattern", Text),
    later("const", Any),
    key("not", One(ObjectKind::Schema)),
    key("discriminator", One(ObjectKind::Discriminator)),
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
    key("xml", One(ObjectKind::Xml)),
    later("unevaluatedProperties", OneOrBool(ObjectKind::Schema)),
    later("propertyNames", One(ObjectKind::Schema)),
    later("patternProperties", Map(ObjectKind::Schema)),
    later("prefixItems", List(ObjectKind::Schema)),
    later("unevaluatedItems", OneOrBool(ObjectKind::Schema)),
    later("additionalItems", OneOrBool(ObjectKind::Schema)),
    later("contains", One(ObjectKind::Schema)),
    later("minContains", Any),
    later("maxContains", Any),
    later("if", One(ObjectKind::Schema)),
    later("then", One(ObjectKind::Schema)),
    later("else", One(ObjectKind::Schema)),
    later("dependentSchemas", Map(ObjectKind::Schema)),
    later("dependentRequired", Any),
    later("dependencies", Map(ObjectKind::Schema)),
    later("contentMediaType", Text),
    later("contentEncoding", Text),
    later("contentSchema", One(ObjectKind::Schema)),
    later("$defs", Map(ObjectKind::Schema)),
    later("definitions", Map(ObjectKind::Schema)),
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
    key("flows", One(ObjectKind::Flows)),
    key("openIdConnectUrl", Text),
    latest("oauth2MetadataUrl", Text),
    latest("deprecated", Bool),
];
pub(super) const FLOWS: &[Key] = &[
    key("implicit", One(ObjectKind::Flow)),
    key("password", One(ObjectKind::Flow)),
    key("clientCredentials", One(ObjectKind::Flow)),
    key("authorizationCode", One(ObjectKind::Flow)),
    latest("deviceAuthorization", One(ObjectKind::Flow)),
];
pub(super) const FLOW: &[Key] = &[
    key("authorizationUrl", Text),
    key("tokenUrl", Text),
    key("refreshUrl", Text),
    key("scopes", Any),
    latest("deviceAuthorizationUrl", Text),
];
