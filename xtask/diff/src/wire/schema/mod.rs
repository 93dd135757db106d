//! Schemas, by the direction of data: what an old client sends must stay valid, what it gets must stay readable.

mod flat;
mod limits;
mod objects;
mod types;
mod unions;
mod values;

use self::flat::Flat;
use self::types::Relation;
pub(super) use self::values::cut;
use super::doc::{Doc, Node, component};
use super::reach::From;
use super::{Found, Met, Walk};
use crate::finding::Direction;
use crate::rules;

/// Whether two schemas say the same, one of them perhaps by `allOf`.
pub(super) fn is_same<'a>((base, old): (Doc<'a>, &Node<'a>), (head, new): (Doc<'a>, &Node<'a>)) -> bool {
    Flat::of(base, old.clone()).is_same(&Flat::of(head, new.clone()))
}

/// Whether the types of two schemas hold the same values, whatever their formats are.
pub(super) fn is_same_type<'a>((base, old): (Doc<'a>, &Node<'a>), (head, new): (Doc<'a>, &Node<'a>)) -> bool {
    types::relation(&Flat::of(base, old.clone()), &Flat::of(head, new.clone())) == Relation::Same
}

impl<'a> Walk<'a> {
    /// Compares two schemas; those behind references, or made of others, once per pair and direction.
    pub(super) fn schema(&mut self, old: Node<'a>, new: Node<'a>, met: Met) {
        let references = (old.is_reference(), new.is_reference());
        let (old, new) = (self.base.resolve(old), self.head.resolve(new));
        // What is made of others leads on as a reference does: `allOf` of the schema around it.
        let is_made = [&old, &new].iter().any(|node| node.get("allOf").is_some());
        if references.0 != references.1 && (!is_made || is_same((self.base, &old), (self.head, &new))) {
            self.moved_schemas.insert((old.at.clone(), new.at.clone()));
        }
        if references == (false, false) && !is_made {
            return self.flat(old, new, met);
        }
        if references == (true, true) {
            self.names(&old, &new);
        }
        let key = (old.at.clone(), new.at.clone(), met.direction);
        let known = self.pairs.get(&key).copied();
        let pair = known.unwrap_or_else(|| self.graph.pair());
        self.graph.edge(met.from, pair, met.scope);
        if known.is_none() {
            self.pairs.insert(key, pair);
            let inside = Met {
                from: From::Pair(pair),
                // A schema that is shared on both sides is judged by those who need a value.
                optional: met.optional && references != (true, true),
                root: Some(pair),
                ..met
            };
            self.waiting.push_back((old, new, inside, self.current.clone()));
        }
    }

    /// Compares the pairs that were met. One after the other, as references can be strung together without end.
    pub(super) fn pairs(&mut self) {
        while let Some((old, new, met, current)) = self.waiting.pop_front() {
            self.current = current;
            self.flat(old, new, met);
        }
        self.current = None;
    }

    /// Remembers that a component has another name on the other side.
    fn names(&mut self, old: &Node<'a>, new: &Node<'a>) {
        let (Some((_, old)), Some((_, new))) = (component(&old.at), component(&new.at)) else {
            return;
        };
        let has = |doc: Doc<'a>, name: &str| doc.section("schemas").is_some_and(|schemas| schemas.contains_key(name));
        if old != new && !has(self.head, &old) && !has(self.base, &new) {
            self.renamed.insert((old, new));
        }
    }

    fn flat(&mut self, old: Node<'a>, new: Node<'a>, met: Met) {
        let (old, new) = (Flat::of(self.base, old), Flat::of(self.head, new));
        self.null(&old, &new, met);
        match (&old.union, &new.union) {
            (Some(before), Some(after)) => self.unions((&old, before), (&new, after), met),
            (None, Some(after)) => self.wrapped(&old, &new, after, met),
            (Some(before), None) => self.unwrapped(&old, before, &new, met),
            (None, None) => self.plain(&old, &new, met),
        }
    }

    fn plain(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        if self.types(old, new, met) == Relation::Other {
            return;
        }
        self.enums(old, new, met);
        self.limits(old, new, met);
        self.pattern(old, new, met);
        self.defaults(old, new, met);
        self.constraints(old, new, met);
        if old.kind == new.kind {
            self.objects(old, new, met);
            // One schema for all, or one for each place of a tuple and one for what follows.
            for place in 0..=old.prefix.max(new.prefix) {
                if let (Some(before), Some(after)) = (old.item(place), new.item(place)) {
                    self.schema(before, after, met.part(met.scope, false));
                }
            }
        }
    }

    fn types(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) -> Relation {
        let relation = types::relation(old, new);
        let family = match (relation, met.direction) {
            (Relation::Same, _) => return relation,
            (Relation::Wider, _) => &rules::TYPE_GENERALIZED,
            (Relation::Narrower, Direction::Response) => &rules::TYPE_SPECIALIZED,
            (Relation::Narrower | Relation::Other, _) => &rules::TYPE_CHANGED,
        };
        let found = Found::new(family).both(&old.node, &new.node);
        self.report(met, found.old(types::text(old)).new_text(types::text(new)));
        relation
    }

    fn null(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        let family = match (old.nullable, new.nullable, met.direction) {
            (false, true, Direction::Response) if met.optional => &rules::OPTIONAL_BECAME_NULLABLE,
            (false, true, _) => &rules::BECAME_NULLABLE,
            (true, false, _) => &rules::BECAME_NOT_NULLABLE,
            _ => return,
        };
        let text = |flat: &Flat<'a>| if flat.nullable { "nullable" } else { "not nullable" };
        let found = Found::new(family).both(&old.node, &new.node);
        self.report(met, found.old(text(old)).new_text(text(new)));
    }
}
