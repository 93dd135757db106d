//! Enums, patterns, defaults, and the keywords that the generator reads past.

use serde_json::Value;

use super::flat::Flat;
use crate::rules;
use crate::wire::doc::Node;
use crate::wire::{Found, Met, Walk};

/// Longest text of a value in a finding, in characters.
const LONGEST: usize = 60;

impl<'a> Walk<'a> {
    /// Compares the listed values.
    pub(super) fn enums(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        let (before, after) = match (&old.values, &new.values) {
            (None, None) => return,
            (None, Some(after)) => {
                let found = Found::new(&rules::BECAME_ENUM).both(&old.node, &new.node);
                return self.report(met, found.old("any value").new_text(shorts(after)));
            }
            (Some(before), None) => {
                let found = Found::new(&rules::BECAME_NOT_ENUM).both(&old.node, &new.node);
                return self.report(met, found.old(shorts(before)).new_text("any value"));
            }
            (Some(before), Some(after)) => (listed(before), listed(after)),
        };
        if let ([(_, before)], [(_, after)]) = (before.as_slice(), after.as_slice()) {
            if before != after {
                let found = Found::new(&rules::CONST_CHANGED).both(&old.node, &new.node);
                self.report(met, found.old(short(before)).new_text(short(after)));
            }
            return;
        }
        for (node, value) in &before {
            if !after.iter().any(|(_, other)| other == value) {
                let found = Found::new(&rules::ENUM_VALUE_REMOVED).base(node).old(short(value));
                self.report(met, found);
            }
        }
        for (node, value) in &after {
            if !before.iter().any(|(_, other)| other == value) {
                let found = Found::new(&rules::ENUM_VALUE_ADDED).head(node).new_text(short(value));
                self.report(met, found);
            }
        }
    }

    /// Compares the patterns.
    pub(super) fn pattern(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        let (before, after) = (&old.patterns, &new.patterns);
        let all_in = |one: &[&str], other: &[&str]| one.iter().all(|pattern| other.contains(pattern));
        let family = match (all_in(before, after), all_in(after, before)) {
            (true, true) => return,
            (true, false) => &rules::PATTERN_ADDED,
            (false, true) => &rules::PATTERN_REMOVED,
            (false, false) => &rules::PATTERN_CHANGED,
        };
        let text = |patterns: &[&str]| match patterns {
            [] => "no pattern".to_owned(),
            patterns => cut(&format!("pattern {}", patterns.join(" and "))),
        };
        let found = Found::new(family).both(&old.node, &new.node);
        self.report(met, found.old(text(before)).new_text(text(after)));
    }

    /// Compares the defaults.
    pub(super) fn defaults(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        let (before, after) = (old.default, new.default);
        let family = match (before, after) {
            (None, Some(_)) => &rules::DEFAULT_ADDED,
            (Some(_), None) => &rules::DEFAULT_REMOVED,
            (Some(before), Some(after)) if before != after => &rules::DEFAULT_CHANGED,
            _ => return,
        };
        let text = |value: Option<&Value>| {
            value.map_or_else(|| "no default".to_owned(), |value| format!("default {}", short(value)))
        };
        let found = Found::new(family).both(&old.node, &new.node);
        self.report(met, found.old(text(before)).new_text(text(after)));
    }

    /// Compares what only restricts values and has no place in OpenAPI 3.0: `if`, `contains`, `dependentRequired` ….
    pub(super) fn constraints(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        let both = |family| Found::new(family).both(&old.node, &new.node);
        let text = |keyword: &str, values: &[&Value]| {
            let values: Vec<String> = values.iter().map(ToString::to_string).collect();
            cut(&format!("{keyword} {}", values.join(" and ")))
        };
        for (keyword, before) in &old.constraints {
            match new.constraints.get(keyword) {
                None => {
                    let found = both(&rules::CONSTRAINT_REMOVED).old(text(keyword, before));
                    self.report(met, found);
                }
                Some(after) if after != before => {
                    let found = both(&rules::CONSTRAINT_CHANGED).old(text(keyword, before));
                    self.report(met, found.new_text(text(keyword, after)));
                }
                Some(_) => {}
            }
        }
        for (keyword, after) in &new.constraints {
            if !old.constraints.contains_key(keyword) {
                let found = both(&rules::CONSTRAINT_ADDED).new_text(text(keyword, after));
                self.report(met, found);
            }
        }
    }
}

/// The values of an enum with their places; null is judged as null.
fn listed<'a>(values: &[Node<'a>]) -> Vec<(Node<'a>, &'a Value)> {
    let all = values.iter().filter(|node| !node.value.is_null());
    all.map(|node| (node.clone(), node.value)).collect()
}

fn shorts(values: &[Node<'_>]) -> String {
    let texts: Vec<String> = values.iter().map(|node| short(node.value)).collect();
    cut(&texts.join(", "))
}

/// A value as short text.
pub(super) fn short(value: &Value) -> String {
    match value {
        Value::String(text) => cut(&format!("`{text}`")),
        Value::Array(values) => {
            let texts: Vec<String> = values.iter().map(short).collect();
            cut(&texts.join(", "))
        }
        other => cut(&other.to_string()),
    }
}

/// A text of the length that findings have.
pub(in crate::wire) fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST - 1).collect();
    format!("{start}…")
}
