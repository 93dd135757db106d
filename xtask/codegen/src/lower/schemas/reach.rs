//! Who reaches a component schema: requests, responses or both, and whether a form does.
//!
//! In: the document. Out: [`Reach`], by walking references from the operations.

use std::collections::HashMap;

use openapiv3::{
    AdditionalProperties, Header, MediaType, OpenAPI, Operation, Parameter, ParameterSchemaOrContent, PathItem,
    ReferenceOr, RequestBody, Schema,
};

use crate::ir::{Flow, Pointer};
use crate::lower::references::Components;
use crate::lower::schemas::view::{Target, View};

/// Ways on which the values of each component schema travel.
#[derive(Debug)]
pub(crate) struct Reach<'a> {
    components: Components<'a>,
    ways: HashMap<&'a str, Ways>,
    /// Components that are still to be walked: they can be strung together without end.
    waiting: Vec<(Target<'a>, Ways)>,
}

/// Some of the ways on which values travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Ways {
    sent: bool,
    received: bool,
    /// As part of a form.
    form: bool,
    /// As JSON, or on any other way that has no files.
    json: bool,
    /// In a call of a client, or in what answers one.
    called: bool,
}

impl Ways {
    const SENT: Self = Self {
        sent: true,
        received: false,
        form: false,
        json: true,
        called: true,
    };
    const RECEIVED: Self = Self {
        sent: false,
        received: true,
        form: false,
        json: true,
        called: true,
    };
    /// In a webhook.
    const TOLD: Self = Self {
        called: false,
        ..Self::RECEIVED
    };
    const SENT_AS_FORM: Self = Self {
        sent: true,
        received: false,
        form: true,
        json: false,
        called: true,
    };

    fn and(self, other: Self) -> Self {
        Self {
            sent: self.sent || other.sent,
            received: self.received || other.received,
            form: self.form || other.form,
            json: self.json || other.json,
            called: self.called || other.called,
        }
    }

    fn without(self, other: Self) -> Self {
        Self {
            sent: self.sent && !other.sent,
            received: self.received && !other.received,
            form: self.form && !other.form,
            json: self.json && !other.json,
            called: self.called && !other.called,
        }
    }

    /// The ways into an object that is part of a form: it travels as JSON.
    fn into_object(self) -> Self {
        Self {
            form: false,
            json: self.json || self.form,
            ..self
        }
    }
}

impl<'a> Reach<'a> {
    /// Walks a document, and what the server calls by itself.
    pub(crate) fn of(
        openapi: &'a OpenAPI,
        components: Components<'a>,
        webhooks: impl Iterator<Item = &'a PathItem>,
    ) -> Self {
        let mut reach = Self {
            components,
            ways: HashMap::new(),
            waiting: Vec::new(),
        };
        for item in openapi.paths.paths.values().filter_map(ReferenceOr::as_item) {
            for parameter in &item.parameters {
                reach.parameter(parameter);
            }
            for (_, operation) in item.iter() {
                reach.operation(operation);
                let callbacks = operation.callbacks.values().flat_map(|callback| callback.values());
                callbacks.for_each(|item| reach.item(item, Ways::RECEIVED));
            }
        }
        webhooks.for_each(|item| reach.item(item, Ways::TOLD));
        while let Some((target, ways)) = reach.waiting.pop() {
            reach.schema(target, ways);
        }
        reach
    }

    /// The directions of a component; both, where nothing reaches it.
    pub(crate) fn flow(&self, name: &str) -> Flow {
        let ways = self.ways(name);
        match (ways.sent, ways.received) {
            (true, false) => Flow::Sent,
            (false, true) => Flow::Received,
            _ => Flow::Both,
        }
    }

    /// Whether only forms reach a component, so that its binary strings are files.
    pub(crate) fn is_form(&self, name: &str) -> bool {
        let ways = self.ways(name);
        ways.form && !ways.json
    }

    /// Whether forms and others reach a component.
    pub(crate) fn is_form_too(&self, name: &str) -> bool {
        let ways = self.ways(name);
        ways.form && ways.json
    }

    /// Whether only webhooks reach a component.
    pub(crate) fn is_told(&self, name: &str) -> bool {
        let ways = self.ways(name);
        ways.received && !ways.called
    }

    fn ways(&self, name: &str) -> Ways {
        self.ways.get(name).copied().unwrap_or_default()
    }

    /// What the server sends by itself is received.
    fn item(&mut self, item: &'a PathItem, ways: Ways) {
        for body in item.iter().filter_map(|(_, operation)| operation.request_body.as_ref()) {
            self.body(body, |_| ways);
        }
    }

    fn operation(&mut self, operation: &'a Operation) {
        for parameter in &operation.parameters {
            self.parameter(parameter);
        }
        if let Some(body) = &operation.request_body {
            self.body(body, |media_type| match is_multipart(media_type) {
                true => Ways::SENT_AS_FORM,
                false => Ways::SENT,
            });
        }
        let responses = &operation.responses;
        for response in responses.responses.values().chain(&responses.default) {
            let Some(response) = self.components.resolve(response, Pointer::default) else {
                continue;
            };
            for media in response.value.content.values() {
                self.media(media, Ways::RECEIVED);
            }
            for header in response.value.headers.values() {
                self.header(header);
            }
        }
    }

    fn body(&mut self, body: &'a ReferenceOr<RequestBody>, ways: impl Fn(&str) -> Ways) {
        let body = self.components.resolve(body, Pointer::default);
        for (media_type, media) in body.into_iter().flat_map(|body| &body.value.content) {
            self.media(media, ways(media_type));
        }
    }

    fn header(&mut self, header: &'a ReferenceOr<Header>) {
        if let Some(header) = self.components.resolve(header, Pointer::default) {
            self.format(&header.value.format, Ways::RECEIVED);
        }
    }

    fn parameter(&mut self, parameter: &'a ReferenceOr<Parameter>) {
        if let Some(parameter) = self.components.resolve(parameter, Pointer::default) {
            self.format(&parameter.value.parameter_data_ref().format, Ways::SENT);
        }
    }

    fn format(&mut self, format: &'a ParameterSchemaOrContent, ways: Ways) {
        match format {
            ParameterSchemaOrContent::Schema(schema) => self.schema(Target::of(schema), ways),
            ParameterSchemaOrContent::Content(content) => content.values().for_each(|media| self.media(media, ways)),
        }
    }

    fn media(&mut self, media: &'a MediaType, ways: Ways) {
        if let Some(schema) = &media.schema {
            self.schema(Target::of(schema), ways);
        }
    }

    fn schema(&mut self, target: Target<'a>, ways: Ways) {
        match target {
            Target::Reference(reference) => self.reference(reference, ways),
            Target::Item(schema) => self.parts(schema, ways),
        }
    }

    fn reference(&mut self, reference: &'a str, ways: Ways) {
        let Some((name, schema)) = self.components.find::<Schema>(reference) else {
            return;
        };
        let known = self.ways.entry(name).or_default();
        let new = ways.without(*known);
        *known = known.and(ways);
        if new != Ways::default() {
            self.waiting.push((Target::of(schema), new));
        }
    }

    fn parts(&mut self, schema: &'a Schema, ways: Ways) {
        let view = View::new(schema);
        for part in view.one_of.iter().chain(view.any_of).chain(view.all_of) {
            self.schema(Target::of(part), ways);
        }
        for property in view.properties.into_iter().flat_map(|properties| properties.values()) {
            self.part(Target::boxed(property), ways);
        }
        if let Some(items) = view.items {
            // Of a tuple, the schemas of its items are alternatives.
            match items {
                ReferenceOr::Item(items) if view.extension("x-prefix-items").is_some() => {
                    let items = View::new(items).any_of;
                    items.iter().for_each(|item| self.part(Target::of(item), ways));
                }
                items => self.part(Target::boxed(items), ways),
            }
        }
        if let Some(AdditionalProperties::Schema(schema)) = view.additional {
            self.schema(Target::of(schema), ways);
        }
        let discriminator = schema.schema_data.discriminator.iter();
        for target in discriminator.flat_map(|discriminator| discriminator.mapping.values()) {
            self.reference(target, ways);
        }
    }

    /// What an object or an array holds: an object within a form travels as JSON.
    fn part(&mut self, part: Target<'a>, ways: Ways) {
        let is_object = ways.form && self.is_object(part);
        self.schema(part, if is_object { ways.into_object() } else { ways });
    }

    fn is_object(&self, target: Target<'a>) -> bool {
        let schema = match target {
            Target::Item(schema) => Some(schema),
            Target::Reference(reference) => self.components.follow(reference).map(|(_, schema)| schema),
        };
        schema
            .map(View::new)
            .is_some_and(|view| view.is_object() || !view.all_of.is_empty())
    }
}

/// Whether a media type is a form in parts.
fn is_multipart(media_type: &str) -> bool {
    media_type.trim().to_ascii_lowercase().starts_with("multipart/")
}
