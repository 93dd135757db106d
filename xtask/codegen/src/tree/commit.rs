//! Writing: the next state of what changes is laid out beside the folder, then takes its place in one step.
//!
//! The step exchanges two folders (`renameat2` on Linux, `renamex_np` on macOS): of a reader, a kill or a
//! second run, each sees all of the old files or all of the new ones. What is exchanged is the innermost
//! folder that holds every change. Where the system cannot exchange folders, or a shell stands in the folder, the files
//! are renamed into place one by one; a run that is killed between two of them is completed by the next.
//!
//! Runs exclude each other by a lock on the folder above, which the system releases when a run ends in
//! whatever way. So whoever holds it may remove what a killed run has left beside the folder.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::layout::TextFile;

use super::{Difference, Scope, State, TreeError, check, entries, is_generated_crate, real, shown, swap};

/// Makes a folder hold the files, and says what was not as it should be, as [`check`] does; what is foreign still is.
pub fn write(dir: &Path, files: &[TextFile], scope: Scope) -> Result<Vec<Difference>, TreeError> {
    write_by(dir, files, scope, swap::exchange)
}

/// How two paths are exchanged.
type Exchange = fn(&Path, &Path) -> io::Result<()>;

pub(super) fn write_by(
    dir: &Path,
    files: &[TextFile],
    scope: Scope,
    exchange: Exchange,
) -> Result<Vec<Difference>, TreeError> {
    let dir = real(dir)?;
    let mut differences = check(&dir, files, scope)?;
    let stale = differences.iter().any(|difference| difference.state != State::Foreign);
    if stale || !left_staging(&dir).is_empty() {
        let parent = dir.parent().unwrap_or(&dir);
        fs::create_dir_all(parent).map_err(|error| TreeError::Write {
            path: shown(parent),
            error,
        })?;
        let lock = swap::lock(parent).map_err(|error| TreeError::Write {
            path: shown(parent),
            error,
        })?;
        if lock.is_some() {
            // No other run is at work, so this is what killed runs have left; what cannot be removed does no harm.
            left_staging(&dir)
                .iter()
                .for_each(|left| drop(fs::remove_dir_all(left)));
        }
        // Another run may have done the work while this one waited.
        differences = check(&dir, files, scope)?;
        let changes: Vec<_> = differences
            .iter()
            .filter(|difference| difference.state != State::Foreign)
            .collect();
        allowed(&dir, &changes)?;
        if !changes.is_empty() {
            Commit::new(&dir, exchange)?.run(&changes)?;
        }
    }
    Ok(differences)
}

/// Refuses to replace what is not ours or is write-protected.
fn allowed(dir: &Path, changes: &[&Difference]) -> Result<(), TreeError> {
    for Difference { path, state, .. } in changes {
        let file = dir.join(path);
        if *state == State::InTheWay {
            return Err(TreeError::NotOwned { path: shown(&file) });
        }
        for path in file.ancestors().take_while(|path| path.starts_with(dir)) {
            if fs::symlink_metadata(path).is_ok_and(|metadata| metadata.permissions().readonly()) {
                return Err(TreeError::ReadOnly { path: shown(path) });
            }
        }
    }
    Ok(())
}

struct Commit<'a> {
    dir: &'a Path,
    /// Where the next state is laid out, as a mirror of `dir`; removed in the end.
    staging: PathBuf,
    exchange: Exchange,
}

impl Drop for Commit<'_> {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next run.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

impl<'a> Commit<'a> {
    /// Makes room for the next state: beside the folder or, where that is another disk or not allowed, in it.
    fn new(dir: &'a Path, exchange: Exchange) -> Result<Self, TreeError> {
        let prefix = staging_prefix(dir);
        let beside = dir.parent().filter(|parent| swap::same_device(parent, dir));
        let mut last = None;
        for place in beside.into_iter().chain([dir]) {
            let staging = place.join(format!("{prefix}{}", std::process::id()));
            match fs::create_dir_all(&staging) {
                Ok(()) => {
                    return Ok(Self { dir, staging, exchange });
                }
                Err(error) => {
                    last = Some(TreeError::Write {
                        path: shown(&staging),
                        error,
                    })
                }
            }
        }
        Err(last.unwrap_or_else(|| TreeError::InTheWay { path: shown(dir) }))
    }

    fn run(&self, changes: &[&Difference]) -> Result<(), TreeError> {
        let units = self.units(changes)?;
        for unit in &units {
            self.stage(unit)?;
        }
        // From here on nothing is written, only renamed.
        for unit in &units {
            self.put(unit)?;
        }
        Ok(())
    }

    /// What is exchanged: one unit, or one per entry of the folder where that holds more than generated crates.
    fn units<'d>(&self, changes: &[&'d Difference]) -> Result<Vec<Unit<'d>>, TreeError> {
        let all = self.unit(changes);
        if !all.path.as_os_str().is_empty() || self.is_all_ours(changes)? {
            return Ok(vec![all]);
        }
        let first = |difference: &Difference| difference.path.split('/').next().unwrap_or_default().to_owned();
        let tops: BTreeSet<String> = changes.iter().map(|change| first(change)).collect();
        let of = |top: &String| {
            changes
                .iter()
                .copied()
                .filter(|change| first(change) == *top)
                .collect::<Vec<_>>()
        };
        Ok(tops.iter().map(|top| self.unit(&of(top))).collect())
    }

    /// The innermost file or folder that holds all of some changes and is there before and after them.
    fn unit<'d>(&self, changes: &[&'d Difference]) -> Unit<'d> {
        let mut path = PathBuf::from(changes.first().map_or("", |change| change.path.as_str()));
        while !changes.iter().all(|change| Path::new(&change.path).starts_with(&path)) {
            path.pop();
        }
        // A folder that is not there yet comes as a whole, one that is emptied goes as a whole.
        while let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            if self.dir.join(parent).is_dir() && !self.is_emptied(&path, changes) {
                break;
            }
            path.pop();
        }
        Unit {
            path,
            changes: changes.to_vec(),
        }
    }

    /// Whether nothing stays of a path.
    fn is_emptied(&self, path: &Path, changes: &[&Difference]) -> bool {
        let stays = changes
            .iter()
            .any(|change| change.state != State::LeftOver && Path::new(&change.path).starts_with(path));
        !stays && !self.holds_others(path, changes)
    }

    /// Whether a path holds a file that does not change.
    fn holds_others(&self, path: &Path, changes: &[&Difference]) -> bool {
        let full = self.dir.join(path);
        if !full.is_dir() {
            return full.exists() && !changes.iter().any(|change| Path::new(&change.path) == path);
        }
        let entries = entries(&full).unwrap_or_default();
        entries
            .iter()
            .any(|entry| self.holds_others(&path.join(entry), changes))
    }

    /// Whether the folder holds generated crates and single files only, so that all of it can be laid out anew.
    fn is_all_ours(&self, changes: &[&Difference]) -> Result<bool, TreeError> {
        if self.staging.starts_with(self.dir) {
            return Ok(false);
        }
        for entry in entries(self.dir)? {
            let path = self.dir.join(&entry);
            let is_file = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file());
            let is_changed = changes.iter().any(|change| Path::new(&change.path).starts_with(&entry));
            if !is_file && !is_changed && !is_generated_crate(&path)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn staged(&self, path: &Path) -> PathBuf {
        if path.as_os_str().is_empty() {
            self.staging.join("all")
        } else {
            self.staging.join("parts").join(path)
        }
    }

    /// Lays out the next state of a unit: changed files anew, all others as links to the very same files.
    fn stage(&self, unit: &Unit) -> Result<(), TreeError> {
        let changing: BTreeSet<&Path> = unit.changes.iter().map(|change| Path::new(&change.path)).collect();
        self.link(&unit.path, unit, &changing)?;
        for change in unit.changes.iter().filter(|change| change.state != State::LeftOver) {
            let staged = unit.staged_path(self, Path::new(&change.path));
            let write = || {
                fs::create_dir_all(staged.parent().unwrap_or(&staged))?;
                fs::write(&staged, &change.new)
            };
            write().map_err(|error| TreeError::Write {
                path: shown(&staged),
                error,
            })?;
        }
        Ok(())
    }

    fn link(&self, path: &Path, unit: &Unit, changing: &BTreeSet<&Path>) -> Result<(), TreeError> {
        let live = self.dir.join(path);
        if live.is_dir() {
            for entry in entries(&live)? {
                self.link(&path.join(entry), unit, changing)?;
            }
            let staged = unit.staged_path(self, path);
            if let (true, Ok(metadata)) = (staged.is_dir(), fs::metadata(&live)) {
                // A folder that refuses this keeps the permissions of a new one.
                let _ = fs::set_permissions(&staged, metadata.permissions());
            }
        } else if live.is_file() && !changing.contains(path) {
            let staged = unit.staged_path(self, path);
            let link = || {
                fs::create_dir_all(staged.parent().unwrap_or(&staged))?;
                fs::hard_link(&live, &staged).or_else(|_| swap::copy(&live, &staged))
            };
            link().map_err(|error| TreeError::Write {
                path: shown(&staged),
                error,
            })?;
        }
        Ok(())
    }

    /// Puts a staged unit into its place.
    fn put(&self, unit: &Unit) -> Result<(), TreeError> {
        let live = self.dir.join(&unit.path);
        let staged = self.staged(&unit.path);
        let failed = |error| TreeError::Write {
            path: shown(&live),
            error,
        };
        let stands_here = std::env::current_dir().is_ok_and(|here| here.starts_with(&live));
        match (staged.exists(), live.exists()) {
            (true, false) => fs::rename(&staged, &live).map_err(failed),
            (true, true) if live.is_file() => fs::rename(&staged, &live).map_err(failed),
            (true, true) if !stands_here && (self.exchange)(&staged, &live).is_ok() => Ok(()),
            (false, true) if !stands_here && fs::rename(&live, self.staging.join("removed")).is_ok() => Ok(()),
            _ => self.put_files(unit).map_err(failed),
        }
    }

    /// The same, file by file.
    fn put_files(&self, unit: &Unit) -> io::Result<()> {
        for change in &unit.changes {
            let live = self.dir.join(&change.path);
            if change.state == State::LeftOver {
                fs::remove_file(&live)?;
                let emptied = live
                    .ancestors()
                    .skip(1)
                    .take_while(|folder| folder.starts_with(self.dir) && *folder != self.dir);
                // A folder that still holds something is not removed.
                let _ = emptied.map(fs::remove_dir).take_while(Result::is_ok).count();
            } else {
                fs::create_dir_all(live.parent().unwrap_or(&live))?;
                fs::rename(unit.staged_path(self, Path::new(&change.path)), &live)?;
            }
        }
        Ok(())
    }
}

/// How the names of folders begin in which the next state is laid out.
fn staging_prefix(dir: &Path) -> String {
    format!(".{}.callspec-", dir.file_name().unwrap_or_default().to_string_lossy())
}

/// Such folders, beside the output folder and in it.
fn left_staging(dir: &Path) -> Vec<PathBuf> {
    let prefix = staging_prefix(dir);
    let places = dir.parent().into_iter().chain([dir]);
    let entries = places.flat_map(|place| fs::read_dir(place).into_iter().flatten().flatten());
    let left = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix));
    left.map(|entry| entry.path()).collect()
}

/// A file or folder that is put into place in one step, with what changes in it.
struct Unit<'d> {
    /// Its path from the output folder; empty for that folder itself.
    path: PathBuf,
    changes: Vec<&'d Difference>,
}

impl Unit<'_> {
    /// Where a path of the unit is laid out.
    fn staged_path(&self, commit: &Commit, path: &Path) -> PathBuf {
        match path.strip_prefix(&self.path) {
            Ok(rest) if !rest.as_os_str().is_empty() => commit.staged(&self.path).join(rest),
            _ => commit.staged(&self.path),
        }
    }
}
