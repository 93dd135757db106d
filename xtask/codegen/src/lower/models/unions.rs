//! `oneOf` and `anyOf`: one of several types, and how a reader tells them apart.
//!
//! The arm is told by the discriminator, else by a property that is constant in every arm, else by required keys
//! that no other arm has, else by the JSON type. Alternatives that Rust cannot tell apart and need not, such as a
//! closed enum beside any string, become one type.

use std::borrow::Cow;

use openapiv3::{Discriminator, ReferenceOr, Schema};
use serde_json::Value as Json;

use crate::ir::{Choice, Docs, Kind, Pointer, Shape, Type};
use crate::lower::models::selection::{self, ArmView};
use crate::lower::models::{Lowering, Outcome, Site};
use crate::lower::schemas::component_name;
use crate::lower::schemas::members::{Alternatives, Members};
use crate::lower::schemas::view::{Node, Target, View};
use crate::report::{Code, Diagnostic};

/// An arm before it has a name.
pub(crate) struct Candidate {
    pub name: String,
    /// What it is called where another one has its name.
    pub told: Option<String>,
    pub ty: Type,
    pub docs: Docs,
    pub pointer: Pointer,
    pub view: ArmView,
}

impl<'a> Lowering<'_, 'a> {
    /// What a schema with `oneOf` or `anyOf` amounts to.
    pub(crate) fn alternatives(&mut self, view: &View<'a>, pointer: &Pointer, site: &Site) -> Outcome {
        let (arms, keyword) = if view.one_of.is_empty() {
            (view.any_of, "anyOf")
        } else {
            (view.one_of, "oneOf")
        };
        let pointer_of_arms = pointer.child(keyword);
        let nodes = self.arm_nodes(arms, &pointer_of_arms);
        let has_own = view.properties.is_some();
        match nodes.as_slice() {
            [] => {
                // Only null, only constraints, or nothing at all: what stands beside decides.
                let mut rest = view.clone();
                (rest.one_of, rest.any_of) = (&[], if keyword == "anyOf" { &[] } else { view.any_of });
                self.outcome(&rest, pointer, site)
            }
            _ if has_own => {
                let members = Members::of(self.schemas, view, pointer);
                self.distribute(members, pointer, site)
            }
            [only] => match only.target {
                Target::Reference(_) => Outcome::Use(self.lower(only, site).ty),
                Target::Item(schema) => self.outcome(&View::new(schema), &only.pointer, site),
            },
            _ => self.union(&nodes, view.data.discriminator.as_ref(), pointer, site),
        }
    }

    /// The arms that are types: without null, without pure constraints, each reference once.
    fn arm_nodes(&self, arms: &'a [ReferenceOr<Schema>], pointer: &Pointer) -> Vec<Node<'a>> {
        let mut nodes: Vec<Node<'a>> = Vec::with_capacity(arms.len());
        for (index, arm) in arms.iter().enumerate() {
            let node = Node::new(arm, pointer.child(&index.to_string()));
            let is_null = self.schemas.resolve(&node).is_some_and(|(view, _)| {
                view.ty == Some("null") || (view.literals.is_empty() && view.null_literal && view.ty.is_none())
            });
            let only_constrains = self
                .schemas
                .resolve(&node)
                .is_some_and(|(view, _)| view.is_empty() && !view.required.is_empty());
            let repeated = nodes.iter().any(|known| match (known.target, node.target) {
                (Target::Reference(a), Target::Reference(b)) => a == b,
                (Target::Item(a), Target::Item(b)) => a.schema_kind == b.schema_kind,
                _ => false,
            });
            if !is_null && !only_constrains && !repeated {
                nodes.push(node);
            }
        }
        nodes
    }

    /// A union of schemas, or the one type that serves them all.
    pub(crate) fn union(
        &mut self,
        nodes: &[Node<'a>],
        discriminator: Option<&'a Discriminator>,
        pointer: &Pointer,
        site: &Site,
    ) -> Outcome {
        if let Some(outcome) = self.one_for_all(nodes, pointer, site) {
            return outcome;
        }
        let views: Vec<ArmView> = nodes.iter().map(|node| self.arm_view(node)).collect();
        let mut candidates = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            let (name, told) = self.arm_names(node, &views, index);
            let ty = self.lower(node, &site.arm(&name, told.as_deref())).ty;
            let docs = self.schemas.variant_docs(node);
            candidates.push(Candidate {
                name: match ty {
                    // In a form, text may be a file.
                    Type::File if name == selection::kind_name(Kind::String) => "File".to_owned(),
                    _ => name,
                },
                ty,
                docs,
                pointer: node.pointer.clone(),
                told,
                view: views[index].clone(),
            });
        }
        self.finish_union(candidates, discriminator, pointer)
    }

    fn finish_union(
        &mut self,
        mut candidates: Vec<Candidate>,
        discriminator: Option<&'a Discriminator>,
        pointer: &Pointer,
    ) -> Outcome {
        let mut unique: Vec<Candidate> = Vec::with_capacity(candidates.len());
        for candidate in candidates.drain(..) {
            if !unique.iter().any(|known| known.ty == candidate.ty) {
                unique.push(candidate);
            }
        }
        if unique.iter().any(|candidate| candidate.ty == Type::Json) {
            return Outcome::Use(Type::Json);
        }
        if unique.len() == 1
            && let Some(only) = unique.pop()
        {
            return Outcome::Use(only.ty);
        }
        let views: Vec<&ArmView> = unique.iter().map(|candidate| &candidate.view).collect();
        let choice = discriminator
            .and_then(|discriminator| selection::by_discriminator(discriminator, &views))
            .or_else(|| selection::by_constant(&views))
            .or_else(|| selection::by_kind(&views))
            .or_else(|| selection::by_keys(&views))
            .unwrap_or(Choice::Fit);
        if choice == Choice::Fit {
            self.report.push(
                Diagnostic::new(
                    Code::AmbiguousUnion,
                    pointer.clone(),
                    "nothing tells the alternatives apart",
                )
                .label("read as the first alternative that loses nothing")
                .hint("give each alternative a required property with one constant value, or add a `discriminator`"),
            );
        }
        Outcome::Define(Shape::Union {
            variants: self.named_arms(unique),
            choice,
        })
    }

    /// Alternatives that are one type in Rust: strings, numbers, lists of alternatives.
    fn one_for_all(&mut self, nodes: &[Node<'a>], pointer: &Pointer, site: &Site) -> Option<Outcome> {
        let views: Vec<View<'a>> = nodes
            .iter()
            .map(|node| self.schemas.resolve(node).map(|(view, _)| view))
            .collect::<Option<_>>()?;
        let plain = |view: &View<'_>| view.one_of.is_empty() && view.any_of.is_empty() && view.all_of.is_empty();
        if !views.iter().all(plain) {
            return None;
        }
        if views
            .iter()
            .all(|view| view.ty == Some("string") || is_string_enum(view))
        {
            let literals: Vec<Json> = views.iter().flat_map(|view| view.literals.iter().cloned()).collect();
            if literals.is_empty() {
                return Some(Outcome::Use(Type::String));
            }
            let mut merged = views.first()?.clone();
            merged.literals = literals;
            return Some(self.enumeration(&merged, pointer));
        }
        if views
            .iter()
            .all(|view| matches!(view.ty, Some("integer" | "number")) && view.literals.is_empty())
        {
            let whole = views.iter().all(|view| view.ty == Some("integer"));
            return Some(Outcome::Use(if whole { Type::I64 } else { Type::F64 }));
        }
        if views.iter().all(|view| view.ty == Some("array")) {
            let items: Vec<Node<'a>> = nodes
                .iter()
                .zip(&views)
                .filter_map(|(node, view)| Some(Node::boxed(view.items?, node.pointer.child("items"))))
                .collect();
            return self.list_of_any(&items, nodes.len(), pointer, site);
        }
        None
    }

    fn list_of_any(&mut self, items: &[Node<'a>], lists: usize, pointer: &Pointer, site: &Site) -> Option<Outcome> {
        if items.len() < lists {
            return Some(Outcome::Use(Type::List(Box::new(Type::Json))));
        }
        let site = site.part("Item");
        let outcome = self.union(items, None, pointer, &site);
        let element = self.named(outcome, pointer, &site);
        Some(Outcome::Use(Type::List(Box::new(element))))
    }

    /// An object that also has to fit alternatives: the union of its compositions with each of them.
    pub(crate) fn distribute(&mut self, mut members: Members<'a>, pointer: &Pointer, site: &Site) -> Outcome {
        let chosen = members.alternatives.remove(0);
        for others in std::mem::take(&mut members.alternatives) {
            self.merge_as_optional(&others, &mut members);
        }
        let nodes = self.arm_nodes(chosen.variants, &chosen.pointer);
        if members.properties.is_empty() && members.required.is_empty() {
            return match nodes.as_slice() {
                [only] => Outcome::Use(self.lower(only, site).ty),
                _ => self.union(&nodes, chosen.discriminator, pointer, site),
            };
        }
        let views: Vec<ArmView> = nodes.iter().map(|node| self.arm_view(node)).collect();
        let mut candidates = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            let (name, told) = self.arm_names(node, &views, index);
            let mut composed = members.clone();
            if let Some((part, at)) = self.schemas.resolve(node) {
                composed.add(self.schemas, &part, &at);
            }
            for others in std::mem::take(&mut composed.alternatives) {
                self.merge_as_optional(&others, &mut composed);
            }
            // What the alternative says of its properties is among what the whole says.
            let alone = ArmView {
                reference: views[index].reference.clone(),
                schema: views[index].schema.clone(),
                kinds: views[index].kinds.clone(),
                open: views[index].open,
                ..ArmView::default()
            };
            let view = self.composed_view(&composed, alone);
            let site = site.arm(&name, told.as_deref());
            let ty = if self.is_whole(node, &composed) {
                self.lower(node, &site).ty
            } else {
                let outcome = self.structure(composed, &site);
                self.named(outcome, &node.pointer, &site)
            };
            let docs = self.schemas.variant_docs(node);
            candidates.push(Candidate {
                name,
                ty,
                docs,
                pointer: node.pointer.clone(),
                told,
                view,
            });
        }
        self.finish_union(candidates, chosen.discriminator, pointer)
    }

    /// Whether a component has all members of its composition with what surrounds it, as one that extends its parent has.
    fn is_whole(&mut self, node: &Node<'a>, composed: &Members<'a>) -> bool {
        let (Target::Reference(_), Some((view, at))) = (node.target, self.schemas.resolve(node)) else {
            return false;
        };
        let own = Members::of(self.schemas, &view, &at);
        let has =
            |(key, node): (&&str, &Node<'_>)| own.properties.get(key).is_some_and(|own| own.pointer == node.pointer);
        own.alternatives.is_empty()
            && composed.properties.iter().all(has)
            && composed.required == own.required
            && composed.additional.as_ref().map(|(_, at)| at) == own.additional.as_ref().map(|(_, at)| at)
    }

    /// Adds the members of alternatives without demanding any of them.
    fn merge_as_optional(&mut self, others: &Alternatives<'a>, out: &mut Members<'a>) {
        for node in self.arm_nodes(others.variants, &others.pointer) {
            let Some((view, at)) = self.schemas.resolve(&node) else {
                continue;
            };
            let part = Members::of(self.schemas, &view, &at);
            for (key, property) in part.properties {
                out.properties.entry(key).or_insert(property);
            }
        }
    }

    /// What there is to tell an arm by.
    fn arm_view(&mut self, node: &Node<'a>) -> ArmView {
        let Some((view, pointer)) = self.schemas.resolve(node) else {
            return ArmView::default();
        };
        let mut out = self.plain_view(node);
        if out.kinds.as_slice() == [Kind::Object] {
            let members = Members::of(self.schemas, &view, &pointer);
            if members.alternatives.is_empty() {
                return self.composed_view(&members, out);
            }
            out.open = true;
        }
        out
    }

    /// What an arm is called and which JSON types it has.
    pub(crate) fn plain_view(&self, node: &Node<'a>) -> ArmView {
        let reference = match node.target {
            Target::Reference(reference) => Some(reference),
            Target::Item(_) => None,
        };
        ArmView {
            kinds: self.schemas.json_types(node),
            schema: reference.and_then(component_name).map(Cow::into_owned),
            reference: reference.map(str::to_owned),
            ..ArmView::default()
        }
    }

    fn composed_view(&self, members: &Members<'a>, mut out: ArmView) -> ArmView {
        for (key, node) in &members.properties {
            out.properties.push((*key).to_owned());
            if members.required.contains(key) {
                out.required.push((*key).to_owned());
            }
            if let Some((view, _)) = self.schemas.resolve(node)
                && !view.literals.is_empty()
                && view.literals.iter().all(Json::is_string)
            {
                let texts = view
                    .literals
                    .iter()
                    .filter_map(Json::as_str)
                    .map(str::to_owned)
                    .collect();
                out.constants.push(((*key).to_owned(), texts));
            }
        }
        out
    }
}

fn is_string_enum(view: &View<'_>) -> bool {
    view.ty.is_none() && !view.literals.is_empty() && view.literals.iter().all(Json::is_string)
}
