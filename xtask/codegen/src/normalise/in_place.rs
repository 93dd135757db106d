//! References to what the model of OpenAPI 3.0 has in place alone: path items, callbacks, and the media types of 3.2.
//!
//! In: the document as it was read. Out: each of these references replaced by a copy of what it leads to, in which all
//! references have been replaced before. One that leads to what is around itself is empty there: what it would repeat
//! stands around it. A copy nests no deeper than a text may, so that all later walks end.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use super::context::{Context, Version};
use super::cursor::escape;
use super::grammar::{ObjectKind, each_child};
use super::references::{dangling, with_hint};
use crate::depth::{MAX_DEPTH, levels};
use crate::ir::Pointer;
use crate::reference;
use crate::report::{Code, Diagnostic};

/// A reference that is to be replaced.
struct Found {
    kind: ObjectKind,
    reference: String,
    /// Where it leads to; `None` where nothing is.
    target: Option<String>,
}

/// The references that are left, by the places of the objects that they are.
type Left = BTreeMap<String, Found>;

/// Where what stands in the place of references that say nothing else was copied from, by these places: references lead to
/// references.
type Origins = HashMap<String, String>;

/// Puts a copy of what each reference leads to in its place.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let mut left = Left::new();
    look(root, ObjectKind::Root, cx, &mut left);
    for found in left.values_mut() {
        found.target = reference::place(root, &found.reference).map(Cow::into_owned);
    }
    let mut begun = HashSet::new();
    let mut origins = HashMap::new();
    for start in left.keys().cloned().collect::<Vec<_>>() {
        // A list in place of recursion: references may be strung together without end.
        let mut open = vec![start];
        while let Some(at) = open.last().cloned() {
            let Some(found) = left.get(&at) else {
                open.pop();
                continue;
            };
            if begun.insert(at.clone()) {
                let inner = found.target.iter().flat_map(|target| below(&left, target));
                open.extend(inner.filter(|inner| !begun.contains(*inner)).cloned());
                continue;
            }
            replace(root, &at, &left, &mut origins, cx);
            left.remove(&at);
            open.pop();
        }
    }
    true
}

/// Only the objects that can hold what is looked for are entered.
fn look(value: &mut Value, kind: ObjectKind, cx: &mut Context<'_>, found: &mut Left) {
    let has_media_types = cx.version >= Version::V32;
    let is_in_place = match kind {
        ObjectKind::PathItem | ObjectKind::Callback => true,
        ObjectKind::MediaType => has_media_types,
        _ => false,
    };
    if is_in_place && let Some(reference) = reference::of(value) {
        let reference = reference.to_owned();
        let target = None;
        found.insert(
            cx.place.as_str().to_owned(),
            Found {
                kind,
                reference,
                target,
            },
        );
        return;
    }
    each_child(value, kind, cx, &mut |child, kind, cx| {
        let holds_path_items = matches!(
            kind,
            ObjectKind::Paths
                | ObjectKind::Components
                | ObjectKind::PathItem
                | ObjectKind::Operation
                | ObjectKind::Callback
        );
        if holds_path_items || has_media_types {
            look(child, kind, cx, found);
        }
    });
}

/// The places at and below one that are left.
fn below<'l>(left: &'l Left, place: &str) -> impl Iterator<Item = &'l String> {
    let within = format!("{place}/");
    let itself = left.get_key_value(place).map(|(at, _)| at);
    let inner = left.range(within.clone()..).map(|(at, _)| at);
    itself
        .into_iter()
        .chain(inner.take_while(move |at| at.starts_with(&within)))
}

/// Replaces a reference. What is left of those within its target is what it stands in itself.
fn replace(root: &mut Value, at: &str, left: &Left, origins: &mut Origins, cx: &mut Context<'_>) {
    let found = &left[at];
    let place = Pointer(at.to_owned());
    let value = found
        .target
        .as_deref()
        .and_then(|target| Some((target, root.pointer(target)?)));
    let Some((target, value)) = value.filter(|(_, value)| value.is_object()) else {
        let diagnostic = dangling(found.kind, place, &found.reference);
        cx.push(with_hint(diagnostic, root, found.kind, &found.reference));
        return put(root, at, Value::Object(Map::new()), "", cx);
    };
    if left.contains_key(target) {
        let message = format!("`{}` leads in a circle", found.reference);
        cx.push(Diagnostic::new(Code::RefCycle, place, message));
        return put(root, at, Value::Object(Map::new()), "", cx);
    }
    let around: Vec<String> = below(left, target)
        .map(|inner| inner[target.len()..].to_owned())
        .collect();
    let mut copy = cx.copy(value, &place).unwrap_or_else(|| Value::Object(Map::new()));
    for inner in around {
        if let Some(inner) = copy.pointer_mut(&inner) {
            *inner = Value::Object(Map::new());
        }
    }
    if at.matches('/').count() + levels(&copy) > MAX_DEPTH {
        let message = format!("what `{}` leads to is nested too deep", found.reference);
        cx.end_copies(Diagnostic::new(Code::TooDeep, place, message).label("given up here"));
        copy = Value::Object(Map::new());
    }
    let from = origins.get(target).map_or(target, String::as_str).to_owned();
    let is_alone = root
        .pointer(at)
        .and_then(Value::as_object)
        .is_some_and(|keys| keys.len() == 1);
    put(root, at, copy, &from, cx);
    if is_alone {
        origins.insert(at.to_owned(), from);
    }
}

/// Puts a copy in the place of a reference; the keys beside it stand above those of its target.
///
/// The keys of the copy have their places where they were copied from.
fn put(root: &mut Value, at: &str, copy: Value, from: &str, cx: &mut Context<'_>) {
    let Some(place) = root.pointer_mut(at) else {
        return;
    };
    let beside = place.take();
    for key in copy.as_object().into_iter().flat_map(|copy| copy.keys()) {
        if beside.get(key).is_none() {
            let key = escape(key);
            cx.report.origins.moved(format!("{from}/{key}"), format!("{at}/{key}"));
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
    use serde_json::{Map, Value, json};

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
        assert_eq!(codes, [Code::RefCycle]);
        assert_eq!(value["paths"]["/a"], json!({}));
    }

    #[test]
    fn what_leads_to_what_is_around_it_is_empty_there() {
        let callback = |name: &str| {
            let inner = json!({"n": {"$ref": format!("#/components/callbacks/{name}")}});
            json!({"{$url}": {"post": {"responses": {}, "callbacks": inner}}})
        };
        let (value, codes) = document(json!({
            "paths": {"/a": {"get": {"responses": {}, "callbacks": {"n": {"$ref": "#/components/callbacks/A"}}}}},
            "components": {"callbacks": {"A": callback("B"), "B": callback("A")}},
        }));
        assert_eq!(codes, []);
        let of = |inner: Value| json!({"{$url}": {"post": {"responses": {}, "callbacks": {"n": inner}}}});
        let found = &value["paths"]["/a"]["get"]["callbacks"]["n"];
        assert_eq!(*found, of(of(of(json!({})))));
        let (value, codes) = document(json!({"paths": {"/a": {"get": {
            "responses": {}, "callbacks": {"n": {"{$url}": {"$ref": "#/paths/~1a"}}},
        }}}}));
        assert_eq!(codes, []);
        let inner = &value["paths"]["/a"]["get"]["callbacks"]["n"]["{$url}"]["get"];
        assert_eq!(*inner, json!({"responses": {}, "callbacks": {"n": {"{$url}": {}}}}));
    }

    #[test]
    fn what_nests_too_deep_is_refused() {
        let chain = |count: usize| {
            let callback = |n: usize| json!({"{$url}": {"post": {"responses": {}, "callbacks": {"n": {"$ref": format!("#/components/callbacks/C{n}")}}}}});
            let mut callbacks: Map<String, Value> = (0..count).map(|n| (format!("C{n}"), callback(n + 1))).collect();
            callbacks.insert(format!("C{count}"), json!({}));
            document(json!({"paths": {}, "components": {"callbacks": callbacks}})).1
        };
        assert_eq!(chain(30), []);
        assert_eq!(chain(32), [Code::TooDeep]);
        assert_eq!(chain(2_000), [Code::TooDeep]);
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
