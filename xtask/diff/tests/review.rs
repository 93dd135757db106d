//! What a reviewer reads of ten edits at once: `tests/review/comment.md`, and the other formats of the same comparison.
//!
//! `UPDATE_EXPECTED=1 cargo test -p callspec-diff review` writes them anew. That each statement is true, `xtask/compiles`
//! proves: it compiles callers of each edit, and runs `tests/review/proofs.rs`.

use std::fs;
use std::path::Path;

use callspec_codegen::source::Source;
use callspec_diff::finding::{Direction, Owner};
use callspec_diff::side::{Input, Side};
use callspec_diff::{Comparison, Options, format};
use serde_json::Value;

use crate::common::schema;
use crate::edits::{self, EDITS, REVIEWED, reviewed};

#[test]
fn every_edit_of_the_review_has_a_caller_that_proves_it() {
    let has_caller = |edit: &edits::Edit| edit.caller.contains("pub fn ") && edit.caller.contains("kathan::");
    assert!(EDITS[..REVIEWED].iter().all(has_caller));
}

/// `xtask/compiles` runs the proofs.
#[test]
fn every_statement_of_the_review_has_its_proof() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/review/proofs.rs");
    let proofs = fs::read_to_string(path).unwrap();
    let comparison = compare(&edits::base(), &reviewed());
    let findings = &comparison.providers[0].findings;
    assert_eq!(findings.len(), REVIEWED);
    for ruling in findings.iter().flat_map(|finding| &finding.rulings) {
        let advice = match ruling.advice {
            "Nothing." => String::new(),
            advice => format!("/// Do: {advice}\n"),
        };
        let name = ruling.rule.replace('-', "_");
        let proof = format!("/// Why: {}\n{advice}#[test]\nfn {name}() {{\n", ruling.why);
        assert!(proofs.contains(&proof), "tests/review/proofs.rs lacks\n{proof}");
    }
}

/// References are followed here without the comparison.
#[test]
fn a_finding_reaches_the_operations_whose_references_lead_there() {
    let comparison = compare(&edits::base(), &reviewed());
    let document = parsed(&reviewed());
    for finding in &comparison.providers[0].findings {
        let Owner::Component { section, name } = &finding.owner else {
            continue;
        };
        let target = format!("#/components/{section}/{name}");
        let Some(direction) = finding.ruling().direction else {
            continue;
        };
        let mut reached = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let parts = match direction {
                    Direction::Request => [&operation["requestBody"], &operation["parameters"]],
                    Direction::Response => [&operation["responses"], &Value::Null],
                };
                if parts
                    .iter()
                    .any(|part| leads_to(&document, part, &target, &mut Vec::new()))
                {
                    reached.push(format!("{} {path}", method.to_uppercase()));
                }
            }
        }
        assert_eq!(finding.operations, reached, "{target}");
    }
}

fn leads_to<'a>(document: &'a Value, value: &'a Value, target: &str, seen: &mut Vec<&'a str>) -> bool {
    match value {
        Value::Object(members) => {
            if let Some(to) = members.get("$ref").and_then(Value::as_str) {
                if to == target {
                    return true;
                }
                if !seen.contains(&to) {
                    seen.push(to);
                    return leads_to(document, document.pointer(&to[1..]).unwrap(), target, seen);
                }
            }
            members.values().any(|value| leads_to(document, value, target, seen))
        }
        Value::Array(items) => items.iter().any(|value| leads_to(document, value, target, seen)),
        _ => false,
    }
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
    let json = format::json(&compare(&edits::base(), &reviewed()));
    assert_eq!(schema::faults(&json), [""; 0]);
    // The validator sees faults at all.
    let mut broken = json.clone();
    broken["providers"][0]["findings"][0]["wire"] = "perhaps".into();
    broken["providers"][0].as_object_mut().unwrap().remove("bump");
    broken["extra"] = 1.into();
    let faults = schema::faults(&broken);
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
    let length = comment.chars().count();
    assert!(length < 60_000 && length > 55_000, "{length}");
    let note = comment.rsplit_once("\n**").unwrap().1;
    assert!(
        note.contains(" more lines do not fit here.** `cargo xtask diff` shows all of them."),
        "{note}"
    );
    // What is cut stays whole: each part that is opened is closed.
    assert_eq!(
        comment.matches("<details>").count(),
        comment.matches("</details>").count()
    );
}

#[test]
fn annotations_are_one_line_each_whatever_things_are_called() {
    let thing = |name: &str| {
        let properties = serde_json::json!({ name: {"type": "string"} });
        answering(
            "3.0.3",
            &format!(r#"{{"type": "object", "properties": {properties}}}"#),
            "",
        )
    };
    let comparison = compare(&thing("100%"), &thing("a\r\nb, c: d\n::error::e"));
    let annotations = format::github(&comparison);
    assert!(annotations.contains("100%25"), "{annotations}");
    assert!(annotations.contains("a%0D%0Ab, c: d%0A::error::e"), "{annotations}");
    let lines: Vec<&str> = annotations.lines().collect();
    assert_eq!(lines.len(), 2 + comparison.providers[0].findings.len(), "{annotations}");
    assert!(lines.iter().all(|line| line.starts_with("::")), "{annotations}");
    // In a property, what separates properties is escaped too.
    let side = |text: &str| Side {
        inputs: vec![Input {
            name: "kathan".to_owned(),
            source: Source::from_text("a,b:c%.yaml", text),
        }],
        ..Side::default()
    };
    let options = Options {
        today: "2026-06-01".to_owned(),
        single: true,
    };
    let comparison = callspec_diff::compare(side(&thing("a")), side(&thing("b")), &options).unwrap();
    let annotations = format::github(&comparison);
    assert!(annotations.contains("file=a%2Cb%3Ac%25.yaml,line="), "{annotations}");
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

/// A server in memory answers with it, and yet it is documentation.
#[test]
fn an_example_asks_for_no_release() {
    let shown = |example: &str| {
        let mut value = parsed(&edits::base());
        let response =
            value["paths"]["/calls"]["get"]["responses"]["200"]["content"]["application/json"].as_object_mut();
        response.unwrap().insert("example".to_owned(), example.into());
        value.to_string()
    };
    let comparison = compare(&shown("one"), &shown("another"));
    let provider = &comparison.providers[0];
    assert!(provider.findings.is_empty(), "{:#?}", provider.findings);
    assert_eq!((provider.noise.examples, provider.noise.total()), (1, 1));
    assert!(comparison.passes());
}

#[test]
fn a_document_in_3_1_is_the_one_in_3_0() {
    let mut value = parsed(&edits::base());
    value["openapi"] = "3.1.0".into();
    let nulls = modernise(&mut value);
    assert!(nulls > 10, "{nulls} schemas may be null");
    let comparison = compare(&edits::base(), &value.to_string());
    let provider = &comparison.providers[0];
    assert!(provider.findings.is_empty(), "{:#?}", provider.findings);
    assert_eq!(
        provider.noise.total(),
        provider.noise.spelling + provider.noise.examples
    );
    assert!(comparison.passes(), "another version of OpenAPI asks for no release");
}

/// Writes `nullable` as OpenAPI 3.1 has it; how often.
fn modernise(value: &mut Value) -> usize {
    let mut count = 0;
    match value {
        Value::Object(members) => {
            count += members.values_mut().map(modernise).sum::<usize>();
            if members.get("nullable") == Some(&Value::Bool(true)) {
                members.shift_remove("nullable");
                count += 1;
                match members.get_mut("type") {
                    Some(kind) => *kind = serde_json::json!([kind.take(), "null"]),
                    None => {
                        let rest = Value::Object(std::mem::take(members));
                        members.insert("anyOf".to_owned(), serde_json::json!([rest, {"type": "null"}]));
                    }
                }
                if let Some(values) = members.get_mut("enum").and_then(Value::as_array_mut)
                    && !values.contains(&Value::Null)
                {
                    values.push(Value::Null);
                }
            }
        }
        Value::Array(items) => count += items.iter_mut().map(modernise).sum::<usize>(),
        _ => {}
    }
    count
}

/// A document whose only answer has this schema, of this version of OpenAPI, with these components.
pub(crate) fn answering(version: &str, schema: &str, components: &str) -> String {
    format!(
        r#"{{"openapi": "{version}", "info": {{"title": "Things", "version": "1.0.0"}}, "paths": {{"/a": {{"get": {{"operationId": "a",
        "responses": {{"200": {{"description": "It.", "content": {{"application/json": {{"schema": {schema}}}}}}}}}}}}}}}, "components": {{"schemas": {{{components}}}}}}}"#
    )
}

/// A version of OpenAPI, a schema of it, and both once more for what says the same.
type Spellings = (&'static str, &'static str, &'static str, &'static str);

const SPELLINGS: &[Spellings] = &[
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
];

#[test]
fn spellings_of_one_thing_are_one_thing_on_the_wire() {
    let shared = r##""T": {"type": "object", "properties": {"a": {"type": "string"}}}"##;
    for (version, schema, other_version, other) in SPELLINGS {
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
    sorted(&parsed(yaml)).to_string()
}

fn parsed(yaml: &str) -> Value {
    let mut source = Source::from_text("kathan.yaml", yaml);
    callspec_codegen::read::read(&mut source, &mut callspec_codegen::report::Report::default()).unwrap()
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

pub(crate) fn compare(base: &str, head: &str) -> Comparison {
    let side = |text: &str| Side {
        inputs: vec![Input {
            name: "kathan".to_owned(),
            source: Source::from_text("specs/kathan.yaml", text),
        }],
        ..Side::default()
    };
    let options = Options {
        today: "2026-06-01".to_owned(),
        single: true,
    };
    callspec_diff::compare(side(base), side(head), &options).unwrap_or_else(|failure| panic!("{failure:#?}"))
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
