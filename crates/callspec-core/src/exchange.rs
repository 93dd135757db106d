//! One call in the making: a client, and what this call has of its own.

use std::fmt;
use std::time::Duration;

use http::header::{HeaderName, HeaderValue};
use serde::Serialize;

use crate::client::{Client, Limits};
use crate::error::InvalidRequest;
use crate::extra::Extra;
use crate::header_value::{header, is_sensitive};
use crate::invalid::InvalidReason;
use crate::request::Request;
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
    extra: Extra,
    error: Option<InvalidRequest>,
}

impl Options {
    /// Keeps the first error.
    fn note(&mut self, name: &str, outcome: Result<(), InvalidReason>) {
        if let Err(reason) = outcome {
            self.error.get_or_insert_with(|| InvalidRequest::early(name, reason));
        }
    }
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
        self.option(|options| {
            let pair = header(name, value).map(|pair| options.headers.push(pair));
            options.note(name, pair);
        })
    }

    /// Sets a query parameter that the document does not have, in the place of any of this name; a list is as many pairs.
    #[must_use]
    pub fn extra_query(self, name: &str, value: impl Serialize) -> Self {
        self.option(|options| {
            let outcome = options.extra.query(name, &value);
            options.note(name, outcome);
        })
    }

    /// Sets a member of the JSON body that the document does not have, in the place of any of this name. What begins with
    /// `/` is a JSON pointer (RFC 6901) to a member of an object further down.
    #[must_use]
    pub fn extra_body(self, name: &str, value: impl Serialize) -> Self {
        self.option(|options| {
            let outcome = options.extra.member(name, &value);
            options.note(name, outcome);
        })
    }

    /// The request with what the options add to it, or what is wrong with them.
    pub(crate) fn extended(&self, mut request: Request) -> Result<Request, InvalidRequest> {
        let Some(options) = &self.options else {
            return Ok(request);
        };
        if let Some(error) = &options.error {
            return Err(error.clone());
        }
        options.extra.add_to(&mut request)?;
        Ok(request)
    }

    /// The same with these headers.
    pub(crate) fn with_headers(self, headers: Vec<(HeaderName, HeaderValue)>) -> Self {
        self.option(|options| options.headers.extend(headers))
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

    /// The exchange without those of its own headers that hold credentials.
    pub(crate) fn without_credentials(mut self) -> Self {
        if let Some(options) = &mut self.options {
            options.headers.retain(|(name, _)| !is_sensitive(name));
        }
        self
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
