//! Typed clients for two voice-call providers: [`kathan`] and [`sippet`].
//!
//! The clients are generated from hand-written OpenAPI documents and read as if a person had written them; this crate
//! re-exports them and explains how they are used.
//!
//! # One call changed, at either provider
//!
//! ```no_run
//! # async fn example(api_key: &str, user_id: &str, token: &str, id: &str) -> Result<(), Box<dyn std::error::Error>> {
//! use callspec::kathan::{Client, models::{CallAction, TransferMode, UpdateCallRequest}};
//!
//! let kathan = Client::builder().bearer_auth(api_key).user_id(user_id).build()?;   // or Client::from_env()
//! let patch = UpdateCallRequest::new().action(CallAction::Transfer).to("+14155550100").mode(TransferMode::Warm);
//! let call = kathan.update_call("call_123", patch).send().await?;                  // Call
//!
//! use callspec::sippet::{self, models::{CallAttributesUpdate, CallStatus}};
//! let sippet = sippet::Client::builder().bearer_auth(token).build()?;
//! let answer = sippet.update_call(id, CallAttributesUpdate::new().status(CallStatus::Completed).clear_ended_at()).send().await?;
//! println!("{:?}", answer.data.attributes.status);                                 // Document<Call>
//! # Ok(())
//! # }
//! ```
//!
//! # Left out, null, or a value
//!
//! A field of a request that may be left out *and* may be null is a [`Patch`]: a new request leaves everything out, a
//! setter sends a value, `clear_…` sends `null`. Nothing else changes on the server.
//!
//! ```
//! # #[cfg(feature = "kathan")] {
//! use callspec::{Patch, kathan::models::UpdateCallRequest};
//!
//! let patch = UpdateCallRequest::new().clear_label().recording_enabled(true);
//! assert_eq!(patch.label, Patch::Null);
//! assert!(patch.to.is_absent());
//! # }
//! ```
//!
//! # Values that a newer server may send
//!
//! String enums are open: a value that this release does not name is kept, compares, prints and goes back unchanged.
//!
//! ```
//! # #[cfg(feature = "sippet")] {
//! use callspec::sippet::models::CallStatus;
//!
//! let status = CallStatus::from("teleported");
//! assert_eq!(status.as_str(), "teleported");
//! assert_eq!(CallStatus::from("completed"), CallStatus::Completed);
//! # }
//! ```
//!
//! # Errors
//!
//! [`Error::Api`] holds what the operation documents, chosen by status; [`Error::Unexpected`] any other answer, with its
//! status, headers and bytes; the other variants say whether anything was sent at all. The server's own words are in the
//! message, bodies and credentials never are.
//!
//! ```no_run
//! # #[cfg(feature = "kathan")]
//! # async fn example(kathan: callspec::kathan::Client) {
//! use callspec::kathan::calls::GetCallError;
//!
//! match kathan.get_call("call_123").send().await {
//!     Ok(call) => println!("{} is {}", call.id, call.status),
//!     Err(error) => match error.api() {
//!         Some(GetCallError::Unauthorized(_)) => println!("the key or the user id is wrong"),
//!         _ => println!("{error}"),
//!     },
//! }
//! # }
//! ```

pub use callspec_core as core;
pub use callspec_core::types::{Date, File, Patch, Secret, Timestamp, jsonapi};
pub use callspec_core::{Error, Response, Retry, testing};

/// The client for Kathan: calls, assistants, phone numbers, chats, credits and campaigns.
#[cfg(feature = "kathan")]
pub use kathan_client as kathan;

/// The client for Sippet: calls, conversations, contacts and telephony resources, over JSON:API.
#[cfg(feature = "sippet")]
pub use sippet_client as sippet;
