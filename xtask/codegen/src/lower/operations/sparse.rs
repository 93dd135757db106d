//! JSON:API sparse fieldsets (JSON:API 1.0 §6.3): the `fields` parameter, typed, and the type of what then comes back.
//!
//! In: operations, and the types of their parameters and responses. Out: the operations that have such a parameter for the
//! resource of their response say so, and there are types for its fields and for a resource of which some are missing. Where
//! nothing has to be there anyway, the resource's own type is that of a part of it too.

use std::collections::HashMap;

use crate::ir::{Docs, Flow, Note, Param, ParamLocation, Payload, Presence, Sparse, Style, Type, TypeId};
use crate::lower::models::Models;
use crate::lower::models::draft::{Draft, Field, Shape};
use crate::lower::models::enums::Texts;
use crate::lower::models::types::Types;
use crate::lower::naming::Claim;
use crate::lower::operations::draft::{Group, Operation};

/// The types that sparse fieldsets of one resource add.
#[derive(Clone, Copy, Debug)]
struct SparseTypes {
    field: TypeId,
    /// A part of the resource: the type of the whole, where that says already that everything may be missing.
    resource: TypeId,
}

/// The primary data of a document.
#[derive(Clone, Debug)]
struct PrimaryData {
    /// The document.
    whole: Type,
    resource: TypeId,
    is_list: bool,
    is_nullable: bool,
}

/// Gives operations a typed `fields` parameter where they have one that names their response's resource type.
pub(crate) fn apply(groups: &mut [Group<'_>], models: &mut Models<'_, '_>) {
    let mut made = HashMap::new();
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        apply_to(operation, &mut made, models);
    }
}

fn apply_to(operation: &mut Operation<'_>, made: &mut HashMap<TypeId, SparseTypes>, models: &mut Models<'_, '_>) {
    let Some(data) = primary_data(&models.types, operation) else {
        return;
    };
    let Some(type_name) = resource_type(&models.types, data.resource) else {
        return;
    };
    let is_fields = |param: &Param| is_fields(&models.types, param, &type_name);
    let Some(index) = operation.params.iter().position(is_fields) else {
        return;
    };
    let known = made.get(&data.resource).copied();
    let Some(types) = known.or_else(|| sparse_types(data.resource, models)) else {
        return;
    };
    made.insert(data.resource, types);
    let param = operation.params.remove(index);
    if let Type::Named(id) = param.ty {
        models.types.supersede(id);
    }
    operation.sparse = Some(Sparse {
        param: param.name,
        type_name,
        field: Type::Named(types.field),
        output: match types.resource == data.resource {
            true => data.whole,
            false => data.document(types.resource),
        },
    });
}

impl PrimaryData {
    /// The document of such data that holds another resource.
    fn document(&self, resource: TypeId) -> Type {
        let mut data = Type::Named(resource);
        if self.is_nullable {
            data = Type::Nullable(Box::new(data));
        }
        if self.is_list {
            data = Type::List(Box::new(data));
        }
        Type::Document(Box::new(data))
    }
}

/// Whether a parameter is the `fields` of a resource type.
fn is_fields(types: &Types<'_>, param: &Param, type_name: &str) -> bool {
    let is_object = param.location == ParamLocation::Query && param.spelling.style == Style::DeepObject;
    is_object && param.wire == "fields" && has_property(types, &param.ty, type_name)
}

/// The primary data of an operation's only success, where that holds resources.
fn primary_data(types: &Types<'_>, operation: &Operation<'_>) -> Option<PrimaryData> {
    let [response] = operation.success.responses.as_slice() else {
        return None;
    };
    let Payload::Json(ty) = &response.payload else {
        return None;
    };
    let Type::Document(data) = types.unaliased(ty) else {
        return None;
    };
    let (inner, is_list, is_nullable) = match &**data {
        Type::List(inner) => (&**inner, true, false),
        Type::Nullable(inner) => (&**inner, false, true),
        data => (data, false, false),
    };
    let Type::Named(resource) = inner else { return None };
    Some(PrimaryData {
        whole: ty.clone(),
        resource: *resource,
        is_list,
        is_nullable,
    })
}

fn resource_type(types: &Types<'_>, id: TypeId) -> Option<String> {
    match types.shape(id) {
        Some(Shape::Struct { resource, .. }) => resource.clone(),
        _ => None,
    }
}

fn has_property(types: &Types<'_>, ty: &Type, wire: &str) -> bool {
    let Type::Named(id) = types.unaliased(ty) else {
        return false;
    };
    match types.shape(*id) {
        Some(Shape::Struct { fields, .. }) => fields.iter().any(|field| field.wire == wire),
        _ => false,
    }
}

/// Makes the types of a resource; `None` where it has no attributes of its own type.
fn sparse_types(id: TypeId, models: &mut Models<'_, '_>) -> Option<SparseTypes> {
    let draft = models.types.get(id)?.clone();
    let Shape::Struct { fields, .. } = &draft.shape else {
        return None;
    };
    let attributes = fields.iter().find(|field| field.wire == "attributes")?;
    let Type::Named(attributes_id) = *models.types.unaliased(&attributes.ty) else {
        return None;
    };
    let of_attributes = models.types.shape(attributes_id)?.clone();
    let Shape::Struct { fields: names, .. } = &of_attributes else {
        return None;
    };
    let field = field_enum(id, names, models);
    let resource = if is_sparse(&draft, &models.types) {
        id
    } else if models.types.may_be_empty(&attributes.ty) {
        part(id, &draft.shape, attributes.ty.clone(), models)
    } else {
        let attributes = part_of_attributes(id, attributes_id, of_attributes, models);
        part(id, &draft.shape, attributes, models)
    };
    Some(SparseTypes { field, resource })
}

/// Whether a resource may be without any of its fields (JSON:API 1.0 §5.2.1: its attributes and its relationships).
fn is_sparse(resource: &Draft, types: &Types<'_>) -> bool {
    let Shape::Struct { fields, .. } = &resource.shape else {
        return false;
    };
    fields.iter().all(|field| match &*field.wire {
        // Of what is only read, such attributes may be missing, whatever is required.
        "attributes" => {
            let may_be_missing = resource.flow == Flow::Received || field.may_be_missing();
            may_be_missing && types.may_be_empty(&field.ty)
        }
        "relationships" => field.may_be_missing(),
        _ => true,
    })
}

/// The type of the attributes of a resource of which some are missing.
fn part_of_attributes(of: TypeId, id: TypeId, mut attributes: Shape, models: &mut Models<'_, '_>) -> Type {
    if let Shape::Struct { fields, .. } = &mut attributes {
        fields.iter_mut().for_each(make_optional);
    }
    let name = format!("Sparse{}", models.types.claimed_name(id));
    Type::Named(add(
        name,
        attributes,
        Flow::Received,
        id,
        Note::AttributesOf(of),
        models,
    ))
}

/// The type of a resource of which fields are missing.
fn part(id: TypeId, whole: &Shape, attributes: Type, models: &mut Models<'_, '_>) -> TypeId {
    let mut resource = whole.clone();
    if let Shape::Struct { fields, .. } = &mut resource {
        for field in fields {
            // Nothing of it is sent.
            field.clearer = None;
            match &*field.wire {
                "attributes" => {
                    make_optional(field);
                    field.ty = attributes.clone();
                }
                "relationships" => make_optional(field),
                _ => {}
            }
        }
    }
    let name = format!("Sparse{}", models.types.claimed_name(id));
    add(name, resource, Flow::Received, id, Note::PartOf(id), models)
}

/// The enum of the names of a resource's fields.
fn field_enum(resource: TypeId, attributes: &[Field], models: &mut Models<'_, '_>) -> TypeId {
    let pointer = models.types.pointer(resource).clone();
    let names = attributes.iter().map(|field| field.wire.as_str().into());
    let shape = models.enum_of(&names.collect::<Vec<_>>(), &Texts::default(), &pointer);
    let name = format!("{}Field", models.types.claimed_name(resource));
    add(name, shape, Flow::Sent, resource, Note::FieldOf(resource), models)
}

/// Adds a type that is made of another.
fn add(name: String, shape: Shape, flow: Flow, of: TypeId, note: Note, models: &mut Models<'_, '_>) -> TypeId {
    let pointer = models.types.pointer(of).clone();
    let id = models.types.reserve(Claim {
        identity: format!("{}#{name}", pointer.0),
        chosen: false,
        ..Claim::new(&name, &name, pointer)
    });
    let docs = Docs {
        notes: vec![note],
        ..Docs::default()
    };
    models.types.define_beside(id, of, shape, docs, flow);
    id
}

fn make_optional(field: &mut Field) {
    field.presence = Presence::Optional;
    field.clearer = None;
    field.only = None;
}
