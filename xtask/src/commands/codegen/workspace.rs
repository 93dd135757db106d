//! What is written by hand around the generated crates: manifests that name them, and the lock files of their workspaces.
//!
//! In: the project, and the crates that its specs make. Out: what keeps cargo from building them, with file and line; lock
//! files are brought up to date where that is all that is wrong.

use std::fs;
use std::hash::Hasher;
use std::path::{Component, Path, PathBuf};

use callspec_codegen::report::{Code, FileProblem};
use callspec_codegen::tree;

use super::lock::{self, Packages};
use super::provider;

/// Folders of the root that hold no manifests written by hand.
const SKIPPED: [&str; 2] = ["target", "generated"];

/// What has to be said of the manifests and lock files.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Lock files that were brought up to date.
    pub(super) updated: Vec<String>,
    /// What only people can put right.
    pub(super) problems: Vec<FileProblem>,
}

/// Looks at the manifests and the lock files of a project that generates some crates; `may_write` brings lock files up to
/// date, otherwise a stale one is a problem.
pub(super) fn look(root: &Path, crates: &[String], may_write: bool) -> Said {
    let mut said = Said::default();
    // Tests and others generate in folders that are no workspace.
    if !root.join("Cargo.toml").is_file() {
        return said;
    }
    said.problems = removed(root, crates);
    if !said.problems.is_empty() {
        return said;
    }
    match lock::packages(root) {
        Ok(packages) => locks(root, crates, &packages, may_write, &mut said),
        Err(words) => said.problems.push(unreadable(root, &words)),
    }
    said
}

/// Adds the texts of all files that are looked at to a hash.
pub(super) fn hash(root: &Path, hasher: &mut impl Hasher) {
    for file in by_hand(root).into_iter().chain(lock_files(root)) {
        hasher.write(file.as_bytes());
        // One that cannot be read is one that is not there, which differs from any other.
        hasher.write(&fs::read(root.join(&file)).unwrap_or_default());
        hasher.write_u8(0xff);
    }
}

/// The manifests that people write, by their paths from the root: those of the root and of two levels of folders.
fn manifests(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for folder in [String::new()].into_iter().chain(folders(root, "")) {
        let below = if folder.is_empty() {
            Vec::new()
        } else {
            folders(root, &folder)
        };
        found.extend(
            [folder]
                .into_iter()
                .chain(below)
                .map(|folder| format!("{folder}Cargo.toml")),
        );
    }
    found.retain(|file| root.join(file).is_file());
    found
}

/// The files that people write and that name generated crates: manifests, and where `callspec` offers clients.
fn by_hand(root: &Path) -> Vec<String> {
    let mut files = manifests(root);
    for file in provider::files() {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}

/// The lock files of the root and of the workspaces below it.
fn lock_files(root: &Path) -> Vec<String> {
    let folders = [String::new()].into_iter().chain(folders(root, ""));
    let files = folders.map(|folder| format!("{folder}Cargo.lock"));
    files.filter(|file| root.join(file).is_file()).collect()
}

/// The folders in a folder, by their paths from the root with a slash behind them, sorted.
fn folders(root: &Path, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
    let names = entries
        .filter(|entry| entry.path().is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok());
    let is_looked_at = |name: &String| !name.starts_with('.') && !SKIPPED.contains(&name.as_str());
    let mut found: Vec<String> = names
        .filter(is_looked_at)
        .map(|name| format!("{folder}{name}/"))
        .collect();
    found.sort();
    found
}

/// Every line that names a generated crate which is no longer made and which a manifest leads to.
fn removed(root: &Path, crates: &[String]) -> Vec<FileProblem> {
    let texts: Vec<(String, String)> = by_hand(root)
        .into_iter()
        .filter_map(|file| fs::read_to_string(root.join(&file)).ok().map(|text| (file, text)))
        .collect();
    let mut gone: Vec<String> = texts.iter().flat_map(|(file, text)| generated(file, text)).collect();
    gone.retain(|name| !crates.contains(name) && !root.join("generated").join(name).exists());
    gone.sort();
    gone.dedup();
    let mut problems = Vec::new();
    for (file, text) in &texts {
        for (index, line) in text.lines().enumerate() {
            for name in gone.iter().filter(|name| names(line, name) || asks_for(line, name)) {
                problems.push(FileProblem {
                    code: Code::RemovedCrate,
                    file: file.clone(),
                    line: Some(index + 1),
                    message: format!(
                        "no spec makes `{name}` any longer, and this line names it: {}",
                        line.trim()
                    ),
                    hint: "remove it, or name what takes its place".to_owned(),
                });
            }
        }
    }
    problems
}

/// The crates of the folder `generated` of the root that a manifest leads to by their paths.
fn generated(file: &str, text: &str) -> Vec<String> {
    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
    let paths = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let paths = paths.filter_map(|line| line.split_once("path = \"")?.1.split('"').next());
    let below = |path: &str| {
        let path = plain(&folder.join(path))?;
        let name = path.strip_prefix("generated").ok()?.to_str()?.to_owned();
        (!name.is_empty()).then_some(name)
    };
    paths.filter_map(below).collect()
}

/// A path without `.` and `..`; `None` where it leads out of the root.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => out.push(name),
            Component::ParentDir if out.pop() => {}
            Component::CurDir => {}
            _ => return None,
        }
    }
    Some(out)
}

/// Whether a line that is no comment names a crate.
fn names(line: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !line.trim_start().starts_with('#')
        && line.match_indices(name).any(|(at, _)| {
            let (before, after) = (&line[..at], &line[at + name.len()..]);
            !before.ends_with(is_part) && !after.starts_with(is_part)
        })
}

/// Whether a line that is no comment names a provider, as the crate is named without `-client`: as a feature or a
/// dependency of its own, or in a list, where `dep:` may stand before it and a feature of its crate behind it.
fn asks_for(line: &str, name: &str) -> bool {
    let Some(provider) = name.strip_suffix("-client") else {
        return false;
    };
    let is_provider = |value: &str| {
        let value = value.strip_prefix("dep:").unwrap_or(value);
        let dependency = value.split_once('/').map_or(value, |(name, _)| name);
        dependency.strip_suffix('?').unwrap_or(dependency) == provider
    };
    let is_key = |(key, _): (&str, &str)| key.trim().split('.').next() == Some(provider);
    !line.trim_start().starts_with('#')
        && (line.split_once('=').is_some_and(is_key) || line.split('"').skip(1).step_by(2).any(is_provider))
}

/// What cargo says of a workspace that it cannot read.
fn unreadable(root: &Path, words: &str) -> FileProblem {
    let words = words.trim().trim_start_matches("error: ");
    // A manifest that cannot be parsed has a line.
    let mut place = words
        .lines()
        .find_map(|line| line.trim().strip_prefix("--> "))
        .unwrap_or_default()
        .split(':');
    let (parsed, line) = (
        place.next().unwrap_or_default(),
        place.next().and_then(|line| line.parse().ok()),
    );
    // Else the innermost cause, which comes last, names a file.
    let root = format!("{}/", root.display());
    let named = words.split('`').filter_map(|word| word.strip_prefix(root.as_str()));
    let named = named
        .rev()
        .find(|path| path.ends_with("Cargo.toml"))
        .unwrap_or("Cargo.toml");
    FileProblem {
        code: Code::UnreadableWorkspace,
        file: if line.is_some() { parsed } else { named }.to_owned(),
        line,
        message: format!("cargo cannot read the workspace: {words}"),
        hint: "correct it; the generated crates are as they should be".to_owned(),
    }
}

/// Compares the lock files with the manifests.
fn locks(root: &Path, crates: &[String], packages: &Packages, may_write: bool, said: &mut Said) {
    for file in lock_files(root) {
        let Ok(text) = fs::read_to_string(root.join(&file)) else {
            continue;
        };
        let stale = |message: String, hint: String| FileProblem {
            code: Code::StaleFile,
            file: file.clone(),
            line: None,
            message,
            hint,
        };
        if tree::is_conflict(&text) {
            let message = "it holds a merge conflict".to_owned();
            let hint = format!("take one side, `git checkout --ours {file}`, then run `cargo xtask codegen`");
            let line = text
                .lines()
                .position(|line| line.starts_with("<<<<<<< "))
                .map(|index| index + 1);
            said.problems.push(FileProblem {
                line,
                ..stale(message, hint)
            });
            continue;
        }
        let is_current = |text: &str| match file.as_str() {
            "Cargo.lock" => lock::is_of(text, packages),
            _ => lock::has(text, packages, crates),
        };
        if is_current(&text) {
            continue;
        }
        let command = match file.strip_suffix("Cargo.lock") {
            Some("") | None => "cargo update --workspace".to_owned(),
            Some(folder) => format!("cargo update --workspace --manifest-path {folder}Cargo.toml"),
        };
        if !may_write {
            let message = "it does not fit the manifests of the crates".to_owned();
            said.problems
                .push(stale(message, "run `cargo xtask codegen`".to_owned()));
            continue;
        }
        let updated = lock::update(&root.join(&file), &file);
        let now = fs::read_to_string(root.join(&file)).unwrap_or_default();
        match updated {
            Ok(()) if is_current(&now) => said.updated.push(file),
            Ok(()) => {
                let message = "it does not fit the manifests of the crates, and cargo leaves it so".to_owned();
                said.problems
                    .push(stale(message, format!("look at what `{command}` says")));
            }
            Err(words) => {
                let message =
                    format!("it does not fit the manifests of the crates, and cargo cannot update it: {words}");
                said.problems.push(stale(message, format!("run `{command}`")));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_are_named_as_a_whole() {
        for (line, is_named) in [
            ("a-client = { workspace = true }", true),
            ("x = [\"a-client?/testing\", \"dep:a-client\"]", true),
            ("# a-client", false),
            ("aa-client = 1", false),
            ("a-client-more = 1", false),
            ("no-a-client = 1", false),
        ] {
            assert_eq!(names(line, "a-client"), is_named, "{line}");
        }
    }

    #[test]
    fn providers_are_named_in_every_form_of_a_feature() {
        for (line, is_named) in [
            ("default = [\"b\", \"a\"]", true),
            ("    \"a?/testing\",", true),
            ("webhooks = [\"dep:webhooks\", \"a?/webhooks\"]", true),
            ("tls = [\"a/tls\"]", true),
            ("b = [\"dep:a\"]", true),
            ("a = []", true),
            ("a = { workspace = true, optional = true }", true),
            ("a.workspace = true", true),
            ("required-features = [\"a\"]", true),
            ("# a = [\"a\"]", false),
            ("aa = [\"b?/a\", \"dep:aa\", \"a-b/c\"]", false),
            ("b.a = true", false),
            ("name = \"call_a\"", false),
        ] {
            assert_eq!(asks_for(line, "a-client"), is_named, "{line}");
            assert!(!asks_for(line, "a-models"), "{line}");
        }
    }

    #[test]
    fn what_cargo_cannot_read_has_a_place() {
        let parsed =
            "error: key with no value\n --> crates/a/Cargo.toml:49:3\n  |\nerror: failed to load `/r/crates/b`\n";
        let missing =
            "error: failed to load `/r/crates/a`\n\nCaused by:\n  failed to read `/r/generated/b/Cargo.toml`\n";
        for (words, file, line) in [
            (parsed, "crates/a/Cargo.toml", Some(49)),
            (missing, "generated/b/Cargo.toml", None),
            ("error: something else", "Cargo.toml", None),
        ] {
            let problem = unreadable(Path::new("/r"), words);
            assert_eq!((problem.file.as_str(), problem.line), (file, line));
        }
    }

    #[test]
    fn paths_of_manifests_lead_to_generated_crates() {
        let text = "a = { path = \"../../generated/a-client\", version = \"1\" }\n# b = { path = \"../../generated/b\" }\n\
                    c = { path = \"generated/c-client\" }\nd = { path = \"../../../generated/d\" }\n";
        assert_eq!(generated("tests/wire/Cargo.toml", text), ["a-client"]);
        assert_eq!(generated("Cargo.toml", text), ["c-client"]);
    }
}
