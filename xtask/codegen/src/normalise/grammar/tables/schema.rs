//! The keywords of schemas: JSON Schema 2020-12, what OpenAPI adds, and older drafts.

use crate::normalise::grammar::ObjectKind;
use crate::normalise::grammar::Slot::{Any, Bool, List, Map, One, OneOrBool, Text};

// The commonest first, because the table is searched from the front.
keys! { SCHEMA:
    "type": Any, V30, Rust "the type; several are a union of them, and `null` among them makes the value an `Option`" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
    "description": Text, V30, Docs "the documentation of the type or the field";
    "$ref": Text, V30, Rust "the type of what it leads to; what stands beside it is added to that as a part of `allOf` is: an `enum` leaves the values that both list, a `format` is of a text or number without one; a 3.0 document that relies on that is told" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
    "properties": Map(ObjectKind::Schema), V30, Rust "a struct with a field for each" + ["new-optional-request-property", "response-optional-property-added"] - ["request-property-removed", "response-optional-property-removed"];
    "title": Text, V30, Rust "the name of an alternative, or of a value, of an enum; the documentation of a type that has no description; of a field nothing, as frameworks write its name again" + ["*-property-alternative-title-changed"] - ["*-property-alternative-title-changed"];
    "anyOf": List(ObjectKind::Schema), V30, Rust "an enum with a variant for each, that keeps values that fit none" + ["*-property-type-changed"] - ["*-property-type-changed"];
    "required": Any, V30, Rust "`T` and an argument of `new`, in place of `Option<T>`" + ["*-property-became-required"] - ["*-property-became-optional"];
    "default": Any, V30, Docs "what is said of a value that is left out; it is the server's, and is not sent; where pages are recognised, the number of the first one" + ["*-property-default-value-added"] - ["*-property-default-value-removed"];
    "enum": Any, V30, Rust "an enum that keeps values that it does not know; one value is a constant that `new` sets" + ["*-property-became-enum"] - ["*-property-became-not-enum"];
    "items": One(ObjectKind::Schema), V30, Rust "the type of the elements of a `Vec`; a list of schemas as older drafts have it is a tuple" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
    "format": Text, V30, Rust "the type of a text or number, see the values; else what is said of the value" + ["*-property-format-added"] - ["*-property-format-removed"];
    "example": Any, V30, Docs "an example at the field, or in that of the operation, and what the server in memory answers";
    "examples": Any, V31, Docs "the first is read as `example`, others say nothing more";
    "nullable": Bool, V30 to V30, Rust "an `Option`; a later document is read so too, with a warning" + ["request-property-became-nullable", "response-optional-property-became-nullable"] - ["*-property-became-not-nullable"];
    "additionalProperties": OneOrBool(ObjectKind::Schema), V30, Rust "a map of its type; beside properties a field `extra`" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
    "allOf": List(ObjectKind::Schema), V30, Rust "one struct of all parts; of one part, that" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
    "oneOf": List(ObjectKind::Schema), V30, Rust "the enum of `anyOf`: no value is refused that fits several" + ["*-property-type-changed"] - ["*-property-type-changed"];
    "minLength": Any, V30, Docs "a limit in the documentation; nothing is refused, in either direction; one above `maxLength` is told" + ["*-property-min-length-set"] - ["*-property-min-length-unset"];
    "maxLength": Any, V30, Docs "a limit in the documentation, as `minLength`" + ["*-property-max-length-set"] - ["*-property-max-length-unset"];
    "minimum": Any, V30, Rust "a limit in the documentation; one of 0 or more makes of an integer whose `maximum` needs it a `u64`" + ["*-property-type-changed"] - ["*-property-type-changed"];
    "maximum": Any, V30, Rust "a limit in the documentation; one beyond `i64` makes a `u64`, where `minimum` is no less than 0" + ["*-property-type-generalized"] - ["request-property-type-changed", "response-property-type-specialized"];
    "pattern": Text, V30, Rust "shown in the documentation; it is never compiled, and nothing is refused; that of a text which tells webhooks apart is what their names begin with" + ["response-property-pattern-added"] - ["response-property-pattern-removed"];
    "const": Any, V31, Rust "a constant that `new` sets; it tells the alternatives of a union apart" + ["*-property-became-enum"] - ["*-property-became-not-enum"];
    "not": One(ObjectKind::Schema), V30, Docs "shown in the documentation: Rust has no type for all but some values" + ["*-property-constraint-added"] - ["*-property-constraint-removed"];
    "discriminator": One(ObjectKind::Discriminator), V30, Rust "the property that tells the variants of an enum apart" + ["*-property-discriminator-added"] - ["*-property-discriminator-removed"];
    "readOnly": Bool, V30, Rust "not required in what is sent, and no argument of `new`" + ["request-required-property-became-read-only"] - ["request-required-property-became-not-read-only"];
    "writeOnly": Bool, V30, Rust "not required in what is received" + ["response-required-property-became-write-only"] - ["response-required-property-became-not-write-only"];
    "deprecated": Bool, V30, Rust "`#[deprecated]`" + ["*-property-deprecated"] - ["*-property-reactivated"];
    "minItems": Any, V30, Rust "a limit in the documentation, as `minLength`; how many items of a tuple are always there" + ["*-property-min-items-set"] - ["*-property-min-items-unset"];
    "maxItems": Any, V30, Rust "a limit in the documentation, as `minLength`; what follows no tuple" + ["*-property-max-items-set", "not-judged"] - ["*-property-max-items-unset", "not-judged"];
    "uniqueItems": Bool, V30, Docs "said in the documentation; the type stays a `Vec`, which keeps the order" + ["*-property-unique-items-set"] - ["*-property-unique-items-unset"];
    "exclusiveMinimum": Any, V30, Docs "a limit in the documentation: a number since 3.1, and in 3.0 whether `minimum` itself is out of bounds" + ["*-property-min-set"] - ["*-property-min-unset"];
    "exclusiveMaximum": Any, V30, Rust "a limit in the documentation, as `exclusiveMinimum`; one beyond `i64` is as of `maximum`" + ["*-property-type-generalized"] - ["request-property-type-changed", "response-property-type-specialized"];
    "multipleOf": Any, V30, Rust "a limit in the documentation; a `number` that is one of a whole number is an `integer`" + ["*-property-multiple-of-set", "request-property-type-changed", "response-property-type-specialized"] - ["*-property-multiple-of-unset", "*-property-type-generalized"];
    "minProperties": Any, V30, Docs "a limit in the documentation, as `minLength`" + ["*-property-min-properties-set"] - ["*-property-min-properties-unset"];
    "maxProperties": Any, V30, Docs "a limit in the documentation, as `minLength`" + ["*-property-max-properties-set"] - ["*-property-max-properties-unset"];
    "externalDocs": One(ObjectKind::ExternalDocs), V30, Docs "a link in the documentation of the type or field";
    "xml": One(ObjectKind::Xml), V30, Nothing "bodies of XML are sent and received as text or bytes, whatever their elements are called";
    "unevaluatedProperties": OneOrBool(ObjectKind::Schema), V31, Rust "as `additionalProperties`" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
    "propertyNames": One(ObjectKind::Schema), V31, Docs "shown in the documentation; names of a map are texts" + ["*-property-constraint-added"] - ["*-property-constraint-removed"];
    "patternProperties": Map(ObjectKind::Schema), V31, Rust "a map of its type, of several patterns a map of a union; of any JSON, with `loosened`, where other names may stand there" + ["*-property-additional-properties-allowed"] - ["*-property-additional-properties-disallowed"];
    "prefixItems": List(ObjectKind::Schema), V31, Rust "a tuple `(A, B)`; a `Tuple` where elements may be missing or follow" + ["request-property-type-changed", "response-property-type-specialized", "without-effect"] - ["*-property-type-generalized", "without-effect"];
    "unevaluatedItems": OneOrBool(ObjectKind::Schema), V31, Docs "shown in the documentation" + ["*-property-constraint-added"] - ["*-property-constraint-removed"];
    "additionalItems": OneOrBool(ObjectKind::Schema), V31, Rust "of older drafts: the type of the elements behind those of a tuple" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
    "contains": One(ObjectKind::Schema), V31, Docs "shown in the documentation: a `Vec` has elements of one type" + ["*-property-constraint-added"] - ["*-property-constraint-removed"];
    "minContains": Any, V31, Docs "shown in the documentation" + ["*-property-constraint-added"] - ["*-property-constraint-removed"];
    "maxContains": Any, V31, Docs "shown in the documentation" + ["*-property-constraint-added"] - ["*-property-constraint-removed"];
    "if": One(ObjectKind::Schema), V31, Docs "shown in the documentation: which values go together, Rust has no type for" + ["*-property-constraint-added"] - ["*-property-constraint-removed"];
    "then": One(ObjectKind::Schema), V31, Rust [Loosened] "its properties are optional ones of the struct; the rest is shown in the documentation" + ["*-property-constraint-added", "new-optional-request-property", "response-optional-property-added"] - ["*-property-constraint-removed", "request-property-removed", "response-optional-property-removed"];
    "else": One(ObjectKind::Schema), V31, Rust [Loosened] "as `then`" + ["*-property-constraint-added", "new-optional-request-property", "response-optional-property-added"] - ["*-property-constraint-removed", "request-property-removed", "response-optional-property-removed"];
    "dependentSchemas": Map(ObjectKind::Schema), V31, Rust [Loosened] "as `then`" + ["*-property-constraint-added", "new-optional-request-property", "response-optional-property-added"] - ["*-property-constraint-removed", "request-property-removed", "response-optional-property-removed"];
    "dependentRequired": Any, V31, Docs "shown in the documentation; the properties stay optional" + ["*-property-constraint-added"] - ["*-property-constraint-removed"];
    "dependencies": Map(ObjectKind::Schema), V31, Rust [Loosened] "of older drafts: as `dependentSchemas`" + ["*-property-constraint-added", "new-optional-request-property", "response-optional-property-added"] - ["*-property-constraint-removed", "request-property-removed", "response-optional-property-removed"];
    "contentMediaType": Text, V31, Rust "shown in the documentation of a text; in a form, the binary string that `format: binary` is" + ["*-property-constraint-added", "*-property-format-added"] - ["*-property-constraint-removed", "*-property-format-removed"];
    "contentEncoding": Text, V31, Rust "shown in the documentation of a text, which holds what is on the wire; `binary` is as `format: binary`" + ["*-property-constraint-added", "*-property-format-added"] - ["*-property-constraint-removed", "*-property-format-removed"];
    "contentSchema": One(ObjectKind::Schema), V31, Rust "shown in the documentation of a text: a value in a text is the caller's to encode; that of the data of an event is what the data is read as" + ["response-property-type-changed"] - ["response-property-type-changed"];
    "$defs": Map(ObjectKind::Schema), V31, Nothing [UnusedDefinition] "types of what refers to them; what nothing refers to is told";
    "definitions": Map(ObjectKind::Schema), V31, Nothing [UnusedDefinition] "of older drafts: as `$defs`";
    "$id": Text, V31, Nothing "a name of the schema, and no value's";
    "$schema": Text, V31, Nothing "all dialects are read alike: keywords of older drafts have rows here";
    "$anchor": Text, V31, Nothing "a name for references, which are followed";
    "$dynamicAnchor": Text, V31, Nothing "a name for `$dynamicRef`";
    "$dynamicRef": Text, V31, Rust "the type of what it leads to, as `$ref`" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
    "$recursiveAnchor": Any, V31, Nothing "of older drafts: a mark for `$recursiveRef`";
    "$recursiveRef": Text, V31, Rust "of older drafts: the type of what it leads to" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
    "$comment": Text, V31, Nothing "for readers of the document, not for users of the API (JSON Schema 2020-12 §8.3)";
    "$vocabulary": Any, V31, Nothing "for documents that define a dialect";
}

keys! { DISCRIMINATOR:
    "propertyName": Text, V30, Rust "the property that tells the variants apart" + ["*-property-discriminator-added"] - ["*-property-discriminator-removed"];
    "mapping": Any, V30, Rust "the texts that tell them apart; the names of the schemas are read as well, and written where there is no mapping" + ["*-property-discriminator-value-changed"] - ["*-property-discriminator-value-changed"];
    "defaultMapping": Text, V32, Rust "the variant that is tried where the property is missing or has a text that no variant has; what is none of that is kept as it came" + ["*-property-discriminator-default-mapping-changed"] - ["*-property-discriminator-default-mapping-changed"];
}

keys! { XML:
    "name": Text, V30, Nothing "as `xml` itself";
    "namespace": Text, V30, Nothing "as `xml` itself";
    "prefix": Text, V30, Nothing "as `xml` itself";
    "attribute": Bool, V30, Nothing "as `xml` itself";
    "wrapped": Bool, V30, Nothing "as `xml` itself";
    "nodeType": Text, V32, Nothing "as `xml` itself";
}

values! { SCHEMA_VALUES:
    "format" {
        "date-time": V30, Rust "a `Timestamp`, which keeps the text on the wire" + ["*-property-format-added"] - ["*-property-format-removed"];
        "date": V30, Rust "a `Date`, which keeps the text on the wire" + ["*-property-format-added"] - ["*-property-format-removed"];
        "password": V30, Rust "a `Secret`, which `Debug` does not show" + ["*-property-secrecy-changed"] - ["*-property-secrecy-changed"];
        "int32": V30, Rust "an `i32`" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "int64": V30, Rust "an `i64`, as an integer without a format is; a `number` of it is an integer too" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "uuid": V30, Docs "a `String`; said in the documentation, as any format is that has no type of its own" + ["*-property-format-added"] - ["*-property-format-removed"];
        "byte": V30, Docs "a `String` with the text on the wire; said in the documentation" + ["*-property-format-added"] - ["*-property-format-removed"];
        "int8": V30, Rust "as `int32`" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "int16": V30, Rust "as `int32`" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "int": V30, Rust "as `int64`" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "long": V30, Rust "as `int64`" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "uint8": V30, Rust "as `uint32`" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "uint16": V30, Rust "as `uint32`" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "uint32": V30, Rust "a `u32`" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "uint64": V30, Rust "a `u64`" + ["*-property-type-changed"] - ["*-property-type-changed"];
        "uint": V30, Rust "a `u64`" + ["*-property-type-changed"] - ["*-property-type-changed"];
        "int128": V30, Rust "a `Decimal`, which keeps all digits" + ["*-property-type-generalized"] - ["request-property-type-changed", "response-property-type-specialized"];
        "uint128": V30, Rust "as `int128`" + ["*-property-type-changed"] - ["*-property-type-changed"];
        "bigint": V30, Rust "as `int128`" + ["*-property-type-generalized"] - ["request-property-type-changed", "response-property-type-specialized"];
        "float": V30, Nothing "an `f64`, as a number without a format is" + ["*-property-number-format-changed"] - ["*-property-number-format-changed"];
        "double": V30, Nothing "an `f64`, as a number without a format is" + ["*-property-number-format-changed"] - ["*-property-number-format-changed"];
        "decimal": V30, Rust "a `Decimal`, which keeps all digits" + ["*-property-number-format-changed"] - ["*-property-number-format-changed"];
        "decimal128": V30, Rust "as `decimal`" + ["*-property-number-format-changed"] - ["*-property-number-format-changed"];
        "binary": V30, Rust "a `File` in a form and as a whole body; in JSON a `String`" + ["*-property-format-added"] - ["*-property-format-removed"];
        "int-or-string": V30, Rust "an enum of a text and an integer, whatever of them `type` says" + ["*-property-wrapped-in-one-of"] - ["*-property-unwrapped-from-one-of"];
        "time": V30, Docs "as `uuid`" + ["*-property-format-added"] - ["*-property-format-removed"];
        "duration": V30, Docs "as `uuid`" + ["*-property-format-added"] - ["*-property-format-removed"];
        "email": V30, Docs "as `uuid`" + ["*-property-format-added"] - ["*-property-format-removed"];
        "uri": V30, Docs "as `uuid`" + ["*-property-format-added"] - ["*-property-format-removed"];
        "url": V30, Docs "as `uuid`" + ["*-property-format-added"] - ["*-property-format-removed"];
        "hostname": V30, Docs "as `uuid`" + ["*-property-format-added"] - ["*-property-format-removed"];
        "ipv4": V30, Docs "as `uuid`" + ["*-property-format-added"] - ["*-property-format-removed"];
        "ipv6": V30, Docs "as `uuid`" + ["*-property-format-added"] - ["*-property-format-removed"];
        "any other": V30, Docs "said in the documentation" + ["*-property-format-added"] - ["*-property-format-removed"];
    }
    "type" {
        "string": V30, Rust "a `String`, or what its `format` says" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "integer": V30, Rust "an `i64`, or what its `format` and bounds say; a whole `1.0` is one" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "number": V30, Rust "an `f64`, or what its `format` says" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "boolean": V30, Rust "a `bool`" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "array": V30, Rust "a `Vec`" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "object": V30, Rust "a struct, a map, or any object" + ["request-property-type-changed", "response-property-type-specialized"] - ["*-property-type-generalized"];
        "null": V31, Rust "a `()`; of a parameter any JSON" + ["*-property-became-enum", "request-property-became-nullable", "response-optional-property-became-nullable"] - ["*-property-became-not-enum", "*-property-became-not-nullable"];
        "[\"string\",\"null\"]": V31, Rust "an `Option`" + ["*-property-became-nullable", "request-property-type-changed", "response-property-type-specialized"] - ["*-property-became-not-nullable", "*-property-type-generalized"];
        "[\"string\",\"integer\"]": V31, Rust "an enum with a variant for each" + ["*-property-type-changed"] - ["*-property-type-changed"];
        "[\"string\",\"number\",\"boolean\",\"object\",\"array\"]": V31, Nothing "any JSON, as without `type`";
    }
    "contentEncoding" {
        "base64": V31, Docs "as `format: byte`" + ["*-property-constraint-added", "*-property-format-added"] - ["*-property-constraint-removed", "*-property-format-removed"];
        "base64url": V31, Docs "as `format: byte`" + ["*-property-constraint-added", "*-property-format-added"] - ["*-property-constraint-removed", "*-property-format-removed"];
        "binary": V31, Rust "as `format: binary`: a `File` in a form" + ["*-property-constraint-added", "*-property-format-added"] - ["*-property-constraint-removed", "*-property-format-removed"];
        "base16": V31, Docs "shown in the documentation, as any other" + ["*-property-constraint-added"] - ["*-property-constraint-removed"];
        "quoted-printable": V31, Docs "shown in the documentation, as any other" + ["*-property-constraint-added"] - ["*-property-constraint-removed"];
    }
    "contentMediaType" {
        "application/json": V31, Docs "shown in the documentation of a text, as of `text/*`, XML, YAML and JWT" + ["*-property-constraint-added"] - ["*-property-constraint-removed"];
        "application/octet-stream": V31, Rust "as `format: binary`, unless `contentEncoding` says that it is a text; any other media type too" + ["*-property-constraint-added", "*-property-format-added"] - ["*-property-constraint-removed", "*-property-format-removed"];
    }
    "dependencies" {
        "a schema": V31, Rust [Loosened] "as `dependentSchemas`" + ["*-property-constraint-added", "new-optional-request-property", "response-optional-property-added"] - ["*-property-constraint-removed", "request-property-removed", "response-optional-property-removed"];
        "a list of names": V31, Docs "as `dependentRequired`" + ["*-property-constraint-added"] - ["*-property-constraint-removed"];
    }
    "dependentSchemas" {
        "a schema with properties": V31, Rust [Loosened] "as `then`" + ["*-property-constraint-added", "new-optional-request-property", "response-optional-property-added"] - ["*-property-constraint-removed", "request-property-removed", "response-optional-property-removed"];
        "a schema without": V31, Docs "shown in the documentation" + ["*-property-constraint-added"] - ["*-property-constraint-removed"];
    }
}
