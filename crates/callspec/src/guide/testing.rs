//! Test your own code: a server in memory, without network or account.
//!
//! ```toml
//! [dev-dependencies]
//! callspec = { path = "crates/callspec", features = ["testing"] }
//! ```
//!
//! [`InMemory`](crate::testing::InMemory) takes the place of the network. It
//! answers with the examples of the documentation or with typed values, lists
//! what was sent, and refuses what it has no answer to.
//!
//! # Answers as documented
//!
//! `testing::documented()` of each provider answers every operation with the
//! documented example of its success. An error is asked for by its status, and
//! anything else is said of single operations: that goes first.
//!
//! ```
//! use callspec::CallError;
//! use callspec::kathan::calls::{ListCalls, UpdateCall};
//! use callspec::kathan::models::UpdateCallRequest;
//! use callspec::kathan::{Client, testing};
//!
//! // The code to test.
//! async fn longest_call(kathan: &Client) -> Result<Option<String>, CallError> {
//!     let calls = kathan.list_calls().await?.into_iter();
//!     let longest = calls.max_by_key(|call| call.duration_seconds);
//!     Ok(longest.map(|call| call.id))
//! }
//!
//! # /*
//! #[tokio::test]
//! # */
//! # #[tokio::main(flavor = "current_thread")]
//! async fn the_longest_call_is_found() -> Result<(), CallError> {
//!     let server = testing::documented()
//!         .answer_documented::<UpdateCall>(404)
//!         // The documented page, and then one without calls.
//!         .answer_documented::<ListCalls>(200)
//!         .respond::<ListCalls>(&Vec::new());
//!     let kathan = Client::builder()
//!         .bearer_auth("key")
//!         .user_id("user")
//!         .transport(server.clone())
//!         .build()?;
//!
//!     assert_eq!(longest_call(&kathan).await?.as_deref(), Some("call_123"));
//!     assert_eq!(longest_call(&kathan).await?, None);
//!     assert_eq!(server.sent()[1].operation().id, "list_calls");
//!
//!     // Operations of which nothing is said are answered too.
//!     let call = kathan.get_call("any_id").await?;
//!     assert_eq!(call.status.as_deref(), Some("completed"));
//!     let mute = UpdateCallRequest::new().recording_enabled(false);
//!     let error = kathan.update_call("any_id", mute).await.unwrap_err();
//!     assert!(error.is_not_found());
//!     assert_eq!(error.words().to_string(), "Call not found");
//!     Ok(())
//! }
//! # the_longest_call_is_found().unwrap();
//! ```
//!
//! Where the documentation has no example of a response, one is put together of
//! what its schema names; where that is not enough, the call fails with words
//! instead of a value that somebody made up
//! ([the rule](crate::testing::InMemory::documented)). A list that comes in
//! pages is documented as one page, which is given again for the next: say what
//! ends it, as above. What is tried again by itself, such as a 429, is here too:
//! [`Retry::none`](crate::Retry::none) or a clock of its own ([below](#time)) lets
//! a test not wait.
//!
//! # Typed answers
//!
//! The feature `testing` gives values that only a server makes their
//! constructors: `new` takes what is always there, and every field is public.
//!
//! ```
//! use callspec::CallError;
//! use callspec::kathan::Client;
//! use callspec::kathan::calls::UpdateCall;
//! use callspec::kathan::models::{Call, CallAction, UpdateCallRequest};
//! use callspec::testing::{Answer, InMemory};
//!
//! // The code to test.
//! async fn hang_up(kathan: &Client, id: &str) -> Result<Call, CallError> {
//!     let hang_up = UpdateCallRequest::new().action(CallAction::Hangup);
//!     Ok(kathan.update_call(id, hang_up).await?)
//! }
//!
//! # /*
//! #[tokio::test]
//! # */
//! # #[tokio::main(flavor = "current_thread")]
//! async fn a_call_is_hung_up() -> Result<(), CallError> {
//!     let mut call = Call::new("call_123");
//!     call.status = Some("ended".to_owned());
//!     let server = InMemory::new()
//!         .respond::<UpdateCall>(&call)
//!         .answer::<UpdateCall>(Answer::new(404));
//!     let kathan = Client::builder()
//!         .bearer_auth("key")
//!         .user_id("user")
//!         .transport(server.clone())
//!         .build()?;
//!
//!     assert_eq!(hang_up(&kathan, "call_123").await?, call);
//!     let error = hang_up(&kathan, "call_456").await.unwrap_err();
//!     assert!(error.is_not_found());
//!
//!     let sent = server.sent();
//!     assert_eq!(sent[0].method(), "PATCH");
//!     assert_eq!(sent[0].path(), "/calls/call_123");
//!     assert_eq!(sent[0].text(), r#"{"action":"hangup"}"#);
//!
//!     // Nothing was said of this operation.
//!     assert!(kathan.get_call("call_123").await.unwrap_err().is_connect());
//!     Ok(())
//! }
//! # a_call_is_hung_up().unwrap();
//! ```
//!
//! # What the server answers
//!
//! | code | answer |
//! |---|---|
//! | nothing, of `documented()` | the documented example of its success |
//! | `.answer_documented::<GetCall>(404)` | the documented example of this status |
//! | `.respond::<GetCall>(&call)` | 200 and this value as JSON |
//! | `.answer::<GetCall>(answer)` | an [`Answer`](crate::testing::Answer) |
//! | `.respond_with::<GetCall>(f)` | what the closure makes of the request: an answer, or a fault of the network |
//! | `Answer::new(status)` | this status, without headers and body |
//! | `Answer::json(status, &body)` | this status, and anything that serde writes, as JSON |
//! | `.header(name, value)` | a header more; the last of a name holds |
//! | `.body(text_or_bytes)` | this body, as it stands |
//! | `.event(&data)`, `.line(&value)` | a body that is read while it arrives: a server-sent event more, a line of JSON more |
//! | `.piece(bytes)`, `.pause(time)` | a piece of it more, and a time in which nothing comes |
//! | `.break_off()`, `.hang()` | its end before it is complete, and no end |
//!
//! Operations are named by the type of their request, in the module of their
//! tag. Several answers to one operation are given in order; the last is given
//! again and again. An answer that cannot be sent, such as one with a line
//! break in a header, shows as an error of the call.
//!
//! ```
//! use callspec::core::TransportError;
//! use callspec::sippet::Client;
//! use callspec::sippet::calls::ListCalls;
//! use callspec::sippet::models::{Call, ErrorDocument, ErrorObject};
//! use callspec::testing::{Answer, InMemory};
//! use callspec::{Retry, jsonapi::Document};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! let mut fault = ErrorObject::new();
//! fault.detail = Some("not yours".to_owned());
//! let refusal = ErrorDocument::new([fault]);
//! let server = InMemory::new()
//!     .respond::<ListCalls>(&Document::new(vec![Call::new("c1")]))
//!     .answer::<ListCalls>(Answer::json(403, &refusal))
//!     .answer::<ListCalls>(Answer::new(429).header("Retry-After", "7"))
//!     .answer::<ListCalls>(Answer::new(200).body("<html>"))
//!     .respond_with::<ListCalls>(|sent| match sent.query() {
//!         "" => Err(TransportError::timeout("too slow")),
//!         query => Ok(Answer::new(400).body(query.to_owned())),
//!     });
//! let sippet = Client::builder()
//!     .bearer_auth("token")
//!     .transport(server)
//!     .retry(Retry::none())
//!     .build()?;
//!
//! assert_eq!(sippet.list_calls().await?.data[0].id, "c1");
//!
//! let error = sippet.list_calls().await.unwrap_err();
//! assert!(error.is_forbidden());
//! assert_eq!(error.words().to_string(), "not yours");
//!
//! let error = sippet.list_calls().await.unwrap_err();
//! assert_eq!(error.retry_after().map(|wait| wait.as_secs()), Some(7));
//!
//! let error = sippet.list_calls().await.unwrap_err();
//! assert!(matches!(error, callspec::Error::Decode(_)));
//!
//! assert!(sippet.list_calls().await.unwrap_err().is_timeout());
//! # Ok(())
//! # }
//! ```
//!
//! The constructors of [`TransportError`](crate::core::TransportError) are the
//! faults of a network: `connect`, where nothing was sent; `timeout` and
//! `broken`, after which nobody knows; `refused`, which no retry mends; and
//! `new` for any [`TransportErrorKind`](crate::TransportErrorKind).
//!
//! # Time
//!
//! [`ManualClock`](crate::testing::ManualClock) lets each wait end at once and
//! says how long it was meant to be; with
//! [`FixedDice`](crate::testing::FixedDice) the waits between retries are
//! always the same.
//!
//! ```
//! use std::time::Duration;
//!
//! use callspec::kathan::{Client, calls::GetCall};
//! use callspec::testing::{Answer, FixedDice, InMemory, ManualClock};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! let clock = ManualClock::new();
//! let kathan = Client::builder()
//!     .bearer_auth("key")
//!     .user_id("user")
//!     .transport(InMemory::new().answer::<GetCall>(Answer::new(503)))
//!     .clock(clock.clone())
//!     .dice(FixedDice(1.0))
//!     .build()?;
//!
//! let error = kathan.get_call("call_123").await.unwrap_err();
//! assert_eq!(error.retries(), 2);
//! assert_eq!(clock.sleeps(), [500, 1000].map(Duration::from_millis));
//! # Ok(())
//! # }
//! ```
