//! The ways to make a call, and to say what may be left unsaid.

use callspec_core::testing::{Answer, InMemory};
use kathan_client::models::{CallAction, UpdateCallRequest};
use kathan_client::{SetSome, calls, models};
use serde_json::json;
use sippet_client::models::{CallField, CallFilter, CallSort};

use crate::clients::{kathan, run, sippet};

/// A future that may be sent to another thread.
async fn elsewhere<F: Future + Send>(call: F) -> F::Output {
    call.await
}

#[test]
fn await_alone_sends() {
    let server = InMemory::new()
        .answer::<calls::GetCall>(Answer::json(404, &json!({"detail": "no such call"})))
        .answer::<sippet_client::calls::ListCalls>(Answer::json(200, &json!({"data": []})));
    let error = run(async { kathan(&server).get_call("a").await.unwrap_err() });
    assert!(error.is_not_found(), "{error}");
    run(async {
        let list = sippet(&server).list_calls();
        assert_eq!(list.clone().await.unwrap().data.len(), 0);
        let sparse = list.fields([CallField::Status]);
        assert_eq!(elsewhere(sparse.into_future()).await.unwrap().data.len(), 0);
    });
    assert_eq!(server.sent().len(), 3);
    assert!(
        server.sent()[2].query().contains("fields%5BCall%5D=status"),
        "{:?}",
        server.sent()
    );
}

#[test]
fn a_request_that_is_not_awaited_sends_nothing() {
    let server = InMemory::new();
    drop(kathan(&server).get_call("a").into_future());
    assert_eq!(server.sent().len(), 0);
}

#[test]
fn an_option_is_set_if_there_is_one() {
    let text = || Some("x".to_owned());
    let patch = UpdateCallRequest::new()
        .set_some(Some("x"), UpdateCallRequest::label)
        .set_some(text(), UpdateCallRequest::to)
        .set_some(Some(CallAction::Transfer), UpdateCallRequest::action)
        .set_some(Some("warm"), UpdateCallRequest::mode)
        .set_some(Some(true), UpdateCallRequest::recording_enabled);
    let expected = json!({"label": "x", "to": "x", "action": "transfer", "mode": "warm", "recording_enabled": true});
    assert_eq!(serde_json::to_value(&patch).unwrap(), expected);

    let as_it_was = patch
        .clone()
        .set_some(None::<&str>, UpdateCallRequest::label)
        .set_some(None::<String>, UpdateCallRequest::to)
        .set_some(None::<CallAction>, UpdateCallRequest::action)
        .set_some(None, UpdateCallRequest::recording_enabled);
    assert_eq!(as_it_was, patch);

    let body = models::SpeechSettingsUpdate::new();
    assert_eq!(body.clone().set_some(None, |body, ()| body), body);

    let server = InMemory::new();
    let list = kathan(&server)
        .list_calls()
        .set_some(Some(5), calls::ListCalls::limit)
        .set_some(None, calls::ListCalls::offset);
    let sorted = sippet(&server)
        .list_calls()
        .set_some(Some([CallSort::StartedAt]), sippet_client::calls::ListCalls::sort);
    let sorted = sorted.set_some(None::<CallFilter>, sippet_client::calls::ListCalls::filter);
    run(async { drop((list.await, sorted.await)) });
    let [first, second] = &server.sent()[..] else {
        panic!("{:?}", server.sent())
    };
    assert_eq!((first.query(), second.query()), ("limit=5", "sort=started_at"));

    let builder = kathan_client::Client::builder().bearer_auth("k").user_id("u");
    let client = builder
        .set_some(Some("https://a.example"), kathan_client::ClientBuilder::base_url)
        .build();
    assert!(format!("{client:?}").contains("a.example"), "{client:?}");
}
