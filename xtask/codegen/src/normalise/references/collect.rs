//! All references of a document that do not plainly name a component of the right kind.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::ir::Pointer;
use crate::normalise::context::Context;
use crate::normalise::grammar::{ObjectKind, each_child};
use crate::reference::component;

/// A reference and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) at: Pointer,
    pub(super) kind: ObjectKind,
    pub(super) text: String,
    /// Whether it is an entry of a discriminator's mapping.
    pub(super) is_mapping: bool,
}

/// What a walk through the references found.
#[derive(Default)]
pub(super) struct Found {
    /// Those that need a closer look.
    pub(super) odd: Vec<Reference>,
    /// Pointers of schemas by their anchor.
    pub(super) anchors: HashMap<String, String>,
    names: HashMap<&'static str, HashSet<String>>,
    /// The same by their lower case; made when the first reference leads nowhere.
    by_case: OnceCell<HashMap<(&'static str, String), Vec<String>>>,
    /// Nearest enclosing schema that `$recursiveRef: "#"` means.
    recursive: Vec<String>,
}

impl Found {
    /// The names of a section's components that are one in any case of its letters.
    pub(super) fn alike(&self, section: &'static str, name: &str) -> &[String] {
        let by_case = self.by_case.get_or_init(|| {
            let mut by_case: HashMap<_, Vec<String>> = HashMap::new();
            for (section, names) in &self.names {
                for name in names {
                    let key = (*section, name.to_ascii_lowercase());
                    by_case.entry(key).or_default().push(name.clone());
                }
            }
            by_case
        });
        by_case
            .get(&(section, name.to_ascii_lowercase()))
            .map_or(&[], Vec::as_slice)
    }

    /// Whether a component exists.
    pub(super) fn has(&self, section: &str, name: &str) -> bool {
        self.names.get(section).is_some_and(|names| names.contains(name))
    }
}

/// The kinds of objects that components hold.
pub(super) const SECTIONS: [ObjectKind; 10] = [
    ObjectKind::Schema,
    ObjectKind::Response,
    ObjectKind::Parameter,
    ObjectKind::Example,
    ObjectKind::RequestBody,
    ObjectKind::Header,
    ObjectKind::SecurityScheme,
    ObjectKind::Link,
    ObjectKind::Callback,
    ObjectKind::PathItem,
];

/// Looks at every reference.
pub(super) fn collect(root: &mut Value, cx: &mut Context<'_>) -> Found {
    let mut found = Found::default();
    for section in SECTIONS.iter().filter_map(|kind| kind.section()) {
        if let Some(Value::Object(map)) = root.get("components").and_then(|components| components.get(section)) {
            found.names.insert(section, map.keys().cloned().collect());
        }
    }
    if let Some(Value::String(own)) = root.get("$self") {
        found.anchors.insert(own.clone(), String::new());
    }
    look(root, ObjectKind::Root, cx, &mut found);
    found
}

fn look(value: &mut Value, kind: ObjectKind, cx: &mut Context<'_>, found: &mut Found) {
    let is_scope = kind == ObjectKind::Schema && enter_schema(value, cx, found);
    if let Some(Value::String(text)) = value.get("$ref") {
        note(text, kind, false, cx, found);
    }
    if kind == ObjectKind::Discriminator {
        discriminator(value, cx, found);
    }
    each_child(value, kind, cx, &mut |child, kind, cx| look(child, kind, cx, found));
    if is_scope {
        found.recursive.pop();
    }
}

/// The references to schemas that a discriminator has in place of `$ref`.
fn discriminator(value: &Value, cx: &mut Context<'_>, found: &mut Found) {
    let mapping = value.get("mapping").and_then(Value::as_object).into_iter().flatten();
    for (key, target) in mapping {
        if let Value::String(text) = target {
            cx.within("mapping", |cx| {
                cx.within(key, |cx| note(text, ObjectKind::Schema, true, cx, found))
            });
        }
    }
    if let Some(Value::String(text)) = value.get("x-default-mapping") {
        cx.within("defaultMapping", |cx| note(text, ObjectKind::Schema, true, cx, found));
    }
}

/// Spells older and dynamic references as plain ones; whether the schema is where recursive ones end.
fn enter_schema(value: &mut Value, cx: &mut Context<'_>, found: &mut Found) -> bool {
    let Value::Object(map) = value else {
        return false;
    };
    for name in ["$anchor", "$dynamicAnchor"] {
        if let Some(Value::String(anchor)) = map.remove(name) {
            found
                .anchors
                .entry(anchor)
                .or_insert_with(|| cx.place.as_str().to_owned());
        }
    }
    if let Some(Value::String(id)) = map.get("$id") {
        found
            .anchors
            .entry(id.clone())
            .or_insert_with(|| cx.place.as_str().to_owned());
    }
    let anchored = map.remove("$recursiveAnchor") == Some(Value::Bool(true));
    let is_scope = anchored || found.recursive.is_empty();
    if is_scope {
        found.recursive.push(cx.place.as_str().to_owned());
    }
    if map.remove("$recursiveRef").is_some()
        && let Some(scope) = found.recursive.last()
    {
        map.insert("$ref".into(), Value::String(format!("#{scope}")));
    }
    if let Some(reference) = map.remove("$dynamicRef") {
        map.insert("$ref".into(), reference);
    }
    is_scope
}

fn note(text: &str, kind: ObjectKind, is_mapping: bool, cx: &Context<'_>, found: &mut Found) {
    let is_plain = component(text).is_some_and(|(section, name)| {
        !text.contains('%') && kind.section() == Some(section) && found.has(section, &name)
    });
    if !is_plain {
        let at = if is_mapping {
            cx.place.pointer()
        } else {
            cx.place.child("$ref")
        };
        found.odd.push(Reference {
            at,
            kind,
            text: text.to_owned(),
            is_mapping,
        });
    }
}
