//! Objects: the struct that the members of a schema and of the parts of its `allOf` make.

use openapiv3::AdditionalProperties;

use crate::ir::{Extra, FieldName, Flow, Literal, Presence, Type};
use crate::lower::docs;
use crate::lower::models::draft::{Field, Shape};
use crate::lower::models::enums::{Texts, literal};
use crate::lower::models::shapes::is_marked;
use crate::lower::models::site::Site;
use crate::lower::models::{Models, Outcome, Typed, naming};
use crate::lower::naming::{Namespace, names};
use crate::lower::schemas::json_api;
use crate::lower::schemas::members::{Members, is_conditional, without_condition};
use crate::lower::schemas::view::{Combination, Node, View};

impl<'a> Models<'_, 'a> {
    /// The struct of an object's members, or the JSON:API type they spell.
    pub(super) fn structure(&mut self, mut members: Members<'a>, site: &Site) -> Outcome {
        members.complete();
        if let Some(ty) = self.json_api_type(&members, site) {
            return Outcome::Use(ty);
        }
        let first = members.properties.first().map(|(_, node)| &node.pointer);
        if !self.schemas.budget.takes_fields(members.properties.len(), first) {
            return Outcome::Use(Type::JsonObject);
        }
        let (names, mut namespace) = naming::fields(&members, self.report);
        let resource = json_api::resource(self.schemas, &members).filter(|_| self.speaks_json_api);
        let mut fields = Vec::with_capacity(members.properties.len());
        for ((wire, node), name) in members.properties.iter().zip(names) {
            let is_required = members.required.contains(wire);
            let earlier = members.earlier.get(wire).map(Vec::as_slice).unwrap_or_default();
            fields.push(self.field(wire, (node, earlier), name, is_required, site));
        }
        let extra = self.extra(&members, &mut namespace, site);
        if site.flow.is_sent() {
            naming::clearers(&mut fields, &mut namespace, self.report);
        }
        Outcome::Define(Shape::Struct {
            fields,
            extra,
            resource,
        })
    }

    /// The site of a member or an item: what is an object within a form travels as JSON, and no file can be in it.
    pub(super) fn site_of_item(&self, node: &Node<'a>, site: &Site) -> Site {
        let is_object = |(view, _): (View<'a>, _)| view.is_object() || !view.all_of.is_empty();
        Site {
            form: site.form && !self.schemas.resolve(node).is_some_and(is_object),
            ..site.clone()
        }
    }

    fn field(
        &mut self,
        wire: &str,
        (node, earlier): (&Node<'a>, &[Node<'a>]),
        name: String,
        required: bool,
        site: &Site,
    ) -> Field {
        let view = self.schemas.resolve(node).map(|(view, _)| view);
        let view = view.as_ref();
        let part = self.site_of_item(node, &site.part(&names::part_name(wire)));
        let typed = match earlier {
            [] => self.lower(node, &part),
            earlier => self.in_several_parts(earlier, node, &part),
        };
        let is_one_sided = view.is_some_and(|view| is_one_sided(view, site.flow));
        let presence = presence(required && !is_one_sided, &typed, site);
        let only = [node]
            .into_iter()
            .chain(earlier)
            .find_map(|node| self.only(node, presence));
        let only = only.filter(|_| !is_one_sided);
        let ty = match presence {
            Presence::Required => typed.ty,
            _ => self.one_value(node, typed.ty, &part),
        };
        Field {
            name: FieldName::new(name),
            wire: wire.to_owned(),
            docs: docs::of_property(self.schemas, node),
            deprecated: view.is_some_and(|view| view.data.deprecated),
            sensitive: site.sensitive || view.is_some_and(is_marked),
            ty,
            presence,
            clearer: None,
            only,
            pointer: node.pointer.clone(),
        }
    }

    /// The only value of a property that is never null. Where it need not be there, that is one that stands at the property: of
    /// an enum that is defined elsewhere, and has one value so far, the caller says whether it is meant.
    fn only(&self, node: &Node<'a>, presence: Presence) -> Option<Literal> {
        if self.schemas.is_nullable(node) {
            return None;
        }
        let in_place = || self.schemas.values_in_place(node);
        let values = match presence {
            Presence::Required => {
                let (view, _) = self.schemas.resolve(node)?;
                Some(view.literals)
                    .filter(|values| !values.is_empty())
                    .or_else(in_place)?
            }
            Presence::Optional => in_place()?,
            Presence::Nullable | Presence::Patch | Presence::Defaulted => return None,
        };
        match values.as_slice() {
            [only] => Some(literal(only)),
            _ => None,
        }
    }

    /// The type of a property that several parts of `allOf` say something of.
    fn in_several_parts(&mut self, earlier: &[Node<'a>], node: &Node<'a>, site: &Site) -> Typed {
        let parts: Vec<Node<'a>> = earlier.iter().chain([node]).cloned().collect();
        if is_conditional(node) {
            let nullable = parts.iter().any(|part| self.schemas.is_nullable(part));
            let parts: Vec<Node<'a>> = parts.iter().map(without_condition).collect();
            let outcome = self.union(&parts, Combination::Any, None, &node.pointer, site);
            let ty = self.named(outcome, &node.pointer, site);
            return Typed { ty, nullable };
        }
        let nullable = parts.iter().all(|part| self.schemas.is_nullable(part));
        let ty = self.composed(&parts, &node.pointer, site).unwrap_or_else(|| {
            let outcome = self.intersection(&parts, &node.pointer, site);
            self.named(outcome, &node.pointer, site)
        });
        Typed { ty, nullable }
    }

    /// The type of a property that need not be there and that has one value where it is: an enum of that text or number, since a
    /// caller may set it. Of other kinds of values any is taken.
    fn one_value(&mut self, node: &Node<'a>, ty: Type, site: &Site) -> Type {
        let view = self.schemas.resolve(node).map(|(view, _)| view);
        let is_literal = matches!(ty, Type::String | Type::I64 | Type::F64);
        let Some(view) = view.filter(|view| is_literal && view.literals.len() == 1) else {
            return ty;
        };
        let texts = Texts::of(std::slice::from_ref(&view));
        let shape = self.enum_of(&view.literals, &texts, &node.pointer);
        Type::Named(self.define_anonymous(shape, Some(&view), &node.pointer, site))
    }

    /// The type of properties that are not named.
    pub(super) fn unnamed(&mut self, members: &Members<'a>, site: &Site) -> Type {
        let Some((AdditionalProperties::Schema(schema), pointer)) = &members.additional else {
            return Type::Json;
        };
        let own = Node::new(schema, pointer.clone());
        if members.inherited.is_empty() {
            return self.element(&own, site);
        }
        let mut nodes: Vec<Node<'a>> = members
            .inherited
            .iter()
            .flat_map(|node| self.of_patterns(node))
            .collect();
        nodes.push(own);
        let is_nullable = nodes.iter().any(|node| self.schemas.is_nullable(node));
        let outcome = self.union(&nodes, Combination::One, None, pointer, site);
        match self.named(outcome, pointer, site) {
            Type::Json => Type::Json,
            ty if is_nullable => Type::Nullable(Box::new(ty)),
            ty => ty,
        }
    }

    /// What a part says of the names that it has patterns for, without what it says of all others.
    fn of_patterns(&self, node: &Node<'a>) -> Vec<Node<'a>> {
        let Some((view, at)) = self.schemas.resolve(node) else {
            return vec![node.clone()];
        };
        let parts: Vec<Node<'a>> = view.parts(Combination::Any, &at).collect();
        if parts.iter().all(|part| self.schemas.has_shape(part)) {
            return vec![node.clone()];
        }
        parts.into_iter().filter(|part| self.schemas.has_shape(part)).collect()
    }

    fn extra(&mut self, members: &Members<'a>, namespace: &mut Namespace, site: &Site) -> Extra {
        let ty = match &members.additional {
            Some((AdditionalProperties::Schema(_), _)) => self.unnamed(members, &site.part("Extra")),
            Some((AdditionalProperties::Any(true), _)) => Type::Json,
            // What is only sent is in the caller's words, a form has no room for more, and `false` says that there is nothing.
            None if self.keeps_unknown && site.flow != Flow::Sent && !site.form => {
                return Extra::Unknown {
                    name: naming::unknown(namespace, self.report),
                };
            }
            _ => return Extra::Ignored,
        };
        Extra::Kept {
            name: naming::extra(namespace, self.report),
            ty,
        }
    }
}

/// Whether only one side may set a property: then a type that both sides use, or the other, never demands it.
fn is_one_sided(view: &View<'_>, flow: Flow) -> bool {
    match flow {
        Flow::Both => view.data.read_only || view.data.write_only,
        Flow::Sent => view.data.read_only,
        Flow::Received => view.data.write_only,
    }
}

fn presence(required: bool, typed: &Typed, site: &Site) -> Presence {
    let nullable = typed.nullable && !matches!(typed.ty, Type::Json | Type::Null);
    match (required, nullable) {
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        // A form has no spelling for null.
        (false, true) if site.flow.is_sent() && !site.form => Presence::Patch,
        (false, _) => Presence::Optional,
    }
}
