//! How a union's variant is chosen on reading, as data: what tells the variants apart, step by step.

use super::{EventName, EventPlace, JsonType, Literal};

/// How a union's variant is chosen on reading. Indices are into [`Shape::Union::variants`](super::Shape::Union).
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// Step by step, until one variant is left. Each step looks at those that the steps before have left; one that it does not name
    /// passes it. Where there are several steps, the last is [`Step::Fit`].
    Steps(Vec<Step>),
    /// Of webhooks, by a text in the request.
    Event {
        /// Where it stands.
        place: EventPlace,
        /// Name to variant, in the order in which they are looked for.
        names: Vec<(EventName, usize)>,
    },
}

/// One of the things that tell variants apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// The JSON type of the value.
    JsonType(Vec<(JsonType, usize)>),
    /// A property's value: the discriminator, or a property that only some values are allowed for.
    Tag(Tag),
    /// Required keys that no other variant has: all keys present chooses the variant.
    Keys(Vec<(Vec<String>, usize)>),
    /// What is lost: the first variant that loses nothing of the value, else the one that loses least.
    Fit {
        /// All variants, the one that demands most first.
        order: Vec<usize>,
        /// Whether a value may be several variants at once, and is kept as all of them.
        several: bool,
    },
}

/// A property whose values tell variants apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// Its key, below the keys of the objects that it is in; empty where it is the value itself, as far as that is a scalar.
    pub path: Vec<String>,
    /// Of the variants that it names, those that a value may be which is without it. It tells nothing between these then, and is not
    /// written for them.
    pub optional_in: Vec<usize>,
    /// Value to variant, in the order of the document; several values may choose one variant.
    pub values: Vec<(Literal, usize)>,
    /// The same of values that are read and never written: the names of schemas that a mapping calls otherwise (OpenAPI 3.1 §4.8.25).
    pub implied: Vec<(Literal, usize)>,
    /// The variant of a value that has none of these, or is without the property (OpenAPI 3.2, `defaultMapping`).
    pub default: Option<usize>,
}

impl Choice {
    /// The steps; none for events.
    pub fn steps(&self) -> &[Step] {
        match self {
            Self::Steps(steps) => steps,
            Self::Event { .. } => &[],
        }
    }

    /// The tags among the steps.
    pub fn tags(&self) -> impl Iterator<Item = &Tag> {
        self.steps().iter().filter_map(|step| match step {
            Step::Tag(tag) => Some(tag),
            _ => None,
        })
    }

    /// The same, to be changed.
    pub fn tags_mut(&mut self) -> impl Iterator<Item = &mut Tag> {
        let steps = match self {
            Self::Steps(steps) => steps.as_mut_slice(),
            Self::Event { .. } => &mut [],
        };
        steps.iter_mut().filter_map(|step| match step {
            Step::Tag(tag) => Some(tag),
            _ => None,
        })
    }

    /// Whether a value may be several variants at once.
    pub fn takes_several(&self) -> bool {
        matches!(self.steps(), [.., Step::Fit { several: true, .. }])
    }
}

impl Tag {
    /// Whether a value may be without it.
    pub fn is_optional(&self) -> bool {
        !self.optional_in.is_empty()
    }

    /// Of the variants that it names, those that no value is which is without it, in the order of their values.
    pub fn needed_in(&self) -> Vec<usize> {
        let named = self.values.iter().map(|(_, index)| *index);
        let mut needed: Vec<usize> = named.filter(|index| !self.optional_in.contains(index)).collect();
        needed.dedup();
        needed
    }

    /// Whether it tells variants from each other, and not only what is none of one.
    pub fn tells(&self) -> bool {
        let first = self.values.first().map(|(_, index)| *index);
        first.is_some() && (self.values.iter().any(|(_, index)| Some(*index) != first) || self.default.is_some())
    }

    /// Those that are written and those that are only read.
    pub fn all(&self) -> impl Iterator<Item = &(Literal, usize)> {
        self.values.iter().chain(&self.implied)
    }

    /// The values that are written for a variant.
    pub fn of(&self, variant: usize) -> impl Iterator<Item = &Literal> {
        let chosen = self.values.iter().filter(move |(_, index)| *index == variant);
        chosen.map(|(value, _)| value)
    }
}
