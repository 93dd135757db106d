//! Findings that are one change told in pieces: the values that an enum loses.
//!
//! In: what the rules found, in their order. Out: the same, with one finding for those that differ in the value alone.

use super::Raw;

/// The findings, pieces of one change put together.
pub(super) fn grouped(raws: Vec<Raw>) -> Vec<Raw> {
    let mut groups: Vec<Raw> = Vec::new();
    for raw in raws {
        // Pieces of one change follow each other.
        match groups.last_mut().filter(|group| is_piece(group, &raw)) {
            Some(group) => {
                join(&mut group.old, raw.old);
                join(&mut group.new, raw.new);
                group
                    .touches
                    .extend(raw.base.into_iter().chain(raw.head).chain(raw.touches));
                group.pieces += 1;
            }
            None => groups.push(raw),
        }
    }
    groups
}

/// Whether two findings say the same of the same thing, and each of a value that came, or of one that went.
fn is_piece(one: &Raw, other: &Raw) -> bool {
    let sides = |raw: &Raw| (raw.old.is_some(), raw.new.is_some());
    sides(one) == sides(other)
        && one.old.is_some() != one.new.is_some()
        && one.rulings == other.rulings
        && one.owner == other.owner
        && one.subject == other.subject
        && one.operations == other.operations
}

fn join(group: &mut Option<String>, piece: Option<String>) {
    if let (Some(group), Some(piece)) = (group, piece) {
        group.push_str(", ");
        group.push_str(&piece);
    }
}
