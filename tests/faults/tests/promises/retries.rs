//! What is sent again, how often and when.

use std::time::{Duration, Instant};

use callspec_core::Retry;
use faults::{Fault, Server};
use tokio::net::TcpSocket;
use tokio::task::JoinSet;

use crate::calls::{Call, Caller, Kind, Settings, Watch, meet};

const fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

fn millis(watch: &Watch) -> Vec<u128> {
    watch.jumped().iter().map(Duration::as_millis).collect()
}

#[tokio::test]
async fn promise_12_patch_is_sent_at_most_once_after_bytes_left() {
    let torn = [
        Fault::Close,
        Fault::CloseEarly,
        Fault::Reset,
        Fault::ResetBody,
        Fault::HalfHead,
        Fault::Short,
        Fault::BadChunk,
        Fault::NotHttp,
        Fault::GzipBad,
    ];
    for call in Call::UPDATES {
        for fault in torn.clone() {
            let (outcome, server) = meet(call, [fault.clone()], &Settings::retrying()).await;
            assert_eq!(outcome.kind, Kind::Ambiguous, "{call:?} {fault:?}: {outcome:?}");
            assert_eq!(server.count(), 1, "{call:?} {fault:?}");
        }
        for status in [408, 429, 500, 502, 503, 504] {
            for fault in [Fault::Status(status), Fault::RetryAfter(status, "0".to_owned())] {
                let (outcome, server) = meet(call, [fault.clone()], &Settings::retrying()).await;
                assert_eq!(outcome.status, Some(status), "{call:?} {fault:?}: {outcome:?}");
                assert_eq!(server.count(), 1, "{call:?} {fault:?}");
            }
        }
        let settings = Settings {
            read_timeout: Some(Duration::from_millis(300)),
            watch: Watch::default(),
            ..Settings::retrying()
        };
        for fault in [Fault::StallHead, Fault::StallBody] {
            let (outcome, server) = meet(call, [fault.clone()], &settings).await;
            assert_eq!(outcome.kind, Kind::Ambiguous, "{call:?} {fault:?}");
            assert!(server.count() <= 1, "{call:?} {fault:?}");
        }
    }
}

/// The connection that a client keeps for its next call is closed meanwhile: nobody can tell whether what was written to
/// it was read.
#[tokio::test]
async fn promise_12_holds_on_connections_that_the_server_closes_between_two_calls() {
    for call in Call::UPDATES {
        let server = Server::start(call.content(), [Fault::Chunked]).unwrap();
        let caller = Caller::new(call, &server.url(), &Settings::retrying());
        let mut values = 0;
        for _ in 0..50 {
            let outcome = caller.call().await;
            assert!(matches!(outcome.kind, Kind::Value | Kind::Ambiguous), "{outcome:?}");
            values += usize::from(outcome.kind == Kind::Value);
        }
        assert!(
            (values..=50).contains(&server.count()),
            "{values} of {}",
            server.count()
        );
    }
}

#[tokio::test]
async fn what_surely_never_left_is_tried_again_whatever_it_is() {
    // A port that is taken and not listened to: a free one could be another test's by the time of the call.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    for call in Call::ALL {
        let settings = Settings::retrying();
        let outcome = Caller::new(call, &format!("http://{address}"), &settings).call().await;
        assert_eq!(outcome.kind, Kind::Connect, "{outcome:?}");
        assert!(outcome.text.ends_with("(tried 3 times)"), "{outcome:?}");
        assert_eq!(millis(&settings.watch), [500, 1_000]);
    }
}

#[tokio::test]
async fn promise_13_retries_are_bounded_jittered_budgeted_deadline_limited() {
    for call in Call::READS {
        bounded(call).await;
        jittered(call).await;
        budgeted(call).await;
        limited_by_the_deadline(call).await;
    }
}

async fn bounded(call: Call) {
    for fault in [
        Fault::Status(503),
        Fault::Status(429),
        Fault::Close,
        Fault::Reset,
        Fault::Short,
        Fault::BadChunk,
    ] {
        let settings = Settings::retrying();
        let (outcome, server) = meet(call, [fault.clone()], &settings).await;
        assert_ne!(outcome.kind, Kind::Value);
        assert_eq!(server.count(), 3, "{call:?} {fault:?}");
        assert_eq!(millis(&settings.watch), [500, 1_000], "{call:?} {fault:?}");
    }
    for status in [400, 401, 404, 409, 422, 500, 501] {
        let (outcome, server) = meet(call, [Fault::Status(status)], &Settings::retrying()).await;
        assert_eq!((outcome.status, server.count()), (Some(status), 1));
    }
    let (outcome, server) = meet(call, Fault::flaky(2, 503), &Settings::retrying()).await;
    assert_eq!((outcome.kind, server.count()), (Kind::Value, 3));
    let (_, server) = meet(call, [Fault::Status(503)], &Settings::default()).await;
    assert_eq!(server.count(), 1, "without retries");
}

/// Waits grow, up to a bound, and differ.
async fn jittered(call: Call) {
    let settings = Settings {
        retry: Retry::standard().most(6),
        ..Settings::retrying()
    };
    drop(meet(call, [Fault::Status(503)], &settings).await);
    assert_eq!(millis(&settings.watch), [500, 1_000, 2_000, 4_000, 8_000, 8_000]);
    let settings = Settings {
        dice: None,
        retry: Retry::standard().most(20).backoff(seconds(8), seconds(8)),
        ..Settings::retrying()
    };
    drop(meet(call, [Fault::Status(503)], &settings).await);
    let mut waits = settings.watch.jumped();
    waits.sort_unstable();
    waits.dedup();
    assert!(
        waits.len() > 15 && waits.iter().all(|wait| *wait <= seconds(8)),
        "{waits:?}"
    );
    // Full jitter: anything from nothing on. That none of 20 is below the half happens once in a million times.
    assert!(
        waits[0] < seconds(4) && waits[waits.len() - 1] > seconds(4),
        "{waits:?}"
    );
}

/// 20 retries for all calls of a client; success gives some back.
async fn budgeted(call: Call) {
    let server = Server::start(call.content(), [Fault::Status(503)]).unwrap();
    let caller = Caller::new(call, &server.url(), &Settings::retrying());
    for _ in 0..50 {
        caller.call().await;
    }
    assert_eq!(server.count(), 70);
    server.script([Fault::Sound]);
    for _ in 0..10 {
        caller.call().await;
    }
    server.script([Fault::Status(503)]);
    caller.call().await;
    assert_eq!(server.count(), 70 + 10 + 2);
}

/// A wait that would end behind the deadline is not begun, and the last response is what the caller gets.
async fn limited_by_the_deadline(call: Call) {
    for (total, attempts) in [(8, 1), (9, 2), (17, 2), (18, 3), (26, 3), (59, 7)] {
        let settings = Settings {
            timeout: Some(Duration::from_millis(1_000 * total + 100)),
            retry: Retry::standard().most(100),
            watch: Watch::jumping(|wait| wait == seconds(9)),
            ..Settings::retrying()
        };
        let total = Instant::now();
        let (outcome, server) = meet(call, [Fault::RetryAfter(503, "9".to_owned())], &settings).await;
        let scene = format!("{call:?} {:?} {:?}", settings.timeout, total.elapsed());
        assert_eq!(outcome.status, Some(503), "{scene}: {outcome:?}");
        assert_eq!(server.count(), attempts, "{scene}");
    }
}

#[tokio::test]
async fn promise_13_retry_after_is_honoured_within_bounds() {
    // The clock of these calls begins at 2026-01-01T00:00:00Z; the wait without `Retry-After` is 500 ms.
    for (text, wait) in [
        ("0", Some(500)),
        ("1", Some(1_000)),
        ("2", Some(2_000)),
        ("Thu, 01 Jan 2026 00:00:05 GMT", Some(5_000)),
        ("Wed, 31 Dec 2025 00:00:00 GMT", Some(500)),
        ("Thu, 01 Jan 2026 00:02:00 GMT", None),
        ("61", None),
        ("99999999999999999999", None),
        ("-1", Some(500)),
        ("1.5", Some(500)),
        ("soon", Some(500)),
        ("", Some(500)),
    ] {
        for status in [429, 503] {
            let settings = Settings::retrying();
            let script = [Fault::RetryAfter(status, text.to_owned()), Fault::Sound];
            let (outcome, server) = meet(Call::KathanGet, script, &settings).await;
            assert_eq!(millis(&settings.watch), Vec::from_iter(wait), "{text}");
            assert_eq!(server.count(), 1 + usize::from(wait.is_some()), "{text}");
            assert_eq!(outcome.kind == Kind::Value, wait.is_some(), "{text}");
        }
    }
}

/// With the machine's own clock, as the server sees it.
#[tokio::test]
async fn the_wait_that_a_server_asks_for_lies_between_two_requests() {
    let settings = Settings {
        retry: Retry::standard(),
        dice: Some(0.0),
        ..Settings::default()
    };
    let script = [Fault::RetryAfter(429, "1".to_owned()), Fault::Sound];
    let (outcome, server) = meet(Call::SippetList, script, &settings).await;
    assert_eq!(outcome.kind, Kind::Value, "{outcome:?}");
    let times: Vec<Duration> = server.journal().iter().map(|request| request.at).collect();
    assert!(times[1] - times[0] >= seconds(1), "{times:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_retry_storm_is_held_back_by_the_budget() {
    for call in Call::READS {
        let settings = Settings {
            retry: Retry::standard().backoff(Duration::from_millis(20), Duration::from_millis(80)),
            ..Settings::default()
        };
        let server = Server::start(call.content(), [Fault::Status(503)]).unwrap();
        let caller = Caller::new(call, &server.url(), &settings);
        let mut storm = JoinSet::new();
        for _ in 0..100 {
            let caller = caller.clone();
            storm.spawn(async move { caller.call().await.status });
        }
        assert!(storm.join_all().await.into_iter().all(|status| status == Some(503)));
        assert_eq!(server.count(), 120, "{call:?}");
    }
}
