//! Types that a better one replaced. In: all types, and what uses them. Out: those that nothing uses.

use std::collections::HashSet;

use crate::ir::{Extra, Payload, Type, TypeId};
use crate::lower::models::draft::{Draft, Shape};
use crate::lower::operations::draft::Group;

/// The types that a better one replaced, unless something else uses them.
pub(super) fn unused(superseded: &[TypeId], types: &[Draft], groups: &[Group<'_>]) -> HashSet<TypeId> {
    if superseded.is_empty() {
        return HashSet::new();
    }
    let mut used = held(groups);
    for def in types.iter() {
        mentioned(&def.shape, &mut used);
    }
    let unused = superseded.iter().filter(|id| !used.contains(id));
    unused.copied().collect()
}

/// The types that operations name.
pub(super) fn held(groups: &[Group<'_>]) -> HashSet<TypeId> {
    let mut used = HashSet::new();
    for operation in groups.iter().flat_map(|group| &group.operations) {
        let params = operation.params.iter().map(|param| &param.ty);
        let bodies = operation.body.iter().flat_map(|body| &body.contents);
        let bodies = bodies.map(|content| &content.payload);
        let responses = operation.responses().map(|response| &response.payload);
        let payloads = bodies.chain(responses).filter_map(|payload| match payload {
            Payload::Json(ty) | Payload::Form(ty) | Payload::Multipart(ty) => Some(ty),
            Payload::Scalar(ty) | Payload::JsonOrText(ty) => Some(ty),
            Payload::Events(ty, ..) | Payload::Values(ty) => Some(ty),
            Payload::Empty | Payload::Text | Payload::Bytes => None,
        });
        let headers = operation.responses().flat_map(|response| &response.headers);
        let headers = headers.map(|header| &header.ty);
        let all = params.chain(payloads).chain(headers);
        all.for_each(|ty| in_type(ty, &mut used));
    }
    used
}

/// Collects the types that a shape mentions.
pub(super) fn mentioned(shape: &Shape, out: &mut HashSet<TypeId>) {
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
    match ty {
        Type::Tuple { items, more, rest } => {
            let all = items.iter().chain(more).chain(rest.as_deref());
            all.for_each(|item| in_type(item, out));
        }
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Document(inner) => in_type(inner, out),
        Type::Named(id) => out.extend([*id]),
        _ => {}
    }
}
