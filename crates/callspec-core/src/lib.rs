//! The runtime that generated clients call.
//!
//! In: an [`Operation`] with its arguments. Out: its documented success, or an [`Error`] that says what went wrong. What
//! differs between operations is data and a few thin generic functions; everything else is compiled once, here.
//!
//! | to | see |
//! |---|---|
//! | build a client | [`ClientBuilder`] |
//! | tell errors apart | [`Error`] |
//! | read a response while it arrives | [`Streamed`] |
//! | use `?` across operations | [`CallError`] |
//! | call what the document does not have | [`RawRequest`] |
//! | fetch what an address in a response leads to | [`Download`] |
//! | decide what is tried again | [`Retry`] |
//! | put something around each attempt | [`Middleware`] |
//! | send otherwise than with reqwest | [`Transport`] |
//! | give tokens that expire | [`TokenProvider`] |
//! | fetch tokens by OAuth 2.0 | [`OAuth2`] |
//!
//! # Features
//!
//! `reqwest` and `rustls` (default): the transport over the network; `native-tls` and `rustls-no-provider` are other TLS
//! back ends; `http2` and `system-proxy` are passed through. `gzip`, `brotli`, `deflate`, `zstd`: compressed responses are
//! asked for and read. `blocking`: `send_blocking`, `stream_blocking`, and `blocking` of pages and items.
//! `tracing`: spans. `jiff` (default), `chrono`, `time`: conversions of dates.
//! `arbitrary-precision`: numbers of any length are kept in JSON that no type describes.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod accept;
mod base_url;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod call;
mod client;
mod clock;
mod coding;
mod credential;
mod credential_name;
mod download;
mod effect;
mod encode;
mod encoding;
mod error;
mod exchange;
mod extra;
mod head;
mod header;
mod header_value;
mod idempotency;
mod info;
mod invalid;
mod json;
mod macros;
mod method;
mod multipart;
#[cfg(feature = "reqwest")]
mod network;
mod oauth2;
mod operation;
mod pages;
mod path;
mod raw;
mod reply;
mod request;
mod response;
mod retry;
#[cfg(any(feature = "reqwest", feature = "blocking"))]
mod runtime;
mod scheme;
mod send;
mod slices;
mod sparse;
mod stream;
mod style;
mod target;
pub mod testing;
mod trace;
mod transport;

pub use bytes::{self, Bytes};
pub use callspec_types as types;
#[doc(hidden)]
pub use callspec_types::ClientDebug as Debug;
pub use callspec_types::{File, Secret};
pub use http::{self, HeaderMap, StatusCode};

#[doc(hidden)]
pub use accept::Accept;
#[cfg(feature = "blocking")]
pub use blocking::Blocking;
pub use body::Body;
pub use client::{Client, ClientBuilder};
pub use clock::{BoxFuture, Clock, Dice, SystemClock, SystemDice};
pub use credential::{Token, TokenProvider};
pub use download::Download;
pub use encoding::Encoding;
pub use error::{
    Ambiguous, ApiError, BuildError, CallError, DecodeError, Error, ErrorKind, InvalidRequest, TooLarge,
    TransportError, TransportErrorKind, TransportFailure, Unexpected, Words,
};
pub use exchange::Exchange;
pub use header::Header;
pub use info::{Api, OperationInfo};
pub use invalid::InvalidReason;
pub use method::Method;
pub use multipart::Form;
#[cfg(feature = "reqwest")]
pub use network::{Network, NetworkBuilder};
pub use oauth2::{OAuth2, TokenRequest};
pub use operation::Operation;
pub use pages::{Items, LinkedPage, List, Paged, Pages, Paging};
pub use raw::RawRequest;
pub use reply::Reply;
pub use request::Request;
pub use response::{RateLimit, Response};
pub use retry::Retry;
pub use scheme::Scheme;
pub use sparse::{Sparse, SparseFields};
pub use stream::{Content, Event, Events, Streamed, Values, WriteError};
#[doc(hidden)]
pub use stream::{EventData, Streaming};
pub use style::Style;
pub use transport::{Attempt, Exchanged, Middleware, Next, Transport};
