//! Every folder of `tests/refusals` is one fault: what people are told about its `spec.yaml` or `spec.json` is in
//! `expected.stderr`, word by word, as `lint` and `codegen` print it, paths as seen from the folder.
//!
//! A folder called `strict-…` is judged as our own specs are: warnings are errors. For a folder called `lint-…` the rules of
//! `lint` are asked as well, and what they find in the document beside the problems of its kind is part of the file.
//! `UPDATE_EXPECTED=1 cargo test -p callspec-codegen --test refusals` writes the files anew.

#![cfg(test)]

#[path = "common/folders.rs"]
mod folders;
#[path = "common/run.rs"]
mod run;
#[path = "common/snapshot.rs"]
mod snapshot;

use std::path::Path;

use callspec_codegen::{parallel, pipeline};
use snapshot::Texts;

#[test]
fn what_people_are_told() {
    let differences = parallel::map(folders::all("refusals"), |folder| {
        let made = Texts::from([("expected.stderr".to_owned(), told(&folder))]);
        snapshot::differences(&folder, "expected", &made)
    });
    snapshot::assert_none(&differences.unwrap());
}

/// What is printed to standard error; only where something is refused nothing is generated.
fn told(folder: &Path) -> String {
    match run::analyse(folder) {
        Ok((outcome, options)) => {
            let text = snapshot::rendered(&outcome);
            let refused = pipeline::generate(&outcome, &options).is_none();
            assert_eq!(refused, outcome.report.has_errors(), "{}", folder.display());
            assert!(!text.is_empty(), "{}: nothing is wrong", folder.display());
            text
        }
        Err(error) => format!("error: {error}\n"),
    }
}
