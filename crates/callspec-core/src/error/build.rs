//! Why a client could not be built.

use std::fmt;

use callspec_types::StreamError;

use crate::invalid::InvalidReason;

/// Why a client could not be built. No value of a credential is in it.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL is missing or not one that can be used, for this reason.
    BaseUrl(&'static str),
    /// A credential that every operation needs is missing, or one cannot be sent.
    Credential(InvalidReason, &'static str),
    /// The `User-Agent` cannot be sent as a header.
    UserAgent,
    /// No transport was given, and the feature `reqwest` is off.
    NoTransport,
    /// A setting of the network cannot be used, for this reason.
    Network(&'static str),
    /// The transport could not be set up.
    Transport(StreamError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BaseUrl(reason) => write!(f, "the base URL {reason}"),
            Self::Credential(reason @ InvalidReason::MissingCredential { .. }, _) => {
                write!(f, "the client {reason}")
            }
            Self::Credential(reason, scheme) => write!(f, "the credential `{scheme}` {reason}"),
            Self::UserAgent => f.write_str("the user agent cannot be sent as a header"),
            Self::NoTransport => f.write_str("no transport: give one, or turn on the feature `reqwest`"),
            Self::Network(reason) => f.write_str(reason),
            Self::Transport(source) => write!(f, "the transport could not be set up: {source}"),
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(source) => Some(&**source),
            _ => None,
        }
    }
}
