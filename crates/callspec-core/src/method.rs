//! Methods. In: the token of a method, in the program's text. Out: what `http` has for it, or why it cannot be sent.

use std::fmt;

use crate::invalid::InvalidReason;

/// A method of HTTP (RFC 9110 §9), such as [`Method::GET`]; one that has no name here is made by [`new`](Self::new).
///
/// [`http::Method`] is what transports are given. It has no constants for other methods than those of its list, which an
/// operation of OpenAPI 3.2 may have.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Method(&'static str);

impl Method {
    /// GET.
    pub const GET: Self = Self("GET");
    /// PUT.
    pub const PUT: Self = Self("PUT");
    /// POST.
    pub const POST: Self = Self("POST");
    /// DELETE.
    pub const DELETE: Self = Self("DELETE");
    /// OPTIONS.
    pub const OPTIONS: Self = Self("OPTIONS");
    /// HEAD.
    pub const HEAD: Self = Self("HEAD");
    /// PATCH.
    pub const PATCH: Self = Self("PATCH");
    /// TRACE.
    pub const TRACE: Self = Self("TRACE");
    /// QUERY.
    pub const QUERY: Self = Self("QUERY");

    /// The method of this token, such as `LINK`; case matters (RFC 9110 §9.1).
    ///
    /// Of a method without a constant here nothing is known: it counts as neither safe nor idempotent, so that a call which
    /// may have been carried out is not made again by itself. What is no token, and `CONNECT`, which has no path, is an
    /// error of the call: [`InvalidReason::Method`].
    pub const fn new(token: &'static str) -> Self {
        Self(token)
    }

    /// The method as it is sent.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Whether it asks for no effect (RFC 9110 §9.2.1).
    pub fn is_safe(self) -> bool {
        matches!(self, Self::GET | Self::HEAD | Self::OPTIONS | Self::TRACE | Self::QUERY)
    }

    /// Whether being carried out twice has the effect of once (RFC 9110 §9.2.2).
    pub fn is_idempotent(self) -> bool {
        self.is_safe() || matches!(self, Self::PUT | Self::DELETE)
    }

    /// What a transport is given.
    pub(crate) fn sent(self) -> Result<http::Method, InvalidReason> {
        match http::Method::from_bytes(self.0.as_bytes()) {
            Ok(http::Method::CONNECT) => Err(InvalidReason::Method("asks for a tunnel, and has no path")),
            Ok(method) => Ok(method),
            Err(_) => Err(InvalidReason::Method("is no token (RFC 9110 §5.6.2)")),
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl PartialEq<Method> for http::Method {
    fn eq(&self, other: &Method) -> bool {
        self.as_str() == other.0
    }
}

impl PartialEq<http::Method> for Method {
    fn eq(&self, other: &http::Method) -> bool {
        other == self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_methods_is_what_http_says() {
        let known = [
            Method::GET,
            Method::PUT,
            Method::POST,
            Method::DELETE,
            Method::OPTIONS,
            Method::HEAD,
            Method::PATCH,
            Method::TRACE,
            Method::QUERY,
        ];
        let others = ["LINK", "purge", "get", "M-SEARCH"].map(Method::new);
        for method in known.into_iter().chain(others) {
            let theirs = method.sent().unwrap();
            assert_eq!(theirs, method);
            assert_eq!(
                (method.is_safe(), method.is_idempotent()),
                (theirs.is_safe(), theirs.is_idempotent()),
                "{method}"
            );
        }
    }

    #[test]
    fn what_cannot_be_sent_is_an_error() {
        for token in ["", "A B", "GET\r\nX:", "Ü", "CONNECT"] {
            assert!(
                matches!(Method::new(token).sent(), Err(InvalidReason::Method(_))),
                "{token:?}"
            );
        }
    }
}
