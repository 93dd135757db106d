//! Webhooks: what the server sends by itself, what its events are called, and how it signs them.

use super::{Docs, Method, Pointer, Type, TypeId};

/// A request that the server makes: a webhook (OpenAPI 3.1 §4.8.1) or a callback (3.0 §4.7.18).
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Its key in the document.
    pub name: String,
    /// HTTP method.
    pub method: Method,
    /// What its body holds; `None` where it has none that a type can hold.
    pub payload: Option<Type>,
    /// The union of events that it is a variant of; `None` where nothing in it tells it from others.
    pub event: Option<TypeId>,
    /// Summary and description.
    pub docs: Docs,
    /// Where it comes from.
    pub pointer: Pointer,
}

/// Where a request has the name of its event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventPlace {
    /// At a JSON pointer in the body.
    Body(String),
    /// In a header of this name.
    Header(String),
}

/// Which names of events are those of a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventName {
    /// This one.
    Whole(String),
    /// All that begin so, unless another webhook has the name, or a longer part of it.
    Prefix(String),
}

/// How the server signs its webhooks (specs/README.md).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// As Standard Webhooks 1.0 says.
    StandardWebhooks,
    /// In a way of its own.
    Own(OwnSignature),
}

/// A signature as a document describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSignature {
    /// How it is made.
    pub algorithm: Algorithm,
    /// The header that holds it.
    pub header: String,
    /// What stands before it there; empty where nothing does.
    pub prefix: String,
    /// Where the header is a list: the members that are the signature and the timestamp.
    pub members: Option<(String, String)>,
    /// The header that holds the timestamp and nothing else.
    pub timestamp: Option<String>,
    /// Whether the timestamp counts milliseconds, and not seconds.
    pub counts_milliseconds: bool,
    /// How it is written; `None` for hexadecimal digits.
    pub encoding: Option<Encoding>,
    /// How the key is written; `None` for the text of a secret, and hexadecimal digits of another key.
    pub key: Option<Encoding>,
    /// What is signed.
    pub input: Vec<InputPart>,
}

/// An algorithm of signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// `hmac-sha256`.
    HmacSha256,
    /// `hmac-sha1`.
    HmacSha1,
    /// `ed25519`.
    Ed25519,
}

/// How bytes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `hex`.
    Hex,
    /// `base64`.
    Base64,
    /// `text`, of keys only.
    Text,
}

/// A part of what is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputPart {
    /// `{header:NAME}`.
    Header(String),
    /// `{timestamp}`.
    Timestamp,
    /// `{body}`.
    Body,
    /// `{form}`.
    Form,
    /// `{url}`.
    Url,
    /// What stands between them.
    Text(String),
}
