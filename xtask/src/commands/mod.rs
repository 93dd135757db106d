//! The command line: `cargo xtask <command>`.
//!
//! Results go to standard output, problems to standard error. Exit codes: 0 fine, 1 findings (a faulty
//! document, a stale folder), 2 the tool could not do its work (an unreadable file, bad flags).

use std::fmt::Display;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::pipeline::Outcome;
use crate::report::{self, render};

mod codegen;
mod inspect;
mod place;

/// callspec's generator: OpenAPI documents in, Rust crates out.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    version,
    after_help = "Example:\n  cargo xtask codegen --check"
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generates the crates of all specs/*.yaml into generated/, or those of one foreign document.
    #[command(after_help = "Examples:
  cargo xtask codegen
  cargo xtask codegen --check
  cargo xtask codegen --spec petstore.json --name petstore --out ../petstore")]
    Codegen(codegen::Arguments),
    /// Shows everything that is wrong with documents; writes nothing.
    #[command(after_help = "Examples:\n  cargo xtask lint\n  cargo xtask lint specs/kathan.yaml petstore.json")]
    Lint {
        /// The documents; without one, all specs/*.yaml.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
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
pub fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Codegen(arguments) => codegen::run(&arguments),
        Command::Lint { files } => inspect::lint(files),
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

/// Shows the problems of a document; `limit` as in [`report::Options`].
fn show(outcome: &Outcome, limit: Option<usize>) {
    // The stream takes the colours away where nobody would see them.
    eprint(render(
        &outcome.report,
        &outcome.source,
        report::Options { color: true, limit },
    ));
}
