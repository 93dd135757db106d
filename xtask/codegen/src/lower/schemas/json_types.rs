//! The JSON types that a schema allows.
//!
//! In: a schema. Out: the types its values may have, compositions and references followed.

use std::collections::HashSet;

use serde_json::Value as Json;

use crate::depth::Depth;
use crate::ir::{JsonType, Pointer};
use crate::lower::schemas::Schemas;
use crate::lower::schemas::view::{Combination, Node, Target, View};

impl<'a> Schemas<'a> {
    /// The JSON types that the values at a node may have.
    pub(crate) fn json_types(&self, node: &Node<'a>) -> Vec<JsonType> {
        let find = || {
            let found = self.resolve(node);
            found
                .map(|(view, at)| self.json_types_within(&view, &at, Depth::default(), &mut HashSet::new()))
                .unwrap_or_default()
        };
        match node.target {
            Target::Item(_) => find(),
            Target::Reference(reference) => {
                let known = self.json_types.borrow().get(reference).cloned();
                known.unwrap_or_else(|| {
                    let types = find();
                    self.json_types.borrow_mut().insert(reference, types.clone());
                    types
                })
            }
        }
    }

    /// The JSON types that a value of a schema may have; null left out.
    fn json_types_within(
        &self,
        view: &View<'a>,
        pointer: &Pointer,
        depth: Depth,
        seen: &mut HashSet<Pointer>,
    ) -> Vec<JsonType> {
        // What has been looked at adds nothing; there may be 2^n ways to it.
        let Some(below) = depth.below().filter(|_| seen.insert(pointer.clone())) else {
            return Vec::new();
        };
        let mut of = |part: &Node<'a>| {
            self.resolve(part)
                .map(|(view, at)| self.json_types_within(&view, &at, below, seen))
                .unwrap_or_default()
        };
        if let Some(part) = view.parts(Combination::All, pointer).find(|part| self.has_shape(part)) {
            return of(&part);
        }
        let mut variants = view
            .parts(Combination::One, pointer)
            .chain(view.parts(Combination::Any, pointer))
            .peekable();
        if variants.peek().is_some() && view.properties.is_none() {
            let mut types: Vec<JsonType> = variants.flat_map(|variant| of(&variant)).collect();
            types.sort_unstable();
            types.dedup();
            return types;
        }
        json_types_of(view)
    }
}

/// The JSON types of a schema without composition.
pub(crate) fn json_types_of(view: &View<'_>) -> Vec<JsonType> {
    let ty = match view.ty {
        Some("string") => JsonType::String,
        Some("integer") => JsonType::Integer,
        Some("number") => JsonType::Number,
        Some("boolean") => JsonType::Boolean,
        Some("array") => JsonType::Array,
        Some("object") => JsonType::Object,
        _ if view.is_object() => JsonType::Object,
        _ if view.items.is_some() => JsonType::Array,
        _ => return types_of_literals(&view.literals),
    };
    vec![ty]
}

fn types_of_literals(literals: &[Json]) -> Vec<JsonType> {
    let mut types: Vec<JsonType> = literals
        .iter()
        .map(|literal| match literal {
            Json::String(_) => JsonType::String,
            Json::Bool(_) => JsonType::Boolean,
            Json::Number(number) if number.is_i64() || number.is_u64() => JsonType::Integer,
            Json::Number(_) => JsonType::Number,
            Json::Array(_) => JsonType::Array,
            Json::Object(_) => JsonType::Object,
            Json::Null => JsonType::Null,
        })
        .collect();
    types.sort_unstable();
    types.dedup();
    types
}
