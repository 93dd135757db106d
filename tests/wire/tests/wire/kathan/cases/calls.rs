//! Operations tagged `calls`.

use kathan_client::models::{CallAction, CreateCallRequest, TransferMode, UpdateCallRequest};
use serde_json::json;
use wire::Result;

use super::api::{Api, request};

pub(crate) async fn list_calls(mut api: Api) -> Result {
    api.expect(request("GET", "/calls?limit=2&offset=40"));
    let calls = api.client.list_calls().limit(2).offset(40).send().await?;
    assert_eq!(calls.len(), 2);
    assert_eq!(calls[0].duration_seconds, Some(94));
    assert_eq!(calls[1].status.as_deref(), Some("failed"));
    assert_eq!(calls[1].transcript, None);
    api.finish(&calls)
}

pub(crate) async fn create_call(mut api: Api) -> Result {
    let body = json!({
        "phone_number_id": "number_123",
        "to_number": "+14155550100",
        "assistant_id": "assistant_123",
        "label": "Appointment \"reminder\"",
    });
    api.expect(request("POST", "/calls").json("application/json", body));
    let body = CreateCallRequest::new("number_123", "+14155550100")
        .assistant_id("assistant_123")
        .label("Appointment \"reminder\"");
    let call = api.client.create_call(body).send().await?;
    assert_eq!(call.id, "call_123");
    assert_eq!(call.status.as_deref(), Some("queued"));
    assert_eq!(call.duration_seconds, None);
    api.finish(&call)
}

pub(crate) async fn get_call(mut api: Api) -> Result {
    api.expect(request("GET", "/calls/call%2F1%20%3Fa%3D%C3%A9%26%23b%25"));
    let call = api.client.get_call("call/1 ?a=é&#b%").send().await?;
    assert_eq!(call.cost, Some(0.42));
    assert_eq!(call.total_credits, Some(42.0));
    assert_eq!(call.ended_at.as_deref(), Some("2026-03-02T09:31:38Z"));
    api.finish(&call)
}

pub(crate) async fn update_call(mut api: Api) -> Result {
    let body = json!({
        "label": null,
        "recording_enabled": true,
        "action": "transfer",
        "to": "+14155550102",
        "mode": "warm",
    });
    api.expect(request("PATCH", "/calls/call_123").json("application/json", body));
    let body = UpdateCallRequest::new()
        .clear_label()
        .recording_enabled(true)
        .action(CallAction::Transfer)
        .to("+14155550102")
        .mode(TransferMode::Warm);
    let call = api.client.update_call("call_123", body).send().await?;
    assert_eq!(call.status.as_deref(), Some("in-progress"));
    assert_eq!(call.user_messages, Some(3));
    api.finish(&call)
}
