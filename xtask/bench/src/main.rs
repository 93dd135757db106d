//! `cargo xtask bench`: the figures of speed, beside the rivals.
//!
//! Exit codes: 0 measured, 2 the tool could not do its work.

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use callspec_bench::{Options, Part};
use callspec_codegen::output;
use clap::{Parser, Subcommand, ValueEnum};
use serde::Serialize;
use serde_json::Value;

/// The allocator of the generator: see `xtask/src/main.rs`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures generating, compiling and calling beside the rivals, and writes docs/benchmarks.md.
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo xtask bench",
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  cargo xtask bench
  cargo xtask bench --only generate
  cargo xtask bench --quick --documents kathan sippet

The rivals are installed in target/bench/rivals, at the versions that the page names; openapi-generator needs Java and Python's pip."
)]
struct Arguments {
    #[command(subcommand)]
    step: Option<Step>,
    /// The root of this project.
    #[arg(long, value_name = "DIR", hide = true, default_value = ".", global = true)]
    root: PathBuf,
    /// Only this part, the others keep their figures; may be repeated.
    #[arg(long, value_name = "PART")]
    only: Vec<Choice>,
    /// Few runs and small documents, to try the harness; the page goes to target/bench/trial.
    #[arg(long)]
    quick: bool,
    /// Only the documents of these names; the page goes to target/bench/trial.
    #[arg(long, value_name = "NAME", num_args = 1..)]
    documents: Vec<String>,
    /// The folder of other people's documents, beside the project's own [default: ../shared/corpus].
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Measures nothing; writes the page anew, from the figures that are there.
    #[arg(long, conflicts_with = "only")]
    page: bool,
    /// The generator as built for release before, instead of building it now.
    #[arg(long, value_name = "FILE", hide = true)]
    generator: Option<PathBuf>,
}

/// A part, as it is named on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Choice {
    Generate,
    Compile,
    Call,
    Instructions,
}

impl Choice {
    fn part(self) -> Part {
        match self {
            Self::Generate => Part::Generate,
            Self::Compile => Part::Compile,
            Self::Call => Part::Call,
            Self::Instructions => Part::Instructions,
        }
    }
}

/// One measurement in a process of its own; how this command calls itself.
#[derive(Debug, Subcommand)]
enum Step {
    /// Runs a command and prints what it cost.
    #[command(hide = true)]
    Measure {
        /// Seconds that it may take.
        #[arg(long)]
        seconds: f64,
        /// The command.
        #[arg(last = true)]
        line: Vec<OsString>,
    },
    /// Prints what no generator can go below for a document.
    #[command(hide = true)]
    Floor {
        /// The document.
        file: PathBuf,
        /// Where files are written.
        out: PathBuf,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match &arguments.step {
        Some(step) => take(step),
        None => run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprint(format_args!("error: {reason}\n"));
            ExitCode::from(2)
        }
    }
}

/// Writes a problem, or how far the work is.
fn eprint(text: impl Display) {
    let _ = write!(anstream::stderr(), "{text}");
}

/// Measures the parts that are asked for.
fn run(arguments: &Arguments) -> Result<(), String> {
    let root = arguments.root.clone();
    let parts: Vec<Part> = match arguments.only.as_slice() {
        _ if arguments.page => Vec::new(),
        [] => Part::ALL.to_vec(),
        only => only.iter().map(|choice| choice.part()).collect(),
    };
    let generator = match &arguments.generator {
        Some(generator) => generator.canonicalize().map_err(|error| error.to_string())?,
        // A page is written by whatever runs here.
        None if parts.is_empty() => PathBuf::new(),
        None => build(&root)?,
    };
    let options = Options {
        corpus: arguments
            .corpus
            .clone()
            .unwrap_or_else(|| root.join("../shared/corpus")),
        tool: std::env::current_exe().map_err(|error| error.to_string())?,
        generator,
        parts,
        quick: arguments.quick,
        documents: arguments.documents.clone(),
        name_of: output::name_of,
        root,
    };
    let is_seen = std::io::stderr().is_terminal();
    let start = Instant::now();
    let progress = |line: &str| {
        let seconds = start.elapsed().as_secs();
        let time = format!("{:>2}:{:02}", seconds / 60, seconds % 60);
        match is_seen {
            true => eprint(format_args!("\r\x1b[K{time} {line}")),
            false => eprint(format_args!("{time} {line}\n")),
        }
    };
    callspec_bench::run(&options, &progress).map_err(|error| error.to_string())?;
    let page = options.out().join("benchmarks.md");
    let shown = page.strip_prefix(&options.root).unwrap_or(&page);
    eprint(format_args!("\r\x1b[Kwritten: {}\n", shown.display()));
    Ok(())
}

/// Runs one measurement.
fn take(step: &Step) -> Result<(), String> {
    match step {
        Step::Measure { seconds, line } => {
            let deadline = Duration::try_from_secs_f64(*seconds).map_err(|error| error.to_string())?;
            say(callspec_bench::measure(line, deadline))
        }
        Step::Floor { file, out } => say(callspec_bench::floor(file, out)),
    }
}

fn say(result: std::io::Result<impl Serialize>) -> Result<(), String> {
    let result = result.map_err(|error| error.to_string())?;
    let text = serde_json::to_string(&result).map_err(|error| error.to_string())?;
    write!(std::io::stdout(), "{text}").map_err(|error| error.to_string())
}

/// Builds the generator for release, as its users are told to where speed matters. Its path.
fn build(root: &Path) -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args([
        "build",
        "--release",
        "--locked",
        "--package=xtask",
        "--message-format=json",
    ]);
    command
        .current_dir(root.join("xtask"))
        .stderr(std::process::Stdio::inherit());
    let output = command.output().map_err(|error| error.to_string())?;
    let messages = String::from_utf8_lossy(&output.stdout);
    let executable = messages.lines().rev().find_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    });
    executable
        .filter(|_| output.status.success())
        .ok_or_else(|| "the generator cannot be built for release".to_owned())
}
