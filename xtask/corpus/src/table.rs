//! Rows → one table for people: a line per document, totals, and what is wrong below.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::row::{Column, Held, Pair, Row, Unions};

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
        "schemas", "repairs", "warnings", "raw", "lines", "ms", "MiB", "examples", "unions", "compiles",
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
        unions(row.unions.as_ref().into_iter()),
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

/// Values of unions that are read or written wrongly, of those that were made.
fn unions<'r>(of: impl Iterator<Item = &'r Unions>) -> String {
    let sums = of.fold(None, |sums: Option<(usize, usize)>, unions| {
        let (wrong, instances) = sums.unwrap_or_default();
        Some((wrong + unions.wrong.len(), instances + unions.instances))
    });
    match sums {
        None => "-".to_owned(),
        Some((0, instances)) => format!("0/{instances}"),
        Some((wrong, instances)) => format!("NO {wrong}/{instances}"),
    }
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
        unions(rows.iter().filter_map(|row| row.unions.as_ref())),
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
        tried(out, &row.name, held);
    }
    if let Some(unions) = &row.unions {
        told(out, &row.name, unions);
    }
    for (tool, said) in row.compiled.iter().flat_map(|compiled| &compiled.complaints) {
        let _ = writeln!(out, "{}: cargo {tool} says\n{said}", row.name);
    }
}

/// What is wrong with examples, and which of them say nothing.
fn tried(out: &mut String, name: &str, held: &Held) {
    let (misfits, unplaced) = (held.misfits.len(), held.unplaced.len());
    let _ = writeln!(
        out,
        "{name}: {misfits} examples and defaults do not fit their schema, {unplaced} have no type of their own"
    );
    reasons(out, held.misfits.iter().map(|(at, reason)| (at, reason)));
    if !held.failures.is_empty() {
        let _ = writeln!(
            out,
            "{name}: {} examples and defaults do not come back as they were:",
            held.failures.len()
        );
        reasons(out, held.failures.iter());
    }
}

/// What is wrong with values of unions, and how many say nothing.
fn told(out: &mut String, name: &str, unions: &Unions) {
    let Unions {
        ambiguous,
        unmade,
        wrong,
        ..
    } = unions;
    if *ambiguous + unmade.len() > 0 {
        let _ = writeln!(
            out,
            "{name}: {ambiguous} values of unions fit another alternative as well, as a warning says; {} could not be made:",
            unmade.len()
        );
        reasons(out, unmade.iter().map(|(at, reason)| (at, reason)));
    }
    if !wrong.is_empty() {
        let _ = writeln!(
            out,
            "{name}: {} values of unions are another variant, or do not come back as they were:",
            wrong.len()
        );
        reasons(out, wrong.iter());
    }
}

fn reasons<'r>(out: &mut String, all: impl Iterator<Item = (&'r String, &'r String)>) {
    for (at, reason) in all {
        let _ = writeln!(out, "    {at}: {reason}");
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

    #[test]
    fn a_wrong_variant_is_a_fault_and_one_of_two_that_fit_is_told() {
        let of = |name: &str, wrong: &[&str]| Row {
            unions: Some(Unions {
                instances: 3,
                wrong: wrong
                    .iter()
                    .map(|at| ((*at).to_owned(), "Dog came out".to_owned()))
                    .collect(),
                ambiguous: 1,
                unmade: vec![("/b Cat full".to_owned(), "no end".to_owned())],
            }),
            ..row(name, 2)
        };
        let text = table(&[of("right", &[]), of("wrong", &["/a Cat full"])]);
        assert!(
            text.contains(" 0/3 ") && text.contains(" NO 1/3 ") && text.contains(" NO 1/6 "),
            "{text}"
        );
        assert!(
            text.contains("variant, or do not come back as they were:\n    /a Cat full: Dog came out\n"),
            "{text}"
        );
        assert!(
            text.contains("1 could not be made:\n    /b Cat full: no end\n"),
            "{text}"
        );
        assert!(text.ends_with("1 of 2 documents are whole\n"), "{text}");
    }
}
