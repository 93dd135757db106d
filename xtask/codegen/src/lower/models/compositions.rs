//! `allOf`: one schema under another name, one struct of all parts, or a union of such structs.

use std::collections::HashSet;

use openapiv3::AdditionalProperties;
use serde_json::Value;

use crate::formats;
use crate::ir::{Pointer, Type};
use crate::lower::models::enums::Texts;
use crate::lower::models::shapes::scalar;
use crate::lower::models::site::Site;
use crate::lower::models::{Models, Outcome};
use crate::lower::schemas::members::Members;
use crate::lower::schemas::view::{Combination, Node, Target, View};
use crate::report::{Code, Diagnostic};

impl<'a> Models<'_, 'a> {
    /// What a schema with `allOf` amounts to.
    pub(super) fn all_of(&mut self, view: &View<'a>, pointer: &Pointer, site: &Site) -> Outcome {
        let says_something = |node: &Node<'a>| {
            let found = self.schemas.resolve(node);
            found.is_some_and(|(view, _)| !view.is_empty() || !view.required.is_empty())
        };
        let parts: Vec<Node<'a>> = view.parts(Combination::All, pointer).filter(says_something).collect();
        let alone =
            view.properties.is_none() && view.required.is_empty() && view.one_of.is_empty() && view.any_of.is_empty();
        if let ([part], true) = (parts.as_slice(), alone) {
            if let Some(ty) = self.formatted(view, part, site) {
                return Outcome::Use(ty);
            }
            return self.only_part(part, site);
        }
        let members = Members::of(self.schemas, view, pointer);
        if members.properties.is_empty() && members.alternatives.is_empty() && !members.others.is_empty() {
            return self.intersection(&members.others, pointer, site);
        }
        if !members.others.is_empty() && !members.properties.is_empty() {
            let message = "some parts of `allOf` are objects, and others are not";
            let told = Diagnostic::new(Code::Loosened, pointer.clone(), message);
            self.report.push(told.label("read as the objects"));
        }
        match members.alternatives.is_empty() {
            true if members.properties.is_empty() => self.no_properties(&members, site),
            true => self.structure(members, site),
            false => self.distribute(members, pointer, site),
        }
    }

    /// What a schema amounts to that stands alone where several might.
    pub(super) fn only_part(&mut self, part: &Node<'a>, site: &Site) -> Outcome {
        match part.target {
            Target::Reference(_) => Outcome::Use(self.lower(part, site).ty),
            Target::Item(schema) => self.outcome(&View::new(schema), &part.pointer, site),
        }
    }

    fn no_properties(&mut self, members: &Members<'a>, site: &Site) -> Outcome {
        match &members.additional {
            Some((AdditionalProperties::Schema(_), _)) => match self.unnamed(members, &site.part("Value")) {
                Type::Json => Outcome::Use(Type::JsonObject),
                ty => Outcome::Use(Type::Map(Box::new(ty))),
            },
            _ => Outcome::Use(Type::JsonObject),
        }
    }

    /// Scalars and lists that must all hold: the one that says most, which is an enum or else the last.
    pub(super) fn intersection(&mut self, parts: &[Node<'a>], pointer: &Pointer, site: &Site) -> Outcome {
        let found = |part: &Node<'a>| {
            let (view, at) = self.schemas.resolve(part)?;
            Some((part.clone(), view, at))
        };
        let parts: Vec<(Node<'a>, View<'a>, Pointer)> = parts.iter().filter_map(found).collect();
        let types: HashSet<&str> = parts.iter().filter_map(|(_, view, _)| view.ty).collect();
        let is_whole = types == HashSet::from(["integer", "number"]);
        if types.len() > 1 && !is_whole {
            self.weaken(pointer, "the parts of `allOf` contradict each other");
            return Outcome::Use(Type::Json);
        }
        let items = |(_, view, at): &(Node<'a>, View<'a>, Pointer)| Some(Node::boxed(view.items?, at.child("items")));
        let items: Vec<Node<'a>> = parts.iter().filter_map(items).collect();
        if let [_, _, ..] = items.as_slice()
            && let Some(element) = self.composed(&items, pointer, &site.part("Item"))
        {
            return Outcome::Use(Type::List(Box::new(element)));
        }
        if let Some(outcome) = self.shared_values(&parts, pointer) {
            return outcome;
        }
        let with_values = parts.iter().find(|(_, view, _)| !view.literals.is_empty());
        let has_form = |view: &View<'_>| view.items.is_some() || view.format.is_some();
        // What is an integer by one part and a number by another is an integer.
        let says = |view: &View<'_>| !is_whole || view.ty == Some("integer");
        let with_form = parts.iter().rfind(|(_, view, _)| has_form(view) && says(view));
        let last = parts.iter().rfind(|(_, view, _)| says(view));
        match with_values.or(with_form).or(last) {
            Some((part, ..)) => self.only_part(part, site),
            None => Outcome::Use(Type::Json),
        }
    }

    /// The enum of the values that all parts list which list any. None where the first lists just these, or another lists one: that
    /// is a constant of the first.
    fn shared_values(&mut self, parts: &[(Node<'a>, View<'a>, Pointer)], pointer: &Pointer) -> Option<Outcome> {
        let listing = parts.iter().filter(|(_, view, _)| !view.literals.is_empty());
        let mut views: Vec<View<'a>> = listing.map(|(_, view, _)| view.clone()).collect();
        let all: Vec<Vec<Value>> = views.iter().map(|view| view.literals.clone()).collect();
        let is_shared = |value: &Value| all.iter().all(|listed| listed.contains(value));
        views
            .iter_mut()
            .for_each(|view| view.literals.retain(|value| is_shared(value)));
        let (shared, listed) = (views.first()?.literals.clone(), all.first()?);
        let is_constant = all.iter().any(|listed| listed.len() == 1);
        match shared.len() {
            0 => {
                self.weaken(pointer, "no value is in all enums of `allOf`");
                Some(Outcome::Use(Type::Json))
            }
            count if count == listed.len() || is_constant => None,
            _ => Some(Outcome::Define(self.enum_of(&shared, &Texts::of(&views), pointer))),
        }
    }

    /// What a format beside `allOf` makes of its one part: a scalar of the format's type that has no values and no form of its own.
    fn formatted(&self, view: &View<'a>, part: &Node<'a>, site: &Site) -> Option<Type> {
        let format = formats::of(view.text_extension("x-format")?)?;
        let (of_part, _) = self.schemas.unwrapped(part)?;
        let is_of_type = matches!(
            (of_part.ty?, format.json_type),
            ("string", "string") | ("integer", "integer") | ("number", "integer" | "number")
        );
        if !is_of_type || !of_part.literals.is_empty() || of_part.format.is_some() {
            return None;
        }
        let with = View {
            ty: Some(format.json_type),
            format: Some(format.name.to_owned()),
            ..of_part.clone()
        };
        // What the format does not change keeps its name.
        let ty = scalar(&with, site)?;
        (scalar(&of_part, site)? != ty).then_some(ty)
    }

    /// One struct of several object schemas.
    pub(super) fn composed(&mut self, parts: &[Node<'a>], pointer: &Pointer, site: &Site) -> Option<Type> {
        let mut members = Members::default();
        for part in parts {
            let (view, at) = self.schemas.resolve(part)?;
            (view.properties.is_some() || !view.all_of.is_empty()).then_some(())?;
            members.add(self.schemas, &view, &at);
        }
        let is_struct = members.alternatives.is_empty() && members.others.is_empty() && !members.properties.is_empty();
        is_struct.then(|| {
            let outcome = self.structure(members, site);
            self.named(outcome, pointer, site)
        })
    }
}
