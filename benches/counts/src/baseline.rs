//! The baseline. In: the file `benches/instructions.toml`, and what was counted now. Out: what differs.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{Counts, Result};

const HEADER: &str = "# Instructions as callgrind counts them; written by `.ci/instructions renew`.\n\n";

/// What was counted, and with which compiler.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Baseline {
    /// `rustc --version`.
    pub(crate) rustc: String,
    /// By scenario.
    pub(crate) instructions: Counts,
}

/// One scenario, before and now; it may be new or gone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change {
    pub(crate) name: String,
    pub(crate) before: Option<u64>,
    pub(crate) now: Option<u64>,
}

impl Baseline {
    pub(crate) fn read(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        Ok(toml::from_str(&text)?)
    }

    pub(crate) fn write(&self, file: &Path) -> Result<()> {
        Ok(fs::write(file, format!("{HEADER}{}", toml::to_string(self)?))?)
    }

    /// Every scenario that either side has, by name.
    pub(crate) fn changes(&self, now: &Self) -> Vec<Change> {
        let names: BTreeSet<_> = self.instructions.keys().chain(now.instructions.keys()).collect();
        let change = |name: &String| Change {
            name: name.clone(),
            before: self.instructions.get(name).copied(),
            now: now.instructions.get(name).copied(),
        };
        names.into_iter().map(change).collect()
    }
}

impl Change {
    /// How many times the old figure the new one is, if there are both.
    pub(crate) fn ratio(&self) -> Option<f64> {
        Some(self.now? as f64 / self.before? as f64)
    }

    /// Whether the baseline no longer tells the truth: the figure grew by more than a part, or one side lacks it.
    pub(crate) fn fails(&self, allowed: f64) -> bool {
        self.ratio().is_none_or(|ratio| ratio > 1.0 + allowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baseline(counts: &[(&str, u64)]) -> Baseline {
        Baseline {
            rustc: "rustc 1.0.0".to_owned(),
            instructions: counts
                .iter()
                .map(|(name, count)| ((*name).to_owned(), *count))
                .collect(),
        }
    }

    #[test]
    fn growth_beyond_what_is_allowed_fails() {
        let before = baseline(&[("a", 1000), ("b", 1000), ("c", 1000), ("gone", 1)]);
        let now = baseline(&[("a", 1100), ("b", 1101), ("c", 1), ("new", 1)]);
        let changes = before.changes(&now);
        let failing: Vec<_> = changes
            .iter()
            .filter(|it| it.fails(0.1))
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(failing, ["b", "gone", "new"]);
    }

    #[test]
    fn the_file_keeps_what_was_counted() {
        let baseline = baseline(&[("decode/kathan-calls/generated", 2_157_089)]);
        assert_eq!(
            toml::from_str::<Baseline>(&toml::to_string(&baseline).unwrap()).unwrap(),
            baseline
        );
    }
}
