//! What becomes of a keyword, or of one of its values: the words of the tables.

use super::ObjectKind;
use crate::normalise::context::Version;
use crate::report::Code;

/// The most that a keyword changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Types and signatures of generated code.
    Rust,
    /// What is sent, and how what comes back is read, behind the same types.
    Wire,
    /// Documentation of generated code alone.
    Docs,
    /// Nothing, on purpose: the text says why.
    Nothing,
}

impl Effect {
    /// As the page has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rust => "Rust",
            Self::Wire => "wire",
            Self::Docs => "documentation",
            Self::Nothing => "nothing",
        }
    }
}

/// What becomes of a keyword, or of a value of one.
#[derive(Clone, Copy, Debug)]
pub struct Meaning {
    /// The most that it changes.
    pub effect: Effect,
    /// The diagnostic that names it.
    pub told: Option<Code>,
    /// What it becomes, or why nothing.
    pub what: &'static str,
    /// The rules of `diff` that tell when it comes.
    pub added: &'static [&'static str],
    /// Those that tell when it goes.
    pub removed: &'static [&'static str],
}

/// A value of a keyword that has a meaning of its own.
#[derive(Clone, Copy, Debug)]
pub struct KeyValue {
    /// As a document has it; in words where it stands for several.
    pub value: &'static str,
    /// The first version that has it.
    pub(crate) since: Version,
    /// What it becomes.
    pub meaning: Meaning,
}

/// A key that OpenAPI leaves to others (`x-…`).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extension {
    /// Its name; with a `*` at the end, how all of them begin.
    pub(crate) name: &'static str,
    /// The objects that it stands in; any, where there are none.
    pub(crate) places: &'static [ObjectKind],
    /// What becomes of it.
    pub(crate) meaning: Meaning,
}
