//! A crate that decodes values and encodes them again. In: values. Out: a crate in a folder; later, what it says.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

use super::compile::{WEBHOOKS, has_webhooks};
use super::row::Row;

/// The crate's code, without the table of types.
const MAIN: &str = include_str!("probe.txt");

/// A value that is tried: what and where it is, and the type in Rust.
pub(super) struct Try {
    pub(super) at: String,
    pub(super) ty: String,
    pub(super) value: Value,
    /// What has to come out, where the type is tried as a union.
    pub(super) union: Option<Told>,
}

/// The variants of a union, and those of them that may come out.
pub(super) struct Told {
    pub(super) variants: Vec<String>,
    pub(super) right: Right,
}

/// The variants that may come out.
pub(super) enum Right {
    /// The one that the value was made for is the first; another one is counted.
    First(Vec<String>),
    /// One is as good as another.
    Any(Vec<String>),
}

impl Right {
    /// As the crate reads it.
    pub(super) fn written(&self) -> String {
        match self {
            Self::First(names) => names.join(" "),
            Self::Any(names) => names.join("|"),
        }
    }
}

/// Writes the crate of a document beside its other crates; `runtime` is the way from one of these to the runtime.
pub(super) fn write(folder: &Path, name: &str, runtime: &str, tries: &[Try]) -> io::Result<()> {
    let mut types: BTreeMap<&str, &[String]> = BTreeMap::new();
    for one in tries {
        let variants = types.entry(&one.ty).or_default();
        if let Some(told) = &one.union {
            *variants = &told.variants;
        }
    }
    let table: String = types.iter().map(|(ty, variants)| entry(ty, variants)).collect();
    let indices: BTreeMap<&str, usize> = types.keys().enumerate().map(|(index, ty)| (*ty, index)).collect();
    let mut lines = String::new();
    for one in tries {
        let index = indices.get(one.ty.as_str()).copied().unwrap_or_default();
        let at = one.at.replace(['\t', '\n'], " ");
        let right = one.union.as_ref().map_or_else(String::new, |told| told.right.written());
        // Writing to a `String` cannot fail.
        let _ = writeln!(lines, "{index}\t{at}\t{right}\t{}", one.value);
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

/// A type in the table: how a value of it is decoded, which variant came out, and what is encoded again.
fn entry(ty: &str, variants: &[String]) -> String {
    if variants.is_empty() {
        return format!("    |text| again::<{ty}>(text, |_| \"\"),\n");
    }
    let arm = |name: &String| format!("        {ty}::{name}(_) => {name:?},\n");
    let arms: String = variants.iter().map(arm).collect();
    format!("    |text| again::<{ty}>(text, |value| match value {{\n{arms}        _ => \"Unrecognized\",\n    }}),\n")
}

/// What the crate said: a line per value that did not come back as it was, or as another variant; first its kind, then the
/// place.
pub(super) fn heard(row: &mut Row, said: &str) {
    let (mut held, mut unions) = (row.held.as_mut(), row.unions.as_mut());
    for line in said.lines() {
        let mut parts = line.splitn(3, '\t');
        let (Some(kind), Some(at), Some(reason)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let (at, reason) = (at.to_owned(), reason.to_owned());
        match (kind, &mut held, &mut unions) {
            ("example", Some(held), _) => drop(held.failures.insert(at, reason)),
            ("union", _, Some(unions)) => drop(unions.wrong.insert(at, reason)),
            ("either", _, Some(unions)) => unions.ambiguous += 1,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::row::{Held, Unions};
    use super::*;

    #[test]
    fn what_is_said_goes_where_it_belongs() {
        let mut row = Row {
            held: Some(Held::default()),
            unions: Some(Unions::default()),
            ..Row::default()
        };
        heard(
            &mut row,
            "example\t/a\tlost\nunion\t/b\tDog came out\neither\t/c\tCat came out\n",
        );
        let (held, unions) = (row.held.as_ref().unwrap(), row.unions.as_ref().unwrap());
        assert_eq!(held.failures["/a"], "lost");
        assert_eq!(unions.wrong["/b"], "Dog came out");
        assert_eq!((unions.wrong.len(), unions.ambiguous), (1, 1));
        assert!(!row.is_fine());
    }

    #[test]
    fn a_union_is_matched_and_any_other_type_is_not() {
        assert_eq!(entry("i64", &[]), "    |text| again::<i64>(text, |_| \"\"),\n");
        let union = entry("m::Pet", &["Cat".to_owned()]);
        assert!(
            union.contains("m::Pet::Cat(_) => \"Cat\",") && union.contains("_ => \"Unrecognized\""),
            "{union}"
        );
    }
}
