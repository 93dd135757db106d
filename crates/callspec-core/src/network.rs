//! The transport over the network: an adapter for reqwest, which appears in no public signature.

mod connect;

use std::error::Error as _;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use callspec_types::{ByteStream, StreamError};
use futures_core::Stream;
use http_body::{Body as HttpBody, Frame};

use crate::base_url::is_loopback;
use crate::body::Body;
use crate::error::{TransportError, TransportErrorKind};
use crate::transport::{Attempt, Exchanged, Transport};

/// Sends over HTTP with reqwest.
///
/// Redirections are not followed, nothing is retried, and no `Referer` is sent. `https:` needs one of the features
/// `rustls` (default), `rustls-no-provider` and `native-tls`.
///
/// Proxies named by the environment when the transport is made (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, also in lower
/// case), and with the feature `system-proxy` those of the system's settings, are used for all hosts that `NO_PROXY` does
/// not list. Through a proxy, `https:` is a tunnel that shows it the host alone; with `http:` it reads everything,
/// credentials included. This machine (`localhost` and loopback addresses) is never reached through a proxy.
#[derive(Clone, Debug)]
pub struct Network {
    client: reqwest::Client,
    connect_timeout: Option<Duration>,
    /// Without proxies, for this machine; made when it is first needed, which for most clients is never.
    direct: Arc<OnceLock<reqwest::Client>>,
}

impl Network {
    /// A transport with a pool of connections of its own. A connection takes no longer than this, nor than the call allows.
    ///
    /// # Errors
    ///
    /// What the TLS back end says if it cannot be set up.
    pub fn new(connect_timeout: Option<Duration>) -> Result<Self, StreamError> {
        Ok(Self {
            client: builder().build()?,
            connect_timeout,
            direct: Arc::default(),
        })
    }

    fn client(&self, url: &reqwest::Url) -> Result<&reqwest::Client, reqwest::Error> {
        if !url.host_str().is_some_and(is_loopback) {
            return Ok(&self.client);
        }
        if let Some(direct) = self.direct.get() {
            return Ok(direct);
        }
        let direct = builder().no_proxy().build()?;
        Ok(self.direct.get_or_init(|| direct))
    }

    async fn exchange(
        &self,
        request: http::Request<Body>,
        attempt: Attempt,
    ) -> Result<http::Response<Body>, TransportError> {
        let (parts, body) = request.into_parts();
        let url = parts
            .uri
            .to_string()
            .parse()
            .map_err(|_| TransportError::refused("the address is no URL"))?;
        let mut request = reqwest::Request::new(parts.method, url);
        *request.headers_mut() = parts.headers;
        *request.body_mut() = match body {
            Body::Empty => None,
            Body::Bytes(bytes) => Some(bytes.into()),
            Body::Stream(stream) => Some(reqwest::Body::wrap(Upload(Mutex::new(stream)))),
        };
        let client = self.client(request.url()).map_err(TransportError::refused)?;
        let limits = [self.connect_timeout, attempt.connect_timeout];
        let limit = limits.into_iter().flatten().min();
        let response = connect::within(limit, client.execute(request))
            .await
            .map_err(classified)?;
        let response: http::Response<reqwest::Body> = response.into();
        Ok(response.map(|body| Body::Stream(Box::pin(Download(body)))))
    }
}

fn builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .connector_layer(connect::Limit)
}

impl Transport for Network {
    fn send<'a>(&'a self, request: http::Request<Body>, attempt: Attempt) -> Exchanged<'a> {
        Box::pin(self.exchange(request, attempt))
    }
}

/// A URL may hold a credential in its query, so it is taken out of the error.
fn classified(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    TransportError::new(kind(&error), error)
}

fn kind(error: &reqwest::Error) -> TransportErrorKind {
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

struct Download(reqwest::Body);

impl Stream for Download {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return match Pin::new(&mut self.0).poll_frame(context) {
                Poll::Pending => Poll::Pending,
                Poll::Ready(None) => Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(classified(error).into()))),
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(bytes) => Poll::Ready(Some(Ok(bytes))),
                    // Trailers are not data.
                    Err(_) => continue,
                },
            };
        }
    }
}
