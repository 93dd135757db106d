//! The page. In: what the parts found, from `benchmarks/*.json`, and what people wrote in `benchmarks/notes.md`. Out:
//! `benchmarks.md`, plots beside it, and the table of the README. Nothing is measured here.

mod compile;
mod faults;
mod generate;
mod harness;
mod number;
mod plot;
mod ratio;
mod readme;
mod summary;
mod table;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::Part;
use super::compile::Compile;
use super::generate::Generate;
use super::harness::{Calls, Instructions};
use super::record::Record;

/// All that is known.
struct Figures {
    generate: Option<Record<Generate>>,
    compile: Option<Record<Compile>>,
    calls: Option<Record<Calls>>,
    instructions: Option<Record<Instructions>>,
}

/// A picture and the name of its file.
type Picture = (&'static str, String);

/// How the page begins.
const HEAD: &str = "# Benchmarks

Written by `cargo xtask bench` from the figures in [benchmarks](benchmarks); `cargo xtask bench --page` writes it again from \
the same figures. Edit [benchmarks/notes.md](benchmarks/notes.md), not this page: a section there with the name of a figure \
explains why it misses its target.

Runs of different generators take turns, so that the machine's mood falls on all alike. A figure is the median of its runs, \
with the least and the most in brackets; a ratio below 1 says that callspec needs less. Peak memory is that of the largest \
process. Each rival is run, and its output set up, as its own documentation says, with its own defaults.
";

/// Writes everything into the folder `out`, and the README's table where that is the project's own.
pub(super) fn write(root: &Path, out: &Path) -> io::Result<()> {
    let figures = Figures {
        generate: Record::load(out, Part::Generate)?,
        compile: Record::load(out, Part::Compile)?,
        calls: Record::load(out, Part::Call)?,
        instructions: Record::load(out, Part::Instructions)?,
    };
    let mut text = HEAD.to_owned();
    let notes = read(&root.join("docs/benchmarks/notes.md"))?.unwrap_or_default();
    section(&mut text, "The targets", &summary::text(&figures, &notes));
    if !notes.is_empty() {
        section(&mut text, "What misses its target, and why", &notes);
    }
    let mut pictures = Vec::new();
    for (title, body) in [
        (
            "Generate",
            part(figures.generate.as_ref(), |of| generate::text(of, &mut pictures)),
        ),
        (
            "Compile",
            part(figures.compile.as_ref(), |of| compile::text(of, &mut pictures)),
        ),
        ("Call", part(figures.calls.as_ref(), harness::calls)),
        (
            "Instructions",
            part(figures.instructions.as_ref(), harness::instructions),
        ),
    ] {
        section(&mut text, title, &body);
    }
    let folder = out.join("benchmarks");
    fs::create_dir_all(&folder)?;
    for (name, picture) in pictures {
        fs::write(folder.join(name), picture)?;
    }
    fs::write(out.join("benchmarks.md"), text)?;
    if out == root.join("docs") {
        readme::write(&root.join("README.md"), &figures)?;
    }
    Ok(())
}

fn section(text: &mut String, title: &str, body: &str) {
    // Writing to a `String` cannot fail.
    let _ = write!(text, "\n## {title}\n\n{}\n", body.trim_end());
}

/// A part: when and where it was measured, then what was found.
fn part<T>(record: Option<&Record<T>>, body: impl FnOnce(&T) -> String) -> String {
    let Some(record) = record else {
        return "Not measured yet.\n".to_owned();
    };
    let mut text = format!("Taken on {} on {}.\n", record.day, record.machine.line());
    let versions = record
        .versions
        .iter()
        .map(|(name, version)| format!("{name} {version}"));
    // Writing to a `String` cannot fail.
    let _ = writeln!(text, "Versions: {}.", versions.collect::<Vec<_>>().join(", "));
    if record.quick {
        text += "**A trial with few runs, which says little.**\n";
    }
    for (kind, fault) in &record.missing {
        let _ = writeln!(text, "{} is left out, {}: {}.", kind.name(), fault.word, fault.reason);
    }
    text + "\n" + &body(&record.figures)
}

fn read(file: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
