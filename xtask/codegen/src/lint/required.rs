//! `unknown-required`: names in `required` that are no property.

use std::collections::HashSet;

use serde_json::Value;

use super::Node;
use crate::ir::Pointer;
use crate::nearest::nearest;
use crate::normalise::grammar::ObjectKind;
use crate::report::{Code, Diagnostic, Report};
use crate::validate::Validator;

/// The combinations whose parts speak of one object.
const PARTS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// References in references that are followed.
const DEPTH: usize = 16;

/// Looks at a schema with all its parts: what one part requires, another may declare.
pub(super) fn check(node: &Node<'_>, validator: &Validator<'_>, report: &mut Report) {
    if node.kind != ObjectKind::Schema || is_part(&node.at.0) {
        return;
    }
    let mut asked = Vec::new();
    required(node.value, &node.at.0, &mut asked);
    if asked.is_empty() {
        return;
    }
    let mut known = HashSet::new();
    if !names(node.value, validator, DEPTH, &mut known) {
        return;
    }
    for (at, name) in asked.into_iter().filter(|(_, name)| !known.contains(name)) {
        let message = format!("`{name}` is required and is no property");
        let diagnostic = Diagnostic::new(Code::UnknownRequired, at, message);
        report.push(match nearest(name, known.iter().copied()) {
            Some(meant) => diagnostic.label(format!("did you mean `{meant}`?")),
            None => diagnostic,
        });
    }
}

/// Whether a schema is a part of the one around it.
fn is_part(at: &str) -> bool {
    let mut tokens = at.rsplit('/');
    let is_index = tokens.next().is_some_and(|token| token.parse::<usize>().is_ok());
    is_index && tokens.next().is_some_and(|token| PARTS.contains(&token))
}

/// The names that a schema and its own parts require, with their places.
fn required<'d>(schema: &'d Value, at: &str, asked: &mut Vec<(Pointer, &'d str)>) {
    let list = schema.get("required").and_then(Value::as_array);
    for (index, name) in list.into_iter().flatten().enumerate() {
        if let Some(name) = name.as_str() {
            asked.push((Pointer(format!("{at}/required/{index}")), name));
        }
    }
    for key in PARTS {
        for (index, part) in schema
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .enumerate()
        {
            required(part, &format!("{at}/{key}/{index}"), asked);
        }
    }
}

/// Adds the names of all properties; `false` where any name is a property, or not all can be known.
fn names<'d>(schema: &'d Value, validator: &Validator<'d>, depth: usize, known: &mut HashSet<&'d str>) -> bool {
    let Some(schema) = validator.resolve(schema).filter(|_| depth > 0) else {
        return false;
    };
    let is_open = |value: &Value| value.is_object() || *value == Value::Bool(true);
    let keeps_more = schema
        .get("x-constraints")
        .is_some_and(|kept| kept.get("not").is_none());
    if schema.get("additionalProperties").is_some_and(is_open) || keeps_more {
        return false;
    }
    let declared = schema.get("properties").and_then(Value::as_object);
    known.extend(
        declared
            .into_iter()
            .flat_map(|declared| declared.keys().map(String::as_str)),
    );
    PARTS.iter().all(|key| {
        let parts = schema.get(*key).and_then(Value::as_array);
        parts
            .into_iter()
            .flatten()
            .all(|part| names(part, validator, depth - 1, known))
    })
}
