//! The variant that a value fits best. In: the variants that it may be, and a way to try one. Out: the first that loses nothing of
//! it, else the one that loses least.
//!
//! A value is tried on a variant without the unions in it being made: what a union in it is, and what that loses, is found out
//! once for all variants of all unions around it. So the time that it takes grows with the value and not with a power of its depth.

use std::any::TypeId;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Error;

use super::source::{Shared, Source};
use super::steps::Left;
use super::tree::Node;
use crate::other::named_alone;

/// What was found out about the parts of a value.
#[derive(Debug, Default)]
pub(super) struct Session {
    /// By union and part.
    known: RefCell<HashMap<(TypeId, usize), Known>>,
    trial: RefCell<Trial>,
}

/// What a part is to a union.
#[derive(Clone, Debug)]
pub(super) enum Known {
    /// It is being found out: a union that is an alternative of itself is none.
    Open,
    /// It is told to be a variant, and is none.
    Wrong,
    /// What it is, and how much that loses.
    Is(Chosen, usize),
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Chosen {
    Variant(usize),
    Several(Rc<[usize]>),
    Nothing,
}

/// What trying a variant has lost so far.
#[derive(Debug, Default)]
struct Trial {
    /// What it is tried on.
    on: Option<usize>,
    lost: usize,
    /// The places of members of that which are lost.
    members: Vec<usize>,
}

/// Reads a value as the variant at a place.
pub(super) type Read<'r> = &'r dyn Fn(usize, Source) -> Result<(), Error>;

/// A union, as far as its variants can be tried.
#[derive(Clone, Copy)]
pub(super) struct Fitting<'r> {
    pub(super) union: TypeId,
    pub(super) read: Read<'r>,
    /// Whether a value may be several variants at once.
    pub(super) several: bool,
}

impl Session {
    /// Notes what is lost; its place is given where it is a member of what a variant is tried on.
    pub(super) fn lose(&self, leaves: usize, place: Option<usize>) {
        let mut trial = self.trial.borrow_mut();
        trial.lost += leaves;
        trial.members.extend(place.filter(|_| leaves > 0));
    }

    /// Whether it is a part that a variant is tried on.
    pub(super) fn is_tried_on(&self, node: &Node) -> bool {
        self.trial.borrow().on == Some(node.identity())
    }

    /// Tries a variant.
    fn trial(&self, shared: &Shared, variant: usize, read: Read<'_>) -> Option<Trial> {
        let trial = Trial {
            on: Some(shared.node.identity()),
            ..Trial::default()
        };
        let (outer, unknown) = (self.trial.replace(trial), UNRECOGNIZED.replace(0));
        let source = Source::Shared(Shared {
            is_trial: true,
            place: None,
            ..shared.clone()
        });
        let outcome = named_alone(|| read(variant, source));
        let mut trial = self.trial.replace(outer);
        trial.lost += UNRECOGNIZED.replace(unknown);
        outcome.ok().map(|()| trial)
    }
}

impl Fitting<'_> {
    /// What a part is, of what the steps have left.
    pub(super) fn settle(self, shared: &Shared, left: &Left) -> Known {
        let key = (self.union, shared.node.identity());
        let known = shared.session.known.borrow().get(&key).cloned();
        known.unwrap_or_else(|| {
            shared.session.known.borrow_mut().insert(key, Known::Open);
            let known = match left {
                Left::Told(variant) => match shared.session.trial(shared, *variant, self.read) {
                    Some(trial) => Known::Is(Chosen::Variant(*variant), trial.lost),
                    None => Known::Wrong,
                },
                Left::Among(variants) => self.best(shared, variants),
            };
            shared.session.known.borrow_mut().insert(key, known.clone());
            known
        })
    }

    fn best(self, shared: &Shared, variants: &[usize]) -> Known {
        let mut tried: Vec<(usize, Trial)> = Vec::new();
        for variant in variants {
            match shared.session.trial(shared, *variant, self.read) {
                Some(trial) if trial.lost == 0 => return Known::Is(Chosen::Variant(*variant), 0),
                trial => tried.extend(trial.map(|trial| (*variant, trial))),
            }
        }
        match tried.iter().min_by_key(|(_, trial)| trial.lost) {
            None => Known::Is(Chosen::Nothing, shared.node.leaves().max(1)),
            Some(best) if self.several => together(&shared.node, best, &tried),
            Some((variant, trial)) => Known::Is(Chosen::Variant(*variant), trial.lost),
        }
    }
}

/// The best variant with those that keep members which it loses.
fn together(node: &Node, (best, trial): &(usize, Trial), tried: &[(usize, Trial)]) -> Known {
    let (mut all, mut missing) = (vec![*best], trial.members.clone());
    for (variant, other) in tried {
        // Members are read, and so are noted, in the order of their places.
        let before = missing.len();
        missing.retain(|member| other.members.binary_search(member).is_ok());
        if missing.len() < before {
            all.push(*variant);
        }
    }
    let leaves = |members: &[usize]| members.iter().map(|member| node.leaves_of(*member)).sum::<usize>();
    let lost = trial.lost - leaves(&trial.members) + leaves(&missing);
    all.sort_unstable();
    match all.as_slice() {
        [only] => Known::Is(Chosen::Variant(*only), lost),
        all => Known::Is(Chosen::Several(all.into()), lost),
    }
}

thread_local! {
    /// How many values of open enums were met that no release names.
    static UNRECOGNIZED: Cell<usize> = const { Cell::new(0) };
}

/// Notes a value of an open enum that this release does not name: it fits, and what names it fits better.
pub(crate) fn unrecognized() {
    UNRECOGNIZED.set(UNRECOGNIZED.get() + 1);
}
