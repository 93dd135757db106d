//! Responses: what each documented status gives, and the headers that are declared.

use std::ops::RangeInclusive;

use super::{ConstName, Docs, Method, Payload, Pointer, Type, TypeName, VariantName};

/// What a success gives.
#[derive(Clone, Debug)]
pub struct Success {
    /// The documented responses; one with [`Payload::Empty`] where the document has none.
    pub responses: Vec<Response>,
    /// Name of the enum over the responses; `None` where all have the same payload.
    pub enum_name: Option<TypeName>,
}

/// Documented error responses.
#[derive(Clone, Debug)]
pub struct ErrorResponses {
    /// Name of the enum: `UpdateCallError`.
    pub name: TypeName,
    /// Its variants, exact statuses first, then ranges, then `default`.
    pub responses: Vec<Response>,
}

/// A case of reading a reply: which replies it takes, and what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The statuses that it takes; empty: any.
    pub statuses: Vec<RangeInclusive<u16>>,
    /// The media types that it takes, without parameters and in lower case; empty: any.
    pub media_types: Vec<String>,
    /// What such a reply is.
    pub reading: Reading,
}

impl Case {
    /// Replies that the document does not have.
    pub(crate) fn unexpected(statuses: Vec<RangeInclusive<u16>>) -> Self {
        Self {
            statuses,
            media_types: Vec::new(),
            reading: Reading::Unexpected,
        }
    }
}

/// What a reply is. Indices are into the responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// One of [`Success::responses`].
    Success(usize),
    /// One of [`ErrorResponses::responses`].
    Error(usize),
    /// Nothing that the document has.
    Unexpected,
}

/// One documented response.
#[derive(Clone, Debug)]
pub struct Response {
    /// Its status.
    pub status: Status,
    /// Its media type; `None` where it has no body.
    pub media_type: Option<String>,
    /// The media type that a server sends: the same, or of a range the plainest type in it.
    pub sent: Option<String>,
    /// Further media types of the same body.
    pub others: Vec<String>,
    /// Its variant in the enum over the responses.
    pub variant: VariantName,
    /// Its body.
    pub payload: Payload,
    /// Whether the payload is boxed in its variant: far larger than the others.
    pub boxed: bool,
    /// What the document shows of its body; `None` where it shows nothing, or there is none.
    pub example: Option<Example>,
    /// Declared headers.
    pub headers: Vec<Header>,
    /// The description.
    pub docs: Docs,
    /// Whether the description says more than the status does.
    pub says_more: bool,
    /// Where it comes from.
    pub pointer: Pointer,
}

/// What the document shows of a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Example {
    /// Its value, in JSON.
    Json(serde_json::Value),
    /// Its text.
    Text(String),
}

/// A declared header of a response.
#[derive(Clone, Debug)]
pub struct Header {
    /// Name of its key: that of the [`HeaderKey`] with the same name on the wire.
    pub name: ConstName,
    /// Name on the wire, as it is spelled here; case makes no difference.
    pub wire: String,
    /// Its type: that of its key.
    pub ty: Type,
    /// How its text is read: that of its key.
    pub form: HeaderForm,
    /// `required`.
    pub required: bool,
    /// What the document shows of it, as it is sent.
    pub example: Option<String>,
    /// The description.
    pub docs: Docs,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// Where it comes from.
    pub pointer: Pointer,
}

/// How the text of a header is read (OpenAPI 3.0 §4.7.21).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// `simple`: `1,2`, `k,v,l,w`.
    Simple,
    /// `simple`, exploded: `k=v,l=w`. Only for objects, since others look the same.
    Exploded,
    /// `content` with a JSON media type: JSON text.
    Json,
}

/// A header that some responses declare: a constant of the client.
#[derive(Clone, Debug)]
pub struct HeaderKey {
    /// Name of the constant, unique in the API.
    pub name: ConstName,
    /// Name on the wire, in lower case.
    pub wire: String,
    /// Its type.
    pub ty: Type,
    /// How its text is read.
    pub form: HeaderForm,
    /// `required` where it is first declared.
    pub required: bool,
    /// Its documentation where it is first declared.
    pub docs: Docs,
    /// `deprecated: true` wherever it is declared.
    pub deprecated: bool,
    /// Where it is first declared.
    pub pointer: Pointer,
}

/// The key of a documented response (OpenAPI 3.0 §4.7.16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// One status code.
    Code(u16),
    /// A range such as `4XX`, by its first digit.
    Range(u8),
    /// `default`.
    Default,
}

impl Status {
    /// Reads a key of `responses`; `None` for one that OpenAPI does not have.
    pub fn read(key: &str) -> Option<Self> {
        if key == "default" {
            return Some(Self::Default);
        }
        match key.strip_suffix("XX") {
            Some(class) => class.parse().ok().map(Self::Range),
            None => key.parse().ok().map(Self::Code),
        }
    }

    /// The key, as the document spells it.
    pub fn key(self) -> String {
        match self {
            Self::Code(code) => code.to_string(),
            Self::Range(digit) => format!("{digit}XX"),
            Self::Default => "default".to_owned(),
        }
    }

    /// Whether it says itself that what was asked was done: 2xx (RFC 9110 §15.3).
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }

    /// Whether it says where to go on, and nothing else was done (RFC 9110 §15.4).
    fn is_redirection(self) -> bool {
        matches!(self, Self::Code(300..=303 | 305..=399) | Self::Range(3))
    }

    /// Whether its response is a success of an operation with these responses. Where there is no 2xx, what the operation is
    /// for is to lead elsewhere; where it does not do that either, `default` is a success.
    pub fn is_success_among(self, documented: &[Self]) -> bool {
        let has = |is: fn(Self) -> bool| documented.iter().any(|status| is(*status));
        match self {
            Self::Default => !has(Self::is_success) && !has(Self::is_redirection),
            status => status.is_success() || status.is_redirection() && !has(Self::is_success),
        }
    }

    /// Whether a response to this method has no body, whatever the document says: one to HEAD, 1xx, 204, 205 and 304
    /// (RFC 9110 §9.3.2, §15.2, §15.3.5, §15.3.6, §15.4.5).
    pub fn is_without_content(self, method: &Method) -> bool {
        *method == Method::Head || matches!(self, Self::Code(100..=199 | 204 | 205 | 304) | Self::Range(1))
    }
}
