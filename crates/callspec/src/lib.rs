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
//! A request is sent when it is awaited: `.await` alone does what `.send().await` does. `send_raw` gives status and headers beside the
//! value, and `send_blocking` needs no asynchronous code.
//!
//! # Credentials and addresses
//!
//! A builder has a setter per security scheme; `from_env` reads the variables that the documents name (`KATHAN_API_KEY` and
//! `KATHAN_USER_ID`; `SIPPET_TOKEN`). A token is given by itself: one that begins with `Bearer` is refused.
//!
//! For tokens that expire there is a provider: it is asked once however many calls need
//! a token, again before the token ends, and after a 401.
//!
//! ```
//! # #[cfg(feature = "sippet")] {
//! use std::time::{Duration, SystemTime};
//!
//! use callspec::core::{BoxFuture, Token, TokenProvider, types::StreamError};
//! use callspec::sippet::Client;
//!
//! struct Login;
//!
//! impl TokenProvider for Login {
//!     fn token(&self) -> BoxFuture<'_, Result<Token, StreamError>> {
//!         Box::pin(async { Ok(Token::new("from the login").expires(SystemTime::now() + Duration::from_secs(3600))) })
//!     }
//! }
//!
//! let client = Client::builder().bearer_auth_provider(Login).build();
//! # }
//! ```
//!
//! Credentials are never printed, not by `Debug`, not in errors, not in spans. `http:` is refused for any host but this
//! machine unless `allow_http` is set; a base URL with user, query or fragment is refused; a base path is kept. An id that
//! is empty, `.` or `..`, in whatever spelling, is refused before anything is sent; all else is escaped.
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
//! [`SetSome`] takes what may be missing to any setter of a request, a body or a builder: `None` leaves everything as it is.
//!
//! ```
//! # #[cfg(feature = "kathan")] {
//! use callspec::{SetSome, kathan::models::UpdateCallRequest};
//!
//! let (label, to): (Option<&str>, Option<String>) = (Some("front desk"), None);
//! let patch = UpdateCallRequest::new().set_some(label, UpdateCallRequest::label).set_some(to, UpdateCallRequest::to);
//! assert_eq!(patch, UpdateCallRequest::new().label("front desk"));
//! # }
//! ```
//!
//! # Values that a newer server may send
//!
//! String enums are open: a value that this release does not name is kept, compares, prints and goes back unchanged.
//! Wherever one is given, its text is enough: `.status("completed")`, `.sort(["-started_at"])`.
//!
//! ```
//! # #[cfg(feature = "sippet")] {
//! use callspec::sippet::models::{CallAttributesUpdate, CallStatus};
//!
//! let status = CallStatus::from("teleported");
//! assert_eq!(status.as_str(), "teleported");
//! assert_eq!(CallStatus::from("completed"), CallStatus::Completed);
//!
//! let changes = CallAttributesUpdate::new();
//! assert_eq!(changes.clone().status("completed"), changes.status(CallStatus::Completed));
//! # }
//! ```
//!
//! # Lists
//!
//! Filters, sort keys and fields are typed. `items` and `pages` fetch page after page: by `links.next` at Sippet, within the
//! client's own origin only; by `offset` at Kathan, whose server may give fewer items than `limit` says. What is read may be
//! missing, but for ids, so that who asks for some fields gets the same types. An item that is not as documented is an error
//! with its place, and the next one follows; `pages` has the whole page or an error, and goes on where the next page is known.
//!
//! ```no_run
//! # #[cfg(feature = "sippet")]
//! # async fn example(sippet: callspec::sippet::Client) -> Result<(), Box<dyn std::error::Error>> {
//! use callspec::sippet::models::{CallField, CallFilter, CallSort, CallStatus, CallStatusFilter};
//!
//! let ended = CallFilter::new().status(CallStatusFilter::new().eq(CallStatus::Completed));
//! let request = sippet.list_calls().filter(ended).sort([CallSort::StartedAtDescending]);
//! let mut calls = request.fields([CallField::ToNumber]).items();
//! while let Some(call) = calls.next().await {
//!     println!("{:?}", call?.attributes.to_number);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Included resources
//!
//! A JSON:API response may hold related resources: [`included`](jsonapi::Document::included) finds one by type and id,
//! [`related`](jsonapi::Document::related) by relationship, and [`included_as`](jsonapi::Document::included_as) reads them all.
//!
//! ```
//! # #[cfg(feature = "sippet")] {
//! use callspec::sippet::models::{CallDocument, IncludedResource};
//!
//! # #[expect(dead_code)]
//! fn print_related(document: &CallDocument) {
//!     for resource in document.included_as::<IncludedResource>() {
//!         match resource {
//!             Ok(IncludedResource::Conversation(conversation)) => println!("conversation {}", conversation.id),
//!             Ok(IncludedResource::Unrecognized(json)) => println!("of a newer release: {json}"),
//!             Ok(_) => {}
//!             Err(error) => println!("not as documented: {error}"),
//!         }
//!     }
//! }
//! # }
//! ```
//!
//! # Time, size, retries and proxies
//!
//! By default a connection may take 5 s, a server may be silent for 30 s, a call may take 60 s with its retries, and the
//! body of a response may have 16 MiB when decompressed. All of these are settings of the builder; a single call may have
//! its own:
//!
//! ```no_run
//! # #[cfg(feature = "kathan")]
//! # async fn example(kathan: callspec::kathan::Client) -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//!
//! use callspec::Retry;
//!
//! let patient = kathan.get_call("call_123").timeout(Duration::from_secs(300)).read_timeout(Duration::from_secs(120));
//! let call = patient.retry(Retry::none()).send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! [`Retry`] says what is tried again, and when: never a `POST` or `PATCH` that may have been carried out, and no server
//! whose certificate is wrong. Redirections are not followed. The proxies that the environment names are used, but never for this machine; see
//! [`Network`](core::Network).
//!
//! # Errors
//!
//! [`Error::Api`] holds what the operation documents, chosen by status; [`Error::Unexpected`] any other response, with its
//! status, headers and bytes; the other variants say whether anything was sent at all. The server's own words are in the
//! message, bodies and credentials never are. Whatever the variant is, an error can be asked:
//! [`is_not_found`](Error::is_not_found), [`is_rate_limited`](Error::is_rate_limited) and their kin, and
//! [`may_have_been_carried_out`](Error::may_have_been_carried_out).
//!
//! ```no_run
//! # #[cfg(feature = "kathan")]
//! # async fn example(kathan: callspec::kathan::Client) {
//! use callspec::kathan::calls::GetCallError;
//!
//! match kathan.get_call("call_123").send().await {
//!     Ok(call) => println!("{} is {:?}", call.id, call.status),
//!     Err(error) => match error.api() {
//!         Some(GetCallError::NotFound(_)) => println!("there is no such call"),
//!         Some(GetCallError::Unauthorized(_)) => println!("the key or the user id is wrong"),
//!         _ => println!("{error}"),
//!     },
//! }
//! # }
//! ```
//!
//! Each operation has an error of its own. `?` makes a [`CallError`] of any of them, and of a client that could not be built:
//!
//! ```no_run
//! # #[cfg(feature = "kathan")] {
//! use callspec::CallError;
//! use callspec::kathan::{Client, calls::UpdateCallError, models::{CallAction, UpdateCallRequest}};
//!
//! # #[expect(dead_code)]
//! async fn hang_up_all() -> Result<(), CallError> {
//!     let kathan = Client::from_env()?;
//!     for call in kathan.list_calls().send().await? {
//!         let hang_up = UpdateCallRequest::new().action(CallAction::Hangup);
//!         match kathan.update_call(call.id, hang_up).send().await.map_err(CallError::from) {
//!             Ok(call) => println!("{} is {:?}", call.id, call.status),
//!             Err(error) if error.is_not_found() => println!("it is gone"),
//!             Err(error) if error.may_have_been_carried_out() => println!("ask for the call before you try again: {error}"),
//!             Err(error) => match error.api() {
//!                 Some(UpdateCallError::TooManyRequests(_)) => println!("wait for {:?}", error.retry_after()),
//!                 _ => return Err(error),
//!             },
//!         }
//!     }
//!     Ok(())
//! }
//! # }
//! ```
//!
//! # Headers of a response
//!
//! `send_raw` gives status and headers beside the value. What the document declares has a typed key in the client's module
//! `headers`; [`Response::get`] and [`Error::get`] take it, and give nothing where the header is missing or not as declared.
//!
//! ```
//! # #[cfg(feature = "kathan")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use callspec::kathan::{Client, credits::GetCreditBalance, headers};
//! use callspec::testing::{Answer, InMemory};
//!
//! let answer = Answer::new(503).header("X-RateLimit-Reset", "1767225600");
//! let server = InMemory::new().answer::<GetCreditBalance>(answer);
//! let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server).build()?;
//!
//! let call = kathan.get_credit_balance().retry(callspec::Retry::none());
//! match call.send_raw().await {
//!     Ok(answer) => println!("{:?} calls left", answer.get(headers::X_RATE_LIMIT_REMAINING)),
//!     Err(error) => assert_eq!(error.get(headers::X_RATE_LIMIT_RESET), Some(1_767_225_600)),
//! }
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "kathan"))]
//! # fn main() {}
//! ```
//!
//! # Uploads
//!
//! ```no_run
//! # #[cfg(feature = "kathan")]
//! # async fn example(kathan: callspec::kathan::Client) -> Result<(), Box<dyn std::error::Error>> {
//! use callspec::File;
//! use callspec::kathan::models::UploadRecipientsRequest;
//!
//! let csv = File::new("phone_number\n+14155550100\n").name("recipients.csv").content_type("text/csv");
//! kathan.upload_recipients("list_1", UploadRecipientsRequest::new(csv)).send().await?;
//! # Ok(())
//! # }
//! ```
//!
//! `File::stream` takes what is too large for memory; such a request is sent at most once, whatever happens.
//!
//! # Around each attempt
//!
//! A [`Middleware`](core::Middleware) sees operation, method, path template and the number of the attempt. The feature
//! `tracing` makes a span per call and per attempt, with the names of OpenTelemetry's HTTP conventions, and no body,
//! credential or query in it. Any other [`Transport`](core::Transport) may take the place of reqwest.
//!
//! # Scripts without a runtime
//!
//! The feature `blocking` gives each request `send_blocking`, for any thread that may be blocked: one without a runtime, or one of
//! tokio's `spawn_blocking` or `block_in_place`. Inside an asynchronous task of tokio, which would stand still, it is an error that
//! says what to do instead.
//!
//! # Tests of your own
//!
//! A server in memory answers with typed values, lists what was sent, and refuses what no one told it to answer. The
//! feature `testing` gives responses constructors.
//!
//! ```
//! # #[cfg(all(feature = "sippet", feature = "testing"))]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use callspec::sippet::{Client, calls::UpdateCall, models::CallAttributesUpdate};
//! use callspec::testing::{Answer, InMemory};
//!
//! let server = InMemory::new().answer::<UpdateCall>(Answer::new(404));
//! let sippet = Client::builder().bearer_auth("token").transport(server.clone()).build()?;
//!
//! let refused = sippet.update_call("c1", CallAttributesUpdate::new().clear_ended_at()).send().await;
//! assert_eq!(refused.unwrap_err().status().map(|status| status.as_u16()), Some(404));
//! assert_eq!(server.sent()[0].path(), "/api/calls/c1");
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "sippet", feature = "testing")))]
//! # fn main() {}
//! ```
//!
//! # Features
//!
//! | feature | gives |
//! |---|---|
//! | `kathan`, `sippet` (default) | the providers |
//! | `reqwest`, `rustls` (default) | the network; `native-tls` is another TLS back end |
//! | `gzip`, `brotli`, `deflate`, `zstd` | compressed responses, asked for and read |
//! | `jiff` (default), `chrono`, `time` | conversions of [`Timestamp`] and [`Date`] |
//! | `blocking` | `send_blocking` |
//! | `tracing` | spans |
//! | `testing` | constructors of responses |

#![cfg_attr(docsrs, feature(doc_cfg))]

pub use callspec_core as core;
pub use callspec_core::types::{Date, File, Patch, Secret, SetSome, Timestamp, jsonapi};
pub use callspec_core::{
    BuildError, CallError, Error, ErrorKind, InvalidReason, RateLimit, Response, Retry, StatusCode, TransportErrorKind,
    testing,
};

/// Re-exports the client of a provider where its feature is on: a line for each.
macro_rules! provider {
    ($name:ident, $feature:literal) => {
        #[cfg(feature = $feature)]
        pub use ::$name;
    };
}

provider!(kathan, "kathan");
provider!(sippet, "sippet");
