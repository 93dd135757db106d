//! Which findings cause a change of the public surface: those at the place that the item comes from, else the nearest.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};

use super::side::Document;
use super::surface::Change;
use super::wire::doc::Doc;
use super::wire::{Raw, reached};

/// The findings, by the places that they are about.
pub(super) struct Causes<'a> {
    raws: &'a [Raw],
    by_place: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Causes<'a> {
    pub(super) fn new(raws: &'a [Raw]) -> Self {
        let mut by_place: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, raw) in raws.iter().enumerate() {
            for pointer in raw.base.iter().chain(&raw.head).chain(&raw.touches) {
                let there = by_place.entry(pointer).or_default();
                if there.last() != Some(&index) {
                    there.push(index);
                }
            }
        }
        Self { raws, by_place }
    }

    /// The findings that cause the change of an item, which comes from some places and is part of some operations.
    pub(super) fn of(&self, change: &Change, places: &[String], operations: &[&str]) -> Vec<usize> {
        let near = places.iter().flat_map(|place| self.near(place));
        let scored = near.filter_map(|(near, index)| {
            let raw = &self.raws[index];
            let weight = weight(change, raw);
            let is_possible = weight > 0 || near == Nearness::Same && !is_lifecycle(raw);
            let is_cause = is_possible
                && !is_in_a_url(raw)
                && !is_of_the_environment(raw, change)
                && !is_of_another(raw, operations);
            is_cause.then_some(((weight, near, is_of_its_side(change, raw)), index))
        });
        let scored: Vec<(Score, usize)> = scored.collect();
        let Some(best) = scored.iter().map(|(score, _)| *score).max() else {
            return Vec::new();
        };
        let best_ones = scored.into_iter().filter(|(score, _)| *score == best);
        let mut causes: Vec<usize> = best_ones.map(|(_, index)| index).collect();
        causes.sort_unstable();
        causes.dedup();
        if best.1 != Nearness::Same {
            causes.truncate(1);
        }
        causes
    }

    /// The findings at, inside and around a place; at the root only those of the whole document, as everything is inside it.
    fn near(&self, place: &str) -> Vec<(Nearness, usize)> {
        let mut found = Vec::new();
        let mut add = |near: Nearness, there: &Vec<usize>| found.extend(there.iter().map(|index| (near, *index)));
        if let Some(there) = self.by_place.get(place) {
            add(Nearness::Same, there);
        }
        if place.is_empty() {
            return found;
        }
        let inside = format!("{place}/");
        let below = self.by_place.range(inside.as_str()..);
        for (_, there) in below.take_while(|(pointer, _)| pointer.starts_with(&inside)) {
            add(Nearness::Inside, there);
        }
        let mut around = place;
        while let Some((outer, _)) = around.rsplit_once('/') {
            around = outer;
            if let (Some(there), false) = (self.by_place.get(around), around.is_empty()) {
                add(Nearness::Around(around.len()), there);
            }
        }
        found
    }
}

/// Whether a finding stands in an operation, and an item is part of others: what they share is not what changed.
fn is_of_another(raw: &Raw, operations: &[&str]) -> bool {
    let here = |pointer: &str| {
        let item = |operation: &str| operation.rsplit_once('/').map(|(item, _)| format!("{item}/parameters"));
        let is_in = |operation: &&str| {
            pointer.starts_with(*operation) || item(operation).is_some_and(|shared| pointer.starts_with(&shared))
        };
        !pointer.starts_with("/paths/") || operations.iter().any(is_in)
    };
    let mut pointers = raw.base.iter().chain(&raw.head);
    !operations.is_empty() && !pointers.any(|pointer| here(pointer))
}

/// Whether a finding stands where an item does: what goes is in the base, what comes in the head. Lists have the one and the
/// other at the same index.
fn is_of_its_side(change: &Change, raw: &Raw) -> bool {
    match (&change.before, &change.after) {
        (Some(_), None) => raw.base.is_some(),
        (None, Some(_)) => raw.head.is_some(),
        _ => true,
    }
}

/// How much a finding has to do with a change, how near it is, and whether it is of the change's side.
type Score = (u8, Nearness, bool);

/// How near a finding is to the place of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// Around it; the deeper the nearer.
    Around(usize),
    /// Inside it.
    Inside,
    /// At it.
    Same,
}

/// Whether a finding can cause a change at all: 0 where it hardly can.
fn weight(change: &Change, raw: &Raw) -> u8 {
    match (is_deprecation(change), is_lifecycle(raw)) {
        (true, true) => 2,
        (true, false) => 1,
        (false, true) => 0,
        (false, false) => u8::from(raw.rulings.iter().any(|ruling| shapes(&ruling.rule))),
    }
}

/// Whether an item only became deprecated, or is so no longer.
pub(super) fn is_deprecation(change: &Change) -> bool {
    const MARK: &str = "#[deprecated] ";
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => before != after && before.replace(MARK, "") == after.replace(MARK, ""),
        _ => false,
    }
}

pub(super) fn is_lifecycle(raw: &Raw) -> bool {
    let about = |rule: &str| {
        let words = ["endpoint-deprecated", "-reactivated", "sunset-"];
        rule.ends_with("-deprecated")
            || rule.ends_with("deprecated-with-sunset")
            || words.iter().any(|word| rule.contains(word))
    };
    raw.rulings
        .iter()
        .all(|ruling| about(&ruling.rule) && !ruling.rule.starts_with("api-removed"))
}

/// Whether a finding is about other values in a URL, of which no item is made.
fn is_in_a_url(raw: &Raw) -> bool {
    raw.rulings
        .iter()
        .all(|ruling| ruling.rule.starts_with("server-variable-"))
}

/// Whether a finding is about a key that names items elsewhere: modules by their tags, and methods of the whole document.
pub(super) fn is_of_hint(raw: &Raw, change: &Change) -> bool {
    let text = [&raw.old, &raw.new].into_iter().flatten().next();
    let key = text.and_then(|text| text.split(": ").next()).unwrap_or_default();
    let is_of_tag = || raw.head.iter().chain(&raw.base).any(|at| at.starts_with("/tags/"));
    match key {
        "x-evidence" => change.path.ends_with("::evidence"),
        "x-operation-ids" => true,
        "x-rust-name" => is_of_tag(),
        _ => false,
    }
}

/// Whether a finding is about what a client takes from its environment, and an item is not.
fn is_of_the_environment(raw: &Raw, change: &Change) -> bool {
    let said = [&raw.old, &raw.new].into_iter().flatten();
    said.into_iter().any(|text| text.starts_with("x-env: ")) && !change.path.ends_with("from_env")
}

/// Whether a rule is about the shape of values, and not about limits within it, which Rust types rarely follow.
fn shapes(rule: &str) -> bool {
    const LIMITS: &[&str] = &[
        "-max-",
        "-min-",
        "pattern-",
        "default-value-",
        "constraint-",
        "multiple-of-",
        "unique-items-",
    ];
    !LIMITS.iter().any(|limit| rule.contains(limit))
}

/// The components that findings lead to by references: whose use comes and goes with what a finding is about.
pub(super) struct Reach<'a> {
    raws: &'a [Raw],
    docs: [Option<Doc<'a>>; 2],
    /// For each finding what is reached in the base, and in the head.
    reached: OnceCell<Vec<[HashSet<String>; 2]>>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(raws: &'a [Raw], documents: [Option<&'a Document>; 2]) -> Self {
        Self {
            raws,
            docs: documents.map(|document| document.map(|document| Doc::of(&document.plain))),
            reached: OnceCell::new(),
        }
    }

    /// The finding from which a component is reached on one side alone.
    pub(super) fn cause(&self, component: &str) -> Option<usize> {
        let of = |doc: Option<Doc<'a>>, at: &Option<String>| {
            let (doc, at) = (doc?, at.as_deref()?);
            doc.value(at).map(|value| reached(doc, vec![value]))
        };
        let each = |raw: &Raw| {
            let [base, head] = self.docs;
            [of(base, &raw.base), of(head, &raw.head)].map(Option::unwrap_or_default)
        };
        let reached = self.reached.get_or_init(|| self.raws.iter().map(each).collect());
        let on_one_side = |[base, head]: &[HashSet<String>; 2]| base.contains(component) != head.contains(component);
        // What tells alternatives apart changes each of them.
        let is_union = |raw: &Raw| raw.rulings.iter().any(|ruling| ruling.rule.contains("discriminator"));
        let both = reached.iter().zip(self.raws);
        let mut of_unions =
            both.map(|([base, head], raw)| is_union(raw) && (base.contains(component) || head.contains(component)));
        reached
            .iter()
            .position(on_one_side)
            .or_else(|| of_unions.position(|is| is))
    }
}
