//! Receiving webhooks: requests that a provider makes to a server of yours.
//!
//! In: the headers and the body of such a request, from whatever HTTP framework, and the secret that the provider shares. Out:
//! whether the provider sent it, and the event that it tells.
//!
//! ```
//! use callspec_webhooks::{SignatureScheme, Signer, Verifier};
//!
//! let secret = "whsec_dGhpcyBpcyBub3QgYSByZWFsIHNlY3JldA";
//! let verifier = Verifier::new(SignatureScheme::STANDARD_WEBHOOKS, secret)?;
//!
//! // What a provider does, and what a test of yours does in its place.
//! let signer = Signer::new(SignatureScheme::STANDARD_WEBHOOKS, secret)?;
//! let body = br#"{"type":"call.ended"}"#;
//! let headers = signer.sign([("webhook-id", "msg_1")], body)?;
//!
//! // The headers are those of the request: `&http::HeaderMap`, or any other list of names and values.
//! let body = verifier.verify(headers, body)?;
//! assert_eq!(body, br#"{"type":"call.ended"}"#);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `verify` takes the body as it came: what was decoded and encoded again has another signature. It gives the body back, for
//! `parse` of the generated `WebhookEvent`, or for [`parse`].
//!
//! [`SignatureScheme`] describes how a provider signs; generated models have theirs as `WEBHOOK_SIGNATURE`, if the document
//! says. Whoever knows it from elsewhere writes it down:
//!
//! ```
//! use callspec_webhooks::{Algorithm, SignatureScheme};
//!
//! const GITHUB: SignatureScheme = SignatureScheme::new(Algorithm::HmacSha256, "X-Hub-Signature-256").prefix("sha256=");
//! ```
//!
//! A provider sends an event again when it is in doubt, and anyone may send a request again that they saw, within
//! [`tolerance`](Verifier::tolerance): remember the ids of events that were dealt with.

#![forbid(unsafe_code)]

mod error;
mod event;
mod form;
mod headers;
mod key;
mod scheme;
mod signer;
mod verifier;

pub use error::{KeyError, ParseError, SignatureError};
pub use event::{Body, UnrecognizedEvent, parse};
pub use scheme::{Algorithm, Encoding, Part, SignatureScheme};
pub use signer::Signer;
pub use verifier::Verifier;

#[cfg(test)]
mod tests;
