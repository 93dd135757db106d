//! Webhooks and callbacks: requests that the server makes. Their payloads become types; nothing here sends them.

use indexmap::IndexMap;
use openapiv3::{OpenAPI, Operation as Source, PathItem, ReferenceOr};

use crate::ir::{Docs, Flow, Pointer, Type, Webhook};
use crate::lower::docs::markdown;
use crate::lower::models::{Lowering, Site};
use crate::lower::names;
use crate::lower::operations::bodies::{Form, form_of};
use crate::lower::operations::method;
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

impl<'a> Lowering<'_, 'a> {
    /// The payloads of webhooks, then those of callbacks in the order of their operations.
    pub(crate) fn webhooks(&mut self, webhooks: &'a Webhooks) -> Vec<Webhook> {
        let mut found = Vec::new();
        for (name, item) in webhooks {
            let pointer = Pointer("/webhooks".to_owned()).child(name);
            let type_name = format!("{}Webhook", names::type_name(name));
            self.called(name, &type_name, item, &pointer, &mut found);
        }
        let openapi = self.openapi;
        for (path, item) in &openapi.paths.paths {
            let ReferenceOr::Item(item) = item else { continue };
            for (verb, source) in item.iter() {
                let at = Pointer("/paths".to_owned()).child(path).child(verb).child("callbacks");
                for (name, callback) in &source.callbacks {
                    for (expression, item) in callback {
                        let pointer = at.child(name).child(expression);
                        let type_name = format!("{}Callback", names::type_name(name));
                        self.called(name, &type_name, item, &pointer, &mut found);
                    }
                }
            }
        }
        found
    }

    fn called(&mut self, name: &str, type_name: &str, item: &'a PathItem, at: &Pointer, found: &mut Vec<Webhook>) {
        for (verb, source) in item.iter() {
            let Some(method) = method(verb) else { continue };
            let pointer = at.child(verb);
            found.push(Webhook {
                name: name.to_owned(),
                method,
                payload: self.called_with(type_name, source, &pointer),
                docs: Docs {
                    summary: markdown(source.summary.as_deref().or(item.summary.as_deref())),
                    description: markdown(source.description.as_deref()),
                    ..Docs::default()
                },
                pointer,
            });
        }
    }

    /// The type of what a server sends: of its first body that a type can hold.
    fn called_with(&mut self, type_name: &str, source: &'a Source, pointer: &Pointer) -> Option<Type> {
        let body = source.request_body.as_ref()?;
        let body = self.document.resolve(body, || pointer.child("requestBody"))?;
        let (body, pointer, component) = (body.value, body.pointer, body.component);
        let name = component.map_or_else(|| type_name.to_owned(), names::type_name);
        let site = Site {
            told: None,
            home: name.clone(),
            name,
            flow: Flow::Received,
            form: false,
        };
        let is_typed = |media_type: &&String| matches!(form_of(media_type), Form::Json | Form::Urlencoded);
        let media_type = body.content.keys().find(is_typed)?;
        let at = pointer.child("content").child(media_type).child("schema");
        let node = Node::new(body.content.get(media_type)?.schema.as_ref()?, at);
        Some(self.body_type(&node, &site, component.is_some()))
    }
}
