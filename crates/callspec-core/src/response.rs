//! What `send_raw` gives: the value, with what came before it and what it was read from.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::head::Head;
use crate::header::Header;
use crate::info::OperationInfo;

/// The response to a call: its value, its status and headers, and its body.
#[derive(Clone)]
pub struct Response<T> {
    value: T,
    head: Arc<Head>,
    body: Bytes,
}

impl<T> Response<T> {
    /// A response for tests of code that takes one; its body is empty.
    pub fn new(value: T, operation: &'static OperationInfo, status: StatusCode, headers: HeaderMap) -> Self {
        Self::of(value, Arc::new(Head::new(operation, status, headers)), Bytes::new())
    }

    pub(crate) const fn of(value: T, head: Arc<Head>, body: Bytes) -> Self {
        Self { value, head, body }
    }

    pub(crate) const fn head(&self) -> &Arc<Head> {
        &self.head
    }

    /// The decoded body.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// The decoded body, by move.
    pub fn into_value(self) -> T {
        self.value
    }

    /// The bytes that the value was read from, decompressed; empty if they were streamed. A clone of them shares their memory.
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.head.shown()
    }

    /// The value of a declared header; none if it is missing, or is not as declared: see [`header`](Self::header) then.
    ///
    /// The keys are in the module `headers` of the client.
    pub fn get<H>(&self, header: Header<H>) -> Option<H> {
        header.read(&self.head.headers)
    }

    /// A header as text; none if it is missing or not visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.headers.get(name)?.to_str().ok()
    }

    /// A header as a number, or whatever else reads from text; none if it is missing or something else.
    pub fn header_as<H: std::str::FromStr>(&self, name: &str) -> Option<H> {
        self.header(name)?.trim().parse().ok()
    }

    /// The id that the server gave the request, if it did.
    pub fn request_id(&self) -> Option<&str> {
        self.head.request_id()
    }

    /// How often the call was tried again before this response came.
    pub fn retries(&self) -> u32 {
        self.head.past.retries
    }

    /// What the server says of the rate limit, if it does.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::read(&self.head.headers)
    }

    /// Changes the value and keeps the rest.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response {
            value: change(self.value),
            head: self.head,
            body: self.body,
        }
    }
}

/// Prints how long the body is, and not what it holds.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("head", &self.head)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// The headers `X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset`; what is missing or no number is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// Calls that are allowed in the period.
    pub limit: Option<u64>,
    /// Calls that are left in it.
    pub remaining: Option<u64>,
    /// When the next period begins, in the server's unit; Kathan gives seconds since 1970.
    pub reset: Option<u64>,
}

impl RateLimit {
    pub(crate) fn read(headers: &HeaderMap) -> Option<Self> {
        let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse().ok();
        let read = Self {
            limit: number("x-ratelimit-limit"),
            remaining: number("x-ratelimit-remaining"),
            reset: number("x-ratelimit-reset"),
        };
        let nothing = Self {
            limit: None,
            remaining: None,
            reset: None,
        };
        (read != nothing).then_some(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Method;

    static GET_CALL: OperationInfo = OperationInfo {
        id: "get_call",
        method: Method::GET,
        path: "/calls/{id}",
        security: &[],
    };

    #[test]
    fn headers_are_typed() {
        let mut headers = HeaderMap::new();
        assert_eq!(RateLimit::read(&headers), None);
        for (name, value) in [
            ("x-ratelimit-remaining", "99"),
            ("x-ratelimit-reset", "soon"),
            ("x-request-id", "r1"),
        ] {
            headers.insert(name, value.parse().unwrap());
        }
        let response = Response::new(7, &GET_CALL, StatusCode::OK, headers).map(|value| value + 1);
        let rate_limit = response.rate_limit().unwrap();
        assert_eq!(
            (rate_limit.limit, rate_limit.remaining, rate_limit.reset),
            (None, Some(99), None)
        );
        assert_eq!(response.get(Header::<i64>::simple("X-RateLimit-Remaining")), Some(99));
        assert_eq!(response.get(Header::<i64>::simple("X-RateLimit-Reset")), None);
        assert_eq!(response.header("X-RateLimit-Reset"), Some("soon"));
        assert_eq!(response.header_as::<u8>("x-ratelimit-remaining"), Some(99));
        assert_eq!((response.request_id(), response.value()), (Some("r1"), &8));
    }
}
