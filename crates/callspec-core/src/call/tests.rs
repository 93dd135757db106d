//! Calls over a transport in memory, with clock and dice in hand: nothing sleeps, nothing is left to chance.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::Method;
use bytes::Bytes;
use callspec_types::File;
use futures_core::Stream;

use crate::clock::BoxFuture;
use crate::info::{Api, OperationInfo};
use crate::operation::Operation;
use crate::testing::{Answer, FixedDice, InMemory, ManualClock};
use crate::{Attempt, ClientBuilder, Exchanged, Retry, Scheme, Token, TokenProvider, Transport, TransportErrorKind};

use super::*;

mod effects;
mod keys;
mod limits;
mod servers;

static TOKEN: Scheme = Scheme::bearer("token");
static API: Api = Api {
    name: "sample",
    version: "0",
    base_url: Some("https://api.example.test/v1"),
    schemes: &[&TOKEN],
    required: &[],
};

macro_rules! sample {
    ($name:ident, $id:literal, $method:expr) => {
        struct $name;

        impl Operation for $name {
            type Output = Bytes;
            type Error = ();

            const INFO: &'static OperationInfo = &OperationInfo {
                id: $id,
                method: $method,
                path: "/calls",
                security: &[&[], &[&TOKEN]],
            };

            fn request(self) -> Result<Request, InvalidRequest> {
                Request::new(Self::INFO).finish()
            }

            fn decode(reply: Reply) -> Result<Bytes, Error<()>> {
                if reply.status() == 200 {
                    reply.bytes()
                } else {
                    reply.unexpected()
                }
            }
        }
    };
}

sample!(Get, "get", Method::GET);
sample!(Patch, "patch", Method::PATCH);
sample!(Delete, "delete", Method::DELETE);

/// A client whose waits are all as long as they may be.
fn client(transport: impl Transport, clock: &ManualClock) -> ClientBuilder {
    ClientBuilder::new(&API)
        .transport(transport)
        .clock(clock.clone())
        .dice(FixedDice(1.0))
}

async fn get(builder: ClientBuilder) -> Result<Bytes, Error<()>> {
    builder.build().unwrap().exchange().send(Get).await
}

async fn patch(builder: ClientBuilder) -> Result<Bytes, Error<()>> {
    builder.build().unwrap().exchange().send(Patch).await
}

fn millis(clock: &ManualClock) -> Vec<u128> {
    clock.sleeps().iter().map(Duration::as_millis).collect()
}

#[tokio::test]
async fn a_transient_status_is_retried_twice_with_growing_waits() {
    let (server, clock) = (InMemory::new().answer::<Get>(Answer::new(503)), ManualClock::new());
    let error = get(client(server.clone(), &clock)).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    assert_eq!(
        server.sent().iter().map(|sent| sent.retries()).collect::<Vec<_>>(),
        [0, 1, 2]
    );
    assert_eq!(millis(&clock), [500, 1_000]);
}

#[tokio::test]
async fn a_retry_that_succeeds_is_a_success() {
    let answers = InMemory::new()
        .answer::<Get>(Answer::new(503))
        .answer::<Get>(Answer::new(200).body("a"));
    let client = client(answers, &ManualClock::new()).build().unwrap();
    let response = client.exchange().send_raw(Get).await.unwrap();
    assert_eq!((response.value(), response.retries()), (&Bytes::from("a"), 1));
}

#[tokio::test]
async fn a_policy_of_the_call_goes_before_that_of_the_client() {
    let server = InMemory::new().answer::<Get>(Answer::new(503));
    let client = client(server.clone(), &ManualClock::new()).build().unwrap();
    client.exchange().retry(Retry::none()).send(Get).await.unwrap_err();
    assert_eq!(server.sent().len(), 1);
}

fn failing(make: fn(&'static str) -> TransportError) -> InMemory {
    InMemory::new()
        .respond_with::<Get>(move |_| Err(make("gone")))
        .respond_with::<Patch>(move |_| Err(make("gone")))
}

#[tokio::test]
async fn what_may_have_been_carried_out_is_sent_once_and_is_ambiguous() {
    let failures: [fn(&'static str) -> TransportError; 2] = [
        |text| TransportError::broken(text),
        |text| TransportError::timeout(text),
    ];
    for make in failures {
        let (server, clock) = (failing(make), ManualClock::new());
        let error = patch(client(server.clone(), &clock)).await.unwrap_err();
        assert!(matches!(error, Error::Ambiguous(_)), "{error:?}");
        assert_eq!((server.sent().len(), clock.sleeps().len()), (1, 0));
        let error = get(client(server.clone(), &clock)).await.unwrap_err();
        assert!(matches!(error, Error::Transport(_) | Error::Timeout(_)), "{error:?}");
        assert_eq!(server.sent().len(), 4);
    }
    let server = failing(TransportError::broken);
    let error = patch(client(server.clone(), &ManualClock::new()).retry(Retry::standard().any_method())).await;
    assert!(matches!(error, Err(Error::Transport(_))), "{error:?}");
    assert_eq!(server.sent().len(), 3);
}

#[tokio::test]
async fn what_surely_never_left_is_retried_with_any_method() {
    let server = failing(TransportError::connect);
    let error = patch(client(server.clone(), &ManualClock::new())).await.unwrap_err();
    assert!(
        matches!(&error, Error::Connect(failure) if failure.retries() == 2),
        "{error:?}"
    );
    assert_eq!(server.sent().len(), 3);
}

#[tokio::test]
async fn what_would_fail_again_is_met_once() {
    let makes: [fn(&'static str) -> TransportError; 2] = [
        |text| TransportError::new(TransportErrorKind::Certificate, text),
        TransportError::refused,
    ];
    for make in makes {
        let server = failing(make);
        let error = get(client(server.clone(), &ManualClock::new())).await.unwrap_err();
        assert!(matches!(error, Error::Connect(_)), "{error:?}");
        assert_eq!(server.sent().len(), 1);
    }
}

#[tokio::test]
async fn a_patch_is_not_retried_after_any_status() {
    for status in [408, 429, 500, 502, 503, 504] {
        let server = InMemory::new().answer::<Patch>(Answer::new(status).header("retry-after", "0"));
        let error = patch(client(server.clone(), &ManualClock::new())).await.unwrap_err();
        assert_eq!((error.status().unwrap().as_u16(), server.sent().len()), (status, 1));
    }
}

#[tokio::test]
async fn no_wait_goes_past_the_deadline() {
    let answer = Answer::new(503).header("retry-after", "10");
    for (total, attempts) in [(10, 1), (11, 2), (21, 3)] {
        let (server, clock) = (InMemory::new().answer::<Get>(answer.clone()), ManualClock::new());
        let error = get(client(server.clone(), &clock).timeout(Duration::from_secs(total)))
            .await
            .unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
        assert_eq!(server.sent().len(), attempts, "{total}");
    }
}

#[tokio::test]
async fn all_calls_of_a_client_share_a_budget() {
    let server = InMemory::new().answer::<Get>(Answer::new(503));
    let client = client(server.clone(), &ManualClock::new()).build().unwrap();
    for _ in 0..100 {
        client.exchange().send(Get).await.unwrap_err();
    }
    assert_eq!(server.sent().len(), 120);
}

struct Counting(AtomicU32);

impl TokenProvider for Counting {
    fn token(&self) -> BoxFuture<'_, Result<Token, callspec_types::StreamError>> {
        let count = self.0.fetch_add(1, Ordering::Relaxed);
        let expires = std::time::UNIX_EPOCH + Duration::from_secs(1_767_225_600 + 100);
        Box::pin(async move { Ok(Token::new(format!("t{count}")).expires(expires)) })
    }
}

#[tokio::test]
async fn a_token_is_kept_until_it_ends_or_is_refused() {
    let server = InMemory::new()
        .answer::<Patch>(Answer::new(200))
        .answer::<Patch>(Answer::new(200))
        .answer::<Patch>(Answer::new(401))
        .answer::<Patch>(Answer::new(200))
        .answer::<Patch>(Answer::new(401));
    let clock = ManualClock::new();
    let builder = client(server.clone(), &clock).token_provider(&TOKEN, Counting(AtomicU32::new(0)));
    let client = builder.build().unwrap();
    for _ in 0..3 {
        client.exchange().send(Patch).await.unwrap();
    }
    clock.advance(Duration::from_secs(71));
    client.exchange().send(Patch).await.unwrap_err();
    let tokens: Vec<_> = server
        .sent()
        .iter()
        .map(|sent| sent.header("authorization").unwrap().to_owned())
        .collect();
    assert_eq!(
        tokens,
        [
            "Bearer t0",
            "Bearer t0",
            "Bearer t0",
            "Bearer t1",
            "Bearer t2",
            "Bearer t3"
        ]
    );
}

struct Prefixed;

impl TokenProvider for Prefixed {
    fn token(&self) -> BoxFuture<'_, Result<Token, callspec_types::StreamError>> {
        Box::pin(async { Ok(Token::new("Bearer marker")) })
    }
}

#[tokio::test]
async fn a_token_with_the_name_of_its_scheme_is_refused() {
    let server = InMemory::new();
    let error = patch(client(server.clone(), &ManualClock::new()).token_provider(&TOKEN, Prefixed))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "patch (PATCH /calls): not sent: `token` cannot be written: it begins with `Bearer`, which the client writes itself: \
         give what follows"
    );
    assert!(server.sent().is_empty());
    let refused = ClientBuilder::new(&API).credential(&TOKEN, "bearer marker").build();
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .starts_with("the credential `token` cannot be written: it begins with `Bearer`")
    );
}

/// Answers when two requests are there, and refuses the first token.
#[derive(Default)]
struct Meeting(AtomicU32);

impl Transport for Meeting {
    fn send<'a>(&'a self, request: http::Request<Body>, _: Attempt) -> Exchanged<'a> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move {
            while self.0.load(Ordering::Relaxed) < 2 {
                tokio::task::yield_now().await;
            }
            let refused = request.headers()["authorization"] == "Bearer t0";
            let mut response = http::Response::new(Body::Empty);
            *response.status_mut() = if refused {
                StatusCode::UNAUTHORIZED
            } else {
                StatusCode::OK
            };
            Ok(response)
        })
    }
}

#[tokio::test]
async fn calls_that_are_refused_together_renew_the_token_once() {
    let builder = ClientBuilder::new(&API)
        .transport(Meeting::default())
        .timeout(None)
        .read_timeout(None);
    let asked = Arc::new(AtomicU32::new(0));
    let client = builder
        .token_provider(&TOKEN, Counted(Arc::clone(&asked)))
        .build()
        .unwrap();
    let (one, two) = (client.exchange(), client.exchange());
    let (one, two) = tokio::join!(one.send(Patch), two.send(Patch));
    assert!(one.is_ok() && two.is_ok());
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

struct Counted(Arc<AtomicU32>);

impl TokenProvider for Counted {
    fn token(&self) -> BoxFuture<'_, Result<Token, callspec_types::StreamError>> {
        let count = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move { Ok(Token::new(format!("t{count}"))) })
    }
}

struct Upload(File);

impl Operation for Upload {
    type Output = Bytes;
    type Error = ();

    const INFO: &'static OperationInfo = &OperationInfo {
        id: "upload",
        method: Method::PUT,
        path: "/file",
        security: &[],
    };

    fn request(self) -> Result<Request, InvalidRequest> {
        Request::new(Self::INFO)
            .multipart(|form| form.field("a", &1).file("file", self.0).field("b", &2))
            .finish()
    }

    fn decode(reply: Reply) -> Result<Bytes, Error<()>> {
        if reply.status() == 200 {
            reply.bytes()
        } else {
            reply.unexpected()
        }
    }
}

struct Chunks(Vec<&'static str>);

impl Stream for Chunks {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let first = (!self.0.is_empty()).then(|| self.0.remove(0));
        std::task::Poll::Ready(first.map(|chunk| Ok(Bytes::from(chunk))))
    }
}

#[tokio::test]
async fn a_stream_is_sent_once_and_bytes_as_often_as_needed() {
    let server = InMemory::new().answer::<Upload>(Answer::new(503));
    let client = client(server.clone(), &ManualClock::new()).build().unwrap();
    let file = File::stream(Chunks(vec!["x", "y"]));
    client.exchange().send(Upload(file.clone())).await.unwrap_err();
    let sent = server.sent();
    assert_eq!(sent.len(), 1);
    let text = sent[0].text();
    let order: Vec<_> = ["name=\"a\"", "xy\r\n--", "name=\"b\""]
        .iter()
        .map(|part| text.find(part).unwrap())
        .collect();
    assert!(order.is_sorted(), "{text}");
    let error = client.exchange().send(Upload(file)).await.unwrap_err();
    assert!(error.to_string().contains("a stream that was sent before"), "{error}");
    client.exchange().send(Upload(File::new("xy"))).await.unwrap_err();
    assert_eq!(server.sent().len(), 4);
    assert_eq!(server.sent()[1].body(), server.sent()[3].body());
}
