//! What a pass has at hand beside the node it works on.

use std::collections::HashMap;

use serde_json::Value;

use super::cursor::Cursor;
use super::facts::Facts;
use super::grammar::{ObjectKind, Walker};
use crate::ir::Pointer;
use crate::report::{Code, Diagnostic, Report};

/// The versions of OpenAPI that differ for a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    /// 3.0.x
    V30,
    /// 3.1.x
    V31,
    /// 3.2.x, and later ones that are read as it
    V32,
}

impl Version {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::V30, Self::V31, Self::V32];

    /// As people say it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::V30 => "3.0",
            Self::V31 => "3.1",
            Self::V32 => "3.2",
        }
    }
}

/// What an unknown key was meant to be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Guess {
    /// This key in another spelling: `security_schemes`, `operationID`.
    Spelling(&'static str),
    /// Perhaps this key.
    Similar(&'static str),
    /// Nothing that OpenAPI knows.
    Nothing,
}

/// A walk through one document.
pub(crate) struct Context<'r> {
    /// Where problems go.
    pub(crate) report: &'r mut Report,
    /// Where the walk is.
    pub(crate) place: Cursor,
    /// The version that the document declares.
    pub(crate) version: Version,
    /// What unknown keys were meant to be: documents repeat them by the thousand.
    pub(crate) guesses: HashMap<(ObjectKind, String), Guess>,
    /// What is found out.
    pub(crate) facts: Facts,
    /// Schemas of components as they were written that hold JSON in a text, or an event whose data does, by name.
    pub(crate) json_texts: HashMap<String, Value>,
    /// How many more values may be copied to resolve references.
    copies: usize,
}

/// Copies of referenced objects together: more than any sound document needs, less than a bomb wants.
const COPY_LIMIT: usize = 2_000_000;

impl Walker for Context<'_> {
    fn place(&mut self) -> &mut Cursor {
        &mut self.place
    }
}

impl<'r> Context<'r> {
    /// A walk that begins at the root.
    pub(crate) fn new(report: &'r mut Report) -> Self {
        Self {
            report,
            place: Cursor::default(),
            version: Version::V31,
            guesses: HashMap::new(),
            facts: Facts::default(),
            json_texts: HashMap::new(),
            copies: COPY_LIMIT,
        }
    }

    /// Reports a problem of the node at this place.
    pub(crate) fn warn(&mut self, code: Code, message: impl Into<String>) {
        let at = self.place.pointer();
        self.push(Diagnostic::new(code, at, message));
    }

    /// Reports a problem of a key of the node at this place.
    pub(crate) fn warn_at(&mut self, key: &str, code: Code, message: impl Into<String>) {
        let at = self.place.child(key);
        self.push(Diagnostic::new(code, at, message));
    }

    /// Reports a problem.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }

    /// Remembers that a node below this place was moved; both ends as pointers from this place, `anyOf/0/items`.
    pub(crate) fn moved(&mut self, from: &str, to: &str) {
        let here = self.place.as_str();
        let (from, to) = (format!("{here}/{from}"), format!("{here}/{to}"));
        self.report.origins.moved(from, to);
    }

    /// Remembers which elements of an array below this place are still there, by their former indices.
    pub(crate) fn shifted(&mut self, array: &str, former: Vec<usize>) {
        let array = format!("{}/{array}", self.place.as_str());
        self.report.origins.shifted(array, former);
    }

    /// Keeps the elements of an array below this place that a test admits, and remembers where they stood.
    pub(crate) fn retain(&mut self, array: &str, list: &mut Vec<Value>, mut admits: impl FnMut(&mut Value) -> bool) {
        let mut former = Vec::with_capacity(list.len());
        let mut index = 0;
        list.retain_mut(|element| {
            let stays = admits(element);
            if stays {
                former.push(index);
            }
            index += 1;
            stays
        });
        self.shifted(array, former);
    }

    /// Runs something at a key of this place.
    pub(crate) fn within<T>(&mut self, key: &str, run: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.place.enter(key);
        let result = run(self);
        self.place.leave(mark);
        result
    }

    /// Runs something at a place below this one: `oneOf/0`.
    pub(crate) fn within_path<T>(&mut self, path: &str, run: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.place.enter_path(path);
        let result = run(self);
        self.place.leave(mark);
        result
    }

    /// Runs something at an element of this place.
    pub(crate) fn within_index<T>(&mut self, index: usize, run: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.place.enter_index(index);
        let result = run(self);
        self.place.leave(mark);
        result
    }

    /// A copy of a referenced object, as long as all copies together stay within reason.
    pub(crate) fn copy(&mut self, value: &Value, at: &Pointer) -> Option<Value> {
        let size = count(value);
        if size > self.copies {
            let message = "references multiply the document beyond reason";
            self.end_copies(Diagnostic::new(Code::ExplosiveRef, at.clone(), message));
            return None;
        }
        self.copies -= size;
        Some(value.clone())
    }

    /// Reports why nothing is copied any more, unless that was said before.
    pub(crate) fn end_copies(&mut self, why: Diagnostic) {
        if self.copies > 0 {
            self.push(why);
        }
        self.copies = 0;
    }
}

fn count(value: &Value) -> usize {
    match value {
        Value::Array(list) => 1 + list.iter().map(count).sum::<usize>(),
        Value::Object(map) => 1 + map.values().map(count).sum::<usize>(),
        _ => 1,
    }
}
