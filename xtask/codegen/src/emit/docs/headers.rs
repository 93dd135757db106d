//! Documentation of response headers: of their keys, and the line of a method about them.

use super::facts::Shown;
use super::lines::Lines;
use super::{title, with_facts};
use crate::code_span::code;
use crate::emit::words::bare;
use crate::ir::{Api, HeaderKey, Note, Operation, Presence, Status};

/// How many operations a key names.
const NAMED: usize = 8;

/// The documentation of the module of the keys.
pub(in crate::emit) fn module(api: &Api) -> Vec<String> {
    let mut lines = Lines::default();
    lines.paragraph(format!("Headers that responses of the {} carry.", title(&api.title)));
    lines.paragraph("They are keys for `get` of `callspec_core::Response` and of the errors.");
    lines.done()
}

/// The documentation of a header's key, with the responses that carry it.
pub(in crate::emit) fn key(api: &Api, key: &HeaderKey) -> Vec<String> {
    let shown = Shown {
        api,
        ty: Some(&key.ty),
        presence: Presence::Optional,
        names: None,
    };
    let mut lines = with_facts(&key.docs, &shown);
    if key.required {
        lines.paragraph("Always present.");
    }
    if key.docs.notes.contains(&Note::AsText) {
        lines.paragraph("This is its text.");
    }
    if lines.is_empty() {
        lines.paragraph(format!("The header {}.", code(&key.wire)));
    }
    lines.example(&key.docs, &shown);
    lines.paragraph(carriers(api, key));
    lines.done()
}

/// Which responses carry the header.
fn carriers(api: &Api, key: &HeaderKey) -> String {
    if is_shared(api, key.name.as_str()) {
        return "In responses of all operations.".to_owned();
    }
    let carried: Vec<String> = api
        .operations()
        .filter_map(|operation| carrier(operation, key))
        .collect();
    if carried.len() > NAMED {
        return format!("In responses of {} operations.", carried.len());
    }
    format!("In responses of {}.", carried.join(", "))
}

/// An operation with the statuses whose responses carry the header.
fn carrier(operation: &Operation, key: &HeaderKey) -> Option<String> {
    let mut statuses: Vec<String> = operation
        .responses()
        .filter(|response| response.headers.iter().any(|header| header.name == key.name))
        .map(|response| match response.status {
            Status::Code(code) => code.to_string(),
            Status::Range(class) => format!("{class}xx"),
            Status::Default => "default".to_owned(),
        })
        .collect();
    statuses.dedup();
    let method = bare(operation.method_name.as_str());
    (!statuses.is_empty()).then(|| {
        format!(
            "[`Client::{method}`](crate::Client::{method}) ({})",
            statuses.join(", ")
        )
    })
}

/// What all operations have in common, for the documentation of the client.
pub(super) fn shared_line(api: &Api) -> Option<String> {
    let links = api.headers.iter().filter(|key| is_shared(api, key.name.as_str()));
    Some(format!(
        "Responses of all operations carry {}.",
        listed(links.map(|key| link(key.name.as_str())))?
    ))
}

/// The line that a method's docs say of the headers of its responses, but for those of all operations.
pub(super) fn line(api: &Api, operation: &Operation) -> Option<String> {
    let mut links: Vec<String> = Vec::new();
    for header in operation.responses().flat_map(|response| &response.headers) {
        let (name, link) = (header.name.as_str(), link(header.name.as_str()));
        if !is_shared(api, name) && !links.contains(&link) {
            links.push(link);
        }
    }
    Some(format!("Responses carry {}.", listed(links.into_iter())?))
}

/// Whether every operation has responses that carry the header.
fn is_shared(api: &Api, name: &str) -> bool {
    let carries = |operation: &Operation| {
        let mut headers = operation.responses().flat_map(|response| &response.headers);
        headers.any(|header| header.name.as_str() == name)
    };
    // What one operation has is its own, in a document of one too.
    api.operations().nth(1).is_some() && api.operations().all(carries)
}

fn link(name: &str) -> String {
    format!("[`{name}`](crate::headers::{name})")
}

/// Links to headers in a sentence; `None` if there are none.
fn listed(links: impl Iterator<Item = String>) -> Option<String> {
    let links: Vec<String> = links.collect();
    match links.as_slice() {
        [] => None,
        [only] => Some(format!("the header {only}")),
        [most @ .., last] => Some(format!("the headers {} and {last}", most.join(", "))),
    }
}
