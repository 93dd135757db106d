//! What can be asked of an error, and how its kinds read.

use std::error::Error as _;

use http::Method;

use super::*;

static GET: OperationInfo = OperationInfo {
    id: "get",
    method: Method::GET,
    path: "/",
    security: &[],
};
static POST: OperationInfo = OperationInfo {
    id: "post",
    method: Method::POST,
    path: "/",
    security: &[],
};

fn failure(cause: TransportError) -> TransportFailure {
    TransportFailure {
        operation: &GET,
        cause,
        retries: 2,
    }
}

fn error_response(operation: &'static OperationInfo, status: u16) -> Error<u8> {
    Error::Api(Box::new(ApiError::new(
        7,
        operation,
        StatusCode::from_u16(status).unwrap(),
        HeaderMap::new(),
    )))
}

#[test]
fn errors_are_small() {
    assert!(size_of::<Error<[u8; 1000]>>() <= 16);
    assert!(size_of::<Result<(), InvalidRequest>>() <= 8);
}

#[test]
fn kinds_read_differently_and_keep_their_source() {
    let connect: Error<()> = Error::Connect(Box::new(failure(TransportError::connect("refused"))));
    assert_eq!(
        connect.to_string(),
        "get (GET /): no connection: refused (tried 3 times)"
    );
    assert_eq!(connect.source().unwrap().to_string(), "no connection: refused");
    let failure = failure(TransportError::timeout("60s in all"));
    let ambiguous: Error<()> = Error::Ambiguous(Box::new(Ambiguous { failure, status: None }));
    assert!(
        ambiguous
            .to_string()
            .ends_with("nobody knows whether it was carried out")
    );
    assert!(ambiguous.source().is_some() && ambiguous.status().is_none());
}

#[test]
fn what_may_be_repeated_and_what_may_have_happened() {
    for (error, retryable, carried_out) in [
        (error_response(&GET, 503), true, false),
        (error_response(&POST, 503), false, false),
        (error_response(&GET, 504), true, true),
        (error_response(&POST, 504), false, true),
        (error_response(&POST, 409), false, false),
        (
            Error::Connect(Box::new(failure(TransportError::connect("a")))),
            true,
            false,
        ),
        (
            Error::Connect(Box::new(failure(TransportError::refused("a")))),
            false,
            false,
        ),
        (
            Error::Timeout(Box::new(failure(TransportError::timeout("a")))),
            true,
            true,
        ),
    ] {
        assert_eq!(
            (error.is_retryable(), error.may_have_been_carried_out()),
            (retryable, carried_out),
            "{error}"
        );
    }
    assert_eq!(error_response(&GET, 409).api(), Some(&7));
    assert_eq!(error_response(&GET, 409).operation().unwrap().id, "get");
}
