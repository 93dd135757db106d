//! Errors of a call. In: whatever went wrong. Out: a typed error response where the document has one, and in every case the
//! operation, the status if there is one, and no body and no credential in the text.

mod build;
mod display;
mod invalid;
mod response;
mod transport;
mod words;

use std::convert::Infallible;

use http::{HeaderMap, StatusCode};

use crate::header::Header;
use crate::info::OperationInfo;
use crate::response::RateLimit;
use crate::retry;

pub use build::BuildError;
pub use invalid::InvalidRequest;
pub(crate) use response::bounded;
pub use response::{ApiError, DecodeError, TooLarge, Unexpected};
pub use transport::{Ambiguous, TransportError, TransportErrorKind, TransportFailure};
pub use words::Words;

/// Why a call gave no success; `E` is the operation's enum of documented error responses.
///
/// `Display` says the operation, its method and path template, the status, the request id and the server's own words. It
/// never shows a body.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// The server refused in a documented way.
    Api(Box<ApiError<E>>),
    /// The server answered with a status, or a body, that the document does not have; a redirection (3xx) is one of these
    /// and is not followed.
    Unexpected(Box<Unexpected>),
    /// The request was refused before it was sent.
    Invalid(Box<InvalidRequest>),
    /// No connection was made: the request surely never left.
    Connect(Box<TransportFailure>),
    /// Time ran out. Only an idempotent operation ends in this; see [`Ambiguous`](Self::Ambiguous).
    Timeout(Box<TransportFailure>),
    /// The exchange broke. Only an idempotent operation ends in this; see [`Ambiguous`](Self::Ambiguous).
    Transport(Box<TransportFailure>),
    /// The server reported a success whose body is not as documented.
    Decode(Box<DecodeError>),
    /// The body of the response is larger than the limit.
    TooLarge(Box<TooLarge>),
    /// A `POST` or `PATCH` may or may not have been carried out: time ran out or the exchange broke after the request
    /// may have left. Ask the server what is the case before you call again.
    Ambiguous(Box<Ambiguous>),
}

/// An error that holds no documented error response.
pub(crate) type Failure = Error<Infallible>;

impl Failure {
    /// The same error, among those of an operation.
    pub(crate) fn widen<E>(self) -> Error<E> {
        match self {
            Self::Api(response) => response.never(),
            Self::Unexpected(it) => Error::Unexpected(it),
            Self::Invalid(it) => Error::Invalid(it),
            Self::Connect(it) => Error::Connect(it),
            Self::Timeout(it) => Error::Timeout(it),
            Self::Transport(it) => Error::Transport(it),
            Self::Decode(it) => Error::Decode(it),
            Self::TooLarge(it) => Error::TooLarge(it),
            Self::Ambiguous(it) => Error::Ambiguous(it),
        }
    }
}

impl<E> From<InvalidRequest> for Error<E> {
    fn from(invalid: InvalidRequest) -> Self {
        Self::Invalid(Box::new(invalid))
    }
}

impl<E> Error<E> {
    /// The documented error response, if this is one.
    pub fn api(&self) -> Option<&E> {
        match self {
            Self::Api(response) => Some(response.error()),
            _ => None,
        }
    }

    /// The documented error response, by move, or else the error itself.
    ///
    /// # Errors
    ///
    /// Every error but a documented error response.
    pub fn into_api(self) -> Result<E, Self> {
        match self {
            Self::Api(response) => Ok(response.into_error()),
            other => Err(other),
        }
    }

    /// The status, if the server answered.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Ambiguous(it) => it.status(),
            other => other.head().map(|head| head.status),
        }
    }

    /// The headers, if the server answered.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.head().map(|head| head.shown())
    }

    /// The value of a declared header; none if the server did not answer, or the header is missing or not as declared.
    pub fn get<H>(&self, header: Header<H>) -> Option<H> {
        header.read(self.headers()?)
    }

    /// The id that the server gave the request, if it did.
    pub fn request_id(&self) -> Option<&str> {
        self.head().and_then(crate::head::Head::request_id)
    }

    /// What the server says of the rate limit, if it does.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        self.headers().and_then(RateLimit::read)
    }

    /// The operation, unless the error came before it was known.
    pub fn operation(&self) -> Option<&'static OperationInfo> {
        match self {
            Self::Invalid(it) => it.operation(),
            Self::Connect(it) | Self::Timeout(it) | Self::Transport(it) => Some(it.operation()),
            Self::Ambiguous(it) => Some(it.operation()),
            other => other.head().map(|head| head.operation),
        }
    }

    /// Whether the same call may safely be made again, and may then succeed.
    ///
    /// True for failed connections; for idempotent methods also for broken exchanges, for time that ran out, and for the
    /// statuses 408, 429, 502, 503 and 504.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Connect(it) => !it.cause().is_refused(),
            Self::Timeout(_) | Self::Transport(_) => true,
            other => other
                .head()
                .is_some_and(|head| retry::is_idempotent(&head.operation.method) && retry::is_transient(head.status)),
        }
    }

    /// Whether the call may have had its effect although it gave no success.
    ///
    /// True for [`Ambiguous`](Self::Ambiguous), for a success that could not be read, and for the statuses 408, 500, 502
    /// and 504, which do not say whether the server had begun.
    pub fn may_have_been_carried_out(&self) -> bool {
        match self {
            Self::Invalid(_) | Self::Connect(_) => false,
            Self::Ambiguous(_) | Self::Timeout(_) | Self::Transport(_) => true,
            other => other
                .head()
                .is_some_and(|head| head.status.is_success() || matches!(head.status.as_u16(), 408 | 500 | 502 | 504)),
        }
    }

    /// The kind of the error in one word, as spans have it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Api(_) => "api",
            Self::Unexpected(_) => "unexpected",
            Self::Invalid(_) => "invalid",
            Self::Connect(it) | Self::Timeout(it) | Self::Transport(it) => it.cause().name(),
            Self::Decode(_) => "decode",
            Self::TooLarge(_) => "too_large",
            Self::Ambiguous(_) => "ambiguous",
        }
    }

    fn head(&self) -> Option<&crate::head::Head> {
        match self {
            Self::Api(it) => Some(it.head()),
            Self::Unexpected(it) => Some(it.head()),
            Self::Decode(it) => Some(it.head()),
            Self::TooLarge(it) => Some(it.head()),
            _ => None,
        }
    }
}

impl<E: std::fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Connect(it) | Self::Timeout(it) | Self::Transport(it) => Some(it.cause()),
            Self::Ambiguous(it) => Some(it.cause()),
            Self::Api(_) | Self::Unexpected(_) | Self::Invalid(_) | Self::Decode(_) | Self::TooLarge(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
