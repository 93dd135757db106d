//! Resource objects: which type they are of, and whether attributes always come.
//!
//! AshJsonApi, for one, writes `type: {type: string}` for each resource, and names the component after the type.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Body, entries, properties};
use crate::ir::Pointer;
use crate::normalise::context::Context;
use crate::report::{Code, Diagnostic};
use crate::{pointer, reference};

/// The members of a resource object (JSON:API 1.0 §5.2; `lid` is of 1.1).
const MEMBERS: [&str; 7] = ["type", "id", "attributes", "relationships", "links", "meta", "lid"];

/// How AshJsonApi ends the description of an attribute that comes without being asked for.
const BY_DEFAULT: &str = "Field included by default.";

/// A resource object of the document.
pub(super) struct Resource {
    /// Where it stands.
    at: String,
    /// Its type, where its own place allows any text and another tells it.
    type_name: Option<String>,
}

/// The resource objects of the document, in components and in bodies themselves.
pub(super) fn found(root: &Value, bodies: &[Body<'_>]) -> Vec<Resource> {
    let told = told(root, bodies);
    let components: Vec<_> = entries(root.pointer("/components/schemas"))
        .filter(|(_, schema)| is_resource(schema))
        .collect();
    let is_component = |name: &&str| components.iter().any(|(component, _)| component == name);
    // Where each type that is told is the name of a component, the names of the others are types as well.
    let are_names = !told.is_empty() && told.iter().all(is_component);
    let is_type = |name: &str| !name.is_empty() && (are_names || told.contains(name));
    let of_components = components.iter().map(|(name, schema)| Resource {
        at: pointer::join("/components/schemas", name),
        type_name: Some((*name).clone()).filter(|name| is_open(schema) && is_type(name)),
    });
    let in_bodies = bodies.iter().filter_map(|body| {
        let (at, schema) = primary_data(body)?;
        let type_name = only_type(&body.fields, is_component).filter(|_| is_open(schema));
        Some(Resource { at, type_name })
    });
    of_components.chain(in_bodies).collect()
}

/// The one type that `fields` names, that of a component among several.
fn only_type(fields: &[&str], is_component: impl Fn(&&str) -> bool + Copy) -> Option<String> {
    let components: Vec<&str> = fields.iter().copied().filter(is_component).collect();
    match (components.as_slice(), fields) {
        ([only], _) | ([], [only]) => Some((*only).to_owned()),
        _ => None,
    }
}

/// The resource types that the document tells apart from resource objects: in parameters, and in what is sent.
fn told<'v>(root: &'v Value, bodies: &[Body<'v>]) -> BTreeSet<&'v str> {
    let sent = bodies.iter().filter(|body| body.is_request);
    let sent = sent.filter_map(|body| {
        let data = properties(reference::resolve(root, body.schema)?)?.get("data")?;
        let kind = properties(reference::resolve(root, data)?)?.get("type")?;
        match kind.get("enum")?.as_array()?.as_slice() {
            [Value::String(only)] => Some(only.as_str()),
            _ => None,
        }
    });
    bodies
        .iter()
        .flat_map(|body| body.fields.iter().copied())
        .chain(sent)
        .collect()
}

/// The resource object that stands in a body itself, alone or as the items of a list.
fn primary_data<'v>(body: &Body<'v>) -> Option<(String, &'v Value)> {
    let data = properties(body.schema)?.get("data")?;
    let at = pointer::join(&pointer::join(&body.at, "properties"), "data");
    let (at, data) = match data.get("items") {
        Some(items) => (pointer::join(&at, "items"), items),
        None => (at, data),
    };
    is_resource(data).then_some((at, data))
}

pub(super) fn is_resource(schema: &Value) -> bool {
    properties(schema).is_some_and(|properties| {
        let has = |key: &str| properties.contains_key(key);
        has("type")
            && has("id")
            && (has("attributes") || has("relationships"))
            && properties.keys().all(|key| MEMBERS.contains(&key.as_str()))
    })
}

/// Whether the `type` of a resource object is any text.
fn is_open(resource: &Value) -> bool {
    let kind = properties(resource).and_then(|properties| properties.get("type"));
    kind.and_then(Value::as_object).is_some_and(|kind| {
        let said = ["description", "title", "example", "type"];
        kind.get("type").is_some_and(|json_type| json_type == "string")
            && kind.keys().all(|key| said.contains(&key.as_str()))
    })
}

/// Gives each `type` its value, and makes attributes optional that need not come.
pub(super) fn complete(root: &mut Value, resources: &[Resource], cx: &mut Context<'_>) {
    for Resource { at, type_name } in resources {
        let Some(Value::Object(members)) = root.pointer_mut(at).and_then(|resource| resource.get_mut("properties"))
        else {
            continue;
        };
        let at = pointer::join(at, "properties");
        if let (Some(type_name), Some(Value::Object(kind))) = (type_name, members.get_mut("type")) {
            kind.insert("enum".into(), json!([type_name]));
            cx.facts.resource_types.insert(pointer::join(&at, "type"));
        }
        if let Some(Value::Object(attributes)) = members.get_mut("attributes") {
            need_not_be_there(attributes, &pointer::join(&at, "attributes"), cx);
        }
    }
}

/// Makes attributes optional where AshJsonApi describes them: it requires each that is never null, and its servers leave out
/// what was not asked for, what does not come by default, and what the caller may not see.
fn need_not_be_there(attributes: &mut Map<String, Value>, at: &str, cx: &mut Context<'_>) {
    let is_described = entries(attributes.get("properties")).any(|(_, schema)| comes_by_default(schema));
    let is_empty = |required: &Value| required.as_array().is_none_or(Vec::is_empty);
    if !is_described || attributes.get("required").is_none_or(is_empty) {
        return;
    }
    attributes.remove("required");
    let at = Pointer(pointer::join(at, "required"));
    let message = "attributes of AshJsonApi are required, and its servers leave some out";
    cx.push(Diagnostic::new(Code::AbsentAttributes, at, message).label("read as optional ones"));
}

/// Whether the description of an attribute says so, its own or that of an alternative beside `null`.
fn comes_by_default(schema: &Value) -> bool {
    let description = schema.get("description").and_then(Value::as_str);
    let parts = ["allOf", "anyOf", "oneOf"]
        .into_iter()
        .filter_map(|key| schema.get(key)?.as_array());
    description.is_some_and(|text| text.ends_with(BY_DEFAULT)) || parts.flatten().any(comes_by_default)
}
