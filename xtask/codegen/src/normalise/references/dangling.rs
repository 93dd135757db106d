//! References that point to nothing: whether an operation reaches them, and what was meant.

use std::collections::HashSet;

use serde_json::Value;

use crate::ir::Pointer;
use crate::nearest::nearest;
use crate::normalise::context::Context;
use crate::normalise::cursor::escape;
use crate::normalise::grammar::{ObjectKind, each_child};
use crate::pointer;
use crate::reference::component;
use crate::report::{Code, Diagnostic};

/// A reference that points to nothing, as an error at its place.
pub(in crate::normalise) fn dangling(kind: ObjectKind, at: Pointer, reference: &str) -> Diagnostic {
    if reference.starts_with('#') {
        let message = format!("`{reference}` does not exist");
        Diagnostic::new(Code::DanglingRef, at, message).label(format!("no such {}", noun(kind)))
    } else {
        let message = format!("`{reference}` is outside the document");
        Diagnostic::new(Code::ExternalRef, at, message).label("not followed")
    }
}

/// Adds the name that was meant, if there is one like it.
pub(in crate::normalise) fn with_hint(
    diagnostic: Diagnostic,
    root: &Value,
    kind: ObjectKind,
    reference: &str,
) -> Diagnostic {
    let wrong = reference.rsplit('/').next().map(pointer::unescape).unwrap_or_default();
    let section = |section| root.get("components")?.get(section)?.as_object();
    let names = kind.section().and_then(section);
    match names.and_then(|names| nearest(&wrong, names.keys().map(String::as_str))) {
        Some(name) => {
            let hint = format!("{} with a similar name exists: `{name}`", kind.name());
            diagnostic.hint(hint)
        }
        None => diagnostic,
    }
}

fn noun(kind: ObjectKind) -> &'static str {
    let name = kind.name();
    name.split_once(' ').map_or(name, |(_, noun)| noun)
}

/// The components that something outside the components reaches, as `/components/{section}/{name}`.
pub(super) fn reached(root: &mut Value, cx: &mut Context<'_>) -> HashSet<String> {
    let mut reached = HashSet::new();
    let mut open = Vec::new();
    refs(root, ObjectKind::Root, cx, &mut open);
    while let Some((kind, reference)) = open.pop() {
        let Some((section, name)) = component(&reference) else {
            continue;
        };
        let pointer = format!("/components/{section}/{}", escape(&name));
        if kind.section() != Some(section) || reached.contains(&pointer) {
            continue;
        }
        if let Some(target) = root.pointer_mut(&pointer) {
            refs(target, kind, cx, &mut open);
        }
        reached.insert(pointer);
    }
    reached
}

fn refs(value: &mut Value, kind: ObjectKind, cx: &mut Context<'_>, found: &mut Vec<(ObjectKind, String)>) {
    if let Some(Value::String(text)) = value.get("$ref") {
        found.push((kind, text.clone()));
    }
    each_child(value, kind, cx, &mut |child, kind, cx| {
        if kind != ObjectKind::Components {
            refs(child, kind, cx, found);
        }
    });
}
