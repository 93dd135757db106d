//! Every folder of `cases` and of `refusals` is a test, called `cases/NAME` or `refusals/NAME`.
//!
//! A folder of `cases` is one feature: what its `spec.yaml` or `spec.json` becomes is in `expected/`, byte by byte, and the
//! warnings of the way there are in `expected/warnings.txt`; a file that `cases/plain-document` has under another name is not
//! there once more. A folder of `refusals` is one fault: what people are told about
//! its document is in `expected.stderr`, word by word, as `lint` and `codegen` print it, paths as seen from the folder.
//! `xtask/tests/README.md` says how to add one, and how to run one.

#![cfg(test)]

mod common;
mod repeated;

use std::path::{Path, PathBuf};

use callspec_codegen::pipeline::{self, Options, Outcome};
use callspec_codegen::report::{self, render};
use common::{folders, run, snapshot};
use libtest_mimic::{Arguments, Failed, Trial};
use snapshot::Texts;

fn main() {
    let families = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/families");
    let mut tests = Vec::new();
    for folder in with_documents(&families) {
        let families = families.clone();
        let name = Path::new("families").join(&folder).display().to_string();
        tests.push(Trial::test(name.trim_end_matches('/'), move || {
            becomes_committed_crates(&families, &folder)
        }));
    }
    tests.extend(of_kind("cases", becomes_what_is_expected));
    tests.extend(of_kind("refusals", is_told_as_expected));
    libtest_mimic::run(&Arguments::from_args(), tests).exit();
}

/// The folders that have a document: the one itself, and some of those in it.
fn with_documents(families: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(families).unwrap().map(|entry| entry.unwrap());
    let has_document = |path: &Path| path.join("spec.yaml").is_file() || path.join("spec.json").is_file();
    let inner = entries.filter(|entry| has_document(&entry.path()));
    let mut folders: Vec<String> = inner.map(|entry| entry.file_name().into_string().unwrap()).collect();
    folders.push(String::new());
    folders.sort();
    folders
}

/// A test for each folder of a kind.
fn of_kind(kind: &str, check: fn(&Path) -> Result<(), Failed>) -> impl Iterator<Item = Trial> {
    let test = move |folder: PathBuf| {
        let name = format!("{kind}/{}", folders::name(&folder));
        Trial::test(name, move || check(&folder))
    };
    folders::all(kind).into_iter().map(test)
}

fn becomes_what_is_expected(folder: &Path) -> Result<(), Failed> {
    let (outcome, options) = run::analyse(folder)?;
    let mut made = generated(&outcome, &options)?;
    let problems = rendered(&outcome);
    if !problems.is_empty() {
        made.insert("warnings.txt".to_owned(), problems);
    }
    let api = outcome.api.as_ref().ok_or("there is nothing to generate")?;
    let made = repeated::removed(made, api, &options)?;
    Ok(snapshot::check(&folder.join("expected"), "", &made)?)
}

/// The crates that `tests/families` sends requests with are committed, so that they are built beside all others: those of its
/// own document, and those of the documents in its folders.
fn becomes_committed_crates(families: &Path, folder: &str) -> Result<(), Failed> {
    let (outcome, options) = run::analyse(&families.join(folder).canonicalize()?)?;
    let made = generated(&outcome, &options)?;
    Ok(snapshot::check(
        &families.join("generated"),
        &format!("{}-", options.name),
        &made,
    )?)
}

/// What is printed to standard error; only where something is refused nothing is generated.
fn is_told_as_expected(folder: &Path) -> Result<(), Failed> {
    let told = match run::analyse(folder) {
        Ok((outcome, options)) => {
            let text = rendered(&outcome);
            let is_refused = pipeline::generate(&outcome, &options).is_none();
            if is_refused != outcome.report.has_errors() {
                return Err(format!("generated: {}, but told:\n{text}", !is_refused).into());
            }
            if text.is_empty() {
                return Err("nothing is wrong with the document".into());
            }
            text
        }
        Err(error) => format!("error: {error}\n"),
    };
    let made = Texts::from([("expected.stderr".to_owned(), told)]);
    Ok(snapshot::check(folder, "expected", &made)?)
}

/// The files of a document's crates.
fn generated(outcome: &Outcome, options: &Options) -> Result<Texts, Failed> {
    let files = pipeline::generate(outcome, options);
    let files = files.ok_or_else(|| format!("the document has errors:\n{}", rendered(outcome)))?;
    Ok(files.into_iter().map(|file| (file.path, file.text)).collect())
}

/// The problems of a document as the commands show them, without colours.
fn rendered(outcome: &Outcome) -> String {
    render(&outcome.report, &outcome.source, report::Options::default())
}
