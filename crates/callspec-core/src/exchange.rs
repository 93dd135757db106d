//! One call in the making. In: a client and what this call has of its own. Out: the call's result.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::{HeaderName, HeaderValue};

use crate::call::call;
use crate::client::{Client, Limits};
use crate::clock::BoxFuture;
use crate::error::{Error, Failure, InvalidRequest};
use crate::operation::Operation;
use crate::reply::Reply;
use crate::request::{Request, header};
use crate::response::Response;
use crate::retry::Retry;

/// A client, with the options of one call. Every request of a generated client carries one.
#[derive(Clone)]
pub struct Exchange {
    pub(crate) client: Client,
    /// Most calls have none.
    options: Option<Box<Options>>,
}

#[derive(Clone, Default)]
struct Options {
    timeout: Option<Option<Duration>>,
    connect_timeout: Option<Option<Duration>>,
    read_timeout: Option<Option<Duration>>,
    body_limit: Option<usize>,
    retry: Option<Retry>,
    headers: Vec<(HeaderName, HeaderValue)>,
    error: Option<InvalidRequest>,
}

impl Exchange {
    pub(crate) const fn new(client: Client) -> Self {
        Self { client, options: None }
    }

    fn option(mut self, set: impl FnOnce(&mut Options)) -> Self {
        set(self.options.get_or_insert_default());
        self
    }

    /// Sets how long the call may take in all; see [`ClientBuilder::timeout`](crate::ClientBuilder::timeout).
    #[must_use]
    pub fn timeout(self, limit: impl Into<Option<Duration>>) -> Self {
        self.option(|options| options.timeout = Some(limit.into()))
    }

    /// Sets how long a connection may take, if the call needs a new one; see
    /// [`ClientBuilder::connect_timeout`](crate::ClientBuilder::connect_timeout).
    #[must_use]
    pub fn connect_timeout(self, limit: impl Into<Option<Duration>>) -> Self {
        self.option(|options| options.connect_timeout = Some(limit.into()))
    }

    /// Sets how long the server may be silent; see [`ClientBuilder::read_timeout`](crate::ClientBuilder::read_timeout).
    #[must_use]
    pub fn read_timeout(self, limit: impl Into<Option<Duration>>) -> Self {
        self.option(|options| options.read_timeout = Some(limit.into()))
    }

    /// Sets how many bytes the body of the answer may have.
    #[must_use]
    pub fn body_limit(self, bytes: usize) -> Self {
        self.option(|options| options.body_limit = Some(bytes))
    }

    /// Sets what is tried again.
    #[must_use]
    pub fn retry(self, retry: Retry) -> Self {
        self.option(|options| options.retry = Some(retry))
    }

    /// Sets a header, in the place of any the client would send under this name.
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Self {
        self.option(|options| match header(name, value) {
            Ok(pair) => options.headers.push(pair),
            Err(reason) => drop(options.error.get_or_insert_with(|| InvalidRequest::early(name, reason))),
        })
    }

    /// Makes the call and returns the decoded body.
    ///
    /// # Errors
    ///
    /// Any [`Error`].
    pub async fn send<O: Operation>(&self, operation: O) -> Result<O::Output, Error<O::Error>> {
        O::decode(self.reply(operation.request()).await.map_err(Error::widen)?)
    }

    /// Makes the call and returns the decoded body with status and headers.
    ///
    /// # Errors
    ///
    /// Any [`Error`].
    pub async fn send_raw<O: Operation>(&self, operation: O) -> Result<Response<O::Output>, Error<O::Error>> {
        let reply = self.reply(operation.request()).await.map_err(Error::widen)?;
        let head = Arc::clone(&reply.head);
        O::decode(reply).map(|value| Response::of(value, head))
    }

    /// Everything about a call that does not depend on its types.
    ///
    /// In a box because what an `async fn` does is compiled anew in each crate that awaits it, and because a caller's own
    /// future stays small.
    pub(crate) fn reply(&self, request: Result<Request, InvalidRequest>) -> BoxFuture<'_, Result<Reply, Failure>> {
        Box::pin(async move {
            let request = request?;
            match self.options.as_ref().and_then(|options| options.error.clone()) {
                Some(error) => Err(error.into()),
                None => call(self, request).await,
            }
        })
    }

    pub(crate) fn limits(&self) -> Limits {
        let mut limits = self.client.inner.limits;
        if let Some(options) = &self.options {
            limits.total = options.timeout.unwrap_or(limits.total);
            limits.connect = options.connect_timeout.unwrap_or(limits.connect);
            limits.read = options.read_timeout.unwrap_or(limits.read);
            limits.body = options.body_limit.unwrap_or(limits.body);
        }
        limits
    }

    pub(crate) fn policy(&self) -> &Retry {
        let own = self.options.as_ref().and_then(|options| options.retry.as_ref());
        own.unwrap_or(&self.client.inner.retry)
    }

    pub(crate) fn headers(&self) -> &[(HeaderName, HeaderValue)] {
        self.options.as_ref().map_or(&[], |options| &options.headers)
    }
}

/// Prints no credential and no header.
impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("api", &self.client.inner.api.name)
            .finish_non_exhaustive()
    }
}
