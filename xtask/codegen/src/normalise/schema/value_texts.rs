//! Names and descriptions of an enum's values. OpenAPI has no place for them, and each family of generators has its own key. Out:
//! `x-enum-varnames` and `x-enum-descriptions`, maps from each value, spelled as text, to what is said of it.

use serde_json::{Map, Value};

use super::Schema;
use crate::normalise::context::Context;
use crate::report::{Code, Diagnostic};

const NAMES: &str = "x-enum-varnames";
const DESCRIPTIONS: &str = "x-enum-descriptions";

/// Keys that have a text for each value: a list in the order of the values, or a map. Of several the first that says it counts.
const TEXTS: [(&str, &str); 9] = [
    ("x-enum-varnames", NAMES),
    ("x-enumNames", NAMES),
    ("x-enum-names", NAMES),
    ("x-enumVarNames", NAMES),
    ("x-speakeasy-enums", NAMES),
    ("x-enum-descriptions", DESCRIPTIONS),
    ("x-enumDescriptions", DESCRIPTIONS),
    ("x-speakeasy-enum-descriptions", DESCRIPTIONS),
    ("x-enum-comments", DESCRIPTIONS),
];

/// Keys that have an object for each value, with its name and description.
const OBJECTS: [&str; 3] = ["x-ms-enum", "x-fern-enum", "x-enum-elements"];

/// What is said of values, by their spelling.
#[derive(Default)]
struct Texts {
    names: Map<String, Value>,
    descriptions: Map<String, Value>,
}

impl Texts {
    fn of(&mut self, kind: &str) -> &mut Map<String, Value> {
        if kind == NAMES {
            &mut self.names
        } else {
            &mut self.descriptions
        }
    }

    fn add(&mut self, kind: &str, value: &str, text: &Value) {
        if text.as_str().is_some_and(|text| !text.trim().is_empty()) {
            self.of(kind).entry(value).or_insert_with(|| text.clone());
        }
    }

    fn add_object(&mut self, value: &str, object: &Value) {
        self.add(NAMES, value, &object["name"]);
        self.add(DESCRIPTIONS, value, &object["description"]);
    }
}

/// Brings all that is said of values under two keys.
pub(super) fn pass(schema: &mut Schema, cx: &mut Context<'_>) {
    if let Some(values @ Value::Array(_)) = schema.remove("x-extensible-enum") {
        schema.entry("enum").or_insert(values);
    }
    if !schema.contains_key("enum") {
        return;
    }
    let Some(Value::Array(values)) = schema.get("enum").cloned() else {
        return;
    };
    let mut texts = Texts::default();
    for (key, kind) in TEXTS {
        match schema.remove(key) {
            Some(Value::Array(list)) => listed(&mut texts, (key, kind), &values, &list, cx),
            Some(Value::Object(map)) => mapped(&mut texts, kind, &values, &map),
            _ => {}
        }
    }
    for key in OBJECTS {
        match schema.get(key) {
            Some(Value::Object(map)) if map.get("values").is_some_and(Value::is_array) => {
                objects(&mut texts, &map["values"]);
            }
            Some(Value::Object(map)) => map.iter().for_each(|(value, object)| texts.add_object(value, object)),
            Some(list) => objects(&mut texts, list),
            None => {}
        }
    }
    for (key, map) in [(NAMES, texts.names), (DESCRIPTIONS, texts.descriptions)] {
        if !map.is_empty() {
            schema.insert(key.into(), Value::Object(map));
        }
    }
}

fn listed(texts: &mut Texts, (key, kind): (&str, &str), values: &[Value], list: &[Value], cx: &mut Context<'_>) {
    if list.len() != values.len() {
        let message = format!("`{key}` has {} texts for {} values", list.len(), values.len());
        cx.push(Diagnostic::new(Code::FaultyEnum, cx.place.child(key), message).label("left out"));
        return;
    }
    for (value, text) in values.iter().zip(list) {
        texts.add(kind, &spelling(value), text);
    }
}

/// By value, or by the name that a value has.
fn mapped(texts: &mut Texts, kind: &str, values: &[Value], map: &Map<String, Value>) {
    for value in values.iter().map(spelling) {
        let name = texts.names.get(&value).and_then(Value::as_str);
        match map.get(&value).or_else(|| map.get(name?)) {
            Some(object @ Value::Object(_)) => texts.add_object(&value, object),
            Some(text) => texts.add(kind, &value, text),
            None => {}
        }
    }
}

fn objects(texts: &mut Texts, list: &Value) {
    for object in list.as_array().into_iter().flatten() {
        if let Some(value) = object.get("value") {
            texts.add_object(&spelling(value), object);
        }
    }
}

/// A value as text.
fn spelling(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::schemas;
    use crate::report::Code;

    #[test]
    fn each_dialect_says_the_same() {
        let said = json!({
            "type": "integer", "enum": [1, 2],
            "x-enum-varnames": {"1": "Low", "2": "High"},
            "x-enum-descriptions": {"1": "Quiet.", "2": "Loud."},
        });
        for dialect in [
            json!({"x-enum-varnames": ["Low", "High"], "x-enum-descriptions": ["Quiet.", "Loud."]}),
            json!({"x-enumNames": ["Low", "High"], "x-enumDescriptions": {"1": "Quiet.", "2": "Loud."}}),
            json!({"x-enum-varnames": {"1": "Low", "2": "High"}, "x-enum-comments": {"Low": "Quiet.", "High": "Loud."}}),
            json!({"x-speakeasy-enums": ["Low", "High"], "x-speakeasy-enum-descriptions": ["Quiet.", "Loud."]}),
        ] {
            let mut schema = json!({"type": "integer", "enum": [1, 2]});
            schema
                .as_object_mut()
                .unwrap()
                .extend(dialect.as_object().unwrap().clone());
            schemas(&[(schema, said.clone(), &[])]);
        }
        let values = json!([
            {"value": 1, "name": "Low", "description": "Quiet."},
            {"value": 2, "name": "High", "description": "Loud."},
        ]);
        let by_value =
            json!({"1": {"name": "Low", "description": "Quiet."}, "2": {"name": "High", "description": "Loud."}});
        for (key, dialect) in [
            (
                "x-ms-enum",
                json!({"name": "Level", "modelAsString": true, "values": values}),
            ),
            ("x-fern-enum", by_value),
            ("x-enum-elements", values.clone()),
        ] {
            let (mut schema, mut said) = (json!({"type": "integer", "enum": [1, 2]}), said.clone());
            schema[key] = dialect.clone();
            said[key] = dialect;
            schemas(&[(schema, said, &[])]);
        }
    }

    #[test]
    fn what_does_not_fit_is_told() {
        schemas(&[
            (
                json!({"enum": ["a", "b"], "x-enum-varnames": ["One"]}),
                json!({"type": "string", "enum": ["a", "b"]}),
                &[Code::FaultyEnum],
            ),
            (
                json!({"type": "string", "x-extensible-enum": ["a", "b"]}),
                json!({"type": "string", "enum": ["a", "b"]}),
                &[],
            ),
        ]);
    }
}
