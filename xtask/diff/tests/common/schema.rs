//! `docs/diff.schema.json` as a check of what `diff` writes.
//!
//! In: JSON. Out: where it is not what the published schema says.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// What does not fit the published schema.
pub(crate) fn faults(json: &Value) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/diff.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let mut faults = Vec::new();
    validate(&schema, &schema, json, "", &mut faults);
    faults
}

/// The keywords of JSON Schema that the published schema uses.
fn validate(root: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|to| to.strip_prefix("#/$defs/")) {
        return validate(root, &root["$defs"][name], value, at, faults);
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let kinds: Vec<&str> = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        Value::String(kind) => vec![kind],
        _ => vec![kind],
    };
    if !kinds.contains(&kind) {
        faults.push(format!("{at}: {kind} is none of {kinds:?}"));
    }
    if schema["enum"].as_array().is_some_and(|values| !values.contains(value)) {
        faults.push(format!("{at}: {value} is not listed"));
    }
    if let Some(options) = schema["anyOf"].as_array() {
        let fits = |option: &Value| {
            let mut faults = Vec::new();
            validate(root, option, value, at, &mut faults);
            faults.is_empty()
        };
        if !options.iter().any(fits) {
            faults.push(format!("{at}: none of the alternatives fits"));
        }
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        if schema["items"].is_object() {
            validate(root, &schema["items"], item, &format!("{at}/{index}"), faults);
        }
    }
    let members = value.as_object();
    for required in schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        if members.is_some_and(|members| !members.contains_key(required)) {
            faults.push(format!("{at}: no {required}"));
        }
    }
    for (key, member) in members.into_iter().flatten() {
        match schema["properties"].get(key) {
            Some(property) => validate(root, property, member, &format!("{at}/{key}"), faults),
            None if schema["additionalProperties"] == false => faults.push(format!("{at}: {key} is not known")),
            None => {}
        }
    }
}
