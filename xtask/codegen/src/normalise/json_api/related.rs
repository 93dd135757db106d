//! The resources of a relationship, at `/notes/{id}/labels` and `/notes/{id}/relationships/labels` (JSON:API 1.0 §6.1):
//! frameworks describe one resource there, whatever the relationship is, where servers send a list, or null.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::resources::is_resource;
use super::{Body, entries, properties};
use crate::ir::Pointer;
use crate::normalise::context::Context;
use crate::report::{Code, Diagnostic};
use crate::{pointer, reference};

/// What stands at the path of a relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Related {
    /// One resource, or none.
    ToOne,
    /// Any number of resources.
    ToMany,
}

/// Primary data that is described as one resource and may be something else.
pub(super) struct Misdescribed {
    at: String,
    related: Related,
}

/// A response to GET with one resource.
struct Response<'v> {
    path: Cow<'v, str>,
    /// Where its primary data is described.
    at: String,
    /// The relationships of the resource by their names.
    relationships: Vec<(&'v str, Option<Related>)>,
}

/// The primary data at paths of relationships that are something else than one resource.
pub(super) fn found(root: &Value, bodies: &[Body<'_>]) -> Vec<Misdescribed> {
    let responses: Vec<_> = bodies.iter().filter_map(|body| response(root, body)).collect();
    let mut all = responses.iter().flat_map(|response| &response.relationships);
    // Earlier versions of AshJsonApi describe every relationship as one to many, which tells nothing.
    if !all.any(|(_, related)| *related == Some(Related::ToOne)) {
        return Vec::new();
    }
    let misdescribed = |response: &Response<'_>| {
        let (parent, name) = response.path.rsplit_once('/')?;
        let parent = parent.strip_suffix("/relationships").unwrap_or(parent);
        let source = responses.iter().find(|other| other.path == parent)?;
        let (_, related) = source.relationships.iter().find(|(of_source, _)| *of_source == name)?;
        Some(Misdescribed {
            at: response.at.clone(),
            related: (*related)?,
        })
    };
    responses.iter().filter_map(misdescribed).collect()
}

/// A body as a response to GET with one resource, if it is one.
fn response<'v>(root: &'v Value, body: &'v Body<'v>) -> Option<Response<'v>> {
    let mut place = pointer::segments(&body.at);
    let (Some("paths"), Some(path), Some("get")) = (place.next().as_deref(), place.next(), place.next().as_deref())
    else {
        return None;
    };
    let data = properties(body.schema)?.get("data")?;
    let resource = reference::resolve(root, data).filter(|data| is_resource(data))?;
    let relationships = properties(resource)?.get("relationships");
    let relationships =
        relationships.and_then(|relationships| reference::resolve(root, relationships)?.get("properties"));
    Some(Response {
        path,
        at: pointer::join(&pointer::join(&body.at, "properties"), "data"),
        relationships: entries(relationships)
            .map(|(name, value)| (name.as_str(), related(root, value)))
            .collect(),
    })
}

/// What a relationship says of its resources; `None` where there is always one.
fn related(root: &Value, relationship: &Value) -> Option<Related> {
    let data = properties(reference::resolve(root, relationship)?)?.get("data")?;
    let data = reference::resolve(root, data)?;
    match data.get("nullable") {
        _ if data.get("items").is_some() => Some(Related::ToMany),
        Some(Value::Bool(true)) => Some(Related::ToOne),
        _ => None,
    }
}

/// Describes such data as it is.
pub(super) fn describe(root: &mut Value, found: &[Misdescribed], cx: &mut Context<'_>) {
    for Misdescribed { at, related } in found {
        let Some(data) = root.pointer_mut(at) else { continue };
        let resource = data.take();
        let (described, inside, label) = match related {
            Related::ToMany => (json!({"type": "array", "items": resource}), "items", "read as a list"),
            Related::ToOne => (
                json!({"nullable": true, "allOf": [resource]}),
                "allOf/0",
                "read as one or none",
            ),
        };
        *data = described;
        let message = "the resources of a relationship are described as one resource";
        cx.push(Diagnostic::new(Code::RelatedData, Pointer(at.clone()), message).label(label));
        cx.report.origins.moved(at.clone(), format!("{at}/{inside}"));
    }
}
