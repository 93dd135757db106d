//! Members of an object: what a schema and the parts of its `allOf` say together.
//!
//! In: a schema shown flat. Out: its properties, what is required of them, and the alternatives that it also has to fit.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, Discriminator, ReferenceOr, Schema};

use crate::ir::Pointer;
use crate::lower::models::Lowering;
use crate::lower::schemas::view::{Node, View};
use crate::report::{Code, Diagnostic};

/// Most properties that are looked at in compositions, each as often as it is part of one: thirty times what documents of
/// a few megabytes take.
const MAX_GATHERED: usize = 1_000_000;

/// The members of an object: its own and those of the schemas it is composed of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Members<'a> {
    pub properties: IndexMap<&'a str, Node<'a>>,
    pub required: HashSet<&'a str>,
    pub additional: Option<(&'a AdditionalProperties, Pointer)>,
    /// Sets of alternatives (`oneOf`, `anyOf`) that the object also has to fit.
    pub alternatives: Vec<Alternatives<'a>>,
    /// Parts that are no objects.
    pub others: Vec<Node<'a>>,
}

/// Alternatives of which an object has to fit some.
#[derive(Clone, Debug)]
pub(crate) struct Alternatives<'a> {
    pub arms: &'a [ReferenceOr<Schema>],
    pub pointer: Pointer,
    pub discriminator: Option<&'a Discriminator>,
}

impl<'a> Lowering<'a> {
    /// The members of an object schema without composition.
    pub(crate) fn members_of(&mut self, view: &View<'a>, pointer: &Pointer) -> Members<'a> {
        let mut members = Members::default();
        self.gather(view, pointer, &mut members, &mut HashSet::new());
        members
    }

    /// Adds the members of a schema, parts of `allOf` first; of a part that has been `seen` already they are there.
    pub(crate) fn gather(
        &mut self,
        view: &View<'a>,
        pointer: &Pointer,
        out: &mut Members<'a>,
        seen: &mut HashSet<Pointer>,
    ) {
        if !seen.insert(pointer.clone()) || self.is_too_much(view, pointer) {
            return;
        }
        for (index, part) in view.all_of.iter().enumerate() {
            let node = Node::new(part, pointer.child("allOf").child(&index.to_string()));
            self.gather_part(&node, out, seen);
        }
        for (key, property) in view.properties.into_iter().flatten() {
            let node = Node::boxed(property, pointer.child("properties").child(key));
            self.gather_property(key, node, out);
        }
        out.required.extend(view.required.iter().map(String::as_str));
        if let Some(additional) = view.additional {
            out.additional = Some((additional, pointer.child("additionalProperties")));
        }
        for (arms, keyword) in [(view.one_of, "oneOf"), (view.any_of, "anyOf")] {
            // Alternatives without shapes only say which properties are required together.
            let has_shape = arms.iter().any(|arm| self.has_shape(arm, pointer));
            if has_shape && !self.is_among(seen, arms, pointer) {
                out.alternatives.push(Alternatives {
                    arms,
                    pointer: pointer.child(keyword),
                    discriminator: view.data.discriminator.as_ref(),
                });
            }
        }
    }

    /// Whether what is being gathered is one of a parent's alternatives itself, and so has chosen among them.
    fn is_among(&self, seen: &HashSet<Pointer>, arms: &'a [ReferenceOr<Schema>], pointer: &Pointer) -> bool {
        arms.iter().any(|arm| {
            let found = self.resolve(&Node::new(arm, pointer.clone()));
            matches!(arm, ReferenceOr::Reference { .. }) && found.is_some_and(|(_, at)| seen.contains(&at))
        })
    }

    /// Whether composition has made more of the document than anyone can want; reported once.
    fn is_too_much(&mut self, view: &View<'a>, pointer: &Pointer) -> bool {
        self.gathered += 1 + view.properties.map_or(0, IndexMap::len);
        if self.gathered > MAX_GATHERED {
            self.give_up(MAX_GATHERED, pointer);
        }
        self.has_given_up
    }

    pub(crate) fn give_up(&mut self, limit: usize, pointer: &Pointer) {
        if std::mem::replace(&mut self.has_given_up, true) {
            return;
        }
        let message = format!("composed schemas repeat more than {limit} properties");
        let diagnostic = Diagnostic::new(Code::ExplosiveRef, pointer.clone(), message);
        self.report.push(
            diagnostic
                .label("given up here")
                .hint("compose fewer schemas of each other"),
        );
    }

    fn gather_part(&mut self, node: &Node<'a>, out: &mut Members<'a>, seen: &mut HashSet<Pointer>) {
        let Some((view, pointer)) = self.resolve(node) else {
            return;
        };
        let composed = !view.all_of.is_empty() || !view.one_of.is_empty() || !view.any_of.is_empty();
        if view.is_object() || composed || view.is_empty() {
            self.gather(&view, &pointer, out, seen);
        } else {
            out.others.push(node.clone());
        }
    }

    /// Adds one property; where it is there already, the later says more unless it says nothing.
    fn gather_property(&mut self, key: &'a str, node: Node<'a>, out: &mut Members<'a>) {
        match out.properties.get_mut(key) {
            None => {
                out.properties.insert(key, node);
            }
            Some(known) => {
                let says_nothing = self.resolve(&node).is_none_or(|(view, _)| view.is_empty());
                if !says_nothing {
                    *known = node;
                }
            }
        }
    }

    /// Whether a schema says something about a value's shape.
    pub(crate) fn has_shape(&self, schema: &'a ReferenceOr<Schema>, pointer: &Pointer) -> bool {
        self.resolve(&Node::new(schema, pointer.clone()))
            .is_none_or(|(view, _)| !view.is_empty())
    }
}
