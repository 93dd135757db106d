//! Whether a JSON value fits a schema.
//!
//! In: a document that [`normalise`](crate::normalise) has made plain OpenAPI 3.0, one of its schemas, a value. Out: what
//! does not fit, each with the place in the value; nothing where the value fits.
//!
//! Judged are `type`, `nullable`, `enum`, bounds, lengths, `pattern`, the common formats, `properties`, `required`,
//! `additionalProperties`, `items`, and the combinations with their discriminator. A pattern that is no regular
//! expression of linear time (look-around, back-references) is not judged, and no format that is not known.

pub(crate) mod formats;
mod objects;
mod patterns;
mod scalars;
#[cfg(test)]
mod tests;
mod variants;

use std::cell::Cell;

use serde_json::Value;

use crate::depth::Depth;
use crate::{pointer, reference};
use patterns::Patterns;

/// Schemas inside schemas, references followed: what is deeper is taken to fit.
const DEPTH: Depth = Depth::of(64);

/// Steps that one value may take. What would take longer (alternatives of alternatives of alternatives) is taken to fit.
const STEPS: usize = 100_000;

/// Which way a value travels: `readOnly` properties are never sent, `writeOnly` ones never received, so that there
/// `required` does not ask for them (OpenAPI 3.0 §4.7.24.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From client to server.
    Sent,
    /// From server to client.
    Received,
    /// It is not known.
    Either,
}

/// Something in a value that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The place in the value, as a JSON pointer.
    pub pointer: String,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
}

/// Judges values by the schemas of one document.
#[derive(Debug)]
pub struct Validator<'d> {
    document: &'d Value,
    patterns: Patterns,
    takes_several: bool,
}

impl<'d> Validator<'d> {
    /// For a document; its components are what references are resolved in.
    pub fn new(document: &'d Value) -> Self {
        Self {
            document,
            patterns: Patterns::default(),
            takes_several: false,
        }
    }

    /// The same, except that a value may fit several alternatives of a `oneOf`: types take such a value too.
    pub fn taking_several(document: &'d Value) -> Self {
        Self {
            takes_several: true,
            ..Self::new(document)
        }
    }

    /// What of a value does not fit a schema.
    pub fn validate(&self, schema: &Value, value: &Value, direction: Direction) -> Vec<Fault> {
        let steps = Cell::new(STEPS);
        let mut check = Check {
            validator: self,
            direction,
            steps: &steps,
            depth: DEPTH,
            place: String::new(),
            faults: Vec::new(),
        };
        check.value(schema, value);
        check.faults
    }

    /// The schema that a reference leads to, through any number of references; the schema itself where it is none.
    pub fn resolve<'s>(&self, schema: &'s Value) -> Option<&'s Value>
    where
        'd: 's,
    {
        reference::resolve(self.document, schema)
    }
}

/// A value in the middle of being judged.
struct Check<'c, 'd> {
    validator: &'c Validator<'d>,
    direction: Direction,
    steps: &'c Cell<usize>,
    depth: Depth,
    place: String,
    faults: Vec<Fault>,
}

impl Check<'_, '_> {
    fn fault(&mut self, message: impl Into<String>) {
        self.faults.push(Fault {
            pointer: self.place.clone(),
            message: message.into(),
        });
    }

    /// Judges something inside the value.
    fn inside(&mut self, token: &str, schema: &Value, value: &Value) {
        let mark = self.place.len();
        pointer::push(&mut self.place, token);
        self.value(schema, value);
        self.place.truncate(mark);
    }

    /// What another schema finds wrong with the value at this place.
    fn faults_of(&self, schema: &Value, value: &Value) -> Vec<Fault> {
        let mut check = Check {
            place: self.place.clone(),
            faults: Vec::new(),
            ..*self
        };
        check.value(schema, value);
        check.faults
    }

    fn value(&mut self, schema: &Value, value: &Value) {
        let Some(schema) = self.validator.resolve(schema) else {
            return;
        };
        let (Some(below), Some(steps)) = (self.depth.below(), self.steps.get().checked_sub(1)) else {
            return;
        };
        self.steps.set(steps);
        let depth = std::mem::replace(&mut self.depth, below);
        self.schema(schema, value);
        self.depth = depth;
    }

    fn schema(&mut self, schema: &Value, value: &Value) {
        if value.is_null() && schema.get("nullable") == Some(&Value::Bool(true)) {
            return;
        }
        if let Some(ty) = schema.get("type").and_then(Value::as_str)
            && !scalars::has_type(value, ty)
        {
            return self.fault(format!("{} is expected, found {}", with_article(ty), kind(value)));
        }
        self.listed(schema, value);
        match value {
            Value::String(text) => self.text(schema, text),
            Value::Number(number) => self.number(schema, number),
            Value::Array(elements) => self.array(schema, elements),
            Value::Object(properties) => self.object(schema, properties),
            Value::Null | Value::Bool(_) => {}
        }
        self.combinations(schema, value);
    }

    fn listed(&mut self, schema: &Value, value: &Value) {
        if let Some(Value::Array(values)) = schema.get("enum")
            && !values.iter().any(|one| scalars::equal(one, value))
        {
            let known: Vec<String> = values
                .iter()
                .take(8)
                .map(|value| format!("`{}`", spelled(value)))
                .collect();
            let more = if values.len() > known.len() { ", …" } else { "" };
            self.fault(format!("`{}` is none of {}{more}", spelled(value), known.join(", ")));
        }
    }
}

/// What a value is, in words.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(number) if number.is_f64() => "a number",
        Value::Number(_) => "an integer",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn with_article(ty: &str) -> String {
    let article = if ty.starts_with(['a', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {ty}")
}

/// A value in a sentence: text without its quotes, and not too long.
fn spelled(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
