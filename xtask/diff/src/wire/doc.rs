//! A normalised document as the comparison walks it: nodes with their pointers, references followed.

use serde_json::{Map, Value};

use callspec_codegen::normalise::{Facts, Normalised};
use callspec_codegen::pointer::join;
use callspec_codegen::reference;

use crate::side::Document;

const SCHEMAS: &str = "/components/schemas";

/// A node and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) at: String,
    pub(crate) value: &'a Value,
}

impl<'a> Node<'a> {
    /// The child of a key.
    pub(crate) fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key)?;
        Some(Self {
            at: join(&self.at, key),
            value,
        })
    }

    /// The children of the object at a key.
    pub(crate) fn entries(&self, key: &str) -> Vec<(&'a str, Self)> {
        self.get(key).map_or_else(Vec::new, |node| node.members())
    }

    /// The children of this object.
    pub(crate) fn members(&self) -> Vec<(&'a str, Self)> {
        let members = self.value.as_object().into_iter().flatten();
        members
            .map(|(key, value)| {
                let at = join(&self.at, key);
                (key.as_str(), Self { at, value })
            })
            .collect()
    }

    /// The elements of the list at a key.
    pub(crate) fn elements(&self, key: &str) -> Vec<Self> {
        self.get(key).map_or_else(Vec::new, |node| node.items())
    }

    /// The elements of this list.
    pub(crate) fn items(&self) -> Vec<Self> {
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items
            .map(|(index, value)| Self {
                at: join(&self.at, &index.to_string()),
                value,
            })
            .collect()
    }

    /// The text at a key.
    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key).and_then(Value::as_str)
    }

    /// Whether the value at a key is `true`.
    pub(crate) fn is(&self, key: &str) -> bool {
        self.value.get(key) == Some(&Value::Bool(true))
    }

    /// Whether this is a reference.
    pub(crate) fn is_reference(&self) -> bool {
        reference::of(self.value).is_some()
    }
}

impl<'a> From<Node<'a>> for Vec<Node<'a>> {
    fn from(node: Node<'a>) -> Self {
        vec![node]
    }
}

/// One of the two documents.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Doc<'a> {
    value: &'a Value,
    pub(crate) facts: &'a Facts,
}

impl<'a> Doc<'a> {
    /// The document to compare.
    pub(crate) fn of(plain: &'a Normalised) -> Self {
        Self {
            value: &plain.value,
            facts: &plain.facts,
        }
    }

    /// The document as it was read.
    pub(crate) fn of_written(document: &'a Document) -> Self {
        Self {
            value: &document.written,
            facts: &document.plain.facts,
        }
    }

    /// The root.
    pub(crate) fn root(self) -> Node<'a> {
        Node {
            at: String::new(),
            value: self.value,
        }
    }

    /// What a node is behind its references.
    pub(crate) fn resolve(self, node: Node<'a>) -> Node<'a> {
        let step = |to: &str| {
            let at = reference::pointer(to)?.to_owned();
            Some((at.clone(), self.value(&at)?))
        };
        let end = reference::of(node.value).and_then(|to| reference::follow(to, step));
        end.map_or(node, |(at, value)| Node { at, value })
    }

    /// The value at a pointer of the document, whose webhooks are kept under another key.
    pub(crate) fn value(self, pointer: &str) -> Option<&'a Value> {
        match pointer.strip_prefix("/webhooks/") {
            Some(rest) => self.value.pointer(&format!("/x-webhooks/{rest}")),
            None => self.value.pointer(pointer),
        }
    }

    /// A pointer as the text has it: what a component that others extend says itself stands there.
    pub(crate) fn written(self, pointer: &str) -> String {
        self.facts.written(pointer).into_owned()
    }

    /// What a component that others extend says itself, where it is one.
    pub(crate) fn base_of(self, name: &str) -> Option<Node<'a>> {
        let key = self.facts.base_of(name)?;
        Some(Node {
            at: join(SCHEMAS, key),
            value: self.section("schemas")?.get(key)?,
        })
    }

    /// The webhooks, at the pointers that the document has them at.
    pub(crate) fn webhooks(self) -> Vec<(&'a str, Node<'a>)> {
        let items = self.value.get("x-webhooks").map(|value| Node {
            at: "/webhooks".to_owned(),
            value,
        });
        items.map_or_else(Vec::new, |items| items.members())
    }

    /// The components of a section.
    pub(crate) fn section(self, name: &str) -> Option<&'a Map<String, Value>> {
        self.value.get("components")?.get(name)?.as_object()
    }
}

/// The section and name of the component that a pointer lies in.
pub(crate) fn component(pointer: &str) -> Option<(String, String)> {
    let mut segments = callspec_codegen::pointer::segments(pointer);
    if segments.next()? != "components" {
        return None;
    }
    Some((segments.next()?.into_owned(), segments.next()?.into_owned()))
}
