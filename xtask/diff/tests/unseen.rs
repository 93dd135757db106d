//! Edits that are dropped as a document is read are counted as what they are, and not as spelling.
//!
//! In: pairs of documents that are equal in the shape of OpenAPI 3.0. Out: what part of the noise each is.

use crate::review::{answering, compare};

/// What is written in a document before and after, where both are read as the same, and what part of the noise it is.
const UNSEEN: &[(&str, &str, &str, &str)] = &[
    (
        "3.0.3",
        r#"{"type": "string"}"#,
        r#"{"type": "string", "colour": "red"}"#,
        "other",
    ),
    (
        "3.1.0",
        r#"{"type": "string"}"#,
        r#"{"type": "string", "$comment": "It."}"#,
        "other",
    ),
    (
        "3.0.3",
        r#"{"type": "string"}"#,
        r#"{"type": "string", "x-colour": "red"}"#,
        "extensions",
    ),
    (
        "3.0.3",
        r##"{"$ref": "#/components/schemas/T"}"##,
        r##"{"$ref": "#/components/schemas/T", "type": "integer"}"##,
        "other",
    ),
    (
        "3.0.3",
        r#"{"type": "string", "maxLength": "a"}"#,
        r#"{"type": "string", "maxLength": "b"}"#,
        "other",
    ),
    (
        "3.0.3",
        r#"{"type": "string"}"#,
        r#"{"type": "string", "maxLength": "b"}"#,
        "other",
    ),
    ("3.1.0", r#"{"type": "string"}"#, r#"{"type": ["string"]}"#, "spelling"),
    (
        "3.1.0",
        r##"{"allOf": [{"$ref": "#/components/schemas/T"}]}"##,
        r##"{"allOf": [{"$ref": "#/components/schemas/T"}], "$comment": "It."}"##,
        "other",
    ),
    (
        "3.0.3",
        r#"{"type": "string", "format": "x"}"#,
        r#"{"format": "x", "type": "string"}"#,
        "spelling",
    ),
];

const PARAMETER: &str = r##"{"$ref": "#/components/parameters/A"}"##;

/// The same of the parameters of an operation.
const UNSEEN_PARAMETERS: &[(&str, &str, &str, &str)] = &[
    (
        "3.0.3",
        PARAMETER,
        r##"{"$ref": "#/components/parameters/A", "required": true}"##,
        "other",
    ),
    (
        "3.1.0",
        PARAMETER,
        r##"{"$ref": "#/components/parameters/A", "x-colour": "red"}"##,
        "extensions",
    ),
    (
        "3.0.3",
        PARAMETER,
        r##"{"$ref": "#/components/parameters/A", "colour": "red"}"##,
        "other",
    ),
];

#[test]
fn what_is_dropped_as_the_document_is_read_is_no_spelling() {
    for (version, old, new, part) in UNSEEN {
        let side = |schema: &&str| answering(version, schema, r#""T": {"type": "string"}"#);
        is_counted_as(part, &side(old), &side(new));
    }
    for (version, old, new, part) in UNSEEN_PARAMETERS {
        let side = |parameters: &&str| {
            let document = answering(version, r#"{"type": "string"}"#, "");
            let document = document.replace(
                r#""operationId""#,
                &format!(r#""parameters": [{parameters}], "operationId""#),
            );
            let parameter =
                r#""components": {"parameters": {"A": {"name": "a", "in": "query", "schema": {"type": "string"}}}, "#;
            document.replace(r#""components": {"#, parameter)
        };
        is_counted_as(part, &side(old), &side(new));
    }
}

#[test]
fn another_version_is_a_spelling() {
    let side = |version| answering(version, r#"{"type": "string"}"#, "");
    is_counted_as("spelling", &side("3.0.3"), &side("3.1.0"));
}

/// Whether one edit without effect is found between two documents, there and back, and of which part.
fn is_counted_as(part: &str, one: &str, other: &str) {
    for (base, head) in [(one, other), (other, one)] {
        let comparison = compare(base, head);
        let provider = &comparison.providers[0];
        assert!(provider.findings.is_empty(), "{base}\n{head}\n{:#?}", provider.findings);
        let noise = &provider.noise;
        let counted = match part {
            "extensions" => noise.extensions,
            "spelling" => noise.spelling,
            _ => noise.other,
        };
        assert_eq!((counted, noise.total()), (1, 1), "{base}\n{head}\n{noise:?}");
    }
}
