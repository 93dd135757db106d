//! Security requirements: each names a scheme that exists.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::context::Context;
use super::{operations, schemes};
use crate::nearest::nearest;
use crate::report::{Code, Diagnostic};

/// Looks at the schemes, then at every requirement.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let names = schemes::repair(root, cx);
    if let Value::Object(map) = root {
        requirements(map, &names, cx);
    }
    let (mut is_required, mut has_operations) = (root.get("security").is_some(), false);
    operations::each(root, cx, |operation, cx| {
        is_required |= operation.contains_key("security");
        has_operations = true;
        requirements(operation, &names, cx);
    });
    if has_operations && !is_required && !names.is_empty() {
        take_all(root, cx);
    }
    true
}

/// Where nothing says when the schemes are needed, each is sent whose credential there is, and none has to be.
fn take_all(root: &mut Value, cx: &mut Context<'_>) {
    let Some(Value::Object(schemes)) = root.pointer("/components/securitySchemes") else {
        return;
    };
    let each = schemes.keys().map(|name| json!({name.as_str(): []}));
    let alternatives: Vec<Value> = each.chain([json!({})]).collect();
    let at = cx.place.child("components").child("securitySchemes");
    let message = "the document names security schemes, and nothing in it requires one";
    cx.push(
        Diagnostic::new(Code::UnrequiredSchemes, at, message)
            .on_key()
            .label("sent with every call, where credentials are given")
            .hint("say `security` at the root or at operations; an empty list where none is needed"),
    );
    if let Value::Object(map) = root {
        map.insert("security".into(), Value::Array(alternatives));
    }
}

/// Drops what names no scheme; an alternative that names nothing else goes with it.
fn requirements(map: &mut Map<String, Value>, names: &HashSet<String>, cx: &mut Context<'_>) {
    let Some(Value::Array(alternatives)) = map.get_mut("security") else {
        return;
    };
    let mark = cx.place.enter("security");
    let mut index = 0;
    alternatives.retain_mut(|alternative| {
        let here = index;
        index += 1;
        repair_alternative(alternative, here, cx);
        let Value::Object(schemes) = alternative else {
            return true;
        };
        let before = schemes.len();
        schemes.retain(|name, scopes| {
            if scopes.is_null() {
                *scopes = json!([]);
            }
            if !names.contains(name) {
                cx.within_index(here, |cx| unknown(name, names, cx));
            }
            names.contains(name)
        });
        before == 0 || !schemes.is_empty()
    });
    cx.place.leave(mark);
}

/// Makes an alternative of a scheme's name alone, and of an empty list.
fn repair_alternative(alternative: &mut Value, index: usize, cx: &mut Context<'_>) {
    *alternative = match alternative {
        Value::String(name) => json!({name.as_str(): []}),
        Value::Array(list) if list.is_empty() => json!({}),
        _ => return,
    };
    cx.within_index(index, |cx| {
        cx.warn(
            Code::WrongType,
            "an alternative is an object that holds schemes by name",
        );
    });
}

fn unknown(name: &str, names: &HashSet<String>, cx: &mut Context<'_>) {
    let at = cx.place.child(name);
    let mut diagnostic =
        Diagnostic::new(Code::UnknownScheme, at, format!("there is no security scheme `{name}`")).on_key();
    let mut sorted: Vec<&str> = names.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    if let Some(meant) = nearest(name, sorted) {
        diagnostic = diagnostic.hint(format!("a scheme with a similar name exists: `{meant}`"));
    }
    cx.push(diagnostic);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::document;
    use crate::report::Code;

    #[test]
    fn schemes_that_nothing_requires_are_all_optional() {
        let schemes = json!({"a": {"type": "http", "scheme": "bearer"}, "b": {"type": "http", "scheme": "basic"}});
        let with = |security: serde_json::Value| {
            let paths = json!({"/a": {"get": {"responses": {}}}});
            let mut parts = json!({"paths": paths, "components": {"securitySchemes": schemes}});
            if !security.is_null() {
                parts["security"] = security;
            }
            document(parts)
        };
        let (value, codes) = with(json!(null));
        assert_eq!(codes, [Code::UnrequiredSchemes]);
        assert_eq!(value["security"], json!([{"a": []}, {"b": []}, {}]));
        let (value, codes) = with(json!([]));
        assert_eq!((codes.len(), &value["security"]), (0, &json!([])));
    }

    #[test]
    fn requirements_name_schemes() {
        let (value, codes) = document(json!({
            "security": [{"key": [], "nokey": []}, {"nokey": []}, {}, {"tls": []}],
            "components": {"securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "k"}, "tls": {"type": "mutualTLS"},
            }},
        }));
        assert_eq!(
            codes,
            [Code::UnsupportedScheme, Code::UnknownScheme, Code::UnknownScheme]
        );
        assert_eq!(value["security"], json!([{"key": []}, {}, {"tls": []}]));
        assert_eq!(
            value["components"]["securitySchemes"].as_object().map(|map| map.len()),
            Some(2)
        );
        assert_eq!(value["components"]["securitySchemes"]["tls"]["scheme"], "mutual-tls");
    }
}
