//! Streams over a transport in memory: what arrives, how it ends, and what is asked for again.

#![expect(
    dead_code,
    unreachable_pub,
    reason = "the macros are for other crates, and add more methods than a test calls"
)]

use std::time::Duration;

use crate::Method;
use bytes::Bytes;
use http::StatusCode;

use crate::error::ErrorKind;
use crate::info::{Api, OperationInfo};
use crate::testing::{Answer, FixedDice, InMemory, ManualClock};
use crate::{ClientBuilder, Events};

use super::*;

mod content;
mod reconnect;

static API: Api = Api {
    name: "sample",
    version: "0",
    base_url: Some("https://api.example.test"),
    schemes: &[],
    required: &[],
};

macro_rules! sample {
    ($name:ident, $method:ident, $($stream:tt)*) => {
        pub(super) struct $name {
            pub(super) exchange: Exchange,
        }

        impl Operation for $name {
            type Output = Bytes;
            type Error = String;

            const INFO: &'static OperationInfo = &OperationInfo {
                id: stringify!($name),
                method: Method::$method,
                path: "/stream",
                security: &[],
            };

            fn request(self) -> Result<Request, InvalidRequest> {
                Request::new(Self::INFO).accept("application/json").finish()
            }

            fn decode(reply: Reply) -> Result<Bytes, Error<String>> {
                match reply.status() {
                    200..=299 => reply.bytes(),
                    404 => reply.refused(|error| error),
                    _ => reply.unexpected(),
                }
            }
        }

        crate::operation!($name => Bytes, String);
        crate::streamed!($name => $($stream)*);
    };
}
use sample;

sample!(Watch, GET, u8, events);
sample!(Chat, POST, u8, events);
sample!(Ended, GET, u8, events until "END");
sample!(Texts, GET, String, text events);
sample!(Whole, GET, serde_json::Value, whole events);
sample!(Said, GET, std::collections::BTreeMap<String, String>, whole events);
sample!(Lines, GET, u8, values "application/jsonl, application/json-seq");

pub(super) fn exchange(server: &InMemory) -> Exchange {
    exchange_by(server, &ManualClock::new())
}

pub(super) fn exchange_by(server: &InMemory, clock: &ManualClock) -> Exchange {
    let builder = ClientBuilder::new(&API).transport(server.clone()).clock(clock.clone());
    builder.dice(FixedDice(1.0)).body_limit(100).build().unwrap().exchange()
}

fn events() -> Answer {
    Answer::new(200).header("content-type", "text/event-stream; charset=utf-8")
}

/// All that comes: data, or the kind of the error.
async fn all<O: Streamed<Item = u8>>(mut events: Events<O>) -> Vec<Result<u8, ErrorKind>> {
    let mut all = Vec::new();
    while let Some(event) = events.next().await {
        all.push(event.map(Event::into_data).map_err(|error| error.kind()));
    }
    assert!(events.next().await.is_none());
    all
}

#[tokio::test]
async fn events_come_one_by_one_with_name_and_id() {
    let body = "event: delta\nid: 7\ndata: 1\n\ndata: 2\n\n";
    let server = InMemory::new().answer::<Watch>(events().body(body).header("x-request-id", "r"));
    let mut events = Watch {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    assert_eq!(events.response().request_id(), Some("r"));
    let event = events.next().await.unwrap().unwrap();
    assert_eq!((event.name(), event.id(), event.data()), ("delta", Some("7"), &1));
    let event = events.next().await.unwrap().unwrap();
    assert_eq!((event.name(), event.id(), event.data()), ("message", Some("7"), &2));
    assert!(events.next().await.is_none());
    assert_eq!(server.sent()[0].header("accept"), Some("text/event-stream"));
}

#[tokio::test]
async fn a_sentinel_ends_the_stream_and_events_without_data_are_passed_over() {
    let server = InMemory::new().answer::<Watch>(events().body("data: 1\n\ndata:\n\ndata: [DONE]\n\ndata: 3\n\n"));
    let stream = Watch {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    assert_eq!(all(stream).await, [Ok(1)]);
}

#[tokio::test]
async fn a_document_may_name_another_sentinel() {
    let body = "data: 1\n\ndata: [DONE]\n\ndata: 2\n\ndata: END\n\ndata: 3\n\n";
    let server = InMemory::new().answer::<Ended>(events().body(body));
    let events = Ended {
        exchange: exchange(&server),
    };
    let found = all(events.stream().await.unwrap()).await;
    assert_eq!(found, [Ok(1), Err(ErrorKind::Decode), Ok(2)]);
}

#[tokio::test]
async fn an_event_that_is_not_as_documented_costs_itself() {
    let server = InMemory::new().answer::<Watch>(events().body("data: 1\n\ndata: x\n\ndata: 300\n\ndata: 4\n\n"));
    let stream = Watch {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    assert_eq!(
        all(stream).await,
        [Ok(1), Err(ErrorKind::Decode), Err(ErrorKind::Decode), Ok(4)]
    );
}

#[tokio::test]
async fn an_event_beyond_the_body_limit_is_the_last() {
    let long = format!("data: 1\n\ndata: {}\n\ndata: 2\n\n", "1".repeat(200));
    let many = "data: 1\n\n".repeat(50);
    let server = InMemory::new()
        .answer::<Watch>(events().body(long))
        .answer::<Watch>(events().body(many));
    let stream = || {
        Watch {
            exchange: exchange(&server),
        }
        .stream()
    };
    assert_eq!(all(stream().await.unwrap()).await, [Ok(1), Err(ErrorKind::TooLarge)]);
    // The limit is for one event: together they may be larger.
    assert_eq!(all(stream().await.unwrap()).await.len(), 50);
}

#[tokio::test]
async fn a_stream_that_breaks_off_says_that_the_call_succeeded_and_is_not_made_again() {
    let server = InMemory::new().answer::<Chat>(events().event(&1).break_off());
    let mut events = Chat {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().into_data(), 1);
    let error = events.next().await.unwrap().unwrap_err();
    assert!(
        matches!(&error, Error::Transport(failure) if failure.received() == Some(9)),
        "{error:?}"
    );
    assert_eq!(error.status(), Some(StatusCode::OK));
    assert!(error.may_have_been_carried_out() && !error.is_retryable());
    let said = "Chat (POST /stream): 200 OK: the exchange broke: the body ended too early; the call succeeded, and its \
                response broke off after 9 bytes";
    assert_eq!(error.to_string(), said);
    assert!(events.next().await.is_none());
    assert_eq!(server.sent().len(), 1);
}

#[tokio::test]
async fn the_limit_of_the_call_ends_with_the_head_and_silence_has_its_own() {
    let server = InMemory::new().answer::<Watch>(events().event(&1).hang());
    let clock = ManualClock::new();
    let mut events = Watch {
        exchange: exchange_by(&server, &clock),
    }
    .stream()
    .await
    .unwrap();
    clock.advance(Duration::from_secs(1_000));
    assert_eq!(events.next().await.unwrap().unwrap().into_data(), 1);
    let error = events.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert!(error.to_string().contains("the server was silent for 30s"), "{error}");
    assert_eq!(clock.sleeps(), [Duration::from_secs(30)]);
}

#[tokio::test(start_paused = true)]
async fn pauses_shorter_than_the_read_limit_add_up_beyond_the_limit_of_the_call() {
    let pause = Duration::from_secs(25);
    let answer = (0..10).fold(events(), |answer, number| answer.pause(pause).event(&number));
    let server = InMemory::new().answer::<Watch>(answer);
    let client = ClientBuilder::new(&API).transport(server).build().unwrap();
    let stream = Watch {
        exchange: client.exchange(),
    }
    .stream()
    .await
    .unwrap();
    assert_eq!(all(stream).await.len(), 10);
}

#[tokio::test]
async fn errors_before_the_stream_are_those_of_any_call() {
    let server = InMemory::new()
        .answer::<Watch>(Answer::new(503))
        .answer::<Watch>(Answer::json(404, "no such call"));
    let error = Watch {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .err()
    .unwrap();
    assert_eq!(error.api().map(String::as_str), Some("no such call"));
    assert_eq!(server.sent().len(), 2);
    let large = InMemory::new().answer::<Watch>(Answer::new(404).body("x".repeat(200)));
    let error = Watch {
        exchange: exchange(&large),
    }
    .stream()
    .await
    .err()
    .unwrap();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn another_success_is_not_taken_for_the_stream() {
    let coded = events().header("content-encoding", "br").body("data: 1\n\n");
    for (answer, said) in [
        (
            Answer::json(200, &1),
            "`application/json` came where `text/event-stream` was asked for",
        ),
        (coded, "content coding `br`"),
    ] {
        let server = InMemory::new().answer::<Watch>(answer);
        let error = Watch {
            exchange: exchange(&server),
        }
        .stream()
        .await
        .err()
        .unwrap();
        assert!(
            matches!(error, Error::Decode(_)) && error.to_string().contains(said),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_response_without_content_is_an_empty_stream() {
    let server = InMemory::new().answer::<Watch>(Answer::new(204));
    assert_eq!(
        all(Watch {
            exchange: exchange(&server)
        }
        .stream()
        .await
        .unwrap())
        .await,
        []
    );
}

#[tokio::test]
async fn data_may_be_text_or_a_part_of_the_item() {
    let body = "event: a\nid: 1\ndata: {\"b\":2}\n\ndata: c \"d\n\n";
    let server = InMemory::new()
        .answer::<Texts>(events().body(body))
        .answer::<Whole>(events().body(body));
    let mut texts = Texts {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    assert_eq!(texts.next().await.unwrap().unwrap().data(), "{\"b\":2}");
    assert_eq!(texts.next().await.unwrap().unwrap().data(), "c \"d");
    let mut whole = Whole {
        exchange: exchange(&server),
    }
    .stream()
    .await
    .unwrap();
    let json = |event: Event<serde_json::Value>| event.into_data();
    let first = serde_json::json!({"event": "a", "id": "1", "data": {"b": 2}});
    assert_eq!(json(whole.next().await.unwrap().unwrap()), first);
    assert_eq!(
        json(whole.next().await.unwrap().unwrap()),
        serde_json::json!({"id": "1", "data": "c \"d"})
    );
    // Data that happens to be JSON, of an item that has text there.
    let server = InMemory::new().answer::<Said>(events().body("data: 7\n\n"));
    let exchange = exchange(&server);
    let mut said = Said { exchange }.stream().await.unwrap();
    assert_eq!(said.next().await.unwrap().unwrap().data()["data"], "7");
}

#[tokio::test]
async fn values_come_line_by_line_or_as_a_sequence() {
    let sequence = Answer::new(200).header("content-type", "application/json-seq");
    let server = InMemory::new()
        .answer::<Lines>(Answer::new(200).line(&1).line(&"x").piece("\n").line(&3).piece("4"))
        .answer::<Lines>(sequence.piece("\x1E1\n\x1E\"x\"\n").piece("\x1E3\n\x1E4"));
    for _ in 0..2 {
        let mut values = Lines {
            exchange: exchange(&server),
        }
        .stream()
        .await
        .unwrap();
        let mut all = Vec::new();
        while let Some(value) = values.next().await {
            all.push(value.map_err(|error| error.kind()));
        }
        assert_eq!(all, [Ok(1), Err(ErrorKind::Decode), Ok(3), Ok(4)]);
    }
    let accept = "application/jsonl, application/json-seq";
    assert_eq!(server.sent()[0].header("accept"), Some(accept));
}

#[tokio::test]
async fn a_line_beyond_the_body_limit_is_the_last() {
    let long = "1".repeat(60);
    let begun = || Answer::new(200).line(&1);
    for (why, answer) in [
        ("in pieces", begun().piece(long.clone()).piece(long.clone()).line(&3)),
        ("at once", begun().piece(format!("{long}{long}\n3\n"))),
        ("without an end", begun().piece(long.clone()).piece(long.clone())),
    ] {
        let server = InMemory::new().answer::<Lines>(answer);
        let mut values = Lines {
            exchange: exchange(&server),
        }
        .stream()
        .await
        .unwrap();
        assert_eq!(values.next().await.unwrap().unwrap(), 1);
        let error = values.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{why}");
        assert!(values.next().await.is_none(), "{why}");
    }
}

#[test]
fn streams_may_move_to_other_threads() {
    fn is_send<T: Send>(_: T) {}
    let server = InMemory::new();
    is_send(async {
        let mut events = Watch {
            exchange: exchange(&server),
        }
        .stream()
        .await
        .unwrap();
        events.next().await;
        drop(
            Lines {
                exchange: exchange(&server),
            }
            .stream()
            .await,
        );
    });
}
