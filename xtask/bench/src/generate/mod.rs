//! What generating costs. In: documents and generators. Out: the figures of [`Generate`].

mod floor;
mod growth;
mod synthetic;
mod unchanged;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

pub(super) use floor::Floor;
pub use floor::floor;
pub(super) use growth::Size;
pub(super) use unchanged::Unchanged;

use super::documents::Document;
use super::measure::{Cost, Fault, Racer, race};
use super::tools::{Job, Tool, ToolName, Way};
use super::{Bench, cut};

/// All figures of this part.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Generate {
    /// Documents, the smallest first.
    pub(super) documents: Vec<Row>,
    /// This project's own specs once more, with nothing to write.
    pub(super) unchanged: Result<Unchanged, Fault>,
    /// One made-up document in several sizes.
    pub(super) growth: Vec<Size>,
}

/// One document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Row {
    /// Its name.
    pub(super) name: String,
    /// Bytes of its text.
    pub(super) bytes: u64,
    /// What cannot be gone below, and how much there is to do.
    pub(super) floor: Result<Floor, Fault>,
    /// What each generator took.
    pub(super) tools: BTreeMap<ToolName, Cell>,
}

/// One document in one generator.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Cell {
    /// How it was given the document.
    pub(super) way: Way,
    /// What it took.
    pub(super) cost: Result<Cost, Fault>,
}

/// Measures everything.
pub(super) fn run(bench: &Bench<'_>, documents: &[Document]) -> io::Result<Generate> {
    let mut rows = Vec::with_capacity(documents.len());
    for (index, document) in documents.iter().enumerate() {
        bench.tell(&format!("generate {}/{} {}", index + 1, documents.len(), document.name));
        rows.push(row(bench, document, &bench.tools)?);
    }
    bench.tell("generate: nothing changed");
    let unchanged = unchanged::run(bench)?;
    let growth = growth::run(bench)?;
    fs::remove_dir_all(bench.scratch.join("generate"))?;
    Ok(Generate {
        documents: rows,
        unchanged,
        growth,
    })
}

/// Measures one document in some generators, which take turns with the floor.
fn row(bench: &Bench<'_>, document: &Document, tools: &[Tool]) -> io::Result<Row> {
    let folder = bench.scratch.join("generate").join(&document.name);
    let mut known = BTreeMap::new();
    for tool in tools {
        known.insert(tool.kind, try_ways(bench, tool, document, &folder)?);
    }
    let mut spent = Vec::new();
    let mut racers = vec![Racer::new(|| {
        let out = folder.join("floor").join(spent.len().to_string());
        let (sample, steps) = floor::start(bench, document, &out)?;
        spent.push(steps);
        Ok(sample)
    })];
    for tool in tools {
        let Some(Ok((way, file))) = known.get(&tool.kind) else {
            continue;
        };
        let outs = folder.join(tool.kind.name());
        let mut turn = 0;
        racers.push(Racer::new(move || {
            // A folder for each run, as a file system is slow to write where much has just been removed.
            turn += 1;
            let out = outs.join(turn.to_string());
            let job = Job {
                document: file,
                name: &document.name,
                out: &out,
            };
            fresh(&out).map_err(|error| Fault::new("not measured", error.to_string()))?;
            bench.stopwatch.run(&tool.generate(job, *way))
        }));
    }
    race(&mut racers, bench.pace);
    let mut costs = racers.into_iter().map(Racer::outcome).collect::<Vec<_>>().into_iter();
    let floor = costs.next().unwrap_or_else(|| Ok(Cost::default()));
    let mut cells = BTreeMap::new();
    for (kind, tried) in &known {
        let cell = match tried {
            Ok((way, _)) => costs.next().map(|cost| Cell { way: *way, cost }),
            Err(fault) => Some(Cell {
                way: Way::AsItIs,
                cost: Err(fault.clone()),
            }),
        };
        cells.extend(cell.map(|cell| (*kind, cell)));
    }
    Ok(Row {
        name: document.name.clone(),
        bytes: document.bytes,
        floor: floor.map(|_| Floor::of(&spent)),
        tools: cells,
    })
}

/// The first way that a generator manages, and the document as it wants it; else why it fails on the document as it is.
type Tried = Result<(Way, std::path::PathBuf), Fault>;

/// Finds the way to give a document to a generator. This run also warms the caches of the disk.
pub(super) fn try_ways(bench: &Bench<'_>, tool: &Tool, document: &Document, folder: &Path) -> io::Result<Tried> {
    let mut first = None;
    for way in tool.ways() {
        let file = match way {
            Way::CutDown => {
                let file = folder.join("cut").join(format!("{}.json", document.name));
                if !cut::write(&document.file, &file)? {
                    continue;
                }
                file
            }
            Way::AsItIs | Way::Unchecked => document.file.clone(),
        };
        let out = folder.join(tool.kind.name());
        fresh(&out)?;
        let job = Job {
            document: &file,
            name: &document.name,
            out: &out,
        };
        match bench.stopwatch.run(&tool.generate(job, *way)) {
            Ok(_) => return Ok(Ok((*way, file))),
            Err(fault) => first = first.or(Some(fault)),
        }
    }
    Ok(Err(first.unwrap_or_else(|| Fault::new("not tried", "no way to run it"))))
}

/// An empty folder.
pub(super) fn fresh(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::create_dir_all(folder),
    }
}
