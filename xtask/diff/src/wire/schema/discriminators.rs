//! Discriminators: the property that tells alternatives apart, and the values that it has.

use std::collections::BTreeSet;

use callspec_codegen::pointer::unescape;
use serde_json::Value;

use super::flat::{Flat, Union};
use crate::rules;
use crate::wire::doc::{Doc, Node, component};
use crate::wire::{Found, Met, Walk};

/// The alternatives of a union that its discriminator tells apart: each with its reference and the values that stand for it.
type Told = Vec<(String, BTreeSet<String>)>;

impl<'a> Walk<'a> {
    /// Compares the discriminators of two unions; `pairs` are the alternatives that are the same, by their indices.
    pub(super) fn discriminators(
        &mut self,
        (old, before): (&Flat<'a>, &Union<'a>),
        (new, after): (&Flat<'a>, &Union<'a>),
        pairs: &[(usize, usize)],
        met: Met,
    ) {
        let both = |family| Found::new(family).both(&old.node, &new.node);
        let (left, right) = match (&before.discriminator, &after.discriminator) {
            (None, None) => return,
            (Some(left), None) => return self.report(met, both(&rules::DISCRIMINATOR_REMOVED).old(property(left))),
            (None, Some(right)) => {
                return self.report(met, both(&rules::DISCRIMINATOR_ADDED).new_text(property(right)));
            }
            (Some(left), Some(right)) => (left, right),
        };
        self.judged.extend([left.at.clone(), right.at.clone()]);
        if property(left) != property(right) {
            let found = both(&rules::DISCRIMINATOR_CHANGED).old(property(left));
            self.report(met, found.new_text(property(right)));
        }
        let default = |node: &Node<'a>| {
            let to = node.text("x-default-mapping")?.rsplit('/').next()?;
            Some(unescape(to).into_owned())
        };
        if default(left) != default(right) {
            let mut found = both(&rules::DEFAULT_MAPPING_CHANGED);
            (found.old, found.new) = (default(left), default(right));
            self.report(met, found);
        }
        let (mut told, mut new_told) = (told(self.base, before, left), told(self.head, after, right));
        for (index, new_index) in pairs {
            let (variant, new_variant) = (&before.variants[*index], &after.variants[*new_index]);
            let values = |of: &Told, variant: &Node<'a>| {
                of.iter()
                    .find(|(to, _)| Some(to.as_str()) == variant.text("$ref"))
                    .cloned()
            };
            let (Some((to, was)), Some((new_to, is))) = (values(&told, variant), values(&new_told, new_variant)) else {
                continue;
            };
            if was.is_disjoint(&is) && !was.is_empty() && !is.is_empty() {
                self.value_changed((old, variant, &was), (new, new_variant, &is), met);
                told.retain(|(other, _)| *other != to);
                new_told.retain(|(other, _)| *other != new_to);
            }
        }
        self.mapping((old, &each(&told)), (new, &each(&new_told)), met);
    }

    /// Compares which value stands for which alternative.
    fn mapping(
        &mut self,
        (old, before): (&Flat<'a>, &[(String, String)]),
        (new, after): (&Flat<'a>, &[(String, String)]),
        met: Met,
    ) {
        let both = |family| Found::new(family).both(&old.node, &new.node);
        let (base, head) = (self.base, self.head);
        let name = |to: &str| head.written(&base.written(to.trim_start_matches('#')));
        let text = |value: &str, to: &str| format!("`{value}` for {}", name(to).rsplit('/').next().unwrap_or(to));
        // An alternative that came or went is found itself, with its values.
        let is_known = |told: &[(String, String)], to: &str| told.iter().any(|(_, other)| other == to);
        for (value, to) in before {
            match after.iter().find(|(other, _)| other == value) {
                Some((_, other)) if other != to && !self.is_renamed(to, other) => {
                    let found = both(&rules::MAPPING_CHANGED).old(text(value, to));
                    self.report(met, found.new_text(text(value, other)));
                }
                None if is_known(after, to) => self.report(met, both(&rules::MAPPING_DELETED).old(text(value, to))),
                _ => {}
            }
        }
        for (value, to) in after {
            if !before.iter().any(|(other, _)| other == value) && is_known(before, to) {
                self.report(met, both(&rules::MAPPING_ADDED).new_text(text(value, to)));
            }
        }
    }

    /// An alternative all of whose values are others: where names are the values, the schema was renamed.
    fn value_changed(
        &mut self,
        (old, variant, was): (&Flat<'a>, &Node<'a>, &BTreeSet<String>),
        (new, new_variant, is): (&Flat<'a>, &Node<'a>, &BTreeSet<String>),
        met: Met,
    ) {
        let (schema, new_schema) = (
            self.base.resolve(variant.clone()),
            self.head.resolve(new_variant.clone()),
        );
        let names = component(&schema.at).zip(component(&new_schema.at));
        let renamed = names
            .map(|((_, old), (_, new))| (old, new))
            .filter(|(old, new)| old != new);
        let text = |values: &BTreeSet<String>| {
            let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
            values.join(" or ")
        };
        let found = Found::new(&rules::DISCRIMINATOR_VALUE_CHANGED)
            .old(text(was))
            .new_text(text(is));
        match renamed {
            Some(names) => {
                self.sent_names.insert(names);
                self.report(met, found.both(&schema, &new_schema));
            }
            None => self.report(met, found.both(&old.node, &new.node)),
        }
    }

    /// Whether a reference leads to the same schema under another name.
    fn is_renamed(&self, old: &str, new: &str) -> bool {
        let name = |to: &str| to.rsplit('/').next().map(|name| unescape(name).into_owned());
        let names = name(old).zip(name(new));
        names.is_some_and(|names| self.renamed.contains(&names))
    }
}

/// Each value with the alternative that it stands for.
fn each(told: &Told) -> Vec<(String, String)> {
    let all = told
        .iter()
        .flat_map(|(to, values)| values.iter().map(move |value| (value.clone(), to.clone())));
    all.collect()
}

/// The values that stand for each alternative: those that are mapped to it, or its name; none where it declares them itself,
/// as what changes of these is found there.
fn told<'a>(doc: Doc<'a>, union: &Union<'a>, discriminator: &Node<'a>) -> Told {
    let property = discriminator.text("propertyName").unwrap_or_default();
    let declares = |variant: &Node<'a>| {
        let flat = Flat::of(doc, doc.resolve(variant.clone()));
        let schemas = flat.properties.get(property).cloned().unwrap_or_default();
        let mut schemas = schemas.into_iter().map(|schema| Flat::of(doc, doc.resolve(schema)));
        schemas.any(|schema| schema.values.is_some())
    };
    let mapping = discriminator.value.get("mapping").and_then(Value::as_object);
    let mapped: Vec<(&String, &str)> = mapping
        .into_iter()
        .flatten()
        .filter_map(|(value, to)| Some((value, to.as_str()?)))
        .collect();
    let values = |variant: &Node<'a>, to: &str| -> BTreeSet<String> {
        let values: BTreeSet<String> = mapped
            .iter()
            .filter(|(_, other)| *other == to)
            .map(|(value, _)| (*value).clone())
            .collect();
        match to.rsplit('/').next() {
            Some(name) if values.is_empty() && !declares(variant) => BTreeSet::from([unescape(name).into_owned()]),
            _ => values,
        }
    };
    let references = union
        .variants
        .iter()
        .filter_map(|variant| Some((variant, variant.text("$ref")?)));
    references
        .map(|(variant, to)| (to.to_owned(), values(variant, to)))
        .collect()
}

fn property(discriminator: &Node<'_>) -> String {
    format!("property {}", discriminator.text("propertyName").unwrap_or("?"))
}
