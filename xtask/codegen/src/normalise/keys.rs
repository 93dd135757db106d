//! Keys as written: unknown and misspelled ones, keys of other versions, nulls and scalars of the wrong type.
//!
//! Runs before anything is rewritten, so that it speaks of the document as its author wrote it.

use serde_json::{Map, Value};

use super::context::{Context, Guess, Version};
use super::cursor::escape;
use super::extensions::{KEPT, said};
use super::grammar::{Key, ObjectKind, each_child};
use super::values;
use crate::nearest::nearest;
use crate::report::{Code, Diagnostic};

/// What becomes of a key after its object has been looked through.
enum Edit {
    /// It goes away.
    Remove,
    /// It is spelled so.
    Rename(&'static str),
    /// A keyword says the same, with this value.
    Say(&'static str, Value),
}

/// Checks all keys of the document.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    check(root, ObjectKind::Root, cx);
    true
}

fn check(value: &mut Value, kind: ObjectKind, cx: &mut Context<'_>) {
    values::object(value, kind, cx);
    if let Value::Object(map) = value {
        if kind.entries().is_none() {
            let edits: Vec<(String, Edit)> = check_keys(map, kind, cx);
            apply(map, edits, cx);
        }
        each_child(value, kind, cx, &mut check);
    }
}

fn check_keys(map: &mut Map<String, Value>, kind: ObjectKind, cx: &mut Context<'_>) -> Vec<(String, Edit)> {
    let mut edits = Vec::new();
    let mut extensions = Vec::new();
    let is_ref = map.contains_key("$ref");
    for (name, value) in map.iter_mut() {
        if let Some(key) = kind.key(name) {
            check_version(key, kind, cx);
            if values::repair(key, value, cx) {
                edits.push((name.clone(), Edit::Remove));
            }
            continue;
        }
        // References may have a summary and a description of their own since 3.1.
        let is_beside_ref = is_ref && matches!(name.as_str(), "summary" | "description");
        if name.starts_with("x-") {
            extensions.push(name.clone());
        } else if !is_beside_ref {
            edits.extend(unknown(name, kind, cx).map(|meant| (name.clone(), Edit::Rename(meant))));
        }
    }
    edits.extend(extensions.into_iter().filter_map(|name| {
        if KEPT.contains(&name.as_str()) {
            return Some((name, Edit::Remove));
        }
        let (keyword, value) = said(map, kind, &name)?;
        Some((name, Edit::Say(keyword, value)))
    }));
    edits
}

/// Reports a key that is not in the table; gives the key that it is another spelling of.
fn unknown(name: &str, kind: ObjectKind, cx: &mut Context<'_>) -> Option<&'static str> {
    let guess = match cx.guesses.get(&(kind, name.to_owned())) {
        Some(guess) => *guess,
        None => *cx
            .guesses
            .entry((kind, name.to_owned()))
            .or_insert_with(|| guess(name, kind)),
    };
    let at = cx.place.child(name);
    if let Guess::Spelling(meant) = guess {
        let message = format!("`{name}` is read as `{meant}`");
        let diagnostic = Diagnostic::new(Code::SnakeCaseKey, at, message).on_key();
        cx.push(diagnostic.hint(format!("OpenAPI spells it `{meant}`")));
        return Some(meant);
    }
    // JSON Schema allows further keywords (2020-12 §6.5), and OpenAPI has its schemas since 3.1; one that is nearly a known
    // one is told all the same.
    if kind == ObjectKind::Schema && cx.version > Version::V30 && matches!(guess, Guess::Nothing) {
        return None;
    }
    let message = format!("`{name}` is no key of {}", kind.name());
    let mut diagnostic = Diagnostic::new(Code::UnknownKey, at, message).on_key();
    if let Guess::Similar(meant) = guess {
        diagnostic = diagnostic.label(format!("did you mean `{meant}`?"));
    }
    cx.push(diagnostic);
    None
}

fn guess(name: &str, kind: ObjectKind) -> Guess {
    let fold = |name: &str| name.replace(['_', '-'], "").to_lowercase();
    let folded = fold(name);
    let mut keys = kind.keys().iter().map(|key| key.name);
    if let Some(meant) = keys.clone().find(|key| fold(key) == folded) {
        return Guess::Spelling(meant);
    }
    nearest(name, &mut keys).map_or(Guess::Nothing, Guess::Similar)
}

fn check_version(key: &Key, kind: ObjectKind, cx: &mut Context<'_>) {
    if key.since > cx.version {
        let (since, version) = (key.since.as_str(), cx.version.as_str());
        let message = format!("`{}` came with OpenAPI {since}, the document is {version}", key.name);
        cx.push(Diagnostic::new(Code::LaterKeyword, cx.place.child(key.name), message).on_key());
    }
    if kind == ObjectKind::Schema && key.name == "nullable" && cx.version > Version::V30 {
        let message = "`nullable` went with OpenAPI 3.0";
        let hint = "in 3.1, null is a type: `type: [string, 'null']`";
        cx.push(
            Diagnostic::new(Code::EarlierKeyword, cx.place.child("nullable"), message)
                .on_key()
                .hint(hint),
        );
    }
}

fn apply(map: &mut Map<String, Value>, edits: Vec<(String, Edit)>, cx: &mut Context<'_>) {
    for (name, edit) in edits {
        let meant = match edit {
            Edit::Remove => None,
            Edit::Rename(meant) => Some(meant),
            Edit::Say(keyword, value) => {
                cx.moved(&escape(&name), keyword);
                map.insert(keyword.into(), value);
                continue;
            }
        };
        let (Some(value), Some(meant)) = (map.remove(&name), meant) else {
            continue;
        };
        match (map.get_mut(meant), value) {
            (None, value) => {
                map.insert(meant.into(), value);
                cx.moved(&escape(&name), meant);
            }
            // Both spellings of a section: one adds to the other.
            (Some(Value::Object(there)), Value::Object(more)) => {
                for (key, value) in more.into_iter() {
                    if !there.contains_key(&key) {
                        let key_token = escape(&key);
                        cx.moved(
                            &format!("{}/{key_token}", escape(&name)),
                            &format!("{meant}/{key_token}"),
                        );
                        there.insert(key, value);
                    }
                }
            }
            _ => cx.warn_at(&name, Code::ConflictingKeys, format!("`{meant}` is there as well")),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::{document, document_of, schemas, schemas_30};
    use crate::report::Code;

    #[test]
    fn keys_in_another_case_are_the_keys_meant() {
        let key = json!({"type": "apiKey", "in": "header", "name": "k"});
        let (value, codes) = document(json!({
            "components": {"security_schemes": {"a": key, "b": key}, "securitySchemes": {"b": key}},
        }));
        assert_eq!(codes, [Code::SnakeCaseKey]);
        assert_eq!(value["components"], json!({"securitySchemes": {"b": key, "a": key}}));
        schemas(&[
            (
                json!({"type": "string", "max_length": 3}),
                json!({"type": "string", "maxLength": 3}),
                &[Code::SnakeCaseKey],
            ),
            (
                json!({"type": "string", "max_length": 3, "maxLength": 4}),
                json!({"type": "string", "maxLength": 4}),
                &[Code::SnakeCaseKey, Code::ConflictingKeys],
            ),
        ]);
    }

    #[test]
    fn keys_of_other_versions_are_told() {
        schemas(&[(
            json!({"type": "string", "nullable": true}),
            json!({"type": "string", "nullable": true}),
            &[Code::EarlierKeyword],
        )]);
        let (value, codes) = document_of("3.0.0", json!({"webhooks": {"w": {"post": {"responses": {}}}}}));
        assert_eq!(codes, [Code::LaterKeyword]);
        assert_eq!(value["x-webhooks"]["w"], json!({"post": {"responses": {}}}));
    }

    #[test]
    fn schemas_of_json_schema_may_have_further_keywords() {
        let one = json!({"type": "string", "markdownDescription": "a"});
        schemas(&[
            (one.clone(), one.clone(), &[]),
            (
                json!({"type": "string", "maxLenght": 3}),
                json!({"type": "string", "maxLenght": 3}),
                &[Code::UnknownKey],
            ),
        ]);
        schemas_30(&[(one.clone(), one, &[Code::UnknownKey])]);
    }

    #[test]
    fn extensions_are_no_unknown_keys() {
        let (_, codes) = document(json!({"x-a": 1, "zzz": 1, "paths": {"x-b": {"c": 1}}}));
        assert_eq!(codes, [Code::UnknownKey]);
    }
}
