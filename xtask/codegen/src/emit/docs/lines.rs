//! Lines of documentation, put together paragraph by paragraph.

use super::facts::{self, Shown};
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
        self.block(paragraph(text));
    }

    /// Adds a heading.
    pub(super) fn heading(&mut self, text: impl Into<String>) {
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

    /// Adds the page that says more, where it has an address.
    pub(super) fn page(&mut self, docs: &Docs) {
        if let Some(url) = docs.page.as_deref().and_then(markdown::page) {
            self.paragraph(format!("[Documentation]({url})."));
        }
    }

    /// Ends with an example, where there is one to show.
    pub(super) fn example(&mut self, docs: &Docs, shown: &Shown) {
        if let Some(example) = facts::example(docs.facts.as_ref(), shown) {
            self.end_with(&example);
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
            Some(_) => self.0.extend(paragraph(sentence)),
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

/// Lines as an item of a list: what follows the first is indented into it.
pub(super) fn item(lines: Vec<String>) -> Vec<String> {
    let indent = |(index, line): (usize, String)| match (index, line.is_empty()) {
        (0, _) | (_, true) => line,
        _ => format!("  {line}"),
    };
    lines.into_iter().enumerate().map(indent).collect()
}

/// Lines after a label such as `401: `, in its paragraph where they open with a word and below it where they open with a
/// block of Markdown.
pub(super) fn labelled(label: &str, lines: Vec<String>) -> Vec<String> {
    let is_word = |c: char, line: &str| c.is_alphabetic() || c == '`' && !line.starts_with("```");
    let mut labelled = Lines::default();
    match lines.first() {
        None => labelled.paragraph(format!("{label}.")),
        Some(first) if first.starts_with(|c: char| is_word(c, first)) => {
            // Up to what ends a line of its own, which is not filled up: the paragraph, or a break in it.
            let end = lines.iter().position(|line| line.is_empty() || line.ends_with('\\'));
            let (opening, rest) = lines.split_at(end.unwrap_or(lines.len()));
            let (broken, rest) = match rest {
                [line, rest @ ..] if !line.is_empty() => (Some(line.as_str()), rest),
                rest => (None, rest),
            };
            let opening: Vec<&str> = opening.iter().map(String::as_str).chain(broken).collect();
            labelled.paragraph(format!("{label}: {}", opening.join(" ")));
            labelled.0.extend(rest.iter().cloned());
        }
        Some(_) => {
            labelled.paragraph(format!("{label}."));
            labelled.block(lines);
        }
    }
    labelled.done()
}

/// A text of ours as the lines of a paragraph. It is broken at spaces, which links and code spans may have too, and not where
/// the next word would open a block.
pub(super) fn paragraph(text: impl Into<String>) -> Vec<String> {
    let text = text.into();
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let mut word = word.to_owned();
        while let Some(next) = words.next_if(|next| opens_block(next)) {
            word = format!("{word} {next}");
        }
        match lines.last_mut() {
            // The mark of an item stands before its first word, however long that is.
            Some(line) if line == "*" || line.chars().count() + 1 + word.chars().count() <= markdown::WIDTH => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// Whether a line that begins with the word may be no part of a paragraph.
fn opens_block(word: &str) -> bool {
    let is_number = || {
        let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < word.len() && matches!(rest, "." | ")")
    };
    let is_mark = || word.chars().all(|c| "-*+#=_".contains(c));
    let opens = ["```", "~~~", ">", "|", "<"];
    is_mark() || is_number() || opens.iter().any(|open| word.starts_with(open))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_width() {
        for (label, words) in [
            ("200", 60),
            ("* `the_name_of_an_argument`", 3),
            ("A label of several words", 1),
        ] {
            let filled = markdown::markdown(&"word and `a code span` ".repeat(words));
            for line in labelled(label, filled) {
                assert!(line.chars().count() <= markdown::WIDTH, "{line}");
            }
        }
    }

    #[test]
    fn a_label_moves_no_break_and_no_other_block() {
        let lines = ["one", "two\\", "three", "", "- four"].map(str::to_owned);
        assert_eq!(
            labelled("200", lines.to_vec()),
            ["200: one two\\", "three", "", "- four"]
        );
        let lines = ["- one", "- two"].map(str::to_owned);
        assert_eq!(labelled("200", lines.to_vec()), ["200.", "", "- one", "- two"]);
    }

    #[test]
    fn the_mark_of_an_item_does_not_stand_alone() {
        let word = "x".repeat(markdown::WIDTH);
        assert_eq!(
            paragraph(format!("* {word} end")),
            [format!("* {word}"), "end".to_owned()]
        );
    }

    #[test]
    fn no_line_opens_a_block_by_chance() {
        for word in ["-", "+", "*", ">", "#", "1.", "12)", "=", "|", "```"] {
            let lines = paragraph(format!("{} {word} end", "x".repeat(markdown::WIDTH - 1)));
            assert_eq!(lines.len(), 2, "{lines:?}");
            assert!(lines[0].ends_with(word), "{lines:?}");
        }
    }
}
