//! Transports. In: an HTTP request. Out: an HTTP response, or the reason why there is none.

use std::sync::Arc;
use std::time::Duration;

use crate::body::Body;
use crate::clock::BoxFuture;
use crate::error::TransportError;
use crate::info::OperationInfo;

/// What a transport gives back.
pub type Exchanged<'a> = BoxFuture<'a, Result<http::Response<Body>, TransportError>>;

/// Carries a request to a server. It does not follow redirections, does not retry and takes no credentials from anywhere.
pub trait Transport: Send + Sync + 'static {
    /// Sends one request. Dropping the future ends the exchange.
    fn send<'a>(&'a self, request: http::Request<Body>, attempt: Attempt) -> Exchanged<'a>;
}

/// Which attempt of which operation a request is.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// The operation: id, method and path template.
    pub operation: &'static OperationInfo,
    /// 0 for the first attempt, 1 for the first retry.
    pub retries: u32,
    /// What is left until the call's deadline, if it has one.
    pub remaining: Option<Duration>,
    /// How long a connection may take, if one is needed and there is a limit.
    pub connect_timeout: Option<Duration>,
}

impl Attempt {
    /// The first attempt of a call without a deadline, for tests of a transport.
    pub const fn new(operation: &'static OperationInfo) -> Self {
        Self {
            operation,
            retries: 0,
            remaining: None,
            connect_timeout: None,
        }
    }
}

/// Something that is done around each attempt, such as logging or signing.
///
/// `Debug` of a request prints no credential that is in a header. It prints the address, though: path parameters, the
/// query, and with it the key of a scheme that puts one there. What may be logged is in [`Attempt`].
///
/// ```
/// use callspec_core::{Attempt, Body, Exchanged, Middleware, Next, http};
///
/// struct Stamp;
///
/// impl Middleware for Stamp {
///     fn handle<'a>(&'a self, mut request: http::Request<Body>, attempt: Attempt, next: Next<'a>) -> Exchanged<'a> {
///         request.headers_mut().insert("x-operation", http::HeaderValue::from_static(attempt.operation.id));
///         next.send(request, attempt)
///     }
/// }
/// ```
pub trait Middleware: Send + Sync + 'static {
    /// Does its part and calls [`Next::send`] any number of times.
    fn handle<'a>(&'a self, request: http::Request<Body>, attempt: Attempt, next: Next<'a>) -> Exchanged<'a>;
}

/// What comes after a [`Middleware`]: the next one, and at the end the transport.
#[derive(Clone, Copy)]
pub struct Next<'a> {
    pub(crate) middleware: &'a [Arc<dyn Middleware>],
    pub(crate) transport: &'a dyn Transport,
}

impl<'a> Next<'a> {
    /// Passes the request on.
    pub fn send(self, request: http::Request<Body>, attempt: Attempt) -> Exchanged<'a> {
        match self.middleware.split_first() {
            Some((first, middleware)) => first.handle(
                request,
                attempt,
                Next {
                    middleware,
                    transport: self.transport,
                },
            ),
            None => self.transport.send(request, attempt),
        }
    }
}
