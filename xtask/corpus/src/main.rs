//! `cargo xtask corpus`: how much of real documents arrives, and whether it compiles.
//!
//! Exit codes: 0 everything arrives, 1 something does not, 2 the tool could not do its work.

use std::fmt::Display;
use std::fs;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use callspec_codegen::output;
use callspec_corpus::{Options, Out, Row};
use clap::Parser;

/// The allocator of the generator: see `xtask/src/main.rs`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Between two lines of progress in a log.
const PAUSE: Duration = Duration::from_secs(5);

/// Examples that are known not to come back as they were.
const EXCEPTIONS: &str = "xtask/corpus/tests/corpus-exceptions.txt";

/// Generates from every document of a folder and tells what of each arrives.
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo xtask corpus",
    after_help = "Examples:
  cargo xtask corpus ../documents
  cargo xtask corpus ../documents --compile --only petstore --json rows.json"
)]
struct Arguments {
    /// The folder of the documents: every .json, .yaml and .yml of it.
    #[arg(value_name = "DIR")]
    path: PathBuf,
    /// Checks the crates with rustc, clippy and rustdoc, in target/corpus.
    #[arg(long)]
    compile: bool,
    /// Decodes every example and default that fits its schema into its type, and values made of each alternative of each
    /// union, encodes them again and compares.
    #[arg(long)]
    examples: bool,
    /// Only the document of this name, which is its file's without the ending; may be repeated.
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Only documents whose file has fewer kilobytes.
    #[arg(long, value_name = "KB")]
    smaller_than: Option<u64>,
    /// Writes all that is known of each document, as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// How many jobs a compiler may run at once.
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// The root of this project.
    #[arg(long, value_name = "DIR", hide = true, default_value = ".")]
    root: PathBuf,
    /// Runs one document under this name and prints its row: how this command calls itself.
    #[arg(long, value_name = "NAME", hide = true)]
    one: Option<String>,
    /// Where the crates of the one document go.
    #[arg(long, value_name = "DIR", hide = true, requires = "one")]
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(reason) => {
            eprint(format_args!("error: {reason}\n"));
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

/// Runs the command: whether everything arrives, or why it could not do its work.
fn run(arguments: &Arguments) -> Result<bool, String> {
    if let Some(name) = &arguments.one {
        return one(name, arguments);
    }
    let root = arguments.root.clone();
    let options = Options {
        scratch: root.join("target/corpus"),
        root,
        compile: arguments.compile,
        examples: arguments.examples,
        jobs: arguments.jobs,
    };
    let folder = &arguments.path;
    let unreadable = |error| format!("cannot read {}: {error}", folder.display());
    let mut documents = callspec_corpus::documents(folder, output::name_of).map_err(unreadable)?;
    if let Some(name) = arguments
        .only
        .iter()
        .find(|name| !documents.iter().any(|known| known.0 == **name))
    {
        return Err(format!("there is no document `{name}` in {}", folder.display()));
    }
    documents.retain(|(name, _)| arguments.only.is_empty() || arguments.only.contains(name));
    if let Some(limit) = arguments.smaller_than {
        let is_small = |file: &Path| fs::metadata(file).is_ok_and(|data| data.len() < limit.saturating_mul(1000));
        documents.retain(|(_, file)| is_small(file));
    }
    if documents.is_empty() {
        return Err(format!("there is no document in {}", folder.display()));
    }
    let is_seen = std::io::stderr().is_terminal();
    let last = Mutex::new(Instant::now());
    let progress = |line: &str| {
        if is_seen {
            return eprint(format_args!("\r\x1b[K{line}"));
        }
        // Who reads a log later wants to know where the time went, and not every document.
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        if !line.is_empty() && last.elapsed() >= PAUSE {
            *last = Instant::now();
            eprint(format_args!("{line}\n"));
        }
    };
    let mut rows = callspec_corpus::run(documents, &options, progress).map_err(|error| error.to_string())?;
    // Without the list nothing is excused.
    let list = fs::read_to_string(options.root.join(EXCEPTIONS)).unwrap_or_default();
    callspec_corpus::excuse(&mut rows, &list);
    progress("");
    if let Some(file) = &arguments.json {
        write(file, &rows)?;
    }
    print(callspec_corpus::table(&rows));
    Ok(rows.iter().all(Row::is_fine))
}

fn one(name: &str, arguments: &Arguments) -> Result<bool, String> {
    let out = |folder: &PathBuf| {
        Ok::<_, String>(Out {
            folder: folder.clone(),
            runtime: output::runtime(&arguments.root.join("crates"), folder).map_err(|error| error.to_string())?,
            examples: arguments.examples,
        })
    };
    let out = arguments.out.as_ref().map(out).transpose()?;
    let row = callspec_corpus::one(&arguments.path, name, out.as_ref());
    print(serde_json::to_string(&row).map_err(|error| error.to_string())?);
    Ok(true)
}

fn write(file: &Path, rows: &[Row]) -> Result<(), String> {
    let text = serde_json::to_string_pretty(rows).map_err(|error| error.to_string())?;
    fs::write(file, text + "\n").map_err(|error| format!("cannot write {}: {error}", file.display()))
}
