//! A schema with its `allOf` merged: what a value has to be, in one view.

use std::collections::{BTreeSet, HashMap};

use indexmap::IndexMap;
use serde_json::Value;

use crate::wire::doc::{Doc, Node};

/// Most schemas that are merged into one view.
const MOST: usize = 1_000;

/// Keywords of which one value counts: the schema's own before those of its `allOf`.
const FACTS: &[&str] = &[
    "maximum",
    "minimum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "maxItems",
    "minItems",
    "maxProperties",
    "minProperties",
    "multipleOf",
    "uniqueItems",
    "pattern",
    "default",
];

/// Where `normalise` keeps keywords of 3.1 that only restrict, and have a key of their own.
const KEPT: &[&str] = &["x-content-schema", "x-content-media-type", "x-content-encoding"];

/// A union inside a schema.
#[derive(Clone, Debug)]
pub(super) struct Union<'a> {
    /// Whether it is a `oneOf` and no `anyOf`.
    pub(super) one: bool,
    pub(super) variants: Vec<Node<'a>>,
    pub(super) discriminator: Option<Node<'a>>,
}

/// The view.
#[derive(Clone, Debug)]
pub(super) struct Flat<'a> {
    pub(super) node: Node<'a>,
    pub(super) kind: Option<&'a str>,
    pub(super) format: Option<&'a str>,
    pub(super) nullable: bool,
    pub(super) values: Option<Node<'a>>,
    pub(super) properties: IndexMap<&'a str, Node<'a>>,
    pub(super) required: BTreeSet<&'a str>,
    pub(super) additional: Option<Node<'a>>,
    pub(super) items: Option<Node<'a>>,
    /// How many items of a tuple have a schema of their own, which are the alternatives of `items`.
    pub(super) prefix: usize,
    pub(super) union: Option<Union<'a>>,
    pub(super) facts: HashMap<&'static str, &'a Value>,
    pub(super) constraints: IndexMap<&'a str, &'a Value>,
}

impl<'a> Flat<'a> {
    /// The view of a schema that is no reference.
    pub(super) fn of(doc: Doc<'a>, node: Node<'a>) -> Self {
        let mut flat = Self {
            node: node.clone(),
            kind: None,
            format: None,
            nullable: false,
            values: None,
            properties: IndexMap::new(),
            required: BTreeSet::new(),
            additional: None,
            items: None,
            prefix: 0,
            union: None,
            facts: HashMap::new(),
            constraints: IndexMap::new(),
        };
        flat.nullable = flat.merge(doc, &node, &mut Vec::new());
        flat
    }

    /// Whether two views are of the same values.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let value = |node: &Option<Node<'a>>| node.as_ref().map(|node| node.value);
        let values = |nodes: &[Node<'a>]| nodes.iter().map(|node| node.value).collect::<Vec<_>>();
        let properties = |flat: &Self| -> HashMap<&'a str, &'a Value> {
            flat.properties.iter().map(|(name, node)| (*name, node.value)).collect()
        };
        let union = |flat: &Self| {
            let union = flat.union.as_ref()?;
            Some((union.one, values(&union.variants), value(&union.discriminator)))
        };
        (self.kind, self.format, self.nullable, self.prefix) == (other.kind, other.format, other.nullable, other.prefix)
            && value(&self.values) == value(&other.values)
            && value(&self.additional) == value(&other.additional)
            && value(&self.items) == value(&other.items)
            && self.required == other.required
            && properties(self) == properties(other)
            && union(self) == union(other)
            && (&self.facts, &self.constraints) == (&other.facts, &other.constraints)
    }

    /// The schema of the item at a place; `None` where none stands there.
    pub(super) fn item(&self, place: usize) -> Option<Node<'a>> {
        let items = self.items.as_ref()?;
        if self.prefix == 0 {
            return Some(items.clone());
        }
        let mut each = items.elements("anyOf");
        let place = place.min(self.prefix);
        (place < each.len()).then(|| each.swap_remove(place))
    }

    /// Adds a schema; says whether null fits it. What was added already is not added again, so that rings end.
    fn merge(&mut self, doc: Doc<'a>, node: &Node<'a>, seen: &mut Vec<String>) -> bool {
        if seen.len() > MOST || seen.contains(&node.at) {
            return true;
        }
        seen.push(node.at.clone());
        self.kind = self.kind.or(node.text("type"));
        self.format = self.format.or(node.text("format"));
        self.values = self.values.take().or_else(|| node.get("enum"));
        self.additional = self.additional.take().or_else(|| node.get("additionalProperties"));
        if self.items.is_none() {
            self.items = node.get("items");
            let prefix = node.value.get("x-prefix-items").and_then(Value::as_u64);
            self.prefix = prefix.and_then(|count| usize::try_from(count).ok()).unwrap_or_default();
        }
        for (name, property) in node.entries("properties") {
            self.properties.entry(name).or_insert(property);
        }
        let required = node.value.get("required").and_then(Value::as_array);
        self.required
            .extend(required.into_iter().flatten().filter_map(Value::as_str));
        for fact in FACTS {
            if let Some(value) = node.value.get(*fact) {
                self.facts.entry(fact).or_insert(value);
            }
        }
        let constraints = node.value.get("x-constraints").and_then(Value::as_object);
        for (keyword, value) in constraints.into_iter().flatten() {
            self.constraints.entry(keyword).or_insert(value);
        }
        for keyword in KEPT {
            if let Some(value) = node.value.get(*keyword) {
                self.constraints.entry(keyword).or_insert(value);
            }
        }
        for (keyword, one) in [("oneOf", true), ("anyOf", false)] {
            let variants = node.elements(keyword);
            if self.union.is_none() && !variants.is_empty() {
                let discriminator = node.get("discriminator");
                self.union = Some(Union {
                    one,
                    variants,
                    discriminator,
                });
            }
        }
        let members = node.elements("allOf");
        let mut all_null = !members.is_empty();
        for member in members {
            all_null &= self.merge(doc, &doc.resolve(member), seen);
        }
        node.is("nullable") || all_null
    }
}
