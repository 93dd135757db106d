//! The types of the IR. In: drafts of all types, and what follows from all of them together. Out: each type with its name.

use std::collections::HashSet;

use crate::ir::{Field, FieldName, ModuleName, Resource, Shape, Type, TypeDef, TypeId, TypeName, Variant};
use crate::lower::models::draft::{self, Draft};
use crate::lower::models::types::unaliased;
use crate::lower::naming::{Claim, Items, Namespace, names};
use crate::lower::settle::boxes::Boxes;
use crate::lower::settle::initial::{default_impl, initial};
use crate::report::Report;

/// What follows from all types together.
pub(super) struct Settled {
    /// Types that nothing uses, because a better one replaced them.
    pub(super) hidden: HashSet<TypeId>,
    /// Types that only receivers of webhooks need.
    pub(super) told: HashSet<TypeId>,
    pub(super) boxes: Boxes,
    /// Types that hold a file.
    pub(super) with_files: HashSet<TypeId>,
}

/// Completes all types.
pub(super) fn complete(drafts: &[Draft], claims: Vec<Claim>, settled: &Settled, report: &mut Report) -> Vec<TypeDef> {
    let claimed: Vec<_> = claims
        .iter()
        .map(|claim| (claim.name.clone(), claim.pointer.clone()))
        .collect();
    let mut unique = unique(claims, &settled.hidden, report).into_iter();
    let ids = (0..drafts.len()).map(TypeId::new);
    let mut types = Vec::with_capacity(drafts.len());
    for ((id, draft), (claimed, pointer)) in ids.zip(drafts).zip(claimed) {
        let hidden = settled.hidden.contains(&id);
        let name = if hidden { None } else { unique.next() };
        let name = name.unwrap_or_else(|| claimed.clone());
        // A type that is its own home follows its name.
        let is_home = names::module_name(&draft.home) == names::module_name(&claimed);
        let home = if is_home { &name } else { &draft.home };
        types.push(TypeDef {
            home: ModuleName::new(home_name(home)),
            name: TypeName::new(name),
            docs: draft.docs.clone(),
            deprecated: draft.deprecated,
            sensitive: draft.sensitive,
            shape: shape(drafts, id, settled),
            flow: draft.flow,
            has_file: settled.with_files.contains(&id),
            told: settled.told.contains(&id),
            hidden,
            pointer,
        });
    }
    types
}

/// The names of types, made unique; what is not emitted takes none.
fn unique(claims: Vec<Claim>, hidden: &HashSet<TypeId>, report: &mut Report) -> Vec<String> {
    let ids = (0..claims.len()).map(TypeId::new);
    let visible = ids.zip(claims).filter(|(id, _)| !hidden.contains(id));
    Namespace::new(Items::Models).name(visible.map(|(_, claim)| claim).collect(), report)
}

fn shape(drafts: &[Draft], id: TypeId, settled: &Settled) -> Shape {
    match &drafts[id.index()].shape {
        draft::Shape::Struct {
            fields,
            extra,
            resource,
        } => {
            let of = |(position, draft): (usize, &draft::Field)| {
                let boxed = settled.boxes.is_boxed_field(id, position, &draft.ty);
                field(drafts, draft, boxed)
            };
            let fields: Vec<Field> = fields.iter().enumerate().map(of).collect();
            Shape::Struct {
                extra: extra.clone(),
                resource: resource.as_ref().map(|type_name| Resource {
                    type_name: type_name.clone(),
                    id: id_field(drafts, &fields).cloned(),
                }),
                default: default_impl(drafts, &fields),
                fields,
            }
        }
        draft::Shape::Enum { values } => Shape::Enum { values: values.clone() },
        draft::Shape::Union { variants, choice } => {
            let of = |(position, draft): (usize, &draft::Variant)| Variant {
                name: draft.name.clone(),
                ty: draft.ty.clone(),
                boxed: settled.boxes.is_boxed_variant(id, position, &draft.ty),
                docs: draft.docs.clone(),
                pointer: draft.pointer.clone(),
            };
            Shape::Union {
                variants: variants.iter().enumerate().map(of).collect(),
                choice: choice.clone(),
            }
        }
        draft::Shape::Alias(ty) => Shape::Alias(ty.clone()),
    }
}

fn field(drafts: &[Draft], draft: &draft::Field, boxed: bool) -> Field {
    Field {
        name: draft.name.clone(),
        wire: draft.wire.clone(),
        ty: draft.ty.clone(),
        presence: draft.presence,
        clearer: draft.clearer.clone(),
        boxed,
        initial: initial(drafts, draft),
        docs: draft.docs.clone(),
        deprecated: draft.deprecated,
        sensitive: draft.sensitive,
        pointer: draft.pointer.clone(),
    }
}

/// The `id` that JSON:API asks of a resource object, where it is text.
fn id_field<'f>(drafts: &[Draft], fields: &'f [Field]) -> Option<&'f FieldName> {
    let is_id = |field: &&Field| field.wire == "id" && *unaliased(drafts, &field.ty) == Type::String;
    fields.iter().find(is_id).map(|field| &field.name)
}

/// The module of a type, which is not one that has no types in it.
fn home_name(text: &str) -> String {
    match names::module_name(text) {
        name if ["evidence", "webhook_signature"].contains(&name.as_str()) => name + "_",
        name => name,
    }
}
