//! Downloads. In: an address from a response. Out: the bytes that it leads to, without a credential having left the API.

use std::convert::Infallible;
use std::future::IntoFuture;

use bytes::Bytes;
use http::header::LOCATION;
use http::{HeaderMap, Method, StatusCode};

use crate::client::{Client, Place};
use crate::clock::BoxFuture;
use crate::error::{Error, Failure, InvalidRequest};
use crate::exchange::Exchange;
use crate::info::OperationInfo;
use crate::invalid::InvalidReason;
use crate::macros::__call_options;
use crate::reply::Reply;
use crate::request::Request;
use crate::response::Response;
use crate::target::located;

/// Fetches what an address in a response leads to, such as a recording.
///
/// * Credentials of the client go to its own origin (scheme, host and port of the base URL) and to no other.
/// * Another origin has to be `https:`, unless the client was built with `allow_http`. An address that begins with `/` is on
///   the client's own origin. User information, and a segment `.` or `..`, are refused.
/// * Up to five redirections (301, 302, 303, 307 and 308) are followed, each under the same rules; from the first one that
///   leads to another origin on, neither credentials of the client are sent nor headers of the call that hold some.
/// * The client's limits hold, that of the whole call for all redirections together: the body is at most 16 MiB unless
///   [`body_limit`](Self::body_limit) says otherwise.
///
/// A status outside 2xx is [`Error::Unexpected`]. Where the server names any host it likes, this program connects to it: an
/// address is only as good as the API that gave it.
///
/// ```no_run
/// # async fn example(client: callspec_core::Client, recording_url: String) -> Result<(), callspec_core::CallError> {
/// let recording = client.download(recording_url).body_limit(200_000_000).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "nothing is sent until it is awaited"]
pub struct Download {
    exchange: Exchange,
    url: String,
}

__call_options!(Download);

pub(crate) const ID: &str = "download";
/// Where the template of an operation stands: the address itself may hold a signature.
pub(crate) const PATH: &str = "{url}";
const MOST_REDIRECTIONS: usize = 5;

/// A download from an origin that is not the client's.
static ELSEWHERE: OperationInfo = OperationInfo {
    id: ID,
    method: Method::GET,
    path: PATH,
    security: &[],
};

impl Client {
    /// Fetches what an address leads to.
    pub fn download(&self, url: impl Into<String>) -> Download {
        Download {
            exchange: self.exchange(),
            url: url.into(),
        }
    }
}

impl Download {
    /// Fetches all bytes. `.await` alone does the same.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] if the address, or one that it was redirected to, is not called; [`Error::Unexpected`] for a status
    /// outside 2xx; any other [`Error`] but [`Error::Api`] and [`Error::Decode`] if the exchange itself fails.
    pub async fn send(self) -> Result<Bytes, Error<Infallible>> {
        self.send_raw().await.map(Response::into_value)
    }

    /// As [`send`](Self::send), with status and headers.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_raw(self) -> Result<Response<Bytes>, Error<Infallible>> {
        self.reply().await?.success().map(Reply::into_response)
    }

    /// As [`send`](Self::send), for code that is not asynchronous; inside `spawn_blocking` too.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and [`Error::Invalid`] inside an asynchronous task of tokio, which it would stop.
    #[cfg(feature = "blocking")]
    #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
    pub fn send_blocking(self) -> Result<Bytes, Error<Infallible>> {
        let reply = crate::blocking::wait(self.reply())?.success()?;
        Ok(reply.into_response().into_value())
    }

    /// The response at the end of all redirections.
    async fn reply(self) -> Result<Reply, Failure> {
        let client = &self.exchange.client.inner;
        let limit = self.exchange.limits().total;
        let end = limit.and_then(|limit| client.clock.now().checked_add(limit));
        let mut exchange = self.exchange.clone();
        let mut stop = Stop::first(&self.exchange.client, &self.url)?;
        for _ in 0..=MOST_REDIRECTIONS {
            if let Some(end) = end {
                exchange = exchange.timeout(end.saturating_duration_since(client.clock.now()));
            }
            if stop.is_elsewhere() {
                exchange = exchange.without_credentials();
            }
            let reply = exchange.reply(Ok(stop.request())).await?;
            match redirection(reply.head.status, &reply.head.headers) {
                Some(location) => stop = stop.next(&self.exchange.client, location)?,
                None => return Ok(reply),
            }
        }
        Err(stop.refuse(InvalidReason::TooManyRedirections).into())
    }
}

/// Where a download is on its way.
struct Stop {
    operation: &'static OperationInfo,
    /// None on the client's own origin.
    place: Option<Place>,
    /// Path and query.
    target: String,
}

impl Stop {
    fn first(client: &Client, url: &str) -> Result<Self, InvalidRequest> {
        let start = Self {
            operation: OperationInfo::beyond(client.inner.api, ID, Method::GET, PATH),
            place: None,
            target: String::new(),
        };
        start.next(client, url)
    }

    /// Where an address at this stop leads to; nothing that was left is come back to with credentials.
    fn next(mut self, client: &Client, url: &str) -> Result<Self, InvalidRequest> {
        let origin = match &self.place {
            Some(Place::Found(base)) => base.origin(),
            _ => client.inner.base_url.origin(),
        };
        let (base, target) = located(origin, url, client.inner.allow_http).map_err(|reason| self.refuse(reason))?;
        if let Some(base) = base {
            self.place = Some(Place::Found(Box::new(base)));
            self.operation = &ELSEWHERE;
        }
        self.target = target;
        Ok(self)
    }

    const fn is_elsewhere(&self) -> bool {
        self.place.is_some()
    }

    fn request(&self) -> Request {
        let mut request = Request::new(self.operation);
        request.path = self.target.clone().into();
        request.server = self.place.clone();
        request.rooted = true;
        request
    }

    fn refuse(&self, reason: InvalidReason) -> InvalidRequest {
        InvalidRequest::new(self.operation, "", reason)
    }
}

/// The address that a response sends the client on to.
fn redirection(status: StatusCode, headers: &HeaderMap) -> Option<&str> {
    let redirects = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308);
    headers.get(LOCATION).filter(|_| redirects)?.to_str().ok()
}

/// As [`send`](Self::send), so that `.await` alone fetches.
impl IntoFuture for Download {
    type Output = Result<Bytes, Error<Infallible>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// The address may hold a signature.
impl std::fmt::Debug for Download {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Download")
            .field("exchange", &self.exchange)
            .finish_non_exhaustive()
    }
}
