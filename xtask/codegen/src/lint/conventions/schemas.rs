//! `unnamed-schema`, `null-in-enum` and `empty-object`: how schemas are written.

use serde_json::Value;

use crate::ir::Pointer;
use crate::lint::Node;
use crate::normalise::grammar::ObjectKind;
use crate::report::{Code, Diagnostic, Report};

/// What says of an object what it holds.
const CONTENTS: [&str; 7] = [
    "properties",
    "additionalProperties",
    "patternProperties",
    "allOf",
    "oneOf",
    "anyOf",
    "$ref",
];

/// Looks at a schema.
pub(super) fn check(node: &Node<'_>, document: &Value, report: &mut Report) {
    if node.kind != ObjectKind::Schema || is_envelope(&node.at.0) {
        return;
    }
    let schema = node.value;
    let values = schema
        .get("enum")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    // 3.1 has no other way.
    let is_30 = || {
        document
            .get("openapi")
            .and_then(Value::as_str)
            .is_some_and(|version| version.starts_with("3.0"))
    };
    if let Some(index) = values.iter().position(Value::is_null).filter(|_| is_30()) {
        let at = Pointer(format!("{}/enum/{index}", node.at.0));
        let diagnostic = Diagnostic::new(Code::NullInEnum, at, "the enum lists `null`");
        report.push(diagnostic.hint("write `nullable: true` beside it"));
    }
    if schema.get("type").and_then(Value::as_str) == Some("object")
        && !CONTENTS.iter().any(|key| schema.get(key).is_some())
    {
        let message = "the object does not say what it holds";
        let diagnostic = Diagnostic::new(Code::EmptyObject, node.at.clone(), message).on_key();
        report.push(diagnostic.hint("write `additionalProperties: true` if it is free-form"));
    }
    let has_properties = schema
        .get("properties")
        .and_then(Value::as_object)
        .is_some_and(|map| !map.is_empty());
    let what = match (has_properties, values.len() > 1) {
        (true, _) => "an object with properties",
        (_, true) => "an enum",
        _ => return,
    };
    if !is_named(&node.at.0) {
        let message = format!("{what} has no name of its own");
        let diagnostic = Diagnostic::new(Code::UnnamedSchema, node.at.clone(), message).on_key();
        report.push(diagnostic.hint("make it a component, and refer to that"));
    }
}

/// Whether a place is in what JSON:API wraps around a request, of which no type is made: the client writes it.
fn is_envelope(at: &str) -> bool {
    let (body, rest) = at.split_once("/application~1vnd.api+json/schema").unwrap_or_default();
    let is_request = body.contains("/requestBod");
    is_request && ["", "/properties/data", "/properties/data/properties/relationships"].contains(&rest)
}

/// Whether a place is that of a component, or of a part that `allOf` makes of it.
fn is_named(at: &str) -> bool {
    let Some(rest) = at.strip_prefix("/components/schemas/") else {
        return false;
    };
    let mut tokens = rest.split('/').skip(1);
    std::iter::from_fn(|| Some((tokens.next()?, tokens.next()))).all(|(key, _)| key == "allOf")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_envelope_of_a_request_is_no_type() {
        let body = "/paths/~1calls/post/requestBody/content/application~1vnd.api+json/schema";
        assert!(is_envelope(body) && is_envelope(&format!("{body}/properties/data")));
        assert!(!is_envelope(&format!("{body}/properties/data/properties/attributes")));
        assert!(!is_envelope(&body.replace("requestBody", "responses/200")) && !is_envelope(""));
    }

    #[test]
    fn components_and_their_parts_have_a_name() {
        for (at, expected) in [
            ("/components/schemas/Call", true),
            ("/components/schemas/Call/allOf/1", true),
            ("/components/schemas/Call/allOf/1/allOf/0", true),
            ("/components/schemas/Call/properties/to", false),
            ("/components/schemas/Call/allOf/1/properties/to", false),
            ("/components/schemas/Call/items", false),
            ("/paths/~1calls/get/parameters/0/schema", false),
        ] {
            assert_eq!(is_named(at), expected, "{at}");
        }
    }
}
