//! Responses that are torn or malformed: an error of the exchange, never a value.

use std::collections::HashSet;
use std::time::Duration;

use callspec_core::TransportErrorKind as Ended;
use faults::Fault;

use crate::calls::{Call, Kind, Settings, meet};

/// Each with its kind, and with what the error says of it.
fn torn() -> Vec<(Fault, Ended, &'static str)> {
    vec![
        (
            Fault::Close,
            Ended::Closed,
            "connection closed before message completed",
        ),
        (Fault::Reset, Ended::Reset, "Connection reset by peer"),
        (
            Fault::HalfHead,
            Ended::Closed,
            "connection closed before message completed",
        ),
        (Fault::NotHttp, Ended::Malformed, "invalid HTTP version"),
        (Fault::BadStatus, Ended::Malformed, "invalid HTTP status-code"),
        (Fault::TwoLengths, Ended::Malformed, "invalid content-length"),
        (Fault::Short, Ended::Torn, "end of file before message length reached"),
        (Fault::ResetBody, Ended::Reset, "Connection reset by peer"),
        (Fault::BadChunk, Ended::Malformed, "Invalid chunk size"),
        (Fault::CutChunk, Ended::Torn, "unexpected EOF during chunk size line"),
        (Fault::GzipBad, Ended::Encoding, "Invalid gzip header"),
        (Fault::GzipCut, Ended::Encoding, "unexpected end of file"),
    ]
}

#[tokio::test]
async fn torn_or_malformed_responses_are_errors_that_say_what_was_wrong() {
    let mut texts = HashSet::new();
    for (fault, ended, reason) in torn() {
        for call in Call::ALL {
            let (outcome, server) = meet(call, [fault.clone()], &Settings::default()).await;
            assert_eq!(
                (outcome.kind, outcome.ended),
                (call.broken(), Some(ended)),
                "{call:?} {fault:?}: {outcome:?}"
            );
            assert!(outcome.text.contains(reason), "{fault:?}: {outcome:?}");
            assert_eq!(server.journal().len(), 1, "{call:?} {fault:?}");
            texts.insert(outcome.text);
        }
    }
    assert!(texts.len() >= Call::ALL.len() * 9, "{texts:#?}");
}

#[tokio::test]
async fn the_status_and_headers_of_a_torn_response_are_kept() {
    for call in Call::ALL {
        for fault in [Fault::Short, Fault::BadChunk, Fault::ResetBody, Fault::GzipCut] {
            let (outcome, _server) = meet(call, [fault.clone()], &Settings::default()).await;
            assert_eq!(
                (outcome.kind, outcome.status),
                (call.broken(), Some(200)),
                "{fault:?}: {outcome:?}"
            );
            assert!(outcome.media_type.is_some(), "{fault:?}: {outcome:?}");
            assert!(outcome.text.contains("200 OK"), "{fault:?}: {outcome:?}");
        }
        let (outcome, _server) = meet(call, [Fault::Close], &Settings::default()).await;
        assert_eq!((outcome.kind, outcome.status), (call.broken(), None));
        let settings = Settings {
            read_timeout: Some(Duration::from_millis(200)),
            ..Settings::default()
        };
        for (fault, status) in [(Fault::StallBody, Some(200)), (Fault::StallHead, None)] {
            let (outcome, _server) = meet(call, [fault], &settings).await;
            assert_eq!((outcome.kind, outcome.status), (call.late(), status), "{outcome:?}");
        }
    }
}

#[tokio::test]
async fn large_headers_are_refused_and_ordinary_ones_are_not() {
    for call in Call::ALL {
        for fault in [Fault::BigHeader(1 << 20), Fault::ManyHeaders(1_000)] {
            let (outcome, _server) = meet(call, [fault.clone()], &Settings::default()).await;
            assert_eq!(outcome.kind, call.broken(), "{fault:?}: {outcome:?}");
            assert!(outcome.text.contains("message head is too large"), "{outcome:?}");
        }
        for fault in [Fault::BigHeader(16 << 10), Fault::ManyHeaders(50)] {
            let (outcome, _server) = meet(call, [fault.clone()], &Settings::default()).await;
            assert_eq!(outcome.kind, Kind::Value, "{fault:?}: {outcome:?}");
        }
    }
}
