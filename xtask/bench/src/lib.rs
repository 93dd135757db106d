//! Speed, measured beside the rivals. In: documents, and generators at pinned versions. Out: `docs/benchmarks/*.json` with
//! the figures, and from these `docs/benchmarks.md` with tables and plots, and the README's table.
//!
//! `tools` installs and runs the generators, `measure` takes times, `generate` and `compile` are parts of their own, and
//! `harness` runs those that live in `benches/`. `record` keeps what a part found, so that a part that is not run this
//! time keeps its figures, with the day and the machine; `page` shows them and measures nothing.

mod compile;
mod cut;
mod documents;
mod generate;
mod harness;
mod machine;
mod measure;
mod page;
mod record;
mod tools;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use generate::floor;
pub use measure::measure;

use documents::Document;
use measure::{Fault, Pace, Stopwatch};
use record::Record;
use tools::{Tool, ToolName};

/// A part of the figures, which can be measured by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What generating costs.
    Generate,
    /// What compiling the output costs.
    Compile,
    /// What a call costs.
    Call,
    /// Instructions of the generator's stages and of decoding.
    Instructions,
}

impl Part {
    /// All, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Generate, Self::Compile, Self::Call, Self::Instructions];

    /// As on the command line and in the names of files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Generate => "generate",
            Self::Compile => "compile",
            Self::Call => "call",
            Self::Instructions => "instructions",
        }
    }
}

/// What is measured.
#[derive(Clone, Debug)]
pub struct Options {
    /// This project's root.
    pub root: PathBuf,
    /// The folder of other people's documents, where it exists.
    pub corpus: PathBuf,
    /// This tool, which calls itself for each measurement.
    pub tool: PathBuf,
    /// The generator's command line, built for release.
    pub generator: PathBuf,
    /// The parts to measure.
    pub parts: Vec<Part>,
    /// Few runs and small documents, to try the harness.
    pub quick: bool,
    /// Only these documents; all where it is empty.
    pub documents: Vec<String>,
    /// The name of a document's file.
    pub name_of: fn(&Path) -> String,
}

impl Options {
    /// Where the figures go. Those of a trial do not take the place of a whole run's.
    pub fn out(&self) -> PathBuf {
        let is_trial = self.quick || !self.documents.is_empty();
        self.root.join(if is_trial { "target/bench/trial" } else { "docs" })
    }
}

/// What all parts share.
struct Bench<'a> {
    root: &'a Path,
    generator: &'a Path,
    scratch: PathBuf,
    rivals: PathBuf,
    tools: Vec<Tool>,
    /// Generators that cannot be run here, and why.
    missing: Vec<(ToolName, Fault)>,
    stopwatch: Stopwatch,
    pace: Pace,
    quick: bool,
    /// Whether documents were asked for by name.
    is_selected: bool,
    progress: &'a dyn Fn(&str),
}

impl Bench<'_> {
    fn tell(&self, line: &str) {
        (self.progress)(line);
    }
}

/// Measures the parts that are asked for and writes the page anew; `progress` hears what is done.
pub fn run(options: &Options, progress: &dyn Fn(&str)) -> io::Result<()> {
    let scratch = options.root.join("target/bench");
    fs::create_dir_all(&scratch)?;
    let mut bench = Bench {
        root: &options.root,
        generator: &options.generator,
        rivals: scratch.join("rivals"),
        tools: Vec::new(),
        missing: Vec::new(),
        stopwatch: Stopwatch {
            tool: options.tool.clone(),
            scratch: scratch.clone(),
            deadline: Duration::from_secs(300),
        },
        pace: match options.quick {
            true => Pace {
                least: 2,
                most: 3,
                seconds: 0.3,
            },
            // What takes seconds, as all that starts Java does, is run twice: its noise is small beside it.
            false => Pace {
                least: 2,
                most: 21,
                seconds: 1.5,
            },
        },
        quick: options.quick,
        is_selected: !options.documents.is_empty(),
        scratch,
        progress,
    };
    let documents = select(options)?;
    if options
        .parts
        .iter()
        .any(|part| [Part::Generate, Part::Compile].contains(part))
    {
        install(&mut bench)?;
    }
    let out = options.out();
    for part in &options.parts {
        let figures = match part {
            Part::Generate => serde_json::to_value(generate::run(&bench, &documents)?)?,
            Part::Compile => serde_json::to_value(compile::run(&bench, &documents)?)?,
            Part::Call | Part::Instructions => match harness::run(&bench, *part)? {
                Ok(figures) => figures,
                Err(fault) => {
                    // What is known from an earlier run stays.
                    progress(&format!("{} is not measured: {}", part.name(), fault.reason));
                    continue;
                }
            },
        };
        let missing = bench.missing.clone();
        Record::now(figures, missing, options.quick).save(&out, *part)?;
    }
    progress("page");
    page::write(&options.root, &out)
}

/// The documents to measure.
fn select(options: &Options) -> io::Result<Vec<Document>> {
    let mut documents = documents::all(&options.root, &options.corpus, options.name_of)?;
    let is_there = |name: &&String| documents.iter().any(|document| document.name == **name);
    if let Some(name) = options.documents.iter().find(|name| !is_there(name)) {
        return Err(io::Error::other(format!("there is no document `{name}`")));
    }
    let only = &options.documents;
    documents.retain(|document| only.is_empty() || only.contains(&document.name));
    if options.quick && only.is_empty() {
        documents.retain(|document| document.bytes < documents::SMALL);
    }
    Ok(documents)
}

fn install(bench: &mut Bench<'_>) -> io::Result<()> {
    fs::create_dir_all(&bench.rivals)?;
    for kind in ToolName::ALL {
        bench.tell(&format!("install {} {}", kind.name(), kind.version()));
        match tools::install(kind, bench.generator, &bench.rivals) {
            Ok(tool) => bench.tools.push(tool),
            Err(fault) => bench.missing.push((kind, fault)),
        }
    }
    Ok(())
}
