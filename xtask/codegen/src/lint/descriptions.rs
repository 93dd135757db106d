//! `missing-description`: operations, parameters, schemas and properties that nothing is said about. One note for each
//! operation and each component, which lists what it leaves out.

use std::collections::HashSet;

use serde_json::Value;

use super::Node;
use crate::normalise::Facts;
use crate::normalise::grammar::ObjectKind;
use crate::pointer;
use crate::report::{Code, Diagnostic, Report};
use crate::validate::Validator;

/// Names that are listed of one object.
const LISTED: usize = 5;

/// Looks at an operation or a component.
pub(super) fn check(
    node: &Node<'_>,
    facts: &Facts,
    validator: &Validator<'_>,
    reported: &HashSet<String>,
    report: &mut Report,
) {
    let missing = match node.kind {
        ObjectKind::Operation => of_operation(node, validator, reported),
        ObjectKind::Schema if is_component(&node.at.0) => of_schema(node, facts, validator),
        ObjectKind::Tag | ObjectKind::SecurityScheme if !says(node.value, &["description"]) => {
            vec![node.kind.name().to_owned()]
        }
        _ => return,
    };
    if !missing.is_empty() {
        let message = format!("no description for {}", listed(&missing));
        let mut diagnostic = Diagnostic::new(Code::MissingDescription, node.at.clone(), message);
        diagnostic.on_key = true;
        report.push(diagnostic);
    }
}

fn is_component(at: &str) -> bool {
    at.strip_prefix("/components/schemas/")
        .is_some_and(|name| !name.contains('/'))
}

fn of_operation(node: &Node<'_>, validator: &Validator<'_>, reported: &HashSet<String>) -> Vec<String> {
    let operation = node.value;
    let mut missing = Vec::new();
    if !says(operation, &["summary", "description"]) {
        missing.push("the operation".to_owned());
    }
    let parameters = operation.get("parameters").and_then(Value::as_array);
    for parameter in parameters
        .into_iter()
        .flatten()
        .filter_map(|parameter| validator.resolve(parameter))
    {
        if !says(parameter, &["description"])
            && !parameter
                .get("schema")
                .is_some_and(|schema| described(schema, validator))
        {
            let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
            missing.push(format!("the parameter `{name}`"));
        }
    }
    let responses = operation.get("responses").and_then(Value::as_object);
    for (status, response) in responses
        .into_iter()
        .flatten()
        .filter(|(status, _)| !status.starts_with("x-"))
    {
        let is_reported = || reported.contains(&pointer::join(&format!("{}/responses", node.at.0), status));
        let says_nothing = |response| !says(response, &["description"]);
        if validator.resolve(response).is_some_and(says_nothing) && !is_reported() {
            missing.push(format!("the response {status}"));
        }
    }
    missing
}

/// Whether a schema is `allOf` of one reference, and no word more.
fn is_other_name(schema: &Value) -> bool {
    let parts = schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice);
    let is_alone = schema.as_object().is_some_and(|schema| schema.len() == 1);
    is_alone && matches!(parts, Some([part]) if part.get("$ref").is_some())
}

fn of_schema(node: &Node<'_>, facts: &Facts, validator: &Validator<'_>) -> Vec<String> {
    let schema = node.value;
    if schema.get("$ref").is_some() || is_other_name(schema) {
        return Vec::new();
    }
    let mut missing = Vec::new();
    // What others extend is described where it is the choice among them.
    if !described(schema, validator) && facts.base_at(&node.at.0).is_none() {
        missing.push("the schema".to_owned());
    }
    properties(schema, "", validator, &mut missing);
    missing
}

/// The properties of a schema and of the objects inside it that are described nowhere.
fn properties(schema: &Value, above: &str, validator: &Validator<'_>, missing: &mut Vec<String>) {
    let declared = schema.get("properties").and_then(Value::as_object);
    for (name, property) in declared.into_iter().flatten() {
        let path = format!("{above}{name}");
        if !described(property, validator) && !is_constant(property) {
            missing.push(format!("`{path}`"));
        }
        properties(property, &format!("{path}."), validator, missing);
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        for part in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
            properties(part, above, validator, missing);
        }
    }
    if let Some(items) = schema.get("items") {
        properties(items, above, validator, missing);
    }
}

/// A value that cannot vary needs no words.
fn is_constant(schema: &Value) -> bool {
    schema
        .get("enum")
        .and_then(Value::as_array)
        .is_some_and(|values| values.len() == 1)
}

/// Whether a schema says what it is, itself or by what it refers to.
fn described(schema: &Value, validator: &Validator<'_>) -> bool {
    if says(schema, &["description"]) {
        return true;
    }
    if schema.get("$ref").is_some() {
        return validator
            .resolve(schema)
            .is_some_and(|schema| says(schema, &["description"]));
    }
    match schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
        Some([only]) => described(only, validator),
        _ => false,
    }
}

/// Whether an object has a text under one of some keys.
pub(super) fn says(object: &Value, keys: &[&str]) -> bool {
    let text = |key: &&str| object.get(*key).and_then(Value::as_str);
    keys.iter().filter_map(text).any(|text| !text.trim().is_empty())
}

/// `a, b and 3 more`.
pub(super) fn listed(names: &[String]) -> String {
    let rest = names.len().saturating_sub(LISTED);
    match names {
        [only] => only.clone(),
        [most @ .., last] if rest == 0 => format!("{} and {last}", most.join(", ")),
        _ => format!("{} and {rest} more", names[..LISTED.min(names.len())].join(", ")),
    }
}
