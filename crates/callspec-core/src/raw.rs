//! Calls that the document does not have. In: method, path and whatever the caller adds. Out: a value of the caller's type.

use std::convert::Infallible;

use bytes::Bytes;
use callspec_types::File;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::client::Client;
use crate::error::{Error, Failure, InvalidRequest};
use crate::exchange::Exchange;
use crate::info::OperationInfo;
use crate::invalid::InvalidReason;
use crate::macros::__call_options;
use crate::method::Method;
use crate::reply::Reply;
use crate::request::Request;
use crate::response::Response;
use crate::style::Style;

/// A call that the document does not have, ready to send.
///
/// It is sent like any operation: to the client's base URL and never to another origin, with its limits, and with retries
/// that are safe for the method. It carries every credential that the client holds, as no document says which ones are
/// needed; where two want the same header, the scheme that the document has first is sent. A client that is built with fewer
/// credentials sends fewer.
///
/// A status outside 2xx is [`Error::Unexpected`], with the server's words and its body.
///
/// ```no_run
/// # async fn example(client: callspec_core::Client) -> Result<(), callspec_core::CallError> {
/// use callspec_core::Method;
///
/// let tags: Vec<String> = client
///     .request(Method::GET, "/calls/{call_id}/tags")
///     .path("call_id", "call_123")
///     .query("limit", 10)
///     .send()
///     .await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "nothing is sent until it is"]
pub struct RawRequest {
    exchange: Exchange,
    request: Request,
}

__call_options!(RawRequest);

/// What errors call it.
pub(crate) const ID: &str = "request";

impl Client {
    /// Begins a call of this method and path template, such as `/calls/{call_id}/tags`; the template stands behind the base
    /// URL. What varies is set with [`RawRequest::path`], so that it is escaped.
    pub fn request(&self, method: Method, path: &'static str) -> RawRequest {
        let operation = OperationInfo::beyond(self.inner.api, ID, method, path);
        RawRequest {
            exchange: self.exchange(),
            request: Request::new(operation),
        }
    }
}

impl RawRequest {
    /// Fills in a parameter of the path. All but unreserved characters is escaped; a value that is empty, or makes a segment
    /// `.` or `..` in any spelling, is [`Error::Invalid`].
    pub fn path(mut self, name: &str, value: impl Serialize) -> Self {
        self.request = self.request.path(name, &value);
        self
    }

    /// Adds a query parameter. A list is as many pairs, and `None` is none.
    pub fn query(mut self, name: &str, value: impl Serialize) -> Self {
        self.request = self.request.query(name, Style::FORM, &value);
        self
    }

    /// Sets the body, as `application/json`.
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.json_as("application/json", body)
    }

    /// Sets the body, as JSON of another media type, such as `application/vnd.api+json`.
    pub fn json_as<T: Serialize + ?Sized>(mut self, media_type: &'static str, body: &T) -> Self {
        self.request = self.request.json(media_type, body);
        self
    }

    /// Sets the body: bytes, or a stream, of this media type.
    pub fn body(mut self, media_type: &'static str, body: impl Into<File>) -> Self {
        self.request = self.request.bytes(media_type, body);
        self
    }

    /// Makes the call and reads the body of a success as JSON; one without a body is read as `null`.
    ///
    /// # Errors
    ///
    /// [`Error::Unexpected`] for a status outside 2xx, [`Error::Decode`] if the body is no `T`; any other [`Error`] but
    /// [`Error::Api`] if the exchange itself fails.
    pub async fn send<T: DeserializeOwned>(self) -> Result<T, Error<Infallible>> {
        self.send_raw().await.map(Response::into_value)
    }

    /// As [`send`](Self::send), with status, headers and request id.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_raw<T: DeserializeOwned>(self) -> Result<Response<T>, Error<Infallible>> {
        decoded(self.accepting_json().reply().await?)
    }

    /// Makes the call and returns the body of a success as it is, with status, headers and request id.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), but for [`Error::Decode`].
    pub async fn send_bytes(self) -> Result<Response<Bytes>, Error<Infallible>> {
        self.reply().await.map(Reply::into_response)
    }

    /// As [`send`](Self::send), for code that is not asynchronous; inside `spawn_blocking` too.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and [`Error::Invalid`] inside an asynchronous task of tokio, which it would stop.
    #[cfg(feature = "blocking")]
    #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
    pub fn send_blocking<T: DeserializeOwned>(self) -> Result<T, Error<Infallible>> {
        let call = self.accepting_json();
        let reply = crate::blocking::wait(call.reply())?;
        decoded(reply).map(Response::into_value)
    }

    fn accepting_json(mut self) -> Self {
        self.request = self.request.accept("application/json, */*;q=0.5");
        self
    }

    async fn reply(self) -> Result<Reply, Failure> {
        let request = usable(self.request.operation).and_then(|()| self.request.finish());
        self.exchange.reply(request).await?.success()
    }
}

/// Refuses what would not be a path behind the base URL.
fn usable(operation: &'static OperationInfo) -> Result<(), InvalidRequest> {
    let path = operation.path;
    let reason = if !path.starts_with('/') || path.starts_with("//") {
        "does not begin with one `/`: it stands behind the base URL"
    } else if path.contains(['?', '#']) {
        "has a query or a fragment: set parameters with `.query(…)`"
    } else if path.contains('\\') || !path.bytes().all(|byte| byte.is_ascii_graphic()) {
        "has characters that no path has: set what varies with `.path(…)`"
    } else {
        return Ok(());
    };
    Err(InvalidRequest::new(operation, "", InvalidReason::Path(reason)))
}

fn decoded<T: DeserializeOwned>(mut reply: Reply) -> Result<Response<T>, Error<Infallible>> {
    let (head, body) = (std::sync::Arc::clone(&reply.head), reply.body.clone());
    if reply.body.is_empty() && serde_json::from_str::<T>("null").is_ok() {
        reply.body = Bytes::from_static(b"null");
    }
    reply.json().map(|value| Response::of(value, head, body))
}
