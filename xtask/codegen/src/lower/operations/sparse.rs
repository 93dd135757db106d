//! JSON:API sparse fieldsets (JSON:API 1.0 §6.3): the `fields` parameter, typed, and the type of what then comes back.
//!
//! In: operations, and the types of their parameters and responses. Out: the operations that have such a parameter for the
//! resource of their response say so, and there are types for its fields and for a resource of which some are missing.

use std::collections::HashMap;

use crate::ir::{Docs, Flow, Note, Param, ParamLocation, Payload, Presence, Sparse, Style, Type, TypeId};
use crate::lower::models::Models;
use crate::lower::models::draft::{Field, Shape};
use crate::lower::models::types::Types;
use crate::lower::naming::Claim;
use crate::lower::operations::draft::{Group, Operation};

/// The types that sparse fieldsets of one resource add.
#[derive(Clone, Copy, Debug)]
struct SparseTypes {
    field: TypeId,
    resource: TypeId,
}

/// The primary data of a document.
#[derive(Clone, Copy, Debug)]
struct PrimaryData {
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
        output: data.document(types.resource),
    });
}

impl PrimaryData {
    /// The document of such data that holds another resource.
    fn document(self, resource: TypeId) -> Type {
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
    let is_object = param.location == ParamLocation::Query && param.style == Style::DeepObject;
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
    let Shape::Struct {
        mut fields,
        extra,
        resource: type_name,
    } = models.types.shape(id)?.clone()
    else {
        return None;
    };
    // Nothing of it is sent.
    fields.iter_mut().for_each(|field| field.clearer = None);
    let attributes = fields.iter_mut().find(|field| field.wire == "attributes")?;
    let Type::Named(attributes_id) = *models.types.unaliased(&attributes.ty) else {
        return None;
    };
    let Shape::Struct {
        fields: of_attributes,
        extra: other_attributes,
        ..
    } = models.types.shape(attributes_id)?.clone()
    else {
        return None;
    };
    let field = field_enum(id, &of_attributes, models);
    let sparse_attributes = Shape::Struct {
        fields: of_attributes.into_iter().map(optional).collect(),
        extra: other_attributes,
        resource: None,
    };
    let name = format!("Sparse{}", models.types.claimed_name(attributes_id));
    let sparse_attributes = add(
        name,
        sparse_attributes,
        Flow::Received,
        attributes_id,
        Note::AttributesOf(id),
        models,
    );
    *attributes = Field {
        ty: Type::Named(sparse_attributes),
        ..optional(attributes.clone())
    };
    let shape = Shape::Struct {
        fields,
        extra,
        resource: type_name,
    };
    let name = format!("Sparse{}", models.types.claimed_name(id));
    let resource = add(name, shape, Flow::Received, id, Note::PartOf(id), models);
    Some(SparseTypes { field, resource })
}

/// The enum of the names of a resource's fields.
fn field_enum(resource: TypeId, attributes: &[Field], models: &mut Models<'_, '_>) -> TypeId {
    let pointer = models.types.pointer(resource).clone();
    let names = attributes.iter().map(|field| field.wire.as_str().into());
    let shape = models.enum_of(&names.collect::<Vec<_>>(), None, &pointer);
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

fn optional(field: Field) -> Field {
    Field {
        presence: Presence::Optional,
        clearer: None,
        only: None,
        ..field
    }
}
