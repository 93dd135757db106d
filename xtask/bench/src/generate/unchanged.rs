//! The project's own specs with nothing to write, which is what is run on each save. In: the project. Out: the time, and
//! how many files were touched all the same.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::Bench;
use crate::measure::{Cost, Fault, Racer, race};

/// A run that has nothing to write.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Unchanged {
    /// What it took.
    pub(crate) cost: Cost,
    /// Files whose time of change is another than before.
    pub(crate) touched: usize,
}

/// Measures `codegen` on the project itself.
pub(super) fn run(bench: &Bench<'_>) -> io::Result<Result<Unchanged, Fault>> {
    let command = |arguments: &[&str]| {
        let mut command = Command::new(bench.generator);
        command.args(arguments).current_dir(bench.root);
        command
    };
    if bench.stopwatch.run(&command(&["codegen", "--check"])).is_err() {
        return Ok(Err(Fault::new(
            "stale",
            "`generated/` is not what this generator makes of `specs/`",
        )));
    }
    let folder = bench.root.join("generated");
    let before = times(&folder)?;
    let mut racers = [Racer::new(|| bench.stopwatch.run(&command(&["codegen"])))];
    race(&mut racers, bench.pace);
    let [racer] = racers;
    let after = times(&folder)?;
    let touched = after
        .iter()
        .filter(|(path, time)| before.get(*path) != Some(time))
        .count();
    Ok(racer.outcome().map(|cost| Unchanged { cost, touched }))
}

/// When each file of a folder was last changed.
fn times(folder: &Path) -> io::Result<BTreeMap<PathBuf, SystemTime>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            match entry.file_type()?.is_dir() {
                true => folders.push(entry.path()),
                false => {
                    found.insert(entry.path(), entry.metadata()?.modified()?);
                }
            }
        }
    }
    Ok(found)
}
