//! What an edit of a key is, whatever stands there: what the tables of the grammar say of the key, and values that say what
//! their absence says.
//!
//! In: an object's kind, a key, its values. Out: a class.

use callspec_codegen::keywords::{self, Effect, Key, KeyValue, ObjectKind, Slot};
use serde_json::Value;

/// What an edit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Prose,
    Example,
    Extension,
    /// A key that the generator follows in Rust alone.
    Hint,
    /// The same in other words.
    Spelling,
    /// What neither clients nor code see.
    Nothing,
    /// What a rule has to speak of.
    Ruled,
    /// What is found as a part of the component that it stands in.
    Told,
}

/// What the tables say of a key, or `normalise` that keeps something there.
pub(super) fn class(kind: ObjectKind, key: &str, row: Option<&Key>) -> Class {
    let is_name = kind.entries().is_some() && !key.starts_with("x-");
    if let "example" | "examples" | "x-further-examples" = key {
        return Class::Example;
    }
    // What these hold is told key by key.
    let is_inner = |row: &Key| matches!(row.slot, Slot::One(ObjectKind::Info) | Slot::List(ObjectKind::Tag));
    if is_name || row.is_some_and(is_inner) {
        return Class::Ruled;
    }
    if keywords::kept().contains(&key) {
        return if DOCS.contains(&key) {
            Class::Prose
        } else {
            Class::Ruled
        };
    }
    let Some(meaning) = row.map(|row| &row.meaning).or_else(|| kind.extension(key)) else {
        return if key.starts_with("x-") {
            Class::Extension
        } else {
            Class::Nothing
        };
    };
    let rules = || meaning.added.iter().chain(meaning.removed);
    match meaning.effect {
        Effect::Rust | Effect::Wire if row.is_none() && rules().all(|rule| rule.starts_with("rust-")) => Class::Hint,
        Effect::Rust | Effect::Wire => Class::Ruled,
        _ if rules().next().is_some() => Class::Ruled,
        Effect::Docs => Class::Prose,
        Effect::Nothing if row.is_none() => Class::Extension,
        Effect::Nothing => Class::Nothing,
    }
}

/// Keys under which `normalise` keeps what no code is made of.
const DOCS: &[&str] = &[
    "x-allow-empty-value",
    "x-format",
    "x-identifier",
    "x-item-encoding",
    "x-json-schema-dialect",
    "x-kind",
    "x-media-types",
    "x-parent",
    "x-prefix-encoding",
    "x-self",
    "x-serialized-value",
    "x-summary",
    "x-xml",
];

/// Keys that are no edits: the versions, which the verdict is about or a spelling is; path items, of which a copy stands where
/// they are used.
pub(super) fn is_of_no_one(kind: ObjectKind, key: &str) -> bool {
    matches!(
        (kind, key),
        (ObjectKind::Info, "version") | (ObjectKind::Root, "openapi") | (_, "x-path-items")
    )
}

/// Whether a value says what its absence says.
pub(super) fn is_default(kind: ObjectKind, key: &str, value: Option<&Value>) -> bool {
    let values = kind
        .values()
        .iter()
        .find(|(name, _)| *name == key)
        .map_or(&[][..], |(_, values)| values);
    let is_said = |value: &KeyValue, text: &Value| *text == value.value && value.meaning.effect == Effect::Nothing;
    match (key, value) {
        (_, None) => true,
        (_, Some(text)) if values.iter().any(|value| is_said(value, text)) => true,
        ("explode" | "security" | "enum" | "default", _) => false,
        ("additionalProperties", Some(value)) => *value == Value::Bool(true) || is_empty(value),
        ("schema", Some(value)) => kind != ObjectKind::Components && is_empty(value),
        (_, Some(Value::Bool(false))) => true,
        (_, Some(value)) => is_empty(value),
    }
}

fn is_empty(value: &Value) -> bool {
    value.as_object().is_some_and(serde_json::Map::is_empty) || value.as_array().is_some_and(Vec::is_empty)
}

/// Whether both are lists of the same in another order.
pub(super) fn is_reordered(old: Option<&Value>, new: Option<&Value>) -> bool {
    let (Some(Value::Array(old)), Some(Value::Array(new))) = (old, new) else {
        return false;
    };
    old.iter().all(|item| new.contains(item)) && new.iter().all(|item| old.contains(item))
}
