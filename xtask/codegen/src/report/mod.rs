//! Diagnostics: what is wrong with a document, where, and what to do about it.
//!
//! In: [`Diagnostic`]s that the stages push into a [`Report`]. Out: text for a terminal, with the places
//! looked up in the source only then.

use std::collections::HashSet;

use crate::ir::Pointer;
use crate::source::{FileId, Location};

mod code;
mod files;
mod github;
mod json;
mod origins;
mod pages;
mod placed;
mod render;
mod snippet;

pub use code::Code;
pub use files::FileProblem;
pub use github::github;
pub use json::json;
pub use origins::Origins;
pub use pages::{list, page, page_with_heading};
pub use render::{Options, render};

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing is lost and nothing is doubtful, but somebody may want to know: a matter of style, something that
    /// OpenAPI itself says to ignore.
    Note,
    /// Something is weakened, repaired or doubtful; in our own specs this is an error as well.
    Warning,
    /// Nothing can be generated from the document, or from this part of it.
    Error,
}

impl Level {
    /// All levels, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// As printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Bytes of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: usize,
    /// The byte behind the last one.
    pub end: usize,
}

impl From<Location> for Span {
    fn from(location: Location) -> Self {
        Self {
            file: location.file_id,
            start: location.range.start,
            end: location.range.end,
        }
    }
}

/// A further place that belongs to a problem.
#[derive(Clone, Debug)]
pub struct Also {
    /// The pointer of the node in the document.
    pub at: Pointer,
    /// The exact place, where the pointer cannot name it.
    pub span: Option<Span>,
    /// What to write under the place.
    pub label: String,
}

/// One problem of a document.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// How grave it is.
    pub level: Level,
    /// One sentence, lower case, no full stop.
    pub message: String,
    /// Where: the pointer of the faulty node in the document.
    pub at: Pointer,
    /// Whether the place is the key of the node (an unknown key) and not its value.
    pub on_key: bool,
    /// What to write under the marked place; may be empty.
    pub label: String,
    /// The exact place, where the pointer cannot name it: a syntax error, the second of two equal keys.
    pub span: Option<Span>,
    /// Further places that belong to the problem.
    pub also: Vec<Also>,
    /// What to do.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of a code's own level.
    pub fn new(code: Code, at: Pointer, message: impl Into<String>) -> Self {
        Self {
            code,
            level: code.level(),
            message: message.into(),
            at,
            on_key: false,
            label: String::new(),
            span: None,
            also: Vec::new(),
            hint: None,
        }
    }

    /// Marks the key instead of the value.
    pub fn on_key(mut self) -> Self {
        self.on_key = true;
        self
    }

    /// Says what to write under the marked place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a place that belongs to the problem.
    pub fn also(mut self, at: Pointer, label: impl Into<String>) -> Self {
        self.also.push(Also {
            at,
            span: None,
            label: label.into(),
        });
        self
    }

    /// Gives the exact place, where the pointer cannot name it.
    pub fn span(mut self, span: impl Into<Span>) -> Self {
        self.span = Some(span.into());
        self
    }

    /// As [`Diagnostic::also`], by the exact place.
    pub fn also_span(mut self, span: impl Into<Span>, label: impl Into<String>) -> Self {
        self.also.push(Also {
            at: self.at.clone(),
            span: Some(span.into()),
            label: label.into(),
        });
        self
    }

    /// Says what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Everything that was found out about one document, in the order it was found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The problems, at their places in the document as it was written.
    pub diagnostics: Vec<Diagnostic>,
    /// What was moved so far: problems that are found in a rewritten document are shown where its author looks.
    pub origins: Origins,
}

impl Report {
    /// Adds a problem of the document as it is at this moment.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        diagnostic.at.0 = self.origins.trace(&diagnostic.at.0);
        for also in &mut diagnostic.also {
            also.at.0 = self.origins.trace(&also.at.0);
        }
        self.diagnostics.push(diagnostic);
    }

    /// Leaves one of several equal problems of one place: what is copied is found faulty in each copy.
    pub fn dedup(&mut self) {
        let mut seen = HashSet::new();
        self.diagnostics.retain(|diagnostic| {
            let Diagnostic { code, at, message, .. } = diagnostic;
            diagnostic.span.is_some() || seen.insert((*code, at.0.clone(), message.clone()))
        });
    }

    /// Makes every warning and note an error: the grade of strictness of our own specs.
    pub fn deny_warnings(&mut self) {
        for diagnostic in &mut self.diagnostics {
            diagnostic.level = Level::Error;
        }
    }

    /// How many problems are of a level.
    pub fn count(&self, level: Level) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.level == level)
            .count()
    }

    /// Whether a problem is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.level == Level::Error)
    }
}
