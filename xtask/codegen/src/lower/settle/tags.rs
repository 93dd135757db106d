//! Tags that alternatives leave open. In: all types, named. Out: a property that a union tells an alternative by, and that
//! has one text there, is a constant of the alternative, so that nobody has to give it and nobody can give another.

use std::collections::{HashMap, HashSet};

use crate::ir::{Choice, Literal, Note, Presence, Type, TypeId};
use crate::lower::models::draft::{Draft, Field, Shape};
use crate::lower::models::types::unaliased;

/// The texts that tell an alternative from others, by the union that it is one of.
type Texts = Vec<(TypeId, Vec<String>)>;

/// Makes constants of tags, and says in their documentation what they have to be.
pub(super) fn settle(types: &mut [Draft], hidden: &HashSet<TypeId>) {
    for ((id, wire), by_union) in all(types, hidden) {
        let Shape::Struct { fields, .. } = &types[id.index()].shape else {
            continue;
        };
        let texts: Vec<&String> = by_union.iter().flat_map(|(_, texts)| texts).collect();
        let open = fields
            .iter()
            .position(|field| field.wire == wire && is_open(types, field, &texts));
        let (Some(index), Shape::Struct { fields, .. }) = (open, &mut types[id.index()].shape) else {
            continue;
        };
        let field = &mut fields[index];
        if let Some((first, rest)) = texts.split_first()
            && rest.iter().all(|text| text == first)
            && field.presence == Presence::Required
        {
            field.only = Some(Literal::String((*first).clone()));
        }
        for (union, texts) in &by_union {
            field.docs.notes.push(Note::Discriminates {
                union: *union,
                texts: texts.clone(),
            });
        }
    }
}

/// What tells alternatives that are structs, by the struct and the property.
fn all(types: &[Draft], hidden: &HashSet<TypeId>) -> HashMap<(TypeId, String), Texts> {
    let mut all: HashMap<(TypeId, String), Texts> = HashMap::new();
    let ids = (0..types.len()).map(TypeId::new);
    for union in ids.filter(|id| !hidden.contains(id)) {
        let Shape::Union {
            variants,
            choice: Choice::Tag { wire, values },
        } = &types[union.index()].shape
        else {
            continue;
        };
        for (variant, ty) in variants.iter().map(|variant| &variant.ty).enumerate() {
            let Some(id) = object(types, ty) else { continue };
            let texts = values.iter().filter(|(_, index)| *index == variant);
            let texts = texts.map(|(text, _)| text.clone()).collect();
            let by_union = all.entry((id, wire.clone())).or_default();
            by_union.push((union, texts));
        }
    }
    all
}

/// The struct that a type stands for.
fn object(types: &[Draft], ty: &Type) -> Option<TypeId> {
    match unaliased(types, ty) {
        Type::Named(id) if matches!(types[id.index()].shape, Shape::Struct { .. }) => Some(*id),
        _ => None,
    }
}

/// Whether a property may have other texts too, as far as its own schema says.
fn is_open(types: &[Draft], field: &Field, texts: &[&String]) -> bool {
    let is_text = match &field.ty {
        Type::String => true,
        Type::Named(id) => match &types[id.index()].shape {
            Shape::Enum { values } => {
                let is_value = |text: &&String| values.iter().any(|value| is_spelled(&value.wire, text));
                values.len() > texts.len() && texts.iter().all(is_value)
            }
            Shape::Alias(ty) => *ty == Type::String,
            Shape::Struct { .. } | Shape::Union { .. } => false,
        },
        _ => false,
    };
    field.only.is_none() && is_text
}

fn is_spelled(literal: &Literal, text: &str) -> bool {
    matches!(literal, Literal::String(known) if known == text)
}
