//! Where things are: this project's root, its specs, and the runtime crates seen from an output folder.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::Failure;
use crate::emit::Runtime;

/// A document to read.
#[derive(Clone, Debug)]
pub(super) struct Spec {
    /// Its path.
    pub(super) path: PathBuf,
    /// As shown in diagnostics.
    pub(super) shown: String,
    /// Prefix of its crates' names.
    pub(super) name: String,
    /// Whether it is one of this project's own specs, of which every warning is an error.
    pub(super) is_own: bool,
}

impl Spec {
    /// A document given on the command line, named after its file.
    pub(super) fn of(path: &Path) -> Self {
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .to_ascii_lowercase();
        let name = stem
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        let name = if is_crate_name(&name) {
            name
        } else {
            format!("api-{name}").trim_end_matches('-').to_owned()
        };
        Self {
            path: path.to_owned(),
            shown: path.display().to_string(),
            name,
            is_own: is_own(path),
        }
    }
}

/// The root of this project: the nearest folder above the current one that has it, else the one the tool was built from.
pub(super) fn root() -> Result<PathBuf, Failure> {
    let is_root = |folder: &Path| folder.join("specs").is_dir() && folder.join("xtask/Cargo.toml").is_file();
    let here =
        env::current_dir().map_err(|error| Failure::new(format_args!("cannot tell the current folder: {error}")))?;
    if let Some(root) = here.ancestors().find(|folder| is_root(folder)) {
        return Ok(root.to_owned());
    }
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = package
        .as_deref()
        .and_then(Path::parent)
        .filter(|folder| is_root(folder));
    root.map(Path::to_owned).ok_or_else(|| {
        Failure::new("not inside the callspec project: no folder with `specs` and `xtask` here or above")
    })
}

/// Whether a file is one of the project's specs.
fn is_own(path: &Path) -> bool {
    let own = || root().ok()?.join("specs").canonicalize().ok();
    let folder = path
        .canonicalize()
        .ok()
        .and_then(|path| path.parent().map(Path::to_owned));
    folder.is_some() && folder == own()
}

/// All specs of the project, by name.
pub(super) fn specs(root: &Path) -> Result<Vec<Spec>, Failure> {
    let folder = root.join("specs");
    let unreadable = |error| Failure::new(format_args!("cannot read {}: {error}", folder.display()));
    let mut specs = Vec::new();
    for entry in fs::read_dir(&folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or_default().to_owned();
        if path.extension() != Some(OsStr::new("yaml")) {
            continue;
        }
        if !is_crate_name(&stem) {
            return Err(Failure::new(format_args!(
                "{}: a spec's file name is the name of its crates: small letters, digits and `-`",
                path.display()
            )));
        }
        specs.push(Spec {
            shown: format!("specs/{stem}.yaml"),
            path,
            name: stem,
            is_own: true,
        });
    }
    if specs.is_empty() {
        return Err(Failure::new(format_args!(
            "there is no .yaml file in {}",
            folder.display()
        )));
    }
    specs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(specs)
}

/// Whether a text can be the prefix of a crate's name.
pub(super) fn is_crate_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.ends_with('-')
        && !name.contains("--")
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The runtime for a crate in a folder of `out`.
///
/// `core` is the folder of `callspec-core` or the one that holds it; without it, this project's is taken.
pub(super) fn runtime(core: Option<&Path>, out: &Path) -> Result<Runtime, Failure> {
    runtime_path(core, out).map(Runtime::Path)
}

/// The way from a crate in a folder of `out` to the folder of the runtime's crates.
pub(super) fn runtime_path(core: Option<&Path>, out: &Path) -> Result<String, Failure> {
    let given = match core {
        Some(path) => path.to_owned(),
        None => root()?.join("crates"),
    };
    let missing = || {
        Failure::new(format_args!(
            "{} holds no callspec-core: give the folder of the runtime crates with --core",
            given.display()
        ))
    };
    let given_real = given.canonicalize().map_err(|_| missing())?;
    let holds_core = |folder: &Path| folder.join("callspec-core/Cargo.toml").is_file();
    let is_core = given_real.file_name() == Some(OsStr::new("callspec-core"));
    let crates = match given_real.parent() {
        _ if holds_core(&given_real) => given_real.as_path(),
        Some(parent) if is_core && holds_core(parent) => parent,
        _ => return Err(missing()),
    };
    let out = crate::tree::real(out).map_err(Failure::new)?;
    Ok(relative(&out.join("crate"), crates))
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
    fn names_of_crates() {
        assert!(["kathan", "a-b", "x2"].iter().all(|name| is_crate_name(name)));
        assert!(
            ["", "2x", "A", "a_b", "a-", "-a", "a--b", "é", "../a"]
                .iter()
                .all(|name| !is_crate_name(name))
        );
        for (path, name) in [
            ("x/Pet Store.v2.yaml", "pet-store-v2"),
            ("2024.json", "api-2024"),
            ("---.yaml", "api"),
        ] {
            assert_eq!(Spec::of(Path::new(path)).name, name);
        }
    }
}
