//! Call from a script, without asynchronous code.
//!
//! ```toml
//! [dependencies]
//! callspec = { path = "crates/callspec", features = ["blocking"] }
//! ```
//!
//! The feature `blocking` gives each request `send_blocking`, in the place of
//! `.await`; neither a runtime nor tokio is named.
//!
//! ```
//! use callspec::CallError;
//! use callspec::kathan::Client;
//! use callspec::kathan::models::{CallAction, UpdateCallRequest};
//!
//! fn main() -> Result<(), CallError> {
//! #   use callspec::{kathan::{calls::UpdateCall, models::Call}, testing::InMemory};
//! #   let server = InMemory::new().respond::<UpdateCall>(&Call::new("call_123"));
//! #   let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server.clone()).build()?;
//! #   #[cfg(any())] // The line that follows is for a program with credentials.
//!     let kathan = Client::from_env()?; // KATHAN_API_KEY, KATHAN_USER_ID
//!     let hang_up = UpdateCallRequest::new().action(CallAction::Hangup);
//!     let call = kathan.update_call("call_123", hang_up).send_blocking()?;
//!     println!("{} is {:?}", call.id, call.status);
//! #   assert_eq!(server.sent()[0].text(), r#"{"action":"hangup"}"#);
//!     Ok(())
//! }
//! ```
//!
//! It may be called on any thread that may be blocked: one without a runtime,
//! or one of tokio's `spawn_blocking` or `block_in_place`. Inside an
//! asynchronous task of tokio, which would stand still, it is an error that
//! says what to do instead.
//!
//! Pages are asked for one by one, by `limit` and `offset` of the list at
//! Kathan: `items` and `pages` are for asynchronous code.
