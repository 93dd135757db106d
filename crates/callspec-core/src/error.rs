//! Errors of a call. In: whatever went wrong. Out: a typed error response where the document has one, and in every case the
//! operation, the status if there is one, and no body and no credential in the text.

mod any;
mod build;
mod display;
mod invalid;
mod kind;
mod response;
mod transport;
mod view;
mod words;

use std::convert::Infallible;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::header::Header;
use crate::info::OperationInfo;
use crate::response::RateLimit;

pub use any::CallError;
pub use build::BuildError;
pub use invalid::InvalidRequest;
pub use kind::ErrorKind;
pub(crate) use response::bounded;
pub use response::{ApiError, DecodeError, TooLarge, Unexpected};
pub use transport::{Ambiguous, TransportError, TransportErrorKind, TransportFailure};
#[cfg(feature = "reqwest")]
pub(crate) use transport::{causes, names_certificate};
use view::{View, questions};
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
    /// Time ran out for an idempotent operation, after a status that says that nothing was done, or within a stream; see
    /// [`Ambiguous`](Self::Ambiguous).
    Timeout(Box<TransportFailure>),
    /// The exchange of an idempotent operation broke, or broke after a status that says that nothing was done, or within a
    /// stream, whose status says that the call succeeded; see [`Ambiguous`](Self::Ambiguous).
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

    questions!();

    pub(crate) fn view(&self) -> View<'_> {
        match self {
            Self::Api(it) => View::responded(ErrorKind::Api, &it.head, Some(&it.words)),
            Self::Unexpected(it) => View::responded(ErrorKind::Unexpected, &it.head, Some(&it.words)),
            Self::Decode(it) => View::responded(ErrorKind::Decode, &it.head, None),
            Self::TooLarge(it) => View::responded(ErrorKind::TooLarge, &it.head, None),
            Self::Connect(it) => it.view(ErrorKind::Connect),
            Self::Timeout(it) => it.view(ErrorKind::Timeout),
            Self::Transport(it) => it.view(ErrorKind::Transport),
            Self::Ambiguous(it) => it.failure.view(ErrorKind::Ambiguous),
            Self::Invalid(it) => it.view(),
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
