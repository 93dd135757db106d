//! Leave a field out, send null, set it; know whether a `PATCH` was carried out.
//!
//! # Left out, null, or a value
//!
//! A field that may be left out *and* may be null is a [`Patch`](crate::Patch):
//! a new request leaves everything out, a setter sends a value, `clear_…` sends
//! `null`. Nothing else changes on the server.
//!
//! ```
//! use callspec::Patch;
//! use callspec::kathan::models::UpdateCallRequest;
//!
//! let patch = UpdateCallRequest::new().clear_label().recording_enabled(true);
//! assert_eq!(patch.label, Patch::Null);
//! assert!(patch.to.is_absent());
//! # assert_eq!(
//! #     serde_json::to_value(&patch).unwrap(),
//! #     serde_json::json!({"label": null, "recording_enabled": true}),
//! # );
//! ```
//!
//! # Set what may be missing
//!
//! A setter takes no `Option`, as `None` might mean either of the two.
//! [`SetSome`](crate::SetSome) takes one to any setter of a request, a body or
//! a builder: `None` leaves everything as it is.
//!
//! ```
//! use callspec::SetSome;
//! use callspec::kathan::models::UpdateCallRequest;
//!
//! let label = Some("front desk");
//! let to: Option<String> = None;
//! let patch = UpdateCallRequest::new()
//!     .set_some(label, UpdateCallRequest::label)
//!     .set_some(to, UpdateCallRequest::to);
//! assert_eq!(patch, UpdateCallRequest::new().label("front desk"));
//! ```
//!
//! # Values that a newer server knows
//!
//! String enums are open: a value that this release does not name is kept,
//! compares, prints and goes back unchanged. Wherever one is given, its text is
//! enough.
//!
//! ```
//! use callspec::sippet::models::{CallAttributesUpdate, CallStatus};
//!
//! assert_eq!(CallStatus::from("teleported").as_str(), "teleported");
//! assert_eq!(CallStatus::from("completed"), CallStatus::Completed);
//!
//! let changes = CallAttributesUpdate::new().status("completed");
//! assert_eq!(
//!     changes,
//!     CallAttributesUpdate::new().status(CallStatus::Completed),
//! );
//! ```
//!
//! # Was it carried out?
//!
//! A `PATCH` or `POST` that may have reached the server is not sent again. If
//! time runs out or the exchange breaks then, the error is
//! [`Error::Ambiguous`](crate::Error::Ambiguous). Some statuses leave the same
//! doubt, such as 500, so ask
//! [`may_have_been_carried_out`](crate::Error::may_have_been_carried_out),
//! which covers both. It is false only if nothing was done for certain.
//!
//! ```
//! use callspec::CallError;
//! use callspec::sippet::Client;
//! use callspec::sippet::models::{
//!     CallAttributesUpdate, CallFilter, CallStatus, UuidFilter,
//! };
//!
//! /// Whether the call is completed now.
//! async fn complete(sippet: &Client, id: &str) -> Result<bool, CallError> {
//!     let changes = CallAttributesUpdate::new().status(CallStatus::Completed);
//!     match sippet.update_call(id, changes).await {
//!         Ok(_) => Ok(true),
//!         Err(error) if error.may_have_been_carried_out() => {
//!             let same = CallFilter::new().id(UuidFilter::new().eq(id));
//!             let found = sippet.list_calls().filter(same).await?.data;
//!             Ok(found.iter().any(|call| {
//!                 call.attributes.status == Some(CallStatus::Completed)
//!             }))
//!         }
//!         Err(error) => Err(error.into()),
//!     }
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), CallError> {
//! # use callspec::core::TransportError;
//! # use callspec::sippet::calls::{ListCalls, UpdateCall};
//! # use callspec::testing::{Answer, InMemory};
//! # let call = serde_json::json!({"id": "c1", "type": "Call", "attributes": {"status": "completed"}});
//! # let server = InMemory::new()
//! #     .respond_with::<UpdateCall>(|_| Err(TransportError::broken("cut")))
//! #     .answer::<UpdateCall>(Answer::new(404))
//! #     .answer::<ListCalls>(Answer::json(200, &serde_json::json!({"data": [call]})));
//! # let sippet = Client::builder().bearer_auth("token").transport(server.clone()).build()?;
//! # assert!(complete(&sippet, "c1").await?);
//! # assert_eq!(server.sent()[1].query(), "filter%5Bid%5D%5Beq%5D=c1");
//! # assert!(complete(&sippet, "c1").await.unwrap_err().is_not_found());
//! # assert_eq!(server.sent().len(), 3, "no PATCH was sent twice");
//! # Ok(())
//! # }
//! ```
//!
//! At Kathan the call itself is fetched: `kathan.get_call(id)`. Its `status` is
//! a text whose values no page lists.
//!
//! A call that may safely happen twice is sent again in such a case with
//! [`Retry::any_method`](crate::Retry::any_method):
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! # use callspec::core::TransportError;
//! # use callspec::kathan::{Client, calls::UpdateCall, models::Call};
//! # use callspec::testing::{InMemory, ManualClock};
//! use callspec::Retry;
//! use callspec::kathan::models::UpdateCallRequest;
//!
//! # let server = InMemory::new()
//! #     .respond_with::<UpdateCall>(|_| Err(TransportError::broken("cut")))
//! #     .respond::<UpdateCall>(&Call::new("call_123"));
//! # let client = Client::builder().bearer_auth("key").user_id("user").clock(ManualClock::new());
//! # let kathan = client.transport(server.clone()).build()?;
//! let label = UpdateCallRequest::new().label("front desk");
//! let twice = Retry::standard().any_method();
//! let call = kathan.update_call("call_123", label).retry(twice).await?;
//! # assert_eq!((call.id.as_str(), server.sent().len()), ("call_123", 2));
//! # Ok(())
//! # }
//! ```
