//! A schema with its `allOf` merged: what a value has to be, in one view.
//!
//! In: the places that describe a value together. Out: their intersection, as a value has to fit each of them.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde_json::Value;

use super::limits::Limits;
use super::types;
use crate::wire::bodies;
use crate::wire::doc::{Doc, Node};

/// Most schemas that are merged into one view.
const MOST: usize = 1_000;

/// Keywords that only restrict, and have a key of their own where they are not kept under `x-constraints`.
const KEPT: &[&str] = &["not", "x-content-schema", "x-content-media-type", "x-content-encoding"];

/// The places that describe a value together.
pub(crate) type Parts<'a> = Vec<Node<'a>>;

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
    /// The first of its parts.
    pub(super) node: Node<'a>,
    pub(super) parts: Parts<'a>,
    /// All places that were merged.
    pub(super) places: Vec<String>,
    pub(super) kind: Option<&'a str>,
    pub(super) format: Option<&'a str>,
    pub(super) nullable: bool,
    /// The values that all parts list.
    pub(super) values: Option<Vec<Node<'a>>>,
    /// Also those that are required and not declared.
    pub(super) properties: IndexMap<&'a str, Parts<'a>>,
    /// Where each is required.
    pub(super) required: BTreeMap<&'a str, Node<'a>>,
    /// Those that are required and not declared.
    undeclared: Vec<&'a str>,
    /// Whether a part of it refuses what it does not name.
    pub(super) closed: bool,
    /// The schemas of properties that are not named.
    pub(super) additional: Parts<'a>,
    pub(super) items: Parts<'a>,
    /// How many items of a tuple have a schema of their own, which are the alternatives of `items`.
    pub(super) prefix: usize,
    pub(super) unions: Vec<Union<'a>>,
    pub(super) limits: Limits<'a>,
    pub(super) patterns: Vec<&'a str>,
    pub(super) default: Option<&'a Value>,
    pub(super) constraints: IndexMap<&'a str, Vec<&'a Value>>,
}

impl<'a> Flat<'a> {
    /// The view of a schema that is no reference.
    pub(super) fn of(doc: Doc<'a>, node: Node<'a>) -> Self {
        let parts = vec![node.clone()];
        Self::of_parts(doc, node, parts)
    }

    /// The view of schemas that are no references and describe a value together; `node` is the first.
    pub(super) fn of_parts(doc: Doc<'a>, node: Node<'a>, parts: Parts<'a>) -> Self {
        let mut flat = Self {
            node,
            parts: Vec::new(),
            places: Vec::new(),
            kind: None,
            format: None,
            nullable: true,
            values: None,
            properties: IndexMap::new(),
            required: BTreeMap::new(),
            undeclared: Vec::new(),
            closed: false,
            additional: Vec::new(),
            items: Vec::new(),
            prefix: 0,
            unions: Vec::new(),
            limits: Limits::default(),
            patterns: Vec::new(),
            default: None,
            constraints: IndexMap::new(),
        };
        let mut seen = Vec::new();
        for part in &parts {
            flat.nullable &= flat.merge(doc, part, &mut seen);
        }
        flat.parts = parts;
        flat.places = seen;
        flat.declare_required();
        flat
    }

    /// Whether two views are of the same values.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let values = |nodes: &[Node<'a>]| nodes.iter().map(|node| node.value).collect::<Vec<_>>();
        let properties = |flat: &Self| -> BTreeMap<&'a str, Vec<&'a Value>> {
            let properties = flat.properties.iter();
            properties.map(|(name, parts)| (*name, values(parts))).collect()
        };
        let unions = |flat: &Self| -> Vec<_> {
            let discriminator = |union: &Union<'a>| union.discriminator.as_ref().map(|node| node.value);
            let unions = flat.unions.iter();
            unions
                .map(|union| (union.one, values(&union.variants), discriminator(union)))
                .collect()
        };
        let listed = |flat: &Self| flat.values.as_deref().map(values);
        let kind = |flat: &Self| {
            (
                flat.kind,
                flat.format,
                flat.nullable,
                flat.prefix,
                flat.closed,
                flat.default,
            )
        };
        kind(self) == kind(other)
            && listed(self) == listed(other)
            && values(&self.additional) == values(&other.additional)
            && values(&self.items) == values(&other.items)
            && self.required.keys().eq(other.required.keys())
            && properties(self) == properties(other)
            && unions(self) == unions(other)
            && (&self.limits, &self.patterns, &self.constraints) == (&other.limits, &other.patterns, &other.constraints)
    }

    /// The schema of the item at a place, anything where none is given; `None` where no item stands there.
    pub(super) fn item(&self, place: usize) -> Option<Parts<'a>> {
        if self.prefix == 0 {
            return Some(match self.items.is_empty() {
                true => vec![bodies::anything(&self.node, "items")],
                false => self.items.clone(),
            });
        }
        let mut each = self.items.first()?.elements("anyOf");
        let place = place.min(self.prefix);
        (place < each.len()).then(|| vec![each.swap_remove(place)])
    }

    /// The schema of properties that are not named.
    pub(super) fn unnamed(&self) -> Parts<'a> {
        match self.additional.is_empty() {
            true => vec![bodies::anything(&self.node, "additionalProperties")],
            false => self.additional.clone(),
        }
    }

    /// Whether a property is declared, and not only required.
    pub(super) fn is_declared(&self, name: &str) -> bool {
        !self.undeclared.contains(&name)
    }

    /// Whether a value may be an object.
    pub(super) fn may_be_object(&self) -> bool {
        matches!(self.kind, None | Some("object"))
    }

    /// Whether a value is one word where it is written as text.
    pub(super) fn is_scalar(&self) -> bool {
        matches!(self.kind, Some("string" | "integer" | "number" | "boolean"))
    }

    /// Adds a schema; says whether null fits it. What was added already is not added again, so that rings end.
    fn merge(&mut self, doc: Doc<'a>, node: &Node<'a>, seen: &mut Vec<String>) -> bool {
        if seen.len() > MOST || seen.contains(&node.at) {
            return true;
        }
        seen.push(node.at.clone());
        (self.kind, self.format) = types::both((self.kind, self.format), (node.text("type"), node.text("format")));
        self.merge_values(node);
        self.merge_members(node);
        self.limits.merge(node.value);
        let pattern = node.text("pattern").filter(|pattern| !self.patterns.contains(pattern));
        self.patterns.extend(pattern);
        self.default = self.default.or(node.value.get("default"));
        let constraints = node.value.get("x-constraints").and_then(Value::as_object);
        let constraints = constraints
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.as_str(), value));
        let kept = KEPT.iter().filter_map(|key| Some((*key, node.value.get(*key)?)));
        for (keyword, value) in constraints.chain(kept) {
            let known = self.constraints.entry(keyword).or_default();
            if !known.contains(&value) {
                known.push(value);
            }
        }
        for (keyword, one) in [("oneOf", true), ("anyOf", false)] {
            let variants = node.elements(keyword);
            if !variants.is_empty() {
                let discriminator = node.get("discriminator");
                self.unions.push(Union {
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

    /// Of listed values those count that are listed everywhere.
    fn merge_values(&mut self, node: &Node<'a>) {
        if node.get("enum").is_none() {
            return;
        }
        let listed = node.elements("enum");
        match &mut self.values {
            None => self.values = Some(listed),
            Some(known) => known.retain(|value| listed.iter().any(|other| other.value == value.value)),
        }
    }

    /// Adds what objects and lists hold.
    fn merge_members(&mut self, node: &Node<'a>) {
        for (name, property) in node.entries("properties") {
            self.properties.entry(name).or_default().push(property);
        }
        for name in node.elements("required") {
            if let Some(text) = name.value.as_str() {
                self.required.entry(text).or_insert(name);
            }
        }
        match node.get("additionalProperties") {
            Some(additional) if additional.value.is_object() => self.additional.push(additional),
            Some(additional) => self.closed |= additional.value == &Value::Bool(false),
            None => {}
        }
        if self.items.is_empty() {
            let prefix = node.value.get("x-prefix-items").and_then(Value::as_u64);
            self.prefix = prefix.and_then(|count| usize::try_from(count).ok()).unwrap_or_default();
        }
        self.items.extend(node.get("items"));
    }

    /// What is required is there, whether it is declared or not: it is of the type of what is not named.
    fn declare_required(&mut self) {
        let missing = self
            .required
            .iter()
            .filter(|(name, _)| !self.properties.contains_key(*name));
        let missing: Vec<_> = missing.map(|(name, at)| (*name, at.clone())).collect();
        for (name, at) in missing {
            let schema = match self.additional.is_empty() {
                true => vec![Node {
                    at: at.at,
                    value: bodies::any(),
                }],
                false => self.additional.clone(),
            };
            self.properties.insert(name, schema);
            self.undeclared.push(name);
        }
    }
}
