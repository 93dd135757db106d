//! Methods that a path item of OpenAPI 3.0 has no key for: QUERY, and those of `additionalOperations`. Each of their operations
//! gets a path item of its own, in which it stands as `post`, which has a body too. What tells that path item from the one of
//! the other methods is never sent.

use serde_json::{Map, Value, json};

use super::super::context::{Context, Version};
use super::super::cursor::escape;
use super::super::grammar::{ObjectKind, each_child};
use crate::ir::Method;
use crate::methods::{KEY, of_other};
use crate::report::{Code, Diagnostic};

/// What of a path item an operation of another method takes along.
const SHARED: [&str; 4] = ["summary", "description", "servers", "parameters"];

/// Looks at all path items that become requests of the client or of the server.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) {
    for key in ["paths", "webhooks", "x-webhooks"] {
        if let Some(Value::Object(items)) = root.get_mut(key) {
            cx.within(key, |cx| path_items(items, cx));
        }
    }
    if cx.version >= Version::V32 {
        callbacks(root, ObjectKind::Root, cx);
    }
}

/// Only the objects that lead to callbacks are entered.
fn callbacks(value: &mut Value, kind: ObjectKind, cx: &mut Context<'_>) {
    if let (ObjectKind::Callback, Value::Object(items)) = (kind, &mut *value) {
        path_items(items, cx);
    }
    each_child(value, kind, cx, &mut |child, kind, cx| {
        use ObjectKind::{Callback, Operation, PathItem, Paths};
        if matches!(kind, Paths | PathItem | Operation | Callback) {
            callbacks(child, kind, cx);
        }
    });
}

fn path_items(items: &mut Map<String, Value>, cx: &mut Context<'_>) {
    let has_others = |item: &Value| item.get("query").is_some() || item.get("additionalOperations").is_some();
    if !items.values().any(has_others) {
        return;
    }
    for (name, mut item) in std::mem::take(items) {
        let others = match item.as_object_mut() {
            Some(item) => cx.within(&name, |cx| others(item, cx)),
            None => Vec::new(),
        };
        let shared = |key: &str| Some((key.to_owned(), item.get(key)?.clone()));
        let shared: Map<String, Value> = SHARED.into_iter().filter_map(shared).collect();
        items.insert(name.clone(), item);
        for Other { at, method, operation } in others {
            let own = of_other(&name, &method);
            moved(&name, &own, &at, cx);
            let mut item = shared.clone();
            item.insert("post".into(), operation);
            if items.insert(own.clone(), Value::Object(item)).is_some() {
                cx.warn_at(
                    &own,
                    Code::ConflictingKeys,
                    format!("`{method}` of `{name}` is read in place of this"),
                );
            }
        }
    }
}

/// An operation of a method that 3.0 has no key for.
struct Other {
    /// Where it stands in its path item: `additionalOperations/LINK`.
    at: String,
    method: String,
    operation: Value,
}

/// Takes these operations out of a path item.
fn others(item: &mut Map<String, Value>, cx: &mut Context<'_>) -> Vec<Other> {
    let query = item
        .remove("query")
        .map(|operation| ("query".to_owned(), "QUERY".to_owned(), operation));
    let additional = match item.remove("additionalOperations") {
        Some(Value::Object(additional)) => additional,
        _ => Map::new(),
    };
    let additional = additional.into_iter().filter_map(|(method, operation)| {
        let at = format!("additionalOperations/{}", escape(&method));
        match fault(&method) {
            None => Some((at, method, operation)),
            Some((message, hint)) => {
                let diagnostic = Diagnostic::new(
                    Code::UnsupportedMethod,
                    cx.place.child("additionalOperations").child(&method),
                    message,
                );
                cx.push(diagnostic.on_key().label("left out").hint(hint));
                None
            }
        }
    });
    let all = query.into_iter().chain(additional);
    all.filter_map(|(at, method, mut operation)| {
        operation.as_object_mut()?.insert(KEY.into(), json!(method));
        Some(Other { at, method, operation })
    })
    .collect()
}

/// Why `additionalOperations` cannot have a method (OpenAPI 3.2 §4.10.1), and what to do about it.
fn fault(method: &str) -> Option<(String, String)> {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if method.is_empty() || !method.bytes().all(is_token) {
        let message = format!("{method:?} is no method of HTTP");
        return Some((
            message,
            "a method is a token, such as `LINK` (RFC 9110 §5.6.2)".to_owned(),
        ));
    }
    if method == "CONNECT" {
        let message = "`CONNECT` asks a proxy for a tunnel, and has no path (RFC 9110 §9.3.6)";
        return Some((message.to_owned(), "no client of an API calls it".to_owned()));
    }
    let own = Method::ALL.iter().find(|own| own.as_str() == method)?;
    let key = own.as_str().to_ascii_lowercase();
    Some((
        format!("`{method}` has a field of its own, and cannot stand here"),
        format!("say it as `{key}` of the path item"),
    ))
}

/// Remembers where the parts of such a path item stood.
fn moved(name: &str, own: &str, at: &str, cx: &mut Context<'_>) {
    let (name, own) = (escape(name), escape(own));
    cx.moved(&name, &own);
    cx.moved(&format!("{name}/{at}"), &format!("{own}/post"));
    let here = cx.place.as_str();
    cx.facts
        .methods
        .insert(format!("{here}/{own}/post"), format!("{here}/{name}/{at}"));
    cx.facts
        .methods
        .insert(format!("{here}/{own}"), format!("{here}/{name}"));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::document_of;
    use crate::report::Code;

    #[test]
    fn other_methods_have_path_items_of_their_own() {
        let operation = json!({"responses": {}});
        let (value, codes) = document_of(
            "3.2.0",
            json!({"paths": {"/a": {
                "summary": "s", "get": operation, "query": operation, "additionalOperations": {"LINK": operation, "query": operation},
            }}}),
        );
        assert_eq!(codes, []);
        let other = |method: &str| json!({"summary": "s", "post": {"responses": {}, "x-method": method}});
        assert_eq!(
            value["paths"],
            json!({
                "/a": {"summary": "s", "get": operation},
                "/a#QUERY": other("QUERY"),
                "/a#LINK": other("LINK"),
                "/a#query": other("query"),
            })
        );
    }

    #[test]
    fn what_the_server_calls_may_have_them_too() {
        let items = json!({"u": {"additionalOperations": {"LINK": {"responses": {}}}}});
        let (value, codes) = document_of(
            "3.2.0",
            json!({"paths": {"/a": {"get": {"responses": {}, "callbacks": {"c": items}}}}, "webhooks": items}),
        );
        assert_eq!(codes, []);
        for items in [&value["x-webhooks"], &value["paths"]["/a"]["get"]["callbacks"]["c"]] {
            assert_eq!(items["u#LINK"]["post"]["x-method"], "LINK");
        }
    }

    #[test]
    fn what_is_no_other_method_is_told() {
        for method in ["GET", "POST", "QUERY", "CONNECT", "", "MOVE TO", "Ü"] {
            let (value, codes) = document_of(
                "3.2.0",
                json!({"paths": {"/a": {"additionalOperations": {method: {"responses": {}}}}}}),
            );
            assert_eq!(
                (&value["paths"], codes.as_slice()),
                (&json!({"/a": {}}), &[Code::UnsupportedMethod][..]),
                "{method}"
            );
        }
    }
}
