//! Tags: properties whose values tell alternatives apart. In: signatures, and pairs of alternatives that are alike so far. Out: the
//! tags that tell them, and the pairs that are left.

use std::collections::BTreeMap;

use crate::ir::{JsonType, Literal, Tag};
use crate::lower::models::signatures::Signature;
use crate::lower::schemas::Schemas;

/// Two alternatives, by their places.
pub(super) type Pair = (usize, usize);

/// How far a property tells two alternatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    No,
    /// Where it is there: both may be without it.
    IfThere,
    Always,
}

/// The search for tags.
#[derive(Debug)]
pub(super) struct Tags<'s, 'a> {
    alternatives: &'s [&'s Signature<'a>],
    /// The pairs, and how far they are told.
    pairs: Vec<(Pair, Told)>,
    /// Properties that are bound to some values somewhere, of which none is taken yet.
    bound: Vec<Bound<'a>>,
}

/// A property that is bound to some values in some alternatives.
#[derive(Debug)]
struct Bound<'a> {
    path: Vec<&'a str>,
    /// Those of the alternatives that bind it.
    values: BTreeMap<usize, Values>,
}

/// What a property is bound to.
#[derive(Clone, Debug)]
struct Values {
    all: Vec<Literal>,
    /// Whether one of them is always there.
    is_there: bool,
}

impl<'s, 'a> Tags<'s, 'a> {
    /// `known` is a property that tells them already.
    pub(super) fn new(alternatives: &'s [&'s Signature<'a>], alike: Vec<Pair>, known: Option<&Tag>) -> Self {
        let mut tags = Self {
            alternatives,
            pairs: alike.into_iter().map(|pair| (pair, Told::No)).collect(),
            bound: Vec::new(),
        };
        for (index, alternative) in alternatives.iter().enumerate() {
            tags.bind(index, &[], alternative, alternative.is_object());
            if let Some(scalars) = &alternative.scalars {
                tags.note(index, Vec::new(), scalars, alternative.is_scalar());
            }
        }
        tags.bound
            .retain(|bound| known.is_none_or(|known| known.path != bound.path));
        tags
    }

    /// The properties that tell pairs, those that tell most first; properties of properties where those of the alternatives
    /// themselves do not tell all.
    pub(super) fn telling(&mut self, schemas: &Schemas<'a>) -> Vec<Tag> {
        let mut taken = Vec::new();
        while let Some(bound) = self.most_telling() {
            taken.push(self.take(bound));
        }
        if self.left().is_empty() {
            return taken;
        }
        for (index, alternative) in self.alternatives.iter().enumerate() {
            for (key, property) in &alternative.properties {
                if schemas.json_types(&property.node) == [JsonType::Object] {
                    let inner = Signature::of(schemas, &property.node);
                    let is_there = alternative.is_object() && property.is_there();
                    self.bind(index, &[*key], &inner, is_there);
                }
            }
        }
        while let Some(bound) = self.most_telling() {
            taken.push(self.take(bound));
        }
        taken
    }

    /// All properties that are bound, as tags.
    pub(super) fn all(&self) -> impl Iterator<Item = Tag> {
        self.bound.iter().map(Bound::tag)
    }

    /// The pairs that are not always told.
    pub(super) fn left(&self) -> Vec<Pair> {
        let left = self.pairs.iter().filter(|(_, told)| *told != Told::Always);
        left.map(|(pair, _)| *pair).collect()
    }

    /// Properties that tell no pair, but which a value may contradict that is the other of one.
    pub(super) fn contradicted(&mut self) -> Vec<Tag> {
        let left = self.left();
        let bound = std::mem::take(&mut self.bound);
        let may = |bound: &&Bound<'a>| {
            left.iter().any(|(one, other)| {
                self.may_be_contradicted(bound, *one, *other) || self.may_be_contradicted(bound, *other, *one)
            })
        };
        bound.iter().filter(may).map(Bound::tag).collect()
    }

    /// Whether a value that is the other may be none of one for a property: a constant, or one that the other has too.
    fn may_be_contradicted(&self, bound: &Bound<'a>, one: usize, other: usize) -> bool {
        match (bound.values.get(&one), bound.values.get(&other)) {
            (None, _) => false,
            (Some(values), Some(others)) => values.all != others.all,
            (Some(values), None) => {
                let key = bound.path.first().copied().unwrap_or_default();
                values.all.len() == 1 || self.alternatives[other].properties.contains_key(key)
            }
        }
    }

    /// Notes which properties of an alternative, or of a property of it, are bound.
    fn bind(&mut self, index: usize, above: &[&'a str], signature: &Signature<'a>, is_above_there: bool) {
        for (key, property) in &signature.properties {
            let Some(values) = &property.values else { continue };
            let path = [above, &[*key]].concat();
            self.note(index, path, values, is_above_there && property.is_there());
        }
    }

    /// Notes what a property of an alternative is bound to, or the alternative itself.
    fn note(&mut self, index: usize, path: Vec<&'a str>, values: &[Literal], is_there: bool) {
        let known = self.bound.iter().position(|bound| bound.path == path);
        let known = known.unwrap_or_else(|| {
            self.bound.push(Bound {
                path,
                values: BTreeMap::new(),
            });
            self.bound.len() - 1
        });
        let all = values.to_vec();
        self.bound[known].values.insert(index, Values { all, is_there });
    }

    /// The first of those that tell most pairs that are not told yet.
    fn most_telling(&self) -> Option<usize> {
        let gain = |bound: &Bound<'a>| {
            let gained = self.pairs.iter().filter_map(|(pair, told)| {
                let now = bound.tells(*pair);
                (now > *told).then_some(now)
            });
            let gained: Vec<Told> = gained.collect();
            (
                gained.iter().filter(|told| **told == Told::Always).count(),
                gained.len(),
            )
        };
        // What one alternative alone is bound to tells no two.
        let shared = self
            .bound
            .iter()
            .enumerate()
            .filter(|(_, bound)| bound.values.len() > 1);
        let gains = shared.map(|(index, bound)| (index, gain(bound)));
        let most = gains.rev().max_by_key(|(_, gain)| *gain)?;
        (most.1.1 > 0).then_some(most.0)
    }

    fn take(&mut self, index: usize) -> Tag {
        let bound = self.bound.remove(index);
        for (pair, told) in &mut self.pairs {
            *told = bound.tells(*pair).max(*told);
        }
        bound.tag()
    }
}

impl Bound<'_> {
    fn tells(&self, (one, other): Pair) -> Told {
        match (self.values.get(&one), self.values.get(&other)) {
            (Some(one), Some(other)) if are_disjoint(&one.all, &other.all) => match one.is_there || other.is_there {
                true => Told::Always,
                false => Told::IfThere,
            },
            _ => Told::No,
        }
    }

    fn tag(&self) -> Tag {
        let of_one = |(index, values): (&usize, &Values)| {
            let all = values.all.iter().map(|value| (value.clone(), *index));
            all.collect::<Vec<_>>()
        };
        let may_miss = self.values.iter().filter(|(_, values)| !values.is_there);
        Tag {
            path: self.path.iter().map(|key| (*key).to_owned()).collect(),
            optional_in: may_miss.map(|(index, _)| *index).collect(),
            values: self.values.iter().flat_map(of_one).collect(),
            implied: Vec::new(),
            default: None,
        }
    }
}

/// Whether no value is among both.
pub(super) fn are_disjoint(one: &[Literal], other: &[Literal]) -> bool {
    !one.iter().any(|value| other.contains(value))
}
