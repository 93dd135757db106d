//! Types that hold files. In: all types. Out: those that hold one, however deep, say so: they have no JSON form.

use crate::ir::{Extra, Shape, Type, TypeDef};

/// Marks the types that hold a file, however deep.
pub(super) fn mark_files(types: &mut [TypeDef]) {
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
