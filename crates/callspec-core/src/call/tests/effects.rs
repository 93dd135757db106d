//! What is known of a call that gave no success: the status of a torn response, and what earlier attempts may have done.

use super::*;
use crate::http::HeaderMap;

type Outcome = Result<Answer, TransportError>;

/// Breaks off within the body of a response with this status.
struct Torn(u16, fn(&'static str) -> TransportError);

impl Transport for Torn {
    fn send<'a>(&'a self, _: http::Request<Body>, _: Attempt) -> Exchanged<'a> {
        let piece: Result<Bytes, callspec_types::StreamError> = Err((self.1)("cut").into());
        let mut response = http::Response::new(Body::Stream(Box::pin(Once(Some(piece)))));
        *response.status_mut() = StatusCode::from_u16(self.0).unwrap();
        let headers: &mut HeaderMap = response.headers_mut();
        headers.insert("x-request-id", http::HeaderValue::from_static("r1"));
        Box::pin(async move { Ok(response) })
    }
}

struct Once(Option<Result<Bytes, callspec_types::StreamError>>);

impl Stream for Once {
    type Item = Result<Bytes, callspec_types::StreamError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.take())
    }
}

#[tokio::test]
async fn a_torn_response_keeps_its_status_and_headers() {
    let clock = ManualClock::new();
    let torn = |status, make| client(Torn(status, make), &clock).retry(Retry::none());
    let broken = TransportError::broken;
    let late = TransportError::timeout;

    let error = get(torn(200, broken)).await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport(it) if it.status() == Some(StatusCode::OK)),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "get (GET /calls): 200 OK [request r1]: the exchange broke: cut"
    );
    assert_eq!(error.request_id(), Some("r1"));
    assert!(error.is_retryable() && !error.may_have_been_carried_out());

    let error = get(torn(404, late)).await.unwrap_err();
    assert!(matches!(error, Error::Timeout(_)) && error.is_timeout(), "{error:?}");
    assert!(error.is_not_found() && !error.is_retryable());

    let error = patch(torn(200, broken)).await.unwrap_err();
    assert!(
        matches!(&error, Error::Ambiguous(it) if it.headers().is_some()),
        "{error:?}"
    );
    assert_eq!((error.status(), error.request_id()), (Some(StatusCode::OK), Some("r1")));
}

#[tokio::test]
async fn a_torn_response_that_says_that_nothing_was_done_is_not_ambiguous() {
    for (status, ambiguous) in [
        (404, false),
        (429, false),
        (307, false),
        (303, true),
        (408, true),
        (520, true),
    ] {
        let torn = Torn(status, TransportError::broken);
        let error = patch(client(torn, &ManualClock::new())).await.unwrap_err();
        assert_eq!(matches!(error, Error::Ambiguous(_)), ambiguous, "{error:?}");
        assert_eq!(error.may_have_been_carried_out(), ambiguous, "{error:?}");
        assert!(!error.is_retryable(), "{error:?}");
    }
}

/// Gives one token.
struct Single(AtomicU32);

impl TokenProvider for Single {
    fn token(&self) -> BoxFuture<'_, Result<Token, callspec_types::StreamError>> {
        let first = self.0.fetch_add(1, Ordering::Relaxed) == 0;
        Box::pin(async move { if first { Ok(Token::new("t")) } else { Err("none".into()) } })
    }
}

#[tokio::test]
async fn a_later_attempt_without_a_token_does_not_hide_an_earlier_one() {
    let server = InMemory::new()
        .respond_with::<Delete>(|_| Err(TransportError::broken("gone")))
        .answer::<Delete>(Answer::new(401));
    let builder = client(server, &ManualClock::new()).token_provider(&TOKEN, Single(AtomicU32::new(0)));
    let error = builder.build().unwrap().exchange().send(Delete).await.unwrap_err();
    assert!(
        matches!(error, Error::Invalid(_)) && error.may_have_been_carried_out(),
        "{error:?}"
    );
    assert!(
        error
            .to_string()
            .ends_with("none; an earlier attempt may have been carried out"),
        "{error}"
    );
}

async fn attempts<O: Operation<Output = Bytes, Error = ()>>(
    operation: O,
    policy: Retry,
    first: fn() -> Outcome,
    second: fn() -> Outcome,
) -> Error<()> {
    let server = InMemory::new()
        .respond_with::<O>(move |_| first())
        .respond_with::<O>(move |_| second());
    let builder = client(server, &ManualClock::new()).retry(policy.most(1));
    builder.build().unwrap().exchange().send(operation).await.unwrap_err()
}

#[tokio::test]
async fn an_earlier_attempt_may_have_been_carried_out() {
    let unsent: fn() -> Outcome = || Err(TransportError::connect("refused"));
    let broken: fn() -> Outcome = || Err(TransportError::broken("gone"));
    let limited: fn() -> Outcome = || Ok(Answer::new(429));
    let overloaded: fn() -> Outcome = || Ok(Answer::new(503));
    let missing: fn() -> Outcome = || Ok(Answer::new(404));
    for (first, second, carried_out) in [
        (unsent, unsent, false),
        (broken, unsent, true),
        (unsent, broken, true),
        (limited, missing, false),
        (overloaded, missing, true),
        (broken, missing, true),
        (broken, limited, true),
    ] {
        let error = attempts(Delete, Retry::standard(), first, second).await;
        assert_eq!(error.may_have_been_carried_out(), carried_out, "{error}");
        assert!(!carried_out || !error.is_connect(), "{error:?}");
        assert_eq!(error.retries(), 1, "{error}");
    }
    let error = attempts(Delete, Retry::standard(), broken, missing).await;
    assert_eq!(
        error.to_string(),
        "delete (DELETE /calls): 404 Not Found; an earlier attempt may have been carried out"
    );
    let error = attempts(Patch, Retry::standard().any_method(), broken, unsent).await;
    assert!(
        matches!(error, Error::Transport(_)) && error.may_have_been_carried_out(),
        "{error:?}"
    );
    let error = attempts(Get, Retry::standard(), broken, unsent).await;
    assert!(
        matches!(error, Error::Connect(_)) && !error.may_have_been_carried_out(),
        "{error:?}"
    );
}
