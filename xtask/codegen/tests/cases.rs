//! Every folder of `tests/cases` is one feature: what its `spec.yaml` or `spec.json` becomes is in `expected/`, byte by
//! byte, and the warnings of the way there are in `expected/warnings.txt`.
//!
//! `UPDATE_EXPECTED=1 cargo test -p callspec-codegen --test cases` writes these files anew.

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
fn what_documents_become() {
    let differences = parallel::map(folders::all("cases"), |folder| {
        snapshot::differences(&folder.join("expected"), "", &generated(&folder))
    });
    snapshot::assert_none(&differences.unwrap());
}

/// The crates that `tests/families` sends requests with are committed, so that they are built beside all others.
#[test]
fn what_the_families_become() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/families");
    let mut made = generated(&folder.canonicalize().unwrap());
    made.remove("warnings.txt");
    snapshot::assert_none(&[snapshot::differences(&folder.join("generated"), "families-", &made)]);
}

/// The files of a case, with its warnings.
fn generated(folder: &Path) -> Texts {
    let (outcome, options) = run::analyse(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let problems = snapshot::rendered(&outcome);
    let files = pipeline::generate(&outcome, &options);
    let files = files.unwrap_or_else(|| panic!("{} has errors:\n{problems}", folder.display()));
    let mut texts: Texts = files.into_iter().map(|file| (file.path, file.text)).collect();
    if !problems.is_empty() {
        texts.insert("warnings.txt".to_owned(), problems);
    }
    texts
}
