//! Values made from schemas.
//!
//! In: a document that [`normalise`](crate::normalise) has made plain OpenAPI 3.0, the place of one of its schemas, and how
//! much is wanted. Out: a value that fits, as [`validate`](crate::validate) judges it; or why none was made. Values are
//! the same on every run: there is no chance in them.
//!
//! Constants, enums, types, bounds, lengths, formats, required members and compositions are honoured; a pattern is where
//! one of a few texts, or an example of the document, matches it.

mod alternatives;
mod objects;
mod scalars;
#[cfg(test)]
mod tests;

use std::cell::Cell;

use serde_json::Value;

use crate::depth::Depth;
use crate::pointer;
use crate::reference;
use crate::validate::{Direction, Validator};
use alternatives::Parts;

/// How deep values are: what is required below is not made.
const DEPTH: Depth = Depth::of(12);

/// Members that need not be there are made while more levels than these are left.
const FULL_DEPTH: Depth = Depth::of(9);

/// Schemas that are looked at for one value.
const STEPS: usize = 20_000;

/// How much of a value is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What has to be there.
    Minimal,
    /// Every member, down to a few levels.
    Full,
}

/// Which value of a schema is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'w> {
    /// How much of it.
    pub extent: Extent,
    /// Which way it travels.
    pub direction: Direction,
    /// The alternative that the value is one of, by its pointer; elsewhere the first is taken that a value can be made of.
    pub alternative: Option<&'w str>,
}

/// Makes values by the schemas of one document.
#[derive(Debug)]
pub struct Maker<'d> {
    document: &'d Value,
    validator: Validator<'d>,
}

impl<'d> Maker<'d> {
    /// For a document; its components are what references are resolved in.
    pub fn new(document: &'d Value) -> Self {
        Self {
            document,
            validator: Validator::taking_several(document),
        }
    }

    /// A value of the schema at a pointer.
    ///
    /// # Errors
    ///
    /// Why there is none, in a sentence without a full stop.
    pub fn make(&self, at: &str, wish: Wish<'_>) -> Result<Value, String> {
        let schema = self.document.pointer(at).ok_or("there is no schema")?;
        let making = Making {
            maker: self,
            wish,
            steps: Cell::new(STEPS),
        };
        let spot = Spot {
            schema,
            at: at.to_owned(),
        };
        making.value(&[spot], DEPTH)
    }
}

/// A schema and its place.
#[derive(Clone, Debug)]
struct Spot<'d> {
    schema: &'d Value,
    at: String,
}

impl<'d> Spot<'d> {
    fn child(&self, token: &str, schema: &'d Value) -> Self {
        Self {
            schema,
            at: pointer::join(&self.at, token),
        }
    }
}

/// A value in the making.
struct Making<'m, 'd> {
    maker: &'m Maker<'d>,
    wish: Wish<'m>,
    steps: Cell<usize>,
}

impl<'d> Making<'_, 'd> {
    /// A value that fits all of some schemas.
    fn value(&self, spots: &[Spot<'d>], depth: Depth) -> Result<Value, String> {
        let below = depth.below().ok_or("what is required has no end")?;
        let mut reason = match depth {
            DEPTH if self.wish.alternative.is_some() => "the alternative is not found, or tells of itself alone",
            _ => "the schema is made of itself alone",
        }
        .to_owned();
        for parts in self.parts(spots, depth) {
            let made = self.of_parts(&parts, depth, below).and_then(|value| {
                let fault = spots.iter().find_map(|spot| self.fault(spot.schema, &value));
                fault.map_or(Ok(value), Err)
            });
            match made {
                Ok(value) => return Ok(value),
                Err(why) => reason = why,
            }
        }
        Err(reason)
    }

    fn of_parts(&self, parts: &Parts<'d>, depth: Depth, below: Depth) -> Result<Value, String> {
        let listed = |part: &Spot<'d>| part.schema.get("enum").and_then(Value::as_array);
        if let Some(values) = parts.spots.iter().find_map(listed) {
            return self.first_fitting(parts, values.iter().filter(|value| !value.is_null()).chain(values));
        }
        match type_of(parts)? {
            "null" => Ok(Value::Null),
            "boolean" => Ok(Value::Bool(true)),
            "string" => self.first_fitting(parts, &scalars::texts(parts)),
            kind @ ("integer" | "number") => self.first_fitting(parts, &scalars::numbers(parts, kind)),
            "array" => self.array(parts, self.is_full(depth), below),
            "object" => self.object(parts, self.is_full(depth), below),
            other => Err(format!("there is no type `{other}`")),
        }
    }

    /// Whether members and elements are made that need not be there.
    fn is_full(&self, depth: Depth) -> bool {
        self.wish.extent == Extent::Full && depth > FULL_DEPTH
    }

    /// The first of some values that all parts take.
    fn first_fitting<'v>(
        &self,
        parts: &Parts<'d>,
        values: impl IntoIterator<Item = &'v Value>,
    ) -> Result<Value, String> {
        let mut reason = None;
        for value in values {
            match parts.spots.iter().find_map(|part| self.fault(part.schema, value)) {
                None => return Ok(value.clone()),
                Some(fault) => reason = reason.or(Some(fault)),
            }
        }
        Err(reason.unwrap_or_else(|| "there is no value".to_owned()))
    }

    /// The first thing in a value that does not fit a schema.
    fn fault(&self, schema: &Value, value: &Value) -> Option<String> {
        let faults = self.maker.validator.validate(schema, value, self.wish.direction);
        let fault = faults.into_iter().next()?;
        Some(match fault.pointer.as_str() {
            "" => fault.message,
            at => format!("at `{at}` {}", fault.message),
        })
    }

    /// What a schema is, references followed, and where that stands; nothing where it leads nowhere or enough was seen.
    fn resolve(&self, spot: &Spot<'d>) -> Option<Spot<'d>> {
        self.steps.set(self.steps.get().checked_sub(1)?);
        let Some(to) = reference::of(spot.schema) else {
            return Some(spot.clone());
        };
        let document = self.maker.document;
        let step = |to: &str| Some((reference::pointer(to)?.to_owned(), reference::target(document, to)?));
        reference::follow(to, step).map(|(at, schema)| Spot { schema, at })
    }
}

/// The one type of some schemas: what they say, else what their keywords are about, else a string.
fn type_of<'d>(parts: &Parts<'d>) -> Result<&'d str, String> {
    let said = |part: &Spot<'d>| part.schema.get("type").and_then(Value::as_str);
    let mut types = parts.spots.iter().filter_map(said);
    let about = [
        ("properties", "object"),
        ("required", "object"),
        ("additionalProperties", "object"),
        ("items", "array"),
        ("minimum", "number"),
        ("maximum", "number"),
    ];
    let Some(first) = types.next() else {
        let has = |key: &str| parts.spots.iter().any(|part| part.schema.get(key).is_some());
        let found = about.iter().find(|(key, _)| has(key)).map(|(_, ty)| *ty);
        // The tag of an alternative is a member.
        let tagged = (!parts.tags.is_empty()).then_some("object");
        return Ok(found.or(tagged).unwrap_or("string"));
    };
    types.try_fold(first, |one, other| match (one, other) {
        _ if one == other => Ok(one),
        ("integer", "number") | ("number", "integer") => Ok("integer"),
        _ => Err(format!("no value is {one} and {other}")),
    })
}
