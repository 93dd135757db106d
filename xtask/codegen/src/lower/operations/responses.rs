//! Responses: what each documented status gives, successes and errors apart.

use openapiv3::{ReferenceOr, Response as Source, StatusCode};

use crate::ir::{Docs, Flow, Method, Payload, Pointer, Status, TypeName, VariantName};
use crate::lower::docs::described;
use crate::lower::models::Models;
use crate::lower::models::site::Site;
use crate::lower::naming::{Claim, Items, Namespace, names};
use crate::lower::operations::draft::{ErrorResponses, Response, Streaming, Success};
use crate::lower::operations::entries::Entry;
use crate::lower::operations::headers::HeaderTypes;
use crate::lower::operations::media_types;
use crate::lower::operations::response_bodies::{self, Content};
use crate::lower::operations::status;
use crate::lower::operations::streams;
use crate::report::{Code, Diagnostic, Report};

/// All responses of an operation.
pub(super) struct Responses {
    pub(super) success: Success,
    pub(super) streaming: Option<Streaming>,
    pub(super) errors: Option<ErrorResponses>,
}

/// A response as the document declares it.
struct Declared<'a> {
    status: Status,
    is_success: bool,
    response: &'a Source,
    pointer: Pointer,
    component: Option<&'a str>,
}

/// The documented responses of an operation.
pub(super) fn responses<'a>(
    entry: &Entry<'a>,
    header_types: &mut HeaderTypes,
    models: &mut Models<'_, 'a>,
) -> Responses {
    let (mut successes, mut errors) = (Vec::new(), Vec::new());
    for declared in declared(entry) {
        let (is_success, declared_status) = (declared.is_success, declared.status);
        let responses = of_status(entry, declared, header_types, models);
        if is_success {
            // What `default` alone describes is a success or an error, as its status says.
            if declared_status == Status::Default {
                errors.extend(responses.iter().cloned());
            }
            successes.extend(responses);
        } else {
            errors.extend(responses);
        }
    }
    errors.sort_by_key(|response| response.status);
    successes.sort_by_key(|response| response.status);
    let streaming = streams::streaming(&mut successes, models.report);
    Responses {
        streaming,
        success: success(entry, successes, models.report),
        errors: error_responses(entry, errors, models.report),
    }
}

/// The responses that the document declares, `default` last.
fn declared<'a>(entry: &Entry<'a>) -> Vec<Declared<'a>> {
    let responses = &entry.source.responses;
    let coded = responses.responses.iter();
    let coded = coded.map(|(status, response)| (status_of(status), status.to_string(), response));
    let default = responses.default.iter();
    let default = default.map(|response| (Status::Default, "default".to_owned(), response));
    let all: Vec<(Status, String, &ReferenceOr<Source>)> = coded.chain(default).collect();
    let documented: Vec<Status> = all.iter().map(|(status, ..)| *status).collect();
    let at = entry.pointer.child("responses");
    let declared = |(status, key, response): (Status, String, &'a ReferenceOr<Source>)| {
        let resolved = entry.components.resolve(response, || at.child(&key))?;
        Some(Declared {
            status,
            is_success: status.is_success_among(&documented),
            response: resolved.value,
            pointer: resolved.pointer,
            component: resolved.component,
        })
    };
    all.into_iter().filter_map(declared).collect()
}

fn success(entry: &Entry<'_>, mut responses: Vec<Response>, report: &mut Report) -> Success {
    if responses.is_empty() {
        responses.push(undescribed(entry));
    }
    let is_same = responses
        .iter()
        .all(|response| response.payload == responses[0].payload);
    if !is_same {
        name_variants(&mut responses, report);
    }
    Success {
        enum_name: (!is_same).then(|| TypeName::new(format!("{}Response", entry.type_name))),
        responses,
    }
}

fn error_responses(entry: &Entry<'_>, mut responses: Vec<Response>, report: &mut Report) -> Option<ErrorResponses> {
    if responses.is_empty() {
        return None;
    }
    name_variants(&mut responses, report);
    Some(ErrorResponses {
        name: TypeName::new(format!("{}Error", entry.type_name)),
        responses,
    })
}

/// Names the variants of an enum over responses.
fn name_variants(responses: &mut [Response], report: &mut Report) {
    let claim = |response: &Response| Claim {
        identity: format!("{:?} {:?}", response.status, response.media_type),
        ..media_types::claim(
            response.variant.as_str(),
            response.media_type.as_deref().unwrap_or_default(),
            content_of(response),
        )
    };
    let claims: Vec<Claim> = responses.iter().map(claim).collect();
    let names = Namespace::new(Items::MediaTypes).name(claims, report);
    for (response, name) in responses.iter_mut().zip(names) {
        response.variant = VariantName::new(name);
    }
}

/// The responses of one status: one for each payload that its media types have.
fn of_status<'a>(
    entry: &Entry<'a>,
    declared: Declared<'a>,
    header_types: &mut HeaderTypes,
    models: &mut Models<'_, 'a>,
) -> Vec<Response> {
    let Declared { status, response, .. } = declared;
    let headers = header_types.headers(response, &declared.pointer, entry.components, models);
    let without_body = Response {
        status,
        media_type: None,
        others: Vec::new(),
        variant: VariantName::new(status::variant(status)),
        payload: Payload::Empty,
        example: None,
        headers,
        docs: described(Some(&response.description), &response.extensions, false),
        says_more: status::says_more(status, &response.description),
        pointer: declared.pointer.clone(),
    };
    let contents = contents(entry, &declared, models);
    if contents.is_empty() {
        return vec![without_body];
    }
    let without_body = std::iter::repeat_n(without_body, contents.len());
    let with_body = |(content, without_body): (Content, Response)| Response {
        media_type: Some(content.media_type),
        others: content.others,
        payload: content.payload,
        example: content.example,
        ..without_body
    };
    let mut responses: Vec<Response> = contents.into_iter().zip(without_body).map(with_body).collect();
    // The first keeps the status's name, the others add their media type's.
    responses.sort_by_key(|response| !matches!(response.payload, Payload::Json(_) | Payload::JsonOrText(_)));
    if let [_, _, ..] = responses.as_slice() {
        let media_types: Vec<&str> = responses
            .iter()
            .filter_map(|response| response.media_type.as_deref())
            .collect();
        let names = media_types::variant_names(&media_types);
        for (response, name) in responses.iter_mut().zip(names).skip(1) {
            response.variant = VariantName::new(format!("{}{name}", response.variant));
        }
    }
    responses
}

/// The bodies that a response may have.
fn contents<'a>(entry: &Entry<'a>, declared: &Declared<'a>, models: &mut Models<'_, 'a>) -> Vec<Content> {
    if declared.status.is_without_content(&entry.method) {
        if let Some(unsent) = unsent(entry, declared) {
            models.report.push(unsent);
        }
        return Vec::new();
    }
    let declared = response_bodies::Declared {
        content: &declared.response.content,
        pointer: &declared.pointer,
        site: &site(entry, declared),
        components: entry.components,
        is_success: declared.is_success,
        is_shared: declared.component.is_some(),
    };
    response_bodies::of(&declared, models)
}

/// What is said of content that no response to the operation has.
fn unsent(entry: &Entry<'_>, declared: &Declared<'_>) -> Option<Diagnostic> {
    if declared.response.content.is_empty() {
        return None;
    }
    let status = declared.status.key();
    let at = match declared.component {
        // The component may have its content elsewhere.
        Some(_) => entry.pointer.child("responses").child(&status),
        None => declared.pointer.child("content"),
    };
    let message = match entry.method {
        Method::Head => "a response to `HEAD` has no body".to_owned(),
        _ => format!("a response with status {status} has no body"),
    };
    Some(Diagnostic::new(Code::UnsentContent, at, message).label("read as a response without a body"))
}

fn site(entry: &Entry<'_>, declared: &Declared<'_>) -> Site {
    if let Some(component) = declared.component {
        let name = names::type_name(component);
        let name = format!("{}Response", name.trim_end_matches("Response"));
        return Site::at_home(name, Flow::Received);
    }
    let is_usual = matches!(
        declared.status,
        Status::Code(200 | 201) | Status::Range(2) | Status::Default
    );
    let of_status = format!("{}{}", entry.type_name, status::variant(declared.status));
    match declared.is_success && is_usual {
        true => {
            let name = format!("{}Response", entry.type_name);
            Site::beside(entry.type_name.clone(), name, Flow::Received).or_called(of_status)
        }
        false => Site::beside(entry.type_name.clone(), of_status, Flow::Received),
    }
}

/// What stands for the success of an operation that documents none.
fn undescribed(entry: &Entry<'_>) -> Response {
    Response {
        status: Status::Range(2),
        media_type: None,
        others: Vec::new(),
        variant: VariantName::new("Success"),
        payload: Payload::Empty,
        example: None,
        headers: Vec::new(),
        docs: Docs::default(),
        says_more: false,
        pointer: entry.pointer.child("responses"),
    }
}

/// Where the body of a response is described.
fn content_of(response: &Response) -> Pointer {
    match &response.media_type {
        Some(media_type) => response.pointer.child("content").child(media_type),
        None => response.pointer.clone(),
    }
}

/// All media types of a response.
fn media_types(response: &Response) -> impl Iterator<Item = &String> {
    response.media_type.iter().chain(&response.others)
}

/// Media types for `Accept`: those of successes, or those of errors where no success has a body. Of several that are
/// JSON of the same type one is enough.
pub(crate) fn accepted(success: &Success, errors: Option<&ErrorResponses>) -> Vec<String> {
    let mut accept: Vec<String> = Vec::new();
    let of_success = success.responses.iter().flat_map(asked_for);
    let errors = errors.into_iter().flat_map(|errors| &errors.responses);
    let of_error = errors.flat_map(asked_for);
    let without_body = success.responses.iter().all(|response| response.media_type.is_none());
    for media_type in of_success.chain(of_error.filter(|_| without_body)) {
        if !accept.contains(media_type) {
            accept.push(media_type.clone());
        }
    }
    accept
}

fn asked_for(response: &Response) -> impl Iterator<Item = &String> {
    let is_json = matches!(response.payload, Payload::Json(_) | Payload::JsonOrText(_));
    media_types(response).take(if is_json { 1 } else { usize::MAX })
}

fn status_of(status: &StatusCode) -> Status {
    match status {
        StatusCode::Code(code) => Status::Code(*code),
        StatusCode::Range(digit) => Status::Range(u8::try_from(*digit).unwrap_or_default()),
    }
}
