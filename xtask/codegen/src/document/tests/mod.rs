//! The stage on whole documents: the real ones of the corpus, and broken ones.

mod corpus;
mod fuzz;
mod promises;
mod tally;

use serde_json::{Value, json};

use super::document;
use crate::normalise::normalise;
use crate::report::{Code, Report};

/// Reads a 3.0 document with these parts; gives the pointers and codes of what was reported.
fn read(parts: Value) -> (super::Document, Vec<(Code, String)>) {
    let mut value = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}});
    if let (Value::Object(value), Value::Object(parts)) = (&mut value, parts) {
        value.extend(parts);
    }
    let mut report = Report::default();
    let plain = normalise(value, &mut report);
    let document = document(&plain, &mut report);
    let found = report
        .diagnostics
        .into_iter()
        .map(|diagnostic| (diagnostic.code, diagnostic.at.0))
        .collect();
    (document, found)
}

#[test]
fn faults_are_narrowed_down_and_do_not_hide_each_other() {
    let (document, found) = read(json!({
        "servers": [{"url": "https://a"}, {"url": []}, {"url": "https://b", "variables": {"v": {"default": 1, "enum": [1]}}}],
        "paths": {
            "/a": {"get": {"tags": ["a", 1], "responses": {"200": 1}}},
            "/b": {"get": {"responses": {}, "parameters": [{"in": "query", "schema": {}}]}, "post": [1]},
        },
        "components": {
            "schemas": {
                "A": {"type": "object", "properties": {"a": 1, "b": {"type": "array", "items": {"pattern": []}}}},
                "B": 1,
            },
            "securitySchemes": {"k": {"type": "apiKey", "in": "header", "name": []}},
        },
    }));
    let expected = [
        (Code::WrongType, "/servers/2/variables/v/default"),
        (Code::UnrequiredSchemes, "/components/securitySchemes"),
        (Code::UnreadableDetail, "/paths/~1a/get/tags/1"),
        (Code::Unreadable, "/paths/~1a/get/responses/200"),
        (Code::Unreadable, "/paths/~1b/get/parameters/0"),
        (Code::Unreadable, "/paths/~1b/post"),
        (Code::Unreadable, "/servers/1"),
        (Code::UnreadableDetail, "/servers/2/variables/v/enum/0"),
        (Code::Unreadable, "/components/schemas/A/properties/a"),
        (
            Code::UnreadableDetail,
            "/components/schemas/A/properties/b/items/pattern",
        ),
        (Code::Unreadable, "/components/schemas/B"),
        (Code::Unreadable, "/components/securitySchemes/k"),
    ];
    let found: Vec<(Code, &str)> = found.iter().map(|(code, at)| (*code, at.as_str())).collect();
    assert_eq!(found, expected);
    assert_eq!(document.openapi.operations().count(), 2);
    assert_eq!(document.openapi.servers.len(), 2);
    assert_eq!(document.openapi.components.unwrap_or_default().schemas.len(), 2);
}

#[test]
fn unknown_keys_are_reported_with_the_key_meant() {
    let mut report = Report::default();
    normalise(
        json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": {
            "gett": {}, "post": {"requestbody": {"content": {}}, "responses": {}, "zzz": 1, "x-zzz": 1},
        }}, "components": {"schemas": {"A": {"type": "object", "requred": ["a"], "properties": {"requred": {}}}}}}),
        &mut report,
    );
    let found: Vec<_> = report
        .diagnostics
        .iter()
        .map(|found| (found.code, found.at.0.as_str(), found.label.as_str(), found.on_key))
        .collect();
    assert_eq!(
        found,
        [
            (Code::UnknownKey, "/paths/~1a/gett", "did you mean `get`?", true),
            (Code::SnakeCaseKey, "/paths/~1a/post/requestbody", "", true),
            (Code::UnknownKey, "/paths/~1a/post/zzz", "", true),
            (
                Code::UnknownKey,
                "/components/schemas/A/requred",
                "did you mean `required`?",
                true
            ),
        ]
    );
}
