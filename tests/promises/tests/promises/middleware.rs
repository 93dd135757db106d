//! What a middleware sees, and what the spans of a call are.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use callspec_core::testing::{Answer, FixedDice, InMemory, ManualClock};
use callspec_core::{Attempt, Body, Exchanged, Middleware, Next};
use kathan_client::calls::{GetCall, UpdateCall};
use kathan_client::models::UpdateCallRequest;

use crate::clients::run;

/// Notes what it sees, in the form `name: id method template attempt path`.
struct Noting(&'static str, Arc<Mutex<Vec<String>>>);

impl Middleware for Noting {
    fn handle<'a>(&'a self, request: http::Request<Body>, attempt: Attempt, next: Next<'a>) -> Exchanged<'a> {
        let operation = attempt.operation;
        let note = format!(
            "{}: {} {} {} {} {}",
            self.0,
            operation.id,
            operation.method,
            operation.path,
            attempt.retries,
            request.uri().path()
        );
        self.1.lock().unwrap().push(note);
        assert!(
            attempt
                .remaining
                .is_some_and(|remaining| remaining <= Duration::from_secs(60))
        );
        next.send(request, attempt)
    }
}

#[test]
fn a_middleware_sees_operation_method_template_and_attempt() {
    let server = InMemory::new()
        .answer::<GetCall>(Answer::new(503))
        .answer::<GetCall>(Answer::new(418))
        .answer::<UpdateCall>(Answer::new(503));
    let notes = Arc::new(Mutex::new(Vec::new()));
    let builder = kathan_client::Client::builder().bearer_auth("key").user_id("user");
    let builder = builder.transport(server).clock(ManualClock::new()).dice(FixedDice(0.5));
    let builder = builder
        .middleware(Noting("outer", notes.clone()))
        .middleware(Noting("inner", notes.clone()));
    let client = builder.build().unwrap();
    assert!(run(client.get_call("a/b").send()).is_err());
    assert!(run(client.update_call("c", UpdateCallRequest::new()).send()).is_err());
    assert_eq!(
        *notes.lock().unwrap(),
        [
            "outer: get_call GET /calls/{call_id} 0 /calls/a%2Fb",
            "inner: get_call GET /calls/{call_id} 0 /calls/a%2Fb",
            "outer: get_call GET /calls/{call_id} 1 /calls/a%2Fb",
            "inner: get_call GET /calls/{call_id} 1 /calls/a%2Fb",
            "outer: update_call PATCH /calls/{call_id} 0 /calls/c",
            "inner: update_call PATCH /calls/{call_id} 0 /calls/c",
        ]
    );
}
