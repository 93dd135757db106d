//! JSON:API as frameworks describe it: documents that say less than the specification does, or other than their servers.
//!
//! In: resource objects whose `type` is any text, attributes that are required although the server leaves some out, and error
//! responses that are a list. Out: a `type` has its value where the document tells it elsewhere, such attributes are optional,
//! a list of errors is the `errors` of a document, and what is related is what the relationship says. [`Facts`](super::Facts) say which types were found out.

mod errors;
mod related;
mod resources;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;

use serde_json::{Map, Value};

use super::context::Context;
use super::operations::METHODS;
use crate::{media_type, pointer, reference};

/// Looks at every body of JSON:API, and at every resource object.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let bodies = bodies(root);
    if !bodies.is_empty() {
        let (resources, errors) = (resources::found(root, &bodies), errors::found(root, &bodies));
        let related = related::found(root, &bodies);
        resources::complete(root, &resources, cx);
        errors::wrap(root, &errors, cx);
        // Last, as it moves what the others have found.
        related::describe(root, &related, cx);
    }
    true
}

/// A body of JSON:API.
struct Body<'v> {
    /// Where its schema stands.
    at: String,
    schema: &'v Value,
    is_request: bool,
    /// The resource types that the parameter `fields` of its operation names (JSON:API 1.0 §6.3).
    fields: Vec<&'v str>,
}

/// The bodies of JSON:API in components and operations.
fn bodies(root: &Value) -> Vec<Body<'_>> {
    let mut found = Vec::new();
    for (section, is_request) in [("responses", false), ("requestBodies", true)] {
        let at = format!("/components/{section}");
        for (name, described) in entries(root.pointer(&at)) {
            found.extend(of_media_types(described, is_request, Vec::new, || {
                pointer::join(&at, name)
            }));
        }
    }
    for (path, item) in entries(root.get("paths")) {
        for method in METHODS {
            let Some(operation) = item.get(method) else { continue };
            let known = OnceCell::new();
            let fields = || known.get_or_init(|| fields(root, [item, operation])).clone();
            let at = |key| pointer::join(&pointer::join(&pointer::join("/paths", path), method), key);
            for (status, response) in entries(operation.get("responses")) {
                let at = || pointer::join(&at("responses"), status);
                found.extend(of_media_types(response, false, &fields, at));
            }
            if let Some(body) = operation.get("requestBody") {
                found.extend(of_media_types(body, true, &fields, || at("requestBody")));
            }
        }
    }
    found
}

/// The bodies of JSON:API that a response or request body describes.
fn of_media_types<'v>(
    described: &'v Value,
    is_request: bool,
    fields: impl Fn() -> Vec<&'v str>,
    at: impl Fn() -> String,
) -> impl Iterator<Item = Body<'v>> {
    let contents = entries(described.get("content")).filter(|(name, _)| media_type::is_json_api(name));
    contents.filter_map(move |(name, media)| {
        Some(Body {
            schema: media.get("schema")?,
            at: ["content", name, "schema"]
                .iter()
                .fold(at(), |at, key| pointer::join(&at, key)),
            is_request,
            fields: fields(),
        })
    })
}

/// The resource types that the parameter `fields` names, declared in an operation or for all of its path.
fn fields<'v>(root: &'v Value, declared: [&'v Value; 2]) -> Vec<&'v str> {
    let lists = declared
        .into_iter()
        .filter_map(|value| value.get("parameters")?.as_array());
    let parameters = lists
        .flatten()
        .filter_map(|parameter| reference::resolve(root, parameter));
    let is_fields = |parameter: &&Value| {
        let has = |key: &str, text: &str| parameter.get(key).and_then(Value::as_str) == Some(text);
        has("name", "fields") && has("in", "query") && has("style", "deepObject")
    };
    let schemas = parameters
        .filter(is_fields)
        .filter_map(|parameter| parameter.get("schema"));
    let schemas = schemas.filter_map(|schema| reference::resolve(root, schema));
    schemas
        .flat_map(|schema| entries(schema.get("properties")))
        .map(|(name, _)| name.as_str())
        .collect()
}

/// The properties of an object schema that is written out in one piece.
fn properties(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("properties")?.as_object()
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}
