//! What a part found, on disk: `benchmarks/PART.json`. In: figures. Out: the same, with the day, the machine and versions.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Part;
use super::machine::{Machine, today};
use super::measure::Fault;
use super::tools::{LLVM_LINES, ToolName};

/// The figures of one part.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Record<T = Value> {
    /// The day on which they were taken.
    pub(super) day: String,
    /// The machine on which they were taken.
    pub(super) machine: Machine,
    /// Versions of all that was measured.
    pub(super) versions: BTreeMap<String, String>,
    /// Whether they come from a trial with few runs, which says little.
    pub(super) quick: bool,
    /// Generators that could not be run, and why.
    pub(super) missing: Vec<(ToolName, Fault)>,
    /// The figures.
    pub(super) figures: T,
}

impl Record {
    /// Figures that were taken here and today.
    pub(super) fn now(figures: Value, missing: Vec<(ToolName, Fault)>, quick: bool) -> Self {
        let kinds = ToolName::ALL
            .iter()
            .filter(|kind| missing.iter().all(|(other, _)| other != *kind));
        let versions = kinds
            .map(|kind| (kind.name(), kind.version()))
            .chain([("cargo-llvm-lines", LLVM_LINES)]);
        Self {
            day: today(),
            machine: Machine::this(),
            versions: versions
                .map(|(name, version)| (name.to_owned(), version.to_owned()))
                .collect(),
            quick,
            missing,
            figures,
        }
    }

    /// Writes the figures of a part.
    pub(super) fn save(&self, out: &Path, part: Part) -> io::Result<()> {
        let file = file(out, part);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, serde_json::to_string_pretty(self)? + "\n")
    }
}

impl<T: DeserializeOwned> Record<T> {
    /// Reads the figures of a part; `None` where they were never taken.
    pub(super) fn load(out: &Path, part: Part) -> io::Result<Option<Self>> {
        let file = file(out, part);
        match fs::read(&file) {
            Ok(text) => serde_json::from_slice(&text).map(Some).map_err(|error| {
                let name = file.file_name().unwrap_or_default().display();
                io::Error::other(format!("{name} has another shape, measure that part again: {error}"))
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn file(out: &Path, part: Part) -> PathBuf {
    out.join("benchmarks").join(format!("{}.json", part.name()))
}
