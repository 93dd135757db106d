//! The `x-` keys that have a meaning, and those of others that have none here.
//!
//! A line is `"key": [the objects that it stands in], effect [diagnostic] "what it becomes"` and the rules of `diff`, as for keywords.
//! One without objects stands in any. `x-maker-*` stands for all that begin so, but for those that have a line of their own.

use crate::normalise::grammar::ObjectKind::{
    Header, Info, MediaType, Operation, Parameter, PathItem, Response, Root, Schema, SecurityScheme, Server, Tag,
};

/// Declares `x-` keys.
macro_rules! extensions {
    ($table:ident: $($name:literal: [$($place:ident),*], $effect:ident $([$told:ident])? $what:literal
        $(+ [$($added:literal),+])? $(- [$($removed:literal),+])?;)*) => {
        pub(in crate::normalise::grammar) const $table: &[$crate::normalise::grammar::Extension] =
            &[$($crate::normalise::grammar::Extension {
                name: $name,
                places: &[$($place),*],
                meaning: keys!(@meaning $effect $([$told])? $what $(+ [$($added),+])? $(- [$($removed),+])?),
            }),*];
    };
}

// Ours, as specs/README.md describes them; `x-webhooks` is a key of the document, as what it holds is read like that of a keyword.
extensions! { OWN:
    "x-evidence": [Schema, Parameter, Header, Response, Operation], Rust "said where it stands, and in a module `evidence` that lists what no page documents" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-evidence-reason": [Schema, Parameter, Header, Response, Operation], Docs "why it is concluded";
    "x-sunset": [Schema], Docs "the day from which on what is deprecated may be gone" + ["*-property-sunset-added"] - ["*-property-sunset-deleted"];
    "x-sunset": [Operation], Docs "the day from which on what is deprecated may be gone" + ["sunset-added"] - ["sunset-deleted"];
    "x-sunset": [Parameter], Docs "the day from which on what is deprecated may be gone" + ["request-parameter-sunset-added"] - ["request-parameter-sunset-deleted"];
    "x-sunset": [Header], Docs "the day from which on what is deprecated may be gone" + ["response-header-sunset-added"] - ["response-header-sunset-deleted"];
    "x-rust-name": [Schema, Operation, Parameter, Header, SecurityScheme, Server], Rust "the name in Rust" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-rust-name": [Tag], Rust "the name of the module" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-rust-names": [Schema], Rust "names of the variants of an enum, by value" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-rust-path": [Info], Docs "the path by which examples name the client's crate";
    "x-sensitive": [Schema], Rust "texts below it are `Secret`, and `Debug` prints names of members alone" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-env": [SecurityScheme, Server], Rust "the environment variable that `from_env` reads it from" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-idempotency": [Operation], Wire "the header by which a second attempt is known, which the client fills" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-pagination": [Operation], Rust "how the list is paged, which `pages` and `items` follow" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-stream-end": [MediaType], Rust "the data that ends the stream" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-operation-ids": [Root], Rust "how the names of methods are read off `operationId`" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-unknown-members": [Root], Rust "a field `other` of what is received" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-webhook-signature": [Root, PathItem], Rust "the constant `WEBHOOK_SIGNATURE`, for who verifies" + ["webhook-signature-added"] - ["webhook-signature-removed"];
    "x-lint-allow": [], Nothing "for `lint`: what it allows there and below";
}

// Those that say what a keyword says, or what OpenAPI has no keyword for.
extensions! { READ:
    "x-enum-varnames": [Schema], Rust "names of the variants of an enum, as a list or by value" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-enumNames": [Schema], Rust "as `x-enum-varnames`" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-enum-names": [Schema], Rust "as `x-enum-varnames`" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-enumVarNames": [Schema], Rust "as `x-enum-varnames`" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-speakeasy-enums": [Schema], Rust "as `x-enum-varnames`" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-enum-descriptions": [Schema], Docs "the documentation of the variants of an enum, as a list or by value";
    "x-enumDescriptions": [Schema], Docs "as `x-enum-descriptions`";
    "x-speakeasy-enum-descriptions": [Schema], Docs "as `x-enum-descriptions`";
    "x-enum-comments": [Schema], Docs "as `x-enum-descriptions`";
    "x-ms-enum": [Schema], Rust "names and descriptions of the variants of an enum; enums are open, whatever `modelAsString` is" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-fern-enum": [Schema], Rust "names and descriptions of the variants of an enum, by value" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-enum-elements": [Schema], Rust "names and descriptions of the variants of an enum, as a list" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-extensible-enum": [Schema], Rust "as `enum`, whose types are open anyway" + ["*-property-became-enum"] - ["*-property-became-not-enum"];
    "x-nullable": [Schema], Rust "as `nullable`" + ["*-property-became-nullable"] - ["*-property-became-not-nullable"];
    "x-deprecated": [Schema], Rust "as `deprecated`, where it is `true`" + ["*-property-deprecated"] - ["*-property-reactivated"];
    "x-deprecated": [Operation], Rust "as `deprecated`, where it is `true`" + ["endpoint-deprecated"] - ["endpoint-reactivated"];
    "x-deprecated": [Parameter], Rust "as `deprecated`, where it is `true`" + ["request-parameter-deprecated"] - ["request-parameter-reactivated"];
    "x-deprecated": [Header], Rust "as `deprecated`, where it is `true`" + ["response-header-deprecated"] - ["response-header-reactivated"];
    "x-example": [Schema, Parameter, Header, MediaType], Docs "as `example`";
    "x-kubernetes-int-or-string": [Schema], Rust "an enum of an integer and a text, where nothing else says so" + ["*-property-type-changed"] - ["*-property-type-changed"];
    "x-kubernetes-preserve-unknown-fields": [Schema], Rust "a field `extra` beside the properties, as of `additionalProperties: true`" + ["rust-hint-changed"] - ["rust-hint-changed"];
    "x-amazon-apigateway-authtype": [SecurityScheme], Nothing [ChallengeScheme] "`awsSigv4` signs each request, which the client cannot; what it is given is sent";
}

// Those of others that say nothing of what is sent, or nothing that is not said anyway.
extensions! { OTHERS:
    "x-enumFlags": [Schema], Nothing "a sum of values is one that the enum does not list, and keeps";
    "x-kubernetes-*": [], Nothing "for the server, which merges and validates by it, and for kubectl";
    "x-ms-*": [], Nothing "for Microsoft's generators; lists are paged by what names and shapes say";
    "x-speakeasy-*": [], Nothing "for Speakeasy's generator: names, pages and retries follow from the document as a whole";
    "x-stainless-*": [], Nothing "for Stainless' generator; an `enum` of one value is a constant anyway";
    "x-fern-*": [], Nothing "for Fern's generator; what is a stream says its media type";
    "x-oaiMeta": [], Nothing "for the pages of OpenAI";
    "x-oaiTypeLabel": [Schema], Nothing "for the pages of OpenAI";
    "x-oaiExpandable": [Schema], Nothing "for the pages of OpenAI";
    "x-go-*": [], Nothing "names and types of Go";
    "x-omitempty": [Schema], Nothing "how Go leaves a member out; `required` says whether it may be missing";
    "x-order": [Schema], Nothing "fields stand as `properties` has them";
    "x-oapi-codegen-*": [], Nothing "for a generator of Go";
    "x-ogen-*": [], Nothing "for a generator of Go";
    "x-rust-type": [Schema], Nothing "a type of a crate that generated code does not depend on; the schema beside it says the same";
    "x-dropshot-pagination": [Operation], Nothing "names and shapes of the operation say how it is paged";
    "x-dropshot-websocket": [Operation], Nothing "the status 101 says it, where it is described; a socket is opened by hand";
    "x-class-extra-annotation": [Schema], Nothing "annotations of Java";
    "x-field-extra-annotation": [Schema], Nothing "annotations of Java";
    "x-getter-extra-annotation": [Schema], Nothing "annotations of Java";
    "x-abstract": [Schema], Nothing "an alternative that no server sends does no harm";
    "x-dictionaryKey": [Schema], Nothing "names of a map are texts";
    "x-position": [Parameter, Operation], Nothing "arguments stand as `parameters` has them";
    "x-spec-enum-id": [Schema], Nothing "a mark by which drf-spectacular finds its enums again";
    "x-stability-level": [Operation], Nothing "how soon it may change is between the provider and its users";
    "x-audience": [Info, Operation], Nothing "as `x-internal`";
    "x-deprecated-message": [], Nothing "the description says what to use in its place";
    "x-deprecatedMessage": [], Nothing "as `x-deprecated-message`";
    "x-examples": [], Nothing "each tool has its own form; `example` and `examples` are read";
    "x-internal": [], Nothing "who may use it is for the server to say; leave it out of the document that is published";
    "x-hidden": [], Nothing "as `x-internal`";
    "x-excluded": [], Nothing "as `x-internal`";
    "x-codeSamples": [Operation], Nothing "calls in other languages; the documentation has one in Rust";
    "x-code-samples": [Operation], Nothing "as `x-codeSamples`";
    "x-readme": [], Nothing "for ReadMe's pages";
    "x-logo": [Info], Nothing "for pages";
    "x-displayName": [Tag], Nothing "for pages; the module has the name that operations use";
    "x-traitTag": [Tag], Nothing "for pages";
    "x-tagGroups": [Root], Nothing "for pages; modules do not nest";
    "x-stoplight": [], Nothing "for Stoplight: identifiers of its own";
    "x-amazon-*": [], Nothing "for Amazon's gateway, which stands before the server";
    "x-google-*": [], Nothing "for Google's gateway, which stands before the server";
    "x-codegen-request-body-name": [Operation], Nothing "the argument of a body is called `body`";
    "x-controller-name": [Operation], Nothing "names of the server's code";
    "x-operation-name": [Operation], Nothing "names of the server's code; `operationId` names the method";
    "x-typescript-type": [Schema], Nothing "a type of TypeScript";
}
