//! What a comparison finds: plain data that the formats print.

use super::surface::Change;
use callspec_codegen::ir::Pointer;
use callspec_codegen::source::Source;

/// In which direction data travels, seen from the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// To the server.
    Request,
    /// From the server.
    Response,
}

impl Direction {
    /// `request` or `response`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

/// What becomes of an old client that meets the new server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Wire {
    /// It goes on working.
    #[default]
    Fine,
    /// It may go on working; what depends on it is not in the document.
    Warning,
    /// It stops working.
    Breaking,
}

impl Wire {
    /// `breaking`, `warning` or `fine`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Warning => "warning",
            Self::Breaking => "breaking",
        }
    }
}

/// What becomes of code that compiled against the old crates: the bump that Rust's rules ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rust {
    /// The generated code is the same, documentation aside.
    #[default]
    None,
    /// It compiles; only what stands inside functions differs.
    Patch,
    /// It compiles; there is something new.
    Minor,
    /// It may not compile.
    Major,
}

impl Rust {
    /// `major`, `minor`, `patch` or `none`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// A rule that a finding falls under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The rule's id.
    pub rule: String,
    /// The direction of data it is about.
    pub direction: Option<Direction>,
    /// What it does to an old client.
    pub wire: Wire,
    /// Why, in one sentence.
    pub why: &'static str,
    /// What a caller does, in one sentence.
    pub advice: &'static str,
}

/// What the label of a webhook begins with.
const WEBHOOK: &str = "webhook ";

/// What a finding belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// An operation, `PATCH /calls/{id}`, or a webhook, `webhook call.completed`.
    Operation {
        /// Method and path.
        label: String,
        /// The client's method, where something is generated.
        method: Option<String>,
    },
    /// A component: `schemas/Call`.
    Component {
        /// The section of the components.
        section: String,
        /// Its name there.
        name: String,
    },
    /// The document.
    Document,
}

impl Owner {
    /// The label of a webhook, which stands where operations have theirs.
    pub(super) fn webhook(name: &str) -> String {
        format!("{WEBHOOK}{name}")
    }

    /// As headings and fingerprints name it.
    pub fn label(&self) -> String {
        match self {
            Self::Operation { label, .. } => label.clone(),
            Self::Component { section, name } if section == "schemas" => name.clone(),
            Self::Component { section, name } => format!("{section}/{name}"),
            Self::Document => "document".to_owned(),
        }
    }
}

/// A place in one of the two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The JSON pointer in the bundled document.
    pub pointer: String,
    /// The file, as shown.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

impl Place {
    /// The place of a pointer, by its key where that is what matters.
    pub(super) fn of(source: &Source, pointer: &str) -> Self {
        let location = source.locate(&Pointer(pointer.to_owned()), true);
        Self {
            pointer: pointer.to_owned(),
            file: location
                .as_ref()
                .map_or_else(|| source.name().to_owned(), |at| at.file.clone()),
            line: location.as_ref().map_or(1, |at| at.line),
            column: location.as_ref().map_or(1, |at| at.column),
        }
    }
}

/// One change that a reviewer should know of.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rules it falls under, the gravest first; one per direction of data.
    pub rulings: Vec<Ruling>,
    /// What it does to code.
    pub rust: Rust,
    /// What it belongs to.
    pub owner: Owner,
    /// The part of the owner: `note`, `response 200: items[].note`.
    pub subject: String,
    /// The operations and webhooks that it reaches.
    pub operations: Vec<String>,
    /// The Rust item it touches, where there is one.
    pub item: Option<String>,
    /// What changes in the public surface because of it, the gravest first.
    pub surface: Vec<Change>,
    /// What was.
    pub old: Option<String>,
    /// What is.
    pub new: Option<String>,
    /// Where it was.
    pub base: Option<Place>,
    /// Where it is.
    pub head: Option<Place>,
    /// What identifies it across rebases and moved lines.
    pub fingerprint: String,
    /// The reason why it was accepted.
    pub accepted: Option<String>,
    /// The operations and webhooks that it reaches as callers name them, in the order of `operations`: `client.list_calls`.
    pub methods: Vec<String>,
    /// Of what is gone, the nearest place around it that is still in the head.
    pub parent: Option<Place>,
    /// How many changes of a list it is, such as the values that an enum loses; 1 otherwise.
    pub pieces: usize,
}

impl Finding {
    /// The ruling that counts.
    pub fn ruling(&self) -> &Ruling {
        &self.rulings[0]
    }

    /// What it does to an old client.
    pub fn wire(&self) -> Wire {
        self.ruling().wire
    }

    /// Whether someone has to do something: it breaks clients or code.
    pub fn is_breaking(&self) -> bool {
        self.wire() == Wire::Breaking || self.rust == Rust::Major
    }

    /// Whether it breaks deployed clients and nobody has accepted that.
    pub fn is_open(&self) -> bool {
        self.wire() == Wire::Breaking && self.accepted.is_none()
    }

    /// The place to show: where it is, or where it was.
    pub fn place(&self) -> Option<&Place> {
        self.head.as_ref().or(self.base.as_ref())
    }

    /// Its rank in lists: what breaks first.
    pub(super) fn rank(&self) -> (bool, std::cmp::Reverse<Wire>, std::cmp::Reverse<Rust>) {
        (
            !self.is_breaking(),
            std::cmp::Reverse(self.wire()),
            std::cmp::Reverse(self.rust),
        )
    }
}
