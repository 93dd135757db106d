//! Breaks that were accepted: `accepted-breaks.toml`.
//!
//! ```toml
//! [[accepted]]
//! fingerprint = "5d41402abc4b"
//! reason = "The field was never sent."
//! until = 2027-01-31
//! ```
//!
//! In: the file's text. Out: its entries, which mark the findings that they accept. An entry lives as long as the pull
//! request that breaks, and from there on until its day: what it accepted is then part of the base.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::value::{Date, Datetime};

use super::Provider;

/// One accepted break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The finding's fingerprint: 12 hexadecimal digits.
    pub fingerprint: String,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is, `YYYY-MM-DD`.
    pub until: String,
    /// The line of its fingerprint, from 1.
    pub line: usize,
}

/// Why the file cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line}: {what}")]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accepted: Vec<Written>,
}

/// An entry as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    fingerprint: Spanned<String>,
    reason: Spanned<String>,
    until: Spanned<Day>,
}

/// A day, as a date of TOML or as a string.
#[derive(Deserialize)]
#[serde(untagged)]
enum Day {
    Date(Datetime),
    Text(String),
}

impl Day {
    /// The day that it is; `None` where it is none, or a time too.
    fn date(&self) -> Option<Date> {
        let date = match self {
            Self::Date(date) => *date,
            Self::Text(text) => text.parse().ok()?,
        };
        date.date.filter(|_| date.time.is_none() && date.offset.is_none())
    }
}

/// Reads the file.
///
/// # Errors
///
/// Where it is no TOML (1.0), has another key, lacks one, or accepts one finding twice; where a value is none that the
/// key may have.
pub fn parse(text: &str) -> Result<Vec<Entry>, Fault> {
    let line = |span: Range<usize>| text.get(..span.start).unwrap_or(text).matches('\n').count() + 1;
    let file: File = toml::from_str(text).map_err(|error| Fault {
        line: error.span().map_or(1, line),
        what: error.message().replace('\n', " "),
    })?;
    let mut seen = BTreeMap::new();
    let mut entries = Vec::new();
    for written in file.accepted {
        let at = line(written.fingerprint.span());
        let entry = entry(&written, at, line)?;
        if let Some(first) = seen.insert(entry.fingerprint.clone(), at) {
            let what = format!("{} is accepted in line {first} already", entry.fingerprint);
            return Err(Fault { line: at, what });
        }
        entries.push(entry);
    }
    Ok(entries)
}

fn entry(written: &Written, at: usize, line: impl Fn(Range<usize>) -> usize) -> Result<Entry, Fault> {
    let Written {
        fingerprint,
        reason,
        until,
    } = written;
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, 'a'..='f');
    let fault = |span: Range<usize>, what: &str| Fault {
        line: line(span),
        what: what.to_owned(),
    };
    if fingerprint.get_ref().len() != 12 || !fingerprint.get_ref().chars().all(is_digit) {
        return Err(fault(
            fingerprint.span(),
            "a fingerprint is 12 hexadecimal digits, as `cargo xtask diff` prints them",
        ));
    }
    if reason.get_ref().trim().is_empty() {
        return Err(fault(reason.span(), "a reason is at least a word"));
    }
    let day = until.get_ref().date();
    let day = day.ok_or_else(|| fault(until.span(), "`until` is no day of the calendar: write YYYY-MM-DD"))?;
    Ok(Entry {
        fingerprint: fingerprint.get_ref().clone(),
        reason: reason.get_ref().clone(),
        until: day.to_string(),
        line: at,
    })
}

/// Marks the accepted findings; what is wrong with the entries, in words. What entries of the base accepted is there
/// already, so that these need no finding.
pub(super) fn apply(entries: &[Entry], base: &[Entry], providers: &mut [Provider], today: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for entry in entries {
        let Entry {
            fingerprint,
            reason,
            until,
            line,
        } = entry;
        let all = providers.iter_mut().flat_map(|provider| &mut provider.findings);
        let mut matched = all.filter(|finding| finding.fingerprint == *fingerprint).peekable();
        let is_of_base = base.iter().any(|entry| entry.fingerprint == *fingerprint);
        if until.as_str() < today {
            problems.push(format!(
                "line {line}: {fingerprint} was accepted until {until}; remove the entry"
            ));
        } else if matched.peek().is_none() && !is_of_base {
            problems.push(format!(
                "line {line}: {fingerprint} matches no finding; remove the entry"
            ));
        }
        if until.as_str() >= today {
            for finding in matched {
                finding.accepted = Some(reason.clone());
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str = "# why\n[[accepted]]\nfingerprint = \"5d41402abc4b\" # it\nreason = \"Never \\\"sent\\\".\"\nuntil = \"2027-01-31\"\n";

    #[test]
    fn entries_are_read_in_every_spelling_of_toml() {
        let other = "accepted = [{ fingerprint = '5d41402abc4b', reason = '''Never \"sent\".''', until = 2027-01-31 }]";
        for (text, line) in [(ENTRY, 3), (other, 1)] {
            let entries = parse(text).unwrap();
            assert_eq!(entries.len(), 1);
            assert_eq!(entries[0].reason, "Never \"sent\".");
            assert_eq!(entries[0].until, "2027-01-31");
            assert_eq!(entries[0].line, line);
        }
        assert_eq!(parse("").unwrap(), []);
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        let with = |from: &str, to: &str| ENTRY.replace(from, to);
        for (text, line) in [
            ("x = \"y\"".to_owned(), 1),
            ("[accepted]".to_owned(), 1),
            (with("\"5d41402abc4b\"", "5"), 3),
            (with("5d41402abc4b", "5d41402abc4"), 3),
            (with("5d41402abc4b", "5D41402ABC4B"), 3),
            (with("Never \\\"sent\\\".", " "), 4),
            (with("2027-01-31", "tomorrow"), 5),
            (with("2027-01-31", "2027-02-30"), 5),
            (with("2027-01-31", "2027-02-29"), 5),
            (with("2027-01-31", "2027-13-01"), 5),
            (with("\"2027-01-31\"", "2027-02-30"), 5),
            (with("2027-01-31", "2027-01-31T00:00:00Z"), 5),
            (with("2027-01-31", ""), 5),
            (with("until = \"2027-01-31\"\n", ""), 2),
            (format!("{ENTRY}until = \"2027-01-31\"\n"), 6),
            (format!("{ENTRY}owner = \"a\"\n"), 6),
            (format!("{ENTRY}{ENTRY}"), 8),
            (with(" # it", " b"), 3),
        ] {
            assert_eq!(parse(&text).unwrap_err().line, line, "{text}");
        }
    }
}
