//! Set timeouts and limits of size; decide what is tried again.
//!
//! # Limits
//!
//! | limit | by default | of the client | of one call |
//! |---|---|---|---|
//! | a call in all, retries included | 60 s | `timeout` | `timeout` |
//! | silence of the server | 30 s | `read_timeout` | `read_timeout` |
//! | a connection | 5 s | `connect_timeout` | `connect_timeout` |
//! | body of a response, decompressed | 16 MiB | `body_limit` | `body_limit` |
//! | what is tried again | [`Retry::standard`](crate::Retry::standard) | `retry` | `retry` |
//!
//! Times are [`Duration`](std::time::Duration)s; `None` is without end.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! # use callspec::testing::InMemory;
//! # use callspec::kathan::{calls::{GetCall, ListCalls}, models::CallDetail};
//! use std::time::Duration;
//!
//! use callspec::Retry;
//! use callspec::kathan::Client;
//!
//! # let server = InMemory::new()
//! #     .respond::<GetCall>(&CallDetail::new("call_123")).respond::<ListCalls>(&Vec::new());
//! let kathan = Client::builder()
//! #   .transport(server)
//!     .bearer_auth("sk_live_example")
//!     .user_id("user_123")
//!     .timeout(Duration::from_secs(20))
//!     .body_limit(1 << 20)
//!     .build()?;
//!
//! let calls = kathan
//!     .list_calls()
//!     .timeout(Duration::from_secs(300))
//!     .read_timeout(None)
//!     .await?;
//! let call = kathan.get_call("call_123").retry(Retry::none()).await?;
//! # assert_eq!((calls.len(), call.id.as_str()), (0, "call_123"));
//! # Ok(())
//! # }
//! ```
//!
//! Time that ran out is [`is_timeout`](crate::Error::is_timeout); a body that
//! is too large is [`Error::TooLarge`](crate::Error::TooLarge).
//!
//! JSON is read up to 127 levels of arrays and objects within each other; a
//! response that nests deeper is [`Error::Decode`](crate::Error::Decode), so
//! that none fills the stack. What a program makes itself has no such bound: a
//! `serde_json::Value`, or a type that holds itself, takes stack for
//! each of its levels where it is sent, printed, copied and dropped.
//!
//! # Retries
//!
//! [`Retry`](crate::Retry) says what is tried again, and when: by default at
//! most twice, after a random wait of up to 0.5 s, then 1 s, or as long as
//! `Retry-After` says. Never a `POST` or `PATCH` that may have been carried out
//! (see [`patches`](super::patches#was-it-carried-out)), and never beyond the
//! call's timeout.
//!
//! ```
//! use std::time::Duration;
//!
//! use callspec::Retry;
//! use callspec::kathan::{Client, calls::GetCall, models::CallDetail};
//! use callspec::testing::{Answer, InMemory, ManualClock};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! let server = InMemory::new()
//!     .answer::<GetCall>(Answer::new(503).header("Retry-After", "9"))
//!     .answer::<GetCall>(Answer::new(429).header("Retry-After", "2"))
//!     .respond::<GetCall>(&CallDetail::new("call_123"));
//! let clock = ManualClock::new();
//! let kathan = Client::builder()
//!     .bearer_auth("sk_live_example")
//!     .user_id("user_123")
//!     .transport(server)
//!     .clock(clock.clone())
//!     .retry(
//!         Retry::standard()
//!             .most(4)
//!             .backoff(Duration::from_millis(100), Duration::from_secs(1))
//!             .longest_wait(Duration::from_secs(10)),
//!     )
//!     .build()?;
//!
//! let response = kathan.get_call("call_123").send_raw().await?;
//! assert_eq!(response.retries(), 2);
//! assert_eq!(clock.sleeps(), [9, 2].map(Duration::from_secs));
//! # Ok(())
//! # }
//! ```
