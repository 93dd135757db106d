//! Gathers what the walk reports: one finding per place and change, however often and in whichever direction it is met.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::doc::{Doc, component};
use super::reach::{From, Graph, PairId};
use super::{Found, Met, Raw, Walk, subject};
use crate::finding::{Direction, Owner, Ruling};
use crate::rules::{Family, Scope};

/// A rule that was met, before its place is known.
#[derive(Clone, Debug)]
struct Hit {
    family: &'static Family,
    direction: Option<Direction>,
    scope: Scope,
    root: Option<PairId>,
}

/// What makes two reports the same change.
type Key = (Option<String>, Option<String>, Option<String>, Option<String>);

#[derive(Debug, Default)]
struct Entry {
    hits: Vec<Hit>,
    from: BTreeSet<From>,
    operation: Option<String>,
    touches: BTreeSet<String>,
}

/// The reports so far.
#[derive(Debug, Default)]
pub(super) struct Collected(IndexMap<Key, Entry>);

impl Walk<'_> {
    /// Reports a change of a schema, where it was met.
    pub(super) fn report(&mut self, met: Met, found: Found<'_>) {
        let hit = Hit {
            family: found.family,
            direction: Some(met.direction),
            scope: met.scope,
            root: met.root,
        };
        self.push(hit, met.from, found);
    }

    /// Reports a change of anything else.
    pub(super) fn tell(&mut self, from: From, direction: Option<Direction>, found: Found<'_>) {
        let hit = Hit {
            family: found.family,
            direction,
            scope: Scope::Property,
            root: None,
        };
        self.push(hit, from, found);
    }

    fn push(&mut self, hit: Hit, from: From, found: Found<'_>) {
        let at = |doc: Doc<'_>, pointer: Option<&str>| pointer.map(|pointer| doc.written(pointer));
        let touches = found
            .touches
            .map(|pointer| self.head.written(&self.base.written(pointer)));
        let key = (
            at(self.base, found.base),
            at(self.head, found.head),
            found.old,
            found.new,
        );
        let entry = self.collected.0.entry(key).or_default();
        entry.from.insert(from);
        entry.touches.extend(touches);
        if entry.operation.is_none() {
            entry.operation.clone_from(&self.current);
        }
        let known = |other: &Hit| other.family.id == hit.family.id && other.direction == hit.direction;
        if !entry.hits.iter().any(known) {
            entry.hits.push(hit);
        }
    }
}

impl Collected {
    /// The findings, in the order in which they were met.
    pub(super) fn finish(self, graph: &Graph, base: Doc<'_>, head: Doc<'_>) -> Vec<Raw> {
        let raw = |(key, entry): (Key, Entry)| {
            let mut rulings: Vec<Ruling> = entry.hits.iter().map(|hit| ruling(hit, graph)).collect();
            rulings.sort_by_key(|ruling| (std::cmp::Reverse(ruling.wire), ruling.direction));
            let at = key.1.as_deref().or(key.0.as_deref()).unwrap_or_default();
            let doc = if key.1.is_some() { head } else { base };
            Raw {
                rulings,
                owner: owner(at, entry.operation.as_deref()),
                subject: subject::of(at, doc),
                operations: graph.reaching(&entry.from),
                old: key.2,
                new: key.3,
                base: key.0,
                head: key.1,
                touches: entry.touches.into_iter().collect(),
                pieces: 1,
            }
        };
        self.0.into_iter().map(raw).collect()
    }
}

fn ruling(hit: &Hit, graph: &Graph) -> Ruling {
    let scope = hit.root.and_then(|pair| graph.scope(pair)).unwrap_or(hit.scope);
    let judgement = hit.family.judgement(hit.direction);
    Ruling {
        rule: hit.family.rule(hit.direction, scope),
        direction: hit.direction,
        wire: judgement.wire,
        why: judgement.why,
        advice: judgement.advice,
    }
}

/// Whose place a pointer is.
pub(super) fn owner(pointer: &str, operation: Option<&str>) -> Owner {
    if let Some((section, name)) = component(pointer) {
        return Owner::Component { section, name };
    }
    match operation {
        Some(label) if pointer.starts_with("/paths/") || pointer.starts_with("/webhooks/") => Owner::Operation {
            label: label.to_owned(),
            method: None,
        },
        _ => Owner::Document,
    }
}
