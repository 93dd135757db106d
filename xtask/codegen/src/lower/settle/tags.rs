//! Tags that alternatives leave open. In: all types, named. Out: a property that a union tells an alternative by, and that
//! has one value there, is a constant of the alternative, so that nobody has to give it and nobody can give another. Where it cannot
//! be that, the union writes it.

use std::collections::{HashMap, HashSet};

use crate::ir::{Literal, Note, Presence, Tag, Type, TypeId, Value};
use crate::lower::models::draft::{Draft, Field, Shape};
use crate::lower::models::types::unaliased;

/// The values that tell an alternative from others, by the union that it is one of.
type Values = Vec<(TypeId, Vec<Literal>)>;

/// Makes constants of tags, and says in their documentation what they have to be.
pub(super) fn settle(types: &mut [Draft], hidden: &HashSet<TypeId>) {
    for ((id, wire), by_union) in all(types, hidden) {
        let Shape::Struct { fields, .. } = &types[id.index()].shape else {
            continue;
        };
        let Some(index) = fields.iter().position(|field| field.wire == wire) else {
            continue;
        };
        let of_field = |value: &Literal| of_type(types, &fields[index].ty, value);
        let values = by_union.iter().flat_map(|(_, values)| values).map(of_field);
        let Some(values) = values.collect::<Option<Vec<_>>>() else {
            continue;
        };
        let is_open = is_open(types, &fields[index], &values);
        let Shape::Struct { fields, .. } = &mut types[id.index()].shape else {
            continue;
        };
        let field = &mut fields[index];
        if let Some((first, rest)) = values.split_first()
            && rest.iter().all(|value| value == first)
            && matches!(field.presence, Presence::Required | Presence::Optional)
        {
            field.only = Some(first.clone());
        }
        // What is bound by its own schema is said there.
        for (union, values) in by_union.iter().filter(|_| is_open) {
            field.docs.notes.push(Note::Discriminates {
                union: *union,
                texts: values.iter().map(text).collect(),
            });
        }
    }
    for union in (0..types.len()).map(TypeId::new) {
        demand(types, union);
    }
}

/// Makes tags due in alternatives that have one value of them, and no constant that would be sent.
fn demand(types: &mut [Draft], union: TypeId) {
    let Shape::Union { variants, choice } = &types[union.index()].shape else {
        return;
    };
    let of_one = |tag: &Tag| -> Vec<usize> {
        let [wire] = tag.path.as_slice() else { return Vec::new() };
        let is_sent = |variant: &usize| match object(types, &variants[*variant].ty) {
            Some(id) if tag.of(*variant).count() == 1 => has_constant(&types[id.index()], wire),
            _ => true,
        };
        let due = tag.optional_in.iter().filter(|variant| !is_sent(variant));
        due.copied().collect()
    };
    let due: Vec<Vec<usize>> = choice.tags().map(of_one).collect();
    if let Shape::Union { choice, .. } = &mut types[union.index()].shape {
        for (tag, due) in choice.tags_mut().zip(due) {
            tag.optional_in.retain(|variant| !due.contains(variant));
        }
    }
}

/// Whether a struct has a constant property of a key.
fn has_constant(draft: &Draft, wire: &str) -> bool {
    let Shape::Struct { fields, .. } = &draft.shape else {
        return false;
    };
    fields.iter().any(|field| field.wire == wire && field.only.is_some())
}

/// What tells alternatives that are structs, by the struct and the property.
fn all(types: &[Draft], hidden: &HashSet<TypeId>) -> HashMap<(TypeId, String), Values> {
    let mut all: HashMap<(TypeId, String), Values> = HashMap::new();
    let ids = (0..types.len()).map(TypeId::new);
    for union in ids.filter(|id| !hidden.contains(id)) {
        let Shape::Union { variants, choice } = &types[union.index()].shape else {
            continue;
        };
        for tag in choice.tags().filter(|tag| tag.tells()) {
            let [wire] = tag.path.as_slice() else { continue };
            let told = variants.iter().map(|variant| &variant.ty).enumerate();
            // What is read where nothing tells it may have any other value.
            for (variant, ty) in told.filter(|(variant, _)| tag.default != Some(*variant)) {
                let values: Vec<Literal> = tag.of(variant).cloned().collect();
                let Some(id) = object(types, ty).filter(|_| !values.is_empty()) else {
                    continue;
                };
                let by_union = all.entry((id, wire.clone())).or_default();
                by_union.push((union, values));
            }
        }
    }
    all
}

/// The text of a value.
fn text(value: &Literal) -> String {
    match value {
        Literal::String(text) => text.clone(),
        Literal::Integer(number) => number.to_string(),
        Literal::Json(value) => value.to_string(),
    }
}

/// A value as a type has it: the keys of a mapping are texts, whatever the property is.
fn of_type(types: &[Draft], ty: &Type, value: &Literal) -> Option<Literal> {
    match unaliased(types, ty) {
        Type::I32 | Type::I64 | Type::U32 | Type::U64 => text(value).parse().ok().map(Literal::Integer),
        Type::Bool => text(value).parse().ok().map(|truth: bool| Literal::Json(truth.into())),
        Type::Named(id) => match &types[id.index()].shape {
            Shape::Enum { values } => {
                let is_it = |known: &&Value| text(&known.wire) == text(value);
                values.iter().find(is_it).map(|known| known.wire.clone())
            }
            _ => None,
        },
        _ => Some(value.clone()),
    }
}

/// The struct that a type stands for.
fn object(types: &[Draft], ty: &Type) -> Option<TypeId> {
    match unaliased(types, ty) {
        Type::Named(id) if matches!(types[id.index()].shape, Shape::Struct { .. }) => Some(*id),
        _ => None,
    }
}

/// Whether a property may have other values too, as far as its own schema says.
fn is_open(types: &[Draft], field: &Field, values: &[Literal]) -> bool {
    let may_be_other = match unaliased(types, &field.ty) {
        Type::String | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::Bool => true,
        Type::Named(id) => match &types[id.index()].shape {
            Shape::Enum { values: known } => known.len() > values.len(),
            Shape::Struct { .. } | Shape::Union { .. } | Shape::Alias(_) => false,
        },
        _ => false,
    };
    field.only.is_none() && may_be_other
}
