//! Where things are: this project's root, its specs, and its runtime.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;
use callspec_codegen::emit::Runtime;
use callspec_codegen::output;

/// The folder of this project's specs.
pub(super) const SPECS: &str = "specs";

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
    let is_root = |folder: &Path| folder.join(SPECS).is_dir() && folder.join("xtask/Cargo.toml").is_file();
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
    let own = || root().ok()?.join(SPECS).canonicalize().ok();
    let folder = path
        .canonicalize()
        .ok()
        .and_then(|path| path.parent().map(Path::to_owned));
    folder.is_some() && folder == own()
}

/// All specs of the project, by name.
pub(super) fn specs(root: &Path) -> Result<Vec<Spec>, Failure> {
    let specs = documents(&root.join(SPECS), SPECS)?;
    if let Some(spec) = specs
        .iter()
        .find(|spec| spec.path.file_stem() != Some(OsStr::new(&spec.name)))
    {
        return Err(Failure::new(format_args!(
            "{}: a spec's file name is the name of its crates: small letters, digits and single `-`, a letter first",
            spec.shown
        )));
    }
    let own = |spec| Spec { is_own: true, ..spec };
    Ok(specs.into_iter().map(own).collect())
}

/// All documents of a folder, by name; `shown` is the folder as shown.
pub(super) fn documents(folder: &Path, shown: &str) -> Result<Vec<Spec>, Failure> {
    let unreadable = |error| Failure::new(format_args!("cannot read {shown}: {error}"));
    let mut specs: Vec<Spec> = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if output::is_document(&path) && path.is_file() {
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            specs.push(Spec {
                shown: format!("{shown}/{file}"),
                name: output::name_of(&path),
                path,
                is_own: false,
            });
        }
    }
    if specs.is_empty() {
        return Err(Failure::new(format_args!(
            "there is no .yaml, .yml or .json file in {shown}"
        )));
    }
    specs.sort_by(|a, b| (&a.name, &a.shown).cmp(&(&b.name, &b.shown)));
    if let Some(pair) = specs.windows(2).find(|pair| pair[0].name == pair[1].name) {
        return Err(Failure::new(format_args!(
            "{} and {} would both be the crates of `{}`: rename or remove one",
            pair[0].shown, pair[1].shown, pair[0].name
        )));
    }
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
