//! What can be asked of an error, and how its kinds read.

use std::error::Error as _;

use crate::Method;
use bytes::Bytes;

use super::*;
use crate::effect::may_be_carried_out;
use crate::head::Past;

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
        past: Past {
            retries: 2,
            ..Past::none()
        },
        ..TransportFailure::new(&GET, cause)
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
fn every_error_is_a_call_error_that_reads_and_answers_as_it_did() {
    fn sendable<T: Send + Sync + 'static>(_: &T) {}
    let status = StatusCode::NOT_FOUND;
    for (at, error) in with_status(&POST, status).into_iter().enumerate() {
        let (text, debug, kind) = (error.to_string(), format!("{error:?}"), error.kind());
        let source = error.source().map(ToString::to_string);
        let error = CallError::from(error);
        sendable(&error);
        assert_eq!(
            (error.to_string(), format!("{error:?}"), error.kind()),
            (text, debug, kind)
        );
        assert_eq!(error.source().map(ToString::to_string), source);
        assert_eq!((error.status(), error.is_not_found()), (Some(status), true));
        assert_eq!(error.operation().unwrap().id, "post");
        assert_eq!(error.api::<u8>(), (at == 0).then_some(&7));
        assert!(error.api::<u16>().is_none() && error.downcast_ref::<Error<u8>>().is_some());
        assert!(error.into_inner().downcast::<Error<u8>>().is_ok());
    }
    assert!(size_of::<CallError>() <= 16);
}

#[test]
fn a_question_mark_makes_one_error_of_all() {
    fn built() -> Result<(), CallError> {
        Err(BuildError::UserAgent)?
    }
    fn called() -> Result<(), CallError> {
        Err(Error::<u8>::Connect(Box::new(failure(TransportError::connect(
            "refused",
        )))))?
    }
    fn refused() -> Result<(), CallError> {
        Err(InvalidRequest::early("id", crate::invalid::InvalidReason::DotSegment))?
    }
    let error = built().unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string()),
        (ErrorKind::Build, BuildError::UserAgent.to_string())
    );
    assert!(error.operation().is_none() && !error.may_have_been_carried_out() && !error.is_retryable());
    assert!(error.downcast_ref::<BuildError>().is_some());
    let error = called().unwrap_err();
    assert!(error.is_connect() && error.is_retryable() && error.retries() == 2);
    assert_eq!(refused().unwrap_err().kind(), ErrorKind::Invalid);
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
    let ambiguous: Error<()> = Error::Ambiguous(Box::new(Ambiguous::new(failure)));
    assert!(
        ambiguous
            .to_string()
            .ends_with("nobody knows whether it was carried out")
    );
    assert!(ambiguous.source().is_some() && ambiguous.status().is_none());
}

/// A chain as that of reqwest over OpenSSL: each cause with what it comes from.
#[derive(Debug)]
struct Chain(&'static [&'static str], Option<Box<Chain>>);

impl Chain {
    fn new(texts: &'static [&'static str]) -> Self {
        let deeper = (texts.len() > 1).then(|| Box::new(Self::new(&texts[1..])));
        Self(texts, deeper)
    }
}

impl std::fmt::Display for Chain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.first().copied().unwrap_or_default())
    }
}

impl std::error::Error for Chain {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.1.as_deref().map(|deeper| deeper as _)
    }
}

#[test]
fn what_is_wrong_with_a_certificate_is_said() {
    let chain = || {
        Chain::new(&[
            "error sending request",
            "client error (Connect)",
            "certificate verify failed: (certificate has expired)",
            "certificate verify failed",
        ])
    };
    let cause = TransportError::new(TransportErrorKind::Certificate, chain());
    assert!(cause.is_unsent() && !cause.is_refused());
    assert_eq!(
        cause.to_string(),
        "no connection: error sending request: certificate verify failed: (certificate has expired)"
    );
    let error: Error<()> = Error::Connect(Box::new(TransportFailure::new(&GET, cause)));
    assert!(error.is_connect() && !error.is_retryable() && !error.may_have_been_carried_out());
    let innermost = TransportError::connect(chain()).to_string();
    assert!(innermost.ends_with("request: certificate verify failed"), "{innermost}");
}

#[test]
fn what_may_be_repeated_and_what_may_have_happened() {
    for (error, retryable, carried_out) in [
        (error_response(&GET, 503), true, false),
        (error_response(&POST, 503), false, true),
        (error_response(&GET, 504), true, false),
        (error_response(&POST, 504), false, true),
        (error_response(&POST, 520), false, true),
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
            false,
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

/// Every error that holds this status, and whether a body came with it.
fn with_status(operation: &'static OperationInfo, status: StatusCode) -> Vec<Error<u8>> {
    let head = || std::sync::Arc::new(crate::head::Head::new(operation, status, HeaderMap::new()));
    let torn = || TransportFailure::new(operation, TransportError::broken("cut")).within(status, HeaderMap::new());
    vec![
        Error::Api(Box::new(ApiError::new(7, operation, status, HeaderMap::new()))),
        Error::Unexpected(Box::new(Unexpected::new(operation, status, HeaderMap::new(), "{}"))),
        Error::Decode(Box::new(DecodeError {
            head: head(),
            body: Bytes::new(),
            pointer: None,
            reason: String::new(),
        })),
        Error::TooLarge(Box::new(TooLarge { head: head(), limit: 1 })),
        Error::Timeout(Box::new(torn())),
        Error::Transport(Box::new(torn())),
        Error::Ambiguous(Box::new(Ambiguous::new(torn()))),
    ]
}

#[test]
fn what_may_have_been_carried_out_is_judged_alike_in_every_variant() {
    for operation in [&GET, &POST] {
        for number in 100..1000 {
            let status = StatusCode::from_u16(number).unwrap();
            let expected = may_be_carried_out(operation.method, Some(status));
            for error in with_status(operation, status) {
                assert_eq!(error.may_have_been_carried_out(), expected, "{error}");
                assert_eq!(error.status(), Some(status));
            }
        }
        let failure = |make: fn(&'static str) -> TransportError| Box::new(TransportFailure::new(operation, make("a")));
        let open = operation.method == Method::POST;
        for (error, expected) in [
            (Error::Timeout(failure(TransportError::timeout)), open),
            (Error::Transport(failure(TransportError::broken)), open),
            (
                Error::Ambiguous(Box::new(Ambiguous::new(*failure(TransportError::broken)))),
                open,
            ),
            (Error::Connect(failure(TransportError::connect)), false),
            (
                Error::Invalid(Box::new(InvalidRequest::new(
                    operation,
                    "id",
                    crate::invalid::InvalidReason::DotSegment,
                ))),
                false,
            ),
        ] {
            let error: Error<u8> = error;
            assert_eq!(error.may_have_been_carried_out(), expected, "{error}");
        }
    }
}

type Question = fn(&Error<u8>) -> bool;

#[test]
fn each_question_has_its_status() {
    let questions: [(Question, std::ops::RangeInclusive<u16>); 9] = [
        (Error::is_bad_request, 400..=400),
        (Error::is_unauthorized, 401..=401),
        (Error::is_forbidden, 403..=403),
        (Error::is_not_found, 404..=404),
        (Error::is_conflict, 409..=409),
        (Error::is_unprocessable_content, 422..=422),
        (Error::is_rate_limited, 429..=429),
        (Error::is_client_error, 400..=499),
        (Error::is_server_error, 500..=599),
    ];
    for number in 100..1000 {
        for error in with_status(&POST, StatusCode::from_u16(number).unwrap()) {
            for (at, (question, numbers)) in questions.iter().enumerate() {
                assert_eq!(question(&error), numbers.contains(&number), "{at}: {error}");
            }
        }
    }
    let late = || failure(TransportError::timeout("a"));
    let unmade: Error<u8> = Error::Connect(Box::new(failure(TransportError::connect("a"))));
    let (late, asked): (Error<u8>, Error<u8>) = (
        Error::Timeout(Box::new(late())),
        Error::Ambiguous(Box::new(Ambiguous::new(late()))),
    );
    assert!(late.is_timeout() && asked.is_timeout() && !unmade.is_timeout());
    assert!(unmade.is_connect() && !late.is_connect() && !late.is_not_found());
}

#[test]
fn a_wait_is_read_from_the_headers_and_words_from_the_body() {
    let headers = HeaderMap::from_iter([(http::header::RETRY_AFTER, http::HeaderValue::from_static("7"))]);
    let unexpected = Unexpected::new(
        &POST,
        StatusCode::TOO_MANY_REQUESTS,
        headers,
        r#"{"detail": "slow down"}"#,
    );
    let error: Error<u8> = Error::Unexpected(Box::new(unexpected));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(
        (error.words().to_string().as_str(), error.kind()),
        ("slow down", ErrorKind::Unexpected)
    );
    let error = error_response(&GET, 409);
    assert!(error.words().is_empty() && error.retry_after().is_none());
}
