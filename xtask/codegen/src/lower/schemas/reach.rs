//! Who reaches a component schema: requests, answers or both, and whether a form does.
//!
//! In: the document. Out: [`Reach`], by walking references from the operations.

use std::collections::HashSet;

use openapiv3::{
    AdditionalProperties, Components, Header, MediaType, OpenAPI, Operation, Parameter, ParameterSchemaOrContent,
    PathItem, ReferenceOr, RequestBody, Response, Schema,
};

use crate::ir::Flow;
use crate::lower::models::{component_name, unescape};
use crate::lower::operations::webhooks::Webhooks;
use crate::lower::schemas::view::View;

/// Directions in which the values of each component schema travel.
#[derive(Debug, Default)]
pub(crate) struct Reach<'a> {
    sent: HashSet<String>,
    received: HashSet<String>,
    form: HashSet<String>,
    json: HashSet<String>,
    components: Option<&'a Components>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Way {
    Sent,
    Received,
    Form,
    Json,
}

impl<'a> Reach<'a> {
    /// Walks a document.
    pub(crate) fn of(openapi: &'a OpenAPI, webhooks: &'a Webhooks) -> Self {
        let mut reach = Self {
            components: openapi.components.as_ref(),
            ..Self::default()
        };
        for item in openapi.paths.paths.values().filter_map(ReferenceOr::as_item) {
            for parameter in &item.parameters {
                reach.parameter(parameter);
            }
            for (_, operation) in item.iter() {
                reach.operation(operation);
                let callbacks = operation.callbacks.values().flat_map(|callback| callback.values());
                callbacks.for_each(|item| reach.called(item));
            }
        }
        webhooks.values().for_each(|item| reach.called(item));
        reach
    }

    /// The directions of a component; both, where nothing reaches it.
    pub(crate) fn flow(&self, name: &str) -> Flow {
        match (self.sent.contains(name), self.received.contains(name)) {
            (true, false) => Flow::Sent,
            (false, true) => Flow::Received,
            _ => Flow::Both,
        }
    }

    /// Whether only forms reach a component, so that its binary strings are files.
    pub(crate) fn is_form(&self, name: &str) -> bool {
        self.form.contains(name) && !self.json.contains(name)
    }

    /// What the server sends by itself is received.
    fn called(&mut self, item: &'a PathItem) {
        for (_, operation) in item.iter() {
            let Some(body) = operation.request_body.as_ref().and_then(|body| self.body(body)) else {
                continue;
            };
            for media in body.content.values() {
                self.media(media, &[Way::Received, Way::Json]);
            }
        }
    }

    fn operation(&mut self, operation: &'a Operation) {
        for parameter in &operation.parameters {
            self.parameter(parameter);
        }
        if let Some(body) = operation.request_body.as_ref().and_then(|body| self.body(body)) {
            for (media_type, media) in &body.content {
                let way = if is_multipart(media_type) { Way::Form } else { Way::Json };
                self.media(media, &[Way::Sent, way]);
            }
        }
        let responses = operation
            .responses
            .responses
            .values()
            .chain(&operation.responses.default);
        for response in responses
            .filter_map(|response| self.response(response))
            .collect::<Vec<_>>()
        {
            for media in response.content.values() {
                self.media(media, &[Way::Received, Way::Json]);
            }
            for header in response.headers.values() {
                self.header(header);
            }
        }
    }

    fn body(&self, body: &'a ReferenceOr<RequestBody>) -> Option<&'a RequestBody> {
        match body {
            ReferenceOr::Item(body) => Some(body),
            ReferenceOr::Reference { reference } => self
                .components?
                .request_bodies
                .get(&unescape(reference.strip_prefix("#/components/requestBodies/")?))?
                .as_item(),
        }
    }

    fn response(&self, response: &'a ReferenceOr<Response>) -> Option<&'a Response> {
        match response {
            ReferenceOr::Item(response) => Some(response),
            ReferenceOr::Reference { reference } => self
                .components?
                .responses
                .get(&unescape(reference.strip_prefix("#/components/responses/")?))?
                .as_item(),
        }
    }

    fn header(&mut self, header: &'a ReferenceOr<Header>) {
        let header = match header {
            ReferenceOr::Item(header) => Some(header),
            ReferenceOr::Reference { reference } => self.components.and_then(|components| {
                let name = reference.strip_prefix("#/components/headers/")?;
                components.headers.get(&unescape(name))?.as_item()
            }),
        };
        match header.map(|header| &header.format) {
            Some(ParameterSchemaOrContent::Schema(schema)) => self.schema(schema, &[Way::Received, Way::Json]),
            Some(ParameterSchemaOrContent::Content(content)) => {
                for media in content.values() {
                    self.media(media, &[Way::Received, Way::Json]);
                }
            }
            None => {}
        }
    }

    fn parameter(&mut self, parameter: &'a ReferenceOr<Parameter>) {
        let parameter = match parameter {
            ReferenceOr::Item(parameter) => Some(parameter),
            ReferenceOr::Reference { reference } => self.components.and_then(|components| {
                components
                    .parameters
                    .get(&unescape(reference.strip_prefix("#/components/parameters/")?))?
                    .as_item()
            }),
        };
        let Some(parameter) = parameter else { return };
        match &parameter.parameter_data_ref().format {
            ParameterSchemaOrContent::Schema(schema) => self.schema(schema, &[Way::Sent, Way::Json]),
            ParameterSchemaOrContent::Content(content) => {
                for media in content.values() {
                    self.media(media, &[Way::Sent, Way::Json]);
                }
            }
        }
    }

    fn media(&mut self, media: &'a MediaType, ways: &[Way]) {
        if let Some(schema) = &media.schema {
            self.schema(schema, ways);
        }
    }

    fn set(&mut self, way: Way) -> &mut HashSet<String> {
        match way {
            Way::Sent => &mut self.sent,
            Way::Received => &mut self.received,
            Way::Form => &mut self.form,
            Way::Json => &mut self.json,
        }
    }

    fn schema(&mut self, schema: &'a ReferenceOr<Schema>, ways: &[Way]) {
        match schema {
            ReferenceOr::Reference { reference } => self.reference(reference, ways),
            ReferenceOr::Item(schema) => self.parts(schema, ways),
        }
    }

    fn boxed(&mut self, schema: &'a ReferenceOr<Box<Schema>>, ways: &[Way]) {
        match schema {
            ReferenceOr::Reference { reference } => self.reference(reference, ways),
            ReferenceOr::Item(schema) => self.parts(schema, ways),
        }
    }

    fn reference(&mut self, reference: &'a str, ways: &[Way]) {
        let name = component_name(reference).or_else(|| {
            let path = reference.strip_prefix("#/components/schemas/")?;
            path.split('/').next().map(unescape)
        });
        let Some(name) = name else { return };
        let new: Vec<Way> = ways
            .iter()
            .copied()
            .filter(|&way| self.set(way).insert(name.clone()))
            .collect();
        if new.is_empty() {
            return;
        }
        if let Some(schema) = self.components.and_then(|components| components.schemas.get(&name)) {
            self.schema(schema, &new);
        }
    }

    fn parts(&mut self, schema: &'a Schema, ways: &[Way]) {
        let view = View::new(schema);
        for part in view.one_of.iter().chain(view.any_of).chain(view.all_of) {
            self.schema(part, ways);
        }
        for property in view.properties.into_iter().flat_map(|properties| properties.values()) {
            let ways = self.ways_into(property, ways);
            self.boxed(property, &ways);
        }
        if let Some(items) = view.items {
            self.boxed(items, ways);
        }
        if let Some(AdditionalProperties::Schema(schema)) = view.additional {
            self.schema(schema, ways);
        }
        for target in schema
            .schema_data
            .discriminator
            .iter()
            .flat_map(|discriminator| discriminator.mapping.values())
        {
            self.reference(target, ways);
        }
    }
}

impl Reach<'_> {
    /// A form's part that is an object travels as JSON: no file can be in it.
    fn ways_into(&self, property: &ReferenceOr<Box<Schema>>, ways: &[Way]) -> Vec<Way> {
        let schema = match property {
            ReferenceOr::Item(schema) => Some(&**schema),
            ReferenceOr::Reference { reference } => {
                component_name(reference).and_then(|name| self.components?.schemas.get(&name)?.as_item())
            }
        };
        let is_object = schema
            .map(View::new)
            .is_some_and(|view| view.is_object() || !view.all_of.is_empty());
        ways.iter()
            .map(|&way| if way == Way::Form && is_object { Way::Json } else { way })
            .collect()
    }
}

/// Whether a media type is `multipart/form-data`.
pub(crate) fn is_multipart(media_type: &str) -> bool {
    media_type.trim().to_ascii_lowercase().starts_with("multipart/")
}
