//! Objects that also have to fit alternatives (`oneOf`, `anyOf`).
//!
//! In: the members of an object, with alternatives. Out: the union of its compositions with each of them.

use crate::ir::{Pointer, Type};
use crate::lower::docs;
use crate::lower::models::site::Site;
use crate::lower::models::unions::alternatives;
use crate::lower::models::variants::Candidate;
use crate::lower::models::{Models, Outcome};
use crate::lower::schemas::Schemas;
use crate::lower::schemas::members::{Alternatives, Members};
use crate::lower::schemas::view::{Node, Target};

impl<'a> Models<'_, 'a> {
    /// The union of an object's compositions with its first set of alternatives; those of the others are optional.
    pub(super) fn distribute(&mut self, mut members: Members<'a>, pointer: &Pointer, site: &Site) -> Outcome {
        let first = members.alternatives.remove(0);
        make_optional(self.schemas, &mut members);
        let nodes = alternatives(self.schemas, first.variants, first.pointer);
        if members.properties.is_empty() && members.required.is_empty() {
            return match nodes.as_slice() {
                [only] => Outcome::Use(self.lower(only, site).ty),
                _ => self.union(&nodes, first.keyword, first.discriminator, pointer, site),
            };
        }
        let mut candidates = Vec::with_capacity(nodes.len());
        for (node, (called, signature)) in nodes.iter().zip(self.called(&nodes)) {
            let mut whole = members.clone();
            if let Some((part, at)) = self.schemas.resolve(node) {
                whole.add(self.schemas, &part, &at);
            }
            make_optional(self.schemas, &mut whole);
            let signature = signature.composed(self.schemas, &whole);
            let site = site.variant(&called.name, called.disambiguator.as_deref());
            candidates.push(Candidate {
                called,
                ty: self.composition(node, whole, &site),
                docs: docs::of_variant(self.schemas, node),
                pointer: node.pointer.clone(),
                signature,
            });
        }
        self.union_of(candidates, first.keyword, first.discriminator, pointer)
    }

    /// The type of an alternative with what surrounds it: its own where it has all of that itself.
    fn composition(&mut self, node: &Node<'a>, whole: Members<'a>, site: &Site) -> Type {
        if is_whole(self.schemas, node, &whole) {
            return self.lower(node, site).ty;
        }
        let outcome = self.structure(whole, site);
        self.named(outcome, &node.pointer, site)
    }
}

/// Whether a component has all members of its composition with what surrounds it, as one that extends its parent has.
fn is_whole<'a>(schemas: &Schemas<'a>, node: &Node<'a>, whole: &Members<'a>) -> bool {
    let (Target::Reference(_), Some((view, at))) = (node.target, schemas.resolve(node)) else {
        return false;
    };
    let own = Members::of(schemas, &view, &at);
    let has = |(key, node): (&&str, &Node<'_>)| own.properties.get(key).is_some_and(|own| own.pointer == node.pointer);
    own.alternatives.is_empty()
        && whole.properties.iter().all(has)
        && whole.required == own.required
        && whole.additional.as_ref().map(|(_, at)| at) == own.additional.as_ref().map(|(_, at)| at)
}

/// Adds the members of all alternatives without demanding any of them.
fn make_optional<'a>(schemas: &Schemas<'a>, members: &mut Members<'a>) {
    for Alternatives { variants, pointer, .. } in std::mem::take(&mut members.alternatives) {
        for node in alternatives(schemas, variants, pointer) {
            let Some((view, at)) = schemas.resolve(&node) else {
                continue;
            };
            for (key, property) in Members::of(schemas, &view, &at).properties {
                members.properties.entry(key).or_insert(property);
            }
        }
    }
}
