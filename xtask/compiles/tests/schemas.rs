//! Schemas, each with instances that its Rust type must give back unchanged, and with some that it must refuse.
//!
//! Only structure is refused: a wrong JSON type, a missing property. Bounds, patterns and closed sets are the server's
//! affair, so that a newer one may loosen them. `SELF` is the schema's own name. (That an array is read as an object of
//! which nothing is required is serde's way with structs; it loses nothing that a server may send.)
//!
//! They are this project's own; the structural part of the JSON Schema Test Suite is their model.

/// A schema, its valid instances and its invalid ones, as JSON.
pub(crate) type Case = (&'static str, &'static [&'static str], &'static [&'static str]);

pub(crate) const CASES: &[Case] = &[
    // type
    (
        r#"{"type": "string"}"#,
        &[r#""""#, r#""a""#, r#""\u0000\ud83d\ude00 \"\\\/""#, r#""1""#],
        &["1", "null", "[]", "{}", "true"],
    ),
    (
        r#"{"type": "integer"}"#,
        &[
            "0",
            "-1",
            "9007199254740993",
            "9223372036854775807",
            "-9223372036854775808",
        ],
        &[r#""1""#, "1.5", "null", "[1]", "true"],
    ),
    (
        r#"{"type": "integer", "format": "int32"}"#,
        &["2147483647", "-2147483648"],
        &["1.5", r#""a""#],
    ),
    (
        r#"{"type": "integer", "format": "uint64"}"#,
        &["18446744073709551615", "0"],
        &["-1", r#""0""#],
    ),
    (
        r#"{"type": "number"}"#,
        &["0.5", "-1e-7", "1.7976931348623157e308"],
        &[r#""1""#, "null", "{}"],
    ),
    (
        r#"{"type": "boolean"}"#,
        &["true", "false"],
        &["0", r#""true""#, "null"],
    ),
    (
        r#"{"type": "object"}"#,
        &["{}", r#"{"a": {"b": [null]}}"#],
        &["[]", "1", "null"],
    ),
    (
        r#"{"type": "array"}"#,
        &["[]", r#"[1, "a", null, {}]"#],
        &["{}", r#""[]""#],
    ),
    (r#"{}"#, &["null", "1", r#""a""#, "[{}]", r#"{"a": 1}"#], &[]),
    (r#"true"#, &["null", "1", r#""a""#], &[]),
    // type, a list of them
    (r#"{"type": ["string", "null"]}"#, &[r#""a""#], &["1", "{}"]),
    (r#"{"type": ["integer", "string"]}"#, &["1", r#""a""#], &[]),
    (r#"{"type": ["array", "object"]}"#, &["[1]", r#"{"a": 1}"#], &[]),
    // properties, required
    (
        r#"{"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "string"}}}"#,
        &["{}", r#"{"a": 1}"#, r#"{"a": 1, "b": "c"}"#],
        &[r#"{"a": "1"}"#, r#"{"b": {}}"#, "1", "null"],
    ),
    (
        r#"{"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}}"#,
        &[r#"{"a": 1}"#, r#"{"a": 1, "b": 2}"#],
        &["{}", r#"{"b": 1}"#, r#"{"a": null}"#],
    ),
    (
        r#"{"type": "object", "required": ["a"], "properties": {"a": {"type": ["integer", "null"]}}}"#,
        &[r#"{"a": 1}"#, r#"{"a": null}"#],
        &[r#"{"a": "b"}"#],
    ),
    (
        r#"{"type": "object", "properties": {"a b": {"type": "integer"}, "a\nb": {"type": "integer"}, "a\"b": {"type": "integer"}, "a\\b": {"type": "integer"}, "": {"type": "integer"}}}"#,
        &[r#"{"a b": 1, "a\nb": 2, "a\"b": 3, "a\\b": 4, "": 5}"#],
        &[r#"{"a b": "1"}"#, r#"{"": "1"}"#],
    ),
    (
        r#"{"type": "object", "properties": {"__proto__": {"type": "integer"}, "toString": {"type": "string"}, "constructor": {"type": "integer"}, "$ref": {"type": "string"}, "self": {"type": "integer"}}}"#,
        &[r#"{"__proto__": 1, "toString": "a", "constructor": 2, "$ref": "b", "self": 3}"#],
        &[r#"{"__proto__": "a"}"#, r#"{"$ref": 1}"#],
    ),
    (
        r#"{"type": "object", "properties": {"Straße": {"type": "integer"}, "strasse": {"type": "integer"}, "ﬀ": {"type": "integer"}, "\ud83d\ude00": {"type": "integer"}}}"#,
        &[r#"{"Straße": 1, "strasse": 2, "ﬀ": 3, "😀": 4}"#],
        &[r#"{"😀": "a"}"#],
    ),
    (
        r#"{"required": ["a"], "properties": {"a": {}}}"#,
        &[r#"{"a": 1}"#, r#"{"a": {"b": []}}"#],
        &["{}"],
    ),
    // additionalProperties
    (
        r#"{"type": "object", "additionalProperties": {"type": "integer"}}"#,
        &["{}", r#"{"a": 1, "": 2}"#],
        &[r#"{"a": "b"}"#, "[]"],
    ),
    (
        r#"{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "integer"}}"#,
        &[r#"{"a": "b", "c": 1}"#, r#"{"c": 1}"#],
        &[r#"{"c": "d"}"#],
    ),
    (
        r#"{"type": "object", "additionalProperties": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "boolean"}}}}"#,
        &[r#"{"a": {"b": [true]}}"#],
        &[r#"{"a": {"b": [1]}}"#, r#"{"a": []}"#],
    ),
    // items
    (
        r#"{"type": "array", "items": {"type": "integer"}}"#,
        &["[]", "[1, 2]"],
        &[r#"["a"]"#, "[null]", "1"],
    ),
    (
        r#"{"type": "array", "items": {"type": "array", "items": {"type": "string"}}}"#,
        &[r#"[["a"], []]"#],
        &[r#"["a"]"#, "[[1]]"],
    ),
    (
        r#"{"type": "array", "items": {"type": ["integer", "null"]}}"#,
        &["[1, null]"],
        &[r#"["a"]"#],
    ),
    (
        r#"{"type": "array", "items": {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}}"#,
        &[r#"[{"a": 1}, {"a": 2}]"#],
        &["[{}]"],
    ),
    // enum, const: open sets
    (
        r#"{"type": "string", "enum": ["a", "b", "A", ""]}"#,
        &[r#""a""#, r#""A""#, r#""""#, r#""new""#],
        &["1", "null", "[]"],
    ),
    (r#"{"enum": [1, 2, -1]}"#, &["1", "-1", "7"], &[r#""1""#]),
    (
        r#"{"enum": ["1", 1, true, null, 1.5]}"#,
        &[r#""1""#, "1", "true", "1.5", r#""new""#],
        &[],
    ),
    (
        r#"{"enum": ["a\nb", "a\u0000b", "\"", "\\", "+1", "-1"]}"#,
        &[r#""a\nb""#, r#""a\u0000b""#, r#""\"""#, r#""\\""#, r#""+1""#, r#""-1""#],
        &["1"],
    ),
    (
        r#"{"type": "object", "required": ["kind"], "properties": {"kind": {"const": "a"}, "b": {"type": "integer"}}}"#,
        &[r#"{"kind": "a"}"#, r#"{"kind": "a", "b": 1}"#],
        &["{}", r#"{"kind": 1}"#],
    ),
    // allOf
    (
        r#"{"allOf": [{"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}, {"type": "object", "required": ["b"], "properties": {"b": {"type": "string"}}}]}"#,
        &[r#"{"a": 1, "b": "c"}"#],
        &[r#"{"a": 1}"#, r#"{"b": "c"}"#, r#"{"a": "1", "b": "c"}"#],
    ),
    (r#"{"allOf": [{"type": "string"}]}"#, &[r#""a""#], &["1"]),
    (r#"{"allOf": [{}, {"type": "integer"}]}"#, &["1"], &[r#""a""#]),
    // anyOf, oneOf
    (
        r#"{"oneOf": [{"type": "integer"}, {"type": "string"}]}"#,
        &["1", r#""a""#],
        &[],
    ),
    (
        r#"{"oneOf": [{"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}, {"type": "object", "required": ["b"], "properties": {"b": {"type": "string"}}}]}"#,
        &[r#"{"a": 1}"#, r#"{"b": "c"}"#],
        &[],
    ),
    (
        r#"{"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "string"}]}"#,
        &[r#""a""#, r#""other""#],
        &["1"],
    ),
    (
        r#"{"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}, {"type": "null"}]}"#,
        &[r#"["a"]"#, r#""a""#],
        &[],
    ),
    (
        r#"{"oneOf": [{"type": "object", "required": ["t"], "properties": {"t": {"const": "x"}, "v": {"type": "integer"}}}, {"type": "object", "required": ["t"], "properties": {"t": {"const": "y"}, "v": {"type": "string"}}}]}"#,
        &[
            r#"{"t": "x", "v": 1}"#,
            r#"{"t": "y", "v": "a"}"#,
            r#"{"t": "new", "w": [1]}"#,
        ],
        &[],
    ),
    // $ref
    (
        r##"{"type": "object", "properties": {"next": {"$ref": "#/components/schemas/SELF"}, "v": {"type": "integer"}}}"##,
        &[r#"{"next": {"next": {"v": 1}}}"#, "{}"],
        &[r#"{"next": 1}"#, r#"{"next": {"v": "a"}}"#],
    ),
    (
        r##"{"type": "array", "items": {"$ref": "#/components/schemas/S0"}}"##,
        &[r#"["a"]"#],
        &["[1]"],
    ),
    (
        r##"{"type": "object", "properties": {"a": {"$ref": "#/components/schemas/S13/properties/a"}}}"##,
        &[r#"{"a": 1}"#],
        &[r#"{"a": "b"}"#],
    ),
    // format: what is not understood is kept
    (
        r#"{"type": "string", "format": "date-time"}"#,
        &[
            r#""1963-06-19T08:30:06.283185Z""#,
            r#""1990-12-31T15:59:50.123-08:00""#,
            r#""2024-01-01T00:00:00""#,
        ],
        &["1", "null"],
    ),
    (
        r#"{"type": "string", "format": "date"}"#,
        &[r#""1963-06-19""#, r#""2020-02-29""#],
        &["1", "{}"],
    ),
    (
        r#"{"type": "string", "format": "uuid"}"#,
        &[r#""2eb8aa08-aa98-11ea-b4aa-73b441d16380""#, r#""no uuid""#],
        &["1"],
    ),
    (r#"{"type": "string", "format": "password"}"#, &[r#""secret""#], &["1"]),
    // what is not structural is not refused
    (
        r#"{"type": "string", "minLength": 2, "maxLength": 3, "pattern": "^b"}"#,
        &[r#""ab""#, r#""too long""#, r#""""#],
        &["1"],
    ),
    (
        r#"{"type": "integer", "minimum": 1, "maximum": 2, "multipleOf": 2}"#,
        &["1", "7", "-7"],
        &[r#""1""#],
    ),
    (
        r#"{"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 3, "uniqueItems": true}"#,
        &["[]", "[1, 1]", "[1, 2, 3, 4]"],
        &["{}"],
    ),
    (
        r#"{"type": "object", "minProperties": 1, "properties": {"a": {"type": "integer"}}}"#,
        &["{}"],
        &["1"],
    ),
    (
        r#"{"type": "object", "dependentRequired": {"a": ["b"]}, "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}}"#,
        &[r#"{"a": 1}"#, r#"{"a": 1, "b": 2}"#],
        &[r#"{"a": "x"}"#],
    ),
    (r#"{"not": {"type": "integer"}}"#, &[r#""a""#, "null", "1"], &[]),
    (
        r#"{"if": {"type": "string"}, "then": {"minLength": 1}}"#,
        &[r#""""#, "1"],
        &[],
    ),
];
