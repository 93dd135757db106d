//! Writes down what was decided about references.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{Fate, Fates};
use crate::ir::Pointer;
use crate::normalise::context::Context;
use crate::normalise::cursor::escape;
use crate::normalise::grammar::{ObjectKind, each_child};
use crate::reference::{self, component};
use crate::report::{Code, Diagnostic};

/// Rewrites every reference that has a fate.
pub(super) fn run(root: &mut Value, fates: &Fates, cx: &mut Context<'_>) {
    rewrite(root, ObjectKind::Root, fates, cx);
}

fn rewrite(value: &mut Value, kind: ObjectKind, fates: &Fates, cx: &mut Context<'_>) {
    if let Some(Value::String(text)) = value.get_mut("$ref") {
        let here = if fates.by_place.is_empty() {
            None
        } else {
            fates.by_place.get(&cx.place.child("$ref"))
        };
        match here.or_else(|| fates.by_text.get(&(kind, text.clone()))) {
            Some(Fate::Become(other)) => text.clone_from(other),
            Some(Fate::Be(other)) => *value = other.clone(),
            Some(Fate::Vanish) => *value = empty(kind),
            None => {}
        }
    }
    if let (ObjectKind::Discriminator, Value::Object(map)) = (kind, &mut *value) {
        if let Some(Value::Object(mapping)) = map.get_mut("mapping") {
            mapping.retain(|_, target| is_kept(target, fates));
        }
        if map
            .get_mut("x-default-mapping")
            .is_some_and(|target| !is_kept(target, fates))
        {
            map.remove("x-default-mapping");
        }
    }
    each_child(value, kind, cx, &mut |child, kind, cx| rewrite(child, kind, fates, cx));
    drop_nulls(value, kind, cx);
}

/// Rewrites what a discriminator refers to; whether that is anywhere.
fn is_kept(target: &mut Value, fates: &Fates) -> bool {
    let Value::String(text) = target else {
        return true;
    };
    match fates.by_text.get(&(ObjectKind::Schema, text.clone())) {
        Some(Fate::Become(other)) => text.clone_from(other),
        Some(Fate::Be(_) | Fate::Vanish) => return false,
        None => {}
    }
    true
}

/// What stands for an object that is nowhere; null where it is to be left out.
fn empty(kind: ObjectKind) -> Value {
    match kind {
        ObjectKind::Schema => json!({}),
        ObjectKind::Response => json!({"description": ""}),
        ObjectKind::RequestBody => json!({"content": {}}),
        ObjectKind::Header => json!({"schema": {"type": "string"}}),
        _ => Value::Null,
    }
}

/// Parameters, examples and links that are nowhere are left out of their lists.
fn drop_nulls(value: &mut Value, kind: ObjectKind, cx: &mut Context<'_>) {
    let sections: &[&str] = match kind {
        ObjectKind::Components => &["parameters", "examples", "links", "securitySchemes", "callbacks"],
        ObjectKind::PathItem | ObjectKind::Operation => &["parameters", "callbacks"],
        ObjectKind::MediaType | ObjectKind::Parameter | ObjectKind::Header => &["examples"],
        ObjectKind::Response => &["links"],
        _ => return,
    };
    for section in sections {
        match value.get_mut(*section) {
            Some(Value::Array(list)) => cx.retain(section, list, |entry| !entry.is_null()),
            Some(Value::Object(map)) => map.retain(|_, entry| !entry.is_null()),
            _ => {}
        }
    }
}

/// Ends rings of components that are nothing but references to each other.
pub(super) fn break_rings(root: &mut Value, cx: &mut Context<'_>) {
    let Some(Value::Object(components)) = root.get_mut("components") else {
        return;
    };
    for (section, entries) in components.iter_mut() {
        let Value::Object(map) = entries else {
            continue;
        };
        for name in rings(map, section) {
            let at = Pointer(format!("/components/{section}/{}", escape(&name)));
            let message = format!("`{name}` refers to itself and to nothing else");
            cx.push(Diagnostic::new(Code::RefCycle, at, message).label("leads back here"));
            map.insert(name, json!({}));
        }
    }
}

/// One component of each ring. Every component is looked at once.
fn rings(map: &Map<String, Value>, section: &str) -> Vec<String> {
    let next = |name: &str| {
        let (other, next) = component(reference::of(map.get(name)?)?)?;
        (other == section).then(|| next.into_owned())
    };
    let mut done: HashSet<String> = HashSet::new();
    let mut found = Vec::new();
    for start in map.keys() {
        let mut way = HashSet::new();
        let mut name = start.clone();
        while !done.contains(&name) {
            let Some(following) = next(&name) else { break };
            if !way.insert(name.clone()) {
                found.push(name);
                break;
            }
            name = following;
        }
        done.extend(way);
    }
    found
}
