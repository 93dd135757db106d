//! The JSON types that a schema allows.
//!
//! In: a schema. Out: the types its values may have, compositions and references followed.

use std::collections::HashSet;

use openapiv3::{ReferenceOr, Schema};

use super::choice;
use super::context::Lowering;
use super::view::{Node, Target, View};
use crate::ir::{Kind, Pointer};

impl<'a> Lowering<'a> {
    /// The JSON types that the values at a node may have.
    pub(super) fn kinds_at(&self, node: &Node<'a>) -> Vec<Kind> {
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
        choice::kinds_of(view)
    }
}
