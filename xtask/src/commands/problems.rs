//! Problems of documents, shown as the user asks: text for people, JSON for programs, annotations for GitHub.
//!
//! Text goes to standard error, as it is no result. What programs read goes to standard output; what else a command has to
//! say goes to standard error then.

use std::fmt::Display;

use clap::ValueEnum;

use super::{eprint, print};
use callspec_codegen::pipeline::Outcome;
use callspec_codegen::report::{Options, github, json, render};

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

/// Shows the problems of documents.
pub(super) fn show<'o>(outcomes: impl IntoIterator<Item = &'o Outcome>, format: Format, limits: Limits) {
    let outcomes = outcomes.into_iter().map(|outcome| (&outcome.report, &outcome.source));
    match format {
        Format::Text => {
            // The stream takes the colours away where nobody would see them.
            let options = Options {
                color: true,
                limit: limits.warnings,
                notes: limits.notes,
            };
            outcomes.for_each(|(report, source)| eprint(render(report, source, options)));
        }
        Format::Json => print(json(outcomes)),
        Format::Github => outcomes.for_each(|(report, source)| print(github(report, source))),
    }
}
