//! The transport over the network: an adapter for reqwest, which appears in no public signature.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use callspec_types::{ByteStream, StreamError};
use futures_core::Stream;
use http_body::{Body as HttpBody, Frame};

use crate::body::Body;
use crate::error::TransportError;
use crate::transport::{Attempt, Exchanged, Transport};

/// Sends over HTTP with reqwest.
///
/// Redirections are not followed, nothing is retried, and no `Referer` is sent. Proxies named by the usual environment
/// variables (`HTTPS_PROXY`, `NO_PROXY`, …) are used. `https:` needs one of the features `rustls` (default),
/// `rustls-no-provider` and `native-tls`.
#[derive(Clone, Debug)]
pub struct Network {
    client: reqwest::Client,
}

impl Network {
    /// A transport with a pool of connections of its own.
    ///
    /// # Errors
    ///
    /// What the TLS back end says if it cannot be set up.
    pub fn new(connect_timeout: Option<Duration>) -> Result<Self, StreamError> {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false);
        if let Some(limit) = connect_timeout {
            builder = builder.connect_timeout(limit);
        }
        Ok(Self {
            client: builder.build()?,
        })
    }

    async fn exchange(&self, request: http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
        let (parts, body) = request.into_parts();
        let url = parts
            .uri
            .to_string()
            .parse()
            .map_err(|_| TransportError::connect("the address is no URL"))?;
        let mut request = reqwest::Request::new(parts.method, url);
        *request.headers_mut() = parts.headers;
        *request.body_mut() = match body {
            Body::Empty => None,
            Body::Bytes(bytes) => Some(bytes.into()),
            Body::Stream(stream) => Some(reqwest::Body::wrap(Upload(Mutex::new(stream)))),
        };
        let response = self.client.execute(request).await.map_err(classified)?;
        let response: http::Response<reqwest::Body> = response.into();
        Ok(response.map(|body| Body::Stream(Box::pin(Download(body)))))
    }
}

impl Transport for Network {
    fn send<'a>(&'a self, request: http::Request<Body>, _attempt: Attempt) -> Exchanged<'a> {
        Box::pin(self.exchange(request))
    }
}

/// A URL may hold a credential in its query, so it is taken out of the error.
fn classified(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_connect() || error.is_builder() {
        TransportError::connect(error)
    } else if error.is_timeout() {
        TransportError::timeout(error)
    } else {
        TransportError::broken(error)
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
                Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(error.without_url().into()))),
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(bytes) => Poll::Ready(Some(Ok(bytes))),
                    // Trailers are not data.
                    Err(_) => continue,
                },
            };
        }
    }
}
