//! What makes a provider's client a part of `crates/callspec`: lines of files that are written by hand.
//!
//! In: the specs of the project. Out: the lines that are not there yet, each with its file and its place.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A line that a provider needs.
struct Line {
    file: &'static str,
    /// Where in the file it belongs.
    place: &'static str,
    /// The line, with `NAME` for the provider and `IDENT` for its name in Rust.
    text: &'static str,
    /// What a file that has the line holds, in whatever form.
    mark: &'static str,
    /// The feature that the client has where it needs the line; none where any does.
    feature: Option<&'static str>,
}

const LINES: [Line; 4] = [
    Line {
        file: "crates/callspec/Cargo.toml",
        place: "below `[dependencies]`",
        text: "NAME = { package = \"NAME-client\", path = \"../../generated/NAME-client\", default-features = false, optional = true }",
        mark: "\nNAME = { package",
        feature: None,
    },
    Line {
        file: "crates/callspec/Cargo.toml",
        place: "below `testing = [`",
        text: "    \"NAME?/testing\",",
        mark: "\"NAME?/testing\"",
        feature: None,
    },
    Line {
        file: "crates/callspec/Cargo.toml",
        place: "below `webhooks = [`",
        text: "    \"NAME?/webhooks\",",
        mark: "\"NAME?/webhooks\"",
        feature: Some("webhooks"),
    },
    Line {
        file: "crates/callspec/src/lib.rs",
        place: "at the end",
        text: "provider!(IDENT, \"NAME\");",
        mark: "provider!(IDENT,",
        feature: None,
    },
];

impl Line {
    fn of(text: &str, name: &str) -> String {
        text.replace("NAME", name).replace("IDENT", &name.replace('-', "_"))
    }
}

/// The files that are looked at.
pub(super) fn files() -> impl Iterator<Item = String> {
    LINES.iter().map(|line| line.file.to_owned())
}

/// What to add so that users find the client of a provider; empty where it is all there, or nobody re-exports clients.
pub(super) fn advice(root: &Path, name: &str) -> String {
    let manifest = format!("generated/{name}-client/Cargo.toml");
    let is_needed = |line: &&Line| {
        let has = |feature: &str| holds(root, &manifest, &format!("\n{feature} = [")) == Some(true);
        line.feature.is_none_or(has)
    };
    let is_missing = |line: &&Line| holds(root, line.file, &Line::of(line.mark, name)) == Some(false);
    let missing: Vec<&Line> = LINES.iter().filter(is_needed).filter(is_missing).collect();
    let mut out = String::new();
    if missing.is_empty() {
        return out;
    }
    // Writing to a `String` cannot fail.
    let _ = writeln!(out, "`callspec` does not offer `{name}` yet; to do so, add");
    for line in missing {
        let _ = writeln!(
            out,
            "  {}, {}:\n    {}",
            line.file,
            line.place,
            Line::of(line.text, name)
        );
    }
    let _ = writeln!(
        out,
        "and run `cargo xtask codegen` again, which brings Cargo.lock up to date"
    );
    out
}

/// Whether a file holds a text, which may begin with the end of a line; `None` where there is no file.
fn holds(root: &Path, file: &str, text: &str) -> Option<bool> {
    let held = fs::read_to_string(root.join(file)).ok()?;
    Some(format!("\n{held}").contains(text))
}
