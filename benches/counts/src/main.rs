//! `counts check|renew [--json FILE]`: the instructions of each [`scenario`], held against `benches/instructions.toml` or
//! written there.
//!
//! Exit codes: 0 fine, 1 the baseline no longer holds, 2 the counting itself failed.

mod baseline;
mod callgrind;
mod scenario;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use baseline::{Baseline, Change};

/// By how much a figure may grow before the check fails.
const ALLOWED: f64 = 0.10;

/// Any error, as text.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Instructions by scenario.
type Counts = BTreeMap<String, u64>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let fine = match arguments[..] {
        [command] => run(command, None),
        [command, "--json", file] => run(command, Some(file)),
        _ => run("", None),
    };
    match fine {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether the baseline holds.
fn run(command: &str, json: Option<&str>) -> Result<bool> {
    if !["check", "renew"].contains(&command) {
        return Err("usage: counts check|renew [--json FILE]".into());
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let file = root.join("benches/instructions.toml");
    let before = Baseline::read(&file);
    let now = Baseline {
        rustc: callgrind::rustc()?,
        instructions: callgrind::count(&root, &scenario::all())?,
    };
    if let Some(json) = json {
        fs::write(json, serde_json::to_string_pretty(&now)?)?;
    }
    if command == "renew" {
        now.write(&file)?;
        if let Ok(before) = before {
            show(&before, &now);
        }
        return Ok(true);
    }
    let before = before?;
    show(&before, &now);
    Ok(verdict(&before, &now))
}

/// Prints old, new and ratio of every figure.
fn show(before: &Baseline, now: &Baseline) {
    if before.rustc != now.rustc {
        println!("note: the baseline is of {}, this is {}", before.rustc, now.rustc);
    }
    let text = |count: Option<u64>| count.map_or("-".to_owned(), |count| count.to_string());
    println!("{:<44}{:>14}{:>14}{:>8}", "instructions", "baseline", "now", "ratio");
    for change in before.changes(now) {
        let ratio = change.ratio().map_or("-".to_owned(), |ratio| format!("{ratio:.3}"));
        println!(
            "{:<44}{:>14}{:>14}{ratio:>8}",
            change.name,
            text(change.before),
            text(change.now)
        );
    }
}

fn verdict(before: &Baseline, now: &Baseline) -> bool {
    let changes = before.changes(now);
    let failing: Vec<&Change> = changes.iter().filter(|change| change.fails(ALLOWED)).collect();
    for change in &failing {
        let by = change.ratio().map_or("is on one side only".to_owned(), |ratio| {
            format!("grew by {:.1} %", (ratio - 1.0) * 100.0)
        });
        eprintln!("error: {} {by}", change.name);
    }
    if !failing.is_empty() {
        eprintln!("note: if that is as it should be, `.ci/instructions renew` writes these figures to the baseline");
    }
    failing.is_empty()
}
