//! The last passes over all types: aliases without end, files, defaults, what nothing uses any more, unique names.

use std::collections::HashSet;

use super::boxes;
use super::context::Lowering;
use super::names;
use super::scope::{self, Case};
use crate::ir::{Extra, Group, ModuleName, Payload, Presence, Shape, Type, TypeDef, TypeId, TypeName};

impl Lowering<'_> {
    /// Settles what depends on all types together.
    pub(super) fn finish(&mut self, groups: &mut [Group]) {
        for index in break_alias_rings(&mut self.types) {
            let pointer = self.types[index].pointer.clone();
            self.weaken(&pointer, "a schema that is nothing but itself has no end".to_owned());
        }
        boxes::box_cycles(&mut self.types);
        mark_files(&mut self.types);
        boxes::box_large_arms(&mut self.types, groups);
        mark_defaults(&mut self.types);
        self.hide_superseded(groups);
        self.settle_names();
    }

    /// Hides the types of parameters that a typed one replaced, unless something else uses them.
    fn hide_superseded(&mut self, groups: &[Group]) {
        if self.superseded.is_empty() {
            return;
        }
        let mut used = HashSet::new();
        for def in &self.types {
            mentioned(&def.shape, &mut used);
        }
        for operation in groups.iter().flat_map(|group| &group.operations) {
            let params = operation.params.iter().map(|param| &param.ty);
            let bodies = operation
                .body
                .iter()
                .flat_map(|body| &body.contents)
                .map(|content| &content.payload);
            let failures = operation.failures.iter().flat_map(|failures| &failures.answers);
            let answers = operation
                .success
                .answers
                .iter()
                .chain(failures)
                .map(|answer| &answer.payload);
            let payloads = bodies.chain(answers).filter_map(|payload| match payload {
                Payload::Json(ty) | Payload::Form(ty) | Payload::Multipart(ty) => Some(ty),
                Payload::Empty | Payload::Text | Payload::Bytes => None,
            });
            params.chain(payloads).for_each(|ty| in_type(ty, &mut used));
        }
        for id in self.superseded.iter().filter(|id| !used.contains(id)) {
            self.types[id.index()].hidden = true;
        }
    }

    fn settle_names(&mut self) {
        let resolved = scope::resolve(&self.wanted, Case::Camel);
        for (index, name) in resolved.iter().enumerate() {
            if let Some(keeper) = name.clash {
                let item = |index: usize| (self.types[index].pointer.clone(), self.wanted[index].wire.clone());
                let (item, other) = (item(index), item(keeper));
                self.name_clash((&item.0, &item.1), (&other.0, &other.1), &name.name);
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

/// Aliases that only lead to each other are any JSON value; their indices.
fn break_alias_rings(types: &mut [TypeDef]) -> Vec<usize> {
    let mut broken = Vec::new();
    for index in 0..types.len() {
        let mut seen = HashSet::from([index]);
        let mut at = index;
        while let Shape::Alias(Type::Named(next)) = types[at].shape {
            at = next.index();
            if !seen.insert(at) {
                types[index].shape = Shape::Alias(Type::Json);
                broken.push(index);
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
            broken.push(index);
        }
    }
    broken
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

/// Collects the types that a shape mentions.
fn mentioned(shape: &Shape, out: &mut HashSet<TypeId>) {
    match shape {
        Shape::Struct { fields, extra, .. } => {
            fields.iter().for_each(|field| in_type(&field.ty, out));
            if let Extra::Kept { ty, .. } = extra {
                in_type(ty, out);
            }
        }
        Shape::Union { arms, .. } => arms.iter().for_each(|arm| in_type(&arm.ty, out)),
        Shape::Alias(ty) => in_type(ty, out),
        Shape::Enum { .. } => {}
    }
}

fn in_type(ty: &Type, out: &mut HashSet<TypeId>) {
    match ty {
        Type::Named(id) => {
            out.insert(*id);
        }
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Document(inner) => in_type(inner, out),
        _ => {}
    }
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
