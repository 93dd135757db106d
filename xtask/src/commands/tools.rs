//! `bench` and `corpus`, tools of this project's development that are built when they are called; `test`, all tests.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitStatus};

use clap::Args;

use super::place;
use super::{Failure, Verdict};

/// What is handed on to the tool as it was written, `--help` included.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(super) struct Arguments {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENTS")]
    arguments: Vec<OsString>,
}

/// The folder of the generator's workspace.
const GENERATOR: &str = "xtask";

/// A package of the generator's workspace.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tool {
    package: &'static str,
    /// Whether it is built for release, as what it measures is.
    release: bool,
}

/// Measures speed.
pub(super) const BENCH: Tool = Tool {
    package: "callspec-bench",
    release: true,
};

/// Measures how much of a document arrives.
pub(super) const CORPUS: Tool = Tool {
    package: "callspec-corpus",
    release: false,
};

/// Builds and runs a tool; its verdict is that of its exit code.
pub(super) fn run(tool: Tool, arguments: &Arguments) -> Result<Verdict, Failure> {
    let root = place::root()?;
    let mut command = cargo("run", &root.join(GENERATOR));
    command.args(["--locked", "--package", tool.package]);
    if tool.release {
        command.arg("--release");
    }
    command.args(["--", "--root"]).arg(&root).args(&arguments.arguments);
    match status(&mut command)?.code() {
        Some(0) => Ok(Verdict::Fine),
        Some(1) => Ok(Verdict::Findings),
        _ => Err(Failure::new(format_args!("`{}` could not do its work", tool.package))),
    }
}

/// Runs the tests of both workspaces; those of the crates run even where some of the generator's fail.
pub(super) fn test(arguments: &Arguments) -> Result<Verdict, Failure> {
    let root = place::root()?;
    let mut verdict = Verdict::Fine;
    for folder in [root.join(GENERATOR), root] {
        let mut command = cargo("test", &folder);
        command.args(["--workspace", "--locked"]).args(&arguments.arguments);
        if !status(&mut command)?.success() {
            verdict = Verdict::Findings;
        }
    }
    Ok(verdict)
}

/// A command of cargo for a workspace; paths among its arguments are seen from the folder where this runs.
pub(super) fn cargo(subcommand: &str, workspace: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .arg(subcommand)
        .arg("--manifest-path")
        .arg(workspace.join("Cargo.toml"));
    command
}

fn status(command: &mut Command) -> Result<ExitStatus, Failure> {
    let unstarted = |error| Failure::new(format_args!("cargo cannot be started: {error}"));
    command.status().map_err(unstarted)
}
