//! A folder's document, run through the pipeline.
//!
//! In: a folder with `spec.yaml` or `spec.json`. Out: the outcome, and the options it was made with.

use std::path::Path;

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::pipeline::{self, Options, Outcome};
use callspec_codegen::source::{LoadError, Source};

use super::folders;

/// The way from a crate to the runtime that expected manifests have. Nothing is built there: `xtask/compiles` generates crates
/// for where it builds them.
const RUNTIME: &str = "../../../../crates";

/// Analyses a folder's document as `codegen` does of foreign documents. What is called `own-…` is judged as our own specs are;
/// what is called `strict-…` too, the rules of `lint` apart; what is called `lint-…` is foreign, and the rules are asked.
pub(crate) fn analyse(folder: &Path) -> Result<(Outcome, Options), LoadError> {
    let has = |file: &&str| folder.join(file).exists();
    let spec = ["spec.json"].into_iter().find(has).unwrap_or("spec.yaml");
    let is_called = |prefix: &str| folders::name(folder).starts_with(prefix);
    let options = Options {
        name: folders::name(folder),
        strict: is_called("strict-") || is_called("own-"),
        emit: emit::Options {
            spec: spec.to_owned(),
            runtime: Runtime::Path(RUNTIME.to_owned()),
        },
    };
    let source = Source::load_as(&folder.join(spec), spec)?;
    let outcome = match is_called("lint-") || is_called("own-") {
        true => pipeline::inspect(source, &options),
        false => pipeline::analyse(source, &options),
    };
    Ok((outcome, options))
}
