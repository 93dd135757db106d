//! What goes wrong between client and server.

use std::fmt;
use std::sync::Arc;

use callspec_types::StreamError;
use http::{HeaderMap, StatusCode};

use super::{ErrorKind, View};
use crate::head::{Head, Past};
use crate::info::OperationInfo;

/// What ended an exchange, as far as the transport can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The transport itself refused the request: it surely never left, and another attempt would not help.
    Refused,
    /// No connection was made: the request surely never left.
    Connect,
    /// The certificate of the server is not accepted: it has expired, is of another host, or of an issuer that this
    /// machine does not trust. Nothing was sent, and another attempt would not help.
    Certificate,
    /// Time ran out.
    Timeout,
    /// The connection was closed before the head of a response was there.
    Closed,
    /// The connection was reset.
    Reset,
    /// What arrived is not HTTP.
    Malformed,
    /// The body of the response ended too early.
    Torn,
    /// The body of the response is not in the encoding that its head says.
    Encoding,
    /// Something else, after the request may have left.
    Broken,
}

/// What a [`Transport`](crate::Transport) reports when it has no answer.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: StreamError,
}

impl TransportError {
    /// An error of this kind. One of any kind but `Refused` and `Connect` says that the request may have left.
    pub fn new(kind: TransportErrorKind, source: impl Into<StreamError>) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// No connection was made: the request surely never left, so any method may be tried again.
    pub fn connect(source: impl Into<StreamError>) -> Self {
        Self::new(TransportErrorKind::Connect, source)
    }

    /// The transport itself refused the request: it surely never left, and another attempt would not help.
    pub fn refused(source: impl Into<StreamError>) -> Self {
        Self::new(TransportErrorKind::Refused, source)
    }

    /// Time ran out after the request may have left.
    pub fn timeout(source: impl Into<StreamError>) -> Self {
        Self::new(TransportErrorKind::Timeout, source)
    }

    /// The exchange broke after the request may have left.
    pub fn broken(source: impl Into<StreamError>) -> Self {
        Self::new(TransportErrorKind::Broken, source)
    }

    /// What ended the exchange.
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// The kind in one word, as spans have it.
    pub(crate) const fn name(&self) -> &'static str {
        match self.kind {
            TransportErrorKind::Refused => "refused",
            TransportErrorKind::Connect => "connect",
            TransportErrorKind::Certificate => "certificate",
            TransportErrorKind::Timeout => "timeout",
            TransportErrorKind::Closed => "closed",
            TransportErrorKind::Reset => "reset",
            TransportErrorKind::Malformed => "malformed",
            TransportErrorKind::Torn => "torn",
            TransportErrorKind::Encoding => "encoding",
            TransportErrorKind::Broken => "transport",
        }
    }

    /// Whether the request surely never left.
    pub const fn is_unsent(&self) -> bool {
        matches!(self.kind, TransportErrorKind::Connect) || self.is_lasting()
    }

    /// Whether the request surely never left, and another attempt would not help.
    pub(crate) const fn is_lasting(&self) -> bool {
        matches!(self.kind, TransportErrorKind::Refused | TransportErrorKind::Certificate)
    }

    /// Whether the transport itself refused the request.
    pub const fn is_refused(&self) -> bool {
        matches!(self.kind, TransportErrorKind::Refused)
    }

    /// Whether time ran out.
    pub const fn is_timeout(&self) -> bool {
        matches!(self.kind, TransportErrorKind::Timeout)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Refused => "not sent: ",
            TransportErrorKind::Connect | TransportErrorKind::Certificate => "no connection: ",
            TransportErrorKind::Timeout => "time ran out: ",
            _ => "the exchange broke: ",
        })?;
        write!(f, "{}", self.source)?;
        // reqwest says "error sending request" and keeps the reason in the chain; the innermost reason is what helps, but
        // for a certificate, where what is wrong with it stands above OpenSSL's own error.
        let reason = match self.kind {
            TransportErrorKind::Certificate => causes(&*self.source).skip(1).find(|cause| names_certificate(*cause)),
            _ => causes(&*self.source).skip(1).last(),
        };
        reason.map_or(Ok(()), |reason| write!(f, ": {reason}"))
    }
}

/// An error, and what it comes from.
pub(crate) fn causes<'a>(
    error: &'a (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'a (dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error), |error| error.source())
}

/// Whether an error speaks of a certificate: "invalid peer certificate: …" of rustls, "certificate verify failed: …
/// (hostname mismatch)" of OpenSSL. Neither reqwest nor native-tls has a type that tells.
pub(crate) fn names_certificate(error: &(dyn std::error::Error + 'static)) -> bool {
    error.to_string().contains("certificate")
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

/// A call that ended without a response, or within one.
#[derive(Debug)]
pub struct TransportFailure {
    pub(crate) operation: &'static OperationInfo,
    pub(crate) cause: TransportError,
    pub(crate) past: Past,
    /// Of the response whose body did not arrive.
    pub(crate) head: Option<Arc<Head>>,
    /// How many bytes of its body the caller has, where that is a stream.
    pub(crate) received: Option<u64>,
}

impl TransportFailure {
    /// A failure for tests of code that handles one.
    pub const fn new(operation: &'static OperationInfo, cause: TransportError) -> Self {
        Self {
            operation,
            cause,
            past: Past::none(),
            head: None,
            received: None,
        }
    }

    /// The same failure within the body of a response, for tests.
    #[must_use]
    pub fn within(mut self, status: StatusCode, headers: HeaderMap) -> Self {
        self.head = Some(Arc::new(Head::new(self.operation, status, headers)));
        self
    }

    /// The same failure within a stream, after this many bytes of the body, for tests.
    #[must_use]
    pub const fn after(mut self, bytes: u64) -> Self {
        self.received = Some(bytes);
        self
    }

    pub(super) fn view(&self, kind: ErrorKind) -> View<'_> {
        View {
            operation: Some(self.operation),
            past: self.past,
            head: self.head.as_deref(),
            cause: Some(&self.cause),
            streamed: self.received.is_some(),
            ..View::of(kind)
        }
    }

    /// The operation.
    pub const fn operation(&self) -> &'static OperationInfo {
        self.operation
    }

    /// What the last attempt ended with.
    pub const fn cause(&self) -> &TransportError {
        &self.cause
    }

    /// How often the call was tried again.
    pub const fn retries(&self) -> u32 {
        self.past.retries
    }

    /// The status, if the exchange broke within the response's body.
    pub fn status(&self) -> Option<StatusCode> {
        self.head.as_ref().map(|head| head.status)
    }

    /// The headers, if the exchange broke within the response's body.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.head.as_deref().map(Head::shown)
    }

    /// How many bytes of the body arrived before, if the response was a stream: its status was a success.
    pub const fn received(&self) -> Option<u64> {
        self.received
    }
}

/// A call of which nobody knows whether it was carried out.
#[derive(Debug)]
pub struct Ambiguous {
    pub(crate) failure: TransportFailure,
}

impl Ambiguous {
    /// For tests of code that handles one.
    pub const fn new(failure: TransportFailure) -> Self {
        Self { failure }
    }

    /// The operation.
    pub const fn operation(&self) -> &'static OperationInfo {
        self.failure.operation
    }

    /// What the last attempt ended with.
    pub const fn cause(&self) -> &TransportError {
        &self.failure.cause
    }

    /// The status, if the exchange broke within the response's body.
    pub fn status(&self) -> Option<StatusCode> {
        self.failure.status()
    }

    /// The headers, if the exchange broke within the response's body.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.failure.headers()
    }
}
