//! Operations: one name each, responses by status, methods that OpenAPI knows.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::context::{Context, Version};
use super::cursor::escape;
use crate::ir::Pointer;
use crate::report::{Code, Diagnostic};

/// The methods that a path item of OpenAPI 3.0 and 3.1 has keys for.
pub(super) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Calls something for every operation under `paths`.
pub(super) fn each(
    root: &mut Value,
    cx: &mut Context<'_>,
    mut visit: impl FnMut(&mut Map<String, Value>, &mut Context<'_>),
) {
    let Some(Value::Object(paths)) = root.get_mut("paths") else {
        return;
    };
    cx.within("paths", |cx| {
        for (path, item) in paths.iter_mut() {
            let Value::Object(item) = item else { continue };
            cx.within(path, |cx| {
                for (method, operation) in item.iter_mut() {
                    let Value::Object(operation) = operation else {
                        continue;
                    };
                    if METHODS.contains(&method.as_str()) {
                        cx.within(method, |cx| visit(operation, cx));
                    }
                }
            });
        }
    });
}

/// Looks at every operation.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let mut ids = HashMap::new();
    each(root, cx, |operation, cx| {
        one_name(operation, &mut ids, cx);
        if !operation.contains_key("responses") {
            if cx.version == Version::V30 {
                cx.warn(Code::MissingKey, "the operation has no `responses`");
            }
            operation.insert("responses".into(), json!({}));
        }
    });
    true
}

/// Takes the `operationId` from an operation whose name another has: it is then named from method and path.
fn one_name(operation: &mut Map<String, Value>, ids: &mut HashMap<String, Pointer>, cx: &mut Context<'_>) {
    let Some(Value::String(id)) = operation.get("operationId") else {
        return;
    };
    let at = cx.place.child("operationId");
    if let Some(first) = ids.get(id) {
        let message = format!("another operation is called `{id}`");
        cx.push(
            Diagnostic::new(Code::RepeatedOperationId, at, message)
                .label("this one is named from its method and path")
                .also(first.clone(), "the first one"),
        );
        operation.remove("operationId");
    } else {
        ids.insert(id.clone(), at);
    }
}

/// Spells the keys of responses as OpenAPI does, and leaves out those that are no status.
pub(super) fn statuses(responses: &mut Map<String, Value>, cx: &mut Context<'_>) {
    if responses.keys().all(|key| is_status(key) || key.starts_with("x-")) {
        return;
    }
    for (key, response) in std::mem::take(responses) {
        if is_status(&key) || key.starts_with("x-") {
            responses.insert(key, response);
            continue;
        }
        let folded = key.trim().to_uppercase();
        let meant = if folded == "DEFAULT" {
            "default".to_owned()
        } else {
            folded
        };
        let at = cx.place.child(&key);
        let message = format!("`{key}` is no status");
        let diagnostic = Diagnostic::new(Code::FaultyStatus, at, message).on_key();
        if is_status(&meant) && !responses.contains_key(&meant) {
            cx.push(diagnostic.label(format!("read as `{meant}`")));
            cx.moved(&escape(&key), &meant);
            responses.insert(meant, response);
        } else {
            cx.push(
                diagnostic
                    .label("left out")
                    .hint("a response is keyed by a status (`404`), a range (`4XX`) or `default`"),
            );
        }
    }
}

fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        b"default" => true,
        [b'1'..=b'5', b'X', b'X'] => true,
        [b'1'..=b'9', second, third] => second.is_ascii_digit() && third.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::{document, document_of};
    use crate::report::Code;

    #[test]
    fn repeated_names_go() {
        let operation = json!({"operationId": "a", "responses": {}});
        let (value, codes) = document(json!({"paths": {"/a": {"get": operation}, "/b": {"get": operation}}}));
        assert_eq!(codes, [Code::RepeatedOperationId]);
        assert_eq!(value["paths"]["/a"]["get"]["operationId"], "a");
        assert_eq!(value["paths"]["/b"]["get"].get("operationId"), None);
    }

    #[test]
    fn responses_are_added_and_spelled() {
        let (_, codes) = document(json!({"paths": {"/a": {"get": {}}}}));
        assert_eq!(codes, []);
        let (value, codes) = document_of(
            "3.0.0",
            json!({"paths": {"/a": {
                "get": {},
                "put": {"responses": {"2xx": {"description": ""}, "Default": {"description": ""}, "ok": {"description": ""}, "x-a": 1}},
            }}}),
        );
        assert_eq!(
            codes,
            [
                Code::MissingKey,
                Code::FaultyStatus,
                Code::FaultyStatus,
                Code::FaultyStatus
            ]
        );
        assert_eq!(value["paths"]["/a"]["get"]["responses"], json!({}));
        let put = &value["paths"]["/a"]["put"]["responses"];
        assert_eq!(
            *put,
            json!({"2XX": {"description": ""}, "default": {"description": ""}, "x-a": 1})
        );
    }
}
