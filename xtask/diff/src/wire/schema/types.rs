//! Types and formats: which values fit, and whether clients read, or the server takes, the values of another.
//!
//! What decides of an answer is the type in Rust that the generator chose, which may hold more than the format does.

use super::flat::Flat;
use crate::finding::Direction;
use crate::rules;
use crate::wire::{Found, Met, Walk, Written};

/// How a new type stands to the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Same,
    /// Another format, of which clients read all values, and of which the server takes all that they send.
    Format,
    /// The new one holds all values of the old one.
    Wider,
    /// The old one holds all values of the new one.
    Narrower,
    Other,
}

impl Relation {
    fn of(old_holds_new: bool, new_holds_old: bool) -> Self {
        match (old_holds_new, new_holds_old) {
            (true, true) => Self::Same,
            (false, true) => Self::Wider,
            (true, false) => Self::Narrower,
            (false, false) => Self::Other,
        }
    }
}

/// Whole numbers, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) least: i128,
    pub(super) most: i128,
}

impl Range {
    const fn new(least: i128, most: i128) -> Self {
        Self { least, most }
    }

    /// The whole numbers of a format.
    pub(super) fn of(flat: &Flat<'_>) -> Option<Self> {
        if flat.kind != Some("integer") {
            return None;
        }
        Some(match flat.format {
            Some("int8") => Self::new(i8::MIN as i128, i8::MAX as i128),
            Some("uint8") => Self::new(0, u8::MAX as i128),
            Some("int16") => Self::new(i16::MIN as i128, i16::MAX as i128),
            Some("uint16") => Self::new(0, u16::MAX as i128),
            Some("int32") => Self::new(i32::MIN as i128, i32::MAX as i128),
            Some("uint32") => Self::new(0, u32::MAX as i128),
            Some("uint64" | "uint") => Self::new(0, u64::MAX as i128),
            Some("uint128") => Self::new(0, i128::MAX),
            Some("int128" | "bigint") => Self::new(i128::MIN, i128::MAX),
            _ => Self::new(i64::MIN as i128, i64::MAX as i128),
        })
    }

    /// The whole numbers that the Rust type of a format holds.
    fn read(flat: &Flat<'_>) -> Option<Self> {
        match flat.format {
            Some("int8" | "int16") => Some(Self::new(i32::MIN as i128, i32::MAX as i128)),
            Some("uint8" | "uint16") => Some(Self::new(0, u32::MAX as i128)),
            _ => Self::of(flat),
        }
    }

    fn holds(self, other: Self) -> bool {
        self.least <= other.least && other.most <= self.most
    }
}

/// The type and format of what is of two of them.
pub(super) fn both<'a>(
    one: (Option<&'a str>, Option<&'a str>),
    other: (Option<&'a str>, Option<&'a str>),
) -> (Option<&'a str>, Option<&'a str>) {
    match (one, other) {
        ((Some("number"), _), (Some("integer"), _)) => other,
        ((kind, format), (other_kind, other_format)) => (kind.or(other_kind), format.or(other_format)),
    }
}

/// How the type of a schema stands to the one before, limits aside.
pub(super) fn relation(old: &Flat<'_>, new: &Flat<'_>, met: Met) -> Relation {
    match (old.kind, new.kind) {
        (Some("integer" | "number"), Some("integer" | "number")) => numbers(old, new, met.direction),
        (old_kind, new_kind) if old_kind == new_kind => Relation::Same,
        (None, _) => Relation::Narrower,
        (_, None) => Relation::Wider,
        // A number is a text where all is text.
        (Some(_), Some("string")) if met.is_text() && old.is_scalar() && form(new).is_none() => Relation::Wider,
        (Some("string"), Some(_)) if met.is_text() && new.is_scalar() && form(old).is_none() => Relation::Narrower,
        _ => Relation::Other,
    }
}

fn numbers(old: &Flat<'_>, new: &Flat<'_>, direction: Direction) -> Relation {
    // A floating point number holds integers as well, and no format of it refuses one.
    let holds = |outer: Option<Range>, inner: &Flat<'_>| match (outer, Range::of(inner)) {
        (None, _) => true,
        (Some(outer), Some(range)) => outer.holds(inner.limits.within(range)),
        (Some(_), None) => false,
    };
    let read = match direction {
        Direction::Request => Range::of(old),
        Direction::Response => Range::read(old),
    };
    match Relation::of(holds(read, new), holds(Range::of(new), old)) {
        Relation::Same if old.kind != new.kind || old.format != new.format => Relation::Format,
        relation => relation,
    }
}

/// The format that says of what form a text is; `password` says how it is shown.
fn form<'a>(flat: &Flat<'a>) -> Option<&'a str> {
    flat.format.filter(|format| *format != "password")
}

/// A type in words: `string (date-time)`.
pub(super) fn text(flat: &Flat<'_>) -> String {
    let kind = flat.kind.unwrap_or("any value");
    match flat.format {
        Some(format) => format!("{kind} ({format})"),
        None => kind.to_owned(),
    }
}

impl<'a> Walk<'a> {
    /// Compares the types; says how they stand to each other.
    pub(super) fn types(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) -> Relation {
        let relation = relation(old, new, met);
        let family = match (relation, met.direction) {
            (Relation::Same, _) => {
                self.forms(old, new, met);
                return relation;
            }
            (Relation::Format, _) => &rules::NUMBER_FORMAT_CHANGED,
            (Relation::Wider, _) => &rules::TYPE_GENERALIZED,
            (Relation::Narrower, Direction::Response) => &rules::TYPE_SPECIALIZED,
            (Relation::Narrower | Relation::Other, _) => &rules::TYPE_CHANGED,
        };
        let found = Found::new(family).both(&old.node, &new.node);
        self.report(met, found.old(text(old)).new_text(text(new)));
        relation
    }

    /// Compares the forms of texts.
    fn forms(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        let family = match (form(old), form(new)) {
            (None, Some(_)) => &rules::FORMAT_ADDED,
            (Some(_), None) => &rules::FORMAT_REMOVED,
            (before, after) if before != after => &rules::FORMAT_CHANGED,
            _ if old.format != new.format => &rules::SECRECY_CHANGED,
            _ => return,
        };
        let found = Found::new(family).both(&old.node, &new.node);
        self.report(met, found.old(text(old)).new_text(text(new)));
    }

    /// A value that became a list of such, where a list of one is written as the value is; says whether it is one.
    pub(super) fn listed(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) -> bool {
        let Some(item) = new.item(0) else { return false };
        // What holds no comma is not taken for several.
        let has_no_comma = matches!(old.kind, Some("integer" | "number" | "boolean"));
        let is_list = old.is_scalar() && new.kind == Some("array") && new.least_items() < 2;
        let is_alike = met.written == Written::Exploded || met.is_text() && has_no_comma;
        if met.direction == Direction::Response || !is_list || !is_alike {
            return false;
        }
        let found = Found::new(&rules::TYPE_GENERALIZED).both(&old.node, &new.node);
        self.report(met, found.old(text(old)).new_text(text(new)));
        self.schema(old.parts.clone(), item, met.part(met.scope, false));
        true
    }
}
