//! A crate that decodes examples and encodes them again. In: examples. Out: a crate in a folder; later, what it says.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::compile::{WEBHOOKS, has_webhooks};
use super::examples::Example;
use super::row::Held;

/// The crate's code, without the table of types.
const MAIN: &str = include_str!("probe.txt");

/// Writes the crate of a document beside its other crates; `runtime` is the way from one of these to the runtime.
pub(super) fn write(folder: &Path, name: &str, runtime: &str, examples: &[Example]) -> io::Result<()> {
    let mut types: Vec<&str> = examples.iter().map(|example| example.ty.as_str()).collect();
    types.sort_unstable();
    types.dedup();
    let table: String = types.iter().map(|ty| format!("    again::<{ty}>,\n")).collect();
    let mut lines = String::new();
    for example in examples {
        let index = types.partition_point(|ty| *ty < example.ty.as_str());
        let at = example.at.replace(['\t', '\n'], " ");
        // Writing to a `String` cannot fail.
        let _ = writeln!(lines, "{index}\t{at}\t{}", example.value);
    }
    let features = match has_webhooks(folder, name) {
        true => format!(", features = [{WEBHOOKS:?}]"),
        false => String::new(),
    };
    let manifest = format!(
        "# Made by `cargo xtask corpus`.\n\n[package]\nname = \"{name}-examples\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\ncallspec-types = {{ path = \"{runtime}/callspec-types\" }}\n{name}-models = {{ path = \"../{name}-models\"{features} }}\n\
         serde = \"1\"\nserde_json = \"1\"\n"
    );
    let folder = folder.join(format!("{name}-examples"));
    fs::create_dir_all(folder.join("src"))?;
    put(&folder.join("Cargo.toml"), &manifest)?;
    put(&folder.join("examples.txt"), &lines)?;
    put(
        &folder.join("src/main.rs"),
        &format!("{MAIN}\nconst TYPES: &[Again] = &[\n{table}];\n"),
    )
}

/// Writes a file if it holds something else, so that cargo need not build it again.
fn put(file: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(file).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(file, text)
}

/// What the crate said: a line per example that did not come back as it was, the place first.
pub(super) fn heard(held: &mut Held, said: &str) {
    held.failures = said
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(at, reason)| (at.to_owned(), reason.to_owned()))
        .collect();
}
