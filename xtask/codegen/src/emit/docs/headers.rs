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
    lines.paragraph(carriers(api, key));
    lines.done()
}

/// Which responses carry the header.
fn carriers(api: &Api, key: &HeaderKey) -> String {
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

/// The line that a method's docs say of the headers of its responses.
pub(super) fn line(operation: &Operation) -> Option<String> {
    let mut links: Vec<String> = Vec::new();
    for header in operation.responses().flat_map(|response| &response.headers) {
        let link = format!("[`{0}`](crate::headers::{0})", header.name);
        if !links.contains(&link) {
            links.push(link);
        }
    }
    match links.as_slice() {
        [] => None,
        [only] => Some(format!("Responses carry the header {only}.")),
        [most @ .., last] => Some(format!("Responses carry the headers {} and {last}.", most.join(", "))),
    }
}
