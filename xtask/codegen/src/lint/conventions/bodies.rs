//! `missing-example`, `null-in-example` and `phone-number-in-example`: the examples of bodies, and numbers in any example.

use std::collections::HashSet;

use serde_json::Value;

use crate::ir::Pointer;
use crate::lint::Node;
use crate::lint::examples::{Example, examples};
use crate::normalise::grammar::ObjectKind;
use crate::pointer;
use crate::reference;
use crate::report::{Code, Diagnostic, Report};

/// The combinations whose parts speak of one object.
const PARTS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// Schemas inside schemas that are followed.
const DEPTH: usize = 16;

/// Looks at the examples of a node.
pub(super) fn check(node: &Node<'_>, document: &Value, report: &mut Report) {
    let found = examples(node);
    for Example { value, at } in &found {
        let mut fault = |at: &str, text: &str| {
            let message = format!("`{text}` may be somebody's number");
            let diagnostic = Diagnostic::new(Code::PhoneNumberInExample, Pointer(at.to_owned()), message);
            report.push(diagnostic.hint("take one that is kept for fiction: `'+14155550100'` to `'+14155550199'`"));
        };
        numbers(value, &mut at.clone(), &mut fault);
    }
    if node.kind != ObjectKind::MediaType {
        return;
    }
    let Some(schema) = node.value.get("schema") else { return };
    // One that is referred to counts.
    let named = node.value.get("examples").and_then(Value::as_object);
    if found.is_empty() && named.is_none_or(serde_json::Map::is_empty) {
        let message = "the body has no example";
        report.push(Diagnostic::new(Code::MissingExample, node.at.clone(), message).on_key());
    }
    if node.at.0.contains("/responses/") {
        for Example { value, mut at } in found {
            let nulls = Nulls { document, report };
            nulls.look(schema, value, &mut at, DEPTH);
        }
    }
}

/// Calls something for each phone number of a value that is not kept for fiction.
fn numbers(value: &Value, at: &mut String, fault: &mut impl FnMut(&str, &str)) {
    let mark = at.len();
    match value {
        Value::String(text) if is_number(text) && !is_fiction(text) => fault(at, text),
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                pointer::push(at, &index.to_string());
                numbers(value, at, fault);
                at.truncate(mark);
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                pointer::push(at, key);
                numbers(value, at, fault);
                at.truncate(mark);
            }
        }
        _ => {}
    }
}

/// Whether a text is a number in international form (E.164).
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default();
    (8..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number is one of those that no subscriber of the North American plan gets: 555-0100 to 555-0199.
fn is_fiction(text: &str) -> bool {
    text.starts_with("+1") && text.len() == 12 && &text[5..10] == "55501"
}

/// The search for values of responses that a generated type does not send back: `null` where nothing need be.
struct Nulls<'n> {
    document: &'n Value,
    report: &'n mut Report,
}

impl Nulls<'_> {
    fn look(mut self, schema: &Value, value: &Value, at: &mut String, depth: usize) {
        self.step(&[schema], value, at, depth);
    }

    /// A value with all schemas that speak of it.
    fn step(&mut self, schemas: &[&Value], value: &Value, at: &mut String, depth: usize) {
        if depth == 0 {
            return;
        }
        let mut parts = Vec::new();
        schemas
            .iter()
            .for_each(|schema| parts_of(self.document, schema, DEPTH, &mut parts));
        let below = |key: &str| -> Vec<&Value> { parts.iter().filter_map(|part| part.get(key)).collect() };
        let mark = at.len();
        match value {
            Value::Object(map) => {
                let lists = below("required");
                let required: HashSet<&str> = lists
                    .iter()
                    .filter_map(|list| list.as_array())
                    .flatten()
                    .filter_map(Value::as_str)
                    .collect();
                for (key, value) in map {
                    let property: Vec<&Value> = parts
                        .iter()
                        .filter_map(|part| part.get("properties")?.get(key))
                        .collect();
                    pointer::push(at, key);
                    if value.is_null() && !property.is_empty() && !required.contains(key.as_str()) {
                        let message = format!("`{key}` is `null` and need not be there");
                        self.report
                            .push(Diagnostic::new(Code::NullInExample, Pointer(at.clone()), message));
                    }
                    self.step(&property, value, at, depth - 1);
                    at.truncate(mark);
                }
            }
            Value::Array(list) => {
                let items = below("items");
                for (index, value) in list.iter().enumerate() {
                    pointer::push(at, &index.to_string());
                    self.step(&items, value, at, depth - 1);
                    at.truncate(mark);
                }
            }
            _ => {}
        }
    }
}

/// Adds a schema, references followed, and all parts that it is combined of.
fn parts_of<'d>(document: &'d Value, schema: &'d Value, depth: usize, parts: &mut Vec<&'d Value>) {
    let Some(schema) = reference::resolve(document, schema).filter(|_| depth > 0) else {
        return;
    };
    parts.push(schema);
    for key in PARTS {
        for part in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
            parts_of(document, part, depth - 1, parts);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_of_somebody_count() {
        for (text, expected) in [
            ("+14155550100", false),
            ("+12125550199", false),
            ("+14155550200", true),
            ("+4930123456", true),
            ("14155550200", false),
            ("+1 415 555 0200", false),
            ("+1", false),
        ] {
            assert_eq!(is_number(text) && !is_fiction(text), expected, "{text}");
        }
    }
}
