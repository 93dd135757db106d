//! The variant that a value fits best. In: the variants that it may be, and a way to try one. Out: the first that loses nothing of
//! it, else the one that loses least.
//!
//! A value is tried on a variant without the unions in it being made: what a union in it is, and what that loses, is found out
//! once for all variants of all unions around it. So the time that it takes grows with the value and not with a power of its depth.

use std::any::TypeId;
use std::cell::Cell;

use super::fault::{Fault, in_trial};
use super::session::{Chosen, Known, Lost, Trial};
use super::source::{Shared, Source};
use super::tree::Node;
use crate::other::named_alone;

/// Reads a value as the variant at a place.
pub(super) type Read<'r> = &'r dyn Fn(usize, Source) -> Result<(), Fault>;

/// A union, as far as its variants can be tried.
#[derive(Clone, Copy)]
pub(super) struct Fitting<'r> {
    pub(super) union: TypeId,
    pub(super) read: Read<'r>,
    /// Whether a value may be several variants at once.
    pub(super) several: bool,
}

impl Fitting<'_> {
    /// What a part is, of the variants that the steps have left.
    pub(super) fn settle(self, node: &Node, variants: &[usize]) -> Known {
        node.session().learn(self.union, node.at, Known::Open);
        let known = self.best(node, variants);
        node.session().learn(self.union, node.at, known.clone());
        known
    }

    /// Tries a variant, as far as it loses no more than some leaves.
    fn trial(self, node: &Node, variant: usize, most: usize) -> Option<Lost> {
        let trial = Trial {
            on: Some(node.at),
            most,
            ..Trial::default()
        };
        let (outer, unknown) = (node.session().replace(trial), UNRECOGNIZED.replace(0));
        let source = Source::Shared(Shared {
            node: node.clone(),
            is_trial: true,
            place: None,
        });
        let outcome = in_trial(|| named_alone(|| (self.read)(variant, source)));
        let mut trial = node.session().replace(outer);
        trial.lost.leaves += UNRECOGNIZED.replace(unknown);
        let is_enough = outcome.is_ok() && trial.lost.leaves <= most;
        is_enough.then_some(trial.lost)
    }

    /// The first of those that lose least. The likeliest is tried first, so that the others end as soon as they lose more.
    fn best(self, node: &Node, variants: &[usize]) -> Known {
        let likely = node.session().likely(self.union, node.form());
        let likely = variants.iter().position(|variant| Some(*variant) == likely);
        let others = (0..variants.len()).filter(|place| Some(*place) != likely);
        let (mut best, mut tried, mut lost_by_best) = (None, Vec::new(), Lost::default());
        for place in likely.into_iter().chain(others) {
            let Some(most) = self.most(best, place) else { continue };
            let Some(lost) = self.trial(node, variants[place], most) else {
                continue;
            };
            let is_better = best.is_none_or(|(before, least)| (lost.leaves, place) < (least, before));
            if is_better {
                best = Some((place, lost.leaves));
            }
            match self.several {
                true => tried.push((place, lost)),
                false if is_better => lost_by_best = lost,
                false => {}
            }
        }
        let Some((place, leaves)) = best else {
            let lost = Lost {
                leaves: node.leaves().max(1),
                members: node.members().collect(),
            };
            return Known::Is(Chosen::Nothing, lost);
        };
        if likely != Some(place) {
            node.session().expect(self.union, node.form(), variants[place]);
        }
        if self.several && leaves > 0 {
            tried.sort_unstable_by_key(|(place, _)| *place);
            return together(node, variants, place, &tried);
        }
        Known::Is(Chosen::Variant(variants[place]), lost_by_best)
    }

    /// What a variant may lose to be better than the best so far, or to be of use beside it.
    fn most(self, best: Option<(usize, usize)>, place: usize) -> Option<usize> {
        match best {
            None => Some(usize::MAX),
            Some((_, lost)) if self.several && lost > 0 => Some(usize::MAX),
            Some((before, lost)) if place < before => Some(lost),
            Some((_, lost)) => lost.checked_sub(1),
        }
    }
}

/// The best variant with those that keep members which it loses.
fn together(node: &Node, variants: &[usize], best: usize, tried: &[(usize, Lost)]) -> Known {
    let of_best = tried.iter().find(|(place, _)| *place == best);
    let of_best = of_best.map_or_else(Lost::default, |(_, lost)| lost.clone());
    let leaves = |members: &[usize]| members.iter().map(|member| node.leaves_of(*member)).sum::<usize>();
    let elsewhere = of_best.leaves - leaves(&of_best.members);
    let (mut all, mut members) = (vec![variants[best]], of_best.members);
    for (place, other) in tried {
        // Members are read, and so are noted, in the order of their places.
        let before = members.len();
        members.retain(|member| other.members.binary_search(member).is_ok());
        if members.len() < before {
            all.push(variants[*place]);
        }
    }
    all.sort_unstable();
    let lost = Lost {
        leaves: elsewhere + leaves(&members),
        members,
    };
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
