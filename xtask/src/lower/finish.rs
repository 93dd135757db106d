//! The last passes over all types: boxes, files, defaults, and names that are unique.

use std::collections::HashSet;

use super::context::Lowering;
use super::names;
use super::scope::{self, Case};
use crate::ir::{Extra, Field, Group, ModuleName, Payload, Presence, Shape, Type, TypeDef, TypeId, TypeName};

/// An arm larger than this is boxed, so that a union stays near the size of its other arms; clippy's
/// `large_enum_variant` draws its line at 200 bytes of difference.
const LARGEST_ARM: usize = 160;

impl Lowering<'_> {
    /// Settles what depends on all types together.
    pub(super) fn finish(&mut self, groups: &mut [Group]) {
        break_alias_rings(&mut self.types);
        box_cycles(&mut self.types);
        mark_files(&mut self.types);
        box_large_arms(&mut self.types, groups);
        mark_defaults(&mut self.types);
        self.settle_names();
    }

    fn settle_names(&mut self) {
        let resolved = scope::resolve(&self.wanted, Case::Camel);
        for (index, name) in resolved.iter().enumerate() {
            if let Some(keeper) = name.clash {
                let (pointer, item) = (self.types[index].pointer.clone(), self.wanted[index].wire.clone());
                let other = self.wanted[keeper].wire.clone();
                self.name_clash(&pointer, &item, &other, &name.name);
            }
        }
        for (def, name) in self.types.iter_mut().zip(resolved) {
            // A type that is its own home follows its name.
            if def.home.as_str() == names::module_name(def.name.as_str()) {
                def.home = ModuleName::new(names::module_name(&name.name));
            }
            def.name = TypeName::new(name.name);
        }
    }
}

/// Aliases that only lead to each other are any JSON value.
fn break_alias_rings(types: &mut [TypeDef]) {
    for index in 0..types.len() {
        let mut seen = HashSet::from([index]);
        let mut at = index;
        while let Shape::Alias(Type::Named(next)) = types[at].shape {
            at = next.index();
            if !seen.insert(at) {
                types[index].shape = Shape::Alias(Type::Json);
                break;
            }
        }
    }
    // `type A = Vec<A>` has no end either: an alias cannot be recursive.
    for index in 0..types.len() {
        let Shape::Alias(ty) = types[index].shape.clone() else {
            continue;
        };
        if reaches_by_alias(types, &ty, index, &mut HashSet::new()) {
            types[index].shape = Shape::Alias(without(&ty, TypeId::new(index), types));
        }
    }
}

/// Whether an alias's type mentions the alias again, through other aliases.
fn reaches_by_alias(types: &[TypeDef], ty: &Type, target: usize, seen: &mut HashSet<usize>) -> bool {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Document(inner) => {
            reaches_by_alias(types, inner, target, seen)
        }
        Type::Named(id) if id.index() == target => true,
        Type::Named(id) => match &types[id.index()].shape {
            Shape::Alias(inner) if seen.insert(id.index()) => reaches_by_alias(types, inner, target, seen),
            _ => false,
        },
        _ => false,
    }
}

fn without(ty: &Type, target: TypeId, types: &[TypeDef]) -> Type {
    match ty {
        Type::List(inner) => Type::List(Box::new(without(inner, target, types))),
        Type::Map(inner) => Type::Map(Box::new(without(inner, target, types))),
        Type::Nullable(inner) => Type::Nullable(Box::new(without(inner, target, types))),
        Type::Document(inner) => Type::Document(Box::new(without(inner, target, types))),
        Type::Named(id) if *id == target || reaches_by_alias(types, ty, target.index(), &mut HashSet::new()) => {
            Type::Json
        }
        other => other.clone(),
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

/// Boxes the fields and arms through which a type would contain itself; the last edge of each cycle, in document order.
fn box_cycles(types: &mut [TypeDef]) {
    for index in 0..types.len() {
        loop {
            let Some((owner, edge)) = edge_back(types, index) else {
                break;
            };
            match &mut types[owner].shape {
                Shape::Struct { fields, .. } => fields[edge].boxed = true,
                Shape::Union { arms, .. } => arms[edge].boxed = true,
                Shape::Enum { .. } | Shape::Alias(_) => break,
            }
        }
    }
}

/// An edge (owner, position) that leads back to a type by inline containment.
fn edge_back(types: &[TypeDef], target: usize) -> Option<(usize, usize)> {
    let mut seen = HashSet::new();
    let mut stack = vec![target];
    while let Some(at) = stack.pop() {
        if !seen.insert(at) {
            continue;
        }
        for (position, next) in edges(&types[at]) {
            let next = aliased(types, next);
            if next == target && position != usize::MAX {
                return Some((at, position));
            }
            stack.push(next);
        }
    }
    None
}

/// Inline containments of a type: position of the field or arm, and what it holds.
fn edges(def: &TypeDef) -> Vec<(usize, TypeId)> {
    match &def.shape {
        Shape::Struct { fields, .. } => fields
            .iter()
            .enumerate()
            .filter(|(_, field)| !field.boxed)
            .filter_map(|(position, field)| Some((position, inline(&field.ty)?)))
            .collect(),
        Shape::Union { arms, .. } => arms
            .iter()
            .enumerate()
            .filter(|(_, arm)| !arm.boxed)
            .filter_map(|(position, arm)| Some((position, inline(&arm.ty)?)))
            .collect(),
        Shape::Enum { .. } | Shape::Alias(_) => Vec::new(),
    }
}

/// The index behind an id, names that only stand for another followed.
fn aliased(types: &[TypeDef], id: TypeId) -> usize {
    let mut index = id.index();
    for _ in 0..64 {
        match &types[index].shape {
            Shape::Alias(ty) => match inline(ty) {
                Some(next) => index = next.index(),
                None => return index,
            },
            _ => return index,
        }
    }
    index
}

/// Marks the types that hold a file, however deep.
fn mark_files(types: &mut [TypeDef]) {
    loop {
        let marked: Vec<usize> = (0..types.len())
            .filter(|&index| !types[index].has_file && holds_file(types, &types[index]))
            .collect();
        if marked.is_empty() {
            return;
        }
        for index in marked {
            types[index].has_file = true;
        }
    }
}

fn holds_file(types: &[TypeDef], def: &TypeDef) -> bool {
    match &def.shape {
        Shape::Struct { fields, extra, .. } => {
            fields.iter().any(|field| is_file(types, &field.ty))
                || matches!(extra, Extra::Kept { ty, .. } if is_file(types, ty))
        }
        Shape::Union { arms, .. } => arms.iter().any(|arm| is_file(types, &arm.ty)),
        Shape::Alias(ty) => is_file(types, ty),
        Shape::Enum { .. } => false,
    }
}

fn is_file(types: &[TypeDef], ty: &Type) -> bool {
    match ty {
        Type::File => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Document(inner) => is_file(types, inner),
        Type::Named(id) => types[id.index()].has_file,
        _ => false,
    }
}

/// Boxes the arms that would make their enum large.
fn box_large_arms(types: &mut [TypeDef], groups: &mut [Group]) {
    for index in 0..types.len() {
        let Shape::Union { arms, .. } = &types[index].shape else {
            continue;
        };
        let large: Vec<usize> = (0..arms.len())
            .filter(|&arm| size(types, &arms[arm].ty, 0) > LARGEST_ARM)
            .collect();
        if let Shape::Union { arms, .. } = &mut types[index].shape {
            large.into_iter().for_each(|arm| arms[arm].boxed = true);
        }
    }
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        let failures = operation.failures.iter_mut().flat_map(|failures| &mut failures.answers);
        let successes = operation
            .success
            .choice
            .is_some()
            .then_some(&mut operation.success.answers)
            .into_iter()
            .flatten();
        for answer in failures.chain(successes) {
            answer.boxed = matches!(&answer.payload, Payload::Json(ty) if size(types, ty, 0) > LARGEST_ARM);
        }
    }
}

/// A generous estimate of a type's size in bytes on a 64-bit machine.
fn size(types: &[TypeDef], ty: &Type, depth: usize) -> usize {
    match ty {
        Type::Bool => 1,
        Type::I32 | Type::U32 => 4,
        Type::I64 | Type::U64 | Type::F64 => 8,
        Type::Null => 0,
        Type::String | Type::Secret | Type::Timestamp | Type::Date | Type::List(_) | Type::Map(_) => 24,
        Type::Json | Type::JsonObject | Type::ToOne | Type::ToMany => 80,
        Type::File => 120,
        Type::Nullable(inner) => size(types, inner, depth) + 8,
        Type::Document(inner) => size(types, inner, depth) + 400,
        Type::Named(id) if depth < 24 => shape_size(types, &types[id.index()].shape, depth),
        Type::Named(_) => LARGEST_ARM,
    }
}

fn shape_size(types: &[TypeDef], shape: &Shape, depth: usize) -> usize {
    match shape {
        Shape::Enum { .. } => 24,
        Shape::Alias(ty) => size(types, ty, depth + 1),
        Shape::Union { arms, .. } => {
            8 + arms
                .iter()
                .map(|arm| if arm.boxed { 8 } else { size(types, &arm.ty, depth + 1) })
                .max()
                .unwrap_or(0)
                .max(80)
        }
        Shape::Struct { fields, extra, .. } => {
            let extra = if *extra == Extra::Ignored { 0 } else { 24 };
            let mut sum = extra;
            for field in fields {
                sum += if field.boxed {
                    8
                } else {
                    field_size(types, field, depth)
                };
                if sum > 4 * LARGEST_ARM {
                    break;
                }
            }
            sum
        }
    }
}

fn field_size(types: &[TypeDef], field: &Field, depth: usize) -> usize {
    let optional = if field.presence == Presence::Required { 0 } else { 8 };
    size(types, &field.ty, depth + 1).next_multiple_of(8) + optional
}

/// Marks the structs that can be made of nothing.
fn mark_defaults(types: &mut [TypeDef]) {
    for def in types.iter_mut() {
        if let Shape::Struct { fields, .. } = &def.shape {
            def.default = fields.iter().all(|field| {
                matches!(field.presence, Presence::Optional | Presence::Patch) || field.constant.is_some()
            });
        }
    }
}
