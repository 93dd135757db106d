//! Diagnostics: what is wrong with a document, where, and what to do about it.
//!
//! In: [`Diagnostic`]s that the stages push into a [`Report`]. Out: text for a terminal, with the places
//! looked up in the source only then.

use crate::ir::Pointer;

mod code;

pub use code::Code;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Something is weakened, repaired or doubtful; in our own specs this is an error as well.
    Warning,
    /// Nothing can be generated from the document, or from this part of it.
    Error,
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
    /// Further places that belong to the problem, each with a label.
    pub also: Vec<(Pointer, String)>,
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
        self.also.push((at, label.into()));
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
    /// The problems.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether a problem is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.level == Level::Error)
    }
}
