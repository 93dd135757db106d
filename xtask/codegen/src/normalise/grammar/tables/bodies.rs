//! The keys of bodies, their media types and their parts.

use crate::normalise::grammar::ObjectKind;
use crate::normalise::grammar::Slot::{Any, Bool, List, Map, One, Text};

keys! { REQUEST_BODY:
    "$ref": Text, V30, Rust "the body that it leads to" + ["request-body-media-type-added"] - ["request-body-media-type-removed"];
    "description": Text, V30, Docs "the documentation of the argument or setter";
    "content": Map(ObjectKind::MediaType), V30, Rust "the type of the body; of several media types an enum" + ["request-body-media-type-added"] - ["request-body-media-type-removed"];
    "required": Bool, V30, Rust "an argument in place of a setter" + ["request-body-became-required"] - ["request-body-became-optional"];
    "summary": Text, V31, Nothing "it may stand beside `$ref` alone, for lists of bodies; the description says more";
}
keys! { MEDIA_TYPE:
    "schema": One(ObjectKind::Schema), V30, Rust "the type of the body" + ["request-body-type-changed"] - ["request-body-type-generalized"];
    "example": Any, V30, Docs "the example in the documentation of the method";
    "examples": Map(ObjectKind::Example), V30, Docs "the first is read as `example`";
    "encoding": Map(ObjectKind::Encoding), V30, Wire "how the members of a form are written" + ["request-part-media-type-changed"] - ["request-part-media-type-changed"];
    "$ref": Text, V32, Rust "the media type that it leads to" + ["request-body-type-changed"] - ["request-body-type-generalized"];
    "itemSchema": One(ObjectKind::Schema), V32, Rust "the type of the items of a stream, and of the parts of a body without names; elsewhere it is told" + ["response-body-type-specialized"] - ["response-body-type-generalized"];
    "itemEncoding": One(ObjectKind::Encoding), V32, Wire "how the parts of a body are sent that have no names, of `multipart/mixed` and its kin; elsewhere it is told" + ["without-effect"] - ["without-effect"];
    "prefixEncoding": List(ObjectKind::Encoding), V32, Wire "the same of the first of them, by their places" + ["without-effect"] - ["without-effect"];
}
keys! { ENCODING:
    "contentType": Text, V30, Wire "the media type of a part; of a file the one that it has itself, where this lists several" + ["request-part-media-type-changed"] - ["request-part-media-type-changed"];
    "headers": Map(ObjectKind::Header), V30, Wire "those that may have one value only are sent" + ["new-optional-request-part-header"] - ["request-part-header-removed"];
    "style": Text, V30, Wire "how lists and objects are written in a form" + ["request-part-style-changed"] - ["request-part-style-changed"];
    "explode": Bool, V30, Wire "whether lists and objects are written as several pairs" + ["request-part-explode-changed"] - ["request-part-explode-changed"];
    "allowReserved": Bool, V30, Wire "reserved characters of a form are sent as they are" + ["request-part-became-allow-reserved"] - ["request-part-became-not-allow-reserved"];
    "encoding": Map(ObjectKind::Encoding), V32, Nothing [Loosened] "a part that has parts itself is written as one";
    "prefixEncoding": List(ObjectKind::Encoding), V32, Nothing [Loosened] "as `encoding`";
    "itemEncoding": One(ObjectKind::Encoding), V32, Nothing [Loosened] "as `encoding`";
}

values! { REQUEST_CONTENT:
    "content" {
        "application/json": V30, Rust "the type of its schema, as `+json` and `text/json` too" + ["request-body-media-type-added"] - ["request-body-media-type-removed"];
        "application/x-www-form-urlencoded": V30, Rust "the type of its schema, written as a form" + ["request-body-media-type-added"] - ["request-body-media-type-removed"];
        "multipart/form-data": V30, Rust "the type of its schema, a part for each member; binary strings are `File`" + ["request-body-media-type-added"] - ["request-body-media-type-removed"];
        "text/plain": V30, Rust "a `String`, or the number, boolean, date or enum that its schema says" + ["request-body-media-type-added"] - ["request-body-media-type-removed"];
        "application/xml": V30, Rust "a `String`, whatever its schema says" + ["request-body-media-type-added"] - ["request-body-media-type-removed"];
        "application/octet-stream": V30, Rust "a `File`, as of any other media type" + ["request-body-media-type-added"] - ["request-body-media-type-removed"];
    }
}
values! { RESPONSE_CONTENT:
    "content" {
        "application/json": V30, Rust "the type of its schema, as `+json` and `text/json` too" + ["response-media-type-added"] - ["response-media-type-removed"];
        "*/*": V30, Rust "the type of its schema, read by the media type of the reply" + ["response-media-type-added"] - ["response-media-type-removed"];
        "text/plain": V30, Rust "a `String`, or the number, boolean, date or enum that its schema says" + ["response-media-type-added"] - ["response-media-type-removed"];
        "application/xml": V30, Rust "a `String`, whatever its schema says" + ["response-media-type-added"] - ["response-media-type-removed"];
        "application/octet-stream": V30, Rust "bytes, as of any other media type, whole or as they come" + ["response-media-type-added"] - ["response-media-type-removed"];
        "text/event-stream": V30, Rust "`stream` gives `Events`, until `[DONE]` or what `x-stream-end` says" + ["response-media-type-added"] - ["response-media-type-removed"];
        "application/jsonl": V30, Rust "`stream` gives `Values`" + ["response-media-type-added"] - ["response-media-type-removed"];
        "application/x-jsonl": V30, Rust "as `application/jsonl`" + ["response-media-type-added"] - ["response-media-type-removed"];
        "application/jsonlines": V30, Rust "as `application/jsonl`" + ["response-media-type-added"] - ["response-media-type-removed"];
        "application/x-jsonlines": V30, Rust "as `application/jsonl`" + ["response-media-type-added"] - ["response-media-type-removed"];
        "application/ndjson": V30, Rust "as `application/jsonl`" + ["response-media-type-added"] - ["response-media-type-removed"];
        "application/x-ndjson": V30, Rust "as `application/jsonl`" + ["response-media-type-added"] - ["response-media-type-removed"];
        "application/json-seq": V30, Rust "`stream` gives `Values`, set apart by record separators (RFC 7464)" + ["response-media-type-added"] - ["response-media-type-removed"];
    }
}
values! { ENCODING_VALUES:
    "headers" {
        "with one value": V30, Wire "sent with the part" + ["new-optional-request-part-header"] - ["request-part-header-removed"];
        "with others": V30, Nothing [UnsentPartHeader] "nothing says which value is sent" + ["new-optional-request-part-header"] - ["request-part-header-removed"];
    }
    "style" {
        "form": V30, Wire "a pair for each element" + ["without-effect"] - ["without-effect"];
        "spaceDelimited": V30, Wire "elements with `%20` between them" + ["request-part-style-changed"] - ["request-part-style-changed"];
        "pipeDelimited": V30, Wire "elements with `|` between them" + ["request-part-style-changed"] - ["request-part-style-changed"];
        "deepObject": V30, Wire "a pair `name[member]` for each member" + ["request-part-style-changed"] - ["request-part-style-changed"];
    }
}
