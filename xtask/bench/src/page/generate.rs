//! The part about generating.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::faults::Faults;
use super::plot::{Dot, Group, Line, dots, lines};
use super::table::Table;
use super::{Picture, number, ratio};
use crate::generate::{Generate, Row, Size};
use crate::tools::ToolName;

/// The whole part.
pub(super) fn text(figures: &Generate, pictures: &mut Vec<Picture>) -> String {
    let mut text = String::from(
        "Each run generates into an empty folder. The floor is the time only to parse the text with `serde_json` or \
         `yaml_serde`, to print the tokens of this generator's output with prettyplease on all cores, and to write the \
         same bytes.\n\n",
    );
    let mut faults = Faults::default();
    text += &times(&figures.documents, &mut faults);
    text += &draw(&figures.documents, pictures);
    let reasons = faults.text();
    if !reasons.is_empty() {
        text += &format!("\nWhat is missing, in the words of each generator:\n\n{reasons}");
    }
    text += &folded("Processor time and peak memory", &costs(&figures.documents));
    text += &folded("The floor, step by step", &floors(&figures.documents));
    text += "\n### Nothing changed\n\n";
    match &figures.unchanged {
        Ok(unchanged) => {
            let wall = number::spread(unchanged.cost.wall, unchanged.cost.runs, number::seconds);
            // Writing to a `String` cannot fail.
            let _ = writeln!(
                text,
                "`cargo xtask codegen` with both specs as they are, the tool built: {wall}; {} files touched.",
                unchanged.touched
            );
        }
        Err(fault) => {
            let _ = writeln!(text, "Not measured: {}.", fault.reason);
        }
    }
    text + &growth(&figures.growth, pictures)
}

/// The times of a row's generators.
pub(super) fn walls(row: &Row) -> BTreeMap<ToolName, f64> {
    ratio::times(row.tools.iter().map(|(kind, cell)| (*kind, &cell.cost)))
}

/// Our time as so many times the floor.
pub(super) fn to_floor(row: &Row) -> Option<f64> {
    let floor = row.floor.as_ref().ok()?.whole.median;
    walls(row).get(&ToolName::Callspec).map(|own| own / floor)
}

fn times(rows: &[Row], faults: &mut Faults) -> String {
    let heads = [
        "document",
        "size",
        "operations",
        "schemas",
        "× fastest rival",
        "× floor",
    ];
    let kinds = ToolName::ALL.map(ToolName::name);
    let mut table = Table::new(heads.into_iter().chain(kinds));
    for row in rows {
        let amount = row
            .floor
            .as_ref()
            .map_or_else(|_| Default::default(), |floor| floor.amount);
        let mut cells = vec![
            row.name.clone(),
            number::bytes(row.bytes as f64),
            number::count(amount.operations),
            number::count(amount.schemas),
            ratio::to_best(&walls(row)).map_or_else(|| "–".to_owned(), number::times),
            to_floor(row).map_or_else(|| "–".to_owned(), number::times),
        ];
        cells.extend(ToolName::ALL.iter().map(|kind| match row.tools.get(kind) {
            Some(cell) => match &cell.cost {
                Ok(cost) => number::seconds(cost.wall.median) + faults.way(*kind, &row.name, cell.way),
                Err(fault) => faults.cell(*kind, &row.name, fault),
            },
            None => "–".to_owned(),
        }));
        table.row(cells);
    }
    table.text()
}

fn draw(rows: &[Row], pictures: &mut Vec<Picture>) -> String {
    let groups: Vec<Group> = rows.iter().map(group).collect();
    let Some(picture) = dots("Time to generate; the black mark is the floor", &groups) else {
        return String::new();
    };
    pictures.push(("generate.svg", picture));
    "\n![Time to generate, by document](benchmarks/generate.svg)\n".to_owned()
}

fn group(row: &Row) -> Group {
    let known = row.tools.iter().filter_map(|(kind, cell)| {
        let cost = cell.cost.as_ref().ok()?;
        let spread = cost.wall;
        Some(Dot { kind: *kind, spread })
    });
    Group {
        name: format!("{} ({})", row.name, number::bytes(row.bytes as f64)),
        floor: row.floor.as_ref().ok().map(|floor| floor.whole.median),
        dots: known.collect(),
    }
}

fn costs(rows: &[Row]) -> String {
    let mut table = Table::new(["document", "generator", "runs", "wall", "processor", "peak memory"]);
    for row in rows {
        for (kind, cell) in &row.tools {
            if let Ok(cost) = &cell.cost {
                table.row([
                    row.name.clone(),
                    kind.name().to_owned(),
                    cost.runs.to_string(),
                    number::spread(cost.wall, cost.runs, number::seconds),
                    number::spread(cost.cpu, cost.runs, number::seconds),
                    number::spread(cost.peak, cost.runs, number::bytes),
                ]);
            }
        }
    }
    table.text()
}

fn floors(rows: &[Row]) -> String {
    let mut table = Table::new(["document", "lines made", "files", "parse", "print", "write", "all"]);
    for row in rows {
        if let Ok(floor) = &row.floor {
            table.row([
                row.name.clone(),
                number::count(floor.amount.lines),
                number::count(floor.amount.files),
                number::seconds(floor.parse.median),
                number::seconds(floor.print.median),
                number::seconds(floor.write.median),
                number::seconds(floor.whole.median),
            ]);
        }
    }
    table.text()
}

/// A generator's sizes, and its times for them.
pub(super) fn points(sizes: &[Size], kind: ToolName) -> Vec<(f64, f64)> {
    let known = sizes.iter().filter_map(|size| {
        let wall = walls(&size.row).get(&kind).copied()?;
        Some((size.schemas as f64, wall))
    });
    known.collect()
}

fn growth(sizes: &[Size], pictures: &mut Vec<Picture>) -> String {
    let mut text = String::from(
        "\n### Growth\n\nOne made-up document in several sizes, with as many operations as schemas. The slope is that of a line \
         through the points on logarithmic scales: 1 is linear, 2 is quadratic.\n\n",
    );
    let all = ToolName::ALL.map(|kind| Line {
        kind,
        points: points(sizes, kind),
    });
    let known: Vec<Line> = all.into_iter().filter(|line| !line.points.is_empty()).collect();
    let heads = sizes
        .iter()
        .map(|size| format!("{} schemas", number::count(size.schemas)));
    let mut table = Table::new(["generator".to_owned(), "slope".to_owned()].into_iter().chain(heads));
    let mut faults = Faults::default();
    for kind in ToolName::ALL {
        let slope = ratio::slope(&points(sizes, kind)).map_or_else(|| "–".to_owned(), number::digits);
        let cells = sizes.iter().map(|size| match size.row.tools.get(&kind) {
            Some(cell) => match &cell.cost {
                Ok(cost) => number::seconds(cost.wall.median),
                Err(fault) => faults.cell(kind, &size.row.name, fault),
            },
            None => "–".to_owned(),
        });
        table.row([kind.name().to_owned(), slope].into_iter().chain(cells));
    }
    text += &table.text();
    if let Some(picture) = lines("Time to generate; grey is linear", "schemas", &known) {
        pictures.push(("growth.svg", picture));
        text += "\n![Time to generate, by number of schemas](benchmarks/growth.svg)\n";
    }
    let reasons = faults.text();
    if !reasons.is_empty() {
        text += &format!("\n{reasons}");
    }
    text
}

/// What only some want to read.
pub(super) fn folded(title: &str, body: &str) -> String {
    format!("\n<details><summary>{title}</summary>\n\n{body}\n</details>\n")
}
