//! What became of each file of a run.
//!
//! In: the files of a run, and the differences that it found and settled. Out: a line for each file that changed, was
//! removed or was edited before, and for each new one up to a number per crate; what stays as it was is counted. A crate
//! that comes or goes as a whole is one line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use callspec_codegen::layout::TextFile;
use callspec_codegen::tree::{self, Difference, State};

use super::edits::Before;

/// New files of one crate that are named.
const NAMED: usize = 20;

/// The files of a run and what became of them, by the crate or the single file in the output folder.
pub(super) struct Told<'r> {
    /// The output folder, as shown.
    folder: &'r str,
    tops: BTreeMap<&'r str, Top<'r>>,
    before: Option<Before>,
}

/// A crate, or a file beside the crates.
#[derive(Default)]
struct Top<'r> {
    /// Files that it should hold.
    files: usize,
    differences: Vec<&'r Difference>,
}

impl Top<'_> {
    fn count(&self, state: State) -> usize {
        self.differences
            .iter()
            .filter(|difference| difference.state == state)
            .count()
    }
}

fn top(path: &str) -> &str {
    path.split_once('/').map_or(path, |(top, _)| top)
}

impl<'r> Told<'r> {
    pub(super) fn new(
        folder: &'r str,
        files: &'r [TextFile],
        differences: &'r [Difference],
        before: Option<Before>,
    ) -> Self {
        let mut tops: BTreeMap<&str, Top<'_>> = BTreeMap::new();
        for file in files {
            tops.entry(top(&file.path)).or_default().files += 1;
        }
        for difference in differences {
            let of_top = tops.entry(top(&difference.path)).or_default();
            of_top.differences.push(difference);
        }
        Self { folder, tops, before }
    }

    /// How many files of some crates became what: `files: 1 created, 30 unchanged`.
    pub(super) fn counts(&self, crates: &[String]) -> String {
        let tops = || crates.iter().filter_map(|name| self.tops.get(name.as_str()));
        let count = |state| tops().map(|top| top.count(state)).sum::<usize>();
        let all: usize = tops().map(|top| top.files).sum();
        let (created, changed) = (count(State::Missing), count(State::Changed));
        let (removed, kept) = (count(State::LeftOver), count(State::Foreign));
        let counts = [
            (created, "created"),
            (changed, "changed"),
            (removed, "removed"),
            (kept, "kept"),
            (all.saturating_sub(created + changed), "unchanged"),
        ];
        let parts = counts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts.map(|(count, what)| format!("{count} {what}")).collect();
        format!("files: {}", parts.join(", "))
    }

    /// What became of the files of some crates, a line each; `source` is where an edit belongs.
    pub(super) fn lines(&self, crates: &[String], source: &str) -> String {
        let mut out = String::new();
        for name in crates {
            self.add(name, "  ", source, &mut out);
        }
        out
    }

    /// What became of all that is not in some crates.
    pub(super) fn others(&self, crates: &[String]) -> String {
        let mut out = String::new();
        for name in self.tops.keys().filter(|name| !crates.iter().any(|own| own == *name)) {
            self.add(name, "", "the specs", &mut out);
        }
        out
    }

    fn add(&self, name: &str, indent: &str, source: &str, out: &mut String) {
        let Some(top) = self.tops.get(name) else { return };
        let shown = format!("{}/{name}", self.folder);
        let (created, removed) = (top.count(State::Missing), top.count(State::LeftOver));
        let is_new = created > 1 && created == top.files;
        let is_gone = removed > 1 && top.files == 0;
        // Writing to a `String` cannot fail.
        if is_new {
            let _ = writeln!(out, "{indent}created {shown} ({created} files)");
        }
        if is_gone {
            let _ = writeln!(out, "{indent}removed {shown} ({removed} files), as no spec makes it");
        }
        let mut named = 0;
        for Difference { path, state, old, .. } in &top.differences {
            let note = self.note(path, old, source);
            let done = match state {
                State::Missing => {
                    named += 1;
                    if is_new || named > NAMED {
                        continue;
                    }
                    "created"
                }
                State::LeftOver if is_gone && note.is_empty() => continue,
                State::LeftOver => "removed",
                State::Changed | State::InTheWay => "changed",
                // Told as a problem.
                State::Foreign => continue,
            };
            let _ = writeln!(out, "{indent}{done} {}/{path}{note}", self.folder);
        }
        if !is_new && named > NAMED {
            let _ = writeln!(out, "{indent}created {} more files in {shown}", named - NAMED);
        }
    }

    /// What a text was that is gone now.
    fn note(&self, path: &str, old: &str, source: &str) -> String {
        if tree::is_conflict(old) {
            return " (it held a merge conflict)".to_owned();
        }
        match &self.before {
            Some(before) if !old.is_empty() && before.is_edit(path, old) => {
                format!(" (edited by hand: the edit is lost; change {source} instead)")
            }
            _ => String::new(),
        }
    }
}
