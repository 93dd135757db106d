//! Unions: alternatives are the same by reference, by equality, or by what they are.

use serde_json::{Map, Value};

use super::flat::{Flat, Union};
use super::types::{self, Relation};
use crate::rules;
use crate::wire::doc::{Doc, Node, component};
use crate::wire::{Found, Met, Walk};
use callspec_codegen::pointer::last_name;

/// Whether two alternatives are the same.
type Test<'a, 't> = dyn Fn(&Node<'a>, &Node<'a>) -> bool + 't;

impl<'a> Walk<'a> {
    /// Compares two unions.
    pub(super) fn unions(
        &mut self,
        (old, before): (&Flat<'a>, &Union<'a>),
        (new, after): (&Flat<'a>, &Union<'a>),
        met: Met,
    ) {
        let pairs = self.pairs_of(before, after);
        for (left, right) in &pairs {
            self.schema(
                before.variants[*left].clone(),
                after.variants[*right].clone(),
                met.part(met.scope, false),
            );
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
        self.discriminators((old, before), (new, after), met);
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
        let alike = |left: &Node<'a>, right: &Node<'a>| {
            let (left, right) = (
                Flat::of(base, base.resolve(left.clone())),
                Flat::of(head, head.resolve(right.clone())),
            );
            let title = |flat: &Flat<'a>| flat.node.text("title");
            left.kind == right.kind && title(&left) == title(&right)
        };
        let inline_alike =
            |left: &Node<'a>, right: &Node<'a>| !(left.is_reference() && right.is_reference()) && alike(left, right);
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let tests: [&Test<'a, '_>; 4] = [&same_reference, &equal, &renamed, &inline_alike];
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

    fn discriminators(
        &mut self,
        (old, before): (&Flat<'a>, &Union<'a>),
        (new, after): (&Flat<'a>, &Union<'a>),
        met: Met,
    ) {
        let (before, after) = match (&before.discriminator, &after.discriminator) {
            (None, None) => return,
            (Some(before), None) => {
                let found = Found::new(&rules::DISCRIMINATOR_REMOVED).both(&old.node, &new.node);
                return self.report(met, found.old(property(before)));
            }
            (None, Some(after)) => {
                let found = Found::new(&rules::DISCRIMINATOR_ADDED).both(&old.node, &new.node);
                return self.report(met, found.new_text(property(after)));
            }
            (Some(before), Some(after)) => (before, after),
        };
        if property(before) != property(after) {
            let found = Found::new(&rules::DISCRIMINATOR_CHANGED).both(&old.node, &new.node);
            self.report(met, found.old(property(before)).new_text(property(after)));
        }
        let default = |node: &Node<'a>| node.text("x-default-mapping").map(|to| last_name(to).to_owned());
        if default(before) != default(after) {
            let mut found = Found::new(&rules::DEFAULT_MAPPING_CHANGED).both(&old.node, &new.node);
            (found.old, found.new) = (default(before), default(after));
            self.report(met, found);
        }
        let empty = Map::new();
        let mapping = |node: &Node<'a>| node.value.get("mapping").and_then(Value::as_object);
        let (values, new_values) = (mapping(before).unwrap_or(&empty), mapping(after).unwrap_or(&empty));
        let (base, head) = (self.base, self.head);
        let text = |value: &str, to: &Value| {
            let to = to.as_str().unwrap_or_default().trim_start_matches('#');
            let to = head.written(&base.written(to));
            format!("`{value}` for {}", to.rsplit('/').next().unwrap_or(&to))
        };
        let both = |family| Found::new(family).both(&old.node, &new.node);
        for (value, to) in values {
            match new_values.get(value) {
                None => self.report(met, both(&rules::MAPPING_DELETED).old(text(value, to))),
                Some(other) if other != to => {
                    let found = both(&rules::MAPPING_CHANGED).old(text(value, to));
                    self.report(met, found.new_text(text(value, other)));
                }
                Some(_) => {}
            }
        }
        for (value, to) in new_values.iter().filter(|(value, _)| !values.contains_key(*value)) {
            self.report(met, both(&rules::MAPPING_ADDED).new_text(text(value, to)));
        }
    }
}

/// The alternative that a plain schema of the other side is.
fn variant_of<'a>(doc: Doc<'a>, union: &Union<'a>, plain: &Flat<'a>) -> Option<Node<'a>> {
    let resolved = |variant: &Node<'a>| doc.resolve(variant.clone());
    let same =
        |variant: &&Node<'a>| resolved(variant).at == plain.node.at || resolved(variant).value == plain.node.value;
    let alike = |variant: &&Node<'a>| {
        let flat = Flat::of(doc, resolved(variant));
        types::relation(plain, &flat) == Relation::Same && plain.kind.is_some() && plain.kind != Some("object")
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

fn property(discriminator: &Node<'_>) -> String {
    format!("property {}", discriminator.text("propertyName").unwrap_or("?"))
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
