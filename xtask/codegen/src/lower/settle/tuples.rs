//! Tuples that hold themselves. In: all types. Out: types without such tuples, each of them a list of any JSON, in its order and length.
//!
//! A field or variant through which a type holds itself is boxed, but an item of a tuple is neither, and an alias of a tuple of itself
//! has no end.

use crate::ir::{Extra, Type};
use crate::lower::models::draft::{Draft, Shape};

/// Ends tuples that hold themselves; the indices of the types that have changed.
pub(super) fn break_rings(types: &mut [Draft]) -> Vec<usize> {
    let mut broken = Vec::new();
    for index in 0..types.len() {
        let is_alias = matches!(types[index].shape, Shape::Alias(_));
        if leads_back(types, index, Way::ByValue) || (is_alias && leads_back(types, index, Way::ByAliases)) {
            parts_mut(&mut types[index].shape).for_each(make_lists);
            broken.push(index);
        }
    }
    broken
}

/// How a type holds another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Inside itself, and not behind a list or a map.
    ByValue,
    /// By names that only stand for a type, behind lists and maps too.
    ByAliases,
}

/// Whether a type leads back to itself by what its tuples hold.
fn leads_back(types: &[Draft], index: usize, way: Way) -> bool {
    let mut next = Vec::new();
    parts(&types[index].shape).for_each(|ty| in_tuples(ty, way, &mut next));
    if next.is_empty() {
        return false;
    }
    let mut seen = vec![false; types.len()];
    while let Some(at) = next.pop() {
        if at == index {
            return true;
        }
        let is_followed = way == Way::ByValue || matches!(types[at].shape, Shape::Alias(_));
        if is_followed && !std::mem::replace(&mut seen[at], true) {
            parts(&types[at].shape).for_each(|ty| held(ty, way, &mut next));
        }
    }
    false
}

/// The types that the tuples in a type hold.
fn in_tuples(ty: &Type, way: Way, out: &mut Vec<usize>) {
    match ty {
        Type::Tuple { .. } => held(ty, way, out),
        Type::Nullable(inner) | Type::Document(inner) => in_tuples(inner, way, out),
        Type::List(inner) | Type::Map(inner) if way == Way::ByAliases => in_tuples(inner, way, out),
        _ => {}
    }
}

/// The types that a type holds.
fn held(ty: &Type, way: Way, out: &mut Vec<usize>) {
    match ty {
        Type::Named(id) => out.push(id.index()),
        Type::Nullable(inner) | Type::Document(inner) => held(inner, way, out),
        Type::List(inner) | Type::Map(inner) if way == Way::ByAliases => held(inner, way, out),
        Type::Tuple { items, more, rest } => {
            let rest = rest.as_deref().filter(|_| way == Way::ByAliases);
            let all = items.iter().chain(more).chain(rest);
            all.for_each(|item| held(item, way, out));
        }
        _ => {}
    }
}

/// Puts lists in the place of tuples.
fn make_lists(ty: &mut Type) {
    match ty {
        Type::Tuple { .. } => *ty = Type::List(Box::new(Type::Json)),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Document(inner) => make_lists(inner),
        _ => {}
    }
}

fn parts(shape: &Shape) -> impl Iterator<Item = &Type> {
    let (fields, extra, variants, alias): (&[_], _, &[_], _) = match shape {
        Shape::Struct { fields, extra, .. } => (fields, Some(extra), &[], None),
        Shape::Union { variants, .. } => (&[], None, variants, None),
        Shape::Alias(ty) => (&[], None, &[], Some(ty)),
        Shape::Enum { .. } => (&[], None, &[], None),
    };
    let extra = extra.and_then(|extra| match extra {
        Extra::Kept { ty, .. } => Some(ty),
        _ => None,
    });
    let fields = fields.iter().map(|field| &field.ty);
    fields
        .chain(extra)
        .chain(variants.iter().map(|variant| &variant.ty))
        .chain(alias)
}

fn parts_mut(shape: &mut Shape) -> impl Iterator<Item = &mut Type> {
    let (fields, extra, variants, alias): (&mut [_], _, &mut [_], _) = match shape {
        Shape::Struct { fields, extra, .. } => (fields, Some(extra), &mut [], None),
        Shape::Union { variants, .. } => (&mut [], None, variants, None),
        Shape::Alias(ty) => (&mut [], None, &mut [], Some(ty)),
        Shape::Enum { .. } => (&mut [], None, &mut [], None),
    };
    let extra = extra.and_then(|extra| match extra {
        Extra::Kept { ty, .. } => Some(ty),
        _ => None,
    });
    let fields = fields.iter_mut().map(|field| &mut field.ty);
    let variants = variants.iter_mut().map(|variant| &mut variant.ty);
    fields.chain(extra).chain(variants).chain(alias)
}
