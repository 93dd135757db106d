//! The part about compiling.

use std::collections::BTreeMap;

use super::faults::Faults;
use super::generate::folded;
use super::plot::{Dot, Group, dots};
use super::table::Table;
use super::{Picture, number, ratio};
use crate::compile::{Cell, Compile, Functions, Row};
use crate::measure::{Cost, Fault};
use crate::tools::ToolName;

/// A figure of a cell, as a number to compare and as text.
type Figure = fn(&Cell) -> Result<(f64, String), Fault>;

/// The tables, by title.
const TABLES: &[(&str, &str, Figure)] = &[
    (
        "`cargo check`",
        "Of the generated crates; what they stand on is built.",
        |cell| Ok(wall(&cell.check)),
    ),
    (
        "`cargo check` after one field more",
        "An optional text is added to the schema that is referred to most, and the client is generated again in place; \
         with what cargo keeps from the last build.",
        |cell| cell.field.as_ref().map(wall).map_err(Clone::clone),
    ),
    (
        "`cargo check` of the types alone",
        "Without a client, where the generator offers that; the packages that have to be built for it in brackets.",
        |cell| {
            let models = cell.models.as_ref().map_err(Clone::clone)?;
            let wall = models.check.wall.median;
            Ok((wall, format!("{} ({})", number::seconds(wall), models.packages)))
        },
    ),
    (
        "`cargo build --release`",
        "Of the generated crates; what they stand on is built.",
        |cell| cell.release.as_ref().map(wall).map_err(Clone::clone),
    ),
    ("Lines of Rust", "With comments and blank lines.", |cell| {
        Ok((cell.lines as f64, number::count(cell.lines)))
    }),
    (
        "Functions after monomorphisation",
        "In the generated crates, built for release, each copy of a generic function counted; lines of LLVM's language in \
         brackets. What is generic, and the body of each `async fn`, is not among them: it is made where it is used.",
        |cell| cell.functions.as_ref().map(functions).map_err(Clone::clone),
    ),
    (
        "Functions in a program of two calls",
        "The same of the program that is described below: what two calls add to the work of whoever writes them.",
        |cell| {
            let program = cell.program.as_ref().map_err(Clone::clone)?;
            program.functions.as_ref().map(functions).map_err(Clone::clone)
        },
    ),
    (
        "Packages to build",
        "All that a build of the client needs, itself included.",
        |cell| Ok((cell.packages as f64, number::count(cell.packages))),
    ),
    (
        "A program of two calls",
        "Built for release with cargo's defaults and stripped. Which TLS comes along weighs most, and is in brackets: \
         `rustls` is part of the program, `native-tls` is the system's OpenSSL, which lies beside it, and without TLS no \
         `https:` is reached.",
        |cell| {
            let program = cell.program.as_ref().map_err(Clone::clone)?;
            let bytes = program.bytes as f64;
            let tls = if program.tls.is_empty() {
                "no TLS".to_owned()
            } else {
                program.tls.join(", ")
            };
            Ok((bytes, format!("{} ({tls})", number::bytes(bytes))))
        },
    ),
    (
        "callspec's program with the TLS of each",
        "callspec's program of two calls where the user takes the TLS that the generator of the column comes with, by the \
         features of the client and of reqwest; in brackets, beside that generator's program, of which the largest is in front.",
        |cell| {
            let (own, ratio) = with_its_tls(cell).map_err(Clone::clone)?;
            // Turned around, so that the least is the worst for us.
            Ok((
                ratio.recip(),
                format!("{} ({})", number::bytes(own), number::times(ratio)),
            ))
        },
    ),
    (
        "What the client adds to it",
        "The same program less one that makes the same two calls by hand with `serde` and reqwest, with the same features of \
         reqwest.",
        |cell| {
            let added = added(cell).map_err(Clone::clone)?;
            Ok((added, number::bytes(added)))
        },
    ),
];

/// The size of our program with the TLS of another's, and that as so many times the size of the other's.
pub(super) fn with_its_tls(cell: &Cell) -> Result<(f64, f64), &Fault> {
    let program = cell.program.as_ref()?;
    let own = *program.callspec.as_ref()? as f64;
    Ok((own, own / program.bytes as f64))
}

fn functions(found: &Functions) -> (f64, String) {
    let text = format!("{} ({})", number::count(found.functions), number::count(found.lines));
    (found.functions as f64, text)
}

/// What a client adds to a program by hand, in bytes.
pub(super) fn added(cell: &Cell) -> Result<f64, &Fault> {
    let program = cell.program.as_ref()?;
    Ok(program.bytes as f64 - program.by_hand as f64)
}

fn wall(cost: &Cost) -> (f64, String) {
    (cost.wall.median, number::spread(cost.wall, cost.runs, number::seconds))
}

/// The whole part.
pub(super) fn text(figures: &Compile, pictures: &mut Vec<Picture>) -> String {
    let mut faults = Faults::default();
    let mut text = String::new();
    for (title, what, figure) in TABLES {
        let table = table(&figures.documents, *figure, &mut faults);
        text += &format!("### {title}\n\n{what}\n\n{table}\n");
    }
    let groups: Vec<Group> = figures.documents.iter().map(group).collect();
    if let Some(picture) = dots("Time of cargo check", &groups) {
        pictures.push(("check.svg", picture));
        text += "![Time of cargo check, by document](benchmarks/check.svg)\n";
    }
    let reasons = faults.text();
    if !reasons.is_empty() {
        text += &format!("\nWhat is missing, in the words of each tool:\n\n{reasons}");
    }
    text + &folded("Processor time and peak memory", &costs(&figures.documents))
}

/// A figure of all generators for a document.
pub(super) fn figures(row: &Row, figure: impl Fn(&Cell) -> Option<f64>) -> BTreeMap<ToolName, f64> {
    let cells = row
        .tools
        .iter()
        .filter_map(|(kind, cell)| Some((*kind, cell.as_ref().ok()?)));
    cells.filter_map(|(kind, cell)| Some((kind, figure(cell)?))).collect()
}

fn table(rows: &[Row], figure: Figure, faults: &mut Faults) -> String {
    let mut table = Table::new(
        ["document", "× best rival"]
            .into_iter()
            .chain(ToolName::ALL.map(ToolName::name)),
    );
    for row in rows {
        let known = figures(row, |cell| figure(cell).ok().map(|(value, _)| value));
        // Where nobody has a figure there is nothing to show.
        if known.is_empty() {
            continue;
        }
        let best = ratio::to_best(&known).map_or_else(|| "–".to_owned(), number::times);
        let cells = ToolName::ALL.iter().map(|kind| match row.tools.get(kind) {
            Some(Ok(cell)) => match figure(cell) {
                Ok((_, text)) => text + faults.way(*kind, &row.name, cell.way),
                Err(fault) => faults.cell(*kind, &row.name, &fault),
            },
            Some(Err(fault)) => faults.cell(*kind, &row.name, fault),
            None => "–".to_owned(),
        });
        table.row([row.name.clone(), best].into_iter().chain(cells));
    }
    table.text()
}

fn group(row: &Row) -> Group {
    let cells = row
        .tools
        .iter()
        .filter_map(|(kind, cell)| Some((*kind, cell.as_ref().ok()?)));
    Group {
        name: format!("{} ({})", row.name, number::bytes(row.bytes as f64)),
        floor: None,
        dots: cells
            .map(|(kind, cell)| Dot {
                kind,
                spread: cell.check.wall,
            })
            .collect(),
    }
}

fn costs(rows: &[Row]) -> String {
    let mut table = Table::new([
        "document",
        "generator",
        "build",
        "runs",
        "wall",
        "processor",
        "peak memory",
    ]);
    for row in rows {
        let cells = row
            .tools
            .iter()
            .filter_map(|(kind, cell)| Some((kind, cell.as_ref().ok()?)));
        for (kind, cell) in cells {
            let models = cell.models.as_ref().map(|models| &models.check);
            for (build, cost) in [
                ("check", Ok(&cell.check)),
                ("check, one field more", cell.field.as_ref()),
                ("check, types alone", models),
                ("release", cell.release.as_ref()),
            ] {
                if let Ok(cost) = cost {
                    table.row([
                        row.name.clone(),
                        kind.name().to_owned(),
                        build.to_owned(),
                        cost.runs.to_string(),
                        number::spread(cost.wall, cost.runs, number::seconds),
                        number::spread(cost.cpu, cost.runs, number::seconds),
                        number::spread(cost.peak, cost.runs, number::bytes),
                    ]);
                }
            }
        }
    }
    table.text()
}
