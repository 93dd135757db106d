//! Where things are: this project's root, its specs, and its runtime.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;
use callspec_codegen::emit::Runtime;
use callspec_codegen::output;

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
        Self {
            path: path.to_owned(),
            shown: path.display().to_string(),
            name: output::name_of(path),
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
        if !output::is_name(&stem) {
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

/// The runtime for a crate in a folder of `out`; without the folder of `callspec-core`, this project's is taken.
pub(super) fn runtime(core: Option<&Path>, out: &Path) -> Result<Runtime, Failure> {
    let core = match core {
        Some(core) => core.to_owned(),
        None => root()?.join("crates"),
    };
    output::runtime(&core, out).map(Runtime::Path).map_err(Failure::new)
}
