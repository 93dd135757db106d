//! Finds the numbers and booleans in an example that its schema wants as texts.
//!
//! In: an example and its schema, with the document for references. Out: pointers. Only what the schema says
//! without doubt counts: a position that may be a text and may not be what was read.

use serde_json::Value;

use crate::{pointer, reference};

/// References and combinations that are followed for one example, at each of its positions.
const MAX_STEPS: usize = 64;

/// Adds the pointers of mistaken values in `data`, which stands at `at`.
pub(super) fn mistaken(root: &Value, schema: &Value, data: &Value, at: &mut String, found: &mut Vec<String>) {
    let length = at.len();
    match data {
        Value::Number(_) | Value::Bool(_) => {
            let kinds = Scalars::of(root, schema);
            if kinds.text && !kinds.fits(data) {
                found.push(at.clone());
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                if let Some(schema) = property(root, schema, key, &mut MAX_STEPS.clone()) {
                    pointer::push(at, key);
                    mistaken(root, schema, value, at, found);
                    at.truncate(length);
                }
            }
        }
        Value::Array(list) => {
            if let Some(items) = items(root, schema, &mut MAX_STEPS.clone()) {
                for (index, value) in list.iter().enumerate() {
                    pointer::push(at, &index.to_string());
                    mistaken(root, items, value, at, found);
                    at.truncate(length);
                }
            }
        }
        _ => {}
    }
}

/// The JSON types a schema admits, as far as they matter here.
#[derive(Clone, Copy, Debug)]
struct Scalars {
    text: bool,
    number: bool,
    boolean: bool,
}

impl Scalars {
    const ANY: Self = Self {
        text: true,
        number: true,
        boolean: true,
    };

    fn of(root: &Value, schema: &Value) -> Self {
        Self::walk(root, schema, &mut MAX_STEPS.clone())
    }

    fn fits(self, data: &Value) -> bool {
        if data.is_number() { self.number } else { self.boolean }
    }

    fn walk(root: &Value, schema: &Value, steps: &mut usize) -> Self {
        if !step(steps) {
            return Self::ANY;
        }
        if let Some(target) = referenced(root, schema) {
            return Self::walk(root, target, steps);
        }
        let mut kinds = Self::declared(schema.get("type"));
        for part in list(schema, "allOf") {
            let part = Self::walk(root, part, steps);
            kinds = Self {
                text: kinds.text && part.text,
                number: kinds.number && part.number,
                boolean: kinds.boolean && part.boolean,
            };
        }
        for key in ["oneOf", "anyOf"] {
            let variants: Vec<_> = list(schema, key)
                .map(|variant| Self::walk(root, variant, steps))
                .collect();
            if !variants.is_empty() {
                let any = |test: fn(&Self) -> bool| variants.iter().any(test);
                kinds.text &= any(|variant| variant.text);
                kinds.number &= any(|variant| variant.number);
                kinds.boolean &= any(|variant| variant.boolean);
            }
        }
        kinds
    }

    fn declared(declared: Option<&Value>) -> Self {
        let names: Vec<_> = match declared {
            Some(Value::String(name)) => vec![name.as_str()],
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            _ => return Self::ANY,
        };
        let has = |name| names.contains(&name);
        Self {
            text: has("string"),
            number: has("number") || has("integer"),
            boolean: has("boolean"),
        }
    }
}

/// The schema of a property, where exactly one part of the schema speaks of it.
fn property<'a>(root: &'a Value, schema: &'a Value, key: &str, steps: &mut usize) -> Option<&'a Value> {
    if !step(steps) {
        return None;
    }
    if let Some(target) = referenced(root, schema) {
        return property(root, target, key, steps);
    }
    let own = schema.get("properties").and_then(|properties| properties.get(key));
    if own.is_some() {
        return own;
    }
    let parts = ["allOf", "oneOf", "anyOf"]
        .into_iter()
        .flat_map(|combination| list(schema, combination));
    let mut found: Vec<_> = parts.filter_map(|part| property(root, part, key, steps)).collect();
    match found.len() {
        0 => schema
            .get("additionalProperties")
            .filter(|additional| additional.is_object()),
        1 => found.pop(),
        _ => None,
    }
}

/// The schema of a list's items, likewise.
fn items<'a>(root: &'a Value, schema: &'a Value, steps: &mut usize) -> Option<&'a Value> {
    if !step(steps) {
        return None;
    }
    if let Some(target) = referenced(root, schema) {
        return items(root, target, steps);
    }
    let own = schema.get("items").filter(|items| items.is_object());
    if own.is_some() {
        return own;
    }
    let parts = ["allOf", "oneOf", "anyOf"]
        .into_iter()
        .flat_map(|combination| list(schema, combination));
    let mut found: Vec<_> = parts.filter_map(|part| items(root, part, steps)).collect();
    if found.len() == 1 { found.pop() } else { None }
}

fn referenced<'a>(root: &'a Value, schema: &Value) -> Option<&'a Value> {
    reference::target(root, reference::of(schema)?)
}

fn list<'a>(schema: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    schema.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn step(steps: &mut usize) -> bool {
    *steps = steps.saturating_sub(1);
    *steps > 0
}
