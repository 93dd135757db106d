//! What tells the variants of a union apart. In: a value that is looked at. Out: the variants that it may be.

use std::fmt;

use serde_json::Value;

use super::look::Look;
use crate::private::text_of;
use crate::whole::integer;

/// One of the things that tell variants apart. A variant that a step does not name passes it.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// The JSON type.
    Type(&'static [(&'static str, &'static str)]),
    /// The value of a property.
    Tag(Tag),
    /// Properties, all of which are there.
    Keys(&'static [(&'static [&'static str], &'static str)]),
    /// What is lost.
    Fit {
        /// Whether a value may be several variants at once.
        several: bool,
    },
}

/// A property whose values tell variants apart.
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    /// Where it is: its key, below the keys of what it stands in; empty where it is the value itself.
    pub path: &'static [&'static str],
    /// Whether it may be missing.
    pub is_optional: bool,
    /// The variants that no value is which is without it, although it may be missing.
    pub needed_in: &'static [&'static str],
    /// Value and variant; several values may tell one variant.
    pub values: &'static [(&'static dyn Literal, &'static str)],
    /// Whether each of these may be written where it is missing, or is only read.
    pub is_written: &'static [bool],
    /// The variant of what has none of these values, or not the property.
    pub default: Option<&'static str>,
}

impl Tag {
    /// The values that tell a variant.
    pub(crate) fn of<'t>(&'t self, variant: &'t str) -> impl Iterator<Item = &'static dyn Literal> + 't {
        let told = self.values.iter().filter(move |(_, told)| *told == variant);
        told.map(|(value, _)| *value)
    }

    /// Those of them that may be written where it is missing.
    pub(crate) fn written<'t>(&'t self, variant: &'t str) -> impl Iterator<Item = &'static dyn Literal> + 't {
        let lines = self.values.iter().zip(self.is_written);
        let told = lines.filter(move |((_, told), is_written)| *told == variant && **is_written);
        told.map(|((value, _), _)| *value)
    }

    /// Whether a value of a variant has it.
    pub(crate) fn is_needed_in(&self, variant: &str) -> bool {
        self.default != Some(variant) && (!self.is_optional || self.needed_in.contains(&variant))
    }

    /// What is there, if it is no null.
    fn find<'v>(&self, value: Look<'v>) -> Option<Look<'v>> {
        let found = self.path.iter().try_fold(value, |value, key| value.member(key))?;
        // The value itself is a tag where it is a scalar.
        let is_none = found.is_null() || (self.path.is_empty() && found.scalar().is_none());
        (!is_none).then_some(found)
    }
}

/// A text, an integer, a boolean or another number that tells a variant.
pub trait Literal: fmt::Debug {
    /// Whether a value is this one, however its number is spelled.
    fn is(&self, value: &Value) -> bool;

    /// As JSON.
    fn to_value(&self) -> Value;
}

impl Literal for &'static str {
    fn is(&self, value: &Value) -> bool {
        text_of(value).is_some_and(|text| text == *self)
    }

    fn to_value(&self) -> Value {
        Value::from(*self)
    }
}

impl Literal for i64 {
    fn is(&self, value: &Value) -> bool {
        value.as_i64().or_else(|| value.as_f64().and_then(integer)) == Some(*self)
    }

    fn to_value(&self) -> Value {
        Value::from(*self)
    }
}

impl Literal for bool {
    fn is(&self, value: &Value) -> bool {
        value.as_bool() == Some(*self)
    }

    fn to_value(&self) -> Value {
        Value::from(*self)
    }
}

impl Literal for f64 {
    fn is(&self, value: &Value) -> bool {
        value.as_f64() == Some(*self)
    }

    fn to_value(&self) -> Value {
        Value::from(*self)
    }
}

/// The variants that a value may be, by their places.
#[derive(Debug)]
pub(super) enum Left {
    /// What it is, whether or not it can be read as that.
    Told(usize),
    /// Those of which what is lost tells it; none, where it is none.
    Among(Vec<usize>),
}

/// What the steps leave of some variants. Where there is one step, the variants are in its order.
pub(super) fn left(steps: &[Step], variants: usize, name: &dyn Fn(usize) -> &'static str, value: Look<'_>) -> Left {
    if let [step] = steps {
        return match step {
            Step::Fit { .. } => Left::Among((0..variants).collect()),
            step => step
                .first(value)
                .map_or_else(|| Left::Among(step.default().into_iter().collect()), Left::Told),
        };
    }
    let (mut left, mut is_told): (Vec<usize>, bool) = ((0..variants).collect(), false);
    for step in steps {
        let tag = match step {
            Step::Tag(tag) => tag.find(value),
            _ => None,
        };
        let mut holds_for = None;
        left.retain(|variant| {
            let says = step.says(name(*variant), value, tag);
            holds_for = holds_for.or((says == Some(true)).then_some(*variant));
            says != Some(false)
        });
        is_told |= holds_for.is_some_and(|variant| left == [variant]);
    }
    match left.as_slice() {
        [only] if is_told => Left::Told(*only),
        _ => Left::Among(left),
    }
}

impl Step {
    /// The place of the first line that holds.
    fn first(&self, value: Look<'_>) -> Option<usize> {
        match self {
            Self::Type(lines) => {
                let knows_integers = knows_integers(lines);
                lines.iter().position(|(kind, _)| value.is_of(kind, knows_integers))
            }
            Self::Tag(tag) => {
                let found = tag.find(value)?.scalar()?;
                tag.values.iter().position(|(literal, _)| literal.is(found))
            }
            Self::Keys(lines) => lines.iter().position(|(keys, _)| has_keys(value, keys)),
            Self::Fit { .. } => None,
        }
    }

    /// The place of the variant that is tried where no line holds: it stands behind those of the lines.
    fn default(&self) -> Option<usize> {
        match self {
            Self::Tag(tag) => tag.default.map(|_| tag.values.len()),
            _ => None,
        }
    }

    /// Whether it holds for a variant; nothing, where it does not name that. `tag` is what is found of a tag.
    fn says(&self, variant: &str, value: Look<'_>, tag: Option<Look<'_>>) -> Option<bool> {
        match self {
            Self::Type(lines) => {
                let knows_integers = knows_integers(lines);
                any(lines, variant, |kind| value.is_of(kind, knows_integers))
            }
            Self::Tag(known) if tag.is_none() && known.is_optional => {
                known.needed_in.contains(&variant).then_some(false)
            }
            Self::Tag(known) => {
                let found = tag.and_then(Look::scalar);
                any(known.values, variant, |literal| {
                    found.is_some_and(|found| literal.is(found))
                })
            }
            Self::Keys(lines) => any(lines, variant, |keys| has_keys(value, keys)),
            Self::Fit { .. } => None,
        }
    }
}

/// Whether one of the lines of a variant holds, if it has any.
fn any<T: Copy>(lines: &[(T, &str)], variant: &str, holds: impl Fn(T) -> bool) -> Option<bool> {
    let mut own = lines.iter().filter(|(_, known)| *known == variant);
    let (first, _) = own.next()?;
    Some(holds(*first) || own.any(|(line, _)| holds(*line)))
}

fn knows_integers(lines: &[(&str, &str)]) -> bool {
    lines.iter().any(|(kind, _)| *kind == "integer")
}

fn has_keys(value: Look<'_>, keys: &[&str]) -> bool {
    keys.iter().all(|key| value.member(key).is_some())
}
