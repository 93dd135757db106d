//! Tuples that hold themselves. In: all types. Out: types without such tuples, each of them a list of any JSON, in its order and length.
//!
//! A field or variant through which a type holds itself is boxed, but an item of a tuple is neither, and an alias of a tuple of itself
//! has no end.

use crate::ir::{Extra, Type};
use crate::lower::models::draft::{Draft, Shape};

/// Ends tuples that hold themselves; the indices of the types that have changed.
pub(super) fn break_rings(types: &mut [Draft]) -> Vec<usize> {
    let mut by_value = Ends::of(types, Way::ByValue);
    let mut by_aliases = Ends::of(types, Way::ByAliases);
    let mut broken = Vec::new();
    for index in 0..types.len() {
        if leads_back(types, index, &by_value) || leads_back(types, index, &by_aliases) {
            parts_mut(&mut types[index].shape).for_each(make_lists);
            by_value.changed(types, index);
            by_aliases.changed(types, index);
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

/// The types from which all ways come to an end: of these, however many hold each other, none leads back.
struct Ends {
    way: Way,
    holders: Vec<Vec<usize>>,
    /// How many ways on from each type are not known to end.
    ways: Vec<usize>,
    is_known: Vec<bool>,
}

impl Ends {
    fn of(types: &[Draft], way: Way) -> Self {
        let mut ends = Self {
            way,
            holders: vec![Vec::new(); types.len()],
            ways: vec![0; types.len()],
            is_known: vec![false; types.len()],
        };
        for (index, ty) in types.iter().enumerate() {
            for next in next(ty, way) {
                ends.holders[next].push(index);
                ends.ways[index] += 1;
            }
        }
        for index in 0..types.len() {
            if ends.ways[index] == 0 {
                ends.add(index);
            }
        }
        ends
    }

    /// All ways from a type end, and so do those that end there.
    fn add(&mut self, index: usize) {
        let mut open = vec![index];
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut self.is_known[at], true) {
                continue;
            }
            for holder in &self.holders[at] {
                self.ways[*holder] = self.ways[*holder].saturating_sub(1);
                if self.ways[*holder] == 0 {
                    open.push(*holder);
                }
            }
        }
    }

    /// Looks again at a type that holds less than before.
    fn changed(&mut self, types: &[Draft], index: usize) {
        if next(&types[index], self.way).iter().all(|next| self.is_known[*next]) {
            self.add(index);
        }
    }
}

/// What a type leads to.
fn next(ty: &Draft, way: Way) -> Vec<usize> {
    let mut next = Vec::new();
    if way == Way::ByValue || matches!(ty.shape, Shape::Alias(_)) {
        parts(&ty.shape).for_each(|ty| held(ty, way, &mut next));
    }
    next
}

/// Whether a type leads back to itself by what its tuples hold.
fn leads_back(types: &[Draft], index: usize, ends: &Ends) -> bool {
    if ends.is_known[index] {
        return false;
    }
    let mut open = Vec::new();
    parts(&types[index].shape).for_each(|ty| in_tuples(ty, ends.way, &mut open));
    let mut seen = vec![false; types.len()];
    while let Some(at) = open.pop() {
        if at == index {
            return true;
        }
        if !ends.is_known[at] && !std::mem::replace(&mut seen[at], true) {
            open.extend(next(&types[at], ends.way));
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
