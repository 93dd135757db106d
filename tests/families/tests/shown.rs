//! A server in memory that answers as the document shows it: every kind of body, headers, several media types, paths that only
//! a server tells apart, and what a document does not show.

#![cfg(test)]

use callspec_core::http::StatusCode;
use callspec_core::testing::InMemory;
use callspec_core::{Error, Method, Retry};
use serde_json::{Value, json};
use shown_client::Client;
use shown_client::calls::{GetCall, GetCallError};
use shown_client::headers::X_LEFT;
use shown_client::testing::documented;

fn client(server: &InMemory) -> Client {
    let builder = Client::builder().retry(Retry::none());
    builder.transport(server.clone()).build().unwrap()
}

fn shown() -> Client {
    client(&documented())
}

#[tokio::test]
async fn the_first_example_and_the_declared_headers_arrive() {
    let response = shown().get_call("1").send_raw().await.unwrap();
    assert_eq!(response.get(X_LEFT).unwrap(), 99);
    // How a body travels is no matter of an example.
    assert!(!response.headers().contains_key("content-length"));
    let call = response.into_value();
    assert_eq!(call.id, "first");
    let notes =
        "A text that is so long that it does not find room on one line of code, two  spaces in it, and an \"end\".";
    assert_eq!(call.notes.as_deref(), Some(notes));
    assert_eq!(shown().get_quoted().await.unwrap().id, "quoted");
    shown().delete_call("1").await.unwrap();
}

#[tokio::test]
async fn an_error_is_the_variant_of_its_range() {
    for (status, is_range) in [(404, true), (418, true), (500, false)] {
        let server = documented().answer_documented::<GetCall>(status);
        let error = client(&server).get_call("1").await.unwrap_err();
        assert_eq!(error.status(), StatusCode::from_u16(status).ok());
        match error.api().unwrap() {
            GetCallError::ClientError(refused) if is_range => assert_eq!(refused.title, "No, never."),
            GetCallError::Default(refused) if !is_range => assert_eq!(refused.title, "No, never."),
            other => panic!("{status}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn what_is_put_together_is_a_value_of_its_schema() {
    let parts = shown().list_parts().await.unwrap();
    let expected = json!([{
        "kind": "part", "state": "open", "at": "2026-03-02T09:30:00Z", "size": 3, "next": null, "tags": [],
        "shape": {"form": "square", "side": 2.0}, "map": {}, "shown": 1.5,
    }]);
    assert_eq!(serde_json::to_value(&parts).unwrap(), expected);
    let article = shown().get_article("any").await.unwrap();
    assert_eq!(article.data.id, "a1");
    assert_eq!(article.data.attributes.title.as_deref(), Some("One"));
}

#[tokio::test]
async fn each_media_type_is_answered_to_who_asks_for_it() {
    assert_eq!(shown().chat().await.unwrap().text, "Hello");
    let mut events = shown().chat().stream().await.unwrap();
    let part = events.next().await.unwrap().unwrap();
    assert_eq!(part.data().size, 3);
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn sequences_arrive_item_by_item() {
    let mut events = shown().follow().stream().await.unwrap();
    let event = events.next().await.unwrap().unwrap();
    assert_eq!((event.id(), event.name()), (Some("7"), "added"));
    assert_eq!(event.data(), "one\ntwo");
    let mut lines = shown().export().stream().await.unwrap();
    let mut numbers = Vec::new();
    while let Some(line) = lines.next().await {
        numbers.push(line.unwrap().n);
    }
    let mut values = shown().sequence().stream().await.unwrap();
    while let Some(value) = values.next().await {
        numbers.push(value.unwrap());
    }
    assert_eq!(numbers, [1, 2, 1, 2]);
}

#[tokio::test]
async fn text_and_bytes_arrive_as_they_are() {
    assert_eq!(shown().get_text().await.unwrap(), "a,\"b\"\r\n1,2\n");
    assert_eq!(shown().get_audio("1", "wav").await.unwrap(), &b"RIFF"[..]);
}

#[tokio::test]
async fn paths_are_told_apart_as_a_server_tells_them() {
    assert!(shown().get_my_call().await.unwrap().me);
    let raw = async |method, path| shown().request(method, path).send::<Value>().await;
    assert_eq!(raw(Method::GET, "/calls/me").await.unwrap(), json!({"me": true}));
    assert_eq!(raw(Method::GET, "/calls/you").await.unwrap()["id"], "first");
    let error = raw(Method::PUT, "/calls/me").await.unwrap_err();
    assert!(
        error.to_string().contains("no PUT for /v1/calls/me, but DELETE, GET"),
        "{error}"
    );
    // An id that is another path is one to the server, whatever the client meant.
    let error = shown().get_call("me").await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
}

#[tokio::test]
async fn what_is_not_shown_is_said() {
    let error = shown().get_nothing().await.unwrap_err();
    assert!(
        error.to_string().contains("shows no example of the response 200"),
        "{error}"
    );
    assert!(error.to_string().contains("get_nothing (GET /nothing)"), "{error}");
}
