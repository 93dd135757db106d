//! Objects: properties by name, who may send them, and what is not named.

use super::flat::{Flat, Parts};
use super::types;
use crate::finding::Direction;
use crate::rules::lifecycle::{REQUEST_PROPERTY, RESPONSE_PROPERTY};
use crate::rules::{self, Family};
use crate::wire::doc::{Doc, Node};
use crate::wire::{Found, Met, Walk, lifecycle};

/// A property as one direction sees it.
struct Property<'a> {
    /// The first of its places.
    node: Node<'a>,
    parts: Parts<'a>,
    required: bool,
    /// Whether it does not travel in this direction: `readOnly` in requests, `writeOnly` in responses.
    hidden: bool,
}

impl<'a> Property<'a> {
    fn of(doc: Doc<'a>, flat: &Flat<'a>, name: &str, direction: Direction) -> Option<Self> {
        let parts = flat.properties.get(name)?.clone();
        let node = parts.first()?.clone();
        let key = match direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        Some(Self {
            required: flat.required.contains_key(name),
            hidden: parts.iter().any(|part| marked(doc, part, key)),
            node,
            parts,
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
            let Some(before) = Property::of(self.base, old, name, met.direction) else {
                continue;
            };
            match (before.hidden, Property::of(self.head, new, name, met.direction)) {
                (false, Some(after)) if after.hidden => self.hid(&before, &after, met),
                (false, Some(after)) => self.property(&before, &after, met),
                (false, None) => self.gone(name, (old, &before), new, met),
                (true, Some(after)) if !after.hidden => self.showed(&before.node, &after, met),
                (true, _) => {}
            }
        }
        for name in new.properties.keys().filter(|name| !old.properties.contains_key(*name)) {
            let after = Property::of(self.head, new, name, met.direction);
            if let Some(after) = after.filter(|after| !after.hidden) {
                self.came(name, old, &after, met);
            }
        }
        self.additional(old, new, met);
    }

    /// A property that is not there any more, unless it moved into each of some alternatives.
    fn gone(&mut self, name: &str, (old, before): (&Flat<'a>, &Property<'a>), new: &Flat<'a>, met: Met) {
        let declared = new.unions.iter().flat_map(|union| union.declarations(self.head, name));
        let declared: Vec<_> = declared
            .filter_map(|flat| Property::of(self.head, &flat, name, met.direction))
            .collect();
        if declared.is_empty() {
            return self.property_removed(name, (old, before), new, met);
        }
        for after in declared {
            self.property(before, &after, met);
        }
    }

    /// A property that was not there, unless each of some alternatives had it.
    fn came(&mut self, name: &str, old: &Flat<'a>, after: &Property<'a>, met: Met) {
        let declared = old.unions.iter().flat_map(|union| union.declarations(self.base, name));
        let declared: Vec<_> = declared
            .filter_map(|flat| Property::of(self.base, &flat, name, met.direction))
            .collect();
        if declared.is_empty() {
            return self.property_added(name, after, met);
        }
        for before in declared {
            self.property(&before, after, met);
        }
    }

    fn property(&mut self, old: &Property<'a>, new: &Property<'a>, met: Met) {
        let part = met.property(!new.required && !old.required);
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
        self.schema(old.parts.clone(), new.parts.clone(), part);
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

    fn property_removed(&mut self, name: &str, (old, before): (&Flat<'a>, &Property<'a>), new: &Flat<'a>, met: Met) {
        let text = described(self.base, name, before);
        let is_declared = old.is_declared(name);
        // A map is read as one, whatever keys were promised.
        if met.direction == Direction::Response && !old.additional.is_empty() && !is_declared {
            let found = Found::new(&rules::CONSTRAINT_REMOVED).both(&old.node, &new.node);
            return self.report(met, found.old(format!("required {name}")));
        }
        let family = match (met.direction, before.required) {
            // It is not named, and may still be sent.
            (Direction::Request, _) if !is_declared && !new.closed => &rules::REQUEST_PROPERTY_BECAME_OPTIONAL,
            (Direction::Request, _) if new.closed => &rules::REQUEST_PROPERTY_REMOVED_FROM_CLOSED,
            (Direction::Request, _) => &rules::REQUEST_PROPERTY_REMOVED,
            (Direction::Response, true) => &rules::RESPONSE_REQUIRED_PROPERTY_REMOVED,
            (Direction::Response, false) => &rules::RESPONSE_OPTIONAL_PROPERTY_REMOVED,
        };
        let found = Found::new(family).base(&before.node).old(text);
        self.report(met.property(false), found);
        // The server takes it as what is not named.
        if met.direction == Direction::Request && !new.closed && !new.additional.is_empty() {
            self.schema(before.parts.clone(), new.additional.clone(), met.property(true));
        }
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
        self.report(met.property(false), found);
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
        self.report(met.property(false), found);
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
        self.report(met.property(false), found);
    }

    fn additional(&mut self, old: &Flat<'a>, new: &Flat<'a>, met: Met) {
        if !old.may_be_object() || old.kind.is_none() && !old.closed && !new.closed {
            return;
        }
        let both = |family| Found::new(family).both(&old.node, &new.node);
        let (closed, open) = ("additionalProperties false", "additional properties");
        match (old.closed, new.closed) {
            (true, false) => self.report(met, both(&rules::EXTRA_ALLOWED).old(closed).new_text(open)),
            (false, true) => self.report(met, both(&rules::EXTRA_DISALLOWED).old(open).new_text(closed)),
            (true, true) => {}
            (false, false) => {
                let (before, after) = (old.unnamed(), new.unnamed());
                let is_equal = before
                    .iter()
                    .map(|node| node.value)
                    .eq(after.iter().map(|node| node.value));
                if !is_equal || before.iter().any(Node::is_reference) {
                    self.schema(before, after, met.property(false));
                }
            }
        }
    }
}

/// `note: string, optional`.
fn described<'a>(doc: Doc<'a>, name: &str, property: &Property<'a>) -> String {
    let flat = Flat::of(doc, doc.resolve(property.node.clone()));
    let kind = if !flat.unions.is_empty() {
        "union".to_owned()
    } else {
        types::text(&flat)
    };
    format!("{name}: {kind}, {}", property.text())
}
