//! Lines of documentation, put together paragraph by paragraph.

use super::{evidence, markdown};
use crate::code_span::shortened;
use crate::ir::{Docs, Markdown};

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
        if let Some(mark) = evidence::mark(docs) {
            self.end_with(mark);
        }
        if let Some(day) = &docs.sunset {
            self.paragraph(format!("May be gone from {} on.", shortened(day)));
        }
    }

    /// Ends the last paragraph with a sentence, which is one of its own below another block.
    fn end_with(&mut self, sentence: &str) {
        let start = self.0.iter().rposition(String::is_empty).map_or(0, |empty| empty + 1);
        let below_block = self.0.get(start).is_some_and(|line| is_block(line));
        match self.0.last_mut() {
            None => self.paragraph(sentence),
            // A fence ends a block of code, which may hold empty lines.
            Some(last) if below_block || last.starts_with("```") => self.paragraph(sentence),
            Some(last) if last.chars().count() + sentence.len() < markdown::WIDTH => {
                last.push(' ');
                last.push_str(sentence);
            }
            Some(_) => self.0.push(sentence.to_owned()),
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

/// Whether a line opens a block that is no paragraph: a list, a quotation, a table or code.
fn is_block(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < line.len() && (digits.starts_with(". ") || digits.starts_with(") "));
    numbered
        || ["- ", "* ", "+ ", ">", "|", "```", "~~~", " "]
            .iter()
            .any(|mark| line.starts_with(mark))
}

/// A paragraph of ours in lines of at most 96 columns. Words are what spaces part, since a link or a span may be broken.
pub(super) fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + word.len() <= 96 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
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
