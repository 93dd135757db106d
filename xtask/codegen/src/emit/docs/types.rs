//! Documentation of the types of an operation: its request, and the enums of its bodies and responses.

use super::lines::{Lines, labelled, paragraph};
use super::operation::{response_description, status_word};
use crate::code_span::{code, shortened};
use crate::emit::scope::Scope;
use crate::emit::words::bare;
use crate::ir::{Content, Operation, Response, Sparse};

/// The documentation of a request.
pub(in crate::emit) fn request(scope: &Scope, operation: &Operation) -> Vec<String> {
    paragraph(format!("A {} request, ready to send.", link(scope, operation)))
}

/// The documentation of the enum over the media types of a body.
pub(in crate::emit) fn body(scope: &Scope, operation: &Operation) -> Vec<String> {
    paragraph(format!("The body of {}.", link(scope, operation)))
}

/// The documentation of a media type's variant.
pub(in crate::emit) fn content(content: &Content) -> Vec<String> {
    paragraph(format!("{}.", code(&content.media_type)))
}

/// The documentation of the conversion into that variant.
pub(in crate::emit) fn conversion(content: &Content) -> Vec<String> {
    paragraph(format!("As {}.", code(&content.media_type)))
}

/// The documentation of the enum over the successes.
pub(in crate::emit) fn success(scope: &Scope, operation: &Operation) -> Vec<String> {
    paragraph(format!("Successful responses of {}.", link(scope, operation)))
}

/// The documentation of the enum over the error responses.
pub(in crate::emit) fn errors(scope: &Scope, operation: &Operation) -> Vec<String> {
    paragraph(format!("Documented error responses of {}.", link(scope, operation)))
}

/// The documentation of a response's variant.
pub(in crate::emit) fn response(response: &Response) -> Vec<String> {
    if response.says_more {
        return labelled(&status_word(response.status), response_description(response));
    }
    let mut lines = Lines::default();
    lines.paragraph(format!("{}.", status_word(response.status)));
    lines.ending(&response.docs);
    lines.done()
}

/// The documentation of the setter for sparse fieldsets, which the client's tells of.
pub(in crate::emit) fn sparse(sparse: &Sparse) -> Vec<String> {
    paragraph(format!(
        "Asks for these fields of {} only.",
        shortened(&sparse.type_name)
    ))
}

/// A link to the client's method, with a path where `Client` alone would mean something else.
fn link(scope: &Scope, operation: &Operation) -> String {
    let method = bare(operation.method_name.as_str());
    if scope.is_taken("Client") {
        format!("[`Client::{method}`](crate::Client::{method})")
    } else {
        format!("[`Client::{method}`]")
    }
}
