//! The transport over the network: an adapter for reqwest.

mod builder;
mod connect;

use std::error::Error as _;
use std::io;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use callspec_types::{ByteStream, StreamError};
use futures_core::Stream;
use http::HeaderValue;
use http::header::CONTENT_LENGTH;
use http_body::{Body as HttpBody, Frame};

use crate::base_url::is_loopback;
use crate::body::Body;
use crate::error::{TransportError, TransportErrorKind, causes, names_certificate};
use crate::transport::{Attempt, Exchanged, Transport};

pub use builder::NetworkBuilder;
use builder::Settings;
use connect::Slow;

/// Sends over HTTP with reqwest.
///
/// Redirections are not followed, nothing is retried, and no `Referer` is sent. `https:` needs one of the features
/// `rustls` (default), `rustls-no-provider` and `native-tls`.
///
/// Proxies named by the environment when the transport is made (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, also in lower
/// case), and with the feature `system-proxy` those of the system's settings, are used for all hosts that `NO_PROXY` does
/// not list. Through a proxy, `https:` is a tunnel that shows it the host alone; with `http:` it reads everything,
/// credentials included. This machine (`localhost` and loopback addresses) is never reached through a proxy.
///
/// A server whose certificate is not accepted is [`TransportErrorKind::Certificate`], if the TLS back end says so in English.
///
/// A call with a limit of its own for its connection uses connections of such calls alone; the first one reads the
/// environment again.
#[derive(Clone, Debug)]
pub struct Network {
    settings: Settings,
    /// What no connection may exceed.
    most: Option<Duration>,
    /// What most calls allow.
    usual: Option<Duration>,
    clients: Arc<Clients>,
}

/// Each is made when it is first needed; most programs need one.
#[derive(Debug, Default)]
struct Clients {
    proxied: Pair,
    /// Without proxies, for this machine.
    direct: Pair,
}

#[derive(Debug, Default)]
struct Pair {
    /// With reqwest's own limit for connections.
    usual: OnceLock<reqwest::Client>,
    /// With a limit for each call. It is not the only one because reqwest clones its connector several times in each
    /// call, and with a layer around it each time allocates twice.
    limited: OnceLock<reqwest::Client>,
}

impl Network {
    /// Starts a transport with settings of its own: certificates, a proxy, the pool of connections.
    pub fn builder() -> NetworkBuilder {
        NetworkBuilder::default()
    }

    /// A transport that sends with a client of reqwest as it is.
    ///
    /// What [`Network`] sees to is then the caller's duty, when the client is built: `redirect(Policy::none())`, as a client
    /// that follows redirections takes along API keys in headers and repeats bodies; `retry(retry::never())`, as each call
    /// has its own retries; `referer(false)`; no proxy for this machine. A limit of a call for its connection is not heeded:
    /// `connect_timeout` of the client is. The client's own timeouts come on top of those of a call.
    pub fn with_client(client: reqwest::Client) -> Self {
        Self {
            settings: Settings::Own(client),
            most: None,
            usual: None,
            clients: Arc::default(),
        }
    }

    /// A transport with a pool of connections of its own. A connection takes no longer than this, nor than the call allows.
    ///
    /// # Errors
    ///
    /// What the TLS back end says if it cannot be set up.
    pub fn new(connect_timeout: Option<Duration>) -> Result<Self, StreamError> {
        Self::with(Settings::default(), connect_timeout, connect_timeout)
    }

    fn with(settings: Settings, most: Option<Duration>, usual: Option<Duration>) -> Result<Self, StreamError> {
        let network = Self {
            settings,
            most,
            usual,
            clients: Arc::default(),
        };
        made(&network.clients.proxied.usual, || {
            limited(network.settings.builder(), usual)
        })?;
        Ok(network)
    }

    fn client(&self, url: &reqwest::Url, limit: Option<Duration>) -> Result<&reqwest::Client, reqwest::Error> {
        if let Settings::Own(client) = &self.settings {
            return Ok(client);
        }
        let is_direct = url.host_str().is_some_and(is_loopback);
        let pair = if is_direct {
            &self.clients.direct
        } else {
            &self.clients.proxied
        };
        let builder = || {
            let builder = self.settings.builder();
            if is_direct { builder.no_proxy() } else { builder }
        };
        if limit == self.usual {
            made(&pair.usual, || limited(builder(), limit))
        } else {
            made(&pair.limited, || builder().connector_layer(connect::Limit))
        }
    }

    async fn exchange(
        &self,
        request: http::Request<Body>,
        attempt: Attempt,
    ) -> Result<http::Response<Body>, TransportError> {
        if let Some(missing) = crate::runtime::missing() {
            return Err(TransportError::refused(missing));
        }
        let (mut parts, body) = request.into_parts();
        if matches!(body, Body::Empty) && has_content(&parts.method) {
            parts.headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let mut request = reqwest::Request::new(parts.method, url(&parts.uri)?);
        *request.headers_mut() = parts.headers;
        *request.body_mut() = match body {
            Body::Empty => None,
            Body::Bytes(bytes) => Some(bytes.into()),
            Body::Stream(stream) => Some(reqwest::Body::wrap(Upload(Mutex::new(stream)))),
        };
        let limit = [self.most, attempt.connect_timeout].into_iter().flatten().min();
        let client = self.client(request.url(), limit).map_err(TransportError::refused)?;
        let executed = if limit == self.usual {
            client.execute(request).await
        } else {
            connect::within(limit, client.execute(request)).await
        };
        let mut response = executed.map_err(|error| match limit {
            Some(limit) if error.is_connect() && error.is_timeout() => TransportError::connect(Slow(limit)),
            _ => classified(error),
        })?;
        let mut answer = http::Response::new(Body::Empty);
        *answer.status_mut() = response.status();
        *answer.version_mut() = response.version();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        *answer.extensions_mut() = std::mem::take(response.extensions_mut());
        *answer.body_mut() = Body::Stream(Box::pin(Download(response)));
        Ok(answer)
    }
}

/// Whether a request of this method says that it has no body: servers refuse one that does not (RFC 9110 §8.6, §15.5.12), and
/// what is below says nothing.
fn has_content(method: &http::Method) -> bool {
    matches!(method.as_str(), "POST" | "PUT" | "PATCH")
}

/// `Uri` has its text in pieces, and formatting them would allocate for each.
fn url(uri: &http::Uri) -> Result<reqwest::Url, TransportError> {
    let scheme = uri.scheme_str().unwrap_or_default();
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let pieces = [scheme, "://", authority, path];
    let url = pieces.concat().parse();
    url.map_err(|_| TransportError::refused("the address is no URL"))
}

fn limited(builder: reqwest::ClientBuilder, limit: Option<Duration>) -> reqwest::ClientBuilder {
    match limit {
        Some(limit) => builder.connect_timeout(limit),
        None => builder,
    }
}

/// The client of a cell, which is made if it is not there.
fn made(
    cell: &OnceLock<reqwest::Client>,
    builder: impl FnOnce() -> reqwest::ClientBuilder,
) -> Result<&reqwest::Client, reqwest::Error> {
    if let Some(client) = cell.get() {
        return Ok(client);
    }
    let client = builder().build()?;
    Ok(cell.get_or_init(|| client))
}

impl Transport for Network {
    fn send<'a>(&'a self, request: http::Request<Body>, attempt: Attempt) -> Exchanged<'a> {
        Box::pin(self.exchange(request, attempt))
    }
}

/// A URL may hold a credential in its query, so it is taken out of the error.
fn classified(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_connect() && causes(&error).any(lacks_tls) {
        return TransportError::refused("`https:` needs TLS: turn on the feature `rustls` or `native-tls`");
    }
    TransportError::new(kind(&error), error)
}

/// Whether the connector knows `http:` alone. Asked of the error, and not of this crate's features: another crate may have turned
/// on those of reqwest.
fn lacks_tls(cause: &(dyn std::error::Error + 'static)) -> bool {
    cause.to_string().contains("scheme is not http")
}

fn kind(error: &reqwest::Error) -> TransportErrorKind {
    if error.is_connect() && causes(error).any(names_certificate) {
        return TransportErrorKind::Certificate;
    }
    if error.is_connect() || error.is_builder() {
        return TransportErrorKind::Connect;
    }
    if error.is_timeout() {
        return TransportErrorKind::Timeout;
    }
    let mut cause = error.source();
    let mut of_http = false;
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<hyper::Error>() {
            of_http = true;
            if error.is_parse() {
                return TransportErrorKind::Malformed;
            }
            if error.is_incomplete_message() || error.is_closed() || error.is_canceled() {
                return TransportErrorKind::Closed;
            }
        } else if let Some(error) = error.downcast_ref::<io::Error>() {
            return broken(error.kind(), of_http);
        }
        cause = error.source();
    }
    TransportErrorKind::Broken
}

/// An error of reading that HTTP itself does not report is one of the decompression around it.
fn broken(kind: io::ErrorKind, of_http: bool) -> TransportErrorKind {
    match kind {
        io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted | io::ErrorKind::BrokenPipe => {
            TransportErrorKind::Reset
        }
        _ if !of_http => TransportErrorKind::Encoding,
        io::ErrorKind::UnexpectedEof => TransportErrorKind::Torn,
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => TransportErrorKind::Malformed,
        _ => TransportErrorKind::Broken,
    }
}

/// reqwest wants `Sync`; the lock is never contended, because it is only reached through `&mut`.
struct Upload(Mutex<ByteStream>);

impl HttpBody for Upload {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        let stream = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        stream
            .as_mut()
            .poll_next(context)
            .map(|next| next.map(|chunk| chunk.map(Frame::data)))
    }
}

/// Read by itself, and not as a body of its own: that would be one more box.
struct Download(reqwest::Response);

impl Stream for Download {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        // The future holds nothing between two polls, so it may be made anew for each.
        let chunk = pin!(self.0.chunk());
        chunk
            .poll(context)
            .map(|chunk| chunk.map_err(|error| classified(error).into()).transpose())
    }
}
