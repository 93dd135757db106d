//! Types and formats: which values fit, and whether one type holds all values of another.

use super::flat::Flat;

/// How a new type stands to the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Same,
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

/// How the type of a schema stands to the one before.
pub(super) fn relation(old: &Flat<'_>, new: &Flat<'_>) -> Relation {
    Relation::of(holds(old, new), holds(new, old))
}

/// Whether all values of one type, limits aside, are values of another.
fn holds(outer: &Flat<'_>, inner: &Flat<'_>) -> bool {
    match (outer.kind, inner.kind) {
        (None, _) => true,
        (Some("number"), Some("integer")) => width(outer) >= width(inner),
        (Some(outer_kind), Some(inner_kind)) if outer_kind == inner_kind => match outer_kind {
            "integer" | "number" => width(outer) >= width(inner) && is_unsigned(outer) <= is_unsigned(inner),
            _ => outer.format.is_none() || outer.format == inner.format,
        },
        _ => false,
    }
}

/// Bits of a number; a format that says nothing of them is the widest.
fn width(flat: &Flat<'_>) -> u8 {
    match flat.format {
        Some("int8" | "uint8") => 8,
        Some("int16" | "uint16") => 16,
        Some("int32" | "uint32" | "float") => 32,
        _ => 64,
    }
}

fn is_unsigned(flat: &Flat<'_>) -> bool {
    flat.format.is_some_and(|format| format.starts_with("uint"))
}

/// A type in words: `string (date-time)`.
pub(super) fn text(flat: &Flat<'_>) -> String {
    let kind = flat.kind.unwrap_or("any value");
    match flat.format {
        Some(format) => format!("{kind} ({format})"),
        None => kind.to_owned(),
    }
}
