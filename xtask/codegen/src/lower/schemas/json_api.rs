//! JSON:API: documents, resource objects and relationships, known by their members (JSON:API 1.0 §5).
//!
//! In: the members of an object schema. Out: the runtime's type for it, so that nineteen envelopes are one.

use openapiv3::{OpenAPI, ReferenceOr};

use crate::ir::{Flow, Kind, Resource, Type};
use crate::lower::models::{Lowering, Site};
use crate::lower::schemas::members::Members;
use crate::lower::schemas::view::{Node, Target, View};

/// The media type of JSON:API.
pub(crate) const MEDIA_TYPE: &str = "application/vnd.api+json";

/// Whether a document speaks JSON:API in some body.
pub(crate) fn is_spoken(openapi: &OpenAPI) -> bool {
    let components = openapi.components.as_ref();
    let in_operations = openapi.operations().any(|(_, _, operation)| {
        let bodies = operation.request_body.iter().filter_map(ReferenceOr::as_item);
        let responses = operation
            .responses
            .responses
            .values()
            .chain(&operation.responses.default);
        bodies
            .flat_map(|body| body.content.keys())
            .any(|media_type| is_json_api(media_type))
            || responses
                .filter_map(ReferenceOr::as_item)
                .flat_map(|response| response.content.keys())
                .any(|media_type| is_json_api(media_type))
    });
    let in_components = components.into_iter().any(|components| {
        let bodies = components
            .request_bodies
            .values()
            .filter_map(ReferenceOr::as_item)
            .flat_map(|body| body.content.keys());
        let responses = components
            .responses
            .values()
            .filter_map(ReferenceOr::as_item)
            .flat_map(|response| response.content.keys());
        bodies.chain(responses).any(|media_type| is_json_api(media_type))
    });
    in_operations || in_components
}

/// Whether a media type is JSON:API's, parameters aside.
pub(crate) fn is_json_api(media_type: &str) -> bool {
    media_type
        .split(';')
        .next()
        .is_some_and(|essence| essence.trim().eq_ignore_ascii_case(MEDIA_TYPE))
}

/// Envelopes around a write: what the caller gives, and what the client puts around it.
#[derive(Clone, Debug)]
pub(crate) struct WriteEnvelope<'a> {
    /// The resource type.
    pub type_name: String,
    /// Whether the envelope has an `id`.
    pub has_id: bool,
    /// The attributes.
    pub attributes: Node<'a>,
}

impl<'a> Lowering<'a> {
    /// The runtime's type for an object that JSON:API defines: a document or a relationship.
    pub(crate) fn json_api_type(&mut self, members: &Members<'a>, site: &Site) -> Option<Type> {
        let data = members.properties.get("data").filter(|_| self.json_api)?.clone();
        if self.only_has(members, &["data", "links", "meta"])
            && let Some(many) = self.linkage(&data)
        {
            return Some(if many { Type::ToMany } else { Type::ToOne });
        }
        let is_document =
            site.flow == Flow::Received && self.only_has(members, &["data", "included", "links", "meta", "jsonapi"]);
        if !is_document || !self.is_primary_data(&data) {
            return None;
        }
        let element = self.element(&data, &site.part("Data"));
        if let Some(included) = members.properties.get("included").cloned() {
            self.included_union(&included, site);
        }
        Some(Type::Document(Box::new(element)))
    }

    /// Makes the union of the types that may be included, where the document spells it out in this place. The envelope
    /// keeps resources raw; the union is for those who ask for it.
    fn included_union(&mut self, included: &Node<'a>, site: &Site) {
        let Some((view, pointer)) = self.resolve(included) else {
            return;
        };
        let Some(items) = view.items else { return };
        let node = Node::boxed(items, pointer.child("items"));
        if let Target::Item(schema) = node.target
            && View::new(schema).one_of.len() + View::new(schema).any_of.len() > 1
        {
            self.lower(&node, &site.part("Included"));
        }
    }

    fn only_has(&self, members: &Members<'a>, keys: &[&str]) -> bool {
        members.alternatives.is_empty() && members.properties.keys().all(|key| keys.contains(key))
    }

    /// Whether a relationship's `data` holds resource identifiers (§5.2.4), and then whether many.
    fn linkage(&self, data: &Node<'a>) -> Option<bool> {
        let (view, pointer) = self.resolve(data)?;
        match view.items {
            Some(items) => self.is_identifier(&Node::boxed(items, pointer)).then_some(true),
            None => self.is_identifier(data).then_some(false),
        }
    }

    fn is_identifier(&self, node: &Node<'a>) -> bool {
        self.keys(node).is_some_and(|keys| {
            keys.contains(&"type")
                && keys.contains(&"id")
                && keys.iter().all(|key| ["type", "id", "meta", "lid"].contains(key))
        })
    }

    fn is_resource_object(&self, node: &Node<'a>) -> bool {
        self.keys(node).is_some_and(|keys| {
            keys.contains(&"type")
                && keys.contains(&"id")
                && (keys.contains(&"attributes") || keys.contains(&"relationships"))
                && keys
                    .iter()
                    .all(|key| ["type", "id", "attributes", "relationships", "links", "meta", "lid"].contains(key))
        })
    }

    fn is_primary_data(&self, data: &Node<'a>) -> bool {
        match self.resolve(data) {
            Some((view, pointer)) if view.items.is_some() => view
                .items
                .is_some_and(|items| self.is_resource_object(&Node::boxed(items, pointer))),
            Some(_) => self.is_resource_object(data),
            None => false,
        }
    }

    /// The names of an object's properties, those of its `allOf` parts included; `None` for what is no plain object.
    fn keys(&self, node: &Node<'a>) -> Option<Vec<&'a str>> {
        let mut keys = Vec::new();
        self.collect_keys(node, &mut keys, 0).then_some(keys)
    }

    fn collect_keys(&self, node: &Node<'a>, keys: &mut Vec<&'a str>, depth: usize) -> bool {
        let Some((view, pointer)) = self.resolve(node) else {
            return false;
        };
        if depth > 16 || !view.one_of.is_empty() || !view.any_of.is_empty() || view.ty.is_some_and(|ty| ty != "object")
        {
            return false;
        }
        keys.extend(
            view.properties
                .into_iter()
                .flat_map(|properties| properties.keys().map(String::as_str)),
        );
        view.all_of
            .iter()
            .all(|part| self.collect_keys(&Node::new(part, pointer.clone()), keys, depth + 1))
    }

    /// The resource type of a resource object whose `type` is constant.
    pub(crate) fn resource(&self, members: &Members<'a>) -> Option<Resource> {
        let keys = ["type", "id", "attributes", "relationships", "links", "meta"];
        let known = self.json_api && members.properties.contains_key("id") && self.only_has(members, &keys);
        let has_content =
            members.properties.contains_key("attributes") || members.properties.contains_key("relationships");
        let id_is_text = members.properties.get("id").is_some_and(|node| {
            members.required.contains("id") && self.kinds_at(node) == [Kind::String] && !self.is_nullable(node)
        });
        let type_name = self.constant_text(
            members
                .properties
                .get("type")
                .filter(|_| known && has_content && id_is_text)?,
        )?;
        Some(Resource { type_name })
    }

    fn constant_text(&self, node: &Node<'a>) -> Option<String> {
        let (view, _) = self.resolve(node)?;
        match view.literals.as_slice() {
            [serde_json::Value::String(text)] => Some(text.clone()),
            _ => None,
        }
    }

    /// The write envelope (§9) that a request body spells, if the attributes are all that the caller has to give.
    pub(crate) fn write_envelope(&mut self, body: &Node<'a>) -> Option<WriteEnvelope<'a>> {
        let (view, pointer) = self.resolve(body)?;
        let outer = self.members_of(&view, &pointer);
        let data = outer
            .properties
            .get("data")
            .filter(|_| self.only_has(&outer, &["data"]))?;
        let (view, pointer) = self.resolve(data)?;
        let inner = self.members_of(&view, &pointer);
        if !self.only_has(&inner, &["type", "id", "attributes", "relationships"]) {
            return None;
        }
        if let Some(relationships) = inner.properties.get("relationships")
            && !self.keys(relationships).is_some_and(|keys| keys.is_empty())
        {
            return None;
        }
        Some(WriteEnvelope {
            type_name: self.constant_text(inner.properties.get("type")?)?,
            has_id: inner.properties.contains_key("id"),
            attributes: inner.properties.get("attributes")?.clone(),
        })
    }
}
