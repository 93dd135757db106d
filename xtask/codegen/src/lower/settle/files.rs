//! Types that hold files. In: all types. Out: those that hold one, however deep: they have no JSON form.

use std::collections::HashSet;

use crate::ir::{Extra, Type, TypeId};
use crate::lower::models::draft::{Draft, Shape};

/// The types that hold a file, however deep.
pub(super) fn with_files(types: &[Draft]) -> HashSet<TypeId> {
    let mut with_files = HashSet::new();
    loop {
        let ids = (0..types.len()).map(TypeId::new);
        let new: Vec<TypeId> = ids
            .filter(|id| !with_files.contains(id) && holds_file(&with_files, &types[id.index()].shape))
            .collect();
        if new.is_empty() {
            return with_files;
        }
        with_files.extend(new);
    }
}

fn holds_file(with_files: &HashSet<TypeId>, shape: &Shape) -> bool {
    let is_file = |ty| is_file(with_files, ty);
    match shape {
        Shape::Struct { fields, extra, .. } => {
            fields.iter().any(|field| is_file(&field.ty)) || matches!(extra, Extra::Kept { ty, .. } if is_file(ty))
        }
        Shape::Union { variants, .. } => variants.iter().any(|variant| is_file(&variant.ty)),
        Shape::Alias(ty) => is_file(ty),
        Shape::Enum { .. } => false,
    }
}

fn is_file(with_files: &HashSet<TypeId>, ty: &Type) -> bool {
    match ty {
        Type::File => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Document(inner) => {
            is_file(with_files, inner)
        }
        Type::Tuple { items, more, rest } => {
            let mut all = items.iter().chain(more).chain(rest.as_deref());
            all.any(|item| is_file(with_files, item))
        }
        Type::Named(id) => with_files.contains(id),
        _ => false,
    }
}
