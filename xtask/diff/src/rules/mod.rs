//! The rules: what a change of a document is called, what it does to callers, why, and what they do about it.
//!
//! This table is the single place a rule is declared. In: nothing. Out: families of rules by area, and the rules of each:
//! one family holds for several places of a schema (`request-body-…`, `request-property-…`). Ids are those of oasdiff
//! where the meaning is the same. `docs/diff-rules.md` is written from here.

use std::sync::OnceLock;

use super::finding::{Direction, Wire};

mod bodies;
mod bounds;
mod left_out;
pub(super) mod lifecycle;
mod objects;
mod operations;
mod page;
mod parameters;
mod provider;
mod responses;
mod security;
mod values;
mod webhooks;

pub(super) use bounds::{BOUNDS, Bound};
pub use page::page;
pub(super) use {
    bodies::*, bounds::*, objects::*, operations::*, parameters::*, provider::*, responses::*, security::*, values::*,
    webhooks::*,
};

/// Where a schema stands: what its rules are named after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The schema of a parameter, or of its elements.
    Parameter,
    /// A whole body.
    Body,
    /// The schema of a response header.
    Header,
    /// A property, at any depth.
    Property,
}

impl Scope {
    fn as_str(self) -> &'static str {
        match self {
            Self::Parameter => "parameter",
            Self::Body => "body",
            Self::Header => "header",
            Self::Property => "property",
        }
    }

    /// The places of schemas that travel in a direction.
    fn of(direction: Direction) -> &'static [Self] {
        match direction {
            Direction::Request => &[Self::Parameter, Self::Body, Self::Property],
            Direction::Response => &[Self::Body, Self::Header, Self::Property],
        }
    }
}

/// What a family says of one direction of data.
#[derive(Debug)]
pub struct Judgement {
    /// The direction; `None` where there is none.
    pub direction: Option<Direction>,
    /// What becomes of an old client that meets the new server.
    pub wire: Wire,
    /// Why, in one sentence.
    pub why: &'static str,
    /// What a caller does, in one sentence.
    pub advice: &'static str,
}

/// Rules that differ in direction and place only.
#[derive(Debug)]
pub struct Family {
    /// The id; of a family of places what follows direction and place.
    pub id: &'static str,
    /// What part of a document it is about.
    pub area: &'static str,
    /// Whether it holds for schemas of all places.
    pub placed: bool,
    /// One per direction.
    pub judgements: &'static [Judgement],
    /// The ids, or ids of families, of which one is found when base and head change places.
    pub opposite: &'static [&'static str],
}

impl Family {
    /// What it says of a direction; of the first, where it knows only others.
    pub fn judgement(&self, direction: Option<Direction>) -> &Judgement {
        let of = |judgement: &&Judgement| judgement.direction == direction;
        self.judgements.iter().find(of).unwrap_or(&self.judgements[0])
    }

    /// The id of its rule for a direction and place.
    pub fn rule(&self, direction: Option<Direction>, scope: Scope) -> String {
        match direction {
            Some(direction) if self.placed => format!("{}-{}-{}", direction.as_str(), scope.as_str(), self.id),
            _ => self.id.to_owned(),
        }
    }

    /// The ids of its rules of one direction.
    pub fn rules(&self, direction: Option<Direction>) -> Vec<String> {
        match direction {
            Some(of) if self.placed => {
                let scopes = Scope::of(of).iter();
                scopes.map(|scope| self.rule(direction, *scope)).collect()
            }
            _ => vec![self.id.to_owned()],
        }
    }

    /// The folder of its test for one direction: `request-max-length-set`.
    pub fn folder(&self, direction: Option<Direction>) -> String {
        match direction {
            Some(direction) if self.placed => format!("{}-{}", direction.as_str(), self.id),
            _ => self.id.to_owned(),
        }
    }
}

/// All families, by area.
pub fn families() -> &'static [&'static Family] {
    static ALL: OnceLock<Vec<&'static Family>> = OnceLock::new();
    ALL.get_or_init(|| {
        [
            operations::ALL,
            parameters::ALL,
            bodies::ALL,
            responses::ALL,
            values::ALL,
            bounds::ALL,
            objects::ALL,
            security::ALL,
            webhooks::ALL,
            provider::ALL,
        ]
        .concat()
    })
}

/// Declares the families of an area: a static each, and `ALL`.
///
/// `NAME = "id" <-> ["opposite"], Direction Wire "why" "advice"; …` where the direction is `request`, `response` or
/// `neither`; `each` before the id makes it a family of places.
macro_rules! rules {
    (@placed each) => { true };
    (@placed) => { false };
    (@direction request) => { Some($crate::finding::Direction::Request) };
    (@direction response) => { Some($crate::finding::Direction::Response) };
    (@direction neither) => { None };
    ($area:literal: $($name:ident = $($each:ident)? $id:literal <-> [$($opposite:literal),*]
        $(, $direction:ident $wire:ident $why:literal $advice:expr)+;)+) => {
        $(pub(crate) static $name: $crate::rules::Family = $crate::rules::Family {
            id: $id,
            area: $area,
            placed: $crate::rules::rules!(@placed $($each)?),
            judgements: &[$($crate::rules::Judgement {
                direction: $crate::rules::rules!(@direction $direction),
                wire: $crate::finding::Wire::$wire,
                why: $why,
                advice: $advice,
            }),+],
            opposite: &[$($opposite),*],
        };)+

        /// The families of this area.
        pub(super) static ALL: &[&$crate::rules::Family] = &[$(&$name),+];
    };
}
use rules;

pub(crate) use advice::NOTHING;

/// What callers do, where several rules ask the same of them.
mod advice {
    pub(crate) const NOTHING: &str = "Nothing.";
    pub(super) const SEND: &str = "Check what you send before the server changes, as it refuses more from then on.";
    pub(super) const READ: &str = "Do not rely on what the document promised of the value.";
    pub(super) const UPGRADE: &str = "Upgrade to a release made from the new document before the server changes.";
}
