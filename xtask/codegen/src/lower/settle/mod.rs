//! The last passes over all types: aliases without end, files, defaults, what nothing uses any more, unique names.

mod boxes;
mod tags;

use std::collections::HashSet;

use crate::ir::{Extra, Group, ModuleName, Payload, Presence, Shape, Type, TypeDef, TypeId, TypeName};
use crate::lower::models::types::Made;
use crate::lower::naming::{Claim, Kind, Namespace, names};
use crate::report::{Code, Diagnostic, Report};

/// Settles what depends on all types together; `groups` are all that uses them.
pub(crate) fn settle(made: Made, groups: &mut [Group], report: &mut Report) -> Vec<TypeDef> {
    let Made {
        definitions: mut types,
        claims,
        superseded,
    } = made;
    for index in break_alias_rings(&mut types) {
        let message = "a schema that is nothing but itself has no end";
        let diagnostic = Diagnostic::new(Code::Weakened, types[index].pointer.clone(), message);
        report.push(diagnostic.label("typed as raw JSON"));
    }
    boxes::box_cycles(&mut types);
    mark_files(&mut types);
    boxes::box_large_parts(&mut types, groups);
    hide(&superseded, &mut types, groups);
    settle_names(claims, &mut types, report);
    tags::settle(&mut types);
    mark_defaults(&mut types);
    types
}

/// Hides types that a better one replaced, unless something else uses them.
fn hide(superseded: &[TypeId], types: &mut [TypeDef], groups: &[Group]) {
    if superseded.is_empty() {
        return;
    }
    let mut used = HashSet::new();
    for def in types.iter() {
        mentioned(&def.shape, &mut used);
    }
    for operation in groups.iter().flat_map(|group| &group.operations) {
        let params = operation.params.iter().map(|param| &param.ty);
        let bodies = operation.body.iter().flat_map(|body| &body.contents);
        let bodies = bodies.map(|content| &content.payload);
        let responses = operation.responses().map(|response| &response.payload);
        let payloads = bodies.chain(responses).filter_map(|payload| match payload {
            Payload::Json(ty) | Payload::Form(ty) | Payload::Multipart(ty) => Some(ty),
            Payload::Empty | Payload::Text | Payload::Bytes => None,
        });
        let headers = operation.responses().flat_map(|response| &response.headers);
        let headers = headers.map(|header| &header.ty);
        let all = params.chain(payloads).chain(headers);
        all.for_each(|ty| in_type(ty, &mut used));
    }
    for id in superseded.iter().filter(|id| !used.contains(id)) {
        types[id.index()].hidden = true;
    }
}

/// Makes the names of types unique; what is not emitted takes none.
fn settle_names(claims: Vec<Claim>, types: &mut [TypeDef], report: &mut Report) {
    let all = types.iter_mut().zip(claims);
    let (mut visible, claims): (Vec<_>, Vec<_>) = all.filter(|(def, _)| !def.hidden).unzip();
    let names = Namespace::new(Kind::Models).name(claims, report);
    for (def, name) in visible.iter_mut().zip(names) {
        // A type that is its own home follows its name.
        if def.home.as_str() == names::module_name(def.name.as_str()) {
            def.home = ModuleName::new(names::module_name(&name));
        }
        def.name = TypeName::new(name);
    }
}

/// Ends rings of aliases, which have no end in Rust, not even through lists (`type A = Vec<A>`); the indices of those
/// that were changed. An alias leads to one type at most, so each is looked at once.
fn break_alias_rings(types: &mut [TypeDef]) -> Vec<usize> {
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
fn first_of_ring(types: &[TypeDef], on_ring: usize) -> usize {
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

/// Collects the types that a shape mentions.
fn mentioned(shape: &Shape, out: &mut HashSet<TypeId>) {
    match shape {
        Shape::Struct { fields, extra, .. } => {
            fields.iter().for_each(|field| in_type(&field.ty, out));
            if let Extra::Kept { ty, .. } = extra {
                in_type(ty, out);
            }
        }
        Shape::Union { variants, .. } => variants.iter().for_each(|variant| in_type(&variant.ty, out)),
        Shape::Alias(ty) => in_type(ty, out),
        Shape::Enum { .. } => {}
    }
}

fn in_type(ty: &Type, out: &mut HashSet<TypeId>) {
    out.extend(named(ty));
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
        Shape::Union { variants, .. } => variants.iter().any(|variant| is_file(types, &variant.ty)),
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
