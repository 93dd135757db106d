//! `lint` and `ir`: what is wrong with documents, and what is understood of them.

use std::path::{Path, PathBuf};

use clap::Args;

use super::place::{self, Spec};
use super::problems::{Format, Limits, show};
use super::{Failure, Verdict, eprint, patiently, print};
use callspec_codegen::emit;
use callspec_codegen::ir;
use callspec_codegen::nearest::nearest;
use callspec_codegen::parallel;
use callspec_codegen::pipeline::{self, Options, Outcome};
use callspec_codegen::report::{self, Code, Level};
use callspec_codegen::source::{LoadError, Source};

/// Notes of one code that people are shown unless they ask for all.
const SHOWN_NOTES: usize = 5;

#[derive(Debug, Args)]
pub(super) struct Lint {
    /// The documents; without one, all specs/*.yaml, whose warnings and notes are errors
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Prints the page of a code, or the list of all codes
    #[arg(long, value_name = "CODE", num_args = 0..=1, conflicts_with = "files")]
    explain: Option<Option<String>>,
    /// How problems are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Shows all notes, not only the first of each code
    #[arg(long)]
    all: bool,
}

/// What a document is read for; nothing is written, so it does not matter where the runtime is.
fn options(spec: &Spec) -> Options {
    let emit = emit::Options {
        spec: spec.shown.clone(),
        runtime: emit::Runtime::Workspace,
    };
    Options {
        name: spec.name.clone(),
        strict: spec.is_own,
        emit,
    }
}

fn load(spec: &Spec) -> Result<Source, LoadError> {
    Source::load_as(&spec.path, &spec.shown)
}

/// Shows all problems of documents, or explains one.
pub(super) fn lint(arguments: Lint) -> Result<Verdict, Failure> {
    if let Some(code) = arguments.explain {
        return explain(code.as_deref());
    }
    let specs = if arguments.files.is_empty() {
        place::specs(&place::root()?)?
    } else {
        arguments.files.iter().map(|file| Spec::of(file)).collect()
    };
    let inspect = |spec: Spec| Ok(pipeline::inspect(load(&spec)?, &options(&spec)));
    let outcomes = patiently("reading", || parallel::map(specs, inspect)).map_err(Failure::new)?;
    // The documents that can be read are shown first.
    let (mut read, mut unreadable): (Vec<Outcome>, Vec<LoadError>) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        match outcome {
            Ok(outcome) => read.push(outcome),
            Err(error) => unreadable.push(error),
        }
    }
    let limits = Limits {
        warnings: None,
        notes: (!arguments.all).then_some(SHOWN_NOTES),
    };
    show(&read, &[], arguments.format, limits);
    if let Some(last) = unreadable.pop() {
        for error in unreadable {
            eprint(format_args!("error: {error}\n"));
        }
        return Err(Failure::new(last));
    }
    let problems = read.iter().flat_map(|outcome| &outcome.report.diagnostics);
    let is_finding = problems.map(|problem| problem.level).any(|level| level > Level::Note);
    Ok(if is_finding { Verdict::Findings } else { Verdict::Fine })
}

/// Prints the page of a code, or all codes.
fn explain(code: Option<&str>) -> Result<Verdict, Failure> {
    let Some(name) = code else {
        print(report::list());
        return Ok(Verdict::Fine);
    };
    // As it is printed, `error[dangling-ref]`, or alone.
    let name = name
        .split_once('[')
        .map_or(name, |(_, rest)| rest.trim_end_matches([']', ':']));
    if let Some(code) = Code::parse(name) {
        print(report::page(code));
        return Ok(Verdict::Fine);
    }
    let mut names = Code::ALL.iter().map(|code| code.as_str());
    let similar = nearest(name, names.clone()).or_else(|| names.find(|other| other.starts_with(name)));
    let hint = match similar {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`cargo xtask lint --explain` lists all codes".to_owned(),
    };
    Err(Failure::new(format_args!("there is no code `{name}`; {hint}")))
}

/// Prints the intermediate representation of a document.
pub(super) fn ir(file: &Path) -> Result<Verdict, Failure> {
    let analyse = |spec: Spec| Ok(pipeline::analyse(load(&spec)?, &options(&spec)));
    let outcomes = patiently("reading", || parallel::map(vec![Spec::of(file)], analyse)).map_err(Failure::new)?;
    for outcome in outcomes {
        let outcome: Outcome = outcome.map_err(|error: LoadError| Failure::new(error))?;
        show([&outcome], &[], Format::Text, Limits::default());
        if let Some(api) = &outcome.api {
            print(ir::dump(api));
        }
        if outcome.report.has_errors() {
            return Ok(Verdict::Findings);
        }
    }
    Ok(Verdict::Fine)
}
