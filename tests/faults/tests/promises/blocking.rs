//! Calls from code that is not asynchronous.

use std::fmt::Debug;
use std::time::Duration;

use callspec_core::{Error, InvalidReason};
use faults::{Fault, Server};
use kathan_client::calls::GetCallError;
use sippet_client::models::CallField;
use tokio::runtime::{Builder, Runtime};
use tokio::task::{LocalSet, coop};

use crate::calls::{ALLOWANCE, Call, MARKER, Settings, kathan, sippet};

/// A runtime of one thread and one of several, each with its name.
fn runtimes() -> [(&'static str, Runtime); 2] {
    let one = Builder::new_current_thread().enable_all().build().unwrap();
    let several = Builder::new_multi_thread().worker_threads(2).enable_all().build();
    [("one thread", one), ("several threads", several.unwrap())]
}

fn call(client: &kathan_client::Client) -> Result<String, Error<GetCallError>> {
    client.get_call("c1").send_blocking().map(|call| call.id)
}

#[track_caller]
fn assert_refused<T: Debug, E: Debug>(result: Result<T, Error<E>>, place: &str) {
    let Err(Error::Invalid(invalid)) = result else {
        panic!("{place}: {result:?}")
    };
    assert_eq!(invalid.reason(), &InvalidReason::BlockingInsideRuntime, "{place}");
    assert!(
        invalid.to_string().contains("use `.send().await`, or `spawn_blocking`"),
        "{invalid}"
    );
}

#[test]
fn a_blocking_call_inside_a_task_is_an_error_with_advice() {
    let server = Server::start(Call::KathanGet.content(), []).unwrap();
    let client = kathan(&server.url(), &Settings::default());
    for (name, runtime) in runtimes() {
        let (task, local) = (client.clone(), client.clone());
        runtime.block_on(async {
            assert_refused(call(&client), &format!("block_on, {name}"));
            let spawned = tokio::spawn(async move { call(&task) }).await.unwrap();
            assert_refused(spawned, &format!("task, {name}"));
            let set = LocalSet::new();
            let inside = set.run_until(async {
                assert_refused(call(&client), &format!("run_until, {name}"));
                tokio::task::spawn_local(async move { call(&local) }).await.unwrap()
            });
            assert_refused(inside.await, &format!("local task, {name}"));
            // The task goes on as before, with the budget that it had.
            for _ in 0..1_000 {
                assert!(coop::has_budget_remaining());
                assert_refused(call(&client), &format!("again, {name}"));
            }
        });
    }
    let sippet = sippet(&server.url(), &Settings::default());
    for (_, runtime) in runtimes() {
        runtime.block_on(async {
            assert_refused(sippet.list_calls().send_blocking(), "list");
            let sparse = sippet.list_calls().fields([CallField::Status]);
            assert_refused(sparse.send_blocking(), "sparse");
        });
    }
    assert_eq!(server.count(), 0);
}

#[test]
fn a_blocking_call_works_wherever_a_thread_may_be_blocked() {
    let server = Server::start(Call::KathanGet.content(), []).unwrap();
    let client = kathan(&server.url(), &Settings::default());
    assert_eq!(call(&client).unwrap(), "call_1");
    for (name, runtime) in runtimes() {
        let blocking = client.clone();
        runtime.block_on(async {
            let spawned = tokio::task::spawn_blocking(move || call(&blocking)).await.unwrap();
            assert_eq!(spawned.unwrap(), "call_1", "{name}");
        });
        let _entered = runtime.enter();
        assert_eq!(call(&client).unwrap(), "call_1", "entered, {name}");
    }
    let [_, (_, several)] = runtimes();
    let task = client.clone();
    several.block_on(async {
        let spawned = tokio::spawn(async move { tokio::task::block_in_place(|| call(&task)) });
        assert_eq!(spawned.await.unwrap().unwrap(), "call_1", "block_in_place in a task");
        let inside = tokio::task::block_in_place(|| call(&client));
        assert_eq!(inside.unwrap(), "call_1", "block_in_place in block_on");
    });
    assert_eq!(server.count(), 7);
}

#[test]
fn a_blocking_call_in_a_task_without_a_budget_neither_panics_nor_hangs() {
    let server = Server::start(Call::KathanGet.content(), []).unwrap();
    let client = kathan(&server.url(), &Settings::default());
    for (name, runtime) in runtimes() {
        let inside = runtime.block_on(coop::unconstrained(async { call(&client) }));
        assert_eq!(inside.unwrap(), "call_1", "{name}");
    }
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
