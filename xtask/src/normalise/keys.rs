//! Keys as written: unknown and misspelled ones, keys of other versions, nulls and scalars of the wrong type.
//!
//! Runs before anything is rewritten, so that it speaks of the document as its author wrote it.

use serde_json::{Map, Value};

use super::context::{Context, Version};
use super::grammar::{Key, Kind, Slot, each_child};
use super::nearest::nearest;
use crate::report::{Code, Diagnostic};

/// What becomes of a key after its object has been looked through.
enum Edit {
    /// It goes away.
    Remove,
    /// It is spelled so.
    Rename(&'static str),
}

/// Checks all keys of the document.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    check(root, Kind::Root, cx);
    true
}

fn check(value: &mut Value, kind: Kind, cx: &mut Context<'_>) {
    if value.is_null() {
        *value = Value::Object(Map::new());
        cx.warn(
            Code::NullValue,
            format!("{} is expected here, found nothing", kind.name()),
        );
    }
    if let Value::Object(map) = value {
        if kind.entries().is_none() {
            let edits: Vec<(String, Edit)> = check_keys(map, kind, cx);
            apply(map, edits);
        }
        each_child(value, kind, cx, &mut check);
    }
}

fn check_keys(map: &mut Map<String, Value>, kind: Kind, cx: &mut Context<'_>) -> Vec<(String, Edit)> {
    let mut edits = Vec::new();
    let mut missing: Option<Vec<&str>> = None;
    let is_ref = map.contains_key("$ref");
    for (name, value) in map.iter_mut() {
        if let Some(key) = kind.key(name) {
            check_version(key, kind, cx);
            if repair(key, value, cx) {
                edits.push((name.clone(), Edit::Remove));
            }
        } else if !name.starts_with("x-") {
            // References may stand anywhere in 3.1, but only some objects may be references.
            let absent = missing.get_or_insert_with(|| absent_keys(kind));
            if let Some(meant) = respelled(name, kind) {
                cx.push(
                    Diagnostic::new(
                        Code::SnakeCaseKey,
                        cx.place.child(name),
                        format!("`{name}` is read as `{meant}`"),
                    )
                    .on_key()
                    .hint(format!("OpenAPI spells it `{meant}`")),
                );
                edits.push((name.clone(), Edit::Rename(meant)));
            } else if !(is_ref && matches!(name.as_str(), "summary" | "description")) {
                unknown(name, kind, absent, cx);
            }
        }
    }
    edits
}

fn absent_keys(kind: Kind) -> Vec<&'static str> {
    kind.keys().iter().map(|key| key.name).collect()
}

/// The key of which a name is another spelling: `security_schemes`, `operationID`.
fn respelled(name: &str, kind: Kind) -> Option<&'static str> {
    let fold = |name: &str| name.replace(['_', '-'], "").to_lowercase();
    let folded = fold(name);
    kind.keys().iter().map(|key| key.name).find(|key| fold(key) == folded)
}

fn unknown(name: &str, kind: Kind, keys: &[&'static str], cx: &mut Context<'_>) {
    let message = format!("`{name}` is no key of {}", kind.name());
    let mut diagnostic = Diagnostic::new(Code::UnknownKey, cx.place.child(name), message).on_key();
    if let Some(meant) = nearest(name, keys.iter().copied()) {
        diagnostic = diagnostic.label(format!("did you mean `{meant}`?"));
    }
    cx.push(diagnostic);
}

fn check_version(key: &Key, kind: Kind, cx: &mut Context<'_>) {
    if key.since > cx.version {
        let (since, version) = (key.since.as_str(), cx.version.as_str());
        let message = format!("`{}` came with OpenAPI {since}, the document is {version}", key.name);
        cx.push(Diagnostic::new(Code::LaterKeyword, cx.place.child(key.name), message).on_key());
    }
    if kind == Kind::Schema && key.name == "nullable" && cx.version > Version::V30 {
        let message = "`nullable` went with OpenAPI 3.0";
        let hint = "in 3.1, null is a type: `type: [string, 'null']`";
        cx.push(
            Diagnostic::new(Code::EarlierKeyword, cx.place.child("nullable"), message)
                .on_key()
                .hint(hint),
        );
    }
}

/// Makes a value of its key's JSON type where it is clear what is meant; whether the key says nothing and goes.
fn repair(key: &Key, value: &mut Value, cx: &mut Context<'_>) -> bool {
    if value.is_null() && !matches!(key.slot, Slot::Any | Slot::Swagger) {
        cx.warn_at(key.name, Code::NullValue, format!("`{}` has no value", key.name));
        return true;
    }
    let repaired = match (key.slot, &mut *value) {
        (Slot::Text, Value::Number(number)) => Value::String(number.to_string()),
        (Slot::Text, Value::Bool(bool)) => Value::String(bool.to_string()),
        (Slot::Bool, Value::String(text)) => match text.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => return false,
        },
        (Slot::List(_) | Slot::Items, object @ Value::Object(_)) => Value::Array(vec![object.take()]),
        _ => return false,
    };
    let wanted = match key.slot {
        Slot::Text => "a string",
        Slot::Bool => "a boolean",
        _ => "a list",
    };
    *value = repaired;
    cx.warn_at(key.name, Code::WrongType, format!("`{}` has to be {wanted}", key.name));
    false
}

fn apply(map: &mut Map<String, Value>, edits: Vec<(String, Edit)>) {
    for (name, edit) in edits {
        let Some(value) = map.remove(&name) else { continue };
        match edit {
            Edit::Rename(meant) if !map.contains_key(meant) => {
                map.insert(meant.into(), value);
            }
            Edit::Rename(_) | Edit::Remove => {}
        }
    }
}
