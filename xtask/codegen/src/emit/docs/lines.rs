//! Lines of documentation, put together paragraph by paragraph.

use super::markdown;
use crate::code_span::shortened;
use crate::ir::{Docs, EvidenceKind, Markdown};

/// Lines, with an empty one between paragraphs.
#[derive(Debug, Default)]
pub(super) struct Lines(Vec<String>);

impl Lines {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a text of the document.
    pub(super) fn text(&mut self, text: Option<&Markdown>) {
        if let Some(text) = text {
            self.block(markdown::markdown(&text.0));
        }
    }

    /// Adds a text of the document that is one sentence: with a full stop.
    pub(super) fn sentence(&mut self, text: Option<&Markdown>) {
        if let Some(text) = text {
            self.block(markdown::sentence(&text.0));
        }
    }

    /// Adds a paragraph of our own.
    pub(super) fn paragraph(&mut self, text: impl Into<String>) {
        self.block(vec![text.into()]);
    }

    /// Adds what an item is based on, and the day from which on it may be gone.
    pub(super) fn ending(&mut self, docs: &Docs) {
        if let Some(evidence) = &docs.evidence {
            let lead = match evidence.kind {
                EvidenceKind::Example => "_Read from an example_",
                EvidenceKind::Inferred => "_Inferred_",
            };
            match &evidence.reason {
                Some(reason) => self.block(markdown::sentence(&format!("{lead}: {}", reason.0))),
                None => self.paragraph(format!("{lead}.")),
            }
        }
        if let Some(day) = &docs.sunset {
            self.paragraph(format!("May be gone from {} on.", shortened(day)));
        }
    }

    /// Adds lines, below an empty one.
    pub(super) fn block(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines);
    }

    pub(super) fn done(self) -> Vec<String> {
        self.0
    }
}

/// Lines as an item of a list: what follows the first is indented into it.
pub(super) fn item(lines: Vec<String>) -> Vec<String> {
    let indent = |(index, line): (usize, String)| match (index, line.is_empty()) {
        (0, _) | (_, true) => line,
        _ => format!("  {line}"),
    };
    lines.into_iter().enumerate().map(indent).collect()
}

/// Lines after a label such as `401: `, on its line where they open with a word and below it where they open with a
/// block of Markdown.
pub(super) fn labelled(label: &str, lines: Vec<String>) -> Vec<String> {
    let is_word = |c: char, line: &str| c.is_alphabetic() || c == '`' && !line.starts_with("```");
    let mut lines = lines.into_iter();
    let mut labelled = Vec::new();
    match lines.next() {
        None => labelled.push(format!("{label}.")),
        Some(first) if first.starts_with(|c: char| is_word(c, &first)) => labelled.push(format!("{label}: {first}")),
        Some(first) => labelled.extend([format!("{label}."), String::new(), first]),
    }
    labelled.extend(lines);
    labelled
}
