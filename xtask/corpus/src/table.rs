//! Rows → one table for people: a line per document, totals, and what is wrong below.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::row::{Column, Held, Pair, Row};

/// How many of a list are shown.
const SHOWN: usize = 5;

/// The table, the totals, and the reasons of what is not whole.
pub fn table(rows: &[Row]) -> String {
    let mut lines = vec![headings()];
    lines.extend(rows.iter().map(cells));
    lines.push(totals(rows));
    let mut out = aligned(&lines);
    out.push('\n');
    groups(&mut out, rows);
    for row in rows {
        faults(&mut out, row);
    }
    let fine = rows.iter().filter(|row| row.is_fine()).count();
    // Writing to a `String` cannot fail.
    let _ = writeln!(out, "{fine} of {} documents are whole", rows.len());
    out
}

fn headings() -> Vec<String> {
    let pairs = Column::ALL.map(Column::heading);
    let others = [
        "schemas", "repairs", "warnings", "raw", "lines", "ms", "MiB", "examples", "compiles",
    ];
    let all = ["document", "OpenAPI"].into_iter().chain(pairs).chain(others);
    all.map(str::to_owned).collect()
}

fn cells(row: &Row) -> Vec<String> {
    let mut cells = vec![row.name.clone(), row.openapi.clone()];
    cells.extend(Column::ALL.map(|column| row.pairs.get(&column).map_or_else(String::new, pair)));
    let warnings: usize = row.warnings.values().sum();
    cells.extend([
        format!("{}/{}", row.schemas.0, row.schemas.1),
        row.repairs.to_string(),
        warnings.to_string(),
        format!("{}/{}", row.raw.len(), row.fields),
        row.lines.to_string(),
        row.milliseconds.to_string(),
        row.peak
            .map_or_else(|| "?".to_owned(), |peak| (peak / 1024).to_string()),
        row.held.as_ref().map_or_else(|| "-".to_owned(), held),
        compiles(row).to_owned(),
    ]);
    cells
}

fn pair(pair: &Pair) -> String {
    format!("{}/{}", pair.carried, pair.declared)
}

/// Examples that come back as they were, of those that fit their schema and have a type.
fn held(held: &Held) -> String {
    format!(
        "{}/{}",
        (held.fitting - held.excused).saturating_sub(held.failures.len()),
        held.fitting
    )
}

fn compiles(row: &Row) -> &'static str {
    match (&row.failure, &row.compiled) {
        (Some(_), _) => "not generated",
        (None, None) => "-",
        (None, Some(compiled)) if compiled.complaints.is_empty() => "yes",
        (None, Some(_)) => "NO",
    }
}

fn totals(rows: &[Row]) -> Vec<String> {
    let sum = |of: fn(&Row) -> usize| rows.iter().map(of).sum::<usize>();
    let generated = rows.iter().filter(|row| row.failure.is_none()).count();
    let mut cells = vec![format!("{generated}/{} generated", rows.len()), String::new()];
    cells.extend(Column::ALL.map(|column| pair(&total(rows, column))));
    let compiled = rows.iter().filter(|row| compiles(row) == "yes").count();
    let asked = rows.iter().any(|row| row.compiled.is_some());
    cells.extend([
        format!("{}/{}", sum(|row| row.schemas.0), sum(|row| row.schemas.1)),
        sum(|row| row.repairs).to_string(),
        sum(|row| row.warnings.values().sum()).to_string(),
        format!("{}/{}", sum(|row| row.raw.len()), sum(|row| row.fields)),
        sum(|row| row.lines).to_string(),
        rows.iter().map(|row| row.milliseconds).sum::<u64>().to_string(),
        rows.iter()
            .filter_map(|row| row.peak)
            .max()
            .map_or_else(String::new, |peak| format!("{} at most", peak / 1024)),
        totals_held(rows),
        if asked {
            format!("{compiled}/{}", rows.len())
        } else {
            "-".to_owned()
        },
    ]);
    cells
}

fn totals_held(rows: &[Row]) -> String {
    let tried: Vec<&Held> = rows.iter().filter_map(|row| row.held.as_ref()).collect();
    if tried.is_empty() {
        return "-".to_owned();
    }
    let fitting: usize = tried.iter().map(|held| held.fitting).sum();
    let failures: usize = tried.iter().map(|held| held.failures.len() + held.excused).sum();
    format!("{}/{fitting}", fitting.saturating_sub(failures))
}

fn total(rows: &[Row], column: Column) -> Pair {
    let mut total = Pair::default();
    for row in rows {
        if let Some(pair) = row.pairs.get(&column) {
            total.add(pair);
        }
    }
    total
}

/// Columns side by side: the first to the left, the others to the right.
fn aligned(lines: &[Vec<String>]) -> String {
    let mut out = String::new();
    for line in lines {
        let cells = line.iter().enumerate().map(|(index, cell)| {
            let width = lines
                .iter()
                .filter_map(|line| line.get(index))
                .map(|cell| cell.chars().count())
                .max();
            let width = width.unwrap_or_default();
            if index == 0 {
                format!("{cell:<width$}")
            } else {
                format!("{cell:>width$}")
            }
        });
        let text = cells.collect::<Vec<_>>().join("  ");
        let _ = writeln!(out, "{}", text.trim_end());
    }
    out
}

/// What is counted by group, over all documents.
fn groups(out: &mut String, rows: &[Row]) {
    for (column, name) in [
        (Column::Bodies, "request bodies"),
        (Column::Responses, "responses"),
        (Column::Called, "called by servers"),
    ] {
        let groups = total(rows, column).groups;
        let groups = groups
            .iter()
            .map(|(group, (carried, declared))| format!("{group} {carried}/{declared}"));
        let _ = writeln!(out, "{name}: {}", groups.collect::<Vec<_>>().join(", "));
    }
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for (code, count) in rows.iter().flat_map(|row| &row.warnings) {
        *codes.entry(code).or_default() += count;
    }
    let codes: Vec<String> = codes.iter().map(|(code, count)| format!("{code} {count}")).collect();
    let _ = writeln!(out, "warnings: {}", codes.join(", "));
}

fn faults(out: &mut String, row: &Row) {
    if let Some(reason) = &row.failure {
        let _ = writeln!(out, "{}: {reason}", row.name);
    }
    for (column, pair) in &row.pairs {
        let missing = pair.declared - pair.carried;
        if missing > 0 {
            let _ = writeln!(out, "{}: {missing} missing of {}:", row.name, column.heading());
            list(out, &pair.missing, missing);
        }
    }
    if !row.silent.is_empty() {
        let _ = writeln!(out, "{}: {} raw without a word:", row.name, row.silent.len());
        list(out, &row.silent, row.silent.len());
    }
    if let Some(held) = &row.held {
        let _ = writeln!(
            out,
            "{}: {} examples and defaults do not fit their schema, {} have no type of their own",
            row.name,
            held.misfits.len(),
            held.unplaced.len()
        );
        for (at, reason) in &held.failures {
            let _ = writeln!(out, "    {at}: {reason}");
        }
    }
    for (tool, said) in row.compiled.iter().flat_map(|compiled| &compiled.complaints) {
        let _ = writeln!(out, "{}: cargo {tool} says\n{said}", row.name);
    }
}

fn list(out: &mut String, names: &[String], count: usize) {
    for name in names.iter().take(SHOWN) {
        let _ = writeln!(out, "    {name}");
    }
    if count > SHOWN {
        let _ = writeln!(out, "    … and {} more", count - SHOWN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, carried: usize) -> Row {
        let pair = Pair {
            carried,
            declared: 2,
            groups: BTreeMap::new(),
            missing: vec!["GET /lost".to_owned()],
        };
        Row {
            name: name.to_owned(),
            pairs: BTreeMap::from([(Column::Operations, pair)]),
            ..Row::default()
        }
    }

    #[test]
    fn what_is_missing_is_named_and_is_a_fault() {
        let text = table(&[row("whole", 2), row("half", 1)]);
        assert!(text.contains("3/4"), "{text}");
        assert!(
            text.contains("half: 1 missing of operations:\n    GET /lost\n"),
            "{text}"
        );
        assert!(text.ends_with("1 of 2 documents are whole\n"), "{text}");
    }
}
