//! The documents of the rows: what a keyword is shown on.
//!
//! In: `tests/keywords/NAME.yaml`. Out: each row's document with its keyword, and without.

use std::fs;
use std::path::Path;

use callspec_codegen::keywords::{Object, Row};
use callspec_codegen::pointer;
use serde_json::{Map, Value, json};

/// An object that has a keyword, and the document it stands in.
pub(crate) struct Shown {
    /// `minLength`; of a value `format: uuid`.
    pub(crate) name: String,
    /// The keyword alone.
    pub(crate) keyword: String,
    /// Where the object stands.
    pub(crate) at: String,
    document: Value,
}

/// The documents of an object: one for each keyword, and for each value of a keyword.
pub(crate) fn of(object: &Object) -> Vec<Shown> {
    let file = read(&object.name.to_lowercase().replace(' ', "-"));
    let mut base = read("base");
    merge(&mut base, &file["base"]);
    let (at, base) = (file["at"].as_str().unwrap_or_default(), &base);
    let rows = |key: &str| file.get(key).and_then(Value::as_object).into_iter().flatten();
    let keywords = rows("rows").map(|(keyword, shown)| Shown::new(keyword, keyword.clone(), shown, at, base));
    let values = rows("values").flat_map(|(keyword, values)| {
        let values = values.as_object().into_iter().flatten();
        // `style in path` is `style`.
        let word = keyword.split(' ').next().unwrap_or_default();
        values.map(move |(value, shown)| Shown::new(word, format!("{keyword}: {value}"), shown, at, base))
    });
    keywords.chain(values).collect()
}

fn read(name: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/keywords");
    let file = folder.join(name).with_extension("yaml");
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

impl Shown {
    /// `shown` is the object, or a list of its place, the object, and what else the document has.
    fn new(keyword: &str, name: String, shown: &Value, at: &str, base: &Value) -> Self {
        let mut document = base.clone();
        let (at, object) = match shown {
            Value::Array(parts) => {
                parts.iter().skip(2).for_each(|patch| merge(&mut document, patch));
                (parts[0].as_str().unwrap_or_default(), &parts[1])
            }
            object => (at, object),
        };
        assert!(object.is_object(), "{name} shows no object");
        match at {
            "" => merge(&mut document, object),
            at => *place(&mut document, at) = object.clone(),
        }
        let keyword = match (object.get(keyword), keyword.strip_suffix('*')) {
            (Some(_), _) => keyword,
            // All that begin so are shown by one.
            (None, Some(start)) => {
                let mut keys = object.as_object().into_iter().flat_map(Map::keys);
                keys.find(|key| key.starts_with(start)).map_or(keyword, String::as_str)
            }
            // What has names of its own in place of keywords, as responses have, is shown by such a name.
            (None, None) => name.rsplit(": ").next().unwrap_or_default(),
        };
        assert!(object.get(keyword).is_some(), "{name} does not show its keyword");
        assert!(has_value(&object[keyword], &name), "{name} does not show its value");
        Self {
            keyword: keyword.to_owned(),
            name,
            at: at.to_owned(),
            document,
        }
    }

    /// The document that has the keyword, of the last version that has it, or of 3.1, or of the first one later than that.
    pub(crate) fn with(&self, row: &Row) -> Value {
        let version = match (row.since, row.until) {
            (_, Some("3.0")) => "3.0.3",
            ("3.2", _) => "3.2.0",
            _ => "3.1.0",
        };
        let mut document = json!({"openapi": version});
        merge(&mut document, &self.document);
        document
    }

    /// The same document without it.
    pub(crate) fn without(&self, row: &Row) -> Value {
        let mut document = self.with(row);
        let object = place(&mut document, &self.at).as_object_mut();
        object.map(|object| object.remove(&self.keyword));
        document
    }
}

/// Whether a value is the one that a row is about; one in words stands for several.
fn has_value(value: &Value, name: &str) -> bool {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match name.split_once(": ") {
        Some((keyword, wanted)) => {
            keyword == "status" || wanted.contains(' ') || text == wanted || value.get(wanted).is_some()
        }
        None => true,
    }
}

/// What stands at a place; objects on the way there are made.
fn place<'v>(mut value: &'v mut Value, at: &str) -> &'v mut Value {
    for segment in pointer::segments(at) {
        value = match value {
            Value::Array(list) => &mut list[segment.parse::<usize>().unwrap()],
            value => {
                if !value.is_object() {
                    *value = Value::Object(Map::new());
                }
                value
                    .as_object_mut()
                    .unwrap()
                    .entry(segment.as_ref())
                    .or_insert(Value::Null)
            }
        };
    }
    value
}

/// A patch as RFC 7396 has it.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        if !patch.is_null() {
            *target = patch.clone();
        }
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    let Value::Object(map) = target else { return };
    for (key, value) in patch {
        match value {
            Value::Null => drop(map.remove(key)),
            value => merge(map.entry(key).or_insert(Value::Null), value),
        }
    }
}
