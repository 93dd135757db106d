//! Objects: the struct that the members of a schema and of the parts of its `allOf` make.

use std::collections::HashSet;

use openapiv3::AdditionalProperties;

use crate::ir::{Extra, Field, FieldName, Flow, Literal, Pointer, Presence, Shape, Type};
use crate::lower::models::{Lowering, Outcome, Site};
use crate::lower::naming::{Claim, Kind, Namespace, names};
use crate::lower::schemas::json_api::{self, Relationship};
use crate::lower::schemas::members::Members;
use crate::lower::schemas::view::{Node, Target, View};

impl<'a> Lowering<'_, 'a> {
    /// `allOf`: one schema under another name, one struct of all parts, or a union of such structs.
    pub(crate) fn all_of(&mut self, view: &View<'a>, pointer: &Pointer, site: &Site) -> Outcome {
        let parts: Vec<Node<'a>> = view
            .all_of
            .iter()
            .enumerate()
            .map(|(index, part)| Node::new(part, pointer.child("allOf").child(&index.to_string())))
            .filter(|node| {
                let said = |view: &View<'_>| !view.is_empty() || !view.required.is_empty();
                self.schemas.resolve(node).is_some_and(|(view, _)| said(&view))
            })
            .collect();
        let alone =
            view.properties.is_none() && view.required.is_empty() && view.one_of.is_empty() && view.any_of.is_empty();
        if let ([part], true) = (parts.as_slice(), alone) {
            return self.only_part(part, site);
        }
        let members = Members::of(self.schemas, view, pointer);
        if members.properties.is_empty() && members.alternatives.is_empty() && !members.others.is_empty() {
            return self.intersection(&members.others, pointer, site);
        }
        match members.alternatives.is_empty() {
            true if members.properties.is_empty() => self.no_properties(&members, site),
            true => self.structure(members, site),
            false => self.distribute(members, pointer, site),
        }
    }

    fn only_part(&mut self, part: &Node<'a>, site: &Site) -> Outcome {
        match part.target {
            Target::Reference(_) => Outcome::Use(self.lower(part, site).ty),
            Target::Item(schema) => self.outcome(&View::new(schema), &part.pointer, site),
        }
    }

    fn no_properties(&mut self, members: &Members<'a>, site: &Site) -> Outcome {
        match &members.additional {
            Some((AdditionalProperties::Schema(schema), pointer)) => {
                let ty = self.element(&Node::new(schema, pointer.clone()), &site.part("Value"));
                Outcome::Use(Type::Map(Box::new(ty)))
            }
            _ => Outcome::Use(Type::JsonObject),
        }
    }

    /// Scalars and lists that must all hold: the one that says most, which is an enum or else the last.
    fn intersection(&mut self, parts: &[Node<'a>], pointer: &Pointer, site: &Site) -> Outcome {
        let kinds: HashSet<&str> = parts
            .iter()
            .filter_map(|part| self.schemas.resolve(part))
            .filter_map(|(view, _)| view.ty)
            .collect();
        if kinds.len() > 1 && !(kinds.len() == 2 && kinds.contains("integer") && kinds.contains("number")) {
            self.weaken(pointer, "the parts of `allOf` contradict each other".to_owned());
            return Outcome::Use(Type::Json);
        }
        let seen = |part: &Node<'a>| self.schemas.resolve(part).map(|found| (part.clone(), found));
        let views: Vec<(Node<'a>, (View<'a>, Pointer))> = parts.iter().filter_map(seen).collect();
        let items: Vec<Node<'a>> = views
            .iter()
            .filter_map(|(_, (view, at))| Some(Node::boxed(view.items?, at.child("items"))))
            .collect();
        if let [_, _, ..] = items.as_slice()
            && let Some(element) = self.composed(&items, pointer, &site.part("Item"))
        {
            return Outcome::Use(Type::List(Box::new(element)));
        }
        let with_values = views.iter().find(|(_, (view, _))| !view.literals.is_empty());
        let with_form = views
            .iter()
            .rfind(|(_, (view, _))| view.items.is_some() || view.format.is_some());
        match with_values.or(with_form).or(views.last()) {
            Some((part, _)) => self.only_part(part, site),
            None => Outcome::Use(Type::Json),
        }
    }

    /// One struct of several object schemas.
    fn composed(&mut self, parts: &[Node<'a>], pointer: &Pointer, site: &Site) -> Option<Type> {
        let mut members = Members::default();
        for part in parts {
            let (view, at) = self
                .schemas
                .resolve(part)
                .filter(|(view, _)| view.properties.is_some())?;
            members.add(self.schemas, &view, &at);
        }
        let outcome = self.structure(members, site);
        Some(self.named(outcome, pointer, site))
    }

    /// The type that an outcome is, defined where it needs to be.
    pub(crate) fn named(&mut self, outcome: Outcome, pointer: &Pointer, site: &Site) -> Type {
        match outcome {
            Outcome::Use(ty) => ty,
            Outcome::Define(shape) => Type::Named(self.define_anonymous(shape, None, pointer, site)),
        }
    }

    /// The struct of an object's members, or the JSON:API type they spell.
    pub(crate) fn structure(&mut self, members: Members<'a>, site: &Site) -> Outcome {
        if let Some(ty) = self.json_api_type(&members, site) {
            return Outcome::Use(ty);
        }
        let first = members.properties.first().map(|(_, node)| &node.pointer);
        if !self.schemas.budget.takes_fields(members.properties.len(), first) {
            return Outcome::Use(Type::JsonObject);
        }
        let names = self.field_names(&members);
        let resource = json_api::resource(self.schemas, &members).filter(|_| self.json_api);
        let mut fields = Vec::with_capacity(members.properties.len());
        for ((wire, node), name) in members.properties.iter().zip(names) {
            fields.push(self.field(wire, node, name, members.required.contains(wire), site));
        }
        let extra = self.extra(&members, &fields, site);
        Outcome::Define(Shape::Struct {
            fields,
            extra,
            resource,
        })
    }

    /// The runtime's type for an object that JSON:API defines: a document or a relationship.
    fn json_api_type(&mut self, members: &Members<'a>, site: &Site) -> Option<Type> {
        if !self.json_api {
            return None;
        }
        if let Some(relationship) = json_api::relationship(self.schemas, members) {
            return Some(match relationship {
                Relationship::ToOne => Type::ToOne,
                Relationship::ToMany => Type::ToMany,
            });
        }
        if site.flow != Flow::Received {
            return None;
        }
        let data = json_api::primary_data(self.schemas, members)?;
        let element = self.element(&data, &site.part("Data"));
        if let Some(included) = members.properties.get("included") {
            self.included_union(included, site);
        }
        Some(Type::Document(Box::new(element)))
    }

    /// Makes the union of the types that may be included, where the document spells it out in this place. The envelope
    /// keeps resources raw; the union is for those who ask for it.
    fn included_union(&mut self, included: &Node<'a>, site: &Site) {
        let Some((view, pointer)) = self.schemas.resolve(included) else {
            return;
        };
        let Some(items) = view.items else { return };
        let node = Node::boxed(items, pointer.child("items"));
        if let Target::Item(schema) = node.target
            && View::new(schema).one_of.len() + View::new(schema).any_of.len() > 1
        {
            self.lower(&node, &site.part("Included"));
        }
    }

    fn field_names(&mut self, members: &Members<'a>) -> Vec<String> {
        let claim = |(wire, node): (&&'a str, &Node<'a>)| {
            let chosen = node.text_extension("x-rust-name");
            let text = chosen.unwrap_or(wire);
            Claim {
                identity: (*wire).to_owned(),
                chosen: chosen.is_some(),
                ..Claim::new(names::field_name(text), text, node.pointer.clone())
            }
        };
        let claims: Vec<Claim> = members.properties.iter().map(claim).collect();
        Namespace::new(Kind::Fields).name(&claims, self.report)
    }

    fn field(&mut self, wire: &str, node: &Node<'a>, name: String, required: bool, site: &Site) -> Field {
        let resolved = self.schemas.resolve(node).map(|(view, _)| view);
        let is_object = resolved
            .as_ref()
            .is_some_and(|view| view.is_object() || !view.all_of.is_empty());
        let mut part = site.part(&names::type_name(wire));
        part.form = site.form && !is_object;
        let typed = self.lower(node, &part);
        // What only one side may set is never demanded of a type that both sides use.
        let one_sided = resolved.as_ref().is_some_and(|view| match site.flow {
            Flow::Both => view.data.read_only || view.data.write_only,
            Flow::Sent => view.data.read_only,
            Flow::Received => view.data.write_only,
        });
        let required = required && !one_sided;
        let nullable = typed.nullable && !matches!(typed.ty, Type::Json | Type::Null);
        let presence = match (required, nullable) {
            (true, false) => Presence::Required,
            (true, true) => Presence::Nullable,
            // A form has no spelling for null.
            (false, true) if site.flow.is_sent() && !site.form => Presence::Patch,
            (false, _) => Presence::Optional,
        };
        let constant = self.constant(node, presence);
        let ty = match (presence, typed.ty) {
            (Presence::Required, ty) => ty,
            (_, ty) => self.one_value(node, ty, &part),
        };
        Field {
            name: FieldName::new(name),
            wire: wire.to_owned(),
            docs: self.schemas.field_docs(node),
            deprecated: resolved.is_some_and(|view| view.data.deprecated),
            ty,
            presence,
            boxed: false,
            constant,
            pointer: node.pointer.clone(),
        }
    }

    /// The only value of a required property.
    fn constant(&self, node: &Node<'a>, presence: Presence) -> Option<Literal> {
        let (view, _) = self.schemas.resolve(node)?;
        match (presence, view.literals.as_slice(), view.null_literal) {
            (Presence::Required, [literal], false) => Some(crate::lower::models::enums::literal(literal)),
            _ => None,
        }
    }

    /// The type of a property that need not be there and that has one value where it is: an enum of that text, since no
    /// constructor sets it. Of other kinds of values any is taken.
    fn one_value(&mut self, node: &Node<'a>, ty: Type, site: &Site) -> Type {
        let view = self.schemas.resolve(node).map(|(view, _)| view);
        let Some(view) = view.filter(|view| ty == Type::String && view.literals.len() == 1) else {
            return ty;
        };
        let names = view.extension("x-rust-names").and_then(serde_json::Value::as_object);
        let shape = self.enum_of(&view.literals, names, &node.pointer);
        Type::Named(self.define_anonymous(shape, Some(&view), &node.pointer, site))
    }

    fn extra(&mut self, members: &Members<'a>, fields: &[Field], site: &Site) -> Extra {
        let ty = match &members.additional {
            Some((AdditionalProperties::Schema(schema), pointer)) => {
                self.element(&Node::new(schema, pointer.clone()), &site.part("Extra"))
            }
            Some((AdditionalProperties::Any(true), _)) => Type::Json,
            _ => return Extra::Ignored,
        };
        let taken = |name: &str| fields.iter().any(|field| field.name.as_str() == name);
        let name = ["extra", "extra_properties", "extra_properties_"]
            .into_iter()
            .find(|name| !taken(name));
        Extra::Kept {
            name: FieldName::new(name.unwrap_or("further_properties")),
            ty,
        }
    }
}
