//! The members of a page. In: the type of a response. Out: its fields, and those of the objects in it.

use crate::ir::Type;
use crate::lower::models::draft::{Draft, Field, Shape};
use crate::lower::models::types::unaliased;
use crate::pointer;

/// How deep members are looked for: `paging.next.after` is the deepest that is known.
const DEPTH: usize = 3;

/// A member of a page, or of an object in it.
#[derive(Debug)]
pub(super) struct Member<'t> {
    /// The JSON pointer to it in the body.
    pub(super) at: String,
    /// Its name and those of the members around it, on the wire.
    pub(super) path: Vec<&'t str>,
    pub(super) field: &'t Field,
    /// Its type, without null.
    pub(super) ty: &'t Type,
}

/// All members of a page that is an object, outer ones first.
pub(super) fn members<'t>(types: &'t [Draft], page: &'t Type) -> Vec<Member<'t>> {
    let mut found: Vec<Member<'t>> = Vec::new();
    let mut rest = vec![(String::new(), Vec::new(), page)];
    for depth in 1..=DEPTH {
        let mut inner = Vec::new();
        for (at, path, ty) in rest {
            for field in fields(types, ty) {
                let mut path: Vec<&'t str> = path.clone();
                path.push(&field.wire);
                let (at, ty) = (pointer::join(&at, &field.wire), present(types, &field.ty));
                if depth < DEPTH {
                    inner.push((at.clone(), path.clone(), ty));
                }
                found.push(Member { at, path, field, ty });
            }
        }
        rest = inner;
    }
    found
}

/// What a list holds.
pub(super) fn list_of<'t>(types: &'t [Draft], ty: &'t Type) -> Option<&'t Type> {
    match present(types, ty) {
        Type::List(item) => Some(item),
        _ => None,
    }
}

/// The fields of an object; none of what is something else.
pub(super) fn fields<'t>(types: &'t [Draft], ty: &Type) -> &'t [Field] {
    match ty {
        Type::Named(id) => match &types[id.index()].shape {
            Shape::Struct { fields, .. } => fields,
            _ => &[],
        },
        _ => &[],
    }
}

/// A type without null and without other names for it.
pub(super) fn present<'t>(types: &'t [Draft], ty: &'t Type) -> &'t Type {
    match unaliased(types, ty) {
        Type::Nullable(inner) => present(types, inner),
        ty => ty,
    }
}
