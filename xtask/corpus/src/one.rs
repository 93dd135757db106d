//! One document, in this process. In: its path. Out: its [`Row`], and its crates in a folder if one is given.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::carried::carried;
use super::count::declared;
use super::examples::examples;
use super::probe;
use super::raw::{Raw, raw};
use super::row::{Column, Held, Pair, Row, Unions};
use super::unions::instances;
use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::ir::Api;
use callspec_codegen::normalise::normalise;
use callspec_codegen::pipeline::{self, Options, Outcome};
use callspec_codegen::report::{Code, Level, Report};
use callspec_codegen::source::Source;
use callspec_codegen::tree::{self, Scope};
use callspec_codegen::{parallel, read};

/// Warnings of what could not be expressed; all others are faults of the document that were read as something else.
const EXPRESSION: &[Code] = &[
    Code::AmbiguousUnion,
    Code::NameClash,
    Code::VersionNotSemantic,
    Code::Weakened,
];

/// Where a document's crates go.
#[derive(Clone, Debug)]
pub struct Out {
    /// The folder.
    pub folder: PathBuf,
    /// The way from one of the crates to the folder of the runtime.
    pub runtime: String,
    /// Whether a crate that tries the examples is written too.
    pub examples: bool,
}

/// Generates from a document. A panic is a failure of the generator and becomes the row's.
pub fn one(file: &Path, name: &str, out: Option<&Out>) -> Row {
    let whole = || generate(file, name, out);
    // The thread has the stack that deep documents need, and its end tells of a panic.
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| parallel::map(vec![()], |()| whole())));
    let mut row = match caught {
        Ok(Ok(mut rows)) => rows.pop().unwrap_or_default(),
        Ok(Err(error)) => failed(format!("no thread: {error}")),
        Err(panic) => failed(format!("the generator panicked: {}", words(panic.as_ref()))),
    };
    row.name = name.to_owned();
    row.file = file.to_owned();
    row
}

fn failed(reason: impl Into<String>) -> Row {
    Row {
        failure: Some(reason.into()),
        ..Row::default()
    }
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

fn generate(file: &Path, name: &str, out: Option<&Out>) -> Row {
    let shown = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let options = Options {
        name: name.to_owned(),
        strict: false,
        emit: emit::Options {
            spec: shown.clone(),
            runtime: out.map_or(Runtime::Workspace, |out| Runtime::Path(out.runtime.clone())),
        },
    };
    let start = Instant::now();
    let outcome = match Source::load_as(file, &shown) {
        Ok(source) => pipeline::analyse(source, &options),
        Err(error) => return failed(error.to_string()),
    };
    let files = pipeline::generate(&outcome, &options);
    let mut row = Row {
        milliseconds: u64::try_from(spent(start).as_millis()).unwrap_or(u64::MAX),
        peak: peak(),
        ..Row::default()
    };
    let Some(files) = files else {
        row.failure = Some(first_error(&outcome));
        return row;
    };
    row.lines = files
        .iter()
        .filter(|file| file.path.ends_with(".rs"))
        .map(|file| file.text.lines().count())
        .sum();
    if let Some(out) = out
        && let Err(error) = tree::write(&out.folder, &files, Scope::Named)
    {
        row.failure = Some(error.to_string());
    }
    drop(files);
    counts(&mut row, file, &shown, &outcome, out);
    row
}

/// Counts what the document declares, read once more, and what is carried.
fn counts(row: &mut Row, file: &Path, shown: &str, outcome: &Outcome, out: Option<&Out>) {
    let value = Source::load_as(file, shown)
        .ok()
        .and_then(|mut source| read::read(&mut source, &mut Report::default()));
    let (Some(value), Some(api)) = (value, &outcome.api) else {
        row.failure = Some("the document cannot be read twice".to_owned());
        return;
    };
    let (declared, carried) = (declared(&value), carried(api));
    row.openapi = value["openapi"].as_str().unwrap_or_default().to_owned();
    row.schemas = (carried.schemas, declared.schemas);
    row.pairs = Column::ALL
        .into_iter()
        .map(|column| (column, Pair::of(column, &declared, &carried)))
        .collect();
    warn(row, &outcome.report);
    let mut normalised = normalise(value, &mut Report::default()).value;
    // Places in webhooks are told as the document has them.
    if let Some(webhooks) = normalised.as_object_mut().and_then(|root| root.remove("x-webhooks")) {
        normalised["webhooks"] = webhooks;
    }
    let Raw { fields, raw, silent } = raw(api, &normalised, &outcome.report);
    (row.fields, row.raw, row.silent) = (fields, raw, silent);
    if let Some(out) = out.filter(|out| out.examples)
        && let Err(error) = try_values(row, api, &normalised, &outcome.report, out)
    {
        row.failure = Some(format!("the examples cannot be written: {error}"));
    }
}

/// Writes the crate that tries the examples, and values of the alternatives of unions.
fn try_values(row: &mut Row, api: &Api, root: &Value, report: &Report, out: &Out) -> io::Result<()> {
    let models = format!("{}_models", api.name.replace('-', "_"));
    let mut examples = examples(api, root, &models);
    let instances = instances(api, root, report, &models);
    row.held = Some(Held {
        fitting: examples.fitting.len(),
        misfits: examples.misfits,
        unplaced: examples.unplaced,
        ..Held::default()
    });
    row.unions = Some(Unions {
        instances: instances.made.len(),
        unmade: instances.unmade,
        ..Unions::default()
    });
    examples.fitting.extend(instances.made);
    probe::write(&out.folder, &api.name, &out.runtime, &examples.fitting)
}

fn warn(row: &mut Row, report: &Report) {
    for diagnostic in report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.level == Level::Warning)
    {
        *row.warnings.entry(diagnostic.code.as_str().to_owned()).or_default() += 1;
        row.repairs += usize::from(!EXPRESSION.contains(&diagnostic.code));
    }
}

fn first_error(outcome: &Outcome) -> String {
    let mut errors = outcome
        .report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.level == Level::Error);
    let count = errors.clone().count();
    errors.next().map_or_else(
        || "refused without a reason".to_owned(),
        |error| {
            format!(
                "{count} errors, first [{}] {} at {}",
                error.code.as_str(),
                error.message,
                error.at.0
            )
        },
    )
}

/// Processor time of this process, which does nothing else; where there is no such clock, the time since its start.
fn spent(start: Instant) -> Duration {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        let seconds = u64::try_from(time.tv_sec);
        let nanoseconds = u32::try_from(time.tv_nsec);
        if let (Ok(seconds), Ok(nanoseconds)) = (seconds, nanoseconds) {
            return Duration::new(seconds, nanoseconds);
        }
    }
    start.elapsed()
}

/// The most memory that this process has held, in KiB.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
