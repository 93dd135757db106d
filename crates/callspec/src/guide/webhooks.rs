//! Receive webhooks: know who sent a request, and which event it tells.
//!
//! ```toml
//! [dependencies]
//! callspec = { path = "crates/callspec", features = ["webhooks"] }
//! ```
//!
//! Sippet sends events to an address that is set up in its console.
//! `WebhookEvent::parse` reads the body of such a request; an event that this
//! release does not name is kept, with its name and all that it says.
//!
//! ```
//! use callspec::sippet::models::WebhookEvent;
//! use callspec::webhooks::ParseError;
//!
//! fn receive(body: &[u8]) -> Result<String, ParseError> {
//!     Ok(match WebhookEvent::parse(body)? {
//!         WebhookEvent::Call(event) => event.r#type,
//!         WebhookEvent::EmailClassification(event) => {
//!             let label = event.data.and_then(|data| data.effective_label);
//!             label.unwrap_or_default()
//!         }
//!         WebhookEvent::Unrecognized(event) => {
//!             format!("{:?} is new", event.name())
//!         }
//!         _ => "another event".to_owned(),
//!     })
//! }
//!
//! let body = br#"{"id":"e1","type":"invoice.paid","data":{"sum":7}}"#;
//! assert_eq!(receive(body)?, r#"Some("invoice.paid") is new"#);
//!
//! let error = receive(br#"{"id":1,"type":"call.ended"}"#).unwrap_err();
//! assert_eq!(error.event(), Some("call.ended"));
//! assert_eq!(error.pointer(), Some("/id"));
//! # Ok::<(), ParseError>(())
//! ```
//!
//! # Who sent it
//!
//! Anybody may send a request to that address. Whether the provider did, its
//! signature says. How Sippet signs is not documented, so its models have no
//! `WEBHOOK_SIGNATURE`; what the console says is written down as a
//! [`SignatureScheme`](crate::webhooks::SignatureScheme). Headers are those of
//! any HTTP framework, `&http::HeaderMap` among them, and the body is to be as
//! it came.
//!
//! ```
//! use callspec::sippet::models::WebhookEvent;
//! use callspec::webhooks::{Algorithm, Part, SignatureScheme, Signer, Verifier};
//!
//! // `X-Signature: t=1772443872,v1=…`, over `1772443872.{body}`: made up.
//! const SIGNED: SignatureScheme =
//!     SignatureScheme::new(Algorithm::HmacSha256, "X-Signature")
//!         .members("v1", "t")
//!         .input(&[Part::Timestamp, Part::Text("."), Part::Body]);
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let verifier = Verifier::new(SIGNED, "secret")?
//!     .or_key("the secret before it")?;
//!
//! // What the provider does, in a test.
//! let body = br#"{"id":"e1","type":"call.ended"}"#;
//! let none: [(&str, &str); 0] = [];
//! let headers = Signer::new(SIGNED, "secret")?.sign(none, body)?;
//!
//! let event = WebhookEvent::parse(verifier.verify(headers.clone(), body)?)?;
//! assert!(matches!(event, WebhookEvent::Call(_)));
//!
//! let touched = br#"{"id":"e2","type":"call.ended"}"#;
//! assert!(verifier.verify(headers, touched).is_err());
//! # Ok(())
//! # }
//! ```
//!
//! # A form, signed with the address
//!
//! Some providers, Twilio among them, send forms, and sign the address that they
//! call with the form's parameters, sorted. The address is the one that was given
//! to the provider, whatever a proxy makes of it on the way.
//!
//! ```
//! use callspec::webhooks::{Algorithm, Encoding, Part, SignatureScheme, Verifier};
//!
//! const TWILIO: SignatureScheme =
//!     SignatureScheme::new(Algorithm::HmacSha1, "X-Twilio-Signature")
//!         .encoding(Encoding::Base64)
//!         .input(&[Part::Url, Part::Form]);
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let verifier = Verifier::new(TWILIO, "12345")?
//!     .url("https://mycompany.com/myapp.php?foo=1&bar=2");
//!
//! let headers = [("X-Twilio-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")];
//! let form = b"CallSid=CA1234567890ABCDE&Digits=1234&From=%2B14158675309\
//!     &To=%2B18005551212&Caller=%2B14158675309";
//! assert!(verifier.verify(headers, form).is_ok());
//! # Ok(())
//! # }
//! ```
//!
//! | to | see |
//! |---|---|
//! | verify a provider of Standard Webhooks | [`SignatureScheme::STANDARD_WEBHOOKS`](crate::webhooks::SignatureScheme::STANDARD_WEBHOOKS) |
//! | verify a provider that signs the address and a form | [`Part::Url`](crate::webhooks::Part::Url), [`Verifier::url`](crate::webhooks::Verifier::url) |
//! | go over to a new secret | [`Verifier::or_key`](crate::webhooks::Verifier::or_key) |
//! | take requests older than 5 minutes | [`Verifier::tolerance`](crate::webhooks::Verifier::tolerance) |
//! | test at another time | [`Verifier::verify_at`](crate::webhooks::Verifier::verify_at), [`Signer::sign_at`](crate::webhooks::Signer::sign_at) |
//! | read an event that a header tells, as a document of another provider may say | `WebhookEvent::parse(headers, body)` |
//! | read a body that has an address of its own | [`webhooks::parse`](crate::webhooks::parse) |
