//! A workspace of crates that are compiled: where it is, what is in it, and cargo run on it.
//!
//! In: files. Out: what cargo says. It is in the target folder and stays there, so that the next run builds only what
//! changed. All workspaces build into one folder and with one set of features, so that the runtime is built once; their lock
//! file is that of the project's crates, so that they take the same versions.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::pipeline::{self, Options};
use callspec_codegen::report::{self, render};
use callspec_codegen::source::Source;

/// The features of clients that code is generated for or that its dependencies are built with. The transport is none of
/// them: no generated line depends on it, and what it stands on takes minutes.
pub(crate) const FEATURES: [&str; 3] = ["--no-default-features", "--features", "testing,blocking,tracing,jiff"];

/// A workspace, and its files by their paths.
pub(crate) struct Workspace {
    folder: PathBuf,
    files: BTreeSet<PathBuf>,
    members: BTreeSet<String>,
}

impl Workspace {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            folder: scratch().join(name),
            files: BTreeSet::new(),
            members: BTreeSet::new(),
        }
    }

    /// Puts a file of a crate there; one that says this already is not touched, so that cargo need not build it again.
    pub(crate) fn put(&mut self, member: &str, path: &str, text: &str) {
        self.members.insert(member.to_owned());
        self.write(&format!("{member}/{path}"), text);
    }

    /// Puts the crates of a document there, called NAME-models and NAME-client.
    pub(crate) fn generate(&mut self, name: &str, source: Source) {
        for (path, text) in generated(name, source) {
            let (member, path) = path.split_once('/').unwrap();
            self.put(member, path, &text);
        }
    }

    /// Makes the workspace complete: what is left of an earlier one goes.
    pub(crate) fn finish(&mut self) {
        let members: Vec<&str> = self.members.iter().map(String::as_str).collect();
        let manifest =
            format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = false\n");
        self.write("Cargo.toml", &manifest);
        let lock = self.folder.join("Cargo.lock");
        fs::copy(root().join("Cargo.lock"), &lock).unwrap();
        self.files.insert(lock);
        for file in files(&self.folder).iter().filter(|file| !self.files.contains(*file)) {
            fs::remove_file(file).unwrap();
            let emptied = file.ancestors().skip(1).map(fs::remove_dir);
            // A folder that still holds something stays.
            let _ = emptied.take_while(Result::is_ok).count();
        }
    }

    /// The files of a crate's pages.
    pub(crate) fn pages(&self, member: &str) -> Vec<PathBuf> {
        files(&built().join("doc").join(member.replace('-', "_")))
    }

    /// Runs cargo; fails with what it says, or gives that.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> String {
        let (is_fine, said) = self.try_cargo(arguments);
        assert!(is_fine, "cargo {} fails:\n{said}", arguments.join(" "));
        said
    }

    /// Runs cargo: whether it is content, and what it says.
    pub(crate) fn try_cargo(&self, arguments: &[&str]) -> (bool, String) {
        eprintln!("cargo {} in {}", arguments.join(" "), self.folder.display());
        let Output { status, stdout, stderr } = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", built())
            .env("CARGO_TERM_COLOR", "never")
            // Nothing here is edited by hand.
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTDOCFLAGS", "-D warnings")
            .output()
            .unwrap();
        let said = [stdout, stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        (status.success(), said.concat())
    }

    fn write(&mut self, path: &str, text: &str) {
        let file = self.folder.join(path);
        if !fs::read_to_string(&file).is_ok_and(|old| old == text) {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, text).unwrap();
        }
        assert!(self.files.insert(file), "{path} is there twice");
    }
}

/// The files of a document's crates, by path.
pub(crate) fn generated(name: &str, source: Source) -> Vec<(String, String)> {
    let options = Options {
        name: name.to_owned(),
        strict: false,
        emit: emit::Options {
            spec: "spec.yaml".to_owned(),
            runtime: Runtime::Path(crates().to_str().unwrap().to_owned()),
        },
    };
    let outcome = pipeline::analyse(source, &options);
    let files = pipeline::generate(&outcome, &options).unwrap_or_else(|| {
        panic!(
            "{name}:\n{}",
            render(&outcome.report, &outcome.source, report::Options::default())
        )
    });
    files.into_iter().map(|file| (file.path, file.text)).collect()
}

/// The folder of a crate of the runtime.
pub(crate) fn runtime(name: &str) -> String {
    crates().join(name).to_str().unwrap().to_owned()
}

fn crates() -> PathBuf {
    root().join("crates")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap()
}

fn scratch() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiles")
}

/// Where cargo builds all workspaces.
fn built() -> PathBuf {
    scratch().join("target")
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found
}
