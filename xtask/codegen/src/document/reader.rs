//! Reading one value at its place: what fails is reported there, and only there.

use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::normalise::cursor::Cursor;
use crate::report::{Code, Diagnostic, Report};

/// Reads values and remembers where it is.
pub(super) struct Reader<'r> {
    report: &'r mut Report,
    place: Cursor,
}

impl<'r> Reader<'r> {
    /// A reader at the root.
    pub(super) fn new(report: &'r mut Report) -> Self {
        Self {
            report,
            place: Cursor::default(),
        }
    }

    /// Reads something at a key of this place.
    pub(super) fn within<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.place.enter(key);
        let result = read(self);
        self.place.leave(mark);
        result
    }

    /// Reports this place as unreadable.
    pub(super) fn unreadable(&mut self, message: impl Into<String>) {
        let at = self.place.pointer();
        self.report
            .push(Diagnostic::new(Code::Unreadable, at, message).label("left out"));
    }

    /// The object that is expected at this place.
    pub(super) fn object<'v>(&mut self, value: &'v Value) -> Option<&'v Map<String, Value>> {
        let object = value.as_object();
        if object.is_none() {
            self.unreadable(format!("an object is expected here, found {}", name(value)));
        }
        object
    }

    /// A scalar at a key, which the object around it can do without.
    pub(super) fn detail<'v, T: Deserialize<'v>>(&mut self, key: &str, value: &'v Value) -> Option<T> {
        match T::deserialize(value) {
            Ok(read) => Some(read),
            Err(error) => {
                let at = self.place.child(key);
                self.report
                    .push(Diagnostic::new(Code::UnreadableDetail, at, error.to_string()).label("left out"));
                None
            }
        }
    }

    /// A small object that nothing is made of.
    pub(super) fn aside<T: for<'v> Deserialize<'v>>(&mut self, value: &Value) -> Option<T> {
        T::deserialize(value)
            .inspect_err(|error| {
                let diagnostic = Diagnostic::new(Code::UnreadableDetail, self.place.pointer(), error.to_string());
                self.report.push(diagnostic.label("left out"));
            })
            .ok()
    }

    /// A small object; where it cannot be read whole, without the innermost part that is at fault.
    pub(super) fn leaf<T: for<'v> Deserialize<'v>>(&mut self, value: &Value) -> Option<T> {
        let error = match T::deserialize(value) {
            Ok(read) => return Some(read),
            Err(error) => error,
        };
        match narrow(value, |value| T::deserialize(value).is_ok()) {
            Some((path, rest)) => {
                let mut place = self.place.clone();
                for key in path {
                    place.enter(&key);
                }
                let diagnostic = Diagnostic::new(Code::UnreadableDetail, place.pointer(), error.to_string());
                self.report.push(diagnostic.label("left out"));
                T::deserialize(&rest).ok()
            }
            None => {
                // A scalar among others, such as a tag, is a detail.
                let code = if value.is_object() {
                    Code::Unreadable
                } else {
                    Code::UnreadableDetail
                };
                let at = self.place.pointer();
                self.report
                    .push(Diagnostic::new(code, at, error.to_string()).label("left out"));
                None
            }
        }
    }

    /// A small object at a key.
    pub(super) fn leaf_at<T: for<'v> Deserialize<'v>>(&mut self, key: &str, value: &Value) -> Option<T> {
        self.within(key, |reader| reader.leaf(value))
    }

    /// A list of small objects at a key.
    pub(super) fn leaves<T: for<'v> Deserialize<'v>>(&mut self, key: &str, value: &Value) -> Vec<T> {
        self.list(key, value, |reader, value| reader.leaf(value))
    }

    /// A list at a key, without the elements that cannot be read.
    pub(super) fn list<T>(
        &mut self,
        key: &str,
        value: &Value,
        mut read: impl FnMut(&mut Self, &Value) -> Option<T>,
    ) -> Vec<T> {
        let mark = self.place.enter(key);
        let mut all = Vec::new();
        if let Value::Array(list) = value {
            all.reserve_exact(list.len());
            for (index, value) in list.iter().enumerate() {
                let mark = self.place.enter_index(index);
                all.extend(read(self, value));
                self.place.leave(mark);
            }
        } else {
            self.unreadable(format!("a list is expected here, found {}", name(value)));
        }
        self.place.leave(mark);
        all
    }

    /// A map at a key, without the entries that cannot be read.
    pub(super) fn map<T>(
        &mut self,
        key: &str,
        value: &Value,
        mut read: impl FnMut(&mut Self, &Value) -> Option<T>,
    ) -> IndexMap<String, T> {
        let mark = self.place.enter(key);
        let mut all = IndexMap::new();
        if let Some(map) = self.object(value) {
            all.reserve_exact(map.len());
            for (name, value) in map {
                let mark = self.place.enter(name);
                if let Some(read) = read(self, value) {
                    all.insert(name.clone(), read);
                }
                self.place.leave(mark);
            }
        }
        self.place.leave(mark);
        all
    }

    /// A reference, or what `read` makes of the value.
    pub(super) fn reference_or<T>(
        &mut self,
        value: &Value,
        read: impl FnOnce(&mut Self, &Value) -> Option<T>,
    ) -> Option<ReferenceOr<T>> {
        match value.get("$ref") {
            Some(Value::String(reference)) => Some(ReferenceOr::Reference {
                reference: reference.clone(),
            }),
            Some(other) => {
                self.within("$ref", |reader| {
                    reader.unreadable(format!("a reference is expected here, found {}", name(other)));
                });
                None
            }
            None => read(self, value).map(ReferenceOr::Item),
        }
    }

    /// Keeps an `x-` key; other keys without a meaning have been reported before.
    pub(super) fn extension(&mut self, key: &str, value: &Value, extensions: &mut IndexMap<String, Value>) {
        if key.starts_with("x-") {
            extensions.insert(key.to_owned(), value.clone());
        }
    }
}

/// What a value is, in a sentence.
fn name(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The innermost part of a value without which it can be read, and the value without that part.
fn narrow(value: &Value, is_sound: impl Fn(&Value) -> bool) -> Option<(Vec<String>, Value)> {
    let mut path: Vec<String> = Vec::new();
    let mut best = None;
    loop {
        let pointer: String = path
            .iter()
            .map(|key| format!("/{}", crate::normalise::cursor::escape(key)))
            .collect();
        let keys: Vec<String> = match value.pointer(&pointer)? {
            Value::Object(map) => map.keys().cloned().collect(),
            Value::Array(list) => (0..list.len()).map(|index| index.to_string()).collect(),
            _ => Vec::new(),
        };
        let found = keys.into_iter().find_map(|key| {
            let mut rest = value.clone();
            match rest.pointer_mut(&pointer)? {
                Value::Object(map) => map.shift_remove(&key).map(drop),
                Value::Array(list) => key.parse::<usize>().ok().map(|index| drop(list.remove(index))),
                _ => None,
            }?;
            is_sound(&rest).then_some((key, rest))
        });
        match found {
            Some((key, rest)) => {
                path.push(key);
                best = Some(rest);
            }
            None => return best.map(|rest| (path, rest)),
        }
    }
}
