//! Where a call is made from: what the transport needs of the place is asked for in words, and nothing panics.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use callspec_core::{Error, TransportErrorKind};
use faults::Server;
use tokio::runtime::{Builder, Runtime};

use crate::calls::{Call, Settings, kathan};

/// Polls a future once, as any executor does.
fn poll_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}

#[track_caller]
fn assert_refused<T: std::fmt::Debug, E: std::fmt::Debug>(result: Result<T, Error<E>>, advice: &str) {
    let Err(Error::Connect(failure)) = &result else {
        panic!("{result:?}")
    };
    assert_eq!(failure.cause().kind(), TransportErrorKind::Refused);
    assert_eq!(failure.retries(), 0);
    let error = result.unwrap_err();
    assert!(!error.is_retryable() && !error.may_have_been_carried_out());
    assert!(error.to_string().contains(advice), "{error}");
}

#[test]
fn a_call_without_a_runtime_is_an_error_that_says_what_to_do() {
    let server = Server::start(Call::KathanGet.content(), []).unwrap();
    let client = kathan(&server.url(), &Settings::default());
    for _ in 0..2 {
        assert_refused(poll_once(client.get_call("c1").send()), "inside `#[tokio::main]`");
    }
    assert_eq!(server.count(), 0);
}

#[test]
fn a_call_in_a_runtime_without_timers_or_sockets_is_an_error_that_says_what_to_do() {
    let server = Server::start(Call::KathanGet.content(), []).unwrap();
    let client = kathan(&server.url(), &Settings::default());
    let runtime = |set: fn(&mut Builder) -> &mut Builder| -> [Runtime; 2] {
        [Builder::new_current_thread(), Builder::new_multi_thread()]
            .map(|mut builder| set(&mut builder).build().unwrap())
    };
    for runtime in runtime(|builder| builder.enable_io()) {
        for _ in 0..2 {
            assert_refused(runtime.block_on(client.get_call("c1").send()), "call `enable_time`");
        }
    }
    for runtime in runtime(|builder| builder.enable_time()) {
        assert_refused(runtime.block_on(client.get_call("c1").send()), "call `enable_io`");
    }
    for runtime in runtime(|builder| builder) {
        assert_refused(runtime.block_on(client.get_call("c1").send()), "call `enable_time`");
    }
    assert_eq!(server.count(), 0);
    // The same client works where all is there.
    for runtime in runtime(|builder| builder.enable_all()) {
        runtime.block_on(client.get_call("c1").send()).unwrap();
    }
    assert_eq!(server.count(), 2);
}
