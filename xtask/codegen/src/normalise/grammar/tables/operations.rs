//! The keys of paths, operations and what answers them.

use crate::normalise::grammar::ObjectKind;
use crate::normalise::grammar::Slot::{Any, Bool, Items, List, Map, One, Swagger, Text};

keys! { PATH_ITEM:
    "$ref": Text, V30, Rust "the operations of what it leads to" + ["endpoint-added"] - ["api-path-removed-without-deprecation"];
    "summary": Text, V30, Docs "of operations that have none";
    "description": Text, V30, Docs "of operations that have none";
    "get": One(ObjectKind::Operation), V30, Rust "a method of the client that sends GET" + ["endpoint-added"] - ["api-path-removed-without-deprecation"];
    "put": One(ObjectKind::Operation), V30, Rust "a method of the client that sends PUT" + ["endpoint-added"] - ["api-path-removed-without-deprecation"];
    "post": One(ObjectKind::Operation), V30, Rust "a method of the client that sends POST" + ["endpoint-added"] - ["api-path-removed-without-deprecation"];
    "delete": One(ObjectKind::Operation), V30, Rust "a method of the client that sends DELETE" + ["endpoint-added"] - ["api-path-removed-without-deprecation"];
    "options": One(ObjectKind::Operation), V30, Rust "a method of the client that sends OPTIONS" + ["endpoint-added"] - ["api-path-removed-without-deprecation"];
    "head": One(ObjectKind::Operation), V30, Rust "a method of the client that sends HEAD" + ["endpoint-added"] - ["api-path-removed-without-deprecation"];
    "patch": One(ObjectKind::Operation), V30, Rust "a method of the client that sends PATCH" + ["endpoint-added"] - ["api-path-removed-without-deprecation"];
    "trace": One(ObjectKind::Operation), V30, Rust "a method of the client that sends TRACE" + ["endpoint-added"] - ["api-path-removed-without-deprecation"];
    "query": One(ObjectKind::Operation), V32, Rust "a method of the client that sends QUERY" + ["endpoint-added"] - ["api-path-removed-without-deprecation"];
    "additionalOperations": Map(ObjectKind::Operation), V32, Rust "a method of the client for each, which sends the token as it is written; what may have been carried out is not sent again by itself" + ["endpoint-added"] - ["api-path-removed-without-deprecation"];
    "servers": List(ObjectKind::Server), V30, Wire "the address that these operations are sent to" + ["server-default-changed"] - ["server-default-changed"];
    "parameters": List(ObjectKind::Parameter), V30, Rust "parameters of each operation" + ["new-optional-request-parameter"] - ["request-parameter-removed"];
}
keys! { OPERATION:
    "tags": Items, V30, Rust "the first is the module of the request's type; others say nothing more" + ["api-tag-added"] - ["api-tag-removed"];
    "summary": Text, V30, Docs "the first sentence of the method's documentation";
    "description": Text, V30, Docs "the documentation of the method";
    "operationId": Text, V30, Rust "the name of the method; without it the name is made of method and path" + ["api-operation-id-added"] - ["api-operation-id-removed"];
    "parameters": List(ObjectKind::Parameter), V30, Rust "arguments of the method, and setters of the request" + ["new-optional-request-parameter"] - ["request-parameter-removed"];
    "requestBody": One(ObjectKind::RequestBody), V30, Rust "an argument of the method where it is required, else a setter" + ["request-body-added-optional"] - ["request-body-removed"];
    "responses": One(ObjectKind::Responses), V30, Rust "what the method gives, and its error" + ["response-success-status-added"] - ["response-success-status-removed"];
    "callbacks": Map(ObjectKind::Callback), V30, Rust "a type for each payload, and a line in the list of the models" + ["callback-added"] - ["callback-removed"];
    "deprecated": Bool, V30, Rust "`#[deprecated]`" + ["endpoint-deprecated"] - ["endpoint-reactivated"];
    "security": Items, V30, Wire "the credentials that are sent" + ["api-security-required"] - ["api-security-no-longer-required"];
    "servers": List(ObjectKind::Server), V30, Wire "the address that the operation is sent to" + ["server-default-changed"] - ["server-default-changed"];
    "externalDocs": One(ObjectKind::ExternalDocs), V30, Docs "a link in the documentation of the method";
}
keys! { RESPONSE:
    "$ref": Text, V30, Rust "the response that it leads to" + ["response-media-type-added"] - ["response-media-type-removed"];
    "description": Text, V30, Docs "said of the status; in an enum, at its variant";
    "headers": Map(ObjectKind::Header), V30, Rust "a typed key for each" + ["response-header-added"] - ["optional-response-header-removed"];
    "content": Map(ObjectKind::MediaType), V30, Rust "the type of the body" + ["response-media-type-added"] - ["response-media-type-removed"];
    "links": Map(ObjectKind::Link), V30, Nothing "the caller knows which method comes next, and calls it with what it needs";
    "summary": Text, V31, Docs "the first sentence of the description; beside `$ref`, said in place of that of the response";
    "schema": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: the schema of `application/json`" + ["response-media-type-added"] - ["response-media-type-removed"];
}
values! { STATUSES:
    "status" {
        "404": V30, Rust "a success where it is 2xx, or 3xx and there is no 2xx, else a variant of the error" + ["response-non-success-status-added"] - ["response-non-success-status-removed"];
        "4XX": V30, Rust "one variant for all statuses of the range that are not listed" + ["response-non-success-status-added"] - ["response-non-success-status-removed"];
        "default": V30, Rust "one variant for all statuses that are not listed; where it is the only one, a success with 2xx and else an error" + ["response-non-success-status-added"] - ["response-non-success-status-removed"];
    }
}
keys! { EXAMPLE:
    "$ref": Text, V30, Docs "the example that it leads to";
    "summary": Text, V30, Nothing "the first example is shown, and its name says no more than its value";
    "description": Text, V30, Nothing "as `summary`";
    "value": Any, V30, Docs "the example in the documentation, where it is the first";
    "externalValue": Text, V30, Nothing "nothing is fetched: documentation is the same on every machine";
    "dataValue": Any, V32, Docs "as `value`";
    "serializedValue": Text, V32, Nothing "the example is shown as data, which the client serialises";
}
keys! { LINK:
    "$ref": Text, V30, Nothing "as `links` itself";
    "operationRef": Text, V30, Nothing "as `links` itself";
    "operationId": Text, V30, Nothing "as `links` itself";
    "parameters": Any, V30, Nothing "as `links` itself";
    "requestBody": Any, V30, Nothing "as `links` itself";
    "description": Text, V30, Nothing "as `links` itself";
    "server": One(ObjectKind::Server), V30, Nothing "as `links` itself";
    "summary": Text, V31, Nothing "as `links` itself";
}
