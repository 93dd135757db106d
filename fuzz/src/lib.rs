//! What the targets share: what must hold of a text, and mutations that know the grammar of OpenAPI.

mod grammar;
mod mutate;

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::pipeline::{self, Options};
use callspec_codegen::report::{self, Report, render};
use callspec_codegen::source::Source;
use callspec_codegen::{document, normalise, read};

pub use mutate::mutate;

/// Keeps the input of a run while it lasts. An overflow of the stack and the want of memory end the process at once, so
/// that libFuzzer cannot write what led to them: it is in `artifacts/TARGET/running` then.
pub fn keep(target: &str, data: &[u8]) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("artifacts").join(target);
    fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join("running"), data)).expect("the input is kept");
}

/// Reads a text: a value, or an error that can be shown.
pub fn reader(name: &str, text: &str) {
    let (mut source, mut report) = (Source::from_text(name, text), Report::default());
    let value = read::read(&mut source, &mut report);
    assert!(value.is_some() || report.has_errors(), "refused in silence");
    let shown = render(&report, &source, report::Options::default());
    assert!(shown.is_empty() == report.diagnostics.is_empty());
    assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "controls are shown");
}

/// Normalises and reads a document, twice: the second time there is nothing left to do.
pub fn normaliser(data: &[u8]) {
    let Some(value) = value(data) else { return };
    let mut report = Report::default();
    let once = normalise::normalise(value, &mut report);
    document::document(&once, &mut report);
}

/// Generates from a document: Rust, or errors that have a place.
pub fn pipeline(data: &[u8]) {
    let Some(value) = value(data) else { return };
    let options = Options {
        name: "fuzz".to_owned(),
        strict: false,
        emit: emit::Options {
            spec: "fuzz.json".to_owned(),
            runtime: Runtime::Workspace,
        },
    };
    let outcome = pipeline::analyse(Source::from_text("fuzz.json", &value.to_string()), &options);
    let shown = render(&outcome.report, &outcome.source, report::Options::default());
    let Some(files) = pipeline::generate(&outcome, &options) else {
        assert!(outcome.report.has_errors() && shown.contains("--> fuzz.json:"), "refused in silence:\n{shown}");
        return;
    };
    for file in files.iter().filter(|file| file.path.ends_with(".rs")) {
        if let Err(error) = syn::parse_file(&file.text) {
            panic!("{}: {error} in\n{}", file.path, file.text);
        }
    }
}

fn value(data: &[u8]) -> Option<Value> {
    serde_json::from_slice(data).ok().filter(Value::is_object)
}
