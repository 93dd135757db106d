//! Webhooks and callbacks: requests that the server makes. Their payloads become types; nothing here sends them.

use indexmap::IndexMap;
use openapiv3::{OpenAPI, PathItem, ReferenceOr, RequestBody};

use crate::ir::{Docs, Flow, Pointer, Type, Webhook};
use crate::lower::docs::markdown;
use crate::lower::models::Models;
use crate::lower::models::site::Site;
use crate::lower::naming::names;
use crate::lower::operations::bodies::json_type;
use crate::lower::operations::entries::method;
use crate::lower::operations::media_types::{Serialization, serialization};
use crate::lower::references::{Components, Resolved};
use crate::lower::schemas::view::Node;
use crate::report::{Code, Diagnostic, Report};

/// Webhooks by name, as normalisation keeps them: 3.0's model has no place for them.
pub(crate) type Webhooks = IndexMap<String, PathItem>;

/// Reads the webhooks of a document.
pub(crate) fn read(openapi: &OpenAPI, report: &mut Report) -> Webhooks {
    let items = openapi.extensions.get("x-webhooks").and_then(|items| items.as_object());
    let mut webhooks = Webhooks::new();
    for (name, item) in items.into_iter().flatten() {
        match serde_json::from_value(item.clone()) {
            Ok(item) => {
                webhooks.insert(name.clone(), item);
            }
            Err(error) => report.push(Diagnostic::new(
                Code::UnreadableDetail,
                Pointer("/webhooks".to_owned()).child(name),
                format!("the webhook is left out: {error}"),
            )),
        }
    }
    webhooks
}

/// The payloads of webhooks, then those of callbacks in the order of their operations.
pub(crate) fn webhooks<'a>(
    openapi: &'a OpenAPI,
    components: Components<'a>,
    webhooks: &'a Webhooks,
    models: &mut Models<'_, 'a>,
) -> Vec<Webhook> {
    let mut found = Vec::new();
    for (name, item) in webhooks {
        let pointer = Pointer("/webhooks".to_owned()).child(name);
        let type_name = format!("{}Webhook", names::type_name(name));
        found.extend(called(name, &type_name, item, &pointer, components, models));
    }
    for (path, item) in &openapi.paths.paths {
        let ReferenceOr::Item(item) = item else { continue };
        for (verb, source) in item.iter() {
            let at = Pointer("/paths".to_owned()).child(path).child(verb).child("callbacks");
            for (name, callback) in &source.callbacks {
                let type_name = format!("{}Callback", names::type_name(name));
                for (expression, item) in callback {
                    let pointer = at.child(name).child(expression);
                    found.extend(called(name, &type_name, item, &pointer, components, models));
                }
            }
        }
    }
    found
}

/// What the server calls under a name, a request for each method.
fn called<'a>(
    name: &str,
    type_name: &str,
    item: &'a PathItem,
    at: &Pointer,
    components: Components<'a>,
    models: &mut Models<'_, 'a>,
) -> Vec<Webhook> {
    let mut found = Vec::new();
    for (verb, source) in item.iter() {
        let Some(method) = method(verb) else { continue };
        let pointer = at.child(verb);
        let docs = Docs {
            summary: markdown(source.summary.as_deref().or(item.summary.as_deref())),
            description: markdown(source.description.as_deref()),
            ..Docs::default()
        };
        let body = source.request_body.as_ref();
        let body = body.and_then(|body| components.resolve(body, || pointer.child("requestBody")));
        found.push(Webhook {
            name: name.to_owned(),
            method,
            payload: body.and_then(|body| payload(type_name, body, models)),
            docs,
            pointer,
        });
    }
    found
}

/// The type of what a server sends: of its first body that a type can hold.
fn payload<'a>(type_name: &str, body: Resolved<'a, RequestBody>, models: &mut Models<'_, 'a>) -> Option<Type> {
    let name = body.component.map_or_else(|| type_name.to_owned(), names::type_name);
    let is_typed = |media_type: &str| {
        let serialization = serialization(media_type);
        matches!(serialization, Serialization::Json | Serialization::Urlencoded)
    };
    let (media_type, media) = body.value.content.iter().find(|(media_type, _)| is_typed(media_type))?;
    let at = body.pointer.child("content").child(media_type).child("schema");
    let node = Node::new(media.schema.as_ref()?, at);
    let site = Site::at_home(name, Flow::Received);
    Some(json_type(&node, &site, body.component.is_some(), models))
}
