//! What is missing in a table. In: faults by document and generator. Out: a list of the reasons, each once.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::measure::Fault;
use crate::tools::{ToolName, Way};

/// Reasons, and where each holds.
#[derive(Debug, Default)]
pub(super) struct Faults {
    found: BTreeMap<(ToolName, String), Vec<String>>,
}

impl Faults {
    /// A fault in a cell; the cell's text.
    pub(super) fn cell(&mut self, kind: ToolName, document: &str, fault: &Fault) -> String {
        let text = format!("{}: {}", fault.word, escaped(&fault.reason));
        self.add(kind, document, text);
        fault.word.clone()
    }

    /// A way that a document was given; the mark for a cell.
    pub(super) fn way(&mut self, kind: ToolName, document: &str, way: Way) -> &'static str {
        match way.note() {
            Some(note) => {
                self.add(kind, document, format!("\\* {note}"));
                "\\*"
            }
            None => "",
        }
    }

    fn add(&mut self, kind: ToolName, document: &str, text: String) {
        let documents = self.found.entry((kind, text)).or_default();
        if !documents.iter().any(|known| known == document) {
            documents.push(document.to_owned());
        }
    }

    /// The list.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for ((kind, reason), documents) in &self.found {
            // Writing to a `String` cannot fail.
            let _ = writeln!(text, "* {}, {}: {reason}", kind.name(), documents.join(", "));
        }
        text
    }
}

/// Words of a program are no Markdown.
fn escaped(words: &str) -> String {
    format!("`{}`", words.replace('`', "'"))
}
