//! Absent, null and value of a change, in bytes.

use serde_json::json;
use sippet_client::Client;
use sippet_client::models::{CallAttributesUpdate, CallStatus};
use wire::{Response, Result, Server, Spec};

use super::api::JSON_API;

/// What a request to change the call `a/"b"` has as its body.
async fn sent(attributes: CallAttributesUpdate) -> Result<String> {
    let spec = Spec::read("sippet")?;
    let example = spec.response(&spec.operation("update_call")?, "200")?;
    let server = Server::start()?;
    let response = Response::json(200, JSON_API, &example.value);
    server.respond("PATCH", "/api/calls/a%2F%22b%22", response);
    let builder = Client::builder().bearer_auth("token");
    let client = builder.base_url(server.url()).build()?;
    client.update_call("a/\"b\"", attributes).send().await?;
    Ok(server.finish()?[0].text())
}

#[tokio::test]
async fn each_attribute_is_absent_null_or_a_value() -> Result {
    let new = CallAttributesUpdate::new;
    for (attributes, bytes) in [
        (new(), "{}"),
        (new().call_source("sip"), r#"{"call_source":"sip"}"#),
        (new().clear_call_source(), r#"{"call_source":null}"#),
        (new().duration_seconds(0), r#"{"duration_seconds":0}"#),
        (new().clear_duration_seconds(), r#"{"duration_seconds":null}"#),
        (
            new().ended_at("2026-03-02T09:33:04.10+01:00"),
            r#"{"ended_at":"2026-03-02T09:33:04.10+01:00"}"#,
        ),
        (new().clear_ended_at(), r#"{"ended_at":null}"#),
        (new().status(CallStatus::Completed), r#"{"status":"completed"}"#),
        (new().clear_status(), r#"{"status":null}"#),
        (
            new().clear_status().status(CallStatus::from("held")),
            r#"{"status":"held"}"#,
        ),
    ] {
        let body = format!(r#"{{"data":{{"type":"Call","id":"a/\"b\"","attributes":{bytes}}}}}"#);
        assert_eq!(sent(attributes).await?, body);
    }
    Ok(())
}

#[test]
fn attributes_read_what_they_write() -> Result {
    for attributes in [
        json!({}),
        json!({"status": null}),
        json!({"status": "completed", "ended_at": null}),
    ] {
        let read: CallAttributesUpdate = serde_json::from_value(attributes.clone())?;
        assert_eq!(serde_json::to_value(read)?, attributes);
    }
    Ok(())
}
