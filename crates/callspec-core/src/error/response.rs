//! Errors that hold a response of the server.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::Words;
use crate::coding::Coded;
use crate::head::Head;
use crate::header::Header;
use crate::info::OperationInfo;

/// Longest part of a body that an error keeps, in bytes.
pub(crate) const BODY_KEPT: usize = 64 * 1024;

/// Cuts a body to what an error keeps.
pub(crate) fn bounded(body: &Bytes) -> Bytes {
    // A slice would keep the whole buffer alive.
    if body.len() > BODY_KEPT {
        Bytes::copy_from_slice(&body[..BODY_KEPT])
    } else {
        body.clone()
    }
}

macro_rules! head_getters {
    () => {
        /// The status.
        pub fn status(&self) -> StatusCode {
            self.head.status
        }

        /// The headers.
        pub fn headers(&self) -> &HeaderMap {
            self.head.shown()
        }

        /// The value of a declared header; none if it is missing, or is not as declared.
        pub fn get<H>(&self, header: Header<H>) -> Option<H> {
            header.read(&self.head.headers)
        }

        /// The id that the server gave the request, if it did.
        pub fn request_id(&self) -> Option<&str> {
            self.head.request_id()
        }
    };
}

/// A documented error response.
#[derive(Debug)]
pub struct ApiError<E> {
    pub(crate) error: E,
    pub(crate) head: Arc<Head>,
    pub(crate) words: Words,
}

impl<E> ApiError<E> {
    /// An error response for tests of code that handles one.
    pub fn new(error: E, operation: &'static OperationInfo, status: StatusCode, headers: HeaderMap) -> Self {
        Self {
            error,
            head: Arc::new(Head::new(operation, status, headers)),
            words: Words::default(),
        }
    }

    head_getters!();

    /// The error response as the document has it.
    pub const fn error(&self) -> &E {
        &self.error
    }

    /// The error response, by move.
    pub fn into_error(self) -> E {
        self.error
    }

    /// The server's own words.
    pub const fn words(&self) -> &Words {
        &self.words
    }
}

impl ApiError<Infallible> {
    /// There is no such error response.
    pub(super) fn never<T>(self) -> T {
        match self.error {}
    }
}

/// A response that the document does not have.
pub struct Unexpected {
    pub(crate) head: Arc<Head>,
    pub(crate) body: Bytes,
    pub(crate) words: Words,
}

impl Unexpected {
    /// A response for tests of code that handles one.
    pub fn new(
        operation: &'static OperationInfo,
        status: StatusCode,
        headers: HeaderMap,
        body: impl Into<Bytes>,
    ) -> Self {
        let body = body.into();
        Self {
            head: Arc::new(Head::new(operation, status, headers)),
            words: Words::read(&body),
            body: bounded(&body),
        }
    }

    head_getters!();

    /// The body, up to 64 KiB of it. It may repeat what was sent.
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// The server's own words, if the body has a known shape.
    pub const fn words(&self) -> &Words {
        &self.words
    }
}

impl Unexpected {
    /// Why the body says nothing, if it is in a coding that nothing undid.
    pub(super) fn coding(&self) -> Option<Coded<'_>> {
        let silent = self.words.is_empty() && !self.body.is_empty();
        Coded::read(&self.head.headers).filter(|_| silent)
    }
}

impl fmt::Debug for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unexpected")
            .field("head", &self.head)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("words", &self.words)
            .finish()
    }
}

/// A success whose body is not as documented.
pub struct DecodeError {
    pub(crate) head: Arc<Head>,
    pub(crate) body: Bytes,
    pub(crate) pointer: Option<String>,
    pub(crate) reason: String,
}

impl DecodeError {
    /// A success that cannot be read, for tests of code that handles one: what is wrong at this JSON pointer.
    pub fn new(
        operation: &'static OperationInfo,
        body: impl Into<Bytes>,
        pointer: Option<&str>,
        reason: impl Into<String>,
    ) -> Self {
        Self {
            head: Arc::new(Head::new(operation, StatusCode::OK, HeaderMap::new())),
            body: bounded(&body.into()),
            pointer: pointer.map(str::to_owned),
            reason: reason.into(),
        }
    }

    head_getters!();

    /// The body, up to 64 KiB of it.
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// Where in the body the fault is, as a JSON pointer (RFC 6901), if the body is JSON so far.
    pub fn pointer(&self) -> Option<&str> {
        self.pointer.as_deref()
    }

    /// What is wrong there; values of the body are left out.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("head", &self.head)
            .field("pointer", &self.pointer)
            .field("reason", &self.reason)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// A response whose body, decompressed, is larger than the limit.
#[derive(Debug)]
pub struct TooLarge {
    pub(crate) head: Arc<Head>,
    pub(crate) limit: usize,
}

impl TooLarge {
    /// A response that is too large, for tests of code that handles one.
    pub fn new(operation: &'static OperationInfo, limit: usize) -> Self {
        Self {
            head: Arc::new(Head::new(operation, StatusCode::OK, HeaderMap::new())),
            limit,
        }
    }

    head_getters!();

    /// The limit, in bytes.
    pub const fn limit(&self) -> usize {
        self.limit
    }
}
