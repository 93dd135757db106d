//! Typed clients for two voice-call providers: [`kathan`] and [`sippet`].
//!
//! ```toml
//! [dependencies]
//! callspec = { path = "crates/callspec" }
//! tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
//! ```
//!
//! A call is transferred to another number, at Kathan:
//!
//! ```no_run
//! use callspec::kathan::Client;
//! use callspec::kathan::models::{CallAction, UpdateCallRequest};
//!
//! #[tokio::main]
//! async fn main() -> Result<(), callspec::CallError> {
//!     let kathan = Client::from_env()?; // KATHAN_API_KEY, KATHAN_USER_ID
//!     let transfer = UpdateCallRequest::new()
//!         .action(CallAction::Transfer)
//!         .to("+14155550100")
//!         .mode("warm");
//!     let call = kathan.update_call("call_123", transfer).await?;
//!     println!("{} is {:?}", call.id, call.status);
//!     Ok(())
//! }
//! ```
//!
//! The calls that are completed are listed, at Sippet:
//!
//! ```no_run
//! use callspec::sippet::Client;
//! use callspec::sippet::models::{CallFilter, CallStatusFilter};
//!
//! #[tokio::main]
//! async fn main() -> Result<(), callspec::CallError> {
//!     let sippet = Client::from_env()?; // SIPPET_TOKEN
//!     let completed = CallStatusFilter::new().eq("completed");
//!     let filter = CallFilter::new().status(completed);
//!     let mut calls = sippet.list_calls().filter(filter).items();
//!     while let Some(call) = calls.next().await {
//!         println!("{:?}", call?.attributes.to_number);
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # Where to look
//!
//! | for | see |
//! |---|---|
//! | recipes, from hanging up to tests without a network | [`guide`] |
//! | operations: the methods of a client | [`kathan::Client`], [`sippet::Client`] |
//! | models: what is sent and read | [`kathan::models`], [`sippet::models`] |
//! | errors | [`Error`], and [`CallError`] for all operations |
//! | the runtime: transports, middleware, tokens | [`core`] |
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `kathan` (default) | [`kathan`], the client of Kathan |
//! | `sippet` (default) | [`sippet`], the client of Sippet |
//! | `reqwest` (default) | the network; without it a client needs a [`Transport`](core::Transport) |
//! | `rustls` (default) | TLS; `native-tls` in its place is that of the system, `rustls-no-provider` leaves the cryptography to the program |
//! | `http2`, `system-proxy` | HTTP/2; proxies of the system's settings |
//! | `gzip`, `brotli`, `deflate`, `zstd` | compressed responses, asked for and read |
//! | `jiff` (default), `chrono`, `time` | conversions of [`Timestamp`] and [`Date`] |
//! | `arbitrary-precision` | numbers of any length, kept in JSON that no type describes, such as `meta` and `other` |
//! | `blocking` | `send_blocking` of each request: [scripts](guide::scripts) |
//! | `tracing` | a span per call and attempt: [tracing](guide::tracing) |
//! | `testing` | a server in memory that answers as documented, and constructors of what only a server makes: [testing](guide::testing) |
//! | `webhooks` | events that a provider sends, and their signatures: [webhooks](guide::webhooks) |

#![cfg_attr(docsrs, feature(doc_cfg))]

// Text alone: nothing of it is built but by rustdoc.
#[cfg(any(doc, doctest))]
pub mod guide;

// The examples of the README are compiled as they stand.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
mod readme {}

#[doc(inline)]
pub use callspec_core as core;
pub use callspec_core::types::{Date, File, Patch, Secret, SetSome, Timestamp, jsonapi};
pub use callspec_core::{
    BuildError, CallError, Error, ErrorKind, InvalidReason, RateLimit, Response, Retry, StatusCode, TransportErrorKind,
    testing,
};

#[cfg(feature = "webhooks")]
#[doc(inline)]
pub use callspec_webhooks as webhooks;

/// Re-exports the client of a provider where its feature is on: a line for each.
macro_rules! provider {
    ($name:ident, $feature:literal) => {
        #[cfg(feature = $feature)]
        #[doc(inline)]
        pub use ::$name;
    };
}

provider!(kathan, "kathan");
provider!(sippet, "sippet");
