//! The folders of a kind of test.
//!
//! In: `cases` or `refusals`. Out: the paths of its folders, and what they are called.

use std::fs;
use std::path::{Path, PathBuf};

/// All folders of a kind, by name.
pub(crate) fn all(kind: &str) -> Vec<PathBuf> {
    // The package is the generator's, or the one that compiles the crates of its cases.
    let parent = Path::new(env!("CARGO_MANIFEST_DIR"))
        .with_file_name("codegen")
        .join("tests")
        .join(kind);
    let entries = fs::read_dir(&parent).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| holds_files(path)).collect();
    folders.sort();
    assert!(!folders.is_empty(), "{} holds no folder", parent.display());
    folders
}

fn holds_files(folder: &Path) -> bool {
    folder.is_dir()
        && fs::read_dir(folder)
            .unwrap()
            .any(|entry| entry.unwrap().path().is_file())
}

/// A folder's name: the case, and the prefix of its crates.
pub(crate) fn name(folder: &Path) -> String {
    folder.file_name().unwrap().to_str().unwrap().to_owned()
}
