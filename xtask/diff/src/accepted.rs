//! Breaks that were accepted: `accepted-breaks.toml`.
//!
//! ```toml
//! [[accepted]]
//! fingerprint = "5d41402abc4b"
//! reason = "The field was never sent."
//! until = "2027-01-31"
//! ```
//!
//! Of TOML this file needs comments, `[[accepted]]` and three keys with basic strings, and that is what is read: nothing
//! else is understood, and everything else is an error.

use super::Provider;

/// One accepted break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is, `YYYY-MM-DD`.
    pub until: String,
    /// The line it begins at, from 1.
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

/// Reads the file.
///
/// # Errors
///
/// At the first line that is not understood, and at an entry that lacks a key.
pub fn parse(text: &str) -> Result<Vec<Entry>, Fault> {
    let mut entries: Vec<Entry> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let line = line.trim();
        let fault = |what: String| Fault { line: number, what };
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if line == "[[accepted]]" {
            entries.last().map_or(Ok(()), complete)?;
            entries.push(Entry {
                fingerprint: String::new(),
                reason: String::new(),
                until: String::new(),
                line: number,
            });
            continue;
        }
        let (key, value) = line
            .split_once('=')
            .ok_or_else(|| fault(format!("`{line}` is neither `[[accepted]]` nor a key with a value")))?;
        let value = string(value.trim()).map_err(fault)?;
        let entry = entries
            .last_mut()
            .ok_or_else(|| fault("a key before the first `[[accepted]]`".to_owned()))?;
        let place = match key.trim() {
            "fingerprint" => &mut entry.fingerprint,
            "reason" => &mut entry.reason,
            "until" if is_day(&value) => &mut entry.until,
            "until" => return Err(fault(format!("`{value}` is no day: write YYYY-MM-DD"))),
            other => return Err(fault(format!("`{other}` is none of fingerprint, reason and until"))),
        };
        if !place.is_empty() {
            return Err(fault(format!("`{}` is there twice", key.trim())));
        }
        *place = value;
    }
    entries.last().map_or(Ok(()), complete)?;
    Ok(entries)
}

fn complete(entry: &Entry) -> Result<(), Fault> {
    for (key, value) in [
        ("fingerprint", &entry.fingerprint),
        ("reason", &entry.reason),
        ("until", &entry.until),
    ] {
        if value.is_empty() {
            return Err(Fault {
                line: entry.line,
                what: format!("the entry has no {key}"),
            });
        }
    }
    Ok(())
}

/// A basic string of TOML, with a comment behind it or not.
fn string(text: &str) -> Result<String, String> {
    let rest = text
        .strip_prefix('"')
        .ok_or_else(|| format!("`{text}` is no string: write \"…\""))?;
    let mut value = String::new();
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                let behind = chars.as_str().trim();
                return if behind.is_empty() || behind.starts_with('#') {
                    Ok(value)
                } else {
                    Err(format!("`{behind}` follows the string"))
                };
            }
            '\\' => match chars.next() {
                Some(c @ ('"' | '\\')) => value.push(c),
                Some('n') => value.push('\n'),
                other => return Err(format!("`\\{}` is not understood", other.unwrap_or(' '))),
            },
            c => value.push(c),
        }
    }
    Err("the string does not end".to_owned())
}

fn is_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Marks the accepted findings; what is wrong with the entries, in words.
pub(super) fn apply(entries: &[Entry], providers: &mut [Provider], today: &str) -> Vec<String> {
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
        if matched.peek().is_none() {
            problems.push(format!(
                "line {line}: {fingerprint} matches no finding; remove the entry"
            ));
        } else if until.as_str() < today {
            problems.push(format!("line {line}: {fingerprint} was accepted until {until}"));
        } else {
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
    fn entries_are_read() {
        let entries = parse(ENTRY).unwrap();
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].reason, "Never \"sent\".");
        assert_eq!(entries[0].line, 2);
        assert_eq!(parse("").unwrap(), []);
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        for (text, line) in [
            ("x = \"y\"", 1),
            ("[[accepted]]\nfingerprint = 5", 2),
            ("[[accepted]]\nfingerprint = \"a\"\n", 1),
            ("[[accepted]]\nuntil = \"tomorrow\"", 2),
            ("[[accepted]]\nreason = \"a\"\nreason = \"b\"", 3),
            ("[accepted]", 1),
            ("[[accepted]]\nreason = \"a\" b", 2),
            ("[[accepted]]\nowner = \"a\"", 2),
        ] {
            assert_eq!(parse(text).unwrap_err().line, line, "{text}");
        }
    }
}
