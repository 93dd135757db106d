//! Webhooks and callbacks: requests that the server makes. Their payloads become types, and those of webhooks one union.

use indexmap::IndexMap;
use openapiv3::{OpenAPI, PathItem, ReferenceOr, RequestBody};
use serde_json::Value as Json;

use crate::ir::{Docs, Flow, Pointer, Signature, Type, Webhook};
use crate::lower::docs::{described, markdown};
use crate::lower::models::Models;
use crate::lower::models::site::Site;
use crate::lower::naming::names;
use crate::lower::operations::bodies::json_type;
use crate::lower::operations::entries::sent;
use crate::lower::operations::events::{Received, events};
use crate::lower::operations::media_types::{Serialization, serialization};
use crate::lower::operations::params::headers;
use crate::lower::references::{Components, Resolved};
use crate::lower::schemas::view::Node;
use crate::report::{Code, Diagnostic, Report};
use crate::signature;

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

/// How the server signs webhooks: as each of them says, or the document.
pub(crate) fn signature(openapi: &OpenAPI, webhooks: &Webhooks, report: &mut Report) -> Option<Signature> {
    let of_all = signed(&openapi.extensions, &Pointer::default(), report);
    let mut first = of_all.clone();
    for (name, item) in webhooks {
        let at = Pointer("/webhooks".to_owned()).child(name);
        let own = signed(&item.extensions, &at, report).or_else(|| of_all.clone());
        match (&first, own) {
            (None, own) => first = own,
            (Some(first), Some(own)) if *first != own => {
                let message = format!("`{name}` is signed in another way than other webhooks; that is left out");
                report.push(Diagnostic::new(
                    Code::UnreadableDetail,
                    at.child(signature::KEY),
                    message,
                ));
            }
            _ => {}
        }
    }
    first
}

/// What an object says of signatures.
fn signed(extensions: &IndexMap<String, Json>, at: &Pointer, report: &mut Report) -> Option<Signature> {
    match signature::read(extensions.get(signature::KEY)?) {
        Ok(signature) => Some(signature),
        Err(fault) => {
            let (at, message) = (at.child(signature::KEY), format!("`{}` {fault}", signature::KEY));
            report.push(Diagnostic::new(Code::UnreadableDetail, at, message).hint("it is left out"));
            None
        }
    }
}

/// The payloads of webhooks, then those of callbacks in the order of their operations.
pub(crate) fn webhooks<'a>(
    openapi: &'a OpenAPI,
    components: Components<'a>,
    webhooks: &'a Webhooks,
    models: &mut Models<'_, 'a>,
) -> Vec<Webhook> {
    let mut received = Vec::new();
    for (name, item) in webhooks {
        let pointer = Pointer("/webhooks".to_owned()).child(name);
        let site = site_of(format!("{}Webhook", names::part_name(name))).of_webhooks();
        received.extend(called(name, &site, item, &pointer, components, models));
    }
    events(&mut received, models);
    let mut found: Vec<Webhook> = received.into_iter().map(|received| received.webhook).collect();
    for (path, item) in &openapi.paths.paths {
        let ReferenceOr::Item(item) = item else { continue };
        for (verb, source) in item.iter() {
            let at = Pointer("/paths".to_owned()).child(path).child(verb).child("callbacks");
            for (name, callback) in &source.callbacks {
                let site = site_of(format!("{}Callback", names::part_name(name)));
                for (expression, item) in callback {
                    let pointer = at.child(name).child(expression);
                    let called = called(name, &site, item, &pointer, components, models);
                    found.extend(called.into_iter().map(|received| received.webhook));
                }
            }
        }
    }
    found
}

/// The site of what a server sends by itself.
fn site_of(name: String) -> Site {
    Site::at_home(name, Flow::Received)
}

/// What the server calls under a name, a request for each method.
fn called<'a>(
    name: &str,
    site: &Site,
    item: &'a PathItem,
    at: &Pointer,
    components: Components<'a>,
    models: &mut Models<'_, 'a>,
) -> Vec<Received<'a>> {
    let mut found = Vec::new();
    for (verb, source) in item.iter() {
        let Some((name, method)) = sent(name, verb, source) else {
            continue;
        };
        let pointer = at.child(verb);
        let docs = Docs {
            summary: markdown(source.summary.as_deref().or(item.summary.as_deref())),
            ..described(source.description.as_deref(), &source.extensions, source.deprecated)
        };
        let headers = headers(components, (item, at), (source, &pointer));
        let body = source.request_body.as_ref();
        let body = body.and_then(|body| components.resolve(body, || pointer.child("requestBody")));
        let (payload, body) = body
            .and_then(|body| payload(site, body, models))
            .map_or((None, None), |(ty, body)| (Some(ty), body));
        let webhook = Webhook {
            name: name.to_owned(),
            method,
            payload,
            event: None,
            docs,
            pointer,
        };
        found.push(Received { webhook, body, headers });
    }
    found
}

/// The type of what a server sends, of its first body that a type can hold, and the schema of that where it is JSON.
fn payload<'a>(
    site: &Site,
    body: Resolved<'a, RequestBody>,
    models: &mut Models<'_, 'a>,
) -> Option<(Type, Option<Node<'a>>)> {
    let is_typed = |media_type: &str| {
        let serialization = serialization(media_type);
        matches!(serialization, Serialization::Json | Serialization::Urlencoded)
    };
    let (media_type, media) = body.value.content.iter().find(|(media_type, _)| is_typed(media_type))?;
    let at = body.pointer.child("content").child(media_type).child("schema");
    let node = Node::new(media.schema.as_ref()?, at);
    let site = match body.component {
        Some(name) => Site {
            told: site.told,
            ..site_of(names::type_name(name))
        },
        None => site.clone(),
    };
    let ty = json_type(&node, &site, body.component.is_some(), models);
    let is_json = matches!(serialization(media_type), Serialization::Json);
    Some((ty, is_json.then_some(node)))
}
