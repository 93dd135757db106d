//! Rings of aliases, which have no end in Rust. In: all types. Out: types without such rings.

use crate::ir::{Type, TypeId};
use crate::lower::models::draft::{Draft, Shape};

/// Ends rings of aliases, which have no end even through lists (`type A = Vec<A>`); the indices of those that were changed.
/// An alias leads to one type at most, so each is looked at once.
pub(super) fn break_alias_rings(types: &mut [Draft]) -> Vec<usize> {
    let mut broken = Vec::new();
    // The round in which each alias was met.
    let mut met = vec![usize::MAX; types.len()];
    for start in 0..types.len() {
        let mut at = start;
        while let (usize::MAX, Shape::Alias(ty)) = (met[at], &types[at].shape) {
            met[at] = start;
            let Some(next) = named(ty) else { break };
            at = next.index();
            if met[at] == start {
                let first = first_of_ring(types, at);
                if let Shape::Alias(ty) = &mut types[first].shape {
                    make_json(ty);
                }
                broken.push(first);
            }
        }
    }
    broken
}

/// The alias of a ring that comes first in the document.
fn first_of_ring(types: &[Draft], on_ring: usize) -> usize {
    let (mut first, mut at) = (on_ring, on_ring);
    while let Shape::Alias(ty) = &types[at].shape {
        at = named(ty).map_or(on_ring, TypeId::index);
        first = first.min(at);
        if at == on_ring {
            break;
        }
    }
    first
}

/// The defined type that a type mentions.
fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Document(inner) => named(inner),
        Type::Named(id) => Some(*id),
        _ => None,
    }
}

/// Puts any JSON in the place of the defined type.
fn make_json(ty: &mut Type) {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Document(inner) => make_json(inner),
        ty => *ty = Type::Json,
    }
}
