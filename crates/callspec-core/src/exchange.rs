//! One call in the making: a client, and what this call has of its own.

use std::fmt;
use std::time::Duration;

use http::header::{HeaderName, HeaderValue};

use crate::client::{Client, Limits};
use crate::error::InvalidRequest;
use crate::header_value::header;
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
    const fn new(client: Client) -> Self {
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

    /// Sets how many bytes the body of the response may have.
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

    /// What is wrong with the options.
    pub(crate) fn error(&self) -> Option<&InvalidRequest> {
        self.options.as_ref()?.error.as_ref()
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

impl Client {
    /// Begins a call.
    pub fn exchange(&self) -> Exchange {
        Exchange::new(self.clone())
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
