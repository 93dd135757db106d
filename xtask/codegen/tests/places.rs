//! Every diagnostic's pointer leads to the text that it talks about, whatever was rewritten before it was found.
//!
//! The documents of all folders are changed so that rewriting has something to remove in front of everything: parameters
//! that go, alternatives that are null, parts of an `allOf` that only hold words, values that are listed twice. What was
//! found before has to be found in the same nodes again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::parallel;
use callspec_codegen::pipeline::{self, Options};
use callspec_codegen::read;
use callspec_codegen::report::{Code, Diagnostic, Report};
use callspec_codegen::source::Source;
use serde_json::{Value, json};

use crate::common::folders;

/// A document as it is read, without what is found on the way.
fn read(folder: &Path) -> Option<Value> {
    let has = |file: &&str| folder.join(file).exists();
    let spec = ["spec.json"].into_iter().find(has).unwrap_or("spec.yaml");
    let mut source = Source::load_as(&folder.join(spec), spec).ok()?;
    read::read(&mut source, &mut Report::default())
}

fn found(document: &Value) -> Vec<Diagnostic> {
    let emit = emit::Options {
        spec: "spec.json".to_owned(),
        runtime: Runtime::Workspace,
    };
    let options = Options {
        name: "places".to_owned(),
        strict: false,
        emit,
    };
    let source = Source::from_text("spec.json", &document.to_string());
    pipeline::inspect(source, &options).report.diagnostics
}

/// Codes of what the additions are themselves.
const OF_ADDITIONS: [Code; 3] = [Code::StrayPathParameter, Code::FaultyEnum, Code::LaterKeyword];

/// Puts something that goes in front of the elements of every list; `key` is what holds the value.
fn add(value: &Value, key: &str) -> Value {
    match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), add(value, key))).collect(),
        Value::Array(list) => {
            let mut list: Vec<Value> = list.iter().map(|value| add(value, "")).collect();
            let are_objects = !list.is_empty() && list.iter().all(Value::is_object);
            let first = match key {
                "parameters" if are_objects => {
                    Some(json!({"name": "goes", "in": "path", "required": true, "schema": {"type": "string"}}))
                }
                "anyOf" | "oneOf" if are_objects => Some(json!({"type": "null"})),
                "allOf" if are_objects => Some(json!({"description": "Words."})),
                "enum" => list.last().cloned(),
                _ => None,
            };
            if let Some(first) = first {
                list.insert(0, first);
            }
            Value::Array(list)
        }
        other => other.clone(),
    }
}

/// The key under which a pointer's node stands.
fn key(pointer: &str) -> String {
    let token = pointer.rsplit('/').next().unwrap_or_default();
    token.replace("~1", "/").replace("~0", "~")
}

/// What is said, with the nodes that it is said of; `change` makes a node what the additions make of it.
fn said(
    document: &Value,
    found: &[Diagnostic],
    change: impl Fn(&Value, &str) -> Value,
) -> BTreeMap<String, Vec<String>> {
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for diagnostic in found.iter().filter(|found| !OF_ADDITIONS.contains(&found.code)) {
        let node = |pointer: &str| {
            document
                .pointer(pointer)
                .map(|node| change(node, &key(pointer)).to_string())
        };
        let places = std::iter::once(&diagnostic.at).chain(diagnostic.also.iter().map(|also| &also.at));
        let nodes: Vec<String> = places.filter_map(|at| node(&at.0)).collect();
        let what = format!("{} {}", diagnostic.code.as_str(), diagnostic.message);
        said.entry(what).or_default().push(nodes.join(" and "));
    }
    said.values_mut().for_each(|nodes| nodes.sort());
    said
}

/// What is said of other nodes when something that goes stands in front of them.
fn shifted(folder: &Path) -> (String, usize) {
    let Some(document) = read(folder) else {
        return Default::default();
    };
    let changed = add(&document, "");
    let before = said(&document, &found(&document), add);
    let after = said(&changed, &found(&changed), |node, _| node.clone());
    let mut out = String::new();
    let mut compared = 0;
    for (what, nodes) in before {
        // The additions are no faults, but may put an end to one.
        if let Some(others) = after.get(&what).filter(|others| others.len() == nodes.len()) {
            compared += nodes.len();
            if nodes != *others {
                let _ = writeln!(
                    out,
                    "{}: {what}\n  before: {nodes:?}\n  after:  {others:?}",
                    folder.display()
                );
            }
        }
    }
    (out, compared)
}

#[test]
fn what_goes_takes_no_places_away() {
    let folders = [folders::all("cases"), folders::all("refusals")].concat();
    let results = parallel::map(folders, |folder| shifted(&folder)).unwrap();
    let compared: usize = results.iter().map(|(_, compared)| compared).sum();
    let faults: String = results.into_iter().map(|(fault, _)| fault).collect();
    assert!(faults.is_empty(), "{faults}");
    assert!(compared > 300, "only {compared} diagnostics were compared");
}

#[test]
fn pointers_lead_into_the_text() {
    let folders = [folders::all("cases"), folders::all("refusals")].concat();
    let astray = |folder: std::path::PathBuf| -> Vec<String> {
        let Some(document) = read(&folder) else {
            return Vec::new();
        };
        let is_astray = |found: &Diagnostic| document.pointer(&found.at.0).is_none();
        let shown = |found: &Diagnostic| format!("{}: {} {}", folder.display(), found.code.as_str(), found.at.0);
        found(&document)
            .iter()
            .filter(|found| is_astray(found))
            .map(shown)
            .collect()
    };
    let astray: Vec<String> = parallel::map(folders, astray).unwrap().concat();
    assert!(astray.is_empty(), "{astray:#?}");
}
