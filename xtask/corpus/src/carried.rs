//! What a document's crates carry. In: what is printed. Out: a [`Tally`] with the identities that [`count`](super::count) uses.

use std::collections::BTreeSet;

use super::{Column, Tally};
use callspec_codegen::ir::{Api, Method, Operation, ParamLocation, Response, Status};
use callspec_codegen::methods;
use callspec_codegen::pointer::segments;

/// Counts what the crates carry.
pub(super) fn carried(api: &Api) -> Tally {
    let mut tally = Tally::default();
    for operation in api.operations() {
        carry(operation, &mut tally);
    }
    for scheme in &api.schemes {
        tally.add(Column::Schemes, &scheme.key, "");
    }
    for webhook in &api.webhooks {
        let group = webhook.pointer.0.split('/').nth(1).unwrap_or_default();
        let group = if group == "webhooks" { "webhook" } else { "callback" };
        tally.add(Column::Called, &webhook.pointer.0, group);
    }
    // Several types may come from one schema: its own, and the one with every attribute optional.
    let schemas: BTreeSet<&str> = api.types.iter().filter_map(|def| component(&def.pointer.0)).collect();
    tally.schemas = schemas.len();
    tally
}

/// The name of the component schema that a pointer leads to.
fn component(pointer: &str) -> Option<&str> {
    let name = pointer.strip_prefix("/components/schemas/")?;
    (!name.contains('/')).then_some(name)
}

fn carry(operation: &Operation, tally: &mut Tally) {
    // By the place in the document and not by the path that is sent: what follows a `#` is not.
    let mut place = segments(&operation.pointer.0).skip(1);
    let path = place.next().unwrap_or_default();
    let path = match operation.method {
        Method::Query | Method::Other(_) => methods::written(&path),
        _ => &path,
    };
    let id = format!("{} {path}", operation.method.as_str());
    tally.add(Column::Operations, &id, "");
    for param in &operation.params {
        let (column, place, name) = match param.location {
            ParamLocation::Path => (Column::Path, "path", param.wire.clone()),
            ParamLocation::Query | ParamLocation::Querystring => (Column::Query, "query", param.wire.clone()),
            ParamLocation::Header => (Column::Header, "header", param.wire.to_ascii_lowercase()),
            ParamLocation::Cookie => (Column::Cookie, "cookie", param.wire.clone()),
        };
        tally.add(column, format!("{id} {place} {name}"), "");
    }
    // What became the method for sparse fieldsets.
    if operation.sparse.is_some() {
        tally.add(Column::Query, format!("{id} query fields"), "");
    }
    for content in operation.body.iter().flat_map(|body| &body.contents) {
        for media_type in content.aliases.iter().chain([&content.media_type]) {
            tally.add(Column::Bodies, format!("{id} {media_type}"), media_type);
        }
    }
    for response in operation.responses() {
        carry_response(&id, response, tally);
    }
}

fn carry_response(id: &str, response: &Response, tally: &mut Tally) {
    let status = match response.status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}XX"),
        Status::Default => "default".to_owned(),
    };
    tally.add(Column::Responses, format!("{id} {status}"), &status);
    for header in &response.headers {
        let name = header.wire.to_ascii_lowercase();
        tally.add(Column::ResponseHeaders, format!("{id} {status} {name}"), "");
    }
}
