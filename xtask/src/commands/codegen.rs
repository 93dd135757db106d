//! `codegen`: documents in, crates in a folder out, or the proof that the folder is up to date.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use clap::Args;
use similar::{ChangeTag, TextDiff};

use super::place::{self, Spec};
use super::problems::{Format, Limits, show};
use super::stamp::Stamp;
use super::{Failure, Verdict, eprint};
use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::layout::TextFile;
use callspec_codegen::output;
use callspec_codegen::parallel;
use callspec_codegen::pipeline::{self, Counts, Options, Outcome};
use callspec_codegen::source::{LoadError, Source};
use callspec_codegen::tree::{self, Difference, Scope, State};

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
        lines.lines().for_each(|line| plan.say(line, 0));
        return Ok(Verdict::Fine);
    }
    let outcomes = parallel::map(documents, |(spec, source)| plan.generate(&spec, source)).map_err(Failure::new)?;
    let limit = (!plan.strict).then_some(SHOWN_WARNINGS);
    let limits = Limits {
        warnings: limit,
        notes: limit,
    };
    let (outcomes, generated): (Vec<_>, Vec<_>) = outcomes.into_iter().unzip();
    show(&outcomes, plan.format, limits);
    let generated: Option<Vec<_>> = generated.into_iter().collect();
    let Some(generated) = generated else {
        eprint(format_args!("error: nothing was written to {}\n", plan.shown));
        return Ok(Verdict::Findings);
    };
    let mut files: Vec<_> = generated.into_iter().flatten().collect();
    if plan.scope == Scope::Named {
        files.push(workspace());
    }
    if arguments.check {
        plan.check(&files)
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

    fn write(&self, files: &[TextFile], outcomes: &[Outcome], stamp: Option<Stamp>) -> Result<Verdict, Failure> {
        if let Some(stamp) = &stamp {
            stamp.remove();
        }
        let written = tree::write(&self.out, files, self.scope).map_err(Failure::new)?;
        for path in &written.foreign {
            eprint(format_args!(
                "warning: {}/{path} was not generated and was left alone; move or remove it\n",
                self.shown
            ));
        }
        let mut lines = String::new();
        for (spec, outcome) in self.specs.iter().zip(outcomes) {
            let crates = ["models", "client"].map(|part| format!("{}-{part}/", spec.name));
            let of_spec = |path: &&String| crates.iter().any(|folder| path.starts_with(folder)) || !path.contains('/');
            let changed = written.changed.iter().chain(&written.removed).filter(of_spec).count();
            let line = summary(spec, &outcome.counts);
            self.say(&line, changed);
            lines += &format!("{line}\n");
        }
        // A run that has more to say than these lines has to say it again.
        let is_silent = |outcome: &Outcome| outcome.report.diagnostics.is_empty() && outcome.source.is_one_file();
        if let Some(stamp) = stamp.filter(|_| written.foreign.is_empty() && outcomes.iter().all(is_silent)) {
            stamp.keep(files, &lines);
        }
        Ok(Verdict::Fine)
    }

    /// Says what came of a document, and how many of its files changed.
    fn say(&self, summary: &str, changed: usize) {
        self.format.result(format_args!("{summary}; {changed} files changed\n"));
    }

    fn check(&self, files: &[TextFile]) -> Result<Verdict, Failure> {
        let differences = tree::check(&self.out, files, self.scope).map_err(Failure::new)?;
        if differences.is_empty() {
            return Ok(Verdict::Fine);
        }
        let mut text = String::new();
        for difference in &differences {
            describe(&self.shown, difference, &mut text);
        }
        let count = differences.len();
        let files = if count == 1 { "file" } else { "files" };
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "\n{} is stale: {count} {files}", self.shown);
        let _ = writeln!(text, "run: {}", self.command);
        self.format.result(text);
        Ok(Verdict::Findings)
    }
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

/// One difference: a unified diff, or one line where there is nothing to compare with.
fn describe(folder: &str, difference: &Difference, out: &mut String) {
    let path = Path::new(folder).join(&difference.path);
    let path = path.display();
    // Writing to a `String` cannot fail.
    let _ = match difference.state {
        State::Changed => {
            unified(&path.to_string(), difference, out);
            Ok(())
        }
        State::Missing => writeln!(out, "missing: {path}"),
        State::LeftOver => writeln!(out, "left over: {path}"),
        State::Foreign => writeln!(out, "not generated: {path} (move or remove it by hand)"),
    };
}

fn unified(path: &str, difference: &Difference, out: &mut String) {
    let diff = TextDiff::from_lines(&difference.old, &difference.new);
    let _ = writeln!(out, "--- a/{path}\n+++ b/{path}");
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        let _ = writeln!(out, "{}", hunk.header());
        for change in hunk.iter_changes() {
            let style = match change.tag() {
                ChangeTag::Delete => AnsiColor::Red.on_default(),
                ChangeTag::Insert => AnsiColor::Green.on_default(),
                ChangeTag::Equal => Style::new(),
            };
            let line = change.value().trim_end_matches(['\r', '\n']);
            let _ = writeln!(out, "{style}{}{line}{style:#}", change.tag());
        }
    }
}
