//! What holds of values, secrets and types, through the generated clients. The tests are in `tests/`; here is what must not
//! compile. Each of these stands beside the same lines without the fault, so that it can fail for one reason only.
//!
//! # Credentials of one provider do not fit the other's client
//!
//! ```
//! let sippet = sippet_client::Client::builder().bearer_auth("a").api_key("b");
//! let kathan = kathan_client::Client::builder().bearer_auth("a").user_id("b");
//! ```
//!
//! ```compile_fail,E0599
//! let sippet = sippet_client::Client::builder().bearer_auth("a").user_id("b");
//! ```
//!
//! ```compile_fail,E0599
//! let kathan = kathan_client::Client::builder().bearer_auth("a").api_key("b");
//! ```
//!
//! # Neither do its requests and its models
//!
//! ```
//! fn changed(client: &sippet_client::Client) {
//!     drop(client.update_call("id", sippet_client::models::CallAttributesUpdate::new()));
//! }
//! ```
//!
//! ```compile_fail,E0308
//! fn changed(client: &sippet_client::Client) {
//!     drop(client.update_call("id", kathan_client::models::UpdateCallRequest::new()));
//! }
//! ```
//!
//! # The id of an update is said once
//!
//! The body's `data.id` is that of the path; there is no place for another.
//!
//! ```
//! use sippet_client::models::CallAttributesUpdate;
//!
//! fn changed(client: &sippet_client::Client) {
//!     drop(client.update_call("id", CallAttributesUpdate::new().duration_seconds(1)));
//! }
//! ```
//!
//! ```compile_fail,E0599
//! use sippet_client::models::CallAttributesUpdate;
//!
//! fn changed(client: &sippet_client::Client) {
//!     drop(client.update_call("id", CallAttributesUpdate::new().duration_seconds(1).id("other")));
//! }
//! ```
//!
//! ```compile_fail,E0061
//! use sippet_client::models::CallAttributesUpdate;
//!
//! fn changed(client: &sippet_client::Client) {
//!     drop(client.update_call("id", "other", CallAttributesUpdate::new().duration_seconds(1)));
//! }
//! ```
//!
//! # Who asks for some fields gets the type of the whole, in which any may be missing
//!
//! ```
//! use sippet_client::models::{CallField, CallListDocument};
//!
//! async fn numbers(client: &sippet_client::Client) -> Option<[String; 2]> {
//!     let whole = client.list_calls().send().await.ok()?;
//!     let some = client.list_calls().fields([CallField::FromNumber]).send().await.ok()?;
//!     Some([first(whole)?, first(some)?])
//! }
//!
//! fn first(calls: CallListDocument) -> Option<String> {
//!     calls.data.into_iter().next()?.attributes.from_number
//! }
//! ```
//!
//! # A secret is not printed by accident
//!
//! ```
//! println!("{:?}", callspec_core::Secret::from("a"));
//! ```
//!
//! ```compile_fail,E0277
//! println!("{}", callspec_core::Secret::from("a"));
//! ```
