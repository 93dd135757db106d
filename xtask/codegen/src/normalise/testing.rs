//! Helpers for the tests of passes: a document or a schema in, the rewritten one and the codes out.

use serde_json::{Value, json};

use super::{Normalised, normalise};
use crate::report::{Code, Report};

/// Normalises the given parts of a document.
pub(super) fn document_of(version: &str, parts: Value) -> (Value, Vec<Code>) {
    let (plain, codes) = normalised(version, parts);
    (plain.value, codes)
}

/// The same, with what is found out.
pub(super) fn normalised(version: &str, parts: Value) -> (Normalised, Vec<Code>) {
    let mut document = json!({"openapi": version, "info": {"title": "t", "version": "1"}, "paths": {}});
    if let (Value::Object(document), Value::Object(parts)) = (&mut document, parts) {
        document.extend(parts);
    }
    let mut report = Report::default();
    let plain = normalise(document, &mut report);
    let codes = report.diagnostics.iter().map(|diagnostic| diagnostic.code);
    (plain, codes.collect())
}

/// Normalises the given parts of a 3.1 document.
pub(super) fn document(parts: Value) -> (Value, Vec<Code>) {
    document_of("3.1.0", parts)
}

/// Normalises one schema of a document.
pub(super) fn schema_of(version: &str, schema: Value) -> (Value, Vec<Code>) {
    let others = json!({
        "type": "object", "properties": {"z": {"type": "string"}},
    });
    let parts = json!({"components": {"schemas": {"S": schema, "Other": others.clone(), "Another": others}}});
    let (mut value, codes) = document_of(version, parts);
    (value["components"]["schemas"]["S"].take(), codes)
}

/// Checks a table of schemas before and after, in a 3.1 document that gives the listed codes.
pub(super) fn schemas(cases: &[(Value, Value, &[Code])]) {
    check("3.1.0", cases);
}

/// The same in a 3.0 document.
pub(super) fn schemas_30(cases: &[(Value, Value, &[Code])]) {
    check("3.0.3", cases);
}

fn check(version: &str, cases: &[(Value, Value, &[Code])]) {
    for (before, after, expected) in cases {
        let (value, codes) = schema_of(version, before.clone());
        assert_eq!(&value, after, "from {before}");
        assert_eq!(codes, *expected, "codes of {before}");
    }
}
