//! Texts in memory against the expected files of a folder.
//!
//! In: a folder and the texts by path. Out: nothing, or what differs, as unified diffs; `UPDATE_EXPECTED=1` makes the files
//! what they should be instead, to be judged by `git diff`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use callspec_codegen::tree::unified;

/// Expected texts by path, with `/`.
pub(crate) type Texts = BTreeMap<String, String>;

/// Compares a folder's files with the texts they should be. Files whose path does not begin with `prefix` are inputs.
pub(crate) fn check(folder: &Path, prefix: &str, made: &Texts) -> Result<(), String> {
    if std::env::var_os("UPDATE_EXPECTED").is_some_and(|value| value == "1") {
        update(folder, &expected(folder, prefix), made);
    }
    let expected = expected(folder, prefix);
    let paths: BTreeSet<&String> = made.keys().chain(expected.keys()).collect();
    let mut differences = String::new();
    for path in paths {
        let (old, new) = (expected.get(path), made.get(path));
        if old != new {
            let state = match (old, new) {
                (None, _) => " is missing",
                (_, None) => " is left over",
                _ => " differs",
            };
            let text = |text: Option<&String>| text.cloned().unwrap_or_default();
            let (old, new) = (text(old), text(new));
            let unified = unified("expected", &old, "made", &new);
            differences += &format!("{}/{path}{state}\n{unified}", folder.display());
        }
    }
    match differences.is_empty() {
        true => Ok(()),
        false => Err(differences + "where the change is wanted, set UPDATE_EXPECTED=1, and judge it by `git diff`"),
    }
}

/// Writes what changed and removes what is left over.
fn update(folder: &Path, there: &Texts, made: &Texts) {
    for path in there.keys().filter(|path| !made.contains_key(*path)) {
        fs::remove_file(folder.join(path)).unwrap();
    }
    for (path, text) in made.iter().filter(|(path, text)| there.get(*path) != Some(text)) {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

/// The expected files of a folder.
fn expected(folder: &Path, prefix: &str) -> Texts {
    let mut texts = Texts::new();
    for path in paths(folder, "") {
        if path.starts_with(prefix) {
            let text = fs::read_to_string(folder.join(&path)).unwrap();
            texts.insert(path, text);
        }
    }
    texts
}

/// The paths of all files below a folder.
fn paths(folder: &Path, above: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let path = format!("{above}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            found.extend(paths(&entry.path(), &format!("{path}/")));
        } else {
            found.push(path);
        }
    }
    found
}
