//! Problems of documents, shown as the user asks: text for people, JSON for programs, annotations for GitHub.
//!
//! Text goes to standard error, as it is no result. What programs read goes to standard output; what else a command has to
//! say goes to standard error then.

use std::collections::BTreeSet;
use std::fmt::Display;

use clap::ValueEnum;

use super::{eprint, print};
use callspec_codegen::pipeline::Outcome;
use callspec_codegen::report::{Diagnostic, FileProblem, Level, Options, github, json, render};

/// How problems are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, on standard error
    #[default]
    Text,
    /// One array of all problems, on standard output
    Json,
    /// Workflow commands of GitHub Actions, on standard output
    Github,
}

impl Format {
    /// Writes a result of the command that is no problem.
    pub(super) fn result(self, text: impl Display) {
        match self {
            Self::Text => print(text),
            Self::Json | Self::Github => eprint(text),
        }
    }
}

/// How many problems of one code are shown to people; programs get all.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Limits {
    pub(super) warnings: Option<usize>,
    pub(super) notes: Option<usize>,
}

/// Shows the problems of documents, then those of files that are made of them.
pub(super) fn show<'o>(
    outcomes: impl IntoIterator<Item = &'o Outcome>,
    files: &[FileProblem],
    format: Format,
    limits: Limits,
) {
    let outcomes: Vec<&Outcome> = outcomes.into_iter().collect();
    let reports = outcomes.iter().map(|outcome| (&outcome.report, &outcome.source));
    match format {
        Format::Text => {
            // The stream takes the colours away where nobody would see them.
            let options = Options {
                color: true,
                limit: limits.warnings,
                notes: limits.notes,
            };
            reports.for_each(|(report, source)| eprint(render(report, source, options)));
            eprint(allowable(&outcomes));
            files.iter().for_each(|problem| eprint(text(problem)));
        }
        Format::Json => print(json(reports, files)),
        Format::Github => {
            reports.for_each(|(report, source)| print(github(report, source)));
            files.iter().for_each(|problem| print(problem.github()));
        }
    }
}

/// A problem of a file for people.
fn text(problem: &FileProblem) -> String {
    let FileProblem {
        code,
        file,
        line,
        message,
        hint,
    } = problem;
    let line = line.map(|line| format!(":{line}")).unwrap_or_default();
    format!(
        "error[{}]: {message}\n --> {file}{line}\n  = help: {hint}\n\n",
        code.as_str()
    )
}

/// How what is an error only in our own specs can be allowed there.
fn allowable(outcomes: &[&Outcome]) -> String {
    let problems = outcomes.iter().flat_map(|outcome| &outcome.report.diagnostics);
    let is_raised = |problem: &&Diagnostic| problem.level == Level::Error && problem.code.level() != Level::Error;
    let codes: BTreeSet<&str> = problems
        .filter(is_raised)
        .map(|problem| problem.code.as_str())
        .collect();
    if codes.is_empty() {
        return String::new();
    }
    let codes: String = codes.iter().map(|code| format!("\n    {code}: why")).collect();
    format!(
        "help: in a spec of this project warnings and notes are errors; `cargo xtask lint --explain CODE` says more of each.\n\
         What cannot be put right is allowed in the object where it stands or, for all of a document, at its root, with a reason:\n  \
         x-lint-allow:{codes}\n\n"
    )
}
