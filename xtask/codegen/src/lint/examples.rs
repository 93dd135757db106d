//! `faulty-example` and `faulty-default`: examples and defaults that do not fit their schema.

use std::collections::HashMap;

use serde_json::Value;

use super::Node;
use crate::ir::Pointer;
use crate::media_type;
use crate::normalise::grammar::ObjectKind;
use crate::pointer;
use crate::report::{Code, Diagnostic, Report};
use crate::validate::{Direction, Fault, Validator};

/// Faults that are shown of one example.
const SHOWN: usize = 3;

/// An example with its place.
pub(super) struct Example<'d> {
    pub(super) value: &'d Value,
    pub(super) at: String,
}

/// Looks at the examples of a node that has a schema, or is one.
pub(super) fn check(node: &Node<'_>, validator: &Validator<'_>, report: &mut Report) {
    let schema = match node.kind {
        ObjectKind::Schema => Some(node.value),
        ObjectKind::MediaType | ObjectKind::Parameter | ObjectKind::Header => node.value.get("schema"),
        _ => None,
    };
    let Some(schema) = schema else { return };
    check_default(node, validator, report);
    let mut reported: HashMap<String, usize> = HashMap::new();
    let mut found = Vec::new();
    for example in examples(node) {
        if !is_comparable(node, example.value, validator) {
            continue;
        }
        let faults = validator.validate(schema, example.value, direction(&node.at.0));
        if let Some(first) = faults.first() {
            let count = reported.entry(first.message.clone()).or_default();
            *count += 1;
            if *count == 1 {
                found.push((example, faults));
            }
        }
    }
    for (example, faults) in found {
        let others = faults
            .first()
            .and_then(|fault| reported.get(&fault.message))
            .map_or(0, |count| count - 1);
        tell(&example, faults, others, report);
    }
}

/// Looks at the default of a schema, which has its type already.
fn check_default(node: &Node<'_>, validator: &Validator<'_>, report: &mut Report) {
    let default = node.value.get("default").filter(|_| node.kind == ObjectKind::Schema);
    let faults = default.map(|value| validator.validate(node.value, value, Direction::Either));
    for fault in by_place(faults.unwrap_or_default()).into_iter().take(SHOWN) {
        let at = Pointer(format!("{}/default{}", node.at.0, fault.pointer));
        let message = format!("the default does not fit its schema: {}", fault.message);
        report.push(Diagnostic::new(Code::FaultyDefault, at, message));
    }
}

/// The examples that a node gives itself.
pub(super) fn examples<'d>(node: &Node<'d>) -> Vec<Example<'d>> {
    let at = &node.at.0;
    let mut found = Vec::new();
    if let Some(value) = node.value.get("example") {
        let at = format!("{at}/example");
        found.push(Example { value, at });
    }
    match node.kind {
        ObjectKind::Schema => {
            let others = node.value.get("x-further-examples").and_then(Value::as_array);
            found.extend(others.into_iter().flatten().enumerate().map(|(index, value)| Example {
                value,
                at: format!("{at}/x-further-examples/{index}"),
            }));
        }
        ObjectKind::MediaType | ObjectKind::Parameter | ObjectKind::Header => {
            let named = node.value.get("examples").and_then(Value::as_object);
            found.extend(named.into_iter().flatten().filter_map(|(name, example)| {
                Some(Example {
                    value: example.get("value")?,
                    at: format!("{}/value", pointer::join(&format!("{at}/examples"), name)),
                })
            }));
        }
        _ => {}
    }
    found
}

/// Whether an example shows the value, and not the text that travels: that of a form, of XML, or of a list in a query may
/// be either.
fn is_comparable(node: &Node<'_>, example: &Value, validator: &Validator<'_>) -> bool {
    match node.kind {
        ObjectKind::MediaType => {
            let media_type = pointer::segments(&node.at.0).last().unwrap_or_default();
            // The text of a sequence holds many of what its schema is that of.
            let is_json = media_type.contains("json") && media_type::sequence(&media_type).is_none();
            is_json || !example.is_string()
        }
        ObjectKind::Parameter | ObjectKind::Header => {
            let schema = node.value.get("schema").and_then(|schema| validator.resolve(schema));
            !example.is_string() || !schema.is_some_and(is_list)
        }
        _ => true,
    }
}

fn is_list(schema: &Value) -> bool {
    let ty = schema.get("type").and_then(Value::as_str);
    matches!(ty, Some("array" | "object"))
}

/// Which way the values at a place travel.
fn direction(at: &str) -> Direction {
    let is_below = |part: &str| at.contains(part);
    if is_below("/callbacks/") || is_below("/x-webhooks/") {
        Direction::Either
    } else if is_below("/requestBody/") || is_below("/requestBodies/") || is_below("/parameters/") {
        Direction::Sent
    } else if is_below("/responses/") {
        Direction::Received
    } else {
        Direction::Either
    }
}

/// Reports an example; `others` have the same fault.
fn tell(example: &Example<'_>, faults: Vec<Fault>, others: usize, report: &mut Report) {
    let faults = by_place(faults);
    let rest = faults.len().saturating_sub(SHOWN);
    for (index, fault) in faults.into_iter().take(SHOWN).enumerate() {
        let at = Pointer(format!("{}{}", example.at, fault.pointer));
        let message = format!("the example does not fit its schema: {}", fault.message);
        let mut diagnostic = Diagnostic::new(Code::FaultyExample, at, message);
        if index == 0
            && let Value::String(text) = example.value
            && text.trim_start().starts_with(['{', '['])
        {
            diagnostic = diagnostic.hint("the example is text that holds JSON; write the value itself");
        }
        if index == 0 && others > 0 {
            let examples = if others == 1 { "example" } else { "examples" };
            diagnostic = diagnostic.label(format!("and in {others} other {examples} here"));
        }
        if index + 1 == SHOWN && rest > 0 {
            diagnostic = diagnostic.hint(format!("{rest} more places of this example do not fit"));
        }
        report.push(diagnostic);
    }
}

/// The faults of one place as one.
fn by_place(faults: Vec<Fault>) -> Vec<Fault> {
    let mut places: Vec<(Fault, usize)> = Vec::new();
    for fault in faults {
        match places.iter_mut().find(|(place, _)| place.pointer == fault.pointer) {
            Some((place, count)) => {
                *count += 1;
                match *count {
                    2..=SHOWN => place.message = format!("{}; {}", place.message, fault.message),
                    _ if place.message.ends_with('…') => {}
                    _ => place.message.push_str("; …"),
                }
            }
            None => places.push((fault, 1)),
        }
    }
    places.into_iter().map(|(place, _)| place).collect()
}
