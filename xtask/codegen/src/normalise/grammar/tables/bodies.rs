//! The keys of bodies, their media types and their parts.

use crate::normalise::grammar::ObjectKind;
use crate::normalise::grammar::Slot::{Any, Bool, List, Map, One, Text};

keys! { REQUEST_BODY:
    "$ref": Text, V30, Rust "the body that it leads to";
    "description": Text, V30, Docs "the documentation of the argument or setter";
    "content": Map(ObjectKind::MediaType), V30, Rust "the type of the body; of several media types an enum";
    "required": Bool, V30, Rust "an argument in place of a setter";
    "summary": Text, V31, Nothing "it may stand beside `$ref` alone, for lists of bodies; the description says more";
}
keys! { MEDIA_TYPE:
    "schema": One(ObjectKind::Schema), V30, Rust "the type of the body";
    "example": Any, V30, Docs "the example in the documentation of the method";
    "examples": Map(ObjectKind::Example), V30, Docs "the first is read as `example`";
    "encoding": Map(ObjectKind::Encoding), V30, Rust "how the members of a form are written";
    "$ref": Text, V32, Rust "the media type that it leads to";
    "itemSchema": One(ObjectKind::Schema), V32, Rust "the type of the items of a stream";
    "itemEncoding": One(ObjectKind::Encoding), V32, Nothing [Loosened] "parts that come one by one are sent as bytes";
    "prefixEncoding": List(ObjectKind::Encoding), V32, Nothing [Loosened] "parts that come one by one are sent as bytes";
}
keys! { ENCODING:
    "contentType": Text, V30, Rust "the media type of a part, and a `File` where it is no text";
    "headers": Map(ObjectKind::Header), V30, Nothing [UnsentPartHeader] "a header that may have one value only is sent; others nothing sets";
    "style": Text, V30, Rust "how lists and objects are written in a form";
    "explode": Bool, V30, Rust "whether lists and objects are written as several pairs";
    "allowReserved": Bool, V30, Rust "reserved characters of a form are sent as they are";
}
