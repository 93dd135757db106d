//! Responses that arrive whole: odd but legal ones are values, those of another content are errors that keep the response.

use faults::{Content, Fault, Server};

use crate::calls::{Call, Caller, Kind, Settings, kathan, meet, resource};

#[tokio::test]
async fn odd_but_legal_responses_are_values() {
    for fault in [
        Fault::Sound,
        Fault::Informational(7),
        Fault::NoLength,
        Fault::Chunked,
        // RFC 8259 §8.1 allows to ignore it.
        Fault::Bom,
    ] {
        for call in Call::ALL {
            let (outcome, server) = meet(call, [fault.clone()], &Settings::default()).await;
            assert_eq!(outcome.kind, Kind::Value, "{call:?} {fault:?}: {outcome:?}");
            assert_eq!(server.journal().len(), 1);
        }
    }
}

#[tokio::test]
async fn odd_members_of_an_object_are_told_from_broken_ones() {
    for (fault, kind) in [
        (Fault::Nul, Kind::Value),
        // serde_json skips what nobody asks for without recursion.
        (Fault::Deep(100_000), Kind::Value),
        // Which of two values is meant, nobody knows.
        (Fault::DuplicateKeys, Kind::Decode),
        (Fault::NulAfter, Kind::Decode),
        // In what nobody asks for; where it is asked for, JSON is UTF-8 (RFC 8259 §8.1).
        (Fault::Latin1, Kind::Value),
        (Fault::Body(b"{\"id\":\"caf\xE9\"}".to_vec()), Kind::Decode),
    ] {
        for call in [Call::KathanGet, Call::KathanUpdate, Call::SippetUpdate] {
            let (outcome, _server) = meet(call, [fault.clone()], &Settings::default()).await;
            assert_eq!(outcome.kind, kind, "{call:?} {fault:?}: {outcome:?}");
        }
    }
}

#[tokio::test]
async fn a_value_of_any_depth_is_read_or_refused_but_never_overflows_the_stack() {
    for (depth, kind) in [(100, Kind::Value), (100_000, Kind::Decode)] {
        let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let body = Call::KathanGet.content();
        let body = format!(r#"{{"transcript":{deep},{}"#, &text(&body)[1..]);
        let (outcome, _server) = meet(Call::KathanGet, [Fault::Body(body.into())], &Settings::default()).await;
        assert_eq!(outcome.kind, kind, "{depth}");
    }
}

fn text(content: &Content) -> String {
    content.body().to_owned()
}

#[tokio::test]
async fn what_follows_the_stated_length_is_no_response_to_the_next_call() {
    for call in Call::ALL {
        let server = Server::start(call.content(), [Fault::Long, Fault::Sound]).unwrap();
        let caller = Caller::new(call, &server.url(), &Settings::default());
        for _ in 0..2 {
            let outcome = caller.call().await;
            assert_eq!(outcome.kind, Kind::Value, "{call:?}: {outcome:?}");
        }
        let connections: Vec<usize> = server.journal().iter().map(|request| request.connection).collect();
        assert_eq!(connections, [0, 1], "{call:?}");
    }
}

#[tokio::test]
async fn wrong_content_is_a_decode_error_that_keeps_the_response() {
    for (fault, status, pointed) in [
        (Fault::Html200, 200, false),
        (Fault::Empty200, 200, false),
        (Fault::WrongShape200, 200, true),
        (Fault::NoContent204, 204, false),
    ] {
        for call in Call::ALL {
            let (outcome, _server) = meet(call, [fault.clone()], &Settings::default()).await;
            let scene = format!("{call:?} {fault:?}: {outcome:?}");
            assert_eq!((outcome.kind, outcome.status), (Kind::Decode, Some(status)), "{scene}");
            assert_eq!(outcome.media_type.is_some(), status == 200, "{scene}");
            assert_eq!(outcome.pointer.is_some(), pointed, "{scene}");
            assert!(!outcome.text.contains("Back soon"), "{scene}");
        }
    }
}

#[tokio::test]
async fn one_wrong_member_is_named_by_its_pointer() {
    for (member, wrong) in [("id", "7"), ("to_number", "true"), ("provider", "[]"), ("status", "{}")] {
        let mut members = ["id", "to_number", "provider", "status"].map(|name| format!(r#""{name}":"x""#));
        for text in &mut members {
            if text.starts_with(&format!("\"{member}\"")) {
                *text = format!(r#""{member}":{wrong}"#);
            }
        }
        let body = format!("{{{}}}", members.join(","));
        let (outcome, _server) = meet(Call::KathanGet, [Fault::Body(body.into())], &Settings::default()).await;
        assert_eq!(outcome.kind, Kind::Decode, "{outcome:?}");
        assert_eq!(
            outcome.pointer.as_deref(),
            Some(format!("/{member}").as_str()),
            "{outcome:?}"
        );
    }
}

#[tokio::test]
async fn an_unknown_value_of_an_enum_is_kept() {
    let body = format!(r#"{{"data":{}}}"#, resource(r#","status":"teleported""#));
    let (outcome, _server) = meet(Call::SippetUpdate, [Fault::Body(body.into())], &Settings::default()).await;
    assert_eq!(outcome.kind, Kind::Value, "{outcome:?}");
    assert!(outcome.text.contains("teleported"), "{outcome:?}");
}

#[tokio::test]
async fn compressed_responses_decode() {
    for call in Call::ALL {
        let (outcome, server) = meet(call, [Fault::Gzip], &Settings::default()).await;
        assert_eq!(outcome.kind, Kind::Value, "{call:?}: {outcome:?}");
        assert_eq!(server.journal()[0].header("accept-encoding"), Some("gzip"));
    }
}

#[tokio::test]
async fn a_coding_that_this_client_does_not_read_is_named() {
    for call in Call::ALL {
        for (status, kind) in [(200, Kind::Decode), (404, Kind::Unexpected), (500, Kind::Unexpected)] {
            let (outcome, _server) = meet(call, [Fault::Coded(status, "compress")], &Settings::default()).await;
            assert_eq!(
                (outcome.kind, outcome.status),
                (kind, Some(status)),
                "{call:?}: {outcome:?}"
            );
            let said = "the body is in the content coding `compress`, which this client cannot read";
            assert!(outcome.text.ends_with(said), "{call:?}: {outcome:?}");
        }
    }
}

#[tokio::test]
async fn an_error_keeps_the_bytes_of_the_response() {
    let server = Server::start(Call::KathanGet.content(), [Fault::Html200]).unwrap();
    let error = kathan(&server.url(), &Settings::default())
        .get_call("c1")
        .send()
        .await
        .unwrap_err();
    let callspec_core::Error::Decode(it) = error else {
        panic!("{error:?}")
    };
    assert_eq!(&it.body()[..], b"<!doctype html><p>Back soon");
    assert_eq!(it.headers()["content-type"], "text/html");
}
