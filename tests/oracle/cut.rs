//! Cuts a document down to what progenitor 0.15 can express. In: the document. Out: the same document with less in it, and
//! the operations that are gone, each with the reason.

use serde_json::{Map, Value};

/// Makes all cuts.
pub(crate) fn down(document: &mut Value) -> Vec<(String, String)> {
    let mut left_out = Vec::new();
    for item in members(document.get_mut("paths")) {
        let Value::Object(operations) = item else {
            continue;
        };
        operations.retain(|_, operation| match refused(operation) {
            Some(reason) => {
                left_out.push((id(operation), reason.to_owned()));
                false
            }
            None => true,
        });
        for (_, operation) in operations {
            keep_one_error_type(operation);
        }
    }
    for schema in members(document.pointer_mut("/components/schemas")) {
        drop_defaults(schema);
    }
    left_out
}

/// Why progenitor refuses an operation as a whole.
fn refused(operation: &Value) -> Option<&'static str> {
    // "Unexpected content type: multipart/form-data": a body is JSON, a form or bytes.
    operation
        .pointer("/requestBody/content/multipart~1form-data")
        .map(|_| "progenitor has no multipart bodies")
}

/// progenitor asserts that all errors of an operation have one type (`response_types.len() <= 1`), and panics. 401 and 429
/// share `ErrorDetail`, so 422 with its `HttpValidationError` goes.
fn keep_one_error_type(operation: &mut Value) {
    if let Some(Value::Object(responses)) = operation.get_mut("responses") {
        responses.remove("422");
    }
}

/// progenitor writes a property's `default` into each request that leaves the property out, so that the server's own
/// default can never be asked for, and a change to one field would change others.
fn drop_defaults(schema: &mut Value) {
    for property in members(schema.get_mut("properties")) {
        if let Value::Object(property) = property {
            property.remove("default");
        }
    }
}

fn members(object: Option<&mut Value>) -> impl Iterator<Item = &mut Value> {
    object
        .and_then(Value::as_object_mut)
        .into_iter()
        .flat_map(Map::values_mut)
}

fn id(operation: &Value) -> String {
    let id = operation.get("operationId").and_then(Value::as_str);
    id.unwrap_or_default().to_owned()
}
