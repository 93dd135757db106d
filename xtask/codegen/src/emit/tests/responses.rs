//! What comes back: statuses, media types and payloads.

use super::make::*;
use super::{expect, text};
use crate::ir::*;

fn with(responses: Vec<Response>, enum_name: Option<&str>, errors: Option<ErrorResponses>) -> Operation {
    let mut operation = operation("get_call", "GetCall");
    operation.success = Success {
        responses,
        enum_name: enum_name.map(TypeName::new),
    };
    operation.errors = errors;
    operation
}

/// The arms of `decode`, without the space around them.
fn arms(operation: Operation) -> Vec<String> {
    let text = text(&api(vec![call()], vec![operation]), "voice-client/src/calls.rs");
    let (_, decode) = text.split_once("match reply.status() {").unwrap();
    let lines = decode.lines().skip(1).map(str::trim);
    lines
        .take_while(|line| !line.is_empty())
        .filter(|line| *line != "}")
        .map(str::to_owned)
        .collect()
}

fn call() -> TypeDef {
    def(
        "Call",
        "call",
        Flow::Received,
        object(vec![field("id", Type::String, Presence::Required)]),
    )
}

fn json() -> Payload {
    Payload::Json(named(0))
}

#[test]
fn the_only_success_takes_all_of_2xx_but_documented_errors() {
    let failed = error_responses(
        "GetCallError",
        vec![
            response(Status::Code(207), "MultiStatus", Payload::Text),
            response(Status::Code(404), "NotFound", json()),
            response(Status::Code(410), "Gone", Payload::Empty),
            response(Status::Range(4), "Refused", Payload::Bytes),
        ],
    );
    assert_eq!(
        arms(with(vec![response(Status::Code(200), "Ok", json())], None, failed)),
        [
            "207 => reply.refused_text(GetCallError::MultiStatus),",
            "200..=299 => reply.json(),",
            "404 => reply.refused(GetCallError::NotFound),",
            "410 => reply.refused_empty(GetCallError::Gone),",
            "400..=499 => reply.refused_bytes(GetCallError::Refused),",
            "_ => reply.unexpected(),",
        ]
    );
}

#[test]
fn the_default_error_takes_the_rest_but_no_success() {
    let failed = || error_responses("GetCallError", vec![response(Status::Default, "Default", json())]);
    let one = with(vec![response(Status::Range(2), "Ok", Payload::Text)], None, failed());
    assert_eq!(
        arms(one),
        [
            "200..=299 => reply.text(),",
            "_ => reply.refused(GetCallError::Default),"
        ]
    );
    let several = vec![
        response(Status::Code(200), "Ok", json()),
        response(Status::Code(204), "NoContent", Payload::Empty),
    ];
    assert_eq!(
        arms(with(several, Some("GetCallAnswer"), failed())),
        [
            "200 => reply.json_as(GetCallAnswer::Ok),",
            "204 => reply.empty_as(GetCallAnswer::NoContent),",
            "201..=299 => reply.unexpected(),",
            "_ => reply.refused(GetCallError::Default),",
        ]
    );
}

#[test]
fn a_class_begins_behind_the_codes_that_have_arms() {
    let several = vec![
        response(Status::Range(2), "Success", Payload::Text),
        response(Status::Code(200), "Ok", json()),
        response(Status::Code(201), "Created", json()),
        response(Status::Code(299), "Last", json()),
    ];
    let failed = vec![
        response(Status::Range(4), "ClientError", json()),
        response(Status::Code(400), "BadRequest", json()),
    ];
    assert_eq!(
        arms(with(
            several,
            Some("GetCallAnswer"),
            error_responses("GetCallError", failed)
        )),
        [
            "200 => reply.json_as(GetCallAnswer::Ok),",
            "201 => reply.json_as(GetCallAnswer::Created),",
            "299 => reply.json_as(GetCallAnswer::Last),",
            "202..=299 => reply.text_as(GetCallAnswer::Success),",
            "400 => reply.refused(GetCallError::BadRequest),",
            "401..=499 => reply.refused(GetCallError::ClientError),",
            "_ => reply.unexpected(),",
        ]
    );
}

#[test]
fn a_success_that_is_no_2xx_keeps_its_code() {
    let responses = vec![
        response(Status::Code(302), "Found", Payload::Empty),
        response(Status::Code(200), "Ok", Payload::Empty),
    ];
    let both = with(responses.clone(), None, None);
    assert_eq!(
        arms(both),
        ["200..=299 | 302 => reply.empty(),", "_ => reply.unexpected(),"]
    );
    let one = with(responses[..1].to_vec(), None, None);
    assert_eq!(arms(one), ["302 => reply.empty(),", "_ => reply.unexpected(),"]);
}

#[test]
fn media_types() {
    let csv = Response {
        media_type: Some("Text/CSV; charset=utf-8".to_owned()),
        ..response(Status::Code(200), "Csv", Payload::Text)
    };
    let any = Response {
        media_type: Some("*/*".to_owned()),
        ..response(Status::Code(200), "Other", Payload::Bytes)
    };
    let mut large = response(Status::Code(200), "Json", json());
    large.boxed = true;
    let failed = error_responses(
        "GetCallError",
        vec![
            Response {
                boxed: true,
                ..response(Status::Code(400), "BadRequestJson", json())
            },
            response(Status::Code(400), "BadRequestText", Payload::Text),
        ],
    );
    let operation = with(
        vec![
            large,
            csv,
            any,
            response(Status::Code(204), "NoContent", Payload::Empty),
        ],
        Some("GetCallAnswer"),
        failed,
    );
    expect("media_types", &api(vec![call()], vec![operation]));
}

#[test]
fn outputs() {
    let mut listed = with(
        vec![response(Status::Code(200), "Ok", Payload::Json(list(named(0))))],
        None,
        None,
    );
    listed.id = "list_calls".to_owned();
    listed.method_name = FnName::new("list_calls");
    listed.type_name = TypeName::new("ListCalls");
    let mut bytes = with(vec![response(Status::Code(200), "Ok", Payload::Bytes)], None, None);
    bytes.id = "get_recording".to_owned();
    bytes.method_name = FnName::new("get_recording");
    bytes.type_name = TypeName::new("GetRecording");
    expect("outputs", &api(vec![call()], vec![listed, bytes]));
}
