//! The JSON types that a schema allows.
//!
//! In: a schema. Out: the types its values may have, compositions and references followed.

use std::collections::HashSet;

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value as Json;

use crate::ir::{Kind, Pointer};
use crate::lower::models::Lowering;
use crate::lower::schemas::view::{Node, Target, View};

impl<'a> Lowering<'a> {
    /// The JSON types that the values at a node may have.
    pub(crate) fn kinds_at(&self, node: &Node<'a>) -> Vec<Kind> {
        let find = || {
            let found = self.resolve(node);
            found
                .map(|(view, at)| self.kinds(&view, &at, &mut HashSet::new()))
                .unwrap_or_default()
        };
        match node.target {
            Target::Item(_) => find(),
            Target::Reference(reference) => {
                let known = self.kinds_of.borrow().get(reference).cloned();
                known.unwrap_or_else(|| {
                    let kinds = find();
                    self.kinds_of.borrow_mut().insert(reference, kinds.clone());
                    kinds
                })
            }
        }
    }

    /// The JSON types that a value of a schema may have; null left out.
    fn kinds(&self, view: &View<'a>, pointer: &Pointer, seen: &mut HashSet<Pointer>) -> Vec<Kind> {
        // What has been looked at adds nothing; there may be 2^n ways to it.
        if !seen.insert(pointer.clone()) {
            return Vec::new();
        }
        let mut of = |(keyword, index): (&str, usize), part: &'a ReferenceOr<Schema>| {
            let node = Node::new(part, pointer.child(keyword).child(&index.to_string()));
            self.resolve(&node)
                .map(|(view, at)| self.kinds(&view, &at, seen))
                .unwrap_or_default()
        };
        if let Some((index, part)) = view
            .all_of
            .iter()
            .enumerate()
            .find(|(_, part)| self.has_shape(part, pointer))
        {
            return of(("allOf", index), part);
        }
        let one_of = view
            .one_of
            .iter()
            .enumerate()
            .map(|(index, arm)| (("oneOf", index), arm));
        let any_of = view
            .any_of
            .iter()
            .enumerate()
            .map(|(index, arm)| (("anyOf", index), arm));
        let arms: Vec<_> = one_of.chain(any_of).collect();
        if !arms.is_empty() && view.properties.is_none() {
            let mut kinds: Vec<Kind> = arms.into_iter().flat_map(|(at, arm)| of(at, arm)).collect();
            kinds.sort_unstable();
            kinds.dedup();
            return kinds;
        }
        json_types_of(view)
    }
}

/// The JSON types of a schema without composition.
pub(crate) fn json_types_of(view: &View<'_>) -> Vec<Kind> {
    let kind = match view.ty {
        Some("string") => Kind::String,
        Some("integer") => Kind::Integer,
        Some("number") => Kind::Number,
        Some("boolean") => Kind::Boolean,
        Some("array") => Kind::Array,
        Some("object") => Kind::Object,
        _ if view.is_object() => Kind::Object,
        _ if view.items.is_some() => Kind::Array,
        _ => return types_of_literals(&view.literals),
    };
    vec![kind]
}

fn types_of_literals(literals: &[Json]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = literals
        .iter()
        .map(|literal| match literal {
            Json::String(_) => Kind::String,
            Json::Bool(_) => Kind::Boolean,
            Json::Number(number) if number.is_i64() || number.is_u64() => Kind::Integer,
            Json::Number(_) => Kind::Number,
            Json::Array(_) => Kind::Array,
            Json::Object(_) => Kind::Object,
            Json::Null => Kind::Null,
        })
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}
