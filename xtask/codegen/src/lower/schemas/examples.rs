//! Examples that are put together of what schemas say themselves.
//!
//! In: a schema. Out: a value of it whose parts all stand in the document, as `example`, `default`, constant or first value of an
//! `enum`; `None` where one has to be there of which it names none. Nothing is invented: neither texts nor numbers.

use openapiv3::{Discriminator, ReferenceOr, Schema};
use serde_json::{Map, Value as Json};

use crate::ir::Pointer;
use crate::lower::schemas::members::{Alternatives, Members};
use crate::lower::schemas::view::{Combination, Node, Target, View};
use crate::lower::schemas::{Schemas, component_name};

/// Values that one example holds at most, those that were tried in vain included; what takes more has none.
const MOST: usize = 1_000;

/// Schemas in each other that one example is made of at most.
const DEPTH: usize = 64;

impl<'a> Schemas<'a> {
    /// The example that a schema gives of itself.
    pub(crate) fn example(&self, node: &Node<'a>) -> Option<Json> {
        self.resolve(node)?.0.data.example.clone()
    }

    /// An example put together of what a schema says: of an object what is required, and what else has an example itself.
    pub(crate) fn composed_example(&self, node: &Node<'a>) -> Option<Json> {
        Making::new(self).value(node)
    }

    /// The same of an object that has a member whether it is required or not; of one without such a member as of any schema.
    pub(crate) fn composed_example_with(&self, member: &'a str, node: &Node<'a>) -> Option<Json> {
        let (view, at) = self.resolve(node)?;
        let mut members = Members::uncounted(self, &view, &at);
        if stated(&view).is_some() || !members.properties.contains_key(member) {
            return self.composed_example(node);
        }
        members.required.insert(member);
        Making::new(self).object(&members, None).map(Json::Object)
    }
}

/// An example being made.
struct Making<'m, 'a> {
    schemas: &'m Schemas<'a>,
    /// The schemas whose example it is part of.
    within: Vec<Pointer>,
    /// Values that there is still room for.
    room: usize,
    /// Whether something was left out because it is made already, or because it took too long.
    is_cut: bool,
}

/// The value of a member that tells alternatives apart.
#[derive(Clone, Copy)]
struct Tag<'t> {
    name: &'t str,
    value: &'t str,
}

impl<'m, 'a> Making<'m, 'a> {
    fn new(schemas: &'m Schemas<'a>) -> Self {
        Self {
            schemas,
            within: Vec::new(),
            room: MOST,
            is_cut: false,
        }
    }

    fn value(&mut self, node: &Node<'a>) -> Option<Json> {
        self.tagged(node, None)
    }

    /// A value of a schema; of a reference the same wherever it stands, unless that is inside of itself.
    fn tagged(&mut self, node: &Node<'a>, tag: Option<Tag<'_>>) -> Option<Json> {
        let Target::Reference(reference) = node.target else {
            return self.made(node, tag);
        };
        let known = self.schemas.examples.borrow().get(reference).cloned();
        if let Some(known) = known.filter(|_| tag.is_none()) {
            return self.copied(known?, 1);
        }
        let outer = std::mem::take(&mut self.is_cut);
        let value = self.made(node, tag);
        if tag.is_none() && (!self.is_cut || self.within.is_empty()) {
            self.schemas.examples.borrow_mut().insert(reference, value.clone());
        }
        self.is_cut |= outer;
        value
    }

    fn made(&mut self, node: &Node<'a>, tag: Option<Tag<'_>>) -> Option<Json> {
        let (view, at) = self.schemas.resolve(node)?;
        if let Some(stated) = stated(&view) {
            return self.copied(stated, 1);
        }
        if self.within.contains(&at) || self.within.len() >= DEPTH || self.room == 0 {
            self.is_cut = true;
            return None;
        }
        self.room -= 1;
        self.within.push(at.clone());
        let made = self.of_shape(&view, &at, tag);
        self.within.pop();
        made.or_else(|| (view.data.nullable || view.null_literal).then_some(Json::Null))
    }

    /// A value that is there already, where there is room for so many more of it: schemas can double it with each level.
    fn copied(&mut self, value: Json, times: usize) -> Option<Json> {
        match size(&value)
            .checked_mul(times)
            .and_then(|size| self.room.checked_sub(size))
        {
            Some(room) => self.room = room,
            None => {
                self.is_cut = true;
                return None;
            }
        }
        Some(value)
    }

    fn of_shape(&mut self, view: &View<'a>, at: &Pointer, tag: Option<Tag<'_>>) -> Option<Json> {
        if view.ty == Some("array") || view.items.is_some() {
            return self.list(view, at);
        }
        if view.is_object() || !view.all_of.is_empty() {
            let members = Members::uncounted(self.schemas, view, at);
            return match members.others.is_empty() {
                true => self.object(&members, tag).map(Json::Object),
                // Parts that are no objects say the same of one value.
                false => members.others.iter().find_map(|part| self.value(part)),
            };
        }
        [Combination::One, Combination::Any].into_iter().find_map(|keyword| {
            let alternatives = Alternatives {
                keyword,
                variants: view.combined(keyword),
                pointer: at.child(keyword.as_str()),
                discriminator: view.data.discriminator.as_ref(),
            };
            self.alternative(&alternatives)
        })
    }

    fn list(&mut self, view: &View<'a>, at: &Pointer) -> Option<Json> {
        let least = view.bounds.min_items.unwrap_or(0);
        let item = view.items.filter(|_| view.bounds.max_items != Some(0));
        let item = item.and_then(|items| self.value(&Node::boxed(items, at.child("items"))));
        match item {
            _ if least > 1 && view.bounds.unique_items => None,
            Some(item) => {
                let item = self.copied(item, least.saturating_sub(1))?;
                Some(Json::Array(vec![item; least.max(1)]))
            }
            None => (least == 0).then(|| Json::Array(Vec::new())),
        }
    }

    /// The members that have to be there, and those that have an example themselves.
    fn object(&mut self, members: &Members<'a>, tag: Option<Tag<'_>>) -> Option<Map<String, Json>> {
        let mut object = Map::new();
        for alternatives in &members.alternatives {
            match self.alternative(alternatives)? {
                Json::Object(others) => object.extend(others),
                _ => return None,
            }
        }
        for (name, node) in &members.properties {
            let tag = tag.filter(|tag| tag.name == *name).map(|tag| Json::from(tag.value));
            let value = match tag.filter(|_| self.constant(node).is_none()) {
                Some(tag) => Some(tag),
                None if self.is_write_only(node) => continue,
                None if members.required.contains(name) => Some(self.value(node)?),
                None => {
                    let example = self.schemas.resolve(node).and_then(|(view, _)| example(&view));
                    example.and_then(|example| self.copied(example, 1))
                }
            };
            if let Some(value) = value {
                object.insert((*name).to_owned(), value);
            }
        }
        let is_there = |name: &&&str| object.contains_key(**name) || members.properties.contains_key(**name);
        members.required.iter().all(|name| is_there(&name)).then_some(object)
    }

    /// A value of the first alternative of which there is one, with what tells it from the others.
    fn alternative(&mut self, alternatives: &Alternatives<'a>) -> Option<Json> {
        let variants = alternatives.variants.iter().enumerate();
        let mut variants = variants.map(|(index, variant)| {
            let node = Node::new(variant, alternatives.pointer.child(&index.to_string()));
            (node, tag(alternatives.discriminator, variant))
        });
        variants.find_map(|(node, tag)| {
            let tag = tag.as_ref().map(|(name, value)| Tag { name, value });
            self.tagged(&node, tag)
        })
    }

    fn constant(&self, node: &Node<'a>) -> Option<Json> {
        match self.schemas.resolve(node)?.0.literals.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    fn is_write_only(&self, node: &Node<'a>) -> bool {
        let found = self.schemas.resolve(node);
        found.is_some_and(|(view, _)| view.data.write_only)
    }
}

/// How many values one is made of, itself included.
fn size(value: &Json) -> usize {
    1 + match value {
        Json::Array(items) => items.iter().map(size).sum(),
        Json::Object(members) => members.values().map(size).sum(),
        _ => 0,
    }
}

/// What a schema says of a value as a whole: its example, else its default, else the first value that it allows.
fn stated(view: &View<'_>) -> Option<Json> {
    let default = view.data.default.clone().filter(|value| fits(view, value));
    let first = || view.literals.first().cloned();
    example(view).or(default).or_else(first)
}

/// The example of a schema, where it is one of its type.
fn example(view: &View<'_>) -> Option<Json> {
    view.data.example.clone().filter(|value| fits(view, value))
}

/// Whether a value has the type that a schema asks for, and is one of those that it lists.
fn fits(view: &View<'_>, value: &Json) -> bool {
    if value.is_null() {
        return view.data.nullable || view.null_literal;
    }
    let is_of_type = match view.ty {
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => true,
    };
    is_of_type && (view.literals.is_empty() || view.literals.contains(value))
}

/// The member that tells an alternative by its reference, and its text: of the mapping, else the schema's name (OpenAPI 3.0
/// §4.7.25).
fn tag<'t>(discriminator: Option<&'t Discriminator>, variant: &ReferenceOr<Schema>) -> Option<(&'t str, String)> {
    let (discriminator, ReferenceOr::Reference { reference }) = (discriminator?, variant) else {
        return None;
    };
    let name = component_name(reference)?;
    let is_it = |target: &str| target == name || component_name(target).is_some_and(|target| target == name);
    let mapped = discriminator.mapping.iter().find(|(_, target)| is_it(target));
    let default = discriminator.extensions.get("x-default-mapping").and_then(Json::as_str);
    if mapped.is_none() && default.is_some_and(is_it) {
        return None;
    }
    let text = mapped.map_or_else(|| name.clone().into_owned(), |(text, _)| text.clone());
    Some((&discriminator.property_name, text))
}
