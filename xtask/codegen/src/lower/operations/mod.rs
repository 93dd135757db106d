//! Operations: names, parameters, bodies and responses of each, grouped by tag or by path.
//!
//! In: the document, and the models, which hold the types of its component schemas. Out: drafts of the groups; the models
//! then hold the types that stand only in operations too.

use std::collections::HashMap;

use openapiv3::OpenAPI;

use crate::ir::{Docs, ModuleName, TypeName};
use crate::lower::docs::{described, markdown, text_of};
use crate::lower::models::Models;
use crate::lower::naming::names;
use crate::lower::references::Components;

mod alike;
mod bodies;
mod credential_name;
mod credentials;
pub(crate) mod decoding;
pub(crate) mod draft;
mod encodings;
mod entries;
mod event_names;
mod events;
mod examples;
pub(crate) mod header_keys;
mod headers;
mod idempotency;
pub(crate) mod media_types;
mod naming;
mod page_members;
mod page_size;
mod paged;
pub(crate) mod paging;
mod params;
pub(crate) mod path;
mod recognised;
mod response_bodies;
pub(crate) mod responses;
pub(crate) mod security;
mod segments;
pub(crate) mod servers;
mod shown;
pub(crate) mod sparse;
mod status;
mod streams;
pub(crate) mod webhooks;

use draft::{Group, Operation};
use entries::Entry;
use headers::HeaderTypes;
use security::Schemes;

/// What the operations of a document have in common.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Common<'d, 'a> {
    pub(crate) openapi: &'a OpenAPI,
    /// The crate of its types, as Rust spells it.
    pub(crate) models_crate: &'d str,
    pub(crate) components: Components<'a>,
    pub(crate) schemes: &'d Schemes<'a>,
    /// Where the API is.
    pub(crate) base_url: Option<&'d str>,
}

/// All operations, grouped by their first tag, or where they have none by a segment of their path, in the order of the document.
pub(crate) fn groups<'a>(common: Common<'_, 'a>, models: &mut Models<'_, 'a>) -> Vec<Group<'a>> {
    let mut entries = entries::entries(common.openapi, common.components);
    let requests = naming::entries(&mut entries, models.report);
    let mut header_types = HeaderTypes::default();
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut by_room: HashMap<Room<'a>, usize> = HashMap::new();
    for entry in entries {
        let room = room(&entry, common);
        let index = *by_room.entry(room.clone()).or_insert_with(|| {
            groups.push(group(common, room));
            groups.len() - 1
        });
        let operation = operation(entry, common, &mut header_types, models);
        groups[index].operations.push(operation);
    }
    naming::types(&mut groups, requests, models.report);
    naming::groups(&mut groups, models.report);
    groups
}

/// What operations of one group have in common.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Room<'a> {
    Tag(&'a str),
    /// The module of operations without a tag, by a segment of their paths.
    Module(String),
}

fn room<'a>(entry: &Entry<'a>, common: Common<'_, 'a>) -> Room<'a> {
    match entry.source.tags.first() {
        Some(tag) => Room::Tag(tag),
        None => {
            let segment = segments::of(entry.path).unwrap_or("operations");
            Room::Module(names::group_name(segment, common.models_crate))
        }
    }
}

fn group(common: Common<'_, '_>, room: Room<'_>) -> Group<'static> {
    let (tag, name) = match room {
        Room::Module(name) => (None, name),
        Room::Tag(tag) => (Some(tag), names::group_name(tag, common.models_crate)),
    };
    let described = tag.and_then(|tag| common.openapi.tags.iter().find(|known| known.name == tag));
    let chosen = described.and_then(|tag| text_of(&tag.extensions, "x-rust-name"));
    let chosen = chosen.map(|name| names::group_name(name, common.models_crate));
    Group {
        module: ModuleName::new(chosen.unwrap_or(name)),
        tag: tag.map(str::to_owned),
        docs: Docs {
            summary: markdown(described.and_then(|tag| text_of(&tag.extensions, "x-summary"))),
            description: markdown(described.and_then(|tag| tag.description.as_deref())),
            page: described.and_then(|tag| Some(tag.external_docs.as_ref()?.url.clone())),
            ..Docs::default()
        },
        operations: Vec::new(),
    }
}

fn operation<'a>(
    entry: Entry<'a>,
    common: Common<'_, 'a>,
    header_types: &mut HeaderTypes,
    models: &mut Models<'_, 'a>,
) -> Operation<'a> {
    let params = params::params(&entry, models);
    let body = bodies::body(&entry, &params, models);
    let responses = responses::responses(&entry, header_types, models);
    let security = entry.source.security.as_deref();
    Operation {
        output_alias: TypeName::new(format!("{}Output", entry.type_name)),
        server: servers::server(&entry, common.base_url, models.report),
        idempotency_key: idempotency::key(&entry, &params),
        paging: paging::declared(&entry, &params),
        params,
        body,
        success: responses.success,
        streaming: responses.streaming,
        errors: responses.errors,
        security: common.schemes.required(security, common.openapi.security.as_deref()),
        sparse: None,
        entry,
    }
}

/// What the document says of an operation.
pub(crate) fn docs_of(entry: &Entry<'_>) -> Docs {
    let (source, item) = (entry.source, entry.item);
    let description = source.description.as_deref().or(item.description.as_deref());
    Docs {
        summary: markdown(source.summary.as_deref().or(item.summary.as_deref())),
        page: source.external_docs.as_ref().map(|docs| docs.url.clone()),
        ..described(description, &source.extensions, source.deprecated)
    }
}
