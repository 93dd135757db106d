//! Documents with a slot for every text, and what they become when slots hold something else.
//!
//! In: a document, some of its slots and a text. Out: the document as JSON, the text in every place where the names of
//! these slots stood.

use std::collections::BTreeSet;

use serde_json::Value;

const TEXTS: [&str; 4] = [
    include_str!("base/info.yaml"),
    include_str!("base/requests.yaml"),
    include_str!("base/answers.yaml"),
    include_str!("base/schemas.yaml"),
];

/// A document with slots.
pub(crate) struct Base {
    value: Value,
    /// Names of its slots.
    pub(crate) slots: Vec<String>,
}

/// All documents with slots; no slot is in two of them.
pub(crate) fn all() -> Vec<Base> {
    TEXTS.map(Base::of).into()
}

impl Base {
    fn of(text: &str) -> Self {
        let value = serde_yaml::from_str(text).unwrap();
        let mut slots = BTreeSet::new();
        each_text(&value, &mut |text| {
            slots.extend(
                pieces(text)
                    .filter(|piece| piece.starts_with("Slot"))
                    .map(str::to_owned),
            );
        });
        let slots = slots.into_iter().collect();
        Self { value, slots }
    }

    /// The document with a text in the place of each of some slots.
    pub(crate) fn with(&self, slots: &[&str], text: &str) -> String {
        filled(&self.value, slots, text).to_string()
    }
}

/// A text, cut before and behind each of its words.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split_inclusive(|c: char| !c.is_ascii_alphabetic());
    let cut = parts.flat_map(|part| match part.char_indices().next_back() {
        Some((at, last)) if !last.is_ascii_alphabetic() => [&part[..at], &part[at..]],
        _ => [part, ""],
    });
    cut.filter(|piece| !piece.is_empty())
}

fn each_text(value: &Value, see: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => see(text),
        Value::Array(list) => list.iter().for_each(|item| each_text(item, see)),
        Value::Object(map) => map.iter().for_each(|(key, child)| {
            see(key);
            each_text(child, see);
        }),
        _ => {}
    }
}

fn filled(value: &Value, slots: &[&str], text: &str) -> Value {
    let fill = |old: &str| -> String {
        let escaped = || text.replace('~', "~0").replace('/', "~1").replace('%', "%25");
        let new = if old.starts_with("#/") { &escaped() } else { text };
        pieces(old)
            .map(|piece| if slots.contains(&piece) { new } else { piece })
            .collect()
    };
    match value {
        Value::String(old) => Value::String(fill(old)),
        Value::Array(list) => list.iter().map(|item| filled(item, slots, text)).collect(),
        Value::Object(map) => {
            let entries = map.iter().map(|(key, child)| (fill(key), filled(child, slots, text)));
            Value::Object(entries.collect())
        }
        other => other.clone(),
    }
}
