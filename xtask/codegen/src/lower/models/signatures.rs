//! Signatures: what a reader may know an alternative by.
//!
//! In: the schema of an alternative. Out: its JSON types, its keys, and the values that its properties are bound to.

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3::AdditionalProperties;
use serde_json::Value as Json;

use crate::ir::{JsonType, Literal, Pointer};
use crate::lower::models::enums::literal;
use crate::lower::schemas::members::{Alternatives, Members};
use crate::lower::schemas::view::{Node, Target, nodes};
use crate::lower::schemas::{Schemas, component_name};

/// How many unions in unions are looked into.
const LEVELS: usize = 3;

/// What there is to know an alternative by.
#[derive(Clone, Debug, Default)]
pub(super) struct Signature<'a> {
    /// The reference as the document spells it.
    pub(super) reference: Option<&'a str>,
    /// The component schema that it is called by: the one that it refers to, unless a name stands beside the reference.
    pub(super) schema: Option<Cow<'a, str>>,
    /// The same, where an `allOf` of that alone stands for it as well: a reference has nothing beside it in OpenAPI 3.0.
    pub(super) component: Option<Cow<'a, str>>,
    /// JSON types of its values.
    pub(super) json_types: Vec<JsonType>,
    /// The only texts, numbers and booleans that it may be.
    pub(super) scalars: Option<Vec<Literal>>,
    /// The form of its texts, where it is a text.
    pub(super) form: Option<Form>,
    /// Its properties, where it is an object.
    pub(super) properties: IndexMap<&'a str, Property<'a>>,
    /// Whether more properties may be there than are known here.
    pub(super) is_open: bool,
}

/// What a text looks like, as far as a schema says that.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Form {
    format: Option<String>,
    pattern: Option<String>,
}

impl Form {
    fn of<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> Option<Self> {
        let (view, _) = schemas.unwrapped(node)?;
        (view.ty == Some("string")).then_some(Self {
            format: view.format,
            pattern: view.bounds.pattern,
        })
    }
}

/// What there is to know of a property.
#[derive(Clone, Debug)]
pub(super) struct Property<'a> {
    /// Its schema; that of one alternative, where these are several.
    pub(super) node: Node<'a>,
    pub(super) is_required: bool,
    /// Whether it may be null.
    pub(super) is_nullable: bool,
    /// The only values that it may have; `None` if it may have others, or some that tell nothing.
    pub(super) values: Option<Vec<Literal>>,
}

impl Property<'_> {
    /// Whether there is a value that is no null.
    pub(super) fn is_there(&self) -> bool {
        self.is_required && !self.is_nullable
    }
}

impl<'a> Signature<'a> {
    /// The signature of an alternative.
    pub(super) fn of(schemas: &Schemas<'a>, node: &Node<'a>) -> Self {
        Self::within(schemas, node, &mut Vec::new())
    }

    /// The same, where it is found in some unions.
    fn within(schemas: &Schemas<'a>, node: &Node<'a>, unions: &mut Vec<Pointer>) -> Self {
        let Some((view, pointer)) = schemas.resolve(node) else {
            return Self::default();
        };
        let plain = Self::plain(schemas, node);
        if !plain.json_types.contains(&JsonType::Object) {
            return plain;
        }
        if unions.contains(&pointer) || unions.len() > LEVELS {
            return Self { is_open: true, ..plain };
        }
        unions.push(pointer.clone());
        let members = Members::of(schemas, &view, &pointer);
        let signature = plain.with(schemas, &members, unions);
        unions.pop();
        signature
    }

    /// What an alternative is called and which JSON types it has.
    pub(super) fn plain(schemas: &Schemas<'a>, node: &Node<'a>) -> Self {
        let reference = match node.target {
            Target::Reference(reference) => Some(reference),
            Target::Item(_) => None,
        };
        let wrapped = schemas.wrapped(node).filter(|_| reference.is_none());
        Self {
            reference,
            schema: reference
                .or(wrapped.filter(|_| !is_named(node)))
                .and_then(component_name),
            component: reference.or(wrapped).and_then(component_name),
            json_types: schemas.json_types(node),
            scalars: schemas.scalars(node).and_then(literals),
            form: Form::of(schemas, node),
            ..Self::default()
        }
    }

    /// The signature of an alternative that is composed with what surrounds it: what it says of its properties itself is
    /// among what the whole says.
    pub(super) fn composed(&self, schemas: &Schemas<'a>, whole: &Members<'a>) -> Self {
        let alone = Self {
            reference: self.reference,
            schema: self.schema.clone(),
            component: self.component.clone(),
            json_types: self.json_types.clone(),
            ..Self::default()
        };
        alone.with(schemas, whole, &mut Vec::new())
    }

    fn with(mut self, schemas: &Schemas<'a>, members: &Members<'a>, unions: &mut Vec<Pointer>) -> Self {
        for (key, node) in &members.properties {
            let property = Property {
                node: node.clone(),
                is_required: members.required.contains(key),
                is_nullable: schemas.is_nullable(node),
                values: schemas.values(node).and_then(literals),
            };
            self.properties.insert(key, property);
        }
        let is_free = members.properties.is_empty() && members.alternatives.is_empty();
        self.is_open |= match &members.additional {
            Some((AdditionalProperties::Any(any), _)) => *any,
            Some((AdditionalProperties::Schema(_), _)) => true,
            None => is_free,
        };
        for alternatives in &members.alternatives {
            self.add_any(schemas, alternatives, unions);
        }
        self
    }

    /// Adds what all of some alternatives have that are objects.
    fn add_any(&mut self, schemas: &Schemas<'a>, alternatives: &Alternatives<'a>, unions: &mut Vec<Pointer>) {
        let all = nodes(alternatives.variants, alternatives.pointer.clone());
        let all = all.map(|node| Self::within(schemas, &node, unions));
        let is_object = |one: &Self| one.json_types.is_empty() || one.json_types.contains(&JsonType::Object);
        let Some(any) = all.filter(is_object).reduce(Self::either) else {
            return;
        };
        self.is_open |= any.is_open;
        for (key, property) in any.properties {
            self.properties.entry(key).or_insert(property);
        }
    }

    /// What is known of a value that is one or the other.
    fn either(mut self, other: Self) -> Self {
        for (key, property) in &mut self.properties {
            match other.properties.get(key) {
                None => (property.is_required, property.values) = (false, None),
                Some(same) => {
                    property.is_required &= same.is_required;
                    property.is_nullable |= same.is_nullable;
                    let both = property.values.take().zip(same.values.clone());
                    property.values = both.map(|(one, other)| [one, other].concat());
                }
            }
        }
        for (key, property) in other.properties {
            let not_of_all = Property {
                is_required: false,
                values: None,
                ..property
            };
            self.properties.entry(key).or_insert(not_of_all);
        }
        self.is_open |= other.is_open;
        self
    }

    /// Whether all its values are objects.
    pub(super) fn is_object(&self) -> bool {
        self.json_types.as_slice() == [JsonType::Object]
    }

    /// Whether none of its values is an object or an array.
    pub(super) fn is_scalar(&self) -> bool {
        let is_scalar = |ty: &JsonType| !matches!(ty, JsonType::Object | JsonType::Array);
        !self.json_types.is_empty() && self.json_types.iter().all(is_scalar)
    }

    /// Whether an object that it is may have a property.
    pub(super) fn knows(&self, key: &str) -> bool {
        self.is_open || self.properties.contains_key(key)
    }

    /// The keys of properties that have to be there.
    pub(super) fn required(&self) -> impl Iterator<Item = &'a str> {
        let required = self.properties.iter().filter(|(_, property)| property.is_required);
        required.map(|(key, _)| *key)
    }

    /// The only text of a property that has but one.
    pub(super) fn only_text(&self) -> Option<&str> {
        self.properties
            .values()
            .find_map(|property| match property.values.as_deref() {
                Some([Literal::String(text)]) => Some(text.as_str()),
                _ => None,
            })
    }
}

/// Whether a schema has a name where it stands.
fn is_named(node: &Node<'_>) -> bool {
    match node.target {
        Target::Item(schema) => schema.schema_data.title.is_some() || node.text_extension("x-rust-name").is_some(),
        Target::Reference(_) => false,
    }
}

/// Literals, if all of them are of kinds that tell alternatives.
fn literals(values: Vec<Json>) -> Option<Vec<Literal>> {
    let tells = |value: &Json| match value {
        Json::String(_) | Json::Bool(_) => true,
        Json::Number(number) => number.is_i64() || number.is_f64(),
        Json::Null | Json::Array(_) | Json::Object(_) => false,
    };
    let mut found: Vec<Literal> = Vec::with_capacity(values.len());
    for value in values {
        if !tells(&value) {
            return None;
        }
        let literal = literal(&value);
        if !found.contains(&literal) {
            found.push(literal);
        }
    }
    Some(found).filter(|found| !found.is_empty())
}
