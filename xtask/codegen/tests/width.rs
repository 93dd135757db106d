//! The width of generated code: a hundred columns.
//!
//! In: the expected files of all cases, and the crates of this project. Out: each line that is wider, but for a word that has no
//! room itself: an address, a pointer, a long name.

use std::fs;
use std::path::Path;

const WIDTH: usize = 100;

/// A word that may make a line wider: beside it there is room for an indent and the marks of a comment and a list.
const LONG_WORD: usize = 80;

#[test]
fn no_line_is_wider_than_a_hundred_columns() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut wide = Vec::new();
    let folders = [tests, root.join("generated"), root.join("tests/families/generated")];
    let files: usize = folders.iter().map(|folder| look(folder, &mut wide)).sum();
    assert!(files > 1000, "{files} files");
    assert!(wide.is_empty(), "{}", wide.join("\n"));
}

/// Looks at the files of Rust in a folder, and counts them.
fn look(folder: &Path, wide: &mut Vec<String>) -> usize {
    let mut files = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files += look(&path, wide);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a text");
            files += 1;
            let lines = text.lines().filter(|line| is_wide(line));
            wide.extend(lines.map(|line| format!("{}: {line}", path.display())));
        }
    }
    files
}

fn is_wide(line: &str) -> bool {
    let is_long = |word: &str| word.chars().count() > LONG_WORD;
    line.chars().count() > WIDTH && !line.split_whitespace().any(is_long)
}

#[test]
fn a_long_word_is_no_fault() {
    let (word, sentence) = ("w".repeat(120), "word ".repeat(24));
    assert!(!is_wide(&format!("    /// `{word}`.")));
    assert!(is_wide(&format!("    /// {sentence}")));
}
