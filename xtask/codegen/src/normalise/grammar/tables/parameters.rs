//! The keys of parameters and headers.

use crate::normalise::grammar::ObjectKind;
use crate::normalise::grammar::Slot::{Any, Bool, Map, One, Swagger, Text};

keys! { PARAMETER:
    "$ref": Text, V30, Rust "the parameter that it leads to";
    "name": Text, V30, Rust "the name on the wire, and that of the argument or setter";
    "in": Text, V30, Rust "where the value goes; a cookie, and what has the name of a credential, is a `Secret`" + ["request-parameter-place-changed"] - ["request-parameter-place-changed"];
    "description": Text, V30, Docs "the documentation of the argument or setter";
    "required": Bool, V30, Rust "an argument in place of a setter" + ["request-parameter-became-required"] - ["request-parameter-became-optional"];
    "schema": One(ObjectKind::Schema), V30, Rust "the type of the value" + ["request-parameter-type-changed"] - ["request-parameter-type-generalized"];
    "example": Any, V30, Docs "an example in the documentation";
    "examples": Map(ObjectKind::Example), V30, Docs "the first is read as `example`";
    "style": Text, V30, Wire "how lists and objects are written" + ["request-parameter-style-changed"] - ["request-parameter-style-changed"];
    "explode": Bool, V30, Wire "whether lists and objects are written as several pairs" + ["request-parameter-explode-changed"] - ["request-parameter-explode-changed"];
    "deprecated": Bool, V30, Rust "`#[deprecated]` on the setter; of an argument it is said" + ["request-parameter-deprecated"] - ["request-parameter-reactivated"];
    "allowEmptyValue": Bool, V30, Nothing "an empty text is sent as `name=`, whether that is allowed or not";
    "allowReserved": Bool, V30, Wire "reserved characters are sent as they are" + ["request-parameter-became-allow-reserved"] - ["request-parameter-became-not-allow-reserved"];
    "content": Map(ObjectKind::MediaType), V30, Rust "the type of the value, sent as text of JSON" + ["request-parameter-style-changed", "request-parameter-type-changed"] - ["request-parameter-style-changed", "request-parameter-type-changed"];
    "summary": Text, V31, Nothing "it may stand beside `$ref` alone, for lists of parameters; the description says more";
    "type": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`" + ["request-parameter-type-changed"] - ["request-parameter-type-generalized"];
    "format": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`" + ["request-parameter-format-added"] - ["request-parameter-format-removed"];
    "items": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`" + ["request-parameter-type-changed"] - ["request-parameter-type-generalized"];
    "enum": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`" + ["request-parameter-became-enum"] - ["request-parameter-became-not-enum"];
    "default": Swagger, V30 to V30, Docs [SwaggerHabit] "of Swagger 2.0: read as part of `schema`" + ["request-parameter-default-value-added"] - ["request-parameter-default-value-removed"];
    "collectionFormat": Swagger, V30 to V30, Wire [SwaggerHabit] "of Swagger 2.0: read as `style` and `explode`" + ["request-parameter-style-changed"] - ["request-parameter-style-changed"];
}
keys! { HEADER:
    "$ref": Text, V30, Rust "the header that it leads to" + ["response-header-type-specialized"] - ["response-header-type-generalized"];
    "description": Text, V30, Docs "the documentation of the header's key";
    "schema": One(ObjectKind::Schema), V30, Rust "the type of the value" + ["response-header-type-specialized"] - ["response-header-type-generalized"];
    "required": Bool, V30, Docs "said in the documentation: a response without it is read all the same" + ["response-header-became-required"] - ["response-header-became-optional"];
    "deprecated": Bool, V30, Rust "`#[deprecated]`" + ["response-header-deprecated"] - ["response-header-reactivated"];
    "example": Any, V30, Docs "an example in the documentation";
    "examples": Map(ObjectKind::Example), V30, Docs "the first is read as `example`";
    "style": Text, V30, Nothing "headers have one style, `simple`";
    "explode": Bool, V30, Wire "how an object is read" + ["response-header-style-changed"] - ["response-header-style-changed"];
    "allowEmptyValue": Bool, V30, Nothing "an empty text is read as one";
    "content": Map(ObjectKind::MediaType), V30, Rust "the type of the value, read as text of JSON" + ["response-header-style-changed", "response-header-type-changed"] - ["response-header-style-changed", "response-header-type-changed"];
    "summary": Text, V31, Nothing "it may stand beside `$ref` alone, for lists of headers; the description says more";
    "type": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`" + ["response-header-type-specialized"] - ["response-header-type-generalized"];
    "format": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`" + ["response-header-format-added"] - ["response-header-format-removed"];
    "items": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`" + ["response-header-type-specialized"] - ["response-header-type-generalized"];
    "enum": Swagger, V30 to V30, Rust [SwaggerHabit] "of Swagger 2.0: read as part of `schema`" + ["response-header-became-enum"] - ["response-header-became-not-enum"];
    "default": Swagger, V30 to V30, Docs [SwaggerHabit] "of Swagger 2.0: read as part of `schema`" + ["response-header-default-value-added"] - ["response-header-default-value-removed"];
    "collectionFormat": Swagger, V30 to V30, Nothing [SwaggerHabit] "of Swagger 2.0: headers have one style, `simple`";
}

values! { PARAMETER_VALUES:
    "in" {
        "query": V30, Nothing "a pair of the query, as a parameter is read that does not say where it goes";
        "header": V30, Wire "a header" + ["request-parameter-place-changed"] - ["request-parameter-place-changed"];
        "path": V30, Rust "a part of the path, and an argument" + ["request-parameter-removed"] - ["new-required-request-parameter"];
        "querystring": V32, Wire "the query as a whole" + ["request-parameter-style-changed"] - ["request-parameter-style-changed"];
        "cookie": V30, Rust "a pair of the cookie, and a `Secret`" + ["request-parameter-place-changed"] - ["request-parameter-place-changed"];
    }
    "style in query" {
        "form": V30, Nothing "the style of the query where none is named";
        "spaceDelimited": V30, Wire "elements with `%20` between them" + ["request-parameter-style-changed"] - ["request-parameter-style-changed"];
        "pipeDelimited": V30, Wire "elements with `|` between them" + ["request-parameter-style-changed"] - ["request-parameter-style-changed"];
        "deepObject": V30, Wire "a pair `name[member]` for each member" + ["request-parameter-style-changed"] - ["request-parameter-style-changed"];
    }
    "style in path" {
        "simple": V30, Nothing "the style of a path where none is named";
        "label": V30, Wire "a dot before each element" + ["request-parameter-style-changed"] - ["request-parameter-style-changed"];
        "matrix": V30, Wire "`;name=` before the value" + ["request-parameter-style-changed"] - ["request-parameter-style-changed"];
    }
    "style in header" {
        "simple": V30, Nothing "the style of headers, which have one";
    }
    "style in cookie" {
        "form": V30, Nothing "the style of cookies where none is named";
        "cookie": V32, Wire "pairs apart by `; `, and nothing escaped" + ["request-parameter-style-changed"] - ["request-parameter-style-changed"];
    }
    "explode of form" {
        "true": V30, Nothing "a pair for each element, as where nothing is said";
        "false": V30, Wire "one pair, elements apart by commas" + ["request-parameter-explode-changed"] - ["request-parameter-explode-changed"];
    }
    "explode of simple" {
        "true": V30, Wire "members of an object as `name=value`; a list is written alike" + ["request-parameter-explode-changed"] - ["request-parameter-explode-changed"];
        "false": V30, Nothing "members as `name,value`, as where nothing is said";
    }
    "explode of label" {
        "true": V30, Wire "a dot before each element" + ["request-parameter-explode-changed"] - ["request-parameter-explode-changed"];
        "false": V30, Nothing "a dot before the first element, and commas, as where nothing is said";
    }
    "explode of matrix" {
        "true": V30, Wire "`;name=` before each element" + ["request-parameter-explode-changed"] - ["request-parameter-explode-changed"];
        "false": V30, Nothing "`;name=` once, and commas, as where nothing is said";
    }
    "explode of spaceDelimited" {
        "true": V30, Wire "a pair for each element, as of `form`" + ["request-parameter-explode-changed"] - ["request-parameter-explode-changed"];
        "false": V30, Nothing "one pair, as where nothing is said";
    }
    "explode of pipeDelimited" {
        "true": V30, Wire "a pair for each element, as of `form`" + ["request-parameter-explode-changed"] - ["request-parameter-explode-changed"];
        "false": V30, Nothing "one pair, as where nothing is said";
    }
    "explode of deepObject" {
        "true": V30, Nothing "a pair for each member, as where nothing is said";
        "false": V30, Nothing "a pair for each member: there is no other way";
    }
    "explode of cookie" {
        "true": V32, Nothing "a pair for each element, as where nothing is said";
        "false": V32, Wire "one pair, elements apart by commas" + ["request-parameter-explode-changed"] - ["request-parameter-explode-changed"];
    }
    "collectionFormat" {
        "csv": V30, Wire [SwaggerHabit] "commas: `explode: false`" + ["request-parameter-explode-changed"] - ["request-parameter-explode-changed"];
        "multi": V30, Nothing [SwaggerHabit] "a pair for each element: `explode: true`";
        "pipes": V30, Wire [SwaggerHabit] "`style: pipeDelimited`" + ["request-parameter-style-changed"] - ["request-parameter-style-changed"];
        "ssv": V30, Wire [SwaggerHabit] "`style: spaceDelimited`" + ["request-parameter-style-changed"] - ["request-parameter-style-changed"];
        "tsv": V30, Wire [SwaggerHabit] "no style has tabs: as `csv`" + ["request-parameter-explode-changed"] - ["request-parameter-explode-changed"];
    }
}
