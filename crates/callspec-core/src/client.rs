//! Clients. In: what a builder was given. Out: what all calls share.

mod builder;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use crate::base_url::BaseUrl;
use crate::clock::{Clock, Dice};
use crate::credential::Credentials;
use crate::info::Api;
use crate::invalid::InvalidReason;
use crate::retry::{Budget, Retry};
use crate::transport::{Middleware, Next, Transport};

pub use builder::ClientBuilder;
pub(crate) use builder::TokenSource;

/// A client of one API. Clones share everything, so that they are cheap.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) api: &'static Api,
    pub(crate) base_url: BaseUrl,
    pub(crate) servers: Servers,
    pub(crate) allow_http: bool,
    pub(crate) credentials: Credentials,
    pub(crate) user_agent: HeaderValue,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) middleware: Vec<Arc<dyn Middleware>>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) dice: Arc<dyn Dice>,
    pub(crate) retry: Retry,
    pub(crate) budget: Budget,
    pub(crate) limits: Limits,
}

/// What becomes of an operation's own server.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Servers {
    /// The caller has set a base URL: all operations go there.
    Ignored,
    /// It is where the operation goes.
    Followed,
}

/// Where a request goes that does not go to the API's address.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// The address that the document gives an operation.
    Stated(&'static str),
    /// An address that was found in a response, which no setting of the client replaces.
    Found(Box<BaseUrl>),
}

/// Bounds of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) connect: Option<Duration>,
    pub(crate) total: Option<Duration>,
    pub(crate) read: Option<Duration>,
    pub(crate) body: usize,
}

impl Client {
    /// The API's address, without a slash at the end. Operations that have a server of their own go to that, unless the
    /// client was built with a base URL.
    pub fn base_url(&self) -> &str {
        self.inner.base_url.as_str()
    }
}

impl Inner {
    /// Where a request goes that has this place of its own.
    pub(crate) fn base<'a>(&'a self, place: Option<&'a Place>) -> Result<Cow<'a, BaseUrl>, InvalidReason> {
        match (place, self.servers) {
            (Some(Place::Found(base)), _) => Ok(Cow::Borrowed(base)),
            (Some(Place::Stated(server)), Servers::Followed) => BaseUrl::parse(server, self.allow_http)
                .map(Cow::Owned)
                .map_err(InvalidReason::Server),
            _ => Ok(Cow::Borrowed(&self.base_url)),
        }
    }

    pub(crate) fn next(&self) -> Next<'_> {
        Next {
            middleware: &self.middleware,
            transport: &*self.transport,
        }
    }
}

/// Prints no credential.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.inner.api.name)
            .field("base_url", &self.inner.base_url.as_str())
            .field("credentials", &self.inner.credentials)
            .field("retry", &self.inner.retry)
            .field("limits", &self.inner.limits)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
