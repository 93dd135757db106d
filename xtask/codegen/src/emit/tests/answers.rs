//! What comes back: statuses, media types and payloads.

use super::make::*;
use super::{expect, text};
use crate::ir::*;

fn with(answers: Vec<Answer>, choice: Option<&str>, failures: Option<Failures>) -> Operation {
    let mut operation = operation("get_call", "GetCall");
    operation.success = Success {
        answers,
        choice: choice.map(TypeName::new),
    };
    operation.failures = failures;
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
fn the_only_success_takes_all_of_2xx_but_documented_failures() {
    let failed = failures(
        "GetCallError",
        vec![
            answer(Status::Code(207), "MultiStatus", Payload::Text),
            answer(Status::Code(404), "NotFound", json()),
            answer(Status::Code(410), "Gone", Payload::Empty),
            answer(Status::Range(4), "Refused", Payload::Bytes),
        ],
    );
    assert_eq!(
        arms(with(vec![answer(Status::Code(200), "Ok", json())], None, failed)),
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
fn the_default_failure_takes_the_rest_but_no_success() {
    let failed = || failures("GetCallError", vec![answer(Status::Default, "Default", json())]);
    let one = with(vec![answer(Status::Range(2), "Ok", Payload::Text)], None, failed());
    assert_eq!(
        arms(one),
        [
            "200..=299 => reply.text(),",
            "_ => reply.refused(GetCallError::Default),"
        ]
    );
    let several = vec![
        answer(Status::Code(200), "Ok", json()),
        answer(Status::Code(204), "NoContent", Payload::Empty),
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
        answer(Status::Range(2), "Success", Payload::Text),
        answer(Status::Code(200), "Ok", json()),
        answer(Status::Code(201), "Created", json()),
        answer(Status::Code(299), "Last", json()),
    ];
    let failed = vec![
        answer(Status::Range(4), "ClientError", json()),
        answer(Status::Code(400), "BadRequest", json()),
    ];
    assert_eq!(
        arms(with(several, Some("GetCallAnswer"), failures("GetCallError", failed))),
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
    let answers = vec![
        answer(Status::Code(302), "Found", Payload::Empty),
        answer(Status::Code(200), "Ok", Payload::Empty),
    ];
    let both = with(answers.clone(), None, None);
    assert_eq!(
        arms(both),
        ["200..=299 | 302 => reply.empty(),", "_ => reply.unexpected(),"]
    );
    let one = with(answers[..1].to_vec(), None, None);
    assert_eq!(arms(one), ["302 => reply.empty(),", "_ => reply.unexpected(),"]);
}

#[test]
fn media_types() {
    let csv = Answer {
        media_type: Some("Text/CSV; charset=utf-8".to_owned()),
        ..answer(Status::Code(200), "Csv", Payload::Text)
    };
    let any = Answer {
        media_type: Some("*/*".to_owned()),
        ..answer(Status::Code(200), "Other", Payload::Bytes)
    };
    let mut large = answer(Status::Code(200), "Json", json());
    large.boxed = true;
    let failed = failures(
        "GetCallError",
        vec![
            Answer {
                boxed: true,
                ..answer(Status::Code(400), "BadRequestJson", json())
            },
            answer(Status::Code(400), "BadRequestText", Payload::Text),
        ],
    );
    let operation = with(
        vec![large, csv, any, answer(Status::Code(204), "NoContent", Payload::Empty)],
        Some("GetCallAnswer"),
        failed,
    );
    expect("media_types", &api(vec![call()], vec![operation]));
}

#[test]
fn outputs() {
    let mut listed = with(
        vec![answer(Status::Code(200), "Ok", Payload::Json(list(named(0))))],
        None,
        None,
    );
    listed.id = "list_calls".to_owned();
    listed.method_name = FnName::new("list_calls");
    listed.type_name = TypeName::new("ListCalls");
    let mut bytes = with(vec![answer(Status::Code(200), "Ok", Payload::Bytes)], None, None);
    bytes.id = "get_recording".to_owned();
    bytes.method_name = FnName::new("get_recording");
    bytes.type_name = TypeName::new("GetRecording");
    expect("outputs", &api(vec![call()], vec![listed, bytes]));
}
