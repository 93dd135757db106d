//! What a reviewer reads of ten edits at once: `tests/review/comment.md`, and the other formats of the same comparison.
//!
//! `UPDATE_EXPECTED=1 cargo test -p xtask --test diff_review` writes them anew. That each verdict is true, `diff_compiles`
//! proves by compiling callers of each edit.

#![cfg(test)]

#[path = "common/edits.rs"]
mod edits;

use std::fs;
use std::path::Path;

use edits::EDITS;
use serde_json::Value;
use xtask::diff::side::{Input, Side};
use xtask::diff::{self, Comparison, Options, format};
use xtask::source::Source;

/// How many of the edits the review is made of.
const REVIEWED: usize = 10;

#[test]
fn every_edit_of_the_review_has_a_caller_that_proves_it() {
    let has_caller = |edit: &edits::Edit| edit.caller.contains("pub fn ") && edit.caller.contains("kathan::");
    assert!(EDITS[..REVIEWED].iter().all(has_caller));
}

#[test]
fn ten_edits_read_in_every_format() {
    let comparison = compare(&edits::base(), &reviewed());
    let text = anstyle_free(&format::text(&comparison));
    for (file, made) in [
        ("comment.md", format::markdown(&comparison)),
        ("report.txt", text),
        ("annotations.txt", format::github(&comparison)),
        ("changelog.md", format::changelog(&comparison)),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/review").join(file);
        if std::env::var_os("UPDATE_EXPECTED").is_some_and(|value| value == "1") {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &made).unwrap();
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(written == made, "{file} differs:\n{made}");
    }
    assert!(!comparison.passes());
}

#[test]
fn json_is_what_its_schema_says() {
    let comparison = compare(&edits::base(), &reviewed());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diff.schema.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let json = format::json(&comparison);
    let mut faults = Vec::new();
    validate(&schema, &schema, &json, "", &mut faults);
    assert_eq!(faults, [""; 0]);
    // The validator sees faults at all.
    let mut broken = json.clone();
    broken["providers"][0]["findings"][0]["wire"] = "perhaps".into();
    broken["providers"][0].as_object_mut().unwrap().remove("bump");
    broken["extra"] = 1.into();
    validate(&schema, &schema, &broken, "", &mut faults);
    assert_eq!(faults.len(), 3, "{faults:#?}");
}

#[test]
fn a_comment_is_never_too_long() {
    // Every property of every schema is renamed.
    let base = edits::base();
    let mut head = String::new();
    for line in base.lines() {
        let is_property = line.starts_with("        ") && !line.starts_with("         ") && line.ends_with(':');
        let name = line.trim().trim_end_matches(':');
        if is_property && name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
            head.push_str(&format!(
                "        {name}_with_a_name_that_is_far_too_long_to_be_a_name_that_anyone_would_type_twice:\n"
            ));
        } else {
            head.push_str(line);
            head.push('\n');
        }
    }
    let comparison = compare(&base, &head);
    let findings = comparison.providers[0].findings.len();
    assert!(findings > 150, "{findings}");
    let comment = format::markdown(&comparison);
    assert!(comment.chars().count() < 61_000, "{}", comment.chars().count());
    assert!(comment.contains("more findings do not fit here"));
}

#[test]
fn edits_without_effect_are_counted_and_nothing_else() {
    let base = edits::base();
    let json: Value = {
        // The same document as JSON, in another order, with other words.
        let mut value: Value = serde_json::from_str(&to_json(&base)).unwrap();
        value["info"]["description"] = "Other words.".into();
        value
    };
    let comparison = compare(&base, &json.to_string());
    let provider = &comparison.providers[0];
    assert!(provider.findings.is_empty(), "{:#?}", provider.findings);
    assert_eq!(provider.noise.prose, 1);
    assert!(comparison.passes(), "prose asks for no release");
}

/// A document whose only answer has this schema, of this version of OpenAPI, with these components.
fn answering(version: &str, schema: &str, components: &str) -> String {
    format!(
        r#"{{"openapi": "{version}", "info": {{"title": "Things", "version": "1.0.0"}}, "paths": {{"/a": {{"get": {{"operationId": "a",
        "responses": {{"200": {{"description": "It.", "content": {{"application/json": {{"schema": {schema}}}}}}}}}}}}}}}, "components": {{"schemas": {{{components}}}}}}}"#
    )
}

#[test]
fn spellings_of_one_thing_are_one_thing_on_the_wire() {
    let shared = r##""T": {"type": "object", "properties": {"a": {"type": "string"}}}"##;
    for (version, schema, other_version, other) in [
        (
            "3.0.3",
            r#"{"type": "string", "nullable": true}"#,
            "3.1.0",
            r#"{"type": ["string", "null"]}"#,
        ),
        (
            "3.0.3",
            r#"{"type": "string", "nullable": true}"#,
            "3.1.0",
            r#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#,
        ),
        (
            "3.0.3",
            r#"{"type": "string", "enum": ["a"]}"#,
            "3.1.0",
            r#"{"const": "a"}"#,
        ),
        (
            "3.0.3",
            r#"{"type": "integer", "maximum": 5, "exclusiveMaximum": true}"#,
            "3.1.0",
            r#"{"type": "integer", "exclusiveMaximum": 5}"#,
        ),
        (
            "3.0.3",
            r##"{"$ref": "#/components/schemas/T"}"##,
            "3.0.3",
            r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#,
        ),
        (
            "3.0.3",
            r##"{"$ref": "#/components/schemas/T"}"##,
            "3.0.3",
            r##"{"allOf": [{"$ref": "#/components/schemas/T"}], "description": "It."}"##,
        ),
        (
            "3.0.3",
            r#"{"type": "object", "properties": {"a": {}, "b": {}}}"#,
            "3.0.3",
            r#"{"properties": {"b": {}, "a": {}}, "type": "object"}"#,
        ),
        (
            "3.0.3",
            r#"{"type": "string", "enum": ["a", "b"]}"#,
            "3.0.3",
            r#"{"type": "string", "enum": ["b", "a"]}"#,
        ),
    ] {
        let (base, head) = (
            answering(version, schema, shared),
            answering(other_version, other, shared),
        );
        let comparison = compare(&base, &head);
        let findings = comparison.providers[0].findings.iter();
        let rules: Vec<&str> = findings.map(|finding| finding.ruling().rule.as_str()).collect();
        assert!(
            rules.iter().all(|rule| rule.starts_with("rust-")),
            "{schema} and {other}: {rules:?}"
        );
    }
}

/// A document as JSON text, its keys sorted; those of properties are not, as constructors take them in their order.
fn to_json(yaml: &str) -> String {
    let mut source = Source::from_text("kathan.yaml", yaml);
    let value = xtask::read::read(&mut source, &mut xtask::report::Report::default()).unwrap();
    sorted(&value).to_string()
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut keys: Vec<&String> = members.keys().collect();
            keys.sort();
            let value = |key: &String| match (key.as_str(), &members[key]) {
                ("properties", Value::Object(properties)) => properties
                    .iter()
                    .map(|(name, schema)| (name.clone(), sorted(schema)))
                    .collect(),
                (_, value) => sorted(value),
            };
            keys.into_iter().map(|key| (key.clone(), value(key))).collect()
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

fn reviewed() -> String {
    EDITS[..REVIEWED]
        .iter()
        .fold(edits::base(), |document, edit| edits::after(&document, edit))
}

fn compare(base: &str, head: &str) -> Comparison {
    let side = |text: &str| Side {
        inputs: vec![Input {
            name: "kathan".to_owned(),
            source: Source::from_text("specs/kathan.yaml", text),
        }],
        generated: Vec::new(),
    };
    let options = Options {
        today: "2026-06-01".to_owned(),
        single: true,
    };
    diff::compare(side(base), side(head), &options).unwrap_or_else(|failure| panic!("{failure:#?}"))
}

/// Text without the codes of colours.
fn anstyle_free(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\u{1b}') {
        out.push_str(before);
        rest = behind.split_once('m').map_or("", |(_, rest)| rest);
    }
    out + rest
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
