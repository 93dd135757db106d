//! Objects: properties by name, who may send them, and what is not named.

use serde_json::Value;

use super::flat::Flat;
use super::types;
use crate::finding::Direction;
use crate::rules::lifecycle::{REQUEST_PROPERTY, RESPONSE_PROPERTY};
use crate::rules::{self, Family, Scope};
use crate::wire::doc::{Doc, Node};
use crate::wire::{Found, Met, Walk, bodies, lifecycle};
use callspec_codegen::pointer::join;

/// A property as one direction sees it.
struct Property<'a> {
    node: Node<'a>,
    required: bool,
    /// Whether it does not travel in this direction: `readOnly` in requests, `writeOnly` in responses.
    hidden: bool,
}

impl<'a> Property<'a> {
    fn of(doc: Doc<'a>, flat: &Flat<'a>, name: &str, direction: Direction) -> Option<Self> {
        let node = flat.properties.get(name)?.clone();
        let key = match direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        Some(Self {
            required: flat.required.contains(name),
            hidden: marked(doc, &node, key),
            node,
        })
    }

    fn text(&self) -> &'static str {
        if self.required { "required" } else { "optional" }
    }
}

/// Whether a schema, or what it is made of, carries a mark.
fn marked<'a>(doc: Doc<'a>, node: &Node<'a>, key: &str) -> bool {
    let resolved = doc.resolve(node.clone());
    let members = resolved.elements("allOf").into_iter();
    resolved.is(key) || members.map(|member| doc.resolve(member)).any(|member| member.is(key))
}

impl<'a> Walk<'a> {
    /// Compares the properties of two objects.
    pub(super) fn objects(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        for name in old.properties.keys() {
            let before = Property::of(self.base, old, name, met.direction).filter(|property| !property.hidden);
            let hidden_before = before.is_none();
            let after = Property::of(self.head, new, name, met.direction);
            match (before, after) {
                (Some(before), Some(after)) if after.hidden => self.hid(&before, &after, met),
                (Some(before), Some(after)) => self.property(&before, &after, met),
                (Some(before), None) => self.property_removed(name, &before, met),
                (None, Some(after)) if hidden_before && !after.hidden => {
                    if let Some(before) = old.properties.get(name) {
                        self.showed(before, &after, met);
                    }
                }
                _ => {}
            }
        }
        for name in new.properties.keys().filter(|name| !old.properties.contains_key(*name)) {
            let property = Property::of(self.head, new, name, met.direction);
            if let Some(property) = property.filter(|property| !property.hidden) {
                self.property_added(name, &property, met);
            }
        }
        self.additional(old, new, met);
    }

    fn property(&mut self, old: &Property<'a>, new: &Property<'a>, met: Met) {
        let part = met.part(Scope::Property, !new.required && !old.required);
        let both = |family| Found::new(family).both(&old.node, &new.node);
        let family = match (old.required, new.required, met.direction) {
            (false, true, Direction::Request) if new.node.get("default").is_some() => {
                Some(&rules::REQUEST_PROPERTY_BECAME_REQUIRED_WITH_DEFAULT)
            }
            (false, true, Direction::Request) => Some(&rules::REQUEST_PROPERTY_BECAME_REQUIRED),
            (true, false, Direction::Request) => Some(&rules::REQUEST_PROPERTY_BECAME_OPTIONAL),
            (false, true, Direction::Response) => Some(&rules::RESPONSE_PROPERTY_BECAME_REQUIRED),
            (true, false, Direction::Response) => Some(&rules::RESPONSE_PROPERTY_BECAME_OPTIONAL),
            _ => None,
        };
        if let Some(family) = family {
            self.report(part, both(family).old(old.text()).new_text(new.text()));
        }
        self.deprecation(old, new, part);
        self.schema(old.node.clone(), new.node.clone(), part);
    }

    fn deprecation(&mut self, old: &Property<'a>, new: &Property<'a>, met: Met) {
        let rules = match met.direction {
            Direction::Request => &REQUEST_PROPERTY,
            Direction::Response => &RESPONSE_PROPERTY,
        };
        if let Some(found) = lifecycle::change(rules, &old.node, &new.node) {
            self.report(met, found);
        }
    }

    fn property_removed(&mut self, name: &str, old: &Property<'a>, met: Met) {
        let family = match (met.direction, old.required) {
            (Direction::Request, _) => &rules::REQUEST_PROPERTY_REMOVED,
            (Direction::Response, true) => &rules::RESPONSE_REQUIRED_PROPERTY_REMOVED,
            (Direction::Response, false) => &rules::RESPONSE_OPTIONAL_PROPERTY_REMOVED,
        };
        let text = described(self.base, name, old);
        let found = Found::new(family).base(&old.node).old(text);
        self.report(met.part(Scope::Property, false), found);
    }

    fn property_added(&mut self, name: &str, new: &Property<'a>, met: Met) {
        let family = match (met.direction, new.required) {
            (Direction::Request, true) if new.node.get("default").is_some() => {
                &rules::NEW_REQUIRED_PROPERTY_WITH_DEFAULT
            }
            (Direction::Request, true) => &rules::NEW_REQUIRED_PROPERTY,
            (Direction::Request, false) => &rules::NEW_OPTIONAL_PROPERTY,
            (Direction::Response, true) => &rules::RESPONSE_REQUIRED_PROPERTY_ADDED,
            (Direction::Response, false) => &rules::RESPONSE_OPTIONAL_PROPERTY_ADDED,
        };
        let text = described(self.head, name, new);
        let found = Found::new(family).head(&new.node).new_text(text);
        self.report(met.part(Scope::Property, false), found);
    }

    /// A property that no longer travels in this direction.
    fn hid(&mut self, old: &Property<'a>, new: &Property<'a>, met: Met) {
        let (family, text) = match (met.direction, old.required) {
            (Direction::Request, true) => (&rules::REQUEST_REQUIRED_BECAME_READ_ONLY, "readOnly"),
            (Direction::Request, false) => (&rules::REQUEST_OPTIONAL_BECAME_READ_ONLY, "readOnly"),
            (Direction::Response, true) => (&rules::RESPONSE_REQUIRED_BECAME_WRITE_ONLY, "writeOnly"),
            (Direction::Response, false) => (&rules::RESPONSE_OPTIONAL_BECAME_WRITE_ONLY, "writeOnly"),
        };
        let found = Found::new(family).both(&old.node, &new.node).new_text(text);
        self.report(met.part(Scope::Property, false), found);
    }

    /// A property that travels in this direction from now on.
    fn showed(&mut self, old: &Node<'a>, new: &Property<'a>, met: Met) {
        let (family, text): (&'static Family, _) = match (met.direction, new.required) {
            (Direction::Request, true) => (&rules::REQUEST_REQUIRED_BECAME_NOT_READ_ONLY, "readOnly"),
            (Direction::Request, false) => (&rules::REQUEST_OPTIONAL_BECAME_NOT_READ_ONLY, "readOnly"),
            (Direction::Response, true) => (&rules::RESPONSE_REQUIRED_BECAME_NOT_WRITE_ONLY, "writeOnly"),
            (Direction::Response, false) => (&rules::RESPONSE_OPTIONAL_BECAME_NOT_WRITE_ONLY, "writeOnly"),
        };
        let found = Found::new(family).both(old, &new.node).old(text);
        self.report(met.part(Scope::Property, false), found);
    }

    fn additional(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        if old.kind != Some("object") {
            return;
        }
        let is_closed = |flat: &Flat<'a>| {
            let value = flat.additional.as_ref().map(|node| node.value);
            value == Some(&Value::Bool(false))
        };
        let both = |family| Found::new(family).both(&old.node, &new.node);
        let (closed, open) = ("additionalProperties false", "additional properties");
        match (is_closed(old), is_closed(new)) {
            (true, false) => self.report(met, both(&rules::EXTRA_ALLOWED).old(closed).new_text(open)),
            (false, true) => self.report(met, both(&rules::EXTRA_DISALLOWED).old(open).new_text(closed)),
            (true, true) => {}
            (false, false) => {
                let (before, after) = (values(old), values(new));
                if before.value != after.value || before.is_reference() {
                    self.schema(before, after, met.part(Scope::Property, false));
                }
            }
        }
    }
}

/// The schema of properties that are not named.
fn values<'a>(flat: &Flat<'a>) -> Node<'a> {
    let schema = flat.additional.as_ref().filter(|node| node.value.is_object());
    schema.cloned().unwrap_or_else(|| Node {
        at: join(&flat.node.at, "additionalProperties"),
        value: bodies::any(),
    })
}

/// `note: string, optional`.
fn described<'a>(doc: Doc<'a>, name: &str, property: &Property<'a>) -> String {
    let flat = Flat::of(doc, doc.resolve(property.node.clone()));
    let kind = if flat.union.is_some() {
        "union".to_owned()
    } else {
        types::text(&flat)
    };
    format!("{name}: {kind}, {}", property.text())
}
