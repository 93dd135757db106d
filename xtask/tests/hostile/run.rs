//! The generator in this process: never a panic, never silence.
//!
//! In: a text. Out: the files, or a refusal that has a code and a place.

use std::panic::{AssertUnwindSafe, catch_unwind};

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::layout::TextFile;
use callspec_codegen::pipeline::{self, Options};
use callspec_codegen::report::{self, Level, render};
use callspec_codegen::source::Source;

/// What became of a document.
pub(crate) enum Made {
    /// The files of its crates.
    Files(Vec<TextFile>),
    /// The problems as they are shown.
    Refused(String),
}

/// The options of a foreign document.
pub(crate) fn options() -> Options {
    Options {
        name: "hostile".to_owned(),
        strict: false,
        emit: emit::Options {
            spec: "hostile.json".to_owned(),
            runtime: Runtime::Path("../../../../crates".to_owned()),
        },
    }
}

/// Generates from a text; `Err` says what is wrong with the generator.
pub(crate) fn generate(name: &str, text: &str) -> Result<Made, String> {
    catch_unwind(AssertUnwindSafe(|| made(name, text))).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        let said = said.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Err(format!("panics: {}", said.unwrap_or_default()))
    })
}

fn made(name: &str, text: &str) -> Result<Made, String> {
    let options = options();
    let outcome = pipeline::analyse(Source::from_text(name, text), &options);
    if let Some(files) = pipeline::generate(&outcome, &options) {
        return Ok(Made::Files(files));
    }
    let shown = render(&outcome.report, &outcome.source, report::Options::default());
    let faults = outcome
        .report
        .diagnostics
        .iter()
        .filter(|found| found.level == Level::Error);
    for fault in faults.clone() {
        if !shown.contains(&format!("error[{}]: ", fault.code.as_str())) {
            return Err(format!("is refused without the code {}: {shown}", fault.code.as_str()));
        }
    }
    match faults.count() {
        0 => Err(format!("is refused in silence: {shown}")),
        _ if !shown.contains(&format!("--> {name}:")) => Err(format!("is refused without a place: {shown}")),
        _ if shown.contains(|c: char| c.is_control() && c != '\n') => Err(format!("shows controls: {shown:?}")),
        _ => Ok(Made::Refused(shown)),
    }
}
