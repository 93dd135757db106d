//! What can be asked of every error. In: an error, of whatever operation. Out: status, headers, words, and what they mean.
//!
//! A view has no type parameter, so that all of this stands here once, for `Error<E>` and for `CallError`.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};

use super::{ErrorKind, TransportError, Words};
use crate::effect::may_be_carried_out;
use crate::head::{Head, Past};
use crate::info::OperationInfo;
use crate::response::RateLimit;
use crate::retry;

/// What an error has whatever its operation is.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(super) kind: ErrorKind,
    pub(super) operation: Option<&'static OperationInfo>,
    pub(super) past: Past,
    /// Of the response, if one began.
    pub(super) head: Option<&'a Head>,
    pub(super) words: Option<&'a Words>,
    /// What ended the exchange, if it was not a response.
    pub(super) cause: Option<&'a TransportError>,
    /// Whether it ended a stream.
    pub(super) streamed: bool,
}

static NO_WORDS: Words = Words::none();

impl<'a> View<'a> {
    /// Of an error that is nothing but this.
    pub(super) const fn of(kind: ErrorKind) -> Self {
        Self {
            kind,
            operation: None,
            past: Past::none(),
            head: None,
            words: None,
            cause: None,
            streamed: false,
        }
    }

    /// Of an error that holds a response.
    pub(super) const fn responded(kind: ErrorKind, head: &'a Head, words: Option<&'a Words>) -> Self {
        Self {
            kind,
            operation: Some(head.operation),
            past: head.past,
            head: Some(head),
            words,
            cause: None,
            streamed: false,
        }
    }

    pub(super) fn status(self) -> Option<StatusCode> {
        self.head.map(|head| head.status)
    }

    pub(super) fn headers(self) -> Option<&'a HeaderMap> {
        self.head.map(Head::shown)
    }

    pub(super) fn request_id(self) -> Option<&'a str> {
        self.head?.request_id()
    }

    pub(super) fn rate_limit(self) -> Option<RateLimit> {
        RateLimit::read(&self.head?.headers)
    }

    pub(super) fn retry_after(self) -> Option<Duration> {
        retry::stated(self.head?, SystemTime::now())
    }

    pub(super) fn words(self) -> &'a Words {
        self.words.unwrap_or(&NO_WORDS)
    }

    pub(super) fn is(self, status: StatusCode) -> bool {
        self.status() == Some(status)
    }

    pub(super) fn is_retryable(self) -> bool {
        let again = |head: &Head| head.operation.method.is_idempotent() && retry::is_transient(head.status);
        match (self.kind, self.head) {
            (ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport, None) => {
                !self.cause.is_some_and(TransportError::is_lasting)
            }
            // A success that broke off; of any other response the status says it. Of a stream it is not known yet whether
            // the call may be made twice.
            (ErrorKind::Timeout | ErrorKind::Transport, Some(head)) if head.status.is_success() => {
                !self.streamed || head.operation.method.is_idempotent()
            }
            (_, head) => head.is_some_and(again),
        }
    }

    pub(super) fn may_have_been_carried_out(self) -> bool {
        let this_one = match self.kind {
            ErrorKind::Build | ErrorKind::Invalid | ErrorKind::Connect => false,
            _ => self
                .operation
                .is_some_and(|operation| may_be_carried_out(operation.method, self.status())),
        };
        this_one || self.past.carried_out
    }

    pub(super) fn is_timeout(self) -> bool {
        self.cause.is_some_and(TransportError::is_timeout)
    }

    /// The kind in one word, as spans have it.
    pub(crate) fn name(self) -> &'static str {
        match (self.kind, self.cause) {
            (ErrorKind::Ambiguous, _) => "ambiguous",
            (_, Some(cause)) => cause.name(),
            (ErrorKind::Api, _) => "api",
            (ErrorKind::Unexpected, _) => "unexpected",
            (ErrorKind::Invalid, _) => "invalid",
            (ErrorKind::Decode, _) => "decode",
            (ErrorKind::TooLarge, _) => "too_large",
            (ErrorKind::Build, _) => "build",
            (ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport, None) => "transport",
        }
    }
}

/// The public methods of an error with the method `view`.
macro_rules! questions {
    () => {
        /// What kind of error this is.
        pub fn kind(&self) -> ErrorKind {
            self.view().kind
        }

        /// The status, if the server answered; also if its body did not arrive.
        pub fn status(&self) -> Option<StatusCode> {
            self.view().status()
        }

        /// The headers, if the server answered.
        pub fn headers(&self) -> Option<&HeaderMap> {
            self.view().headers()
        }

        /// The value of a declared header; none if the server did not answer, or the header is missing or not as declared.
        pub fn get<H>(&self, header: Header<H>) -> Option<H> {
            header.read(self.headers()?)
        }

        /// The id that the server gave the request, if it did.
        pub fn request_id(&self) -> Option<&str> {
            self.view().request_id()
        }

        /// What the server says of the rate limit, if it does.
        pub fn rate_limit(&self) -> Option<RateLimit> {
            self.view().rate_limit()
        }

        /// How long from now on the server asks to wait (`Retry-After`, RFC 9110 §10.2.3), if it does.
        pub fn retry_after(&self) -> Option<Duration> {
            self.view().retry_after()
        }

        /// The server's own words; empty if it said nothing in a known shape.
        pub fn words(&self) -> &Words {
            self.view().words()
        }

        /// The operation, unless the error came before it was known.
        pub fn operation(&self) -> Option<&'static OperationInfo> {
            self.view().operation
        }

        /// How often the call was tried again.
        pub fn retries(&self) -> u32 {
            self.view().past.retries
        }

        /// Whether the same call may safely be made again, and may then succeed.
        ///
        /// True for failed connections, unless a certificate is wrong; for idempotent methods also for broken exchanges, for time that ran out, and for the
        /// statuses 408, 429, 502, 503 and 504.
        pub fn is_retryable(&self) -> bool {
            self.view().is_retryable()
        }

        /// Whether the call may have had its effect although it gave no success: ask the server before you call again.
        ///
        /// False only if that is certain: the method is safe (RFC 9110 §9.2.1), no attempt left, or the status says that
        /// nothing was done: 4xx but 408, 304, 307, 308, 501, 505 and 511.
        pub fn may_have_been_carried_out(&self) -> bool {
            self.view().may_have_been_carried_out()
        }

        /// Whether the status is 400.
        pub fn is_bad_request(&self) -> bool {
            self.view().is(StatusCode::BAD_REQUEST)
        }

        /// Whether the status is 401: the credentials are missing or not accepted.
        pub fn is_unauthorized(&self) -> bool {
            self.view().is(StatusCode::UNAUTHORIZED)
        }

        /// Whether the status is 403.
        pub fn is_forbidden(&self) -> bool {
            self.view().is(StatusCode::FORBIDDEN)
        }

        /// Whether the status is 404.
        pub fn is_not_found(&self) -> bool {
            self.view().is(StatusCode::NOT_FOUND)
        }

        /// Whether the status is 409.
        pub fn is_conflict(&self) -> bool {
            self.view().is(StatusCode::CONFLICT)
        }

        /// Whether the status is 422.
        pub fn is_unprocessable_content(&self) -> bool {
            self.view().is(StatusCode::UNPROCESSABLE_ENTITY)
        }

        /// Whether the status is 429; see [`retry_after`](Self::retry_after) and [`rate_limit`](Self::rate_limit).
        pub fn is_rate_limited(&self) -> bool {
            self.view().is(StatusCode::TOO_MANY_REQUESTS)
        }

        /// Whether the status is 4xx.
        pub fn is_client_error(&self) -> bool {
            self.status().is_some_and(|status| status.is_client_error())
        }

        /// Whether the status is 5xx.
        pub fn is_server_error(&self) -> bool {
            self.status().is_some_and(|status| status.is_server_error())
        }

        /// Whether time ran out here; that of a server is a status, 408 or 504.
        pub fn is_timeout(&self) -> bool {
            self.view().is_timeout()
        }

        /// Whether no connection was made, so that nothing was sent.
        pub fn is_connect(&self) -> bool {
            self.view().kind == ErrorKind::Connect
        }
    };
}
pub(super) use questions;
