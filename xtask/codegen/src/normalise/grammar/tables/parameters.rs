//! The keys of parameters and headers.

use crate::normalise::grammar::ObjectKind;
use crate::normalise::grammar::Slot::{Any, Bool, Map, One, Swagger, Text};

keys! { PARAMETER:
    "$ref": Text, V30, Rust "the parameter that it leads to";
    "name": Text, V30, Rust "the name on the wire, and that of the argument or setter";
    "in": Text, V30, Rust "where the value goes; a cookie, and what has the name of a credential, is a `Secret`";
    "description": Text, V30, Docs "the documentation of the argument or setter";
    "required": Bool, V30, Rust "an argument in place of a setter";
    "schema": One(ObjectKind::Schema), V30, Rust "the type of the value";
    "example": Any, V30, Docs "an example in the documentation";
    "examples": Map(ObjectKind::Example), V30, Docs "the first is read as `example`";
    "style": Text, V30, Wire "how lists and objects are written";
    "explode": Bool, V30, Wire "whether lists and objects are written as several pairs";
    "deprecated": Bool, V30, Rust "`#[deprecated]` on the setter; of an argument it is said";
    "allowEmptyValue": Bool, V30, Nothing "an empty text is sent as `name=`, whether that is allowed or not";
    "allowReserved": Bool, V30, Wire "reserved characters are sent as they are";
    "content": Map(ObjectKind::MediaType), V30, Rust "the type of the value, sent as text of JSON";
    "summary": Text, V31, Nothing "it may stand beside `$ref` alone, for lists of parameters; the description says more";
    "type": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`";
    "format": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`";
    "items": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`";
    "enum": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`";
    "default": Swagger, V30 to V30, Docs [SwaggerHabit] "of Swagger 2.0: read as part of `schema`";
    "collectionFormat": Swagger, V30 to V30, Wire [SwaggerHabit] "of Swagger 2.0: read as `style` and `explode`";
}
keys! { HEADER:
    "$ref": Text, V30, Rust "the header that it leads to";
    "description": Text, V30, Docs "the documentation of the header's key";
    "schema": One(ObjectKind::Schema), V30, Rust "the type of the value";
    "required": Bool, V30, Docs "said in the documentation: a response without it is read all the same";
    "deprecated": Bool, V30, Rust "`#[deprecated]`";
    "example": Any, V30, Docs "an example in the documentation";
    "examples": Map(ObjectKind::Example), V30, Docs "the first is read as `example`";
    "style": Text, V30, Nothing "headers have one style, `simple`";
    "explode": Bool, V30, Wire "how an object is read";
    "allowEmptyValue": Bool, V30, Nothing "an empty text is read as one";
    "content": Map(ObjectKind::MediaType), V30, Rust "the type of the value, read as text of JSON";
    "summary": Text, V31, Nothing "it may stand beside `$ref` alone, for lists of headers; the description says more";
    "type": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`";
    "format": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`";
    "items": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`";
    "enum": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`";
    "default": Swagger, V30 to V30, Docs [SwaggerHabit] "of Swagger 2.0: read as part of `schema`";
    "collectionFormat": Swagger, V30 to V30, Nothing [SwaggerHabit] "of Swagger 2.0: headers have one style, `simple`";
}

values! { PARAMETER_VALUES:
    "in" {
        "query": V30, Nothing "a pair of the query, as a parameter is read that does not say where it goes";
        "header": V30, Rust "a header";
        "cookie": V30, Rust "a pair of the cookie, and a `Secret`";
    }
    "style" {
        "form": V30, Nothing "the style of the query and of cookies where none is named";
        "spaceDelimited": V30, Wire "elements with `%20` between them";
        "pipeDelimited": V30, Wire "elements with `|` between them";
        "deepObject": V30, Wire "a pair `name[member]` for each member";
    }
}
