//! JSON:API sparse fieldsets (JSON:API 1.0 §6.3): the `fields` parameter, typed, and the type of what then comes back.

use crate::ir::{
    Field, Flow, ModuleName, Note, Operation, Payload, Place, Pointer, Presence, Shape, Sparse, Style, Type, TypeDef,
    TypeId,
};
use crate::lower::models::Lowering;

/// The types that sparse fieldsets of one resource add.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SparseTypes {
    field: TypeId,
    resource: TypeId,
}

impl Lowering<'_, '_> {
    /// Gives an operation a typed `fields` parameter where it has one that names the answer's resource type.
    pub(crate) fn sparse(&mut self, operation: &mut Operation) {
        let Some((id, many, nullable)) = self.primary_resource(operation) else {
            return;
        };
        let Some(type_name) = self.resource_type(id) else {
            return;
        };
        let Some(index) = operation.params.iter().position(|param| {
            param.place == Place::Query
                && param.wire == "fields"
                && param.style == Style::DeepObject
                && self.has_property(&param.ty, &type_name)
        }) else {
            return;
        };
        let Some(types) = self.sparse_types(id) else { return };
        let mut data = Type::Named(types.resource);
        if nullable {
            data = Type::Nullable(Box::new(data));
        }
        if many {
            data = Type::List(Box::new(data));
        }
        let param = operation.params.remove(index);
        if let Type::Named(id) = param.ty {
            self.superseded.push(id);
        }
        operation.sparse = Some(Sparse {
            param: param.name,
            type_name,
            field: Type::Named(types.field),
            output: Type::Document(Box::new(data)),
        });
    }

    /// The resource that is the primary data of an operation's only success, whether a list of it, and whether nullable.
    fn primary_resource(&self, operation: &Operation) -> Option<(TypeId, bool, bool)> {
        let [response] = operation.success.responses.as_slice() else {
            return None;
        };
        let Payload::Json(ty) = &response.payload else {
            return None;
        };
        let Type::Document(data) = self.unaliased(ty) else {
            return None;
        };
        match &**data {
            Type::Named(id) => Some((*id, false, false)),
            Type::Nullable(inner) => match **inner {
                Type::Named(id) => Some((id, false, true)),
                _ => None,
            },
            Type::List(inner) => match **inner {
                Type::Named(id) => Some((id, true, false)),
                _ => None,
            },
            _ => None,
        }
    }

    /// A type with the names that only stand for another followed.
    pub(crate) fn unaliased<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        for _ in 0..64 {
            match ty {
                Type::Named(id) => match &self.types[id.index()].shape {
                    Shape::Alias(inner) => ty = inner,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        ty
    }

    fn resource_type(&self, id: TypeId) -> Option<String> {
        match &self.types[id.index()].shape {
            Shape::Struct {
                resource: Some(resource),
                ..
            } => Some(resource.type_name.clone()),
            _ => None,
        }
    }

    fn has_property(&self, ty: &Type, wire: &str) -> bool {
        let Type::Named(id) = self.unaliased(ty) else {
            return false;
        };
        match &self.types[id.index()].shape {
            Shape::Struct { fields, .. } => fields.iter().any(|field| field.wire == wire),
            _ => false,
        }
    }

    fn sparse_types(&mut self, id: TypeId) -> Option<SparseTypes> {
        if let Some(known) = self.sparse_made.get(&id) {
            return Some(*known);
        }
        let resource = self.types[id.index()].clone();
        let Shape::Struct {
            fields,
            extra,
            resource: mark,
        } = &resource.shape
        else {
            return None;
        };
        let attributes = fields.iter().find(|field| field.wire == "attributes")?;
        let Type::Named(attributes_id) = *self.unaliased(&attributes.ty) else {
            return None;
        };
        let attributes_def = self.types[attributes_id.index()].clone();
        let Shape::Struct {
            fields: attribute_fields,
            extra: attribute_extra,
            ..
        } = &attributes_def.shape
        else {
            return None;
        };

        let names: Vec<String> = attribute_fields.iter().map(|field| field.wire.clone()).collect();
        let name = self.wanted[id.index()].name.clone();
        let field = self.field_enum(id, &names, &resource);
        let sparse_attributes = Shape::Struct {
            fields: attribute_fields.iter().cloned().map(optional).collect(),
            extra: attribute_extra.clone(),
            resource: None,
        };
        let attributes_name = format!("Sparse{}", self.wanted[attributes_id.index()].name);
        let attributes_id = self.add(
            &attributes_name,
            sparse_attributes,
            &attributes_def,
            Note::AttributesOf(id),
        );
        let mut sparse_fields = fields.clone();
        for field in sparse_fields.iter_mut().filter(|field| field.wire == "attributes") {
            *field = optional(field.clone());
            field.ty = Type::Named(attributes_id);
        }
        let shape = Shape::Struct {
            fields: sparse_fields,
            extra: extra.clone(),
            resource: mark.clone(),
        };
        let sparse_id = self.add(&format!("Sparse{name}"), shape, &resource, Note::PartOf(id));
        let types = SparseTypes {
            field,
            resource: sparse_id,
        };
        self.sparse_made.insert(id, types);
        Some(types)
    }

    fn field_enum(&mut self, resource: TypeId, wires: &[String], of: &TypeDef) -> TypeId {
        let name = format!("{}Field", self.wanted[resource.index()].name);
        let literals: Vec<_> = wires
            .iter()
            .map(|wire| serde_json::Value::from(wire.as_str()))
            .collect();
        let shape = self.enum_of(&literals, None, &of.pointer);
        let id = self.add(&name, shape, of, Note::FieldOf(resource));
        self.types[id.index()].flow = Flow::Sent;
        id
    }

    fn add(&mut self, name: &str, shape: Shape, beside: &TypeDef, note: Note) -> TypeId {
        let pointer = Pointer(format!("{}#{name}", beside.pointer.0));
        let id = self.reserve(name, &pointer, false);
        let def = &mut self.types[id.index()];
        def.docs.notes = vec![note];
        def.home = ModuleName::new(beside.home.as_str());
        def.flow = Flow::Received;
        def.shape = shape;
        def.pointer = beside.pointer.clone();
        id
    }
}

fn optional(mut field: Field) -> Field {
    field.presence = Presence::Optional;
    field.constant = None;
    field
}
