//! The kinds of errors, without what they hold.

/// What kind of error ended a call; the variants of [`Error`](super::Error), and one for clients that were not built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A documented error response.
    Api,
    /// A response that the document does not have.
    Unexpected,
    /// The request was refused before it was sent.
    Invalid,
    /// No connection was made.
    Connect,
    /// Time ran out.
    Timeout,
    /// The exchange broke.
    Transport,
    /// A success whose body is not as documented.
    Decode,
    /// A response that is larger than the limit.
    TooLarge,
    /// Nobody knows whether the call was carried out.
    Ambiguous,
    /// The client could not be built.
    Build,
}
