//! Operations: names, parameters, bodies and responses of each, grouped by tag.
//!
//! In: the common, and the models, which hold the types of its component schemas. Out: the groups; the models then hold
//! the types that stand only in operations too.

use std::collections::HashMap;

use openapiv3::OpenAPI;
use serde_json::Value as Json;

use crate::ir::{Docs, FieldName, FnName, Group, ModuleName, Operation, Pagination, Param, TypeName};
use crate::lower::docs::{described, markdown};
use crate::lower::models::Models;
use crate::lower::naming::names;
use crate::lower::references::Components;

mod bodies;
mod decoding;
mod entries;
pub(crate) mod header_keys;
mod headers;
mod media_types;
mod naming;
mod params;
mod responses;
pub(crate) mod security;
pub(crate) mod servers;
pub(crate) mod sparse;
mod status;
pub(crate) mod webhooks;

use entries::Entry;
use headers::HeaderTypes;
use security::Schemes;

/// What the operations of a document have in common.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Common<'d, 'a> {
    pub(crate) openapi: &'a OpenAPI,
    pub(crate) components: Components<'a>,
    pub(crate) schemes: &'d Schemes<'a>,
    /// Where the API is.
    pub(crate) base_url: Option<&'d str>,
}

/// All operations, grouped by their first tag, in the order of the common.
pub(crate) fn groups<'a>(common: Common<'_, 'a>, models: &mut Models<'_, 'a>) -> Vec<Group> {
    let mut entries = entries::entries(common.openapi, common.components);
    let requests = naming::entries(&mut entries, models.report);
    let mut header_types = HeaderTypes::default();
    let mut groups: Vec<Group> = Vec::new();
    let mut by_tag: HashMap<Option<&str>, usize> = HashMap::new();
    for entry in &entries {
        let tag = entry.source.tags.first().map(String::as_str);
        let index = *by_tag.entry(tag).or_insert_with(|| {
            groups.push(group(common.openapi, tag));
            groups.len() - 1
        });
        let operation = operation(entry, common, &mut header_types, models);
        groups[index].operations.push(operation);
    }
    naming::types(&mut groups, requests, models.report);
    naming::groups(&mut groups, models.report);
    groups
}

fn group(openapi: &OpenAPI, tag: Option<&str>) -> Group {
    let described = tag.and_then(|tag| openapi.tags.iter().find(|known| known.name == tag));
    Group {
        module: ModuleName::new(tag.map_or_else(|| "operations".to_owned(), names::group_name)),
        tag: tag.map(str::to_owned),
        docs: Docs {
            description: markdown(described.and_then(|tag| tag.description.as_deref())),
            ..Docs::default()
        },
        operations: Vec::new(),
    }
}

fn operation<'a>(
    entry: &Entry<'a>,
    common: Common<'_, 'a>,
    header_types: &mut HeaderTypes,
    models: &mut Models<'_, 'a>,
) -> Operation {
    let source = entry.source;
    let params = params::params(entry, models);
    let body = bodies::body(entry, &params, models);
    let responses = responses::responses(entry, header_types, models);
    Operation {
        id: entry.id.clone(),
        is_named: source.operation_id.is_some(),
        method_name: FnName::new(entry.method_name.clone()),
        type_name: TypeName::new(entry.type_name.clone()),
        output_alias: TypeName::new(format!("{}Output", entry.type_name)),
        method: entry.method,
        // What follows a `#` tells operations apart in the document and is never sent (RFC 3986 §3.5).
        path: entry.path.split('#').next().unwrap_or_default().to_owned(),
        server: servers::server(entry, common.base_url, models.report),
        pagination: pagination(entry, &params),
        params,
        body,
        cases: decoding::cases(&responses.success, responses.errors.as_ref()),
        success: responses.success,
        errors: responses.errors,
        accept: responses.accept,
        security: common
            .schemes
            .required(source.security.as_deref(), common.openapi.security.as_deref()),
        sparse: None,
        docs: docs_of(entry),
        deprecated: source.deprecated,
        pointer: entry.pointer.clone(),
    }
}

fn docs_of(entry: &Entry<'_>) -> Docs {
    let (source, item) = (entry.source, entry.item);
    let description = source.description.as_deref().or(item.description.as_deref());
    Docs {
        summary: markdown(source.summary.as_deref().or(item.summary.as_deref())),
        page: source.external_docs.as_ref().map(|docs| docs.url.clone()),
        ..described(description, &source.extensions, source.deprecated)
    }
}

/// `x-pagination`, where the parameters it names exist.
fn pagination(entry: &Entry<'_>, params: &[Param]) -> Option<Pagination> {
    let declared = entry.source.extensions.get("x-pagination")?;
    let param = |key: &str| -> Option<FieldName> {
        let wire = declared.get(key).and_then(Json::as_str)?;
        let param = params.iter().find(|param| param.wire == wire)?;
        Some(param.name.clone())
    };
    match declared.get("style").and_then(Json::as_str)? {
        "offset" => Some(Pagination::Offset {
            limit: param("limit")?,
            offset: param("offset")?,
        }),
        "links" => Some(Pagination::Links),
        _ => None,
    }
}
