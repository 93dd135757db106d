//! Path items and callbacks that are references: replaced by what they refer to.

use serde_json::{Map, Value};

use super::context::Context;
use super::cursor::escape;
use super::grammar::{ObjectKind, each_child};
use super::references::{dangling, with_hint};
use crate::ir::Pointer;
use crate::reference;
use crate::report::{Code, Diagnostic};

/// References to references to references: more than any sound document has.
const ROUNDS: usize = 16;

/// A path item or callback that is a reference.
struct Found {
    at: Pointer,
    kind: ObjectKind,
    reference: String,
}

/// Puts a copy of the referenced path item or callback in the place of each reference to one.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    for _ in 0..ROUNDS {
        let found = find(root, cx);
        if found.is_empty() {
            return true;
        }
        for one in found {
            let copy = resolve(root, &one, cx);
            let target = one.reference.strip_prefix('#').unwrap_or_default();
            put(root, &one.at, copy, target, cx);
        }
    }
    for one in find(root, cx) {
        cx.push(Diagnostic::new(
            Code::RefCycle,
            one.at.clone(),
            format!("`{}` leads in a circle", one.reference),
        ));
        put(root, &one.at, Value::Object(Map::new()), "", cx);
    }
    true
}

fn find(root: &mut Value, cx: &mut Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    look(root, ObjectKind::Root, cx, &mut found);
    found
}

/// Only the objects that can hold path items are entered.
fn look(value: &mut Value, kind: ObjectKind, cx: &mut Context<'_>, found: &mut Vec<Found>) {
    if matches!(kind, ObjectKind::PathItem | ObjectKind::Callback)
        && let Some(Value::String(reference)) = value.get("$ref")
    {
        found.push(Found {
            at: cx.place.pointer(),
            kind,
            reference: reference.clone(),
        });
        return;
    }
    each_child(value, kind, cx, &mut |child, kind, cx| {
        if matches!(
            kind,
            ObjectKind::Paths
                | ObjectKind::Components
                | ObjectKind::PathItem
                | ObjectKind::Operation
                | ObjectKind::Callback
        ) {
            look(child, kind, cx, found);
        }
    });
}

fn resolve(root: &Value, found: &Found, cx: &mut Context<'_>) -> Value {
    let empty = || Value::Object(Map::new());
    match reference::target(root, &found.reference) {
        Some(target) if target.is_object() => cx.copy(target, &found.at).unwrap_or_else(empty),
        _ => {
            let diagnostic = dangling(found.kind, found.at.clone(), &found.reference);
            cx.push(with_hint(diagnostic, root, found.kind, &found.reference));
            empty()
        }
    }
}

/// Replaces a reference; the keys beside it stand above those of its target.
///
/// The keys of the copy have their places where they were copied from.
fn put(root: &mut Value, at: &Pointer, copy: Value, from: &str, cx: &mut Context<'_>) {
    let Some(place) = root.pointer_mut(&at.0) else {
        return;
    };
    let beside = place.take();
    for key in copy.as_object().into_iter().flat_map(|copy| copy.keys()) {
        if beside.get(key).is_none() {
            let key = escape(key);
            cx.report
                .origins
                .moved(format!("{from}/{key}"), format!("{}/{key}", at.0));
        }
    }
    *place = copy;
    if let (Value::Object(target), Value::Object(beside)) = (place, beside) {
        for (key, value) in beside {
            if key != "$ref" {
                target.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::document;
    use crate::report::Code;

    #[test]
    fn path_items_are_put_in_place() {
        let (value, codes) = document(json!({
            "paths": {"/a": {"$ref": "#/components/pathItems/One", "summary": "mine"}, "/b": {"$ref": "#/paths/~1a"}},
            "components": {"pathItems": {"One": {"summary": "theirs", "get": {"responses": {}}}}},
        }));
        assert_eq!(codes, []);
        assert_eq!(
            value["paths"]["/a"],
            json!({"summary": "mine", "get": {"responses": {}}})
        );
        assert_eq!(value["paths"]["/b"], value["paths"]["/a"]);
        assert_eq!(value["components"]["x-path-items"]["One"]["summary"], "theirs");
    }

    #[test]
    fn circles_end() {
        let (value, codes) = document(json!({"paths": {"/a": {"$ref": "#/paths/~1b"}, "/b": {"$ref": "#/paths/~1a"}}}));
        assert_eq!(codes, [Code::RefCycle, Code::RefCycle]);
        assert_eq!(value["paths"]["/a"], json!({}));
    }

    #[test]
    fn callbacks_are_put_in_place() {
        let (value, codes) = document(json!({
            "paths": {"/a": {"get": {"responses": {}, "callbacks": {"done": {"$ref": "#/components/callbacks/Done"}}}}},
            "components": {"callbacks": {"Done": {"{$request.body#/url}": {"post": {"responses": {}}}}}},
        }));
        assert_eq!(codes, []);
        assert_eq!(
            value["paths"]["/a"]["get"]["callbacks"]["done"]["{$request.body#/url}"],
            json!({"post": {"responses": {}}})
        );
    }

    #[test]
    fn dangling_ones_are_reported() {
        let (_, codes) = document(json!({"paths": {"/a": {"$ref": "#/components/pathItems/Nil"}}}));
        assert_eq!(codes, [Code::DanglingRef]);
    }
}
