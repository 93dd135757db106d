//! The values that a schema lists.
//!
//! In: a schema. Out: its constant or the values of its `enum`, compositions and references followed.

use std::collections::HashSet;

use serde_json::Value as Json;

use crate::depth::Depth;
use crate::ir::{JsonType, Pointer};
use crate::lower::schemas::Schemas;
use crate::lower::schemas::view::{Combination, Node, Target, View};

impl<'a> Schemas<'a> {
    /// The only values of a node, null left out; `None` where it takes others too.
    pub(crate) fn values(&self, node: &Node<'a>) -> Option<Vec<Json>> {
        self.values_at(node, Depth::default(), &mut HashSet::new())
    }

    /// The same of the texts, numbers and booleans of a node, whatever objects and arrays it takes.
    pub(crate) fn scalars(&self, node: &Node<'a>) -> Option<Vec<Json>> {
        let (view, at) = self.resolve(node)?;
        if view.one_of.is_empty() && view.any_of.is_empty() {
            return self.values(node);
        }
        let is_scalar = |part: &Node<'a>| {
            let types = self.json_types(part);
            types.is_empty() || types.iter().any(|ty| !matches!(ty, JsonType::Object | JsonType::Array))
        };
        let parts = view
            .parts(Combination::One, &at)
            .chain(view.parts(Combination::Any, &at));
        let values = parts.filter(is_scalar).map(|part| self.values(&part));
        values.reduce(|known, own| Some([known?, own?].concat())).flatten()
    }

    /// The same of those that stand at a node itself and not behind a reference.
    pub(crate) fn values_in_place(&self, node: &Node<'a>) -> Option<Vec<Json>> {
        let Target::Item(schema) = node.target else { return None };
        let view = View::new(schema);
        if !view.literals.is_empty() {
            return Some(view.literals);
        }
        view.parts(Combination::All, &node.pointer)
            .find_map(|part| self.values_in_place(&part))
    }

    fn values_at(&self, node: &Node<'a>, depth: Depth, seen: &mut HashSet<Pointer>) -> Option<Vec<Json>> {
        let (view, at) = self.resolve(node)?;
        let own = Some(view.literals.clone()).filter(|own| !own.is_empty());
        let is_composed = [view.all_of, view.one_of, view.any_of]
            .iter()
            .any(|parts| !parts.is_empty());
        let Some(below) = depth.below().filter(|_| is_composed && seen.insert(at.clone())) else {
            return own;
        };
        let parts = view
            .parts(Combination::All, &at)
            .filter_map(|part| self.values_at(&part, below, seen));
        let of_all: Vec<Vec<Json>> = own.into_iter().chain(parts).collect();
        let of_any = self.values_of_any(&view, &at, below, seen);
        of_all.into_iter().chain(of_any).reduce(|mut left, others| {
            left.retain(|value| others.contains(value));
            left
        })
    }

    /// The values of all alternatives, each of which lists its own.
    fn values_of_any(
        &self,
        view: &View<'a>,
        at: &Pointer,
        below: Depth,
        seen: &mut HashSet<Pointer>,
    ) -> Option<Vec<Json>> {
        let keyword = match view.one_of {
            [] => Combination::Any,
            _ => Combination::One,
        };
        let mut values = Vec::new();
        for part in view.parts(keyword, at) {
            let is_null = |view: &View<'_>| view.ty == Some("null") || (view.literals.is_empty() && view.null_literal);
            if self.resolve(&part).is_none_or(|(view, _)| !is_null(&view)) {
                values.extend(self.values_at(&part, below, seen)?);
            }
        }
        (!values.is_empty()).then_some(values)
    }
}
