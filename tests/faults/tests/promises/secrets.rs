//! Credentials in texts. Every call of these tests is looked through ([`crate::calls::Outcome::of`]); here all faults at
//! once, and what is printed of a client.

use std::time::Duration;

use faults::{Fault, Server, Target};
use tokio::task::JoinSet;

use crate::calls::{Call, Caller, Kind, MARKER, Settings, kathan, meet};

fn all_kinds() -> Vec<Fault> {
    vec![
        Fault::Status(401),
        Fault::Status(503),
        Fault::RetryAfter(429, "1".to_owned()),
        Fault::Close,
        Fault::Reset,
        Fault::ResetBody,
        Fault::CloseEarly,
        Fault::StallHead,
        Fault::StallBody,
        Fault::BigHeader(1 << 20),
        Fault::NotHttp,
        Fault::BadStatus,
        Fault::HalfHead,
        Fault::Redirect(307, Target::Other),
        Fault::Short,
        Fault::BadChunk,
        Fault::Huge(1 << 30),
        Fault::GzipBad,
        Fault::NulAfter,
        Fault::Html200,
        Fault::Empty200,
        Fault::WrongShape200,
        Fault::NoContent204,
    ]
}

#[tokio::test]
async fn no_credential_is_in_any_text_of_an_error() {
    let mut calls = JoinSet::new();
    for fault in all_kinds() {
        for call in Call::ALL {
            let fault = fault.clone();
            calls.spawn(async move {
                // What is due for the stalls is early for nobody here: any error will do.
                let settings = Settings::within(Duration::from_millis(500));
                let (outcome, server) = meet(call, [fault.clone()], &settings).await;
                assert_ne!(outcome.kind, Kind::Value, "{fault:?}");
                assert!(server.journal().iter().all(|request| request.text().contains(MARKER)));
            });
        }
    }
    while let Some(done) = calls.join_next().await {
        done.unwrap();
    }
}

#[tokio::test]
async fn no_credential_is_in_the_text_of_a_client_or_a_request() {
    let server = Server::start(Call::KathanGet.content(), []).unwrap();
    let caller = Caller::new(Call::KathanGet, &server.url(), &Settings::default());
    let client = kathan(&server.url(), &Settings::default());
    let builder = kathan_client::Client::builder().bearer_auth(MARKER).user_id(MARKER);
    let texts = format!("{caller:?} {client:#?} {builder:?} {:?}", client.get_call("c1"));
    assert!(!texts.contains(MARKER), "{texts}");
    client.get_call("c1").send().await.unwrap();
    assert_eq!(server.journal()[0].header("x-user-id"), Some(MARKER));
}

/// FastAPI repeats what it refuses, and so may a proxy in between.
#[tokio::test]
async fn no_body_is_in_the_message_of_an_error() {
    let refused =
        r#"{"detail":[{"type":"string_type","loc":["body","label"],"msg":"not a string","input":"a-label"}]}"#;
    for fault in [
        Fault::ErrorResponse(422, refused.to_owned()),
        Fault::ErrorResponse(500, r#"{"trace":"a-label"}"#.to_owned()),
        Fault::Body(br#"{"id":["a-label"]}"#.to_vec()),
        Fault::Body(b"a-label".to_vec()),
    ] {
        for call in Call::ALL {
            let (outcome, _server) = meet(call, [fault.clone()], &Settings::default()).await;
            assert_ne!(outcome.kind, Kind::Value, "{fault:?}");
            assert!(!outcome.text.contains("a-label"), "{outcome:?}");
        }
    }
}
