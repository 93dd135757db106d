//! References of a plain document (`$ref`): what they name, and the one way in which they are followed.
//!
//! In: a document as a JSON value, and a reference in it. Out: what it leads to, through references to references; nothing
//! where it dangles or goes in a ring. The typed document has the same in `lower/references.rs`.

use std::borrow::Cow;

use serde_json::Value;

use crate::pointer;

/// References that are followed in a row at most. Rings have no end, and no sound document has as many.
pub const LONGEST: usize = 64;

/// The reference that a value is, if it is one.
pub fn of(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}

/// The section and the name of the component that a reference names as a whole.
pub fn component(reference: &str) -> Option<(&str, Cow<'_, str>)> {
    let (section, name) = reference.strip_prefix("#/components/")?.split_once('/')?;
    (!name.contains('/')).then(|| (section, pointer::unescape(name)))
}

/// The pointer that a reference within its own document is.
pub fn pointer(reference: &str) -> Option<&str> {
    reference.strip_prefix('#')
}

/// What a reference names in its document: one step, which may end at another reference.
pub fn target<'v>(root: &'v Value, reference: &str) -> Option<&'v Value> {
    find(root, reference).map(|(_, value)| value)
}

/// The pointer of what a reference names in its document.
pub fn place<'r>(root: &Value, reference: &'r str) -> Option<Cow<'r, str>> {
    find(root, reference).map(|(place, _)| place)
}

fn find<'v, 'r>(root: &'v Value, reference: &'r str) -> Option<(Cow<'r, str>, &'v Value)> {
    let pointer = pointer(reference)?;
    if let Some(value) = root.pointer(pointer) {
        return Some((Cow::Borrowed(pointer), value));
    }
    let decoded = percent_decoded(pointer)?;
    let value = root.pointer(&decoded)?;
    Some((Cow::Owned(decoded), value))
}

/// What stands behind a value, references followed; the value itself where it is none.
pub fn resolve<'v>(root: &'v Value, value: &'v Value) -> Option<&'v Value> {
    match of(value) {
        None => Some(value),
        Some(reference) => {
            let end = follow(reference, |reference| Some(((), target(root, reference)?)));
            end.map(|((), value)| value)
        }
    }
}

/// What stands at the end of a reference, and which it is. `find` makes one step: it says what a reference names.
pub fn follow<'v, P>(reference: &str, find: impl Fn(&str) -> Option<(P, &'v Value)>) -> Option<(P, &'v Value)> {
    let mut found = find(reference)?;
    for _ in 0..LONGEST {
        match of(found.1) {
            None => return Some(found),
            Some(next) => found = find(next)?,
        }
    }
    None
}

/// A text with its percent-encoded bytes decoded (RFC 3986 §2.1); `None` where the result is no text.
pub fn percent_decoded(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = text
            .get(at + 1..at + 3)
            .filter(|hex| hex.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(value) if byte == b'%' => {
                decoded.push(value);
                at += 3;
            }
            _ => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn decodes_percent_signs() {
        assert_eq!(percent_decoded("/a%20b%7Bc").as_deref(), Some("/a b{c"));
        assert_eq!(percent_decoded("100%+1").as_deref(), Some("100%+1"));
        assert_eq!(percent_decoded("%ff"), None);
    }

    #[test]
    fn names_components_as_a_whole() {
        assert_eq!(component("#/components/schemas/A~1b"), Some(("schemas", "A/b".into())));
        assert_eq!(component("#/components/schemas/A/properties/b"), None);
        assert_eq!(component("#/paths/a"), None);
    }

    #[test]
    fn a_reference_leads_through_others_and_a_ring_nowhere() {
        let root = json!({
            "a": {"$ref": "#/b%20c"}, "b c": {"$ref": "#/end"}, "end": {"type": "string"},
            "ring": {"$ref": "#/gnir"}, "gnir": {"$ref": "#/ring"}, "lost": {"$ref": "#/nowhere"},
        });
        assert_eq!(resolve(&root, &root["a"]), Some(&root["end"]));
        assert_eq!(resolve(&root, &root["end"]), Some(&root["end"]));
        assert_eq!(resolve(&root, &root["ring"]), None);
        assert_eq!(resolve(&root, &root["lost"]), None);
    }
}
