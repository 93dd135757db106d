//! Every file of `verdicts` is a kind of change, called `verdicts/NAME`: pairs with the verdict of each, there and back.
//!
//! In: `pairs`, each with what stands at a place of a small document before and after. Out: whether the gravest finding on the
//! wire, the bump in Rust where one is given, and the rules that are named are those of the comparison. Verdicts are written
//! down before the comparison is asked, and never by it.

use std::fs;
use std::path::{Path, PathBuf};

use callspec_codegen::report::Report;
use callspec_codegen::source::Source;
use callspec_diff::finding::Wire;
use callspec_diff::side::{Input, Side};
use callspec_diff::{Comparison, Options};
use libtest_mimic::Trial;
use serde_json::{Value, json};

/// A test per file.
pub(crate) fn trials() -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let trial = |file: PathBuf| {
        let name = format!("verdicts/{}", file.file_stem().unwrap().display());
        Trial::test(name, move || Ok(kind_has_its_verdicts(&file)?))
    };
    files.into_iter().map(trial).collect()
}

fn kind_has_its_verdicts(file: &Path) -> Result<(), String> {
    let source = Source::from_text("kind.yaml", &fs::read_to_string(file).unwrap());
    let kind = callspec_codegen::read::read(&mut { source }, &mut Report::default()).unwrap();
    let pairs = kind["pairs"].as_array().unwrap();
    assert!(pairs.len() > 1, "a kind has several instances");
    let faults: Vec<String> = pairs.iter().flat_map(faults).collect();
    match faults.is_empty() {
        true => Ok(()),
        false => Err(faults.join("\n")),
    }
}

/// Where a pair is judged otherwise than it says.
fn faults(pair: &Value) -> Vec<String> {
    let side = |key: &str| document(pair["at"].as_str().unwrap(), &pair[key]);
    let (base, head) = (side("base"), side("head"));
    let ways = [("there", &base, &head), ("back", &head, &base)];
    let fault = |(way, old, new): (&str, &Value, &Value)| {
        let wanted = pair[way]
            .as_str()
            .unwrap_or_else(|| panic!("{pair} has no verdict {way}"));
        let comparison = compare(old, new);
        let findings = comparison.providers.iter().flat_map(|provider| &provider.findings);
        let gravest = findings.clone().map(|finding| finding.wire()).max();
        let rust = comparison.providers[0].bump.needed.as_str();
        let rulings = findings.flat_map(|finding| &finding.rulings);
        let rules: Vec<&str> = rulings.map(|ruling| ruling.rule.as_str()).collect();
        let is_right = |word: &str| match word {
            "fine" | "warning" | "breaking" => gravest.unwrap_or(Wire::Fine).as_str() == word,
            "none" | "patch" | "minor" | "major" => rust == word,
            rule => rules.contains(&rule),
        };
        let found = format!("{} {rust} {rules:?}", gravest.unwrap_or(Wire::Fine).as_str());
        let told = || {
            format!(
                "{way} of {} {} → {}: {wanted}, and found {found}",
                pair["at"], pair["base"], pair["head"]
            )
        };
        (!wanted.split(' ').all(is_right)).then(told)
    };
    ways.into_iter().filter_map(fault).collect()
}

/// The small document with something at one of its places.
fn document(place: &str, what: &Value) -> Value {
    let content = |schema: Value| json!({"application/json": {"schema": schema}});
    let property = json!({"type": "object", "properties": {"a": what}});
    let change = match place {
        "request" => json!({"requestBody": {"content": content(property)}}),
        "response" => json!({"responses": {"200": {"content": content(property)}}}),
        "body" => json!({"requestBody": {"content": content(what.clone())}}),
        "answer" => json!({"responses": {"200": {"content": content(what.clone())}}}),
        "form" => json!({"requestBody": {"content": {"application/json": null, "multipart/form-data": what}}}),
        "query" | "header" => json!({"parameters": [{"name": "q", "in": place, "schema": what}]}),
        "parameters" => json!({"parameters": what}),
        "operation" | "document" => what.clone(),
        other => panic!("{other} is no place"),
    };
    let mut document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1.0.0"},
        "servers": [{"url": "https://a.example"}],
        "paths": {"/x": {"post": {
            "operationId": "do_it",
            "requestBody": {"required": true, "content": content(json!({"type": "string"}))},
            "responses": {"200": {"description": "Done.", "content": content(json!({"type": "string"}))}},
        }}},
        "components": {},
    });
    match place {
        "document" => patch(&mut document, &change),
        _ => patch(&mut document["paths"]["/x"]["post"], &change),
    }
    document
}

/// Applies a JSON Merge Patch (RFC 7396); a schema is replaced as a whole.
fn patch(target: &mut Value, change: &Value) {
    let Value::Object(members) = change else {
        *target = change.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    for (key, value) in members {
        let target = target.as_object_mut().unwrap();
        match value {
            Value::Null => drop(target.shift_remove(key)),
            _ if key == "schema" => drop(target.insert(key.clone(), value.clone())),
            _ => patch(target.entry(key.clone()).or_insert(Value::Null), value),
        }
    }
}

fn compare(base: &Value, head: &Value) -> Comparison {
    let side = |document: &Value| Side {
        inputs: vec![Input {
            name: "things".to_owned(),
            source: Source::from_text("things.json", &document.to_string()),
        }],
        ..Side::default()
    };
    let options = Options {
        today: "2026-06-01".to_owned(),
        single: true,
    };
    callspec_diff::compare(side(base), side(head), &options)
        .unwrap_or_else(|failure| panic!("{failure:#?}\n{base}\n{head}"))
}
