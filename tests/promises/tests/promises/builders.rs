//! What a user's own tests have to build: responses, models that only a server makes, and every kind of error.

use callspec_core::testing::{Answer, InMemory};
use callspec_core::{
    Ambiguous, ApiError, Attempt, DecodeError, Error, HeaderMap, InvalidReason, InvalidRequest, Operation,
    OperationInfo, Reply, Response, StatusCode, TooLarge, TransportError, TransportFailure, Unexpected,
};
use kathan_client::calls::{GetCall, UpdateCall, UpdateCallError};
use kathan_client::models::{
    Call, CallDetail, ErrorDetail, HttpValidationError, LocationSegment, ValidationError, ValidationErrorDetail,
};

use crate::clients::{kathan, run};

const OPERATION: &OperationInfo = UpdateCall::INFO;

/// Code of a user, which is what is to be tested.
fn advice(error: &Error<UpdateCallError>) -> &'static str {
    match error {
        Error::Api(documented) => match documented.error() {
            UpdateCallError::Unauthorized(_) => "log in",
            UpdateCallError::TooManyRequests(_) => "wait",
            _ => "correct it",
        },
        Error::Ambiguous(_) => "ask what became of it",
        Error::Invalid(_) => "correct it",
        error if error.is_retryable() => "try again",
        _ => "report it",
    }
}

fn failure(cause: TransportError) -> TransportFailure {
    TransportFailure::new(OPERATION, cause)
}

fn documented(status: u16, error: UpdateCallError) -> Error<UpdateCallError> {
    let status = StatusCode::from_u16(status).unwrap();
    Error::Api(Box::new(ApiError::new(error, OPERATION, status, HeaderMap::new())))
}

#[test]
fn every_kind_of_error_can_be_built() {
    let mut fault = ValidationError::new();
    fault.loc = Some(vec![LocationSegment::Text("to".to_owned())]);
    fault.msg = Some("Field required".to_owned());
    let faults = HttpValidationError::new(ValidationErrorDetail::List(vec![fault]));
    let cases: Vec<(Error<UpdateCallError>, &str, &str)> = vec![
        (
            documented(401, UpdateCallError::Unauthorized(ErrorDetail::new("no"))),
            "log in",
            "401 Unauthorized",
        ),
        (
            documented(422, UpdateCallError::UnprocessableContent(faults)),
            "correct it",
            "422 Unprocessable Entity",
        ),
        (
            Error::Unexpected(Box::new(Unexpected::new(
                OPERATION,
                StatusCode::NOT_FOUND,
                HeaderMap::new(),
                r#"{"detail": "gone"}"#,
            ))),
            "report it",
            "404 Not Found: gone",
        ),
        (
            Error::Invalid(Box::new(InvalidRequest::new(
                OPERATION,
                "call_id",
                InvalidReason::DotSegment,
            ))),
            "correct it",
            "not sent: `call_id` a path parameter would lead to another resource",
        ),
        (
            Error::Connect(Box::new(failure(TransportError::connect("refused")))),
            "try again",
            "no connection: refused",
        ),
        (
            Error::Timeout(Box::new(failure(TransportError::timeout("60s in all")))),
            "try again",
            "time ran out: 60s in all",
        ),
        (
            Error::Transport(Box::new(failure(TransportError::broken("reset")))),
            "try again",
            "the exchange broke: reset",
        ),
        (
            Error::Decode(Box::new(DecodeError::new(
                OPERATION,
                "{}",
                Some("/id"),
                "missing field",
            ))),
            "report it",
            "200 OK: the response is not as documented at `/id`: missing field",
        ),
        (
            Error::TooLarge(Box::new(TooLarge::new(OPERATION, 7))),
            "report it",
            "200 OK: the response has more than 7 bytes",
        ),
        (
            Error::Ambiguous(Box::new(Ambiguous::new(failure(TransportError::broken("reset"))))),
            "ask what became of it",
            "nobody knows whether it was carried out",
        ),
    ];
    for (error, expected, said) in &cases {
        assert_eq!(advice(error), *expected, "{error}");
        assert!(
            error.to_string().starts_with("update_call (PATCH /calls/{call_id}): "),
            "{error}"
        );
        assert!(error.to_string().contains(said), "{error}");
        assert_eq!(error.operation().map(|operation| operation.id), Some("update_call"));
    }
}

#[test]
fn a_response_and_its_model_can_be_built() {
    let mut headers = HeaderMap::new();
    headers.insert("x-ratelimit-remaining", http::HeaderValue::from_static("7"));
    let call = Call::new("a");
    let response = Response::new(call.clone(), OPERATION, StatusCode::OK, headers.clone());
    assert_eq!((response.value(), response.status()), (&call, StatusCode::OK));
    assert_eq!(response.rate_limit().unwrap().remaining, Some(7));

    let body = serde_json::to_vec(&call).unwrap();
    let reply = Reply::new(OPERATION, StatusCode::OK, headers, body);
    assert_eq!(UpdateCall::decode(reply).unwrap(), call);
}

/// The shortest test that a user can write.
#[test]
fn a_server_in_memory_answers_with_a_model() {
    let mut queued = CallDetail::new("a");
    queued.status = Some("queued".to_owned());
    let server = InMemory::new().respond::<GetCall>(&queued);
    let call = run(kathan(&server).get_call("a").send()).unwrap();
    assert_eq!(call, queued);
    let server = InMemory::new().answer::<GetCall>(Answer::json(401, &ErrorDetail::new("no")));
    let error = run(kathan(&server).get_call("a").send()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "get_call (GET /calls/{call_id}): 401 Unauthorized: no"
    );
}

#[test]
fn a_transport_of_ones_own_can_be_called_by_itself() {
    use callspec_core::{Body, Transport};

    let server = InMemory::new().answer::<UpdateCall>(Answer::new(202));
    let mut request = http::Request::new(Body::Empty);
    *request.uri_mut() = http::Uri::from_static("https://api.example.test/calls/a");
    let response = run(server.send(request, Attempt::new(OPERATION))).unwrap();
    assert_eq!(response.status(), StatusCode::ACCEPTED);
}
