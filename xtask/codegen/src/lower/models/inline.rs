//! Schemas that stand where they are used, which may be composed of what they are parts of.
//!
//! In: such a schema and its site. Out: its type. What is met again inside itself becomes one type with a name.

use openapiv3::Schema;

use crate::ir::{Pointer, Type};
use crate::lower::models::draft::Shape;
use crate::lower::models::recursion::Key;
use crate::lower::models::site::Site;
use crate::lower::models::{Models, Outcome};
use crate::lower::schemas::view::View;

/// How many inline schemas may be inside each other, compositions followed: as deep as a document may be nested.
const MAX_OPEN: usize = 128;

/// The weight from which a type that is written out is too long to read, and has a name: clippy's `type_complexity` in tens, of
/// which an `Option` around it has one.
const LONGEST: usize = 24;

impl<'a> Models<'_, 'a> {
    /// The type of a schema that stands where it is used.
    pub(super) fn inline(&mut self, schema: &'a Schema, pointer: &Pointer, site: &Site) -> Type {
        let key = (pointer.clone(), site.flow, site.form);
        if let Some(ty) = self.met_again(schema, &key) {
            self.recursion.met_again += 1;
            return ty;
        }
        let before = self.recursion.met_again;
        let open = (site.clone(), None);
        self.recursion.open.insert(pointer.clone(), open);
        let view = View::new(schema);
        let outcome = self.outcome(&view, pointer, site);
        let id = self.recursion.open.remove(pointer).and_then(|(_, id)| id);
        let ty = match (outcome, id) {
            (Outcome::Use(ty), None) if weight(&ty, 2) > LONGEST => {
                let alias = Shape::Alias(ty);
                Type::Named(self.define_anonymous(alias, Some(&view), pointer, site))
            }
            (Outcome::Use(ty), None) => ty,
            (Outcome::Define(shape), None) => Type::Named(self.define_anonymous(shape, Some(&view), pointer, site)),
            (Outcome::Use(ty), Some(id)) => {
                self.define(id, Shape::Alias(ty), Some(&view), pointer, site);
                Type::Named(id)
            }
            (Outcome::Define(shape), Some(id)) => {
                self.define(id, shape, Some(&view), pointer, site);
                Type::Named(id)
            }
        };
        if self.recursion.met_again > before {
            self.recursion.made.insert(key, ty.clone());
        }
        ty
    }

    /// The type of an inline schema that is being made, that was part of a recursion, or that is too deep in others.
    fn met_again(&mut self, schema: &'a Schema, key: &Key) -> Option<Type> {
        let pointer = &key.0;
        // A part may be composed of what it is a part of, and so be met again inside itself: then it needs a name.
        if let Some((site, known)) = self.recursion.open.get(pointer).cloned() {
            let id = known.unwrap_or_else(|| self.reserve_anonymous(Some(&View::new(schema)), pointer, &site));
            self.recursion.open.insert(pointer.clone(), (site, Some(id)));
            return Some(Type::Named(id));
        }
        // And all that takes part in this is made once: otherwise it would be made in each order in which it is met.
        if let Some(ty) = self.recursion.made.get(key) {
            return Some(ty.clone());
        }
        if self.recursion.open.len() >= MAX_OPEN {
            let why = format!("composed schemas are nested deeper than {MAX_OPEN} levels");
            self.weaken(pointer, why);
            return Some(Type::Json);
        }
        None
    }
}

/// What a type weighs that stands within so many others: each name in it weighs what it is deep.
fn weight(ty: &Type, depth: usize) -> usize {
    let inside = |ty: &Type| weight(ty, depth + 1);
    let parts = match ty {
        Type::List(inner) | Type::Nullable(inner) | Type::Document(inner) => inside(inner),
        Type::Map(value) => depth + 1 + inside(value),
        Type::JsonObject => 2 * (depth + 1),
        _ => 0,
    };
    depth + parts
}
