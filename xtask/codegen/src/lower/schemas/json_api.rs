//! JSON:API: documents, resource objects, relationships and write envelopes, known by their members (JSON:API 1.0 §5).
//!
//! In: schemas. Out: what JSON:API has of them, so that nineteen envelopes are one.

use openapiv3::{OpenAPI, ReferenceOr};

use crate::depth::Depth;
use crate::ir::JsonType;
use crate::lower::schemas::Schemas;
use crate::lower::schemas::members::Members;
use crate::lower::schemas::view::{Combination, Node};
use crate::media_type::is_json_api;

/// Compositions in each other at most: an object of JSON:API needs one or two.
const COMPOSITIONS: Depth = Depth::of(16);

/// Whether a document speaks JSON:API in some body.
pub(crate) fn is_spoken(openapi: &OpenAPI) -> bool {
    let of_operations = openapi.operations().any(|(_, _, operation)| {
        let responses = &operation.responses;
        let responses = responses.responses.values().chain(&responses.default);
        let mut bodies = operation.request_body.iter().filter_map(ReferenceOr::as_item);
        let mut responses = responses.filter_map(ReferenceOr::as_item);
        bodies.any(|body| is_among(body.content.keys())) || responses.any(|response| is_among(response.content.keys()))
    });
    let of_components = openapi.components.iter().any(|components| {
        let mut bodies = components.request_bodies.values().filter_map(ReferenceOr::as_item);
        let mut responses = components.responses.values().filter_map(ReferenceOr::as_item);
        bodies.any(|body| is_among(body.content.keys())) || responses.any(|response| is_among(response.content.keys()))
    });
    of_operations || of_components
}

fn is_among<'t>(mut media_types: impl Iterator<Item = &'t String>) -> bool {
    media_types.any(|media_type| is_json_api(media_type))
}

/// A relationship (§5.2.4): whether to one or to many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relationship {
    ToOne,
    ToMany,
}

/// The relationship that an object is, if its `data` holds resource identifiers.
pub(crate) fn relationship<'a>(schemas: &Schemas<'a>, members: &Members<'a>) -> Option<Relationship> {
    let data = members.properties.get("data")?;
    if !only_has(members, &["data", "links", "meta"]) {
        return None;
    }
    let (view, pointer) = schemas.resolve(data)?;
    match view.items {
        Some(items) => is_identifier(schemas, &Node::boxed(items, pointer)).then_some(Relationship::ToMany),
        None => is_identifier(schemas, data).then_some(Relationship::ToOne),
    }
}

/// The primary data of an object that is a document (§5.1): resource objects, alone or in a list.
pub(crate) fn primary_data<'a>(schemas: &Schemas<'a>, members: &Members<'a>) -> Option<Node<'a>> {
    let data = members.properties.get("data")?;
    if !only_has(members, &["data", "included", "links", "meta", "jsonapi"]) {
        return None;
    }
    let (view, pointer) = schemas.resolve(data)?;
    let is_resource = match view.items {
        Some(items) => is_resource_object(schemas, &Node::boxed(items, pointer)),
        None => is_resource_object(schemas, data),
    };
    is_resource.then(|| data.clone())
}

/// The resource type of a resource object whose `type` is constant.
pub(crate) fn resource<'a>(schemas: &Schemas<'a>, members: &Members<'a>) -> Option<String> {
    let get = |key: &str| members.properties.get(key);
    let keys = ["type", "id", "attributes", "relationships", "links", "meta"];
    let has_content = get("attributes").is_some() || get("relationships").is_some();
    if !only_has(members, &keys) || !has_content || !members.required.contains("id") {
        return None;
    }
    let id = get("id")?;
    if schemas.json_types(id) != [JsonType::String] || schemas.is_nullable(id) {
        return None;
    }
    let type_name = constant_text(schemas, get("type")?)?;
    Some(type_name)
}

/// Envelopes around a write: what the caller gives, and what the client puts around it.
#[derive(Clone, Debug)]
pub(crate) struct WriteEnvelope<'a> {
    /// The resource type.
    pub(crate) type_name: String,
    /// Whether the envelope has an `id`.
    pub(crate) has_id: bool,
    /// The attributes.
    pub(crate) attributes: Node<'a>,
}

/// The write envelope (§9) that a request body spells, if the attributes are all that the caller has to give.
pub(crate) fn write_envelope<'a>(schemas: &Schemas<'a>, body: &Node<'a>) -> Option<WriteEnvelope<'a>> {
    let members = |node: &Node<'a>| {
        let (view, pointer) = schemas.resolve(node)?;
        Some(Members::of(schemas, &view, &pointer))
    };
    let outer = members(body)?;
    let data = outer.properties.get("data").filter(|_| only_has(&outer, &["data"]))?;
    let inner = members(data)?;
    if !only_has(&inner, &["type", "id", "attributes", "relationships"]) {
        return None;
    }
    if let Some(relationships) = inner.properties.get("relationships")
        && !keys(schemas, relationships).is_some_and(|keys| keys.is_empty())
    {
        return None;
    }
    Some(WriteEnvelope {
        type_name: constant_text(schemas, inner.properties.get("type")?)?,
        has_id: inner.properties.contains_key("id"),
        attributes: inner.properties.get("attributes")?.clone(),
    })
}

fn only_has(members: &Members<'_>, keys: &[&str]) -> bool {
    members.alternatives.is_empty() && members.properties.keys().all(|key| keys.contains(key))
}

fn is_identifier<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> bool {
    keys(schemas, node).is_some_and(|keys| {
        keys.contains(&"type")
            && keys.contains(&"id")
            && keys.iter().all(|key| ["type", "id", "meta", "lid"].contains(key))
    })
}

fn is_resource_object<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> bool {
    let known = ["type", "id", "attributes", "relationships", "links", "meta", "lid"];
    keys(schemas, node).is_some_and(|keys| {
        keys.contains(&"type")
            && keys.contains(&"id")
            && (keys.contains(&"attributes") || keys.contains(&"relationships"))
            && keys.iter().all(|key| known.contains(key))
    })
}

/// The names of an object's properties, those of its `allOf` parts included; `None` for what is no plain object.
fn keys<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> Option<Vec<&'a str>> {
    let mut keys = Vec::new();
    collect_keys(schemas, node, &mut keys, COMPOSITIONS).then_some(keys)
}

fn collect_keys<'a>(schemas: &Schemas<'a>, node: &Node<'a>, keys: &mut Vec<&'a str>, depth: Depth) -> bool {
    let (Some((view, pointer)), Some(below)) = (schemas.resolve(node), depth.below()) else {
        return false;
    };
    let is_union = !view.one_of.is_empty() || !view.any_of.is_empty();
    if is_union || view.ty.is_some_and(|ty| ty != "object") {
        return false;
    }
    let own = view.properties.into_iter().flat_map(|properties| properties.keys());
    keys.extend(own.map(String::as_str));
    view.parts(Combination::All, &pointer)
        .all(|part| collect_keys(schemas, &part, keys, below))
}

fn constant_text<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> Option<String> {
    let (view, _) = schemas.resolve(node)?;
    match view.literals.as_slice() {
        [serde_json::Value::String(text)] => Some(text.clone()),
        _ => None,
    }
}
