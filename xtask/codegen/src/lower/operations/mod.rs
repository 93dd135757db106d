//! Operations: names, parameters, bodies and answers of each, grouped by tag.

pub(crate) mod bodies;
pub(crate) mod decoding;
pub(crate) mod headers;
pub(crate) mod params;
pub(crate) mod responses;
pub(crate) mod security;
pub(crate) mod servers;
pub(crate) mod sparse;
pub(crate) mod status;
pub(crate) mod webhooks;

use std::collections::HashMap;

use openapiv3::{Operation as Source, PathItem, ReferenceOr};
use serde_json::Value as Json;

use crate::ir::{Docs, FieldName, FnName, Group, Method, ModuleName, Operation, Pagination, Pointer, TypeName};
use crate::lower::docs::{described, markdown, text_of};
use crate::lower::models::Lowering;
use crate::lower::naming::{Claim, Kind, Namespace, names};
use crate::lower::operations::security::Schemes;

/// An operation of the document, with its place and its names.
pub(crate) struct Entry<'a> {
    pub path: &'a str,
    pub method: Method,
    pub item: &'a PathItem,
    pub item_pointer: Pointer,
    pub source: &'a Source,
    pub pointer: Pointer,
    /// `operationId`, or the name made of method and path.
    pub id: String,
    pub method_name: String,
    pub type_name: String,
}

impl<'a> Lowering<'_, 'a> {
    /// All operations, grouped by their first tag, in the order of the document.
    pub(crate) fn groups(&mut self, schemes: &Schemes<'a>) -> Vec<Group> {
        let entries = self.entries();
        let mut groups: Vec<Group> = Vec::new();
        let mut by_tag: HashMap<Option<&'a str>, usize> = HashMap::new();
        for entry in &entries {
            let tag = entry.source.tags.first().map(String::as_str);
            let index = *by_tag.entry(tag).or_insert_with(|| {
                groups.push(self.group(tag));
                groups.len() - 1
            });
            let operation = self.operation(entry, schemes);
            groups[index].operations.push(operation);
        }
        self.name_groups(&mut groups);
        groups
    }

    fn entries(&mut self) -> Vec<Entry<'a>> {
        let mut entries = Vec::new();
        for (path, item) in &self.openapi.paths.paths {
            let ReferenceOr::Item(item) = item else { continue };
            let item_pointer = Pointer("/paths".to_owned()).child(path);
            for (verb, source) in item.iter() {
                let Some(method) = method(verb) else { continue };
                let id = source.operation_id.clone().unwrap_or_else(|| id_of(method, path));
                let pointer = item_pointer.child(verb);
                entries.push(Entry {
                    path,
                    method,
                    item,
                    item_pointer: item_pointer.clone(),
                    source,
                    pointer,
                    method_name: names::fn_name(text_of(&source.extensions, "x-rust-name").unwrap_or(&id)),
                    type_name: names::operation_type_name(text_of(&source.extensions, "x-rust-name").unwrap_or(&id)),
                    id,
                });
            }
        }
        self.name_entries(&mut entries);
        entries
    }

    fn name_entries(&mut self, entries: &mut [Entry<'a>]) {
        let claims = |name: &dyn Fn(&Entry<'a>) -> String, quiet: bool| -> Vec<Claim> {
            let claim = |entry: &Entry<'a>| Claim {
                identity: entry.pointer.0.clone(),
                quiet,
                ..Claim::new(name(entry), &entry.id, entry.pointer.clone())
            };
            entries.iter().map(claim).collect()
        };
        let methods = claims(&|entry| entry.method_name.clone(), false);
        // Requests are called after their methods.
        let requests = claims(&|entry| entry.type_name.clone(), true);
        let methods = Namespace::new(Kind::Operations).name(&methods, self.report);
        let requests = Namespace::new(Kind::Requests).name(&requests, self.report);
        for (entry, (method, request)) in entries.iter_mut().zip(methods.into_iter().zip(requests)) {
            entry.method_name = method;
            entry.type_name = request;
        }
    }

    /// Two tags may make one module name.
    fn name_groups(&mut self, groups: &mut [Group]) {
        let claim = |group: &Group| Claim {
            chosen: group.tag.is_some(),
            ..Claim::new(
                group.module.as_str(),
                group.tag.clone().unwrap_or_default(),
                tag_place(group),
            )
        };
        let claims: Vec<Claim> = groups.iter().map(claim).collect();
        let names = Namespace::new(Kind::Modules).name(&claims, self.report);
        for (group, name) in groups.iter_mut().zip(names) {
            group.module = ModuleName::new(name);
        }
    }

    fn group(&self, tag: Option<&'a str>) -> Group {
        let described = tag.and_then(|tag| self.openapi.tags.iter().find(|known| known.name == tag));
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

    fn operation(&mut self, entry: &Entry<'a>, schemes: &Schemes<'a>) -> Operation {
        let source = entry.source;
        let params = self.params(entry);
        let body = self.body(entry, &params);
        let answers = self.answers(entry);
        let pagination = pagination(source, &params);
        let mut operation = Operation {
            id: entry.id.clone(),
            is_named: source.operation_id.is_some(),
            method_name: FnName::new(entry.method_name.clone()),
            type_name: TypeName::new(entry.type_name.clone()),
            method: entry.method,
            // What follows a `#` tells operations apart in the document and is never sent (RFC 3986 §3.5).
            path: entry.path.split('#').next().unwrap_or_default().to_owned(),
            server: self.server(entry),
            params,
            body,
            cases: decoding::cases(&answers.success, answers.errors.as_ref()),
            success: answers.success,
            errors: answers.errors,
            accept: answers.accept,
            security: schemes.required(source.security.as_deref(), self.openapi.security.as_deref()),
            pagination,
            sparse: None,
            docs: operation_docs(source, entry),
            deprecated: source.deprecated,
            pointer: entry.pointer.clone(),
        };
        self.sparse(&mut operation);
        operation
    }
}

fn operation_docs(source: &Source, entry: &Entry<'_>) -> Docs {
    let description = source.description.as_deref().or(entry.item.description.as_deref());
    Docs {
        summary: markdown(source.summary.as_deref().or(entry.item.summary.as_deref())),
        page: source.external_docs.as_ref().map(|docs| docs.url.clone()),
        ..described(description, &source.extensions, source.deprecated)
    }
}

/// Where a tag is used first.
fn tag_place(group: &Group) -> Pointer {
    let place = group.operations.first().map(|operation| operation.pointer.clone());
    place.unwrap_or_default().child("tags").child("0")
}

/// `x-pagination`, where the parameters it names exist.
fn pagination(source: &Source, params: &[crate::ir::Param]) -> Option<Pagination> {
    let declared = source.extensions.get("x-pagination")?;
    let param = |key: &str| -> Option<FieldName> {
        let wire = declared.get(key).and_then(Json::as_str)?;
        params
            .iter()
            .find(|param| param.wire == wire)
            .map(|param| param.name.clone())
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

pub(crate) fn method(verb: &str) -> Option<Method> {
    Some(match verb {
        "get" => Method::Get,
        "put" => Method::Put,
        "post" => Method::Post,
        "delete" => Method::Delete,
        "options" => Method::Options,
        "head" => Method::Head,
        "patch" => Method::Patch,
        "trace" => Method::Trace,
        _ => return None,
    })
}

/// The name of an operation without `operationId`: `get_calls_by_call_id`. Depends on method and path alone.
fn id_of(method: Method, path: &str) -> String {
    let mut id = method.as_str().to_ascii_lowercase();
    for word in path
        .replace('{', " by ")
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
    {
        id.push('_');
        id.push_str(word);
    }
    id
}
