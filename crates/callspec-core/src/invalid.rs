//! Why a request is refused before it is sent.

use std::fmt;

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
    /// The method cannot be sent, for this reason.
    Method(&'static str),
    /// The path of a call that is not in the document cannot be used, for this reason.
    Path(&'static str),
    /// An address to download from cannot be used, for this reason.
    Address(&'static str),
    /// A download was sent on more often than is followed.
    TooManyRedirections,
    /// A link leads to another origin than the client's own.
    ForeignLink,
    /// A list has more pages than were allowed.
    TooManyPages,
    /// A list that is read by counting gave only items that it had given before.
    RepeatedPage,
    /// A page names as the next one a page that came before.
    RepeatedToken,
    /// A page says that there are more, and not which is next.
    LostPage,
    /// A blocking call was made inside an asynchronous task.
    BlockingInsideRuntime,
    /// The runtime for blocking calls could not be started, for this reason.
    Runtime(String),
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
            Self::Method(reason) => write!(f, "the method {reason}"),
            Self::Path(reason) => write!(f, "the path {reason}"),
            Self::Address(reason) => write!(f, "the address {reason}"),
            Self::TooManyRedirections => f.write_str("the download was redirected too often"),
            Self::ForeignLink => f.write_str("the link leads to another origin"),
            Self::TooManyPages => f.write_str("the list has more pages than were allowed"),
            Self::RepeatedPage => f.write_str("is ignored by the server: the page has only items that came before"),
            Self::RepeatedToken => f.write_str("would lead in a circle: the server gave this value before"),
            Self::LostPage => f.write_str("the server says that the list goes on, and not where"),
            Self::BlockingInsideRuntime => f.write_str(
                "a blocking call inside an asynchronous task would stop it: use `.send().await`, or `spawn_blocking`",
            ),
            Self::Runtime(reason) => {
                write!(f, "the runtime for blocking calls did not start: {reason}")
            }
        }
    }
}
