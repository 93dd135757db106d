//! Calls from code that is not asynchronous.

use std::time::Duration;

use callspec_core::{Error, InvalidReason};
use faults::{Fault, Server};
use sippet_client::models::CallField;

use crate::calls::{ALLOWANCE, Call, MARKER, Settings, kathan, sippet};

#[tokio::test]
async fn a_blocking_call_inside_a_runtime_is_an_error_with_advice() {
    let server = Server::start(Call::SippetList.content(), []).unwrap();
    let client = sippet(&server.url(), &Settings::default());
    let results = [
        client.list_calls().send_blocking().map(drop),
        client
            .list_calls()
            .fields([CallField::Status])
            .send_blocking()
            .map(drop),
    ];
    for result in results {
        let Err(Error::Invalid(invalid)) = result else {
            panic!("{result:?}")
        };
        assert_eq!(invalid.reason(), &InvalidReason::BlockingInsideRuntime);
        assert!(invalid.to_string().contains("use `.send().await`"), "{invalid}");
    }
    assert_eq!(server.count(), 0);
}

#[test]
fn blocking_calls_of_several_threads_are_answered() {
    let server = Server::start(Call::KathanGet.content(), []).unwrap();
    let client = kathan(&server.url(), &Settings::default());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(client.get_call("c1").send_blocking().unwrap().id, "call_1"));
        }
    });
    assert_eq!(server.count(), 4);
}

#[test]
fn a_blocking_call_ends_in_time() {
    let server = Server::start(Call::KathanGet.content(), [Fault::StallHead]).unwrap();
    let limit = Duration::from_millis(200);
    let client = kathan(&server.url(), &Settings::within(limit));
    let start = std::time::Instant::now();
    let error = client.get_call("c1").send_blocking().unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error:?}");
    assert!(
        start.elapsed() < limit.mul_f64(1.1) + ALLOWANCE,
        "{:?}",
        start.elapsed()
    );
    assert!(!format!("{error:?} {error}").contains(MARKER));
}
