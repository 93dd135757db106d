//! `codegen`: documents in, crates in a folder out, or the proof that the folder is up to date.

use std::path::PathBuf;

use clap::Args;

use super::place::{self, Spec};
use super::problems::{Format, Limits, show};
use super::{Failure, Verdict, eprint, patiently};
use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::layout::TextFile;
use callspec_codegen::output;
use callspec_codegen::parallel;
use callspec_codegen::pipeline::{self, Counts, Options, Outcome};
use callspec_codegen::report::FileProblem;
use callspec_codegen::source::{LoadError, Source};
use callspec_codegen::tree::{self, Difference, Scope, State, TreeError};
use edits::Before;
use stamp::Stamp;
use told::Told;

mod check;
mod edits;
mod lock;
mod provider;
mod stamp;
mod told;
mod workspace;

/// Warnings of one code that are shown of a foreign document, which may have thousands.
const SHOWN_WARNINGS: usize = 10;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Writes nothing; shows how the folder differs and exits with 1 if it does.
    #[arg(long)]
    check: bool,
    /// A foreign OpenAPI 3.0 or 3.1 document, YAML or JSON; warnings are allowed.
    #[arg(long, value_name = "FILE", requires = "name", requires = "out")]
    spec: Option<PathBuf>,
    /// Prefix of its crates: NAME-models and NAME-client.
    #[arg(long, requires = "spec", value_parser = name)]
    name: Option<String>,
    /// The folder for its crates; becomes a workspace that builds.
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,
    /// The folder that holds callspec-core and callspec-types [default: that of this project].
    #[arg(long, value_name = "PATH", requires = "spec")]
    core: Option<PathBuf>,
    /// How problems of the documents are shown.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

fn name(text: &str) -> Result<String, String> {
    if output::is_name(text) {
        Ok(text.to_owned())
    } else {
        Err("a name has small letters, digits and single `-`, and begins with a letter".to_owned())
    }
}

/// What is generated from where to where.
struct Plan {
    specs: Vec<Spec>,
    /// The root of this project, where its own crates are generated.
    root: Option<PathBuf>,
    out: PathBuf,
    /// The folder as shown.
    shown: String,
    scope: Scope,
    strict: bool,
    format: Format,
    runtime: Runtime,
    /// What stale folders are renewed with.
    command: String,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let plan = plan(arguments)?;
    let documents = plan.load().map_err(Failure::new)?;
    // The proof that the folder is up to date is always the whole one.
    let stamp = plan.stamp(&documents).filter(|_| !arguments.check);
    if let Some(lines) = stamp.as_ref().and_then(|stamp| stamp.lines(&plan.out)) {
        plan.format.result(lines);
        return Ok(Verdict::Fine);
    }
    let generate = || parallel::map(documents, |(spec, source)| plan.generate(&spec, source));
    let outcomes = patiently("generating", generate).map_err(Failure::new)?;
    let (outcomes, generated): (Vec<_>, Vec<_>) = outcomes.into_iter().unzip();
    let generated: Option<Vec<_>> = generated.into_iter().collect();
    let Some(generated) = generated else {
        plan.show(&outcomes, &[]);
        eprint(format_args!("error: nothing was written to {}\n", plan.shown));
        return Ok(Verdict::Findings);
    };
    let mut files: Vec<_> = generated.into_iter().flatten().collect();
    files.push(if plan.scope == Scope::Named {
        workspace()
    } else {
        rustfmt()
    });
    if arguments.check {
        plan.check(&files, &outcomes)
    } else {
        plan.write(&files, &outcomes, stamp)
    }
}

fn plan(arguments: &Arguments) -> Result<Plan, Failure> {
    if let Arguments {
        spec: Some(file),
        name: Some(name),
        out: Some(out),
        core,
        ..
    } = arguments
    {
        let shown = out.display().to_string();
        let command = format!(
            "cargo xtask codegen --spec {} --name {name} --out {shown}",
            file.display()
        );
        let runtime = place::runtime(core.as_deref(), out)?;
        let spec = Spec {
            name: name.clone(),
            is_own: false,
            ..Spec::of(file)
        };
        return Ok(Plan {
            specs: vec![spec],
            root: None,
            out: out.clone(),
            shown,
            scope: Scope::Named,
            strict: false,
            format: arguments.format,
            runtime,
            command,
        });
    }
    let root = place::root()?;
    Ok(Plan {
        specs: place::specs(&root)?,
        out: root.join("generated"),
        root: Some(root),
        shown: "generated".to_owned(),
        scope: Scope::All,
        strict: true,
        format: arguments.format,
        runtime: Runtime::Workspace,
        command: "cargo xtask codegen".to_owned(),
    })
}

/// The manifest of a foreign document's folder. It names no crate, so that several documents can share a folder.
fn workspace() -> TextFile {
    let text = "# @generated by cargo xtask codegen. Do not edit.\n\n[workspace]\nresolver = \"3\"\nmembers = [\"*-models\", \"*-client\"]\n";
    TextFile {
        path: "Cargo.toml".to_owned(),
        text: text.to_owned(),
    }
}

/// What keeps rustfmt away from this project's own crates.
fn rustfmt() -> TextFile {
    let text = "# @generated by cargo xtask codegen. Do not edit.\n\n\
                # The layout of generated code is prettyplease's: the same bytes on every toolchain.\n\
                disable_all_formatting = true\n";
    TextFile {
        path: "rustfmt.toml".to_owned(),
        text: text.to_owned(),
    }
}

type Generated = (Outcome, Option<Vec<TextFile>>);

impl Plan {
    /// Loads the documents.
    fn load(&self) -> Result<Vec<(Spec, Source)>, LoadError> {
        let load = |spec: &Spec| Ok((spec.clone(), Source::load_as(&spec.path, &spec.shown)?));
        self.specs.iter().map(load).collect()
    }

    /// The stamp of this project's own crates, where nothing but a few lines may have to be said.
    fn stamp(&self, documents: &[(Spec, Source)]) -> Option<Stamp> {
        let root = self.root.as_deref().filter(|_| self.format == Format::Text)?;
        Stamp::of(root, documents)
    }

    fn generate(&self, spec: &Spec, source: Source) -> Generated {
        // The first line of the files shows the document without the way to it, which differs between machines.
        let file = || spec.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let shown = if self.scope == Scope::All {
            spec.shown.clone()
        } else {
            file()
        };
        let options = Options {
            name: spec.name.clone(),
            strict: self.strict,
            emit: emit::Options {
                spec: shown,
                runtime: self.runtime.clone(),
            },
        };
        // The rules of style are for what we write; other people's documents are generated as they are.
        let outcome = match self.strict {
            true => pipeline::inspect(source, &options),
            false => pipeline::analyse(source, &options),
        };
        let files = pipeline::generate(&outcome, &options);
        (outcome, files)
    }

    /// Shows the problems of the documents and of files.
    fn show(&self, outcomes: &[Outcome], problems: &[FileProblem]) {
        let limit = (!self.strict).then_some(SHOWN_WARNINGS);
        let limits = Limits {
            warnings: limit,
            notes: limit,
        };
        show(outcomes, problems, self.format, limits);
    }

    fn write(&self, files: &[TextFile], outcomes: &[Outcome], stamp: Option<Stamp>) -> Result<Verdict, Failure> {
        if let Some(stamp) = &stamp {
            stamp.remove();
        }
        let written = tree::write(&self.out, files, self.scope);
        let differences = written.map_err(|error| self.failed(outcomes, &error))?;
        let around = self.around(true);
        self.show(outcomes, &around.problems);
        let kept = differences.iter().filter(|one| one.state == State::Foreign);
        for Difference { path, .. } in kept.clone() {
            let file = format!("{}/{path}", self.shown);
            eprint(format_args!(
                "warning: {file} was not generated and is kept; move or remove it\n"
            ));
        }
        let told = Told::new(&self.shown, files, &differences, self.before(&differences));
        self.format
            .result(self.summaries(outcomes, &told) + &told.others(&self.crates()));
        let further = self.further(&around.updated);
        self.format.result(&further);
        if let Some(root) = &self.root {
            edits::remember(root, files);
        }
        let is_settled = kept.count() == 0 && around.problems.is_empty() && further.is_empty();
        // A run that has more to say than how much arrived has to say it again.
        let is_silent = |outcome: &Outcome| outcome.report.diagnostics.is_empty() && outcome.source.is_one_file();
        if let Some(stamp) = stamp.filter(|_| is_settled && outcomes.iter().all(is_silent)) {
            let unchanged = Told::new(&self.shown, files, &[], None);
            stamp.keep(files, &self.summaries(outcomes, &unchanged));
        }
        let is_fine = around.problems.is_empty();
        Ok(if is_fine { Verdict::Fine } else { Verdict::Findings })
    }

    /// What is known of the texts that a run has overwritten or removed.
    fn before(&self, differences: &[Difference]) -> Option<Before> {
        let is_gone = |one: &Difference| matches!(one.state, State::Changed | State::LeftOver);
        let root = self.root.as_deref().filter(|_| differences.iter().any(is_gone));
        root.map(|root| Before::of(root, &self.shown))
    }

    /// What is said beside what became of generated files: lock files, and lines that a new provider needs.
    fn further(&self, updated: &[String]) -> String {
        let updated = updated
            .iter()
            .map(|file| format!("changed {file} (brought up to date)\n"));
        let advice = |root: &PathBuf| -> String {
            let of_spec = |spec: &Spec| provider::advice(root, &spec.name);
            self.specs.iter().map(of_spec).collect()
        };
        updated.chain(self.root.iter().map(advice)).collect()
    }

    /// The names of the crates that are generated.
    fn crates(&self) -> Vec<String> {
        self.specs.iter().flat_map(crates_of).collect()
    }

    /// What is said of the manifests and lock files around this project's own crates.
    fn around(&self, may_write: bool) -> workspace::Said {
        let look = |root: &PathBuf| workspace::look(root, &self.crates(), may_write);
        self.root.as_ref().map(look).unwrap_or_default()
    }

    /// How much of each document arrived, and what became of the files of its crates.
    fn summaries(&self, outcomes: &[Outcome], told: &Told<'_>) -> String {
        let of_spec = |(spec, outcome): (&Spec, &Outcome)| {
            let crates = crates_of(spec);
            let (counts, lines) = (told.counts(&crates), told.lines(&crates, &spec.shown));
            format!("{}; {counts}\n{lines}", summary(spec, &outcome.counts))
        };
        self.specs.iter().zip(outcomes).map(of_spec).collect()
    }

    fn check(&self, files: &[TextFile], outcomes: &[Outcome]) -> Result<Verdict, Failure> {
        let checked = tree::check(&self.out, files, self.scope);
        let differences = checked.map_err(|error| self.failed(outcomes, &error))?;
        // What is around has to fit the folder as it should be, so it is looked at when that is so.
        let mut problems = match differences.is_empty() {
            true => self.around(false).problems,
            false => Vec::new(),
        };
        let is_fine = differences.is_empty() && problems.is_empty();
        if self.format != Format::Text {
            problems.extend(check::problems(&self.shown, &differences, &self.command));
        }
        self.show(outcomes, &problems);
        if !differences.is_empty() {
            self.format
                .result(check::text(&self.shown, &differences, &self.command));
        }
        Ok(if is_fine { Verdict::Fine } else { Verdict::Findings })
    }

    /// Why the folder cannot be compared or written, behind what is wrong with the documents.
    fn failed(&self, outcomes: &[Outcome], error: &TreeError) -> Failure {
        self.show(outcomes, &[]);
        Failure::new(error)
    }
}

/// The names of a document's crates.
fn crates_of(spec: &Spec) -> Vec<String> {
    ["models", "client"]
        .map(|part| format!("{}-{part}", spec.name))
        .to_vec()
}

/// How much of a document arrived.
fn summary(spec: &Spec, counts: &Counts) -> String {
    format!(
        "{}: {} of {} operations, {} of {} schemas, {} weakened, {} skipped",
        spec.shown,
        counts.methods,
        counts.operations,
        counts.types,
        counts.schemas,
        counts.weakened,
        counts.skipped()
    )
}
