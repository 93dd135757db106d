//! Signatures: what a reader may know an alternative by.
//!
//! In: the schema of an alternative. Out: its JSON types, its keys, and the texts that its properties are bound to.

use std::borrow::Cow;

use serde_json::Value as Json;

use crate::ir::JsonType;
use crate::lower::schemas::members::Members;
use crate::lower::schemas::view::{Node, Target};
use crate::lower::schemas::{Schemas, component_name};

/// What there is to know an alternative by.
#[derive(Clone, Debug, Default)]
pub(super) struct Signature<'a> {
    /// The reference as the document spells it.
    pub(super) reference: Option<&'a str>,
    /// The component schema that it refers to.
    pub(super) schema: Option<Cow<'a, str>>,
    /// JSON types of its values.
    pub(super) json_types: Vec<JsonType>,
    /// Names of its properties.
    pub(super) properties: Vec<&'a str>,
    /// Its required properties.
    pub(super) required: Vec<&'a str>,
    /// Properties that may have only some texts, with these.
    pub(super) constants: Vec<(&'a str, Vec<String>)>,
    /// Whether more properties may be there than are known here.
    pub(super) is_open: bool,
}

impl<'a> Signature<'a> {
    /// The signature of an alternative.
    pub(super) fn of(schemas: &Schemas<'a>, node: &Node<'a>) -> Self {
        let Some((view, pointer)) = schemas.resolve(node) else {
            return Self::default();
        };
        let plain = Self::plain(schemas, node);
        if !plain.is_object() {
            return plain;
        }
        let members = Members::of(schemas, &view, &pointer);
        match members.alternatives.is_empty() {
            true => plain.with(schemas, &members),
            false => Self { is_open: true, ..plain },
        }
    }

    /// What an alternative is called and which JSON types it has.
    pub(super) fn plain(schemas: &Schemas<'a>, node: &Node<'a>) -> Self {
        let reference = match node.target {
            Target::Reference(reference) => Some(reference),
            Target::Item(_) => None,
        };
        Self {
            reference,
            schema: reference.and_then(component_name),
            json_types: schemas.json_types(node),
            ..Self::default()
        }
    }

    /// The signature of an alternative that is composed with what surrounds it: what it says of its properties itself is
    /// among what the whole says.
    pub(super) fn composed(&self, schemas: &Schemas<'a>, whole: &Members<'a>) -> Self {
        let alone = Self {
            reference: self.reference,
            schema: self.schema.clone(),
            json_types: self.json_types.clone(),
            is_open: self.is_open,
            ..Self::default()
        };
        alone.with(schemas, whole)
    }

    fn with(mut self, schemas: &Schemas<'a>, members: &Members<'a>) -> Self {
        for (key, node) in &members.properties {
            self.properties.push(key);
            if members.required.contains(key) {
                self.required.push(key);
            }
            let texts = schemas.resolve(node).and_then(|(view, _)| texts(view.literals));
            if let Some(texts) = texts {
                self.constants.push((key, texts));
            }
        }
        self
    }

    /// Whether all its values are objects.
    pub(super) fn is_object(&self) -> bool {
        self.json_types.as_slice() == [JsonType::Object]
    }
}

/// Literals that are all texts.
fn texts(literals: Vec<Json>) -> Option<Vec<String>> {
    let text = |literal| match literal {
        Json::String(text) => Some(text),
        _ => None,
    };
    let texts: Vec<String> = literals.into_iter().map(text).collect::<Option<_>>()?;
    (!texts.is_empty()).then_some(texts)
}
