//! The keys of bodies, their media types and their parts.

use crate::normalise::grammar::ObjectKind;
use crate::normalise::grammar::Slot::{Any, Bool, List, Map, One, Text};

keys! { REQUEST_BODY:
    "$ref": Text, V30, Rust "the body that it leads to" + ["request-body-media-type-added"] - ["request-body-media-type-removed"];
    "description": Text, V30, Docs "the documentation of the argument or setter";
    "content": Map(ObjectKind::MediaType), V30, Rust "the type of the body; of several media types an enum" + ["request-body-media-type-added", "rust-item-changed"] - ["request-body-media-type-removed", "rust-item-changed"];
    "required": Bool, V30, Rust "an argument in place of a setter" + ["request-body-became-required"] - ["request-body-became-optional"];
    "summary": Text, V31, Nothing "it may stand beside `$ref` alone, for lists of bodies; the description says more";
}
keys! { MEDIA_TYPE:
    "schema": One(ObjectKind::Schema), V30, Rust "the type of the body" + ["request-body-type-changed"] - ["request-body-type-generalized"];
    "example": Any, V30, Docs "the example in the documentation of the method";
    "examples": Map(ObjectKind::Example), V30, Docs "the first is read as `example`";
    "encoding": Map(ObjectKind::Encoding), V30, Rust "how the members of a form are written" + ["rust-code-changed"] - ["rust-code-changed"];
    "$ref": Text, V32, Rust "the media type that it leads to" + ["request-body-type-changed"] - ["request-body-type-generalized"];
    "itemSchema": One(ObjectKind::Schema), V32, Rust "the type of the items of a stream" + ["response-body-type-specialized"] - ["response-body-type-generalized"];
    "itemEncoding": One(ObjectKind::Encoding), V32, Nothing [Loosened] "parts that come one by one are sent as bytes";
    "prefixEncoding": List(ObjectKind::Encoding), V32, Nothing [Loosened] "parts that come one by one are sent as bytes";
}
keys! { ENCODING:
    "contentType": Text, V30, Rust "the media type of a part, and a `File` where it is no text" + ["rust-code-changed"] - ["rust-code-changed"];
    "headers": Map(ObjectKind::Header), V30, Nothing [UnsentPartHeader] "a header that may have one value only is sent; others nothing sets";
    "style": Text, V30, Rust "how lists and objects are written in a form" + ["rust-code-changed"] - ["rust-code-changed"];
    "explode": Bool, V30, Rust "whether lists and objects are written as several pairs" + ["rust-code-changed"] - ["rust-code-changed"];
    "allowReserved": Bool, V30, Rust "reserved characters of a form are sent as they are" + ["rust-code-changed"] - ["rust-code-changed"];
}
