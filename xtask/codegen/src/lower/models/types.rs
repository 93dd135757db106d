//! The table of types: what has been made so far, and the names that it claims.
//!
//! In: claims, then definitions. Out: ids at once, so that types may mention each other before they are defined.

use std::collections::HashMap;

use crate::ir::{Docs, Flow, Pointer, Type, TypeId};
use crate::lower::models::draft::{Draft, Field, Shape};
use crate::lower::models::site::Site;
use crate::lower::naming::Claim;

/// All types of a document.
#[derive(Debug, Default)]
pub(crate) struct Types<'a> {
    /// `None` where the definition is being made.
    definitions: Vec<Option<Draft>>,
    /// The claim of each type; names are settled when all types are known.
    claims: Vec<Claim>,
    /// The types of component schemas.
    components: HashMap<&'a str, TypeId>,
    /// Types that a better one replaced.
    superseded: Vec<TypeId>,
}

/// All types with their claims, and those that a better one replaced.
pub(crate) struct Made {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) superseded: Vec<TypeId>,
}

impl<'a> Types<'a> {
    /// Makes room for a type whose definition follows.
    pub(crate) fn reserve(&mut self, claim: Claim) -> TypeId {
        let id = TypeId::new(self.definitions.len());
        self.definitions.push(None);
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
        let home = site.home.clone();
        self.definitions[id.index()] = Some(Draft {
            home,
            docs,
            deprecated,
            sensitive: site.sensitive,
            told: site.told,
            shape,
            flow: site.flow,
        });
    }

    /// Defines a type that was made of another and lives beside it.
    pub(crate) fn define_beside(&mut self, id: TypeId, other: TypeId, shape: Shape, docs: Docs, flow: Flow) {
        let other = self.get(other);
        let home = other.map(|other| other.home.clone());
        let sensitive = other.is_some_and(|other| other.sensitive);
        let told = other.is_some_and(|other| other.told);
        self.definitions[id.index()] = Some(Draft {
            home: home.unwrap_or_default(),
            docs,
            deprecated: false,
            sensitive,
            told,
            shape,
            flow,
        });
    }

    /// The type of a component schema.
    pub(crate) fn component(&self, name: &str) -> Option<TypeId> {
        self.components.get(name).copied()
    }

    /// The definition of a type; `None` while it is being made.
    pub(crate) fn get(&self, id: TypeId) -> Option<&Draft> {
        self.definitions[id.index()].as_ref()
    }

    /// What a type is; `None` while it is being made.
    pub(crate) fn shape(&self, id: TypeId) -> Option<&Shape> {
        self.get(id).map(|draft| &draft.shape)
    }

    /// Where a type comes from.
    pub(crate) fn pointer(&self, id: TypeId) -> &Pointer {
        &self.claims[id.index()].pointer
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

    /// A type with the names that only stand for another followed. Of what is being made nothing is known: any JSON.
    pub(crate) fn unaliased<'t>(&'t self, ty: &'t Type) -> &'t Type {
        behind_aliases(ty, self.len(), |id| self.shape(id))
    }

    /// Whether an object without any member is of a type; of what is being made nothing is known.
    pub(crate) fn may_be_empty(&self, ty: &Type) -> bool {
        holds_empty(self.unaliased(ty), |id| self.shape(id))
    }

    /// The table, when all types are made.
    pub(crate) fn into_made(self) -> Made {
        // Whoever reserves a type defines it.
        let known = |draft: Option<Draft>| draft.unwrap_or_else(Draft::of_anything);
        Made {
            drafts: self.definitions.into_iter().map(known).collect(),
            claims: self.claims,
            superseded: self.superseded,
        }
    }
}

/// A type with the names that only stand for another followed.
pub(crate) fn unaliased<'t>(drafts: &'t [Draft], ty: &'t Type) -> &'t Type {
    behind_aliases(ty, drafts.len(), |id| Some(&drafts[id.index()].shape))
}

/// Whether an object without any member is of a type.
pub(crate) fn may_be_empty(drafts: &[Draft], ty: &Type) -> bool {
    holds_empty(unaliased(drafts, ty), |id| Some(&drafts[id.index()].shape))
}

fn holds_empty<'t>(ty: &Type, shape: impl Fn(TypeId) -> Option<&'t Shape>) -> bool {
    match ty {
        Type::JsonObject | Type::Map(_) => true,
        Type::Named(id) => match shape(*id) {
            Some(Shape::Struct { fields, .. }) => fields.iter().all(Field::may_be_missing),
            _ => false,
        },
        _ => false,
    }
}

/// Follows so many aliases at most, as rings of them have no end.
fn behind_aliases<'t>(mut ty: &'t Type, most: usize, shape: impl Fn(TypeId) -> Option<&'t Shape>) -> &'t Type {
    for _ in 0..most {
        let Type::Named(id) = ty else { break };
        match shape(*id) {
            Some(Shape::Alias(inner)) => ty = inner,
            Some(_) => break,
            None => return &Type::Json,
        }
    }
    ty
}
