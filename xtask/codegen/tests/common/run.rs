//! A folder's document, run through the pipeline.
//!
//! In: a folder with `spec.yaml` or `spec.json`. Out: the outcome, and the options it was made with.

use std::path::Path;

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::pipeline::{self, Options, Outcome};
use callspec_codegen::source::{LoadError, Source};

use super::folders;

/// The way from a generated crate to the runtime, in the scratch workspace `target/cases` that `compiles.rs` lays out.
const RUNTIME: &str = "../../../../crates";

/// Analyses a folder's document as `codegen` does of foreign documents. What is called `strict-…` is judged as our own specs
/// are, the rules of `lint` apart; with them, what is called `lint-…`.
pub(crate) fn analyse(folder: &Path) -> Result<(Outcome, Options), LoadError> {
    let has = |file: &&str| folder.join(file).exists();
    let spec = ["spec.json"].into_iter().find(has).unwrap_or("spec.yaml");
    let options = Options {
        name: folders::name(folder),
        strict: folders::name(folder).starts_with("strict-"),
        emit: emit::Options {
            spec: spec.to_owned(),
            runtime: Runtime::Path(RUNTIME.to_owned()),
        },
    };
    let source = Source::load_as(&folder.join(spec), spec)?;
    let outcome = match folders::name(folder).starts_with("lint-") {
        true => pipeline::inspect(source, &options),
        false => pipeline::analyse(source, &options),
    };
    Ok((outcome, options))
}
