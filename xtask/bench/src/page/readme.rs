//! The table of the README. In: the figures, and the README with two marks in it. Out: the README with what matters to a
//! user between the marks.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::table::Table;
use super::{Figures, compile, generate, number, ratio};
use crate::compile::{Cell, Row};
use crate::tools::ToolName;

const BEGIN: &str = "<!-- benchmarks: written by `cargo xtask bench` -->\n";
const END: &str = "<!-- end of benchmarks -->";

/// Writes the table. A README without marks is left as it is.
pub(super) fn write(file: &Path, figures: &Figures) -> io::Result<()> {
    let old = fs::read_to_string(file)?;
    let Some((before, rest)) = old.split_once(BEGIN) else {
        return Ok(());
    };
    let Some((_, after)) = rest.split_once(END) else {
        return Ok(());
    };
    let new = format!("{before}{BEGIN}{}{END}{after}", text(figures).unwrap_or_default());
    if new == old { Ok(()) } else { fs::write(file, new) }
}

/// The figures of the document that most generators manage, the largest of these.
fn text(figures: &Figures) -> Option<String> {
    let compile = figures.compile.as_ref()?;
    let managed = |row: &Row| row.tools.values().filter(|cell| cell.is_ok()).count();
    let row = compile
        .figures
        .documents
        .iter()
        .max_by_key(|row| (managed(row), row.bytes))?;
    let mut table = Table::new(
        [format!("`{}`", row.name)]
            .into_iter()
            .chain(ToolName::ALL.map(|kind| kind.name().to_owned())),
    );
    let mut add = |title: &str, figures: &BTreeMap<ToolName, f64>, unit: fn(f64) -> String| {
        let cells = ToolName::ALL
            .iter()
            .map(|kind| figures.get(kind).map_or_else(|| "–".to_owned(), |value| unit(*value)));
        table.row([title.to_owned()].into_iter().chain(cells));
    };
    let generated = figures.generate.iter().flat_map(|record| &record.figures.documents);
    if let Some(generated) = generated.into_iter().find(|other| other.name == row.name) {
        add("generate", &generate::walls(generated), number::seconds);
    }
    let of = |figure: fn(&Cell) -> Option<f64>| compile::figures(row, figure);
    add(
        "`cargo check` of it",
        &of(|cell| Some(cell.check.wall.median)),
        number::seconds,
    );
    add(
        "the same after one field more",
        &of(|cell| Some(cell.field.as_ref().ok()?.wall.median)),
        number::seconds,
    );
    add(
        "`cargo check` of the types alone",
        &of(|cell| Some(cell.models.as_ref().ok()?.check.wall.median)),
        number::seconds,
    );
    add(
        "`cargo build --release` of it",
        &of(|cell| Some(cell.release.as_ref().ok()?.wall.median)),
        number::seconds,
    );
    add("lines of Rust", &of(|cell| Some(cell.lines as f64)), number::grouped);
    let ratio = ratio::to_best(&of(|cell| Some(cell.check.wall.median))).map(number::times);
    let told = ratio.map_or_else(String::new, |ratio| {
        format!(" `cargo check` takes {ratio} the time of the fastest rival.")
    });
    Some(format!(
        "\nOne document of {}, measured on {} ({}).{told} A dash: it fails on the document, or does not offer that. \
         [docs/benchmarks.md](docs/benchmarks.md) has all documents, the floors and the targets.\n\n{}\n",
        number::bytes(row.bytes as f64),
        compile.day,
        compile.machine.cpu,
        table.text()
    ))
}
