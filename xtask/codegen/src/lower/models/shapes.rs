//! A schema → what it amounts to in Rust: scalars, lists, maps here; objects, enums and unions next door.

use openapiv3::AdditionalProperties;

use crate::formats;
use crate::ir::{Pointer, Type};
use crate::lower::models::site::Site;
use crate::lower::models::{Models, Outcome};
use crate::lower::schemas::members::Members;
use crate::lower::schemas::view::{Node, View};

impl<'a> Models<'_, 'a> {
    /// What a schema amounts to.
    pub(super) fn outcome(&mut self, view: &View<'a>, pointer: &Pointer, site: &Site) -> Outcome {
        if is_marked(view) && !site.sensitive {
            return self.outcome(view, pointer, &site.of_secrets());
        }
        if !view.all_of.is_empty() {
            return self.all_of(view, pointer, site);
        }
        if !view.one_of.is_empty() || !view.any_of.is_empty() {
            return self.alternatives(view, pointer, site);
        }
        if !view.literals.is_empty() {
            return self.enumeration(std::slice::from_ref(view), pointer);
        }
        if let Some(ty) = scalar(view, site) {
            return Outcome::Use(ty);
        }
        match view.ty {
            Some("boolean") => Outcome::Use(Type::Bool),
            Some("null") => Outcome::Use(Type::Null),
            Some("array") => Outcome::Use(self.list(view, pointer, site)),
            _ if view.is_object() => self.object(view, pointer, site),
            _ if view.items.is_some() => Outcome::Use(self.list(view, pointer, site)),
            None if view.null_literal => Outcome::Use(Type::Null),
            None => Outcome::Use(Type::Json),
            Some(other) => {
                self.weaken(
                    &pointer.child("type"),
                    format!("`{other}` is not a type of JSON Schema"),
                );
                Outcome::Use(Type::Json)
            }
        }
    }

    fn list(&mut self, view: &View<'a>, pointer: &Pointer, site: &Site) -> Type {
        if let Some(tuple) = self.tuple(view, pointer, site) {
            return tuple;
        }
        let Some(items) = view.items else {
            return Type::List(Box::new(Type::Json));
        };
        let node = Node::boxed(items, pointer.child("items"));
        let site = self.site_of_item(&node, &site.part("Item"));
        Type::List(Box::new(self.element(&node, &site)))
    }

    fn object(&mut self, view: &View<'a>, pointer: &Pointer, site: &Site) -> Outcome {
        if view.properties.is_some() {
            let members = Members::of(self.schemas, view, pointer);
            return self.structure(members, site);
        }
        match view.additional {
            Some(AdditionalProperties::Schema(schema)) => {
                let node = Node::new(schema, pointer.child("additionalProperties"));
                match self.element(&node, &site.part("Value")) {
                    Type::Json => Outcome::Use(Type::JsonObject),
                    ty => Outcome::Use(Type::Map(Box::new(ty))),
                }
            }
            _ => Outcome::Use(Type::JsonObject),
        }
    }
}

/// Whether the document marks a schema, with all that is below it, as what is not printed.
pub(super) fn is_marked(view: &View<'_>) -> bool {
    view.extension("x-sensitive").and_then(serde_json::Value::as_bool) == Some(true)
}

/// What holds values of a schema's format.
fn known(view: &View<'_>) -> Option<&'static Type> {
    formats::of(view.format.as_deref()?).map(|known| &known.ty)
}

/// A text or a number, by its format.
pub(super) fn scalar(view: &View<'_>, site: &Site) -> Option<Type> {
    match view.ty? {
        "string" => Some(string(view, site)),
        "integer" => Some(integer(view)),
        "number" => Some(number(view)),
        _ => None,
    }
}

fn string(view: &View<'_>, site: &Site) -> Type {
    match known(view) {
        // `Debug` of a file prints nothing of what is in it.
        Some(Type::File) if site.form => Type::File,
        Some(Type::Secret) => Type::Secret,
        _ if site.sensitive => Type::Secret,
        Some(ty @ (Type::Timestamp | Type::Date)) => ty.clone(),
        _ => Type::String,
    }
}

/// A number with a fraction; one that counts in decimal digits keeps them.
pub(super) fn number(view: &View<'_>) -> Type {
    match known(view) {
        Some(Type::Decimal) => Type::Decimal,
        _ => Type::F64,
    }
}

/// An integer, by its format and bounds.
pub(super) fn integer(view: &View<'_>) -> Type {
    // 2^63: the first bound that an `i64` cannot reach.
    let number = |bound: &Option<serde_json::Number>| bound.as_ref().and_then(serde_json::Number::as_f64);
    let beyond_i64 = number(&view.bounds.maximum).is_some_and(|maximum| maximum > 9_223_372_036_854_775_808.0);
    match known(view) {
        Some(ty @ (Type::I32 | Type::U32 | Type::U64 | Type::Decimal)) => ty.clone(),
        _ if beyond_i64 && number(&view.bounds.minimum).is_some_and(|minimum| minimum >= 0.0) => Type::U64,
        _ => Type::I64,
    }
}
