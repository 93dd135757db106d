//! The table of types: what has been made so far, and the names that it claims.
//!
//! In: claims, then definitions. Out: ids at once, so that types may mention each other before they are defined.

use std::collections::HashMap;

use crate::ir::{Docs, Flow, ModuleName, Pointer, Shape, Type, TypeDef, TypeId, TypeName};
use crate::lower::models::site::Site;
use crate::lower::naming::{Claim, names};

/// All types of a document.
#[derive(Debug, Default)]
pub(crate) struct Types<'a> {
    definitions: Vec<TypeDef>,
    /// The claim of each type; [`TypeDef::name`] is settled when all types are known.
    claims: Vec<Claim>,
    /// The types of component schemas.
    components: HashMap<&'a str, TypeId>,
    /// Types that a better one replaced.
    superseded: Vec<TypeId>,
}

/// All types with their claims, and those that a better one replaced.
pub(crate) struct Made {
    pub(crate) definitions: Vec<TypeDef>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) superseded: Vec<TypeId>,
}

impl<'a> Types<'a> {
    /// Makes room for a type whose definition follows.
    pub(crate) fn reserve(&mut self, claim: Claim) -> TypeId {
        let id = TypeId::new(self.definitions.len());
        self.definitions.push(TypeDef {
            name: TypeName::new(claim.name.clone()),
            home: ModuleName::new(String::new()),
            docs: Docs::default(),
            deprecated: false,
            shape: Shape::Alias(Type::Json),
            flow: Flow::Both,
            has_file: false,
            default: false,
            hidden: false,
            pointer: claim.pointer.clone(),
        });
        self.claims.push(claim);
        id
    }

    /// The same for the type of a component schema.
    pub(crate) fn reserve_component(&mut self, name: &'a str, claim: Claim) {
        let id = self.reserve(claim);
        self.components.insert(name, id);
    }

    /// Defines a type for a site.
    pub(crate) fn define(&mut self, id: TypeId, shape: Shape, docs: Docs, deprecated: bool, site: &Site) {
        let definition = &mut self.definitions[id.index()];
        definition.docs = docs;
        definition.deprecated = deprecated;
        definition.flow = site.flow;
        definition.home = ModuleName::new(names::module_name(&site.home));
        definition.shape = shape;
    }

    /// Defines a type that was made of another and lives beside it.
    pub(crate) fn define_beside(&mut self, id: TypeId, other: &TypeDef, shape: Shape, docs: Docs, flow: Flow) {
        let definition = &mut self.definitions[id.index()];
        definition.docs = docs;
        definition.home = ModuleName::new(other.home.as_str());
        definition.flow = flow;
        definition.shape = shape;
    }

    /// The type of a component schema.
    pub(crate) fn component(&self, name: &str) -> Option<TypeId> {
        self.components.get(name).copied()
    }

    /// The definition of a type, as far as it is known.
    pub(crate) fn get(&self, id: TypeId) -> &TypeDef {
        &self.definitions[id.index()]
    }

    /// What a type is, as far as it is known.
    pub(crate) fn shape(&self, id: TypeId) -> &Shape {
        &self.get(id).shape
    }

    /// The name that a type has where no other claims it.
    pub(crate) fn claimed_name(&self, id: TypeId) -> &str {
        &self.claims[id.index()].name
    }

    /// What tells a type from others, whatever else is in the document.
    pub(crate) fn identity(&self, id: TypeId) -> &str {
        &self.claims[id.index()].identity
    }

    /// How many types there are: the next one has this index.
    pub(crate) fn len(&self) -> usize {
        self.definitions.len()
    }

    /// Gives those made from an index on that stand in a place another identity: what they are, and not where they stand.
    pub(crate) fn identify_from(&mut self, first: usize, place: &Pointer, identity: &str) {
        for claim in &mut self.claims[first..] {
            if let Some(inside) = claim.identity.strip_prefix(&place.0) {
                claim.identity = format!("{identity}{inside}");
            }
        }
    }

    /// Remembers that a better type replaced one, which is hidden if nothing else uses it.
    pub(crate) fn supersede(&mut self, id: TypeId) {
        self.superseded.push(id);
    }

    /// A type with the names that only stand for another followed.
    pub(crate) fn unaliased<'t>(&'t self, ty: &'t Type) -> &'t Type {
        unaliased(&self.definitions, ty)
    }

    /// The table, when all types are made.
    pub(crate) fn into_made(self) -> Made {
        Made {
            definitions: self.definitions,
            claims: self.claims,
            superseded: self.superseded,
        }
    }
}

/// A type with the names that only stand for another followed; rings of these end somewhere.
pub(crate) fn unaliased<'t>(definitions: &'t [TypeDef], mut ty: &'t Type) -> &'t Type {
    for _ in definitions {
        let Type::Named(id) = ty else { break };
        let Shape::Alias(inner) = &definitions[id.index()].shape else {
            break;
        };
        ty = inner;
    }
    ty
}
