//! Generated files in memory against a folder.
//!
//! In: the files that a folder should hold. Out: the differences, or a folder that holds exactly them. One
//! comparison serves both. Writing touches nothing where nothing differs, follows no symbolic link, leaves files
//! alone that it does not own, and a reader sees the old tree or the new one, even if the run is killed.
//!
//! A file is owned if its first line says `@generated`, as all generated files do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{Hash as _, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use crate::layout::TextFile;

mod commit;
mod swap;
mod unified;

pub use commit::write;
pub use unified::unified;

/// Which folders of the output folder are compared, beside those that the files name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All that were generated, and files beside them: what is not among the files is left over.
    All,
    /// None: other runs generate into the same folder.
    Named,
}

/// A file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its path from the output folder.
    pub path: String,
    /// In which way.
    pub state: State,
    /// What the file holds; empty where it is missing.
    pub old: String,
    /// What it should hold; empty where it should not be there.
    pub new: String,
}

/// In which way a file is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds something else.
    Changed,
    /// It is not there.
    Missing,
    /// It was generated once and no longer is.
    LeftOver,
    /// It was not generated, and lies in a folder that is, or in one beside those that is no crate; writing leaves it alone.
    Foreign,
    /// It was not generated, and stands where a generated file belongs; writing refuses.
    InTheWay,
}

/// Why a folder cannot be compared or written.
#[derive(Debug, thiserror::Error)]
pub enum TreeError {
    /// The system refuses.
    #[error("cannot write {path}: {error}")]
    Write {
        /// The file or folder.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// The system refuses.
    #[error("cannot read {path}: {error}")]
    Read {
        /// The file or folder.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// A file's path is not one below the output folder, or a second file has it.
    #[error("`{path}` is not a path for a generated file")]
    BadPath {
        /// The path.
        path: String,
    },
    /// A symbolic link stands where a generated file or folder belongs.
    #[error("{path} is a symbolic link; generated files are not written through links: remove it")]
    Symlink {
        /// The link.
        path: String,
    },
    /// A folder stands where a file belongs, or the other way round.
    #[error("{path} is in the way: move or remove it")]
    InTheWay {
        /// What is there.
        path: String,
    },
    /// A file that was not generated stands where a generated one belongs.
    #[error("{path} was not generated (its first line does not say `@generated`): move or remove it")]
    NotOwned {
        /// The file.
        path: String,
    },
    /// Something that has to change is write-protected.
    #[error("{path} is write-protected")]
    ReadOnly {
        /// The file or folder.
        path: String,
    },
}

/// Compares a folder with the files it should hold, in the order of their paths.
pub fn check(dir: &Path, files: &[TextFile], scope: Scope) -> Result<Vec<Difference>, TreeError> {
    let wanted = by_path(files)?;
    let present = present(dir, &wanted, scope)?;
    let mut differences = Vec::new();
    for (&path, &new) in &wanted {
        let old = if present.contains(path) {
            read(&dir.join(path))?
        } else {
            None
        };
        let state = match &old {
            None => State::Missing,
            Some(old) if old == new.as_bytes() => continue,
            Some(old) if !old.is_empty() && is_marked(new) && !is_marked(old) => State::InTheWay,
            Some(_) => State::Changed,
        };
        differences.push(Difference {
            path: path.to_owned(),
            state,
            old: text(old.unwrap_or_default()),
            new: new.to_owned(),
        });
    }
    for path in present {
        if !wanted.contains_key(path.as_str()) {
            let file = dir.join(&path);
            let (state, old) = match read(&file)? {
                Some(old) if is_marked(&old) => (State::LeftOver, text(old)),
                Some(_) => (State::Foreign, String::new()),
                None => continue,
            };
            differences.push(Difference {
                path,
                state,
                old,
                new: String::new(),
            });
        }
    }
    differences.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(differences)
}

/// Adds all files of the generated folders of a folder to a hash, by their paths: what [`check`] would compare.
pub fn hash(dir: &Path, hasher: &mut impl Hasher) -> Result<(), TreeError> {
    for path in present(dir, &BTreeMap::new(), Scope::All)? {
        let bytes = read(&dir.join(&path))?;
        (path, bytes).hash(hasher);
    }
    Ok(())
}

/// Adds files to a hash, as [`hash`] does once they are written and nothing else is there.
pub fn hash_files(files: &[TextFile], hasher: &mut impl Hasher) -> Result<(), TreeError> {
    for (path, text) in by_path(files)? {
        (path, Some(text.as_bytes())).hash(hasher);
    }
    Ok(())
}

/// The files by path, each path checked.
fn by_path(files: &[TextFile]) -> Result<BTreeMap<&str, &str>, TreeError> {
    let mut wanted = BTreeMap::new();
    for TextFile { path, text } in files {
        let safe = |part: &str| {
            !matches!(part, "" | "." | "..")
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
        };
        if !path.split('/').all(safe) || wanted.insert(path.as_str(), text.as_str()).is_some() {
            return Err(TreeError::BadPath { path: path.clone() });
        }
    }
    let folders = wanted
        .keys()
        .flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at]));
    match folders.into_iter().find(|folder| wanted.contains_key(folder)) {
        Some(folder) => Err(TreeError::BadPath {
            path: folder.to_owned(),
        }),
        None => Ok(wanted),
    }
}

/// All files that are there and concern us: those at the paths of wanted files, all in generated folders, and generated
/// ones beside these.
fn present(dir: &Path, wanted: &BTreeMap<&str, &str>, scope: Scope) -> Result<BTreeSet<String>, TreeError> {
    let mut folders: BTreeSet<String> = wanted
        .keys()
        .filter_map(|path| path.split_once('/'))
        .map(|(folder, _)| folder.to_owned())
        .collect();
    let mut found = BTreeSet::new();
    if scope == Scope::All {
        for entry in entries(dir)? {
            let path = dir.join(&entry);
            if is_generated_crate(&path)? || is_no_crate(&path) {
                folders.insert(entry);
            } else if is_generated(&path)? {
                found.insert(entry);
            }
        }
    }
    for path in wanted.keys().filter(|path| !path.contains('/')) {
        walk(dir, (*path).to_owned(), false, &mut found)?;
    }
    for folder in folders {
        walk(dir, folder, true, &mut found)?;
    }
    let is_blocked = |path: &&&str| path.match_indices('/').any(|(at, _)| found.contains(&path[..at]));
    match wanted.keys().find(is_blocked) {
        Some(path) => Err(TreeError::InTheWay {
            path: shown(&dir.join(path)),
        }),
        None => Ok(found),
    }
}

/// Adds a file, or all files of a folder, to what was found.
fn walk(dir: &Path, path: String, may_be_folder: bool, found: &mut BTreeSet<String>) -> Result<(), TreeError> {
    let full = dir.join(&path);
    let kind = match fs::symlink_metadata(&full) {
        Ok(metadata) => metadata.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            return Err(TreeError::Read {
                path: shown(&full),
                error,
            });
        }
    };
    if kind.is_symlink() {
        return Err(TreeError::Symlink { path: shown(&full) });
    }
    if kind.is_file() {
        found.insert(path);
    } else if kind.is_dir() && may_be_folder {
        for entry in entries(&full)? {
            walk(dir, format!("{path}/{entry}"), true, found)?;
        }
    } else {
        return Err(TreeError::InTheWay { path: shown(&full) });
    }
    Ok(())
}

/// Names of a folder's entries, sorted; none where the folder does not exist.
fn entries(folder: &Path) -> Result<Vec<String>, TreeError> {
    let failed = |error| TreeError::Read {
        path: shown(folder),
        error,
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(failed)?.file_name();
        names.push(name.into_string().map_err(|name| TreeError::BadPath {
            path: name.to_string_lossy().into_owned(),
        })?);
    }
    names.sort();
    Ok(names)
}

/// Whether a folder is a crate that was generated.
fn is_generated_crate(folder: &Path) -> Result<bool, TreeError> {
    let is_folder = fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_dir());
    Ok(is_folder && is_generated(&folder.join("Cargo.toml"))?)
}

/// Whether a path is a file that was generated.
fn is_generated(path: &Path) -> Result<bool, TreeError> {
    let is_file = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file());
    Ok(is_file && read(path)?.is_some_and(|text| is_marked(&text)))
}

/// Whether a folder is what a workspace of all crates in a folder stumbles over: one without a manifest.
fn is_no_crate(folder: &Path) -> bool {
    let is_hidden = folder
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let is_folder = fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_dir());
    is_folder && !is_hidden && !folder.join("Cargo.toml").exists()
}

/// How the line begins with which git marks the first side of a conflict.
const CONFLICT: &str = "<<<<<<< ";

/// Whether git has left two sides of a merge in a text.
pub fn is_conflict(text: &str) -> bool {
    text.lines().any(|line| line.starts_with(CONFLICT))
}

/// Whether a text's first line says that it was generated; the mark of a conflict is no line of either side.
fn is_marked(text: impl AsRef<[u8]>) -> bool {
    const MARKER: &[u8] = b"@generated";
    let mut lines = text.as_ref().split(|&byte| byte == b'\n');
    let first = lines
        .find(|line| !line.starts_with(CONFLICT.as_bytes()))
        .unwrap_or_default();
    first.windows(MARKER.len()).any(|window| window == MARKER)
}

/// A file's bytes; `None` where it is gone, as another run may have replaced the tree since it was listed.
fn read(file: &Path) -> Result<Option<Vec<u8>>, TreeError> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(TreeError::Read {
            path: shown(file),
            error,
        }),
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// A folder's real path, for a folder that may not exist yet: the output folder itself may be reached by links.
pub fn real(dir: &Path) -> Result<PathBuf, TreeError> {
    let failed = |error| TreeError::Read {
        path: shown(dir),
        error,
    };
    let absolute = std::path::absolute(dir).map_err(failed)?;
    match absolute.canonicalize() {
        Ok(real) => Ok(real),
        Err(error) if error.kind() == io::ErrorKind::NotFound => match (absolute.parent(), absolute.file_name()) {
            (Some(parent), Some(name)) => Ok(real(parent)?.join(name)),
            _ => Err(failed(error)),
        },
        Err(error) => Err(failed(error)),
    }
}

#[cfg(test)]
mod tests;
