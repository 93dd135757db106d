//! Unions that are alternatives of themselves, be it through others.
//!
//! In: what a schema lists by `oneOf` or `anyOf`. Out: the same alternatives, where none leads back to the union: an
//! alternative that is the union itself says nothing, and a union in between says what else it lists.

use std::collections::HashSet;

use openapiv3::{ReferenceOr, Schema};

use crate::depth::Depth;
use crate::ir::Pointer;
use crate::lower::schemas::Schemas;
use crate::lower::schemas::view::{Combination, Node, View, nodes};

/// The alternatives that are listed at a place, without those that lead back to the schema around them.
pub(crate) fn without_itself<'a>(
    schemas: &Schemas<'a>,
    listed: &'a [ReferenceOr<Schema>],
    at: &Pointer,
) -> Vec<Node<'a>> {
    let all = nodes(listed, at.clone());
    let Some((union, _)) = at.0.rsplit_once('/') else {
        return all.collect();
    };
    let rings = Rings {
        schemas,
        union: Pointer(union.to_owned()),
    };
    let mut found = Vec::with_capacity(listed.len());
    let mut met = HashSet::from([rings.union.clone()]);
    for node in all {
        rings.add(node, Depth::default(), &mut met, &mut found);
    }
    found
}

/// Whether a schema is a union, or has it among what it is composed of.
pub(crate) fn is_around(schema: &Pointer, union: &Pointer) -> bool {
    let rest = union.0.strip_prefix(&schema.0);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("/allOf/"))
}

/// The rings through a union.
struct Rings<'s, 'a> {
    schemas: &'s Schemas<'a>,
    union: Pointer,
}

impl<'a> Rings<'_, 'a> {
    /// Adds an alternative, or what it lists where it leads back.
    fn add(&self, node: Node<'a>, depth: Depth, met: &mut HashSet<Pointer>, found: &mut Vec<Node<'a>>) {
        match self.listed(&node) {
            Some(Listed { at, .. }) if is_around(&at, &self.union) || met.contains(&at) => {}
            Some(listed) if self.leads_back(&listed, &mut HashSet::from([listed.at.clone()]), depth) => {
                let Some(below) = depth.below() else {
                    return;
                };
                met.insert(listed.at.clone());
                for part in listed.parts() {
                    self.add(part, below, met, found);
                }
            }
            _ => found.push(node),
        }
    }

    /// Whether a schema lists the union, or what lists it. Those that are listed are looked at before what they list, so that
    /// unions that all list each other take a step each.
    fn leads_back(&self, listed: &Listed<'a>, seen: &mut HashSet<Pointer>, depth: Depth) -> bool {
        let parts: Vec<_> = listed.parts().filter_map(|part| self.listed(&part)).collect();
        let leads_back = parts.iter().any(|part| is_around(&part.at, &self.union));
        leads_back
            || depth.below().is_some_and(|below| {
                let mut parts = parts.iter();
                parts.any(|part| seen.insert(part.at.clone()) && self.leads_back(part, seen, below))
            })
    }

    /// What a schema lists, if that is all that it says: a union, or a name for one. Of the union that is looked at the place
    /// is enough.
    fn listed(&self, node: &Node<'a>) -> Option<Listed<'a>> {
        let (view, at) = self.schemas.resolve(node)?;
        let keyword = match (view.one_of, view.any_of, view.all_of) {
            _ if is_around(&at, &self.union) => Combination::One,
            _ if says_more(&view) => return None,
            ([_, ..], [], []) => Combination::One,
            ([], [_, ..], []) => Combination::Any,
            ([], [], [_]) => Combination::All,
            _ => return None,
        };
        Some(Listed { at, view, keyword })
    }
}

/// A schema that only lists others.
struct Listed<'a> {
    at: Pointer,
    view: View<'a>,
    keyword: Combination,
}

impl<'a> Listed<'a> {
    fn parts(&self) -> impl Iterator<Item = Node<'a>> {
        self.view.parts(self.keyword, &self.at)
    }
}

/// Whether a schema says something beside what it is composed of.
fn says_more(view: &View<'_>) -> bool {
    let alone = View {
        one_of: &[],
        any_of: &[],
        all_of: &[],
        ..view.clone()
    };
    !alone.is_empty() || !view.required.is_empty()
}
