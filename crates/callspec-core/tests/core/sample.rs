//! What generated code looks like, for one operation of each provider, and the exact bytes it puts on the wire.

use crate::samples::{kathan, sippet};
use callspec_core::testing::{Answer, InMemory};
use callspec_core::types::{Patch, Timestamp};
use callspec_core::{Error, StatusCode};
use serde_json::json;

fn kathan(server: &InMemory) -> kathan::Client {
    let builder = kathan::Client::builder()
        .bearer_auth("sk_live_example")
        .user_id("user_1");
    builder.transport(server.clone()).build().unwrap()
}

#[tokio::test]
async fn kathan_puts_exact_bytes_on_the_wire() {
    let server = InMemory::new().answer::<kathan::UpdateCall>(Answer::json(
        200,
        &json!({"id": "call_123", "status": "teleported", "created_at": "2026-01-02T03:04:05", "added": 1}),
    ));
    let body = kathan::UpdateCallRequest::new().action("transfer").clear_label();
    let call = kathan(&server).update_call("call/1 23", body).send().await.unwrap();

    assert_eq!(call.status.as_str(), "teleported");
    assert_eq!(call.created_at.unwrap().as_str(), "2026-01-02T03:04:05");
    let sent = &server.sent()[0];
    assert_eq!(sent.method(), "PATCH");
    assert_eq!(sent.uri(), "https://api.staging.kathan.tech/calls/call%2F1%2023");
    assert_eq!(sent.text(), r#"{"action":"transfer","label":null}"#);
    let mut headers: Vec<_> = sent
        .headers()
        .keys()
        .map(|name| (name.as_str(), sent.header(name.as_str()).unwrap()))
        .collect();
    headers.sort_unstable();
    assert_eq!(
        headers,
        [
            ("accept", "application/json"),
            ("authorization", "Bearer sk_live_example"),
            ("content-type", "application/json"),
            (
                "user-agent",
                concat!("kathan/0.1.0 callspec/", env!("CARGO_PKG_VERSION"))
            ),
            ("x-user-id", "user_1"),
        ]
    );
}

#[tokio::test]
async fn kathan_errors_are_typed_by_status() {
    let server = InMemory::new().answer::<kathan::UpdateCall>(
        Answer::json(
            422,
            &json!({"detail": [{"loc": ["body", "to"], "msg": "Field required", "input": "marker"}]}),
        )
        .header("x-request-id", "req_1"),
    );
    let request = kathan::UpdateCallRequest::new();
    let error = kathan(&server)
        .update_call("call_123", request.clone())
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "update_call (PATCH /calls/{call_id}): 422 Unprocessable Entity [request req_1]: body.to: Field required"
    );
    assert!(matches!(
        error.api(),
        Some(kathan::UpdateCallError::UnprocessableContent(_))
    ));

    let server = InMemory::new().answer::<kathan::UpdateCall>(Answer::new(418).body("<h1>teapot</h1>"));
    let error = kathan(&server)
        .update_call("call_123", request)
        .send()
        .await
        .unwrap_err();
    let Error::Unexpected(unexpected) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (unexpected.status(), &unexpected.body()[..]),
        (StatusCode::IM_A_TEAPOT, &b"<h1>teapot</h1>"[..])
    );
}

#[tokio::test]
async fn sippet_puts_exact_bytes_on_the_wire() {
    let server = InMemory::new().answer::<sippet::UpdateCall>(
        Answer::json(
            200,
            &json!({"data": {"type": "Call", "id": "1", "attributes": {"status": "completed"}}}),
        )
        .header("content-type", "application/vnd.api+json; charset=utf-8")
        .header("x-ratelimit-remaining", "99"),
    );
    let client = sippet::Client::builder()
        .bearer_auth("jwt")
        .transport(server.clone())
        .build()
        .unwrap();
    let attributes = sippet::CallAttributesUpdate {
        ended_at: Patch::Null,
        status: Some("completed".into()),
    };
    let request = client.update_call("1", attributes).fields(sippet::Fields {
        call: "id,status".into(),
    });
    let response = request.timeout(None).send_raw().await.unwrap();

    assert_eq!(response.status(), 200);
    assert_eq!(response.rate_limit().unwrap().remaining, Some(99));
    let document = response.into_value();
    assert_eq!(document.data.attributes.status.as_deref(), Some("completed"));
    assert_eq!(document.data.attributes.ended_at, None::<Timestamp>);
    let sent = &server.sent()[0];
    assert_eq!(
        sent.uri(),
        "https://api.sippet.ai/api/calls/1?fields%5BCall%5D=id%2Cstatus"
    );
    assert_eq!(sent.header("content-type"), Some("application/vnd.api+json"));
    assert_eq!(sent.header("accept"), Some("application/vnd.api+json"));
    assert_eq!(
        sent.text(),
        r#"{"data":{"type":"Call","id":"1","attributes":{"status":"completed","ended_at":null}}}"#
    );
}

#[tokio::test]
async fn sippet_errors_fall_under_default() {
    let server = InMemory::new().answer::<sippet::UpdateCall>(Answer::json(
        409,
        &json!({"errors": [{"title": "Conflict", "detail": "id differs", "source": {"pointer": "/data/id"}}]}),
    ));
    let client = sippet::Client::builder()
        .bearer_auth("jwt")
        .transport(server)
        .build()
        .unwrap();
    let error = client
        .update_call("1", sippet::CallAttributesUpdate::default())
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "update_call (PATCH /api/calls/{id}): 409 Conflict: /data/id: Conflict: id differs"
    );
    assert_eq!(error.status(), Some(StatusCode::CONFLICT));
    assert!(matches!(error.into_api(), Ok(sippet::UpdateCallError::Default(_))));
}

#[tokio::test]
async fn a_bad_id_and_a_missing_credential_never_leave() {
    let server = InMemory::new();
    let error = kathan(&server)
        .update_call("..", kathan::UpdateCallRequest::new())
        .send()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Invalid(_)), "{error:?}");
    let error = kathan::Client::builder()
        .bearer_auth("k")
        .transport(server.clone())
        .build()
        .unwrap_err();
    let said = error.to_string();
    assert!(
        ["userId", "user_id", "KATHAN_USER_ID"]
            .iter()
            .all(|part| said.contains(part)),
        "{said}"
    );
    assert!(server.sent().is_empty());
}

#[tokio::test]
async fn calls_can_be_spawned() {
    fn sendable<F: Future + Send>(future: F) -> F {
        future
    }
    let server = InMemory::new();
    let client = kathan(&server);
    let error = sendable(client.update_call("a", kathan::UpdateCallRequest::new()).send())
        .await
        .unwrap_err();
    assert!(error.to_string().contains("no response to update_call"), "{error}");
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_call_needs_no_runtime_and_refuses_one() {
    let server =
        InMemory::new().answer::<kathan::UpdateCall>(Answer::json(200, &json!({"id": "a", "status": "queued"})));
    let client = kathan(&server);
    let call = client
        .update_call("a", kathan::UpdateCallRequest::new())
        .send_blocking()
        .unwrap();
    assert_eq!(call.status, kathan::CallStatus::Queued);

    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let request = client.update_call("a", kathan::UpdateCallRequest::new());
    let error = runtime.block_on(async { request.send_blocking() }).unwrap_err();
    assert!(error.to_string().contains("`.send().await`"), "{error}");
    assert_eq!(server.sent().len(), 1);
}
