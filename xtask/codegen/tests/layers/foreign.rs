//! Crates of others in public signatures: each is in the table of ARCHITECTURE.md with the version that programs have to use.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::{everything, root};

/// Crates of the table, each with its version.
fn listed() -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let table = text.split("| crate of others | version |").nth(1).unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let mut cells = row
            .split('|')
            .skip(1)
            .map(|cell| cell.trim().trim_matches('`').to_owned());
        (cells.next().unwrap(), cells.next().unwrap())
    })
    .collect()
}

/// What programs are built with, but for our own crates: name and requirement.
fn dependencies() -> BTreeMap<String, String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let section = |text: &str, name: &str| -> Vec<(String, String)> {
        let lines = text.split(&format!("\n[{name}]\n")).nth(1).unwrap_or_default().lines();
        let lines = lines.take_while(|line| !line.starts_with('['));
        let pairs = lines
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(" = "));
        pairs
            .map(|(name, rest)| (name.replace(".workspace", ""), rest.to_owned()))
            .collect()
    };
    let required: BTreeMap<_, _> = section(&manifest, "workspace.dependencies").into_iter().collect();
    let crates = ["callspec-types", "callspec-core", "callspec-webhooks"].map(|name| {
        let manifest = fs::read_to_string(root().join("crates").join(name).join("Cargo.toml")).unwrap();
        section(&manifest, "dependencies")
    });
    let names = crates.into_iter().flatten().map(|(name, _)| name);
    let foreign = names.filter(|name| !name.starts_with("callspec"));
    foreign.map(|name| (name.clone(), required[&name].clone())).collect()
}

/// The words of the statements that import something of a crate.
fn imported(text: &str, name: &str) -> BTreeSet<String> {
    let start = format!("\nuse {name}::");
    let statements = text.split(&start).skip(1);
    let imports = statements.filter_map(|rest| rest.split(';').next());
    let words = imports.flat_map(|import| import.split(|c: char| !c.is_alphanumeric() && c != '_'));
    words
        .filter(|word| word.starts_with(char::is_uppercase))
        .map(str::to_owned)
        .collect()
}

#[test]
fn crates_of_others_in_public_signatures_are_listed_with_their_versions() {
    let (listed, dependencies) = (listed(), dependencies());
    let mut faults = Vec::new();
    for (name, version) in &listed {
        let required = dependencies.get(name).cloned().unwrap_or_default();
        let required = required
            .split('"')
            .find(|part| part.starts_with(|c: char| c.is_ascii_digit()));
        if !required.is_some_and(|required| required.starts_with(version)) {
            faults.push(format!("`{name}` {version} is listed, and {required:?} is required"));
        }
    }
    for name in dependencies.keys().filter(|name| !listed.contains_key(*name)) {
        let name = name.replace('-', "_");
        for (folder, file) in everything() {
            if file.is_test || !folder.starts_with(root().join("crates")) {
                continue;
            }
            let known = imported(&file.text, &name);
            let signatures = file.text.lines().map(str::trim_start).filter(|line| {
                ["pub fn ", "pub async fn ", "pub const fn ", "pub type ", "pub use "]
                    .iter()
                    .any(|start| line.starts_with(start))
            });
            for line in signatures {
                let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
                if line.contains(&format!("{name}::")) || words.any(|word| known.contains(word)) {
                    faults.push(format!("`{name}` is in `{line}` of {} and not listed", file.path));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
