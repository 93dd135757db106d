//! Hang up a call, transfer it warm or cold, mark it as completed.
//!
//! # Hang up, at Kathan
//!
//! An update with an action steers a call in progress:
//!
//! ```
//! use callspec::CallError;
//! use callspec::kathan::Client;
//! use callspec::kathan::models::{Call, CallAction, UpdateCallRequest};
//!
//! async fn hang_up(kathan: &Client, id: &str) -> Result<Call, CallError> {
//!     let hang_up = UpdateCallRequest::new().action(CallAction::Hangup);
//!     Ok(kathan.update_call(id, hang_up).await?)
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), CallError> {
//! # use callspec::kathan::calls::UpdateCall;
//! # let server = callspec::testing::InMemory::new().respond::<UpdateCall>(&Call::new("call_123"));
//! # let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server.clone()).build()?;
//! # assert_eq!(hang_up(&kathan, "call_123").await?.id, "call_123");
//! # assert_eq!((server.sent()[0].method().as_str(), server.sent()[0].path()), ("PATCH", "/calls/call_123"));
//! # assert_eq!(server.sent()[0].json(), serde_json::json!({"action": "hangup"}));
//! # Ok(())
//! # }
//! ```
//!
//! This sends `PATCH /calls/call_123` with `{"action": "hangup"}`, and nothing
//! of the call that is not named. A request is sent when it is awaited.
//!
//! # Transfer, warm or cold, at Kathan
//!
//! The number is in E.164; the mode is [`TransferMode::Warm`] or
//! [`TransferMode::Cold`], or its text: `.mode("warm")`.
//!
//! ```
//! use callspec::CallError;
//! use callspec::kathan::Client;
//! use callspec::kathan::models::{
//!     Call, CallAction, TransferMode, UpdateCallRequest,
//! };
//!
//! async fn transfer(
//!     kathan: &Client,
//!     id: &str,
//!     to: &str,
//!     mode: TransferMode,
//! ) -> Result<Call, CallError> {
//!     let transfer = UpdateCallRequest::new()
//!         .action(CallAction::Transfer)
//!         .to(to)
//!         .mode(mode);
//!     Ok(kathan.update_call(id, transfer).await?)
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), CallError> {
//! # use callspec::kathan::calls::UpdateCall;
//! # let server = callspec::testing::InMemory::new().respond::<UpdateCall>(&Call::new("call_123"));
//! # let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server.clone()).build()?;
//!
//! # let _ =
//! transfer(&kathan, "call_123", "+14155550100", TransferMode::Warm).await?;
//! # let _ =
//! transfer(&kathan, "call_456", "+14155550100", TransferMode::Cold).await?;
//! # let sent = |at: usize| server.sent()[at].json();
//! # let expected = |mode| serde_json::json!({"action": "transfer", "to": "+14155550100", "mode": mode});
//! # assert_eq!((sent(0), sent(1)), (expected("warm"), expected("cold")));
//! # Ok(())
//! # }
//! ```
//!
//! What came of it is in doubt when the exchange breaks: see
//! [`patches`](super::patches#was-it-carried-out).
//!
//! # End a call, at Sippet
//!
//! Sippet's pages name the RPC action `end_call` and say that it takes an
//! input, but not which members; no page names a transfer. The input is yours
//! to give, and a failure of the action comes inside the answer. The action
//! needs the API key, not the token.
//!
//! ```
//! use callspec::CallError;
//! use callspec::sippet::Client;
//! use callspec::sippet::models::RpcRequest;
//! use serde_json::{Map, Value};
//!
//! async fn end_call(
//!     sippet: &Client,
//!     input: Map<String, Value>,
//! ) -> Result<bool, CallError> {
//!     let action = RpcRequest::new("end_call").input(input);
//!     let outcome = sippet.run_rpc_action(action).await?;
//!     for error in outcome.errors.iter().flatten() {
//!         eprintln!("{}", error.message.as_deref().unwrap_or("no message"));
//!     }
//!     Ok(outcome.success)
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), CallError> {
//! # use callspec::sippet::{calls::UpdateCall, models::RpcResult, rpc_actions::RunRpcAction};
//! # let server = callspec::testing::InMemory::new().respond::<RunRpcAction>(&RpcResult::new(true));
//! # let sippet = Client::builder().api_key("key").transport(server.clone()).build()?;
//! # let input = Map::from_iter([("member".to_owned(), Value::from("value"))]);
//! # assert!(end_call(&sippet, input).await?);
//! # let sent = &server.sent()[0];
//! # assert_eq!((sent.path(), sent.header("x-api-key")), ("/rpc/public/run", Some("key")));
//! # assert_eq!(sent.json(), serde_json::json!({"action": "end_call", "input": {"member": "value"}}));
//! # Ok(())
//! # }
//! ```
//!
//! # Mark a call as completed, at Sippet
//!
//! An update changes the call's record. The client writes the document around
//! the attributes, with `data.type` and `data.id`.
//!
//! ```
//! use callspec::CallError;
//! use callspec::sippet::Client;
//! use callspec::sippet::models::{Call, CallAttributesUpdate, CallStatus};
//!
//! async fn complete(sippet: &Client, id: &str) -> Result<Call, CallError> {
//!     let changes = CallAttributesUpdate::new()
//!         .status(CallStatus::Completed)
//!         .ended_at("2026-03-02T09:33:04Z");
//!     Ok(sippet.update_call(id, changes).await?.data)
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), CallError> {
//! # use callspec::{jsonapi::Document, sippet::calls::UpdateCall};
//! # let server = callspec::testing::InMemory::new().respond::<UpdateCall>(&Document::new(Call::new("c1")));
//! # let sippet = Client::builder().bearer_auth("token").transport(server.clone()).build()?;
//! # assert_eq!(complete(&sippet, "c1").await?.id, "c1");
//! # let attributes = serde_json::json!({"status": "completed", "ended_at": "2026-03-02T09:33:04Z"});
//! # let expected = serde_json::json!({"data": {"type": "Call", "id": "c1", "attributes": attributes}});
//! # assert_eq!((server.sent()[0].path(), server.sent()[0].json()), ("/api/calls/c1", expected));
//! # Ok(())
//! # }
//! ```
//!
//! [`TransferMode::Warm`]: crate::kathan::models::TransferMode::Warm
//! [`TransferMode::Cold`]: crate::kathan::models::TransferMode::Cold
