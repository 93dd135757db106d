//! The types of the component schemas, in the order of the document: they have the first claim on names.

use openapiv3::{ReferenceOr, Schema};

use crate::ir::Note;
use crate::lower::docs;
use crate::lower::models::draft::Shape;
use crate::lower::models::shapes::is_marked;
use crate::lower::models::site::Site;
use crate::lower::models::{Models, Outcome};
use crate::lower::naming::{Claim, names};
use crate::lower::references::place;
use crate::lower::schemas::Schemas;
use crate::lower::schemas::reach::Reach;
use crate::lower::schemas::view::{Target, View};

impl<'a> Models<'_, 'a> {
    /// Makes the types of all component schemas.
    pub(crate) fn components(&mut self, reach: &Reach<'_>) {
        for (name, schema) in self.schemas.components() {
            if let Some(claim) = claim(self.schemas, name, schema) {
                self.types.reserve_component(name, claim);
            }
        }
        self.find_forms(reach);
        for (name, schema) in self.schemas.components() {
            self.component(name, schema, reach);
        }
    }

    fn component(&mut self, name: &str, schema: &'a ReferenceOr<Schema>, reach: &Reach<'_>) {
        let Some(id) = self.types.component(name) else { return };
        let home = self.types.claimed_name(id).to_owned();
        let site = Site {
            form: reach.is_form(name),
            told: reach.is_told(name),
            ..Site::at_home(home, reach.flow(name))
        };
        let place = place::<Schema>(name);
        let (outcome, view) = match Target::of(schema) {
            Target::Reference(reference) => (Outcome::Use(self.referenced(reference, &place, site.form)), None),
            Target::Item(schema) => {
                let view = View::new(schema);
                (self.outcome(&view, &place, &site), Some(view))
            }
        };
        let shape = match outcome {
            Outcome::Define(shape) => shape,
            Outcome::Use(ty) => Shape::Alias(ty),
        };
        let pointer = self.types.pointer(id).clone();
        let mut docs = docs::of_type(self.schemas, view.as_ref(), &pointer);
        let base = self.schemas.base(name);
        docs.notes.extend(base.map(|base| Note::BaseOf(base.of.clone())));
        let view = view.as_ref();
        let deprecated = view.is_some_and(|view| view.data.deprecated);
        let sensitive = view.is_some_and(is_marked);
        self.types
            .define(id, shape, docs, deprecated, &Site { sensitive, ..site });
    }
}

/// The name that the type of a component claims; `None` where no value is one of it alone.
fn claim(schemas: &Schemas<'_>, name: &str, schema: &ReferenceOr<Schema>) -> Option<Claim> {
    let at = place::<Schema>(name);
    let Some(base) = schemas.base(name) else {
        let chosen = chosen_name(schema);
        return Some(Claim {
            identity: at.0.clone(),
            ..Claim::new(
                chosen.clone().unwrap_or_else(|| names::type_name(name)),
                chosen.unwrap_or_else(|| name.to_owned()),
                at,
            )
        });
    };
    if base.is_abstract {
        return None;
    }
    // The members that a parent and all that extends it have are a type after that: the document has no name for them.
    let of = schemas.component(&base.of).and_then(chosen_name);
    let of = of.unwrap_or_else(|| names::type_name(&base.of));
    Some(Claim {
        identity: at.0,
        chosen: false,
        disambiguators: vec![format!("BaseOf{of}")],
        ..Claim::new(
            names::type_name(&format!("{of}Base")),
            format!("base of {}", base.of),
            place::<Schema>(&base.of),
        )
    })
}

/// The name that a component asks for.
fn chosen_name(schema: &ReferenceOr<Schema>) -> Option<String> {
    let view = View::new(schema.as_item()?);
    view.text_extension("x-rust-name").map(names::type_name)
}
