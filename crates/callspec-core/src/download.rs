//! Downloads. In: an address from a response. Out: the bytes that it leads to, without a credential having left the API.

use std::convert::Infallible;
use std::future::IntoFuture;

use bytes::Bytes;
use http::header::LOCATION;
use http::{HeaderMap, StatusCode};

use crate::accept::Accept;
#[cfg(feature = "blocking")]
use crate::blocking::Blocking;
use crate::client::{Client, Place};
use crate::clock::BoxFuture;
use crate::error::{Error, Failure, InvalidRequest};
use crate::exchange::Exchange;
use crate::info::OperationInfo;
use crate::invalid::InvalidReason;
use crate::macros::__call_options;
use crate::method::Method;
use crate::operation::Operation;
use crate::reply::Reply;
use crate::request::Request;
use crate::response::Response;
use crate::stream::{Content, Streamed, Streaming};
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

    /// Fetches the bytes while they arrive, once the head of the response is there; there may be any number of them.
    ///
    /// ```no_run
    /// # async fn example(client: callspec_core::Client, recording_url: String) -> Result<(), Box<dyn std::error::Error>> {
    /// let recording = client.download(recording_url).stream().await?;
    /// recording.write_to(std::fs::File::create("recording.mp3")?).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn stream(self) -> Result<Content<Self>, Error<Infallible>> {
        let open: Ask<Streaming> = |exchange, request| exchange.open(Ok(request), Self::ACCEPT);
        match self.arrived(open).await? {
            Ok(streaming) => Ok(streaming.into()),
            Err(reply) => reply.unexpected(),
        }
    }

    /// As [`stream`](Self::stream), for code that is not asynchronous: an iterator.
    ///
    /// # Errors
    ///
    /// As [`send_blocking`](Self::send_blocking).
    #[cfg(feature = "blocking")]
    #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
    pub fn stream_blocking(self) -> Result<Blocking<Content<Self>>, Error<Infallible>> {
        crate::blocking::stream(self.stream())
    }

    async fn reply(self) -> Result<Reply, Failure> {
        let whole: Ask<Infallible> =
            |exchange, request| Box::pin(async move { exchange.reply(Ok(request)).await.map(Err) });
        match self.arrived(whole).await? {
            Ok(never) => match never {},
            Err(reply) => Ok(reply),
        }
    }

    /// The response at the end of all redirections: a stream, or a whole reply.
    async fn arrived<S>(self, ask: Ask<S>) -> Result<Result<S, Reply>, Failure> {
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
            let arrived = ask(&exchange, stop.request()).await?;
            let Err(reply) = &arrived else {
                return Ok(arrived);
            };
            match redirection(reply.head.status, &reply.head.headers) {
                Some(location) => stop = stop.next(&self.exchange.client, location)?,
                None => return Ok(arrived),
            }
        }
        Err(stop.refuse(InvalidReason::TooManyRedirections).into())
    }
}

/// Makes one of the calls: a stream, or a whole reply.
type Ask<S> = for<'a> fn(&'a Exchange, Request) -> BoxFuture<'a, Result<Result<S, Reply>, Failure>>;

/// For [`Content`], which is that of an operation.
impl Operation for Download {
    type Output = Bytes;
    type Error = Infallible;

    const INFO: &'static OperationInfo = &OperationInfo {
        id: ID,
        method: Method::GET,
        path: PATH,
        security: &[],
    };

    fn request(self) -> Result<Request, InvalidRequest> {
        Stop::first(&self.exchange.client, &self.url).map(|stop| stop.request())
    }

    fn decode(reply: Reply) -> Result<Bytes, Error<Infallible>> {
        reply.success()?.bytes()
    }
}

impl Streamed for Download {
    type Item = Bytes;
    type Stream = Content<Self>;

    const ACCEPT: Accept = Accept::bytes("*/*");
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
            self.operation = Download::INFO;
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
