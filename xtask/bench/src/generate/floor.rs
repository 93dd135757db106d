//! What no generator can go below. In: a document. Out: the time only to parse its text, only to print the tokens that
//! this generator makes of it, and only to write the same bytes; measured in a process of its own.

use std::cmp::Reverse;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Instant;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Bench;
use crate::documents::Document;
use crate::measure::{Fault, Sample, Spread};
use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::layout::TextFile;
use callspec_codegen::parallel;
use callspec_codegen::pipeline::{self, Options};
use callspec_codegen::source::Source;

/// The steps of one run, in seconds, and how much was done.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Spent {
    /// To parse the text, with `serde_json` or `yaml_serde`.
    pub parse: f64,
    /// To print the tokens of all files with prettyplease, on all cores.
    pub print: f64,
    /// To write all files into a new folder.
    pub write: f64,
    /// How much there is to do.
    pub amount: Amount,
}

/// How much there is to do for a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// Operations of the document.
    pub operations: usize,
    /// Schemas of the document's components.
    pub schemas: usize,
    /// Lines of Rust that this generator makes of it.
    pub lines: usize,
    /// Files that it makes.
    pub files: usize,
}

/// The floor of one document.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Floor {
    /// Seconds to parse.
    pub(crate) parse: Spread,
    /// Seconds to print.
    pub(crate) print: Spread,
    /// Seconds to write.
    pub(crate) write: Spread,
    /// Seconds for all three.
    pub(crate) whole: Spread,
    /// How much there is to do.
    pub(crate) amount: Amount,
}

impl Floor {
    /// Of several runs.
    pub(super) fn of(runs: &[Spent]) -> Self {
        let spread = |step: fn(&Spent) -> f64| Spread::of(runs.iter().map(step));
        Self {
            parse: spread(|run| run.parse),
            print: spread(|run| run.print),
            write: spread(|run| run.write),
            whole: spread(|run| run.parse + run.print + run.write),
            amount: runs.first().map_or_else(Amount::default, |run| run.amount),
        }
    }
}

/// Measures the floor in a new process.
pub(super) fn start(bench: &Bench<'_>, document: &Document, out: &Path) -> Result<(Sample, Spent), Fault> {
    let broken = |error: io::Error| Fault::new("not measured", error.to_string());
    let mut command = Command::new(&bench.stopwatch.tool);
    command.arg("floor").arg(&document.file).arg(out);
    let output = command.output().map_err(broken)?;
    if !output.status.success() {
        return Err(Fault::heard(&String::from_utf8_lossy(&output.stderr)));
    }
    let spent: Spent =
        serde_json::from_slice(&output.stdout).map_err(|error| Fault::new("not measured", error.to_string()))?;
    let sample = Sample {
        wall: spent.parse + spent.print + spent.write,
        ..Sample::default()
    };
    Ok((sample, spent))
}

/// Measures the floor in this process.
pub fn floor(file: &Path, out: &Path) -> io::Result<Spent> {
    let text = fs::read_to_string(file)?;
    let is_json = file.extension().is_some_and(|ending| ending == "json");
    let start = Instant::now();
    let value: Value = match is_json {
        true => serde_json::from_str(&text)?,
        false => serde_yaml::from_str(&text).map_err(io::Error::other)?,
    };
    let parse = start.elapsed().as_secs_f64();
    drop(value);
    // Whatever a document is nested, here is a stack for it.
    let generated = parallel::map(vec![file], generate)?.into_iter().flatten().next();
    let (files, mut amount) = generated.ok_or_else(|| io::Error::other("nothing is generated from the document"))?;
    let print = print(&files)?;
    let write = write(&files, out)?;
    let rust = files.iter().filter(|file| file.path.ends_with(".rs"));
    amount.lines = rust.map(|file| file.text.lines().count()).sum();
    amount.files = files.len();
    Ok(Spent {
        parse,
        print,
        write,
        amount,
    })
}

fn generate(file: &Path) -> Option<(Vec<TextFile>, Amount)> {
    let options = Options {
        name: "floor".to_owned(),
        strict: false,
        emit: emit::Options {
            spec: file.file_name().unwrap_or_default().display().to_string(),
            runtime: Runtime::Workspace,
        },
    };
    let outcome = pipeline::analyse(Source::load_as(file, "floor").ok()?, &options);
    let amount = Amount {
        operations: outcome.counts.operations,
        schemas: outcome.counts.schemas,
        ..Amount::default()
    };
    Some((pipeline::generate(&outcome, &options)?, amount))
}

/// The time to print all files: that of the core that took longest, each with its share of the texts.
fn print(files: &[TextFile]) -> io::Result<f64> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut largest: Vec<&TextFile> = files.iter().filter(|file| file.path.ends_with(".rs")).collect();
    largest.sort_by_key(|file| Reverse(file.text.len()));
    let mut shares = vec![(0, Vec::new()); cores];
    for file in largest {
        if let Some((size, share)) = shares.iter_mut().min_by_key(|(size, _)| *size) {
            *size += file.text.len();
            share.push(file.text.as_str());
        }
    }
    let times = parallel::map(shares, |(_, share)| print_share(&share))?;
    let times = times
        .into_iter()
        .collect::<syn::Result<Vec<_>>>()
        .map_err(io::Error::other)?;
    Ok(times.into_iter().fold(0.0, f64::max))
}

/// Tokens cannot leave their thread, so they are parsed where they are printed, outside the time.
fn print_share(texts: &[&str]) -> syn::Result<f64> {
    let parsed = texts
        .iter()
        .map(|text| syn::parse_file(text))
        .collect::<syn::Result<Vec<_>>>()?;
    let start = Instant::now();
    let printed: usize = parsed.iter().map(|file| prettyplease::unparse(file).len()).sum();
    let time = start.elapsed().as_secs_f64();
    // What nobody looks at need not be computed.
    std::hint::black_box(printed);
    Ok(time)
}

/// The time to write all files into a new folder.
fn write(files: &[TextFile], out: &Path) -> io::Result<f64> {
    super::fresh(out)?;
    let start = Instant::now();
    for file in files {
        let path = out.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, &file.text)?;
    }
    Ok(start.elapsed().as_secs_f64())
}
