//! `pattern`: shown to people and never compiled, so a text that is no regular expression is only worth a warning.
//!
//! The grammar is that of ECMA-262 (OpenAPI 3.0 §4.7.24), read loosely: what some engine takes is not judged.

use serde_json::Value;

use super::Schema;
use crate::normalise::context::Context;
use crate::report::Code;

/// Warns of a pattern that no engine reads; it stays, as it still tells people something.
pub(super) fn pass(schema: &mut Schema, cx: &mut Context<'_>) {
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str)
        && let Some(fault) = fault(pattern)
    {
        let message = format!("the pattern is no regular expression: {fault}");
        cx.warn_at("pattern", Code::FaultyPattern, message);
    }
}

/// What is wrong with a pattern.
fn fault(pattern: &str) -> Option<&'static str> {
    let mut groups = 0_usize;
    // Whether there is something before a quantifier that it can repeat.
    let mut repeatable = false;
    let mut rest = pattern.chars();
    while let Some(c) = rest.next() {
        let before = std::mem::replace(&mut repeatable, true);
        match c {
            '\\' if rest.next().is_none() => return Some("it ends with a backslash"),
            '[' if !class_ends(&mut rest) => return Some("a class has no `]`"),
            '*' | '+' | '?' if !before => return Some("there is nothing to repeat"),
            '{' if is_empty_range(rest.as_str()) => return Some("a range is empty"),
            '(' => {
                groups += 1;
                // What begins a special group is no quantifier: `(?:`, `(?=`, `(?<name>`, `(*`.
                if rest.as_str().starts_with(['?', '*']) {
                    rest.next();
                }
                repeatable = false;
            }
            ')' if groups == 0 => return Some("a `)` has no `(`"),
            ')' => groups -= 1,
            '|' => repeatable = false,
            _ => {}
        }
    }
    (groups > 0).then_some("a `(` has no `)`")
}

/// Reads a class behind its `[`; whether it ends. A `]` that comes first is a member in some engines.
fn class_ends(rest: &mut std::str::Chars<'_>) -> bool {
    let members = rest.as_str().trim_start_matches('^');
    let is_first = members.strip_prefix(']').is_some_and(|more| more.contains(']'));
    let mut skip = usize::from(is_first);
    while let Some(c) = rest.next() {
        match c {
            '\\' => drop(rest.next()),
            ']' if skip == 0 => return true,
            ']' => skip = 0,
            _ => {}
        }
    }
    false
}

/// Whether the text behind a `{` begins a range of which the end comes before the beginning.
fn is_empty_range(rest: &str) -> bool {
    let range = rest.split_once('}').and_then(|(range, _)| range.split_once(','));
    let numbers = range.and_then(|(least, most)| Some((least.parse::<u64>().ok()?, most.parse::<u64>().ok()?)));
    numbers.is_some_and(|(least, most)| least > most)
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_some_engine_reads_is_none_of_ours() {
        for pattern in [
            "",
            "^(a+)+$",
            "(?<=a)b(?!c)",
            "(?<n>a)\\k<n>",
            "\\p{L}|",
            "[^]]",
            "[]a]",
            "[\\]]",
            "[]",
            "a{2}{",
            "a{1,}b{,3}",
            "{x}",
            "a*?b+?c??",
            "^*",
            "(|a)",
            "(?i)a",
        ] {
            assert_eq!(fault(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn what_no_engine_reads_is_a_fault() {
        for pattern in [
            "[", "[a", "[\\]", "(", "a)", "*", "a|+", "(+)", "a{2,1}", "\\", "a\\", "((a)", "[^",
        ] {
            assert!(fault(pattern).is_some(), "{pattern}");
        }
    }
}
