//! Documentation of operations: the file of a tag, the client's method, its arguments and setters.

use super::facts::Shown;
use super::lines::{Lines, item, labelled, paragraph};
use super::{described, headers, markdown, usage, with_facts};
use crate::code_span::code;
use crate::emit::words::bare;
use crate::ir::{Api, Body, FieldName, Group, ModuleName, Operation, Param, Payload, Presence, Response, Status};

/// The documentation of the file of a group.
pub(in crate::emit) fn group(group: &Group) -> Vec<String> {
    let label = match &group.tag {
        Some(tag) => format!("Operations tagged {}", code(tag)),
        None => "Operations without a tag".to_owned(),
    };
    let mut lines = Lines::default();
    lines.block(labelled(&label, described(&group.docs).done()));
    lines.page(&group.docs);
    lines.done()
}

/// The documentation of the file of an operation that has one of its own.
pub(in crate::emit) fn operation_module(operation: &Operation) -> Vec<String> {
    paragraph(call(operation))
}

/// The documentation of an operation's method.
pub(in crate::emit) fn method(api: &Api, module: &ModuleName, operation: &Operation) -> Vec<String> {
    let mut lines = described(&operation.docs);
    lines.paragraph(call(operation));
    if let Some(server) = &operation.server {
        let server = code(server);
        lines.paragraph(format!(
            "Requests go to {server}, unless the client is built with a base URL."
        ));
    }
    if let Some(key) = &operation.idempotency_key {
        let key = code(key);
        lines.paragraph(format!(
            "The header {key} is a new key for each call unless one is set, and the same on every attempt, so that the call is \
             retried as an idempotent one is."
        ));
    }
    if let Some(streaming) = &operation.streaming {
        let what = match &streaming.payload {
            Payload::Events(.., Some(end)) => &*format!("the events, up to the data {},", code(end)),
            Payload::Events(..) => "the events",
            Payload::Values(_) => "the JSON values",
            _ => "the bytes",
        };
        let request = operation.type_name.as_str();
        lines.paragraph(format!("[`stream`]({request}::stream) gives {what} while they arrive."));
    }
    if let Some(line) = headers::line(api, operation) {
        lines.paragraph(line);
    }
    let mut list = arguments(api, operation);
    list.extend(successes(operation));
    lines.block(list);
    lines.block(usage::lines(api, module, operation));
    lines.done()
}

/// What is called, and the page that says more.
fn call(operation: &Operation) -> String {
    let call = code(&format!("{} {}", operation.method.as_str(), operation.path));
    // A name that was made up would be looked for in vain, and that of the method is seen.
    let is_told = operation.is_named && bare(operation.method_name.as_str()) != operation.id;
    let id = match is_told {
        true => format!(", operation {}", code(&operation.id)),
        false => String::new(),
    };
    let page = operation.docs.page.as_deref().and_then(markdown::page);
    let page = page.map(|url| format!(" ([documentation]({url}))")).unwrap_or_default();
    format!("{call}{id}{page}.")
}

/// What is said of successes, where no enum over them does; nothing of one whose description adds nothing to its status.
fn successes(operation: &Operation) -> Vec<String> {
    let success = &operation.success;
    if success.enum_name.is_some() {
        return Vec::new();
    }
    let is_said = |response: &&Response| response.says_more || response.docs.evidence.is_some();
    let said = success.responses.iter().filter(is_said).flat_map(|response| {
        let label = match response.status {
            Status::Default => "* Response".to_owned(),
            status => format!("* Response {}", status_word(status)),
        };
        item(labelled(&label, response_description(response)))
    });
    said.collect()
}

/// What the document says of a response, below its status.
pub(super) fn response_description(response: &Response) -> Vec<String> {
    let mut lines = Lines::default();
    lines.sentence(response.docs.description.as_ref());
    if lines.is_empty() {
        lines.paragraph(match response.status {
            Status::Code(code) => format!("`{code}`."),
            Status::Range(class) => format!("`{class}XX`."),
            Status::Default => "`default`.".to_owned(),
        });
    }
    lines.ending(&response.docs);
    lines.done()
}

pub(super) fn status_word(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(class) => format!("{class}xx"),
        Status::Default => "Any other status".to_owned(),
    }
}

/// The list of the arguments.
fn arguments(api: &Api, operation: &Operation) -> Vec<String> {
    let params = operation.params.iter().filter(|param| param.required);
    let params = params.map(|param| {
        let shown = shown(api, param);
        let mut lines = with_facts(&param.docs, &shown);
        lines.example(&param.docs, &shown);
        (&param.name, lines)
    });
    let body = operation.body.iter().filter(|body| body.required);
    let body = body.map(|body| (&body.name, self::body(api, body)));
    params
        .chain(body)
        .flat_map(|(name, lines)| argument(name, lines))
        .collect()
}

fn shown<'a>(api: &'a Api, param: &'a Param) -> Shown<'a> {
    let presence = match param.required {
        true => Presence::Required,
        false => Presence::Optional,
    };
    Shown {
        api,
        ty: Some(&param.ty),
        presence,
        names: Some((&param.name, &param.wire)),
    }
}

fn body(api: &Api, body: &Body) -> Lines {
    let ty = match body.contents.as_slice() {
        [only] => Some(only.payload.ty()),
        _ => None,
    };
    let shown = Shown {
        api,
        ty: ty.as_ref(),
        presence: Presence::Required,
        names: None,
    };
    with_facts(&body.docs, &shown)
}

/// An argument as an item of a list; nothing where its name and type say it all.
fn argument(name: &FieldName, lines: Lines) -> Vec<String> {
    if lines.is_empty() {
        return Vec::new();
    }
    item(labelled(&format!("* {}", code(bare(name.as_str()))), lines.done()))
}

/// The documentation of a parameter's setter.
pub(in crate::emit) fn setter(api: &Api, param: &Param) -> Vec<String> {
    let shown = shown(api, param);
    let mut lines = or_sets(with_facts(&param.docs, &shown), &param.name);
    lines.example(&param.docs, &shown);
    lines.done()
}

/// The documentation of the setter of a body.
pub(in crate::emit) fn body_setter(api: &Api, body: &Body) -> Vec<String> {
    or_sets(self::body(api, body), &body.name).done()
}

fn or_sets(mut lines: Lines, name: &FieldName) -> Lines {
    if lines.is_empty() {
        lines.paragraph(format!("Sets `{}`.", bare(name.as_str())));
    }
    lines
}
