//! The keys of a document and of what speaks of the API as a whole.

use crate::normalise::grammar::ObjectKind;
use crate::normalise::grammar::Slot::{Any, Items, List, Map, One, Text};

keys! { ROOT:
    "openapi": Any, V30, Rust "which rules hold; 3.0, 3.1 and 3.2 are read";
    "info": One(ObjectKind::Info), V30, Docs "what the crates say of themselves";
    "servers": List(ObjectKind::Server), V30, Rust "the address of the client, and of several an enum `Server`" + ["server-added"] - ["server-removed"];
    "paths": One(ObjectKind::Paths), V30, Rust "a method of the client for each operation" + ["endpoint-added"] - ["api-path-removed-without-deprecation"];
    "components": One(ObjectKind::Components), V30, Rust "types under their names";
    "security": Items, V30, Wire "the credentials that operations need that do not say it themselves" + ["api-security-required"] - ["api-security-no-longer-required"];
    "tags": List(ObjectKind::Tag), V30, Docs "the documentation of modules";
    "externalDocs": One(ObjectKind::ExternalDocs), V30, Docs "a link in the documentation of the client";
    "webhooks": Map(ObjectKind::PathItem), V31, Rust "a type for each payload, and a variant of `WebhookEvent` where the body tells it" + ["webhook-added"] - ["webhook-removed"];
    /// How documents of OpenAPI 3.0 have them, and how they are kept here.
    "x-webhooks": Map(ObjectKind::PathItem), V30, Rust "as `webhooks`" + ["webhook-added"] - ["webhook-removed"];
    "jsonSchemaDialect": Text, V31, Nothing "all dialects are read alike: keywords of older drafts have rows here";
    "$self": Text, V32, Nothing "references by this URI lead into the document, and to files beside it; others are followed from where the document lies";
}
values! { VERSIONS:
    "openapi" {
        "3.0": V30, Rust "read as written, `3.0.4` too";
        "3.1": V30, Rust "read as written; schemas are JSON Schema 2020-12";
        "3.2": V30, Rust "read as written";
        "a later one of 3": V30, Rust [LaterVersion] "read as 3.2";
    }
}
keys! { INFO:
    "title": Text, V30, Docs "the name of the API in the documentation";
    "description": Text, V30, Docs "the first words of the crates' documentation";
    "version": Text, V30, Docs "the version of the crates";
    "termsOfService": Text, V30, Nothing "it is between the provider and its users, and says nothing of the code";
    "contact": One(ObjectKind::Contact), V30, Nothing "whom to ask about the API, which is nobody to ask about the crates";
    "license": One(ObjectKind::License), V30, Nothing "the licence of the API and its document, which is not that of the crates";
    "summary": Text, V31, Docs "the first sentence of the crates' documentation";
}
keys! { CONTACT:
    "name": Text, V30, Nothing "as `contact` itself";
    "url": Text, V30, Nothing "as `contact` itself";
    "email": Text, V30, Nothing "as `contact` itself";
}
keys! { LICENSE:
    "name": Text, V30, Nothing "as `license` itself";
    "url": Text, V30, Nothing "as `license` itself";
    "identifier": Text, V31, Nothing "as `license` itself";
}
keys! { SERVER:
    "url": Text, V30, Wire "the address of the client" + ["server-default-changed"] - ["server-default-changed"];
    "description": Text, V30, Rust "the documentation of the server's variant, and its name where it has up to three words" + ["server-name-changed"] - ["server-name-changed"];
    "variables": Map(ObjectKind::ServerVariable), V30, Wire "their defaults stand in the address" + ["server-default-changed"] - ["server-default-changed"];
    "name": Text, V32, Rust "the name of the server's variant" + ["server-name-changed"] - ["server-name-changed"];
}
keys! { SERVER_VARIABLE:
    "enum": Items, V30, Docs "said in the documentation of the builder" + ["server-variable-changed"] - ["server-variable-changed"];
    "default": Text, V30, Wire "what stands in the address" + ["server-default-changed"] - ["server-default-changed"];
    "description": Text, V30, Docs "said in the documentation of the builder";
}
keys! { COMPONENTS:
    "schemas": Map(ObjectKind::Schema), V30, Rust "a type for each that an operation reaches, or that stands by itself";
    "responses": Map(ObjectKind::Response), V30, Rust "what refers to them reads them there";
    "parameters": Map(ObjectKind::Parameter), V30, Rust "what refers to them reads them there";
    "examples": Map(ObjectKind::Example), V30, Docs "what refers to them reads them there";
    "requestBodies": Map(ObjectKind::RequestBody), V30, Rust "what refers to them reads them there";
    "headers": Map(ObjectKind::Header), V30, Rust "what refers to them reads them there" + ["response-header-type-specialized"] - ["response-header-type-generalized"];
    "securitySchemes": Map(ObjectKind::SecurityScheme), V30, Rust "a setter of the builder for each" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
    "links": Map(ObjectKind::Link), V30, Nothing "as `links` of a response";
    "callbacks": Map(ObjectKind::Callback), V30, Rust "what refers to them reads them there";
    "pathItems": Map(ObjectKind::PathItem), V31, Rust "what refers to them reads them there";
    "mediaTypes": Map(ObjectKind::MediaType), V32, Rust "what refers to them reads them there";
}
keys! { TAG:
    "name": Text, V30, Rust "the module of the operations that have it";
    "description": Text, V30, Docs "the documentation of the module";
    "externalDocs": One(ObjectKind::ExternalDocs), V30, Docs "a link in the documentation of the module";
    "summary": Text, V32, Docs "the first sentence of the module's documentation";
    "parent": Text, V32, Docs "said in the documentation of the module; modules do not nest, so that a type keeps its path when tags are sorted anew";
    "kind": Text, V32, Nothing "all tags are modules alike";
}
keys! { EXTERNAL:
    "description": Text, V30, Nothing "the link is called documentation, whatever the page is called";
    "url": Text, V30, Docs "a link in the documentation";
}
