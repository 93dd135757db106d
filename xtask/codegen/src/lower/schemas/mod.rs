//! The schemas of the document, read only: what stands behind a reference, and what may be said of values without a type.
//!
//! In: the components of a document. Out: [`Schemas`], which may be shared freely: it borrows the document and nothing
//! else, and what it finds out about the targets of references it finds out once.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use openapiv3::{ReferenceOr, Schema};

use crate::depth::Depth;
use crate::document::Facts;
use crate::ir::{JsonType, Pointer};
use crate::lower::references::{self, Components};

pub(crate) mod bases;
pub(crate) mod budget;
pub(crate) mod examples;
pub(crate) mod itself;
pub(crate) mod json_api;
pub(crate) mod json_types;
pub(crate) mod members;
pub(crate) mod reach;
pub(crate) mod values;
pub(crate) mod view;

use budget::Budget;
use view::{Combination, Node, Target, View};

/// The schemas of a document.
#[derive(Debug)]
pub(crate) struct Schemas<'a> {
    components: Components<'a>,
    /// What was found out about the document.
    facts: &'a Facts,
    /// How much composing them may make of the document.
    pub(crate) budget: Budget,
    /// The JSON types at the end of a reference.
    json_types: RefCell<HashMap<&'a str, Vec<JsonType>>>,
    /// Whether null is a value at the end of a reference.
    nullable: RefCell<HashMap<&'a str, bool>>,
    /// The example that is put together of what is at the end of a reference.
    examples: RefCell<HashMap<&'a str, Option<serde_json::Value>>>,
}

impl<'a> Schemas<'a> {
    pub(crate) fn new(components: Components<'a>, facts: &'a Facts) -> Self {
        Self {
            components,
            facts,
            budget: Budget::default(),
            json_types: RefCell::default(),
            nullable: RefCell::default(),
            examples: RefCell::default(),
        }
    }

    /// All component schemas, in the order of the document.
    pub(crate) fn components(&self) -> impl Iterator<Item = (&'a String, &'a ReferenceOr<Schema>)> + use<'a> {
        self.components.all()
    }

    /// The component schema of a name.
    pub(crate) fn component(&self, name: &str) -> Option<&'a ReferenceOr<Schema>> {
        self.components.get(name)
    }

    /// The schema that a node stands for and where it stands, references followed; `None` where they lead nowhere.
    pub(crate) fn resolve(&self, node: &Node<'a>) -> Option<(View<'a>, Pointer)> {
        match node.target {
            Target::Item(schema) => Some((View::new(schema), node.pointer.clone())),
            Target::Reference(reference) => {
                let (name, schema) = self.components.follow::<Schema>(reference)?;
                Some((View::new(schema), references::place::<Schema>(name)))
            }
        }
    }

    /// The same, where an `allOf` of one schema with nothing beside it stands for that.
    pub(crate) fn unwrapped(&self, node: &Node<'a>) -> Option<(View<'a>, Pointer)> {
        let (mut node, mut depth) = (node.clone(), Depth::default());
        loop {
            let (view, pointer) = self.resolve(&node)?;
            let Some(only) = view.stands_for() else {
                return Some((view, pointer));
            };
            depth = depth.below()?;
            node = Node::new(only, pointer.child(Combination::All.as_str()).child("0"));
        }
    }

    /// The reference for which an `allOf` of that alone stands.
    pub(crate) fn wrapped(&self, node: &Node<'a>) -> Option<&'a str> {
        let (view, _) = self.resolve(node)?;
        match view.stands_for()? {
            ReferenceOr::Reference { reference } => Some(reference),
            ReferenceOr::Item(_) => None,
        }
    }

    /// Whether a schema says something about a value's shape.
    pub(crate) fn has_shape(&self, node: &Node<'a>) -> bool {
        self.resolve(node).is_none_or(|(view, _)| !view.is_empty())
    }

    /// Whether null is a legal value (OpenAPI 3.0 §4.7.24, `nullable`), references and wrappers followed.
    pub(crate) fn is_nullable(&self, node: &Node<'a>) -> bool {
        let find = || self.nullable_within(node, Depth::default(), &mut HashSet::new());
        let Target::Reference(reference) = node.target else {
            return find();
        };
        let known = self.nullable.borrow().get(reference).copied();
        known.unwrap_or_else(|| {
            let nullable = find();
            self.nullable.borrow_mut().insert(reference, nullable);
            nullable
        })
    }

    fn nullable_within(&self, node: &Node<'a>, depth: Depth, seen: &mut HashSet<Pointer>) -> bool {
        let Some((view, pointer)) = self.resolve(node) else {
            return false;
        };
        if view.data.nullable || view.null_literal {
            return true;
        }
        let Some(below) = depth.below().filter(|_| seen.insert(pointer.clone())) else {
            return false;
        };
        let mut within = |part: Node<'a>| self.nullable_within(&part, below, seen);
        let is_wrapper = !view.all_of.is_empty() && view.properties.is_none();
        view.parts(Combination::One, &pointer).any(&mut within)
            || view.parts(Combination::Any, &pointer).any(&mut within)
            || (is_wrapper && view.parts(Combination::All, &pointer).all(within))
    }
}

/// Whether a pointer is that of a component schema as a whole.
pub(crate) fn is_component(pointer: &Pointer) -> bool {
    pointer.0.rsplit_once('/').map(|(parent, _)| parent) == Some("/components/schemas")
}

/// The component schema that a reference names.
pub(crate) fn component_name(reference: &str) -> Option<std::borrow::Cow<'_, str>> {
    references::named::<Schema>(reference)
}
