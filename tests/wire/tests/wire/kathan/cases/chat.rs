//! Operations tagged `chat`.

use kathan_client::models::SendChatMessageRequest;
use serde_json::json;
use wire::Result;

use super::api::{Api, request};

pub(crate) async fn send_chat_message(mut api: Api) -> Result {
    let body = json!({
        "assistant_id": "assistant_123",
        "input": "Are you open on Friday?",
        "session_id": "session_123",
    });
    api.expect(request("POST", "/chat").json("application/json", body));
    let message = SendChatMessageRequest::new("assistant_123")
        .input("Are you open on Friday?")
        .session_id("session_123");
    let reply = api.client.send_chat_message(message).send().await?;
    assert_eq!(reply.output.as_deref(), Some("Yes, from nine to five."));
    api.finish(&reply)
}

pub(crate) async fn get_chat(mut api: Api) -> Result {
    api.expect(request("GET", "/chat/chat_123"));
    let chat = api.client.get_chat("chat_123").send().await?;
    assert_eq!(chat.status.as_deref(), Some("success"));
    api.finish(&chat)
}
