//! What is wrong with a request, a key or a body. No text here holds a key, a signature or a value of a body.

use std::fmt;

/// Why a request is not accepted, or cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureError {
    /// A header that the signature needs is missing.
    MissingHeader(&'static str),
    /// A header that the signature needs is there more than once.
    RepeatedHeader(&'static str),
    /// A header is not as the scheme has it.
    Unreadable {
        /// The header.
        header: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The address that was called is signed, and nobody said which it was.
    MissingUrl,
    /// The request is older than is tolerated, or as far in the future.
    Stale {
        /// Its age in seconds; negative in the future.
        age: i64,
    },
    /// No signature is one of this request by any of the keys.
    NoSignatureFits,
}

impl SignatureError {
    pub(crate) const fn unreadable(header: &'static str, reason: &'static str) -> Self {
        Self::Unreadable { header, reason }
    }
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingHeader(header) => write!(f, "the header `{header}` is missing"),
            Self::RepeatedHeader(header) => write!(f, "the header `{header}` is there more than once"),
            Self::Unreadable { header, reason } => write!(f, "the header `{header}` cannot be read: {reason}"),
            Self::MissingUrl => f.write_str("the address that was called is signed: `url` sets it"),
            Self::Stale { age: age @ 0.. } => write!(f, "the request was sent {age} s ago, which is too long"),
            Self::Stale { age } => write!(f, "the request is {} s in the future", age.unsigned_abs()),
            Self::NoSignatureFits => f.write_str("no signature fits: another key, or not what was sent"),
        }
    }
}

impl std::error::Error for SignatureError {}

/// Why a text is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyError {
    /// It is empty.
    Empty,
    /// It is not written as the scheme has it, in Base64 or hexadecimal digits.
    Unreadable,
    /// It is no key of the algorithm.
    NoKey,
    /// It is the private key where the public one is needed, or the other way round.
    OtherHalf,
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the key is empty",
            Self::Unreadable => "the key is not written as the scheme has it",
            Self::NoKey => "this is no key of the algorithm",
            Self::OtherHalf => {
                "this is the other half of the key: a verifier needs the public one, a signer the private one"
            }
        })
    }
}

impl std::error::Error for KeyError {}

/// Why a body is not read as an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    pub(crate) event: Option<String>,
    pub(crate) pointer: Option<String>,
    pub(crate) reason: String,
}

impl ParseError {
    /// The name of the event, if the body has one.
    pub fn event(&self) -> Option<&str> {
        self.event.as_deref()
    }

    /// The JSON pointer (RFC 6901) of the value that is wrong; `None` if the body is no JSON.
    pub fn pointer(&self) -> Option<&str> {
        self.pointer.as_deref()
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body")?;
        if let Some(event) = &self.event {
            write!(f, " of the event `{}`", event.escape_debug())?;
        }
        f.write_str(" is not as documented")?;
        if let Some(pointer) = self.pointer.as_deref().filter(|pointer| !pointer.is_empty()) {
            write!(f, ", at `{}`", pointer.escape_debug())?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl std::error::Error for ParseError {}
