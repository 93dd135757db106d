//! Why a figure is missing. In: what a process said before it failed. Out: a word for the table, and its own words.

use serde::{Deserialize, Serialize};

/// Letters of a reason that are kept.
const KEPT: usize = 160;

/// Why a figure is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fault {
    /// In a word or two, for a cell of a table.
    pub(crate) word: String,
    /// In the words of what failed, in one line, without the way to any file.
    pub(crate) reason: String,
}

/// What a process says, and the word for it; the first that fits.
const WORDS: &[(&str, &str)] = &[
    ("overflowed its stack", "stack overflow"),
    ("StackOverflowError", "stack overflow"),
    ("panicked at", "panics"),
    ("could not compile", "does not compile"),
    ("Exception", "refuses"),
];

impl Fault {
    /// A reason in our own words.
    pub(crate) fn new(word: &str, reason: impl Into<String>) -> Self {
        Self {
            word: word.to_owned(),
            reason: reason.into(),
        }
    }

    /// What a process said, as far as a reader wants to know it.
    pub(crate) fn heard(log: &str) -> Self {
        let log = plain(log);
        let word = WORDS.iter().find(|(said, _)| log.contains(said));
        let reason = reason(&log).unwrap_or_else(|| "it says nothing".to_owned());
        Self::new(word.map_or("refuses", |(_, word)| word), reason)
    }
}

/// The line that says most: what follows a panic's place, the first error, else the last line of all.
fn reason(log: &str) -> Option<String> {
    let lines: Vec<&str> = log.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let after_panic = lines.iter().position(|line| line.contains("panicked at"));
    let is_error = |line: &&&str| {
        ["error", "Error", "gen fail", "Exception in"]
            .iter()
            .any(|start| line.starts_with(start))
    };
    let line = after_panic
        .and_then(|at| lines.get(at + 1))
        .or_else(|| lines.iter().find(is_error))
        .or(lines.last())?;
    let short = line
        .split_whitespace()
        .map(without_folders)
        .collect::<Vec<_>>()
        .join(" ");
    Some(match short.char_indices().nth(KEPT) {
        Some((end, _)) => format!("{}…", &short[..end]),
        None => short,
    })
}

/// A word without the folders of a path in it.
fn without_folders(word: &str) -> &str {
    let quote = |c: char| ['`', '\'', '"', '('].contains(&c);
    let is_path = word.trim_start_matches(quote).starts_with('/') && word.matches('/').count() > 1;
    match word.rfind('/') {
        Some(end) if is_path => &word[end + 1..],
        _ => word,
    }
}

/// A text without the colours of a terminal.
fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_the_line_that_says_most() {
        for (log, word, reason) in [
            (
                "thread 'main' (7) panicked at /home/a/method.rs:1220:9:\nassertion failed: x <= 1\nnote: run with",
                "panics",
                "assertion failed: x <= 1",
            ),
            (
                "\u{1b}[39mLoading: /home/a/openai.yaml\nError: components: no number at line 1 column 2\n",
                "refuses",
                "Error: components: no number at line 1 column 2",
            ),
            (
                "\nthread 'main' (9) has overflowed its stack\nfatal runtime error: stack overflow, aborting\n",
                "stack overflow",
                "fatal runtime error: stack overflow, aborting",
            ),
            (
                "warning: unused\nerror[E0412]: cannot find type `A`\n --> src/a.rs\nerror: could not compile `a`",
                "does not compile",
                "error[E0412]: cannot find type `A`",
            ),
            (
                "error: cannot read `/home/a/b.json`",
                "refuses",
                "error: cannot read b.json`",
            ),
            ("", "refuses", "it says nothing"),
        ] {
            assert_eq!(Fault::heard(log), Fault::new(word, reason), "{log}");
        }
    }
}
