//! What comes back: statuses, media types and payloads.

use super::expect;
use super::make::*;
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
    let mut operation = with(
        vec![
            large,
            csv,
            any,
            response(Status::Code(204), "NoContent", Payload::Empty),
        ],
        Some("GetCallAnswer"),
        failed,
    );
    let of = |code: u16| Some(code..=code);
    operation.cases = vec![
        case(of(200), &["application/json"], Reading::Success(0)),
        case(of(200), &["text/csv"], Reading::Success(1)),
        case(of(200), &[], Reading::Success(2)),
        case(of(204), &[], Reading::Success(3)),
        case(of(400), &["application/json"], Reading::Error(0)),
        case(of(400), &["text/plain"], Reading::Error(1)),
        case(of(400), &[], Reading::Unexpected),
        case(None, &[], Reading::Unexpected),
    ];
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
    listed.output_alias = TypeName::new("ListCallsOutput");
    let mut bytes = with(vec![response(Status::Code(200), "Ok", Payload::Bytes)], None, None);
    bytes.id = "get_recording".to_owned();
    bytes.method_name = FnName::new("get_recording");
    bytes.type_name = TypeName::new("GetRecording");
    expect("outputs", &api(vec![call()], vec![listed, bytes]));
}
