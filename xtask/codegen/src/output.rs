//! Where a document's crates go. In: the path of a document, and the folder for its crates. Out: the prefix of the crates'
//! names, and the way from them to the runtime.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use crate::tree::{self, TreeError};

/// Whether a file's name is that of a document: it ends in `.yaml`, `.yml` or `.json`, and is not hidden.
pub fn is_document(file: &Path) -> bool {
    let is_hidden = file
        .file_name()
        .is_none_or(|name| name.to_string_lossy().starts_with('.'));
    let extension = file.extension().unwrap_or_default();
    !is_hidden
        && ["yaml", "yml", "json"]
            .iter()
            .any(|end| extension.eq_ignore_ascii_case(end))
}

/// The prefix of the crates of a document that nobody named, after its file: small letters, digits and single `-`.
pub fn name_of(document: &Path) -> String {
    let stem = document
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    let name = stem
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    if is_name(&name) {
        name
    } else {
        format!("api-{name}").trim_end_matches('-').to_owned()
    }
}

/// Whether a text can be the prefix of a crate's name.
pub fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.ends_with('-')
        && !name.contains("--")
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Why there is no way to the runtime.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeError {
    /// There is no runtime where it was said to be.
    #[error("{} holds no callspec-core: give the folder of the runtime crates with --core", .0.display())]
    Missing(PathBuf),
    /// The crates' folder cannot be.
    #[error(transparent)]
    Folder(#[from] TreeError),
}

/// The way from a crate in a folder of `out` to the folder of the runtime's crates, with `/` between its parts.
///
/// `core` is the folder of `callspec-core`, or the one that holds it.
///
/// # Errors
///
/// Where `core` is neither, or `out` cannot be.
pub fn runtime(core: &Path, out: &Path) -> Result<String, RuntimeError> {
    let missing = || RuntimeError::Missing(core.to_owned());
    let real = core.canonicalize().map_err(|_| missing())?;
    let holds_core = |folder: &Path| folder.join("callspec-core/Cargo.toml").is_file();
    let is_core = real.file_name() == Some(OsStr::new("callspec-core"));
    let crates = match real.parent() {
        _ if holds_core(&real) => real.as_path(),
        Some(parent) if is_core && holds_core(parent) => parent,
        _ => return Err(missing()),
    };
    Ok(relative(&tree::real(out)?.join("crate"), crates))
}

/// A path from one folder to another, both absolute and real; absolute where there is no way, as between drives.
fn relative(from: &Path, to: &Path) -> String {
    let from: Vec<_> = from.components().collect();
    let to: Vec<_> = to.components().collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let path: PathBuf = match common {
        0 => to.iter().collect(),
        _ => from[common..]
            .iter()
            .map(|_| Component::ParentDir)
            .chain(to[common..].iter().copied())
            .collect(),
    };
    path.display().to_string().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths() {
        for (from, to, expected) in [
            ("/a/b/c", "/a/d", "../../d"),
            ("/a/b", "/a/b/c", "c"),
            ("/a/out/crate", "/b/crates", "../../../b/crates"),
        ] {
            assert_eq!(relative(Path::new(from), Path::new(to)), expected);
        }
    }

    #[test]
    fn names_of_documents() {
        assert!(
            ["a.yaml", "x/a.yml", "a.b.JSON"]
                .iter()
                .all(|name| is_document(Path::new(name)))
        );
        assert!(
            ["a.md", "a", "yaml", ".a.yaml", "a.yaml~", ".#a.yaml", ""]
                .iter()
                .all(|name| !is_document(Path::new(name)))
        );
    }

    #[test]
    fn names_of_crates() {
        assert!(["kathan", "a-b", "x2"].iter().all(|name| is_name(name)));
        assert!(
            ["", "2x", "A", "a_b", "a-", "-a", "a--b", "é", "../a"]
                .iter()
                .all(|name| !is_name(name))
        );
        for (path, name) in [
            ("x/Pet Store.v2.yaml", "pet-store-v2"),
            ("2024.json", "api-2024"),
            ("---.yaml", "api"),
        ] {
            assert_eq!(name_of(Path::new(path)), name);
        }
    }
}
