//! Limits: keywords with a number, exclusive or not, steps, and equal elements. A limit that all values of the type keep is
//! none.

use std::cmp::Ordering;
use std::collections::HashMap;

use callspec_codegen::number::{compare, whole};
use serde_json::{Number, Value};

use super::flat::Flat;
use super::types::Range;
use crate::finding::Direction;
use crate::rules::{self, BOUNDS, Bound};
use crate::wire::{Found, Met, Walk};

/// The limits of a schema: of several of one kind the narrowest.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Limits<'a> {
    bounds: HashMap<&'static str, Limit<'a>>,
    step: Option<&'a Number>,
    /// Steps that are no multiples of each other: values are multiples of each.
    other_steps: Vec<&'a Number>,
    unique: bool,
}

/// A limit as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Limit<'a> {
    number: &'a Number,
    exclusive: bool,
}

impl<'a> Limits<'a> {
    /// Adds those of a schema.
    pub(super) fn merge(&mut self, schema: &'a Value) {
        for bound in BOUNDS {
            let Some(number) = schema.get(bound.keyword).and_then(Value::as_number) else {
                continue;
            };
            let exclusive = bound.exclusive.and_then(|keyword| schema.get(keyword));
            let limit = Limit {
                number,
                exclusive: exclusive == Some(&Value::Bool(true)),
            };
            let known = self.bounds.entry(bound.keyword).or_insert(limit);
            let order = compare(limit.number, known.number);
            let is_narrower = match is_upper(bound) {
                true => order == Some(Ordering::Less),
                false => order == Some(Ordering::Greater),
            };
            if is_narrower || order == Some(Ordering::Equal) && limit.exclusive {
                *known = limit;
            }
        }
        if let Some(step) = schema.get("multipleOf").and_then(Value::as_number) {
            self.merge_step(step);
        }
        self.unique |= schema.get("uniqueItems") == Some(&Value::Bool(true));
    }

    fn merge_step(&mut self, step: &'a Number) {
        match self.step {
            Some(known) if is_multiple(known, step) => {}
            Some(known) if !is_multiple(step, known) => self.other_steps.push(step),
            _ => self.step = Some(step),
        }
    }

    /// The steps, all of which count; those of one are none where all numbers are whole.
    fn steps(&self, kind: Option<&str>) -> Vec<&'a Number> {
        let is_one = |step: &Number| step.as_f64() == Some(1.0);
        let all = self.step.into_iter().chain(self.other_steps.iter().copied());
        all.filter(|step| kind != Some("integer") || !is_one(step)).collect()
    }

    /// The whole numbers within the limits of a range.
    pub(super) fn within(&self, range: Range) -> Range {
        let bound = |keyword: &str| BOUNDS.iter().find(|bound| bound.keyword == keyword);
        let number = |keyword: &str| Some(self.bounds.get(keyword)?.whole(bound(keyword)?));
        Range {
            least: number("minimum")
                .flatten()
                .map_or(range.least, |least| least.max(range.least)),
            most: number("maximum")
                .flatten()
                .map_or(range.most, |most| most.min(range.most)),
        }
    }
}

impl Limit<'_> {
    /// The last whole number within it.
    fn whole(&self, bound: &Bound) -> Option<i128> {
        let number = whole(self.number)?;
        Some(match (self.exclusive, is_upper(bound)) {
            (false, _) => number,
            (true, true) => number - 1,
            (true, false) => number + 1,
        })
    }

    fn text(&self, bound: &Bound) -> String {
        match self.exclusive {
            true => format!("{} {}, exclusive", bound.keyword, self.number),
            false => format!("{} {}", bound.keyword, self.number),
        }
    }
}

/// How far a value may go on both sides, from the old limit to the new one.
fn change(old: &Flat<'_>, new: &Flat<'_>, bound: &Bound) -> Option<Ordering> {
    let (before, after) = (
        old.limits.bounds.get(bound.keyword)?,
        new.limits.bounds.get(bound.keyword)?,
    );
    if let (Some("integer"), Some("integer")) = (old.kind, new.kind)
        && let (Some(before), Some(after)) = (before.whole(bound), after.whole(bound))
    {
        return Some(after.cmp(&before));
    }
    // An exclusive maximum is less than one that is not; an exclusive minimum is more.
    let exclusive = match is_upper(bound) {
        true => before.exclusive.cmp(&after.exclusive),
        false => after.exclusive.cmp(&before.exclusive),
    };
    Some(compare(after.number, before.number)?.then(exclusive))
}

fn is_upper(bound: &Bound) -> bool {
    bound.keyword.starts_with("max")
}

/// Whether a limit of one schema cuts nothing off the values of a type.
fn is_idle(limit: Limit<'_>, bound: &Bound, of: &Flat<'_>) -> bool {
    if bound.exclusive.is_none() {
        return !is_upper(bound) && whole(limit.number) == Some(0);
    }
    let (Some(range), Some(number)) = (Range::of(of), limit.whole(bound)) else {
        return false;
    };
    match is_upper(bound) {
        true => number >= range.most,
        false => number <= range.least,
    }
}

impl<'a> Walk<'a> {
    /// Compares all limits.
    pub(super) fn limits(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        for bound in BOUNDS {
            // What cuts nothing off the values of either side is no change.
            let limit = |of: &Flat<'a>, other: &Flat<'a>| {
                let limit = of.limits.bounds.get(bound.keyword).copied()?;
                let is_alone = !other.limits.bounds.contains_key(bound.keyword);
                let is_none = is_idle(limit, bound, of) || is_alone && is_idle(limit, bound, other);
                (!is_none).then_some(limit)
            };
            let (before, after) = (limit(old, new), limit(new, old));
            let family = match (before, after, change(old, new, bound)) {
                // One that stays says what the type of one side says by itself.
                (None, None, _) | (_, _, Some(Ordering::Equal)) => continue,
                (None, Some(_), _) => bound.set,
                (Some(_), None, _) => bound.unset,
                (_, _, Some(Ordering::Greater)) => bound.increased,
                (_, _, Some(Ordering::Less)) => bound.decreased,
                _ => continue,
            };
            let text = |limit: Option<Limit<'a>>| {
                limit.map_or_else(|| format!("no {}", bound.keyword), |limit| limit.text(bound))
            };
            let found = Found::new(family).both(&old.node, &new.node);
            self.report(met, found.old(text(before)).new_text(text(after)));
        }
        self.steps(old, new, met);
        self.unique(old, new, met);
    }

    fn steps(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        let (before, after) = (old.limits.steps(old.kind), new.limits.steps(new.kind));
        // Whether all multiples of some steps are multiples of others.
        let narrower = |one: &[&Number], other: &[&Number]| {
            other
                .iter()
                .all(|step| one.iter().any(|multiple| is_multiple(multiple, step)))
        };
        let family = match (before.is_empty(), after.is_empty(), met.direction) {
            (true, true, _) => return,
            (true, false, _) => &rules::MULTIPLE_OF_SET,
            (false, true, _) => &rules::MULTIPLE_OF_UNSET,
            _ if narrower(&before, &after) && narrower(&after, &before) => return,
            (_, _, Direction::Request) if narrower(&before, &after) => &rules::MULTIPLE_OF_GENERALIZED,
            (_, _, Direction::Response) if narrower(&after, &before) => &rules::MULTIPLE_OF_SPECIALIZED,
            _ => &rules::MULTIPLE_OF_CHANGED,
        };
        let text = |steps: &[&Number]| match steps {
            [] => "no multipleOf".to_owned(),
            steps => {
                let steps: Vec<String> = steps.iter().map(ToString::to_string).collect();
                format!("multipleOf {}", steps.join(" and "))
            }
        };
        let found = Found::new(family).both(&old.node, &new.node);
        self.report(met, found.old(text(&before)).new_text(text(&after)));
    }

    fn unique(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        let both = |family| Found::new(family).both(&old.node, &new.node);
        match (old.limits.unique, new.limits.unique) {
            (false, true) => self.report(met, both(&rules::UNIQUE_ITEMS_SET).new_text("uniqueItems")),
            (true, false) => self.report(met, both(&rules::UNIQUE_ITEMS_UNSET).old("uniqueItems")),
            _ => {}
        }
    }
}

fn is_multiple(of: &Number, step: &Number) -> bool {
    match (of.as_f64(), step.as_f64()) {
        (Some(of), Some(step)) => step != 0.0 && (of / step).fract() == 0.0,
        _ => false,
    }
}

impl Flat<'_> {
    /// The fewest items of a list.
    pub(super) fn least_items(&self) -> i128 {
        let limit = self.limits.bounds.get("minItems");
        limit.and_then(|limit| whole(limit.number)).unwrap_or_default()
    }
}
