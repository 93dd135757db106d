//! What goes wrong between client and server.

use std::fmt;

use callspec_types::StreamError;
use http::StatusCode;

use crate::operation::OperationInfo;

/// What a [`Transport`](crate::Transport) reports when it has no answer.
#[derive(Debug)]
pub struct TransportError {
    kind: Kind,
    source: StreamError,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Refused,
    Connect,
    Timeout,
    Broken,
}

impl TransportError {
    /// No connection was made: the request surely never left, so any method may be tried again.
    pub fn connect(source: impl Into<StreamError>) -> Self {
        Self {
            kind: Kind::Connect,
            source: source.into(),
        }
    }

    /// The transport itself refused the request: it surely never left, and another attempt would not help.
    pub fn refused(source: impl Into<StreamError>) -> Self {
        Self {
            kind: Kind::Refused,
            source: source.into(),
        }
    }

    /// Time ran out after the request may have left.
    pub fn timeout(source: impl Into<StreamError>) -> Self {
        Self {
            kind: Kind::Timeout,
            source: source.into(),
        }
    }

    /// The exchange broke after the request may have left.
    pub fn broken(source: impl Into<StreamError>) -> Self {
        Self {
            kind: Kind::Broken,
            source: source.into(),
        }
    }

    /// The kind in one word, as spans have it.
    pub(crate) fn name(&self) -> &'static str {
        match self.kind {
            Kind::Refused => "refused",
            Kind::Connect => "connect",
            Kind::Timeout => "timeout",
            Kind::Broken => "transport",
        }
    }

    /// Whether the request surely never left.
    pub fn is_unsent(&self) -> bool {
        matches!(self.kind, Kind::Refused | Kind::Connect)
    }

    /// Whether the transport itself refused the request.
    pub fn is_refused(&self) -> bool {
        self.kind == Kind::Refused
    }

    /// Whether time ran out.
    pub fn is_timeout(&self) -> bool {
        self.kind == Kind::Timeout
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::Refused => "not sent: ",
            Kind::Connect => "no connection: ",
            Kind::Timeout => "time ran out: ",
            Kind::Broken => "the exchange broke: ",
        })?;
        write!(f, "{}", self.source)?;
        // reqwest says "error sending request" and keeps the reason in the chain; the innermost reason is what helps.
        let mut innermost = self.source.source();
        while let Some(deeper) = innermost.and_then(std::error::Error::source) {
            innermost = Some(deeper);
        }
        innermost.map_or(Ok(()), |reason| write!(f, ": {reason}"))
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}

/// A call that ended without an answer.
#[derive(Debug)]
pub struct TransportFailure {
    pub(crate) operation: &'static OperationInfo,
    pub(crate) cause: TransportError,
    pub(crate) retries: u32,
}

impl TransportFailure {
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
        self.retries
    }
}

/// A call of which nobody knows whether it was carried out.
#[derive(Debug)]
pub struct Ambiguous {
    pub(crate) failure: TransportFailure,
    pub(crate) status: Option<StatusCode>,
}

impl Ambiguous {
    /// The operation.
    pub const fn operation(&self) -> &'static OperationInfo {
        self.failure.operation
    }

    /// What the last attempt ended with.
    pub const fn cause(&self) -> &TransportError {
        &self.failure.cause
    }

    /// The status, if the exchange broke within the answer's body.
    pub const fn status(&self) -> Option<StatusCode> {
        self.status
    }
}
