//! The command that measures the generator on folders of documents; on the real ones where they lie beside the project.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use callspec_corpus::{Column, Row};

/// The most that a real document may take. The aim is ten seconds; a build without optimisation on a crowded machine has
/// been seen to need eleven for the largest.
const MILLISECONDS: u64 = 20_000;
const KIB: u64 = 1 << 20;

/// Runs the command on a folder: its exit code, what it prints, and the rows.
fn corpus(folder: &Path, name: &str) -> (Option<i32>, String, Vec<Row>) {
    let json = std::env::temp_dir().join(format!("callspec-corpus-{name}-{}.json", std::process::id()));
    let output = Command::new(env!("CARGO_BIN_EXE_callspec-corpus"))
        .arg(folder)
        .arg("--json")
        .arg(&json)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let rows = fs::read_to_string(&json)
        .unwrap_or_else(|error| panic!("{error}: {text}{}", String::from_utf8_lossy(&output.stderr)));
    fs::remove_file(&json).unwrap();
    (output.status.code(), text, serde_json::from_str(&rows).unwrap())
}

/// The real documents: `CALLSPEC_CORPUS`, else `shared/corpus` beside the project or above.
fn real() -> Option<PathBuf> {
    let given = std::env::var_os("CALLSPEC_CORPUS").map(PathBuf::from);
    let beside = || {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
        here.map(|folder| folder.join("shared/corpus"))
            .find(|folder| folder.is_dir())
    };
    given.or_else(beside)
}

#[test]
fn everything_that_real_documents_declare_is_carried() {
    let Some(folder) = real() else {
        println!("skipped: there is no shared/corpus beside the project, and CALLSPEC_CORPUS is not set");
        return;
    };
    let (code, text, rows) = corpus(&folder, "real");
    println!("{text}");
    assert!(!rows.is_empty());
    for row in &rows {
        assert_eq!(row.failure, None, "{}", row.name);
        for (column, pair) in &row.pairs {
            assert!(pair.is_whole(), "{} {column:?}: {pair:?}", row.name);
        }
        assert_eq!(row.schemas.0, row.schemas.1, "{}", row.name);
        assert!(
            row.silent.is_empty(),
            "{}: raw JSON without a word: {:?}",
            row.name,
            row.silent
        );
        assert!(row.raw.len() * 100 <= row.fields, "{}: {:?}", row.name, row.raw);
        assert!(row.milliseconds < MILLISECONDS, "{}: {} ms", row.name, row.milliseconds);
        assert!(
            row.peak.is_none_or(|peak| peak < KIB),
            "{}: {:?} KiB",
            row.name,
            row.peak
        );
    }
    assert_eq!(code, Some(0));
}

#[test]
fn one_bad_document_does_not_stop_the_rest() {
    let folder = std::env::temp_dir().join(format!("callspec-corpus-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let good = r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "1.0.0"}, "paths": {"/a": {"get": {
        "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}],
        "responses": {"204": {"description": "Done."}}}}}}"#;
    fs::write(folder.join("good.json"), good).unwrap();
    fs::write(folder.join("good.yml"), good).unwrap();
    fs::write(folder.join("bad.yaml"), "openapi: [").unwrap();
    fs::write(folder.join("notes.txt"), "no document").unwrap();
    let (code, text, rows) = corpus(&folder, "bad");
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(code, Some(1), "{text}");
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["bad", "good-json", "good-yml"]);
    assert!(rows[0].failure.as_ref().unwrap().contains("syntax"), "{:?}", rows[0]);
    for row in &rows[1..] {
        assert!(row.is_fine(), "{row:?}");
        assert_eq!(row.pairs[&Column::Query].declared, 1);
    }
    assert!(text.contains("2 of 3 documents are whole"), "{text}");
}
