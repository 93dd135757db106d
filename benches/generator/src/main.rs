//! One stage of the generator, to be measured. In: a stage, a document. Out: nothing but the instructions that
//! [`measured`] took.
//!
//! The stages before it run unmeasured; those that write text run on threads, which only they start.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::report::Report;
use callspec_codegen::source::Source;
use callspec_codegen::{document, layout, lower, normalise, read};

/// The stages, in their order.
const STAGES: [&str; 6] = ["read", "normalise", "document", "lower", "emit", "layout"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [stage, document] = &arguments[..] else {
        return Err(format!("usage: generator {} FILE", STAGES.join("|")).into());
    };
    let Some(last) = STAGES.iter().position(|known| known == stage) else {
        return Err(format!("no stage {stage}").into());
    };
    run(last, Path::new(document))
}

/// Runs the stages up to and with `last`, which is measured.
fn run(last: usize, path: &Path) -> Result<(), Box<dyn Error>> {
    let mut report = Report::default();
    let mut source = Source::load(path)?;
    let value = step(0, last, || read::read(&mut source, &mut report)).ok_or("no document")?;
    if last == 0 {
        return Ok(());
    }
    let value = step(1, last, || normalise::normalise(value, &mut report));
    if last == 1 {
        return Ok(());
    }
    let document = step(2, last, || document::document(&value, &mut report));
    if last == 2 {
        return Ok(());
    }
    let api = step(3, last, || lower::lower(&document, "bench", &mut report));
    if last == 3 {
        return Ok(());
    }
    if report.has_errors() {
        return Err("the document has errors".into());
    }
    let options = emit::Options {
        spec: "bench.yaml".to_owned(),
        runtime: Runtime::Workspace,
    };
    let files = step(4, last, || emit::emit(&api, &options));
    if last == 5 {
        drop(black_box(step(5, last, || layout::layout(files))));
    }
    Ok(())
}

fn step<T>(stage: usize, last: usize, work: impl FnOnce() -> T) -> T {
    if stage == last { measured(work) } else { work() }
}

/// What callgrind collects: the name is how it finds the function.
#[inline(never)]
fn measured<T>(work: impl FnOnce() -> T) -> T {
    black_box(work())
}
