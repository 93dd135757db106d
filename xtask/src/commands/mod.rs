//! The command line: `cargo xtask <command>`.
//!
//! Results go to standard output, problems to standard error. Exit codes: 0 fine, 1 findings (a faulty
//! document, a stale folder), 2 the tool could not do its work (an unreadable file, bad flags).

use std::fmt::Display;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use clap::{Parser, Subcommand};

mod codegen;
mod diff;
mod inspect;
mod place;
mod problems;
mod tools;

/// callspec's generator: OpenAPI documents in, Rust crates out.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    version,
    after_help = "Example:\n  cargo xtask codegen --check"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generates the crates of all specs/*.yaml into generated/, or those of one foreign document.
    #[command(after_help = "Examples:
  cargo xtask codegen
  cargo xtask codegen --check
  cargo xtask codegen --check --format github
  cargo xtask codegen --spec petstore.json --name petstore --out ../petstore")]
    Codegen(codegen::Arguments),
    /// Shows everything that is wrong with documents, style included; writes nothing.
    #[command(after_help = "Examples:
  cargo xtask lint
  cargo xtask lint specs/kathan.yaml petstore.json
  cargo xtask lint --format json petstore.json | jq '.[] | select(.level == \"error\")'
  cargo xtask lint --explain dangling-ref

Exit codes: 0 nothing but notes, 1 errors or warnings, 2 a document could not be read.")]
    Lint(inspect::Lint),
    /// Generates from every document of a folder and tells what of each arrives; a tool of this project's development.
    Corpus(tools::Arguments),
    /// Shows what a change of documents does to deployed clients and to code.
    #[command(after_help = "Examples:
  cargo xtask diff
  cargo xtask diff --base v0.1.0 --format markdown
  cargo xtask diff --base old.yaml --head new.json

Exit codes: 0 nothing to do, 1 a larger version is needed or a break is not accepted, 2 a side could not be read.")]
    Diff(diff::Arguments),
    /// Measures generating, compiling and calling beside the rivals, and writes docs/benchmarks.md.
    Bench(tools::Arguments),
    /// Runs all tests: those of the generator, then those of the crates; arguments are handed on to `cargo test`.
    Test(tools::Arguments),
    /// Prints the intermediate representation of a document.
    #[command(after_help = "Example:\n  cargo xtask ir specs/kathan.yaml")]
    Ir {
        /// The document.
        file: PathBuf,
    },
}

/// Whether a command found something to complain about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Fine,
    Findings,
}

/// Why a command could not do its work, for people.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Failure(String);

impl Failure {
    fn new(reason: impl Display) -> Self {
        Self(reason.to_string())
    }
}

/// Runs the command of the process's arguments.
pub(crate) fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Codegen(arguments) => codegen::run(&arguments),
        Command::Lint(arguments) => inspect::lint(arguments),
        Command::Corpus(arguments) => tools::run(tools::CORPUS, &arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Bench(arguments) => tools::run(tools::BENCH, &arguments),
        Command::Test(arguments) => tools::test(&arguments),
        Command::Ir { file } => inspect::ir(&file),
    };
    match result {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Findings) => ExitCode::from(1),
        Err(failure) => {
            eprint(format_args!("error: {failure}\n"));
            ExitCode::from(2)
        }
    }
}

/// Writes a result. A reader that has gone away is not a failure.
fn print(text: impl Display) {
    let _ = write!(anstream::stdout(), "{text}");
}

/// Writes a problem.
fn eprint(text: impl Display) {
    let _ = write!(anstream::stderr(), "{text}");
}

/// How long something runs before it says what it does.
const PATIENCE: Duration = Duration::from_secs(5);

/// Runs something, and says what that is where it takes longer than people wait without a word.
fn patiently<R>(what: &str, work: impl FnOnce() -> R) -> R {
    let (is_done, wait) = mpsc::channel::<()>();
    let watch = move || {
        if wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            eprint(format_args!("{what} takes a while\n"));
        }
    };
    thread::scope(|scope| {
        // A system that has no thread left for this does without it.
        let _ = thread::Builder::new().spawn_scoped(scope, watch);
        let result = work();
        drop(is_done);
        result
    })
}
