//! Components that forms and JSON share. In: one that both reach. Out: where it holds a file, a type for the form of it beside
//! that for JSON.

use std::collections::HashSet;

use openapiv3::{AdditionalProperties, Schema};

use crate::depth::Depth;
use crate::ir::{Flow, Pointer, Type, TypeId};
use crate::lower::models::draft::Shape;
use crate::lower::models::site::Site;
use crate::lower::models::{Models, Outcome};
use crate::lower::naming::Claim;
use crate::lower::references::place;
use crate::lower::schemas::reach::Reach;
use crate::lower::schemas::view::{Node, Target, View};
use crate::lower::schemas::{Schemas, component_name};

impl<'a> Models<'_, 'a> {
    /// Finds the components whose forms are types of their own.
    pub(super) fn find_forms(&mut self, reach: &Reach<'_>) {
        for (name, schema) in self.schemas.components() {
            if reach.is_form_too(name)
                && holds_file(self.schemas, Target::of(schema), Depth::default(), &mut HashSet::new())
            {
                self.forms.insert(name.clone(), None);
            }
        }
    }

    /// The type of a component in a form, where that is a type of its own; made when a form first needs it.
    pub(super) fn form_of(&mut self, name: &str) -> Option<Type> {
        if let Some(id) = *self.forms.get(name)? {
            return Some(Type::Named(id));
        }
        let schema = match Target::of(self.schemas.component(name)?) {
            Target::Item(schema) => schema,
            Target::Reference(reference) => return self.form_of(&component_name(reference)?),
        };
        let home = self.types.claimed_name(self.types.component(name)?).to_owned();
        let site = Site {
            form: true,
            ..Site::beside(home.clone(), format!("{home}Form"), Flow::Sent)
        };
        let id = self.reserve_form(name, &site);
        self.forms.insert(name.to_owned(), Some(id));
        let (view, at) = (View::new(schema), place::<Schema>(name));
        let shape = match self.outcome(&view, &at, &site) {
            Outcome::Define(shape) => shape,
            Outcome::Use(ty) => Shape::Alias(ty),
        };
        self.define(id, shape, Some(&view), &at, &site);
        Some(Type::Named(id))
    }

    fn reserve_form(&mut self, name: &str, site: &Site) -> TypeId {
        let at = place::<Schema>(name);
        self.types.reserve(Claim {
            identity: format!("form of {}", at.0),
            disambiguators: vec![format!("{}Data", site.name)],
            ..Claim::new(&site.name, format!("form of {name}"), at)
        })
    }
}

/// Whether a form of this schema has a file among its members.
fn holds_file<'a>(schemas: &Schemas<'a>, target: Target<'a>, depth: Depth, seen: &mut HashSet<&'a str>) -> bool {
    let Some(below) = depth.below() else { return false };
    let schema = match target {
        Target::Item(schema) => schema,
        Target::Reference(reference) if !seen.insert(reference) => return false,
        Target::Reference(reference) => {
            let component = component_name(reference).and_then(|name| schemas.component(&name));
            return component.is_some_and(|component| holds_file(schemas, Target::of(component), below, seen));
        }
    };
    let view = View::new(schema);
    if view.ty == Some("string") && view.format.as_deref() == Some("binary") {
        return true;
    }
    // What is an object within a form travels as JSON, and no file can be in it.
    let is_object = |target: &Target<'a>| {
        let node = Node {
            target: *target,
            pointer: Pointer::default(),
        };
        schemas
            .resolve(&node)
            .is_some_and(|(view, _)| view.is_object() || !view.all_of.is_empty())
    };
    let properties = view.properties.into_iter().flat_map(|properties| properties.values());
    let properties = properties.map(Target::boxed).filter(|target| !is_object(target));
    let more = match view.additional {
        Some(AdditionalProperties::Schema(schema)) => Some(Target::of(schema)),
        _ => None,
    };
    let parts = view.one_of.iter().chain(view.any_of).chain(view.all_of).map(Target::of);
    let mut inside = parts.chain(properties).chain(view.items.map(Target::boxed)).chain(more);
    inside.any(|target| holds_file(schemas, target, below, seen))
}
