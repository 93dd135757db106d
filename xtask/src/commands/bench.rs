//! `bench`: the figures of speed, beside the rivals.

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use serde_json::Value;

use super::place::{self, Spec};
use super::{Failure, Verdict, eprint, print};
use crate::bench::{self, Options, Part};

#[derive(Debug, Args)]
pub(super) struct Arguments {
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
    /// This tool as built for release before, instead of building it now.
    #[arg(long, value_name = "FILE", hide = true)]
    tool: Option<PathBuf>,
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

/// One measurement in a process of its own; how `bench` calls itself.
#[derive(Debug, Subcommand)]
pub(super) enum Step {
    /// Runs a command and prints what it cost.
    Measure {
        /// Seconds that it may take.
        #[arg(long)]
        seconds: f64,
        /// The command.
        #[arg(last = true)]
        line: Vec<OsString>,
    },
    /// Prints what no generator can go below for a document.
    Floor {
        /// The document.
        file: PathBuf,
        /// Where files are written.
        out: PathBuf,
    },
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let root = place::root()?;
    let parts: Vec<Part> = match arguments.only.as_slice() {
        _ if arguments.page => Vec::new(),
        [] => Part::ALL.to_vec(),
        only => only.iter().map(|choice| choice.part()).collect(),
    };
    let tool = match &arguments.tool {
        Some(tool) => tool.canonicalize().map_err(Failure::new)?,
        // A page is written by whatever runs here.
        None if parts.is_empty() => PathBuf::new(),
        None => build(&root)?,
    };
    let options = Options {
        corpus: arguments
            .corpus
            .clone()
            .unwrap_or_else(|| root.join("../shared/corpus")),
        tool,
        parts,
        quick: arguments.quick,
        documents: arguments.documents.clone(),
        name_of: |file| Spec::of(file).name,
        root,
    };
    let is_seen = std::io::stderr().is_terminal();
    let start = Instant::now();
    let progress = |line: &str| {
        let seconds = start.elapsed().as_secs();
        let time = format_args!("{:>2}:{:02}", seconds / 60, seconds % 60);
        match is_seen {
            true => eprint(format_args!("\r\x1b[K{time} {line}")),
            false => eprint(format_args!("{time} {line}\n")),
        }
    };
    bench::run(&options, &progress).map_err(Failure::new)?;
    let page = options.out().join("benchmarks.md");
    let shown = page.strip_prefix(&options.root).unwrap_or(&page);
    eprint(format_args!("\r\x1b[Kwritten: {}\n", shown.display()));
    Ok(Verdict::Fine)
}

/// Runs one measurement.
pub(super) fn step(step: &Step) -> Result<Verdict, Failure> {
    match step {
        Step::Measure { seconds, line } => {
            let deadline = Duration::try_from_secs_f64(*seconds).map_err(Failure::new)?;
            say(bench::measure(line, deadline))
        }
        Step::Floor { file, out } => say(bench::floor(file, out)),
    }
}

fn say(result: std::io::Result<impl Serialize>) -> Result<Verdict, Failure> {
    let result = result.map_err(Failure::new)?;
    print(serde_json::to_string(&result).map_err(Failure::new)?);
    let _ = std::io::stdout().flush();
    Ok(Verdict::Fine)
}

/// Builds this tool for release, as its users are told to where speed matters. Its path.
fn build(root: &Path) -> Result<PathBuf, Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args([
        "build",
        "--release",
        "--locked",
        "--package=xtask",
        "--message-format=json",
    ]);
    command.current_dir(root).stderr(std::process::Stdio::inherit());
    let output = command.output().map_err(Failure::new)?;
    let messages = String::from_utf8_lossy(&output.stdout);
    let executable = messages.lines().rev().find_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    });
    executable
        .filter(|_| output.status.success())
        .ok_or_else(|| Failure::new("this tool cannot be built for release"))
}
