//! What compiling the output costs. In: documents and generators. Out: the figures of [`Compile`].
//!
//! A user's crate is made beside the generated ones, and depends on them as its generator's documentation says. What all
//! stand on is built before anything is timed; then the generated crates alone are cleaned and built, again and again,
//! the generators by turns.

mod field;
mod folders;
mod functions;
mod models;
mod program;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

pub(super) use functions::Functions;
pub(super) use models::Models;
pub(super) use program::Program;

use super::Bench;
use super::documents::Document;
use super::generate::{fresh, try_ways};
use super::measure::{Cost, Fault, Pace, Racer, Sample, race};
use super::tools::{self, Job, Tool, ToolName, Way};
use folders::{Folders, Profile};

/// Documents that are compiled unless others are asked for: this project's, the smallest one, one of FastAPI's, what
/// progenitor's own tests use, and a large one. All of a corpus would take hours.
const COMPILED: &[&str] = &[
    "kathan",
    "sippet",
    "ex-petstore-expanded",
    "fastapi-retriever",
    "prog-nexus",
    "tel-elevenlabs",
];

/// Bytes above which a document is only checked, and once: all else would take as long as all other documents.
const LARGE: u64 = 1_000_000;

/// All figures of this part.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Compile {
    /// Documents, the smallest first.
    pub(super) documents: Vec<Row>,
}

/// One document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Row {
    /// Its name.
    pub(super) name: String,
    /// Bytes of its text.
    pub(super) bytes: u64,
    /// What became of it; a fault where nothing was generated, or where what was generated does not compile.
    pub(super) tools: BTreeMap<ToolName, Result<Cell, Fault>>,
}

/// One document of one generator.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Cell {
    /// How the generator was given the document.
    pub(super) way: Way,
    /// Lines of Rust.
    pub(super) lines: usize,
    /// Packages that are built for it, all dependencies and itself.
    pub(super) packages: usize,
    /// `cargo check` of the generated crates.
    pub(super) check: Cost,
    /// `cargo build --release` of the generated crates.
    pub(super) release: Result<Cost, Fault>,
    /// What reaches code generation.
    pub(super) functions: Result<Functions, Fault>,
    /// A program of two calls.
    pub(super) program: Result<Program, Fault>,
    /// `cargo check` after one optional field is added to the document.
    pub(super) field: Result<Cost, Fault>,
    /// `cargo check` of the types alone.
    pub(super) models: Result<Models, Fault>,
}

/// Measures everything.
pub(super) fn run(bench: &Bench<'_>, documents: &[Document]) -> io::Result<Compile> {
    let counter = tools::llvm_lines(&bench.rivals);
    let is_asked = |document: &&Document| bench.is_selected || COMPILED.contains(&document.name.as_str());
    let mut rows = Vec::new();
    for document in documents.iter().filter(is_asked) {
        rows.push(row(bench, document, counter.as_deref())?);
    }
    Ok(Compile { documents: rows })
}

/// A generator whose output compiles.
struct Entrant<'a> {
    tool: &'a Tool,
    folders: Folders,
    way: Way,
}

fn row(bench: &Bench<'_>, document: &Document, counter: Result<&Path, &Fault>) -> io::Result<Row> {
    let mut tools = BTreeMap::new();
    let mut entrants = Vec::new();
    for tool in &bench.tools {
        bench.tell(&format!(
            "compile {}: {}, dependencies",
            document.name,
            tool.kind.name()
        ));
        match prepare(bench, tool, document)? {
            Ok((folders, way)) => entrants.push(Entrant { tool, folders, way }),
            Err(fault) => {
                tools.insert(tool.kind, Err(fault));
            }
        }
    }
    bench.tell(&format!("compile {}: check", document.name));
    let checks = by_turns(bench, &entrants, |entrant| entrant.folders.build(bench, Profile::Check));
    let (entrants, checks) = compiled(entrants, checks, &mut tools);
    if document.bytes > LARGE {
        for (entrant, check) in entrants.iter().zip(checks) {
            tools.insert(entrant.tool.kind, Ok(only_checked(entrant, check)?));
        }
    } else {
        measure_more(bench, document, (&entrants, checks), counter, &mut tools)?;
    }
    Ok(Row {
        name: document.name.clone(),
        bytes: document.bytes,
        tools,
    })
}

/// All that is measured beside `cargo check`.
fn measure_more(
    bench: &Bench<'_>,
    document: &Document,
    (entrants, checks): (&[Entrant<'_>], Vec<Cost>),
    counter: Result<&Path, &Fault>,
    tools: &mut BTreeMap<ToolName, Result<Cell, Fault>>,
) -> io::Result<()> {
    bench.tell(&format!("compile {}: release", document.name));
    let releases = by_turns(bench, entrants, |entrant| {
        entrant.folders.build(bench, Profile::Release)
    });
    let own = entrants.iter().find(|entrant| entrant.tool.kind == ToolName::Callspec);
    let own = own.map(|entrant| &entrant.folders);
    for ((entrant, check), release) in entrants.iter().zip(checks).zip(releases) {
        let Entrant { tool, folders, .. } = entrant;
        let name = tool.kind.name();
        bench.tell(&format!("compile {}: {name}, sizes", document.name));
        let cell = Cell {
            release,
            functions: counter
                .map_err(Clone::clone)
                .and_then(|counter| functions::of_crates(folders, counter)),
            program: program::run(bench, document, (folders, own), counter)?,
            models: models::run(bench, document, entrant)?,
            ..only_checked(entrant, check)?
        };
        tools.insert(tool.kind, Ok(cell));
    }
    bench.tell(&format!("compile {}: one more field", document.name));
    for (entrant, cost) in entrants.iter().zip(field::run(bench, document, entrants)?) {
        if let Some(Ok(cell)) = tools.get_mut(&entrant.tool.kind) {
            cell.field = cost;
        }
    }
    Ok(())
}

/// The figures of what is only checked.
fn only_checked(entrant: &Entrant<'_>, check: Cost) -> io::Result<Cell> {
    let skipped = || Fault::new("not measured", "a document of this size is only checked");
    Ok(Cell {
        way: entrant.way,
        lines: entrant.folders.lines()?,
        packages: entrant.folders.packages()?,
        check,
        release: Err(skipped()),
        functions: Err(skipped()),
        program: Err(skipped()),
        field: Err(skipped()),
        models: Err(skipped()),
    })
}

/// Sets those aside whose output does not compile.
fn compiled<'a>(
    entrants: Vec<Entrant<'a>>,
    checks: Vec<Result<Cost, Fault>>,
    tools: &mut BTreeMap<ToolName, Result<Cell, Fault>>,
) -> (Vec<Entrant<'a>>, Vec<Cost>) {
    let mut fine = (Vec::new(), Vec::new());
    for (entrant, check) in entrants.into_iter().zip(checks) {
        match check {
            Ok(cost) => {
                fine.0.push(entrant);
                fine.1.push(cost);
            }
            Err(fault) => {
                tools.insert(entrant.tool.kind, Err(fault));
            }
        }
    }
    fine
}

/// How often a build is timed: long ones once, as their noise is small beside them.
fn pace(bench: &Bench<'_>) -> Pace {
    Pace {
        least: 1,
        most: if bench.quick { 1 } else { 3 },
        seconds: 3.0,
    }
}

/// Measures something of all entrants, by turns.
fn by_turns<'a>(
    bench: &Bench<'_>,
    entrants: &'a [Entrant<'a>],
    run: impl Fn(&'a Entrant<'a>) -> Result<Sample, Fault>,
) -> Vec<Result<Cost, Fault>> {
    let run = &run;
    let mut racers: Vec<Racer<'_>> = entrants
        .iter()
        .map(|entrant| Racer::new(move || run(entrant)))
        .collect();
    race(&mut racers, pace(bench));
    racers.into_iter().map(Racer::outcome).collect()
}

/// Generates a document's client and builds all that it stands on.
fn prepare(bench: &Bench<'_>, tool: &Tool, document: &Document) -> io::Result<Result<(Folders, Way), Fault>> {
    let (way, file) = match try_ways(bench, tool, document, &bench.scratch.join("generate"))? {
        Ok(found) => found,
        Err(fault) => return Ok(Err(fault)),
    };
    let folders = Folders::new(bench, tool, &document.name);
    fresh(&folders.code)?;
    let job = Job {
        document: &file,
        name: &document.name,
        out: &folders.code,
    };
    if let Err(fault) = bench.stopwatch.run(&tool.generate(job, way)) {
        return Ok(Err(fault));
    }
    folders.write_user("fn main() {}\n", &[])?;
    Ok(folders.build_dependencies(bench)?.map(|()| (folders, way)))
}
