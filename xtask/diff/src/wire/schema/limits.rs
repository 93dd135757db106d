//! Limits: keywords with a number, exclusive or not, steps, and equal elements.

use serde_json::Value;

use super::flat::Flat;
use crate::finding::Direction;
use crate::rules::{self, BOUNDS, Bound};
use crate::wire::{Found, Met, Walk};

impl<'a> Walk<'a> {
    /// Compares all limits.
    pub(super) fn limits(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        for bound in BOUNDS {
            let (before, after) = (Limit::of(old, bound), Limit::of(new, bound));
            let family = match (&before, &after) {
                (None, None) => continue,
                (None, Some(_)) => bound.set,
                (Some(_), None) => bound.unset,
                (Some(before), Some(after)) if after.number > before.number => bound.increased,
                (Some(before), Some(after)) if after.number < before.number => bound.decreased,
                (Some(before), Some(after)) if before.exclusive == after.exclusive => continue,
                // An exclusive maximum is less than one that is not; an exclusive minimum is more.
                (Some(_), Some(after)) if after.exclusive == (bound.keyword == "maximum") => bound.decreased,
                _ => bound.increased,
            };
            let text = |limit: Option<Limit>| match limit {
                None => format!("no {}", bound.keyword),
                Some(limit) if limit.exclusive => format!("{} {}, exclusive", bound.keyword, limit.text),
                Some(limit) => format!("{} {}", bound.keyword, limit.text),
            };
            let found = Found::new(family).both(&old.node, &new.node);
            self.report(met, found.old(text(before)).new_text(text(after)));
        }
        self.steps(old, new, met);
        self.unique(old, new, met);
    }

    fn steps(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        let step = |flat: &Flat<'a>| flat.facts.get("multipleOf").and_then(|value| value.as_f64());
        let is_multiple = |of: f64, step: f64| step != 0.0 && (of / step).fract() == 0.0;
        let family = match (step(old), step(new), met.direction) {
            (None, None, _) => return,
            (None, Some(_), _) => &rules::MULTIPLE_OF_SET,
            (Some(_), None, _) => &rules::MULTIPLE_OF_UNSET,
            (Some(before), Some(after), _) if before == after => return,
            (Some(before), Some(after), Direction::Request) if is_multiple(before, after) => {
                &rules::MULTIPLE_OF_GENERALIZED
            }
            (Some(before), Some(after), Direction::Response) if is_multiple(after, before) => {
                &rules::MULTIPLE_OF_SPECIALIZED
            }
            _ => &rules::MULTIPLE_OF_CHANGED,
        };
        let text = |flat: &Flat<'a>| match flat.facts.get("multipleOf") {
            None => "no multipleOf".to_owned(),
            Some(value) => format!("multipleOf {value}"),
        };
        let found = Found::new(family).both(&old.node, &new.node);
        self.report(met, found.old(text(old)).new_text(text(new)));
    }

    fn unique(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        let is_unique = |flat: &Flat<'a>| flat.facts.get("uniqueItems") == Some(&&Value::Bool(true));
        let both = |family| Found::new(family).both(&old.node, &new.node);
        match (is_unique(old), is_unique(new)) {
            (false, true) => self.report(met, both(&rules::UNIQUE_ITEMS_SET).new_text("uniqueItems")),
            (true, false) => self.report(met, both(&rules::UNIQUE_ITEMS_UNSET).old("uniqueItems")),
            _ => {}
        }
    }
}

/// A limit of a schema.
struct Limit {
    number: f64,
    exclusive: bool,
    text: String,
}

impl Limit {
    fn of(flat: &Flat<'_>, bound: &Bound) -> Option<Self> {
        let value = flat.facts.get(bound.keyword)?;
        let exclusive = bound.exclusive.and_then(|keyword| flat.facts.get(keyword));
        Some(Self {
            number: value.as_f64()?,
            exclusive: exclusive == Some(&&Value::Bool(true)),
            text: value.to_string(),
        })
    }
}
