//! Problems of files that are no documents: generated ones that are stale, what lies in their way, what names them.
//!
//! In: a file, and what is wrong with it. Out: the same shapes that the problems of documents have for programs.

use serde_json::{Value, json};

use super::Code;
use super::github::{data, property};

/// A problem of a file; always an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// The stable code.
    pub code: Code,
    /// The file, as shown.
    pub file: String,
    /// The line, from 1, where the problem has one.
    pub line: Option<usize>,
    /// One sentence, lower case, no full stop.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl FileProblem {
    /// An element of the array that [`json`](super::json()) makes.
    pub(super) fn json(&self) -> Value {
        let Self {
            code,
            file,
            line,
            message,
            hint,
        } = self;
        json!({
            "code": code.as_str(), "level": code.level().as_str(), "message": message, "file": file,
            "line": line, "column": line.map(|_| 1), "end": null, "pointer": "", "label": null,
            "hint": hint, "also": [], "help": format!("docs/diagnostics.md#{}", code.as_str()),
        })
    }

    /// A workflow command of GitHub Actions, with its newline.
    pub fn github(&self) -> String {
        let line = self.line.map(|line| format!(",line={line}")).unwrap_or_default();
        let place = format!("file={}{line}", property(&self.file));
        let message = data(&format!("{}\nhelp: {}", self.message, self.hint));
        format!("::error {place},title={}::{message}\n", self.code.as_str())
    }
}
