//! The folders of one document's client. In: a generator and a document's name. Out: cargo's commands on what is there.
//!
//! `code/` holds what was generated and `user/` a crate that depends on it. One folder of builds serves all documents of a
//! generator, so that dependencies are built once.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::Bench;
use crate::measure::{Fault, Sample};
use crate::tools::{Crates, Job, Tool};

/// How a crate is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Profile {
    /// `cargo check`.
    Check,
    /// `cargo build --release`.
    Release,
}

impl Profile {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Release => &["build", "--release"],
        }
    }

    /// As `cargo clean` wants it.
    fn name(self) -> &'static str {
        match self {
            Self::Check => "dev",
            Self::Release => "release",
        }
    }
}

/// The longest that dependencies may take, which are not what is measured.
const DEPENDENCIES: Duration = Duration::from_secs(3_600);

/// The folders of one document's client.
#[derive(Clone, Debug)]
pub(super) struct Folders {
    /// What was generated.
    pub(super) code: PathBuf,
    /// The crate that depends on it.
    pub(super) user: PathBuf,
    /// Builds.
    pub(super) builds: PathBuf,
    /// The generated packages.
    pub(super) crates: Crates,
    /// The folder of the package that users depend on.
    pub(super) client: PathBuf,
    /// The generator.
    pub(super) tool: &'static str,
}

impl Folders {
    /// The folders, which need not exist.
    pub(super) fn new(bench: &Bench<'_>, tool: &Tool, name: &str) -> Self {
        let folder = bench.scratch.join("compile").join(tool.kind.name()).join(name);
        let code = folder.join("code");
        let job = Job {
            document: Path::new(""),
            name,
            out: &code,
        };
        Self {
            user: folder.join("user"),
            builds: bench.scratch.join("build").join(tool.kind.name()),
            crates: tool.crates(name),
            client: tool.client(job),
            tool: tool.kind.name(),
            code,
        }
    }

    /// Writes the user's crate: its program, and what it needs beside the client.
    pub(super) fn write_user(&self, program: &str, dependencies: &[&str]) -> io::Result<()> {
        let client = self.dependency("");
        let dependencies: Vec<&str> = [client.as_str()]
            .into_iter()
            .chain(dependencies.iter().copied())
            .collect();
        write_crate(&self.user, program, &dependencies)
    }

    /// The line of a manifest that asks for the client, as `client`; `features` follows its path.
    pub(super) fn dependency(&self, features: &str) -> String {
        let path = self.client.display();
        let package = self.crates.client();
        format!("client = {{ package = {package:?}, path = \"{path}\"{features} }}")
    }

    /// A command of cargo's in the user's crate.
    pub(super) fn cargo(&self, arguments: &[&str]) -> Command {
        cargo(&self.user, &self.builds, arguments)
    }

    /// A command of another program's there.
    pub(super) fn run(&self, program: &Path, arguments: &[&str]) -> Command {
        run(program.as_os_str(), &self.user, &self.builds, arguments)
    }

    /// Builds the generated crates.
    pub(super) fn command(&self, profile: Profile) -> Command {
        let mut command = self.cargo(profile.arguments());
        command.args(self.packages_arguments());
        command
    }

    fn packages_arguments(&self) -> impl Iterator<Item = String> {
        self.crates.packages.iter().map(|name| format!("--package={name}"))
    }

    /// Builds all that the generated crates stand on, with the features that they ask for: the crates themselves are
    /// empty meanwhile.
    pub(super) fn build_dependencies(&self, bench: &Bench<'_>) -> io::Result<Result<(), Fault>> {
        let roots = self
            .crates
            .packages
            .iter()
            .map(|name| self.code.join(name).join("src/lib.rs"));
        let roots = roots.map(|file| fs::read(&file).map(|text| (file, text)));
        let roots = roots.collect::<io::Result<Vec<_>>>()?;
        for (file, _) in &roots {
            fs::write(file, "")?;
        }
        let mut profiles = [Profile::Check, Profile::Release].into_iter();
        let built = profiles.try_for_each(|profile| {
            bench
                .stopwatch
                .run_until(&self.command(profile), DEPENDENCIES)
                .map(drop)
        });
        for (file, text) in &roots {
            fs::write(file, text)?;
        }
        Ok(built)
    }

    /// Removes what was built of the generated crates.
    fn clean(&self, profile: Profile) -> Result<(), Fault> {
        let mut command = self.cargo(&["clean", "--quiet", "--profile", profile.name()]);
        said(command.args(self.packages_arguments())).map(drop)
    }

    /// Builds the generated crates, and nothing else, from nothing.
    pub(super) fn build(&self, bench: &Bench<'_>, profile: Profile) -> Result<Sample, Fault> {
        self.clean(profile)?;
        bench.stopwatch.run(&self.command(profile))
    }

    /// Lines of the generated Rust.
    pub(super) fn lines(&self) -> io::Result<usize> {
        lines(&self.code)
    }

    /// How many packages a build of the client needs.
    pub(super) fn packages(&self) -> io::Result<usize> {
        packages(&self.user, &self.builds, self.crates.client())
    }
}

/// Writes a crate that is a workspace of its own.
pub(super) fn write_crate(folder: &Path, program: &str, dependencies: &[&str]) -> io::Result<()> {
    let manifest = format!(
        "[package]\nname = \"user\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [profile.release]\nstrip = true\n\n[dependencies]\n{}\n",
        dependencies.join("\n")
    );
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/main.rs"), program)
}

/// A command of cargo's in a folder.
pub(super) fn cargo(folder: &Path, builds: &Path, arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    run(&cargo, folder, builds, arguments)
}

fn run(program: &OsStr, folder: &Path, builds: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", builds)
        .env("CARGO_TERM_COLOR", "never")
        // Set by the cargo that runs this tool; they would set apart what is built here from what a user builds.
        .env_remove("RUSTFLAGS")
        .env_remove("RUSTC_WRAPPER");
    command
}

/// How many packages a build of a package needs, itself included.
pub(super) fn packages(folder: &Path, builds: &Path, package: &str) -> io::Result<usize> {
    let arguments = ["tree", "--edges=normal,build", "--prefix=none", "--package", package];
    let tree = said(&mut cargo(folder, builds, &arguments)).map_err(|fault| io::Error::other(fault.reason))?;
    let names = tree
        .lines()
        .map(|line| line.split_whitespace().take(2).collect::<Vec<_>>());
    Ok(names.collect::<BTreeSet<_>>().len())
}

/// What a command prints, or why it failed.
pub(super) fn said(command: &mut Command) -> Result<String, Fault> {
    let output = command
        .output()
        .map_err(|error| Fault::new("not measured", error.to_string()))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(Fault::heard(&String::from_utf8_lossy(&output.stderr))),
    }
}

/// Lines of all Rust files of a folder.
fn lines(folder: &Path) -> io::Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            count += lines(&path)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            count += fs::read_to_string(&path)?.lines().count();
        }
    }
    Ok(count)
}
