//! Unions: alternatives are the same by reference, by equality, or by what they are.

use super::flat::{Flat, Union};
use super::types;
use crate::rules;
use crate::wire::doc::{Doc, Node, component};
use crate::wire::{Found, Met, Walk};

/// Whether two alternatives are the same.
type Test<'a, 't> = dyn Fn(&Node<'a>, &Node<'a>) -> bool + 't;

impl<'a> Walk<'a> {
    /// Compares the unions of two schemas, in their order; one that the other side has not is a restriction.
    pub(super) fn all_unions(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        let both = |family| Found::new(family).both(&old.node, &new.node);
        for (before, after) in old.unions.iter().zip(&new.unions) {
            self.unions((old, before), (new, after), met);
        }
        for before in old.unions.iter().skip(new.unions.len()) {
            let text = format!("{} {}", before.keyword(), variants(self.base, before));
            self.report(met, both(&rules::UNION_REMOVED).old(text));
        }
        for after in new.unions.iter().skip(old.unions.len()) {
            let text = format!("{} {}", after.keyword(), variants(self.head, after));
            self.report(met, both(&rules::UNION_ADDED).new_text(text));
        }
    }

    fn unions(&mut self, (old, before): (&Flat<'a>, &Union<'a>), (new, after): (&Flat<'a>, &Union<'a>), met: Met) {
        let pairs = self.pairs_of(before, after);
        let moved = self.moved((old, before), (new, after));
        for (left, right) in &pairs {
            let (left, right) = (before.variants[*left].clone(), after.variants[*right].clone());
            if !left.is_reference() && !right.is_reference() && left.text("title") != right.text("title") {
                let mut found = Found::new(&rules::ALTERNATIVE_TITLE_CHANGED).both(&left, &right);
                found.old = left.text("title").map(str::to_owned);
                found.new = right.text("title").map(str::to_owned);
                self.report(met, found);
            }
            self.alternative(left, right, &moved, met.part(met.scope, false));
        }
        for (index, variant) in before.variants.iter().enumerate() {
            if !pairs.iter().any(|(left, _)| *left == index) {
                let family = if before.one {
                    &rules::ONE_OF_REMOVED
                } else {
                    &rules::ANY_OF_REMOVED
                };
                let text = name(self.base, variant);
                self.report(met, Found::new(family).base(variant).old(text));
            }
        }
        for (index, variant) in after.variants.iter().enumerate() {
            if !pairs.iter().any(|(_, right)| *right == index) {
                let family = if after.one {
                    &rules::ONE_OF_ADDED
                } else {
                    &rules::ANY_OF_ADDED
                };
                let text = name(self.head, variant);
                self.report(met, Found::new(family).head(variant).new_text(text));
            }
        }
        self.discriminators((old, before), (new, after), &pairs, met);
    }

    /// Properties that stand beside a union on one side, and in each of its alternatives on the other: they are compared
    /// where they stand beside it.
    fn moved(&self, (old, before): (&Flat<'a>, &Union<'a>), (new, after): (&Flat<'a>, &Union<'a>)) -> Vec<&'a str> {
        let beside = |flat: &Flat<'a>, other: &Flat<'a>| -> Vec<&'a str> {
            let names = flat.properties.keys().copied();
            names.filter(|name| !other.properties.contains_key(name)).collect()
        };
        let is_in = |doc: Doc<'a>, union: &Union<'a>, name: &str| !union.declarations(doc, name).is_empty();
        let out = beside(new, old)
            .into_iter()
            .filter(|name| is_in(self.base, before, name));
        let into = beside(old, new)
            .into_iter()
            .filter(|name| is_in(self.head, after, name));
        out.chain(into).collect()
    }

    /// Compares two alternatives, without properties that are compared elsewhere.
    fn alternative(&mut self, old: Node<'a>, new: Node<'a>, without: &[&'a str], met: Met) {
        if without.is_empty() {
            return self.schema(old, new, met);
        }
        let (old, new) = (self.base.resolve(old), self.head.resolve(new));
        let key = (
            format!("{} alone", old.at),
            format!("{} alone", new.at),
            met.direction,
            met.written,
        );
        if self.pairs.contains_key(&key) {
            return;
        }
        self.pairs.insert(key, self.graph.pair());
        let (mut old, mut new) = (Flat::of(self.base, old), Flat::of(self.head, new));
        for flat in [&mut old, &mut new] {
            flat.properties.retain(|name, _| !without.contains(name));
        }
        self.flat(&old, &new, met);
    }

    /// The alternatives that are the same on both sides, by their indices.
    fn pairs_of(&self, before: &Union<'a>, after: &Union<'a>) -> Vec<(usize, usize)> {
        let (base, head) = (self.base, self.head);
        let same_reference = |left: &Node<'a>, right: &Node<'a>| left.is_reference() && left.value == right.value;
        let equal =
            |left: &Node<'a>, right: &Node<'a>| base.resolve(left.clone()).value == head.resolve(right.clone()).value;
        let renamed = |left: &Node<'a>, right: &Node<'a>| {
            let is_gone = |doc: Doc<'a>, node: &Node<'a>| {
                let name = node.text("$ref").and_then(|to| to.rsplit('/').next());
                let schemas = doc.section("schemas");
                name.is_some_and(|name| !schemas.is_some_and(|schemas| schemas.contains_key(name)))
            };
            left.is_reference() && right.is_reference() && is_gone(head, left) && is_gone(base, right)
        };
        let flats = |left: &Node<'a>, right: &Node<'a>| {
            let (left, right) = (base.resolve(left.clone()), head.resolve(right.clone()));
            (Flat::of(base, left), Flat::of(head, right))
        };
        let is_inline = |left: &Node<'a>, right: &Node<'a>| !(left.is_reference() && right.is_reference());
        let titled = |left: &Node<'a>, right: &Node<'a>| {
            let title = |flat: &Flat<'a>| flat.node.text("title");
            let (left, right) = flats(left, right);
            left.kind == right.kind && title(&left) == title(&right)
        };
        let of_a_title = |left: &Node<'a>, right: &Node<'a>| is_inline(left, right) && titled(left, right);
        let alike = |left: &Node<'a>, right: &Node<'a>| {
            let (of_left, of_right) = flats(left, right);
            is_inline(left, right) && is_alike(&of_left, &of_right)
        };
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let tests: [&Test<'a, '_>; 5] = [&same_reference, &equal, &renamed, &of_a_title, &alike];
        for same in tests {
            for (left, variant) in before.variants.iter().enumerate() {
                if pairs.iter().any(|(taken, _)| *taken == left) {
                    continue;
                }
                let free = |right: &usize| !pairs.iter().any(|(_, taken)| taken == right);
                let found = (0..after.variants.len())
                    .filter(free)
                    .find(|right| same(variant, &after.variants[*right]));
                pairs.extend(found.map(|right| (left, right)));
            }
        }
        pairs
    }

    /// A schema that became one of several alternatives.
    pub(super) fn wrapped(&mut self, old: &Flat<'a>, new: &Flat<'a>, union: &Union<'a>, met: Met) {
        if let Some(own) = own_members(self.head, old, new) {
            let found = Found::new(&rules::EXTENDED).both(&old.node, &new.node);
            self.report(met, found.new_text(variants(self.head, union)));
            return self.schema(old.node.clone(), own, met.part(met.scope, false));
        }
        let variant = variant_of(self.head, union, old);
        let family = match variant {
            Some(_) => &rules::WRAPPED,
            None => &rules::TYPE_CHANGED,
        };
        let found = Found::new(family).both(&old.node, &new.node);
        let text = variants(self.head, union);
        self.report(met, found.old(types::text(old)).new_text(text));
        if let Some(variant) = variant {
            self.schema(old.node.clone(), variant, met.part(met.scope, false));
        }
    }

    /// One of several alternatives that became the only one.
    pub(super) fn unwrapped(&mut self, old: &Flat<'a>, union: &Union<'a>, new: &Flat<'a>, met: Met) {
        if let Some(own) = own_members(self.base, new, old) {
            let found = Found::new(&rules::NOT_EXTENDED).both(&old.node, &new.node);
            self.report(met, found.old(variants(self.base, union)));
            return self.schema(own, new.node.clone(), met.part(met.scope, false));
        }
        let variant = variant_of(self.base, union, new);
        let family = match variant {
            Some(_) => &rules::UNWRAPPED,
            None => &rules::TYPE_CHANGED,
        };
        let found = Found::new(family).both(&old.node, &new.node);
        let text = variants(self.base, union);
        self.report(met, found.old(text).new_text(types::text(new)));
        if let Some(variant) = variant {
            self.schema(variant, new.node.clone(), met.part(met.scope, false));
        }
    }
}

impl<'a> Union<'a> {
    fn keyword(&self) -> &'static str {
        if self.one { "oneOf" } else { "anyOf" }
    }

    /// What each alternative says of a property; nothing where one does not declare it.
    pub(super) fn declarations(&self, doc: Doc<'a>, name: &str) -> Vec<Flat<'a>> {
        let flats = self
            .variants
            .iter()
            .map(|variant| Flat::of(doc, doc.resolve(variant.clone())));
        let declared: Option<Vec<_>> = flats
            .map(|flat| flat.properties.contains_key(name).then_some(flat))
            .collect();
        declared.unwrap_or_default()
    }
}

/// Whether two alternatives of other titles are the same: scalars of one type, objects of the same properties.
fn is_alike(left: &Flat<'_>, right: &Flat<'_>) -> bool {
    let names = |flat: &Flat<'_>| -> std::collections::BTreeSet<String> {
        flat.properties.keys().map(|name| (*name).to_owned()).collect()
    };
    let is_plain = left.unions.is_empty() && right.unions.is_empty();
    let is_object = left.may_be_object();
    is_plain
        && left.kind == right.kind
        && if is_object {
            !left.properties.is_empty() && names(left) == names(right)
        } else {
            left.format == right.format
        }
}

/// The alternative that a plain schema of the other side is.
fn variant_of<'a>(doc: Doc<'a>, union: &Union<'a>, plain: &Flat<'a>) -> Option<Node<'a>> {
    let resolved = |variant: &Node<'a>| doc.resolve(variant.clone());
    let same =
        |variant: &&Node<'a>| resolved(variant).at == plain.node.at || resolved(variant).value == plain.node.value;
    let alike = |variant: &&Node<'a>| {
        let flat = Flat::of(doc, resolved(variant));
        plain.kind == flat.kind && plain.format == flat.format && plain.kind.is_some() && plain.kind != Some("object")
    };
    let mut variants = union.variants.iter();
    variants.clone().find(same).or_else(|| variants.find(alike)).cloned()
}

/// What a component says itself that is a choice among those that extend it, where the other side has it without these.
fn own_members<'a>(doc: Doc<'a>, plain: &Flat<'a>, union: &Flat<'a>) -> Option<Node<'a>> {
    let (one, other) = (component(&plain.node.at)?, component(&union.node.at)?);
    let is_whole = [plain, union].iter().all(|flat| flat.node.at.matches('/').count() == 3);
    if one == other && is_whole {
        doc.base_of(&one.1)
    } else {
        None
    }
}

/// An alternative in a word: its component, title or type.
fn name<'a>(doc: Doc<'a>, variant: &Node<'a>) -> String {
    let resolved = doc.resolve(variant.clone());
    if let (Some((_, name)), true) = (component(&doc.written(&resolved.at)), variant.is_reference()) {
        return name;
    }
    let title = resolved.text("title").map(str::to_owned);
    title.unwrap_or_else(|| types::text(&Flat::of(doc, resolved)))
}

fn variants<'a>(doc: Doc<'a>, union: &Union<'a>) -> String {
    let names: Vec<String> = union.variants.iter().map(|variant| name(doc, variant)).collect();
    names.join(" or ")
}
