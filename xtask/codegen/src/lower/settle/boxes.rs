//! Boxes: fields and variants through which a type would contain itself, and variants that would make their enum large.
//!
//! In: all types. Out: [`Boxes`], which knows of each field and variant whether it is boxed.

use std::collections::HashSet;

use crate::depth::Depth;
use crate::ir::{Extra, Payload, Presence, Type, TypeId};
use crate::lower::models::draft::{Draft, Field, Shape};

/// A variant larger than this is boxed, so that a union stays near the size of its other variants; clippy's
/// `large_enum_variant` draws its line at 200 bytes of difference.
const LARGEST_VARIANT: usize = 160;

/// A field larger than this is boxed: objects that hold each other by value double with each of them, and soon no
/// stack can hold one.
const LARGEST_FIELD: usize = 16 << 10;

/// Types that hold each other at most; what is deeper counts as large.
const HELD: Depth = Depth::of(256);

/// A field or variant: the index of its type, and its position in that.
type Part = (usize, usize);

/// What is boxed.
pub(super) struct Boxes {
    /// The parts that lead back to a type that holds them.
    cycles: HashSet<Part>,
    sizes: Sizes,
}

impl Boxes {
    /// Looks at all types.
    pub(super) fn of(types: &[Draft]) -> Self {
        let ends = unaliased(types);
        let cycles = cycles(types, &ends);
        let mut sizes = Sizes(vec![None; types.len()]);
        for index in 0..types.len() {
            sizes.measure((types, &ends), &cycles, index, HELD);
        }
        Self { cycles, sizes }
    }

    /// Whether a field is boxed: beyond all measure, or part of a cycle.
    pub(super) fn is_boxed_field(&self, of: TypeId, position: usize, ty: &Type) -> bool {
        self.cycles.contains(&(of.index(), position)) || self.sizes.is_too_large(ty)
    }

    /// Whether a variant is boxed: it would make its enum large, or is part of a cycle.
    pub(super) fn is_boxed_variant(&self, of: TypeId, position: usize, ty: &Type) -> bool {
        self.cycles.contains(&(of.index(), position)) || self.is_large(ty)
    }

    /// Whether a payload would make the enum over several large.
    pub(super) fn is_large_payload(&self, payload: &Payload) -> bool {
        match payload {
            Payload::Json(ty) | Payload::Form(ty) | Payload::Multipart(ty) => self.is_large(ty),
            Payload::Scalar(_) | Payload::JsonOrText(_) => false,
            Payload::Empty | Payload::Text | Payload::Bytes | Payload::Events(..) | Payload::Values(_) => false,
        }
    }

    fn is_large(&self, ty: &Type) -> bool {
        self.sizes.of(ty) > LARGEST_VARIANT
    }
}

/// The type that a value holds inside itself, without a heap allocation between.
fn inline(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => inline(inner),
        _ => None,
    }
}

/// How far the walk has come with a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// Boxes each field and variant that leads back to a type that is still open: one walk, in the order of the document.
fn cycles(types: &[Draft], ends: &[TypeId]) -> HashSet<Part> {
    let mut boxed = HashSet::new();
    let mut marks = vec![Mark::New; types.len()];
    for start in 0..types.len() {
        let mut stack = vec![(start, 0)];
        while let Some((at, position)) = stack.pop() {
            if position == 0 {
                if marks[at] != Mark::New {
                    continue;
                }
                marks[at] = Mark::Open;
            }
            match held(types, ends, at, position) {
                Held::None => marks[at] = Mark::Done,
                Held::Elsewhere => stack.push((at, position + 1)),
                Held::Inline(id) => {
                    stack.push((at, position + 1));
                    match marks[id.index()] {
                        Mark::New => stack.push((id.index(), 0)),
                        Mark::Open => _ = boxed.insert((at, position)),
                        Mark::Done => {}
                    }
                }
            }
        }
    }
    boxed
}

/// What a part of a type holds: a field, a variant, or what an alias stands for.
enum Held {
    None,
    Elsewhere,
    Inline(TypeId),
}

fn held(types: &[Draft], ends: &[TypeId], index: usize, position: usize) -> Held {
    let ty = match &types[index].shape {
        Shape::Struct { fields, .. } => fields.get(position).map(|field| &field.ty),
        Shape::Union { variants, .. } => variants.get(position).map(|variant| &variant.ty),
        Shape::Alias(ty) => Some(ty).filter(|_| position == 0),
        Shape::Enum { .. } => None,
    };
    match ty {
        None => Held::None,
        Some(ty) => inline(ty).map_or(Held::Elsewhere, |id| Held::Inline(ends[id.index()])),
    }
}

/// The type behind each, names that only stand for another followed: each of them once.
fn unaliased(types: &[Draft]) -> Vec<TypeId> {
    let mut ends: Vec<Option<TypeId>> = vec![None; types.len()];
    let mut way = Vec::new();
    let end_of = |index: usize| {
        let mut id = TypeId::new(index);
        loop {
            if let Some(end) = ends[id.index()] {
                id = end;
                break;
            }
            way.push(id.index());
            match &types[id.index()].shape {
                Shape::Alias(ty) => match inline(ty) {
                    Some(next) => id = next,
                    None => break,
                },
                _ => break,
            }
        }
        way.drain(..).for_each(|passed| ends[passed] = Some(id));
        id
    };
    (0..types.len()).map(end_of).collect()
}

/// Generous estimates of the types' sizes in bytes on a 64-bit machine.
struct Sizes(Vec<Option<usize>>);

impl Sizes {
    /// The size of a type whose parts have been measured; what is being measured counts as large.
    fn of(&self, ty: &Type) -> usize {
        match ty {
            Type::Bool => 1,
            Type::I32 | Type::U32 => 4,
            Type::I64 | Type::U64 | Type::F64 => 8,
            Type::Null => 0,
            Type::Decimal => 16,
            Type::String | Type::Secret | Type::Timestamp | Type::Date | Type::List(_) | Type::Map(_) => 24,
            Type::Json | Type::JsonObject | Type::ToOne | Type::ToMany => 80,
            Type::File => 120,
            Type::Tuple { items, more, .. } => {
                items.iter().chain(more).map(|item| self.of(item) + 8).sum::<usize>() + 24
            }
            Type::Nullable(inner) => self.of(inner) + 8,
            Type::Document(inner) => self.of(inner) + 400,
            Type::Named(id) => self.0[id.index()].unwrap_or(LARGEST_VARIANT),
        }
    }

    fn is_too_large(&self, ty: &Type) -> bool {
        inline(ty).is_some() && self.of(ty) > LARGEST_FIELD
    }

    fn measure(&mut self, (types, ends): (&[Draft], &[TypeId]), boxed: &HashSet<Part>, index: usize, depth: Depth) {
        let Some(below) = depth.below().filter(|_| self.0[index].is_none()) else {
            return;
        };
        let mut position = 0;
        loop {
            match held(types, ends, index, position) {
                Held::None => break,
                Held::Inline(id) if !boxed.contains(&(index, position)) => {
                    self.measure((types, ends), boxed, id.index(), below)
                }
                Held::Inline(_) | Held::Elsewhere => {}
            }
            position += 1;
        }
        self.0[index] = Some(self.shape(&types[index].shape, |position| boxed.contains(&(index, position))));
    }

    fn shape(&self, shape: &Shape, is_boxed: impl Fn(usize) -> bool) -> usize {
        match shape {
            Shape::Enum { .. } => 24,
            Shape::Alias(ty) => self.of(ty),
            Shape::Union { variants, .. } => {
                let variants = variants.iter().enumerate().map(|(position, variant)| {
                    if is_boxed(position) {
                        8
                    } else {
                        self.of(&variant.ty).min(LARGEST_VARIANT)
                    }
                });
                8 + variants.max().unwrap_or(0).max(80)
            }
            Shape::Struct { fields, extra, .. } => {
                let extra = match extra {
                    Extra::Ignored => 0,
                    Extra::Kept { .. } => 24,
                    Extra::Unknown { .. } => 8,
                };
                let fields = fields.iter().enumerate();
                extra
                    + fields
                        .map(|(position, field)| self.field(field, is_boxed(position)))
                        .sum::<usize>()
            }
        }
    }

    fn field(&self, field: &Field, is_boxed: bool) -> usize {
        if is_boxed || self.is_too_large(&field.ty) {
            return 8;
        }
        let optional = if matches!(field.presence, Presence::Required | Presence::Defaulted) {
            0
        } else {
            8
        };
        self.of(&field.ty).next_multiple_of(8) + optional
    }
}
