//! How deep a walk goes: the one bound of every recursion over what a document may string together without end.
//!
//! Texts are at most [`MAX_DEPTH`] levels deep, so that walks over a value as it was read end by
//! themselves. References lead on from there: a schema may be a part of itself, or ten thousand be strung together. What
//! follows them takes a [`Depth`], or puts what it meets into a list and works that off.

use serde_json::Value;

/// Deepest nesting that is read, as the parsers have it.
pub const MAX_DEPTH: usize = 128;

/// The levels that a walk may still go down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Depth(usize);

impl Depth {
    /// So many levels.
    pub const fn of(levels: usize) -> Self {
        Self(levels)
    }

    /// What is left one level further down; nothing at the end.
    pub fn below(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }
}

/// How many arrays and objects are within each other in a value, itself included.
pub fn levels(value: &Value) -> usize {
    let inner = match value {
        Value::Array(list) => list.iter().map(levels).max(),
        Value::Object(map) => map.values().map(levels).max(),
        _ => return 0,
    };
    1 + inner.unwrap_or_default()
}

impl Default for Depth {
    /// As deep as a text may be nested: what is composed by hand is never as deep.
    fn default() -> Self {
        Self::of(MAX_DEPTH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_ends_after_its_levels() {
        let mut levels = 0;
        let mut depth = Depth::of(3);
        while let Some(below) = depth.below() {
            (depth, levels) = (below, levels + 1);
        }
        assert_eq!(levels, 3);
    }
}
