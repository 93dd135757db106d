//! `lint` and `ir`: what is wrong with documents, and what is understood of them.

use std::path::{Path, PathBuf};

use super::place::{self, Spec};
use super::{Failure, Verdict, eprint, print, show};
use crate::emit;
use crate::ir;
use crate::parallel;
use crate::pipeline::{self, Options, Outcome};
use crate::source::{LoadError, Source};

/// Analyses a document; nothing is written, so it does not matter where the runtime is.
fn analyse(spec: &Spec) -> Result<Outcome, LoadError> {
    let emit = emit::Options {
        spec: spec.shown.clone(),
        runtime: emit::Runtime::Workspace,
    };
    let options = Options {
        name: spec.name.clone(),
        strict: false,
        emit,
    };
    Ok(pipeline::analyse(Source::load_as(&spec.path, &spec.shown)?, &options))
}

/// Shows all problems of documents.
pub(super) fn lint(files: Vec<PathBuf>) -> Result<Verdict, Failure> {
    let specs = if files.is_empty() {
        place::specs(&place::root()?)?
    } else {
        files.iter().map(|file| Spec::of(file)).collect()
    };
    let outcomes = parallel::map(specs, |spec| analyse(&spec)).map_err(Failure::new)?;
    let mut verdict = Verdict::Fine;
    let mut unreadable = None;
    for outcome in outcomes {
        match outcome {
            Ok(outcome) => {
                show(&outcome, None);
                if !outcome.report.diagnostics.is_empty() {
                    verdict = Verdict::Findings;
                }
            }
            // The other documents are shown first.
            Err(error) => {
                if let Some(earlier) = unreadable.replace(error) {
                    eprint(format_args!("error: {earlier}\n"));
                }
            }
        }
    }
    unreadable.map_or(Ok(verdict), |error| Err(Failure::new(error)))
}

/// Prints the intermediate representation of a document.
pub(super) fn ir(file: &Path) -> Result<Verdict, Failure> {
    let outcomes = parallel::map(vec![Spec::of(file)], |spec| analyse(&spec)).map_err(Failure::new)?;
    for outcome in outcomes {
        let outcome = outcome.map_err(Failure::new)?;
        show(&outcome, None);
        if let Some(api) = &outcome.api {
            print(ir::dump(api));
        }
        if outcome.report.has_errors() {
            return Ok(Verdict::Findings);
        }
    }
    Ok(Verdict::Fine)
}
