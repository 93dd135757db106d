//! Schemas that stand where they are used, which may be composed of what they are parts of.
//!
//! In: such a schema and its site. Out: its type. What is met again inside itself becomes one type with a name.

use openapiv3::Schema;

use crate::ir::{Pointer, Shape, Type};
use crate::lower::models::{Lowering, Outcome, Site};
use crate::lower::schemas::view::View;

/// How many inline schemas may be inside each other, compositions followed: as deep as a document may be nested.
const MAX_OPEN: usize = 128;

impl<'a> Lowering<'_, 'a> {
    /// The type of a schema that stands where it is used.
    pub(crate) fn inline(&mut self, schema: &'a Schema, pointer: &Pointer, site: &Site) -> Type {
        // A part may be composed of what it is a part of, and so be met again inside itself: then it needs a name.
        if let Some((site, known)) = self.open.get(pointer).cloned() {
            self.met_again += 1;
            let id = known.unwrap_or_else(|| self.reserve_anonymous(Some(&View::new(schema)), pointer, &site));
            self.open.insert(pointer.clone(), (site, Some(id)));
            return Type::Named(id);
        }
        // And all that takes part in this is made once: otherwise it would be made in each order in which it is met.
        let key = (pointer.clone(), site.flow, site.form);
        if let Some(ty) = self.recursive.get(&key) {
            self.met_again += 1;
            return ty.clone();
        }
        if self.open.len() >= MAX_OPEN {
            self.met_again += 1;
            self.weaken(
                pointer,
                format!("composed schemas are nested deeper than {MAX_OPEN} levels"),
            );
            return Type::Json;
        }
        let before = self.met_again;
        self.open.insert(pointer.clone(), (site.clone(), None));
        let view = View::new(schema);
        let outcome = self.outcome(&view, pointer, site);
        let ty = match (outcome, self.open.remove(pointer).and_then(|(_, id)| id)) {
            (Outcome::Use(ty), None) => ty,
            (Outcome::Define(shape), None) => Type::Named(self.define_anonymous(shape, Some(&view), pointer, site)),
            (Outcome::Use(ty), Some(id)) => {
                self.describe(id, Shape::Alias(ty), Some(&view), pointer, site);
                Type::Named(id)
            }
            (Outcome::Define(shape), Some(id)) => {
                self.describe(id, shape, Some(&view), pointer, site);
                Type::Named(id)
            }
        };
        if self.met_again > before {
            self.recursive.insert(key, ty.clone());
        }
        ty
    }
}
