//! Boxes: fields and variants through which a type would contain itself, and variants that would make their enum large.

use crate::ir::{Extra, Field, Group, Payload, Presence, Shape, Type, TypeDef, TypeId};

/// A variant larger than this is boxed, so that a union stays near the size of its other variants; clippy's
/// `large_enum_variant` draws its line at 200 bytes of difference.
const LARGEST_VARIANT: usize = 160;

/// A field larger than this is boxed: objects that hold each other by value double with each of them, and soon no
/// stack can hold one.
const LARGEST_FIELD: usize = 16 << 10;

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
pub(crate) fn box_cycles(types: &mut [TypeDef]) {
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
            match part(types, at, position) {
                Part::None => marks[at] = Mark::Done,
                Part::Elsewhere => stack.push((at, position + 1)),
                Part::Inline(id) => {
                    stack.push((at, position + 1));
                    match marks[id.index()] {
                        Mark::New => stack.push((id.index(), 0)),
                        Mark::Open => set_boxed(&mut types[at].shape, position),
                        Mark::Done => {}
                    }
                }
            }
        }
    }
}

/// A part of a shape: a field, a variant, or what an alias stands for.
enum Part {
    None,
    Elsewhere,
    Inline(TypeId),
}

fn part(types: &[TypeDef], index: usize, position: usize) -> Part {
    let ty = match &types[index].shape {
        Shape::Struct { fields, .. } => fields.get(position).map(|field| &field.ty),
        Shape::Union { variants, .. } => variants.get(position).map(|variant| &variant.ty),
        Shape::Alias(ty) => Some(ty).filter(|_| position == 0),
        Shape::Enum { .. } => None,
    };
    match ty {
        None => Part::None,
        Some(ty) => inline(ty).map_or(Part::Elsewhere, |id| Part::Inline(unaliased(types, id))),
    }
}

/// The type behind an id, names that only stand for another followed.
fn unaliased(types: &[TypeDef], mut id: TypeId) -> TypeId {
    while let Shape::Alias(ty) = &types[id.index()].shape {
        match inline(ty) {
            Some(next) => id = next,
            None => break,
        }
    }
    id
}

fn set_boxed(shape: &mut Shape, position: usize) {
    match shape {
        Shape::Struct { fields, .. } => fields[position].boxed = true,
        Shape::Union { variants, .. } => variants[position].boxed = true,
        Shape::Enum { .. } | Shape::Alias(_) => {}
    }
}

/// Boxes the variants that would make their enum large, and the fields that are beyond all measure.
pub(crate) fn box_large_parts(types: &mut [TypeDef], groups: &mut [Group]) {
    let sizes = sizes(types);
    for def in types.iter_mut() {
        match &mut def.shape {
            Shape::Union { variants, .. } => {
                for variant in variants {
                    variant.boxed |= sizes.of(&variant.ty) > LARGEST_VARIANT;
                }
            }
            Shape::Struct { fields, .. } => {
                for field in fields {
                    field.boxed |= sizes.is_too_large(&field.ty);
                }
            }
            Shape::Enum { .. } | Shape::Alias(_) => {}
        }
    }
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        for content in operation
            .body
            .iter_mut()
            .filter(|body| body.enum_name.is_some())
            .flat_map(|body| &mut body.contents)
        {
            content.boxed = matches!(&content.payload,
                Payload::Json(ty) | Payload::Form(ty) | Payload::Multipart(ty) if sizes.of(ty) > LARGEST_VARIANT);
        }
        let errors = operation.errors.iter_mut().flat_map(|errors| &mut errors.responses);
        let successes = operation
            .success
            .enum_name
            .is_some()
            .then_some(&mut operation.success.responses)
            .into_iter()
            .flatten();
        for response in errors.chain(successes) {
            response.boxed = matches!(&response.payload, Payload::Json(ty) if sizes.of(ty) > LARGEST_VARIANT);
        }
    }
}

/// Generous estimates of the types' sizes in bytes on a 64-bit machine.
struct Sizes(Vec<Option<usize>>);

fn sizes(types: &[TypeDef]) -> Sizes {
    let mut sizes = Sizes(vec![None; types.len()]);
    for index in 0..types.len() {
        sizes.measure(types, index, 0);
    }
    sizes
}

impl Sizes {
    /// The size of a type whose parts have been measured; what is being measured counts as large.
    fn of(&self, ty: &Type) -> usize {
        match ty {
            Type::Bool => 1,
            Type::I32 | Type::U32 => 4,
            Type::I64 | Type::U64 | Type::F64 => 8,
            Type::Null => 0,
            Type::String | Type::Secret | Type::Timestamp | Type::Date | Type::List(_) | Type::Map(_) => 24,
            Type::Json | Type::JsonObject | Type::ToOne | Type::ToMany => 80,
            Type::File => 120,
            Type::Nullable(inner) => self.of(inner) + 8,
            Type::Document(inner) => self.of(inner) + 400,
            Type::Named(id) => self.0[id.index()].unwrap_or(LARGEST_VARIANT),
        }
    }

    fn is_too_large(&self, ty: &Type) -> bool {
        inline(ty).is_some() && self.of(ty) > LARGEST_FIELD
    }

    fn measure(&mut self, types: &[TypeDef], index: usize, depth: usize) {
        const DEEPEST: usize = 256;
        if self.0[index].is_some() || depth > DEEPEST {
            return;
        }
        let mut position = 0;
        loop {
            match part(types, index, position) {
                Part::None => break,
                Part::Inline(id) if !is_boxed(&types[index].shape, position) => {
                    self.measure(types, id.index(), depth + 1)
                }
                Part::Inline(_) | Part::Elsewhere => {}
            }
            position += 1;
        }
        self.0[index] = Some(self.shape(&types[index].shape));
    }

    fn shape(&self, shape: &Shape) -> usize {
        match shape {
            Shape::Enum { .. } => 24,
            Shape::Alias(ty) => self.of(ty),
            Shape::Union { variants, .. } => {
                let variant = |variant: &crate::ir::Variant| {
                    if variant.boxed {
                        8
                    } else {
                        self.of(&variant.ty).min(LARGEST_VARIANT)
                    }
                };
                8 + variants.iter().map(variant).max().unwrap_or(0).max(80)
            }
            Shape::Struct { fields, extra, .. } => {
                let extra = if *extra == Extra::Ignored { 0 } else { 24 };
                extra + fields.iter().map(|field| self.field(field)).sum::<usize>()
            }
        }
    }

    fn field(&self, field: &Field) -> usize {
        if field.boxed || self.is_too_large(&field.ty) {
            return 8;
        }
        let optional = if field.presence == Presence::Required { 0 } else { 8 };
        self.of(&field.ty).next_multiple_of(8) + optional
    }
}

fn is_boxed(shape: &Shape, position: usize) -> bool {
    match shape {
        Shape::Struct { fields, .. } => fields.get(position).is_some_and(|field| field.boxed),
        Shape::Union { variants, .. } => variants.get(position).is_some_and(|variant| variant.boxed),
        Shape::Enum { .. } | Shape::Alias(_) => false,
    }
}
