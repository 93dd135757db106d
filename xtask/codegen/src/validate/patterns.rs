//! Patterns, each compiled once. Only an engine of linear time is used: a document must not choose how long it takes.

use std::cell::RefCell;
use std::collections::HashMap;

use regex_lite::{Regex, RegexBuilder};

/// Bytes that a compiled pattern may take.
const SIZE: usize = 1 << 20;

/// The patterns of a document that occurred so far; `None` for those that cannot be judged.
#[derive(Debug, Default)]
pub(super) struct Patterns(RefCell<HashMap<String, Option<Regex>>>);

impl Patterns {
    /// Whether a text has a match (patterns are not anchored); `None` where the pattern cannot be judged.
    pub(super) fn fits(&self, pattern: &str, text: &str) -> Option<bool> {
        let mut known = self.0.borrow_mut();
        if !known.contains_key(pattern) {
            let compiled = RegexBuilder::new(&rust(pattern)).size_limit(SIZE).build().ok();
            known.insert(pattern.to_owned(), compiled);
        }
        known.get(pattern)?.as_ref().map(|regex| regex.is_match(text))
    }
}

/// ECMA-262 allows escapes of characters that need none, which the engine refuses: `\/`, `\-` outside of a class.
fn rust(pattern: &str) -> String {
    pattern.replace("\\/", "/")
}
