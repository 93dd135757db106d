//! `corpus`: how much of real documents arrives, and whether it compiles.

use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::Args;

use super::place::{self, Spec};
use super::{Failure, Verdict, eprint, print};
use crate::corpus::{self, Options, Out, Row};

/// Examples that are known not to come back as they were.
const EXCEPTIONS: &str = "xtask/tests/corpus-exceptions.txt";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder of the documents: every .json, .yaml and .yml of it.
    #[arg(value_name = "DIR")]
    path: PathBuf,
    /// Checks the crates with rustc, clippy and rustdoc, in target/corpus.
    #[arg(long)]
    compile: bool,
    /// Decodes every example and default that fits its schema into its type, encodes it again and compares.
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
    /// Runs one document under this name and prints its row: how this command calls itself.
    #[arg(long, value_name = "NAME", hide = true)]
    one: Option<String>,
    /// Where the crates of the one document go.
    #[arg(long, value_name = "DIR", hide = true, requires = "one")]
    out: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    if let Some(name) = &arguments.one {
        return one(name, arguments);
    }
    let root = place::root()?;
    let options = Options {
        scratch: root.join("target/corpus"),
        root,
        compile: arguments.compile,
        examples: arguments.examples,
        jobs: arguments.jobs,
    };
    let folder = &arguments.path;
    let unreadable = |error| Failure::new(format_args!("cannot read {}: {error}", folder.display()));
    let mut documents = corpus::documents(folder, |file| Spec::of(file).name).map_err(unreadable)?;
    if let Some(name) = arguments
        .only
        .iter()
        .find(|name| !documents.iter().any(|known| known.0 == **name))
    {
        return Err(Failure::new(format_args!(
            "there is no document `{name}` in {}",
            folder.display()
        )));
    }
    documents.retain(|(name, _)| arguments.only.is_empty() || arguments.only.contains(name));
    if let Some(limit) = arguments.smaller_than {
        let is_small = |file: &Path| fs::metadata(file).is_ok_and(|data| data.len() < limit.saturating_mul(1000));
        documents.retain(|(_, file)| is_small(file));
    }
    if documents.is_empty() {
        return Err(Failure::new(format_args!(
            "there is no document in {}",
            folder.display()
        )));
    }
    let is_seen = std::io::stderr().is_terminal();
    let progress = |line: &str| {
        if is_seen {
            eprint(format_args!("\r\x1b[K{line}"));
        }
    };
    let mut rows = corpus::run(documents, &options, progress).map_err(Failure::new)?;
    // Without the list nothing is excused.
    let list = fs::read_to_string(options.root.join(EXCEPTIONS)).unwrap_or_default();
    corpus::excuse(&mut rows, &list);
    progress("");
    if let Some(file) = &arguments.json {
        write(file, &rows)?;
    }
    print(corpus::table(&rows));
    let is_fine = rows.iter().all(Row::is_fine);
    Ok(if is_fine { Verdict::Fine } else { Verdict::Findings })
}

fn one(name: &str, arguments: &Arguments) -> Result<Verdict, Failure> {
    let out = |folder: &PathBuf| {
        Ok(Out {
            folder: folder.clone(),
            runtime: place::runtime_path(None, folder)?,
            examples: arguments.examples,
        })
    };
    let out = arguments.out.as_ref().map(out).transpose()?;
    let row = corpus::one(&arguments.path, name, out.as_ref());
    print(serde_json::to_string(&row).map_err(Failure::new)?);
    Ok(Verdict::Fine)
}

fn write(file: &Path, rows: &[Row]) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(rows).map_err(Failure::new)?;
    fs::write(file, text + "\n").map_err(|error| Failure::new(format_args!("cannot write {}: {error}", file.display())))
}
