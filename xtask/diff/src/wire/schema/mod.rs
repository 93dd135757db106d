//! Schemas, by the direction of data: what an old client sends must stay valid, what it gets must stay readable.

mod discriminators;
mod flat;
mod limits;
mod objects;
mod types;
mod unions;
mod values;

use indexmap::IndexMap;

use self::flat::Flat;
pub(super) use self::flat::Parts;
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

impl<'a> Walk<'a> {
    /// Compares two schemas; those behind references, or made of others, once per pair and direction.
    pub(super) fn schema(&mut self, old: impl Into<Parts<'a>>, new: impl Into<Parts<'a>>, met: Met) {
        let (old, new): (Parts<'a>, Parts<'a>) = (old.into(), new.into());
        let is_reference = |parts: &Parts<'a>| matches!(parts.as_slice(), [node] if node.is_reference());
        let references = (is_reference(&old), is_reference(&new));
        let (old, new) = (resolved(self.base, old), resolved(self.head, new));
        let (Some(first), Some(new_first)) = (old.first(), new.first()) else {
            return;
        };
        // What is made of others leads on as a reference does: `allOf` of the schema around it.
        let is_made = old.len() + new.len() > 2 || [first, new_first].iter().any(|node| node.get("allOf").is_some());
        if references.0 != references.1 && (!is_made || is_same((self.base, first), (self.head, new_first))) {
            self.moved_schemas.insert((first.at.clone(), new_first.at.clone()));
        }
        if references == (false, false) && !is_made {
            return self.parts(old, new, met);
        }
        if references == (true, true) {
            self.names(first, new_first);
        }
        let at = |parts: &Parts<'a>| parts.iter().map(|node| node.at.as_str()).collect::<Vec<_>>().join(" ");
        let key = (at(&old), at(&new), met.direction, met.written);
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
            self.parts(old, new, met);
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

    fn parts(&mut self, old: Parts<'a>, new: Parts<'a>, met: Met) {
        if let (Some(old), Some(new)) = (view(self.base, old), view(self.head, new)) {
            self.flat(&old, &new, met);
        }
    }

    fn flat(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        self.judged.extend(old.places.iter().chain(&new.places).cloned());
        self.null(old, new, met);
        match (old.unions.as_slice(), new.unions.as_slice()) {
            ([], []) => self.plain(old, new, met),
            ([], [after, ..]) if !is_beside(old, new) => self.wrapped(old, new, after, met),
            ([before, ..], []) if !is_beside(old, new) => self.unwrapped(old, before, new, met),
            _ => self.beside(old, new, met),
        }
    }

    fn plain(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        if self.listed(old, new, met) || self.types(old, new, met) == Relation::Other {
            return;
        }
        self.restrictions(old, new, met);
        if old.kind == new.kind {
            self.objects(old, new, met);
            self.items(old, new, met);
        }
    }

    /// Compares what stands beside unions, then the unions.
    fn beside(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        // Where only one side has a type of its own, the alternatives say what the other is.
        let has_types = old.kind.is_some() && new.kind.is_some();
        if has_types && self.types(old, new, met) == Relation::Other {
            return;
        }
        self.restrictions(old, new, met);
        if old.may_be_object() && new.may_be_object() {
            self.objects(old, new, met);
        }
        if old.kind == Some("array") && new.kind == Some("array") {
            self.items(old, new, met);
        }
        self.all_unions(old, new, met);
    }

    fn restrictions(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        self.enums(old, new, met);
        self.limits(old, new, met);
        self.pattern(old, new, met);
        self.defaults(old, new, met);
        self.constraints(old, new, met);
    }

    /// Compares the items of lists: one schema for all, or one for each place of a tuple and one for what follows.
    fn items(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        if old.kind != Some("array") {
            return;
        }
        for place in 0..=old.prefix.max(new.prefix) {
            if let (Some(before), Some(after)) = (old.item(place), new.item(place)) {
                self.schema(before, after, met.part(met.scope, false));
            }
        }
    }

    fn null(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        // Null cannot be written as text.
        if met.is_text() {
            return;
        }
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

/// Whether a value of a schema is one word where it is written as text.
pub(super) fn is_word<'a>(doc: Doc<'a>, schema: impl Into<Parts<'a>>) -> bool {
    let is_scalar = |variant: &Node<'a>| Flat::of(doc, doc.resolve(variant.clone())).is_scalar();
    let is_choice = |flat: &Flat<'a>| flat.unions.iter().any(|union| union.variants.iter().all(is_scalar));
    view(doc, schema.into()).is_some_and(|flat| flat.is_scalar() || is_choice(&flat))
}

/// Whether a schema takes lists.
pub(super) fn is_list<'a>(doc: Doc<'a>, schema: impl Into<Parts<'a>>) -> bool {
    view(doc, schema.into()).is_some_and(|flat| flat.kind == Some("array"))
}

/// The properties of a schema, each with the places that describe it.
pub(super) fn properties<'a>(doc: Doc<'a>, schema: Node<'a>) -> IndexMap<&'a str, Parts<'a>> {
    view(doc, schema.into()).map_or_else(IndexMap::new, |flat| flat.properties)
}

/// The media type of a part of a form that none is given for: of a list, that of its items (OpenAPI 3.0 §4.7.15.1).
pub(super) fn part_media_type<'a>(doc: Doc<'a>, schema: Parts<'a>) -> &'static str {
    let part = view(doc, schema);
    let items = part.as_ref().filter(|flat| flat.kind == Some("array"));
    let item = items.and_then(|flat| view(doc, flat.item(0)?));
    match item.or(part) {
        Some(flat) if flat.format == Some("binary") => "application/octet-stream",
        Some(flat) if flat.is_scalar() => "text/plain",
        _ => "application/json",
    }
}

/// The view of the places that describe a value.
fn view<'a>(doc: Doc<'a>, parts: Parts<'a>) -> Option<Flat<'a>> {
    let parts = resolved(doc, parts);
    Some(Flat::of_parts(doc, parts.first()?.clone(), parts))
}

/// The places behind references, each once.
fn resolved<'a>(doc: Doc<'a>, parts: Parts<'a>) -> Parts<'a> {
    let mut found = Parts::new();
    for node in parts.into_iter().map(|node| doc.resolve(node)) {
        if !found.iter().any(|known| known.at == node.at) {
            found.push(node);
        }
    }
    found
}

/// Whether one side has alternatives beside members of its own, which are those of the other.
fn is_beside(old: &Flat<'_>, new: &Flat<'_>) -> bool {
    let has_members = |flat: &Flat<'_>| flat.may_be_object() && !flat.properties.is_empty();
    has_members(old) && has_members(new)
}
