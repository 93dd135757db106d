//! What is refused before it is sent.

use std::fmt;

use crate::operation::OperationInfo;

/// A request that was refused before any connection was made. It names the parameter and never shows its value.
#[derive(Clone, Debug, PartialEq)]
pub struct InvalidRequest {
    inner: Box<Inner>,
}

#[derive(Clone, Debug)]
struct Inner {
    operation: Option<&'static OperationInfo>,
    parameter: String,
    reason: InvalidReason,
}

impl PartialEq for Inner {
    fn eq(&self, other: &Self) -> bool {
        self.parameter == other.parameter
            && self.reason == other.reason
            && self.operation.map(|operation| operation.id) == other.operation.map(|operation| operation.id)
    }
}

/// Why a request was refused before it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidReason {
    /// A path parameter is missing, `null` or empty.
    EmptyPathValue,
    /// A path parameter makes a segment of the path `.` or `..`.
    DotSegment,
    /// The path template has no such parameter.
    UnknownPathParameter,
    /// The value cannot be a header: it holds control characters, or begins or ends with white space.
    Header,
    /// The value has no form on the wire, for this reason.
    Unwritable(String),
    /// The operation needs a credential that the client does not have.
    MissingCredential {
        /// Key of the security scheme.
        scheme: &'static str,
        /// Setter of the client's builder.
        setter: String,
        /// Environment variable that `from_env` reads.
        variable: Option<&'static str>,
    },
    /// The provider of a token failed, for this reason.
    Token(String),
    /// The stream was sent before.
    StreamSpent,
    /// Base URL, path and query together are no URL.
    Url,
    /// The operation has a server of its own that cannot be used, for this reason.
    Server(&'static str),
    /// A link leads to another origin than the client's own.
    ForeignLink,
    /// A list has more pages than were allowed.
    TooManyPages,
    /// A blocking call was made inside an asynchronous runtime.
    BlockingInsideRuntime,
    /// The runtime for blocking calls could not be started, for this reason.
    Runtime(String),
}

impl InvalidRequest {
    /// A request that was refused because of this parameter or header; the name is empty if it was none of these.
    pub fn new(operation: &'static OperationInfo, parameter: &str, reason: InvalidReason) -> Self {
        let inner = Inner {
            operation: Some(operation),
            parameter: parameter.to_owned(),
            reason,
        };
        Self { inner: Box::new(inner) }
    }

    /// For what is found before the operation is known.
    pub(crate) fn early(parameter: &str, reason: InvalidReason) -> Self {
        Self {
            inner: Box::new(Inner {
                operation: None,
                parameter: parameter.to_owned(),
                reason,
            }),
        }
    }

    /// Why it was refused.
    pub fn reason(&self) -> &InvalidReason {
        &self.inner.reason
    }

    /// The parameter or header, or an empty string.
    pub fn parameter(&self) -> &str {
        &self.inner.parameter
    }

    /// The operation, if it was known.
    pub fn operation(&self) -> Option<&'static OperationInfo> {
        self.inner.operation
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(f, "{operation}: ")?;
        }
        f.write_str("not sent: ")?;
        if !self.parameter().is_empty() {
            write!(f, "`{}` ", self.parameter().escape_debug())?;
        }
        write!(f, "{}", self.reason())
    }
}

impl fmt::Display for InvalidReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyPathValue => f.write_str("is empty, but stands in the path"),
            Self::DotSegment => f.write_str("a path parameter would lead to another resource (`.` or `..`)"),
            Self::UnknownPathParameter => f.write_str("is no parameter of the path"),
            Self::Header => f.write_str("cannot be sent as a header"),
            Self::Unwritable(reason) => write!(f, "cannot be written: {reason}"),
            Self::MissingCredential {
                scheme,
                setter,
                variable,
            } => {
                write!(
                    f,
                    "needs the credential `{scheme}`: set it with `.{setter}(…)` on the client's builder"
                )?;
                match variable {
                    Some(variable) => write!(f, ", or in the variable {variable} for `from_env`"),
                    None => Ok(()),
                }
            }
            Self::Token(reason) => write!(f, "has no token: {reason}"),
            Self::StreamSpent => f.write_str("is a stream that was sent before"),
            Self::Url => f.write_str("the address is no URL"),
            Self::Server(reason) => write!(f, "the operation's own server {reason}"),
            Self::ForeignLink => f.write_str("the link leads to another origin"),
            Self::TooManyPages => f.write_str("the list has more pages than were allowed"),
            Self::BlockingInsideRuntime => {
                f.write_str("a blocking call inside an asynchronous runtime would stop it; use `.send().await`")
            }
            Self::Runtime(reason) => {
                write!(f, "the runtime for blocking calls did not start: {reason}")
            }
        }
    }
}

impl std::error::Error for InvalidRequest {}
