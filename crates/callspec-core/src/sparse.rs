//! Sparse fieldsets (JSON:API 1.0 §6.3): asking for some fields changes the type of what comes back.
//!
//! In: a request and the fields to ask for. Out: [`Sparse`], the same request with a response in which every attribute
//! may be missing.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::de::DeserializeOwned;

use crate::clock::BoxFuture;
use crate::error::{Error, InvalidRequest};
use crate::exchange::Exchange;
use crate::info::OperationInfo;
use crate::operation::Operation;
use crate::pages::{Items, LinkedPage, Paged, Pages, Paging};
use crate::reply::Reply;
use crate::request::Request;
use crate::response::Response;
use crate::retry::Retry;
use crate::style::Style;

/// An operation that can be asked for some fields of its resource only.
pub trait SparseFields: Operation {
    /// A field of the resource.
    type Field: AsRef<str>;
    /// The success when only some fields were asked for.
    type Sparse: DeserializeOwned;

    /// The resource type, as in `fields[Call]`.
    const RESOURCE: &'static str;
}

/// A request for some fields only.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct Sparse<O> {
    exchange: Exchange,
    operation: O,
    fields: BTreeMap<&'static str, String>,
}

impl<O: SparseFields> Sparse<O> {
    /// Adds the fields to a request; the fields of one resource are joined with commas.
    pub fn new(exchange: Exchange, operation: O, fields: impl IntoIterator<Item = O::Field>) -> Self {
        let names: Vec<O::Field> = fields.into_iter().collect();
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        Self {
            exchange,
            operation,
            fields: BTreeMap::from([(O::RESOURCE, names.join(","))]),
        }
    }

    /// Makes the call and returns what the server answers. `send_blocking` (feature `blocking`) does so without asynchronous
    /// code.
    ///
    /// # Errors
    ///
    /// The documented error responses as `Error::Api`; any other `Error` if the exchange itself fails.
    pub async fn send(self) -> Result<O::Sparse, Error<O::Error>> {
        let exchange = self.exchange.clone();
        exchange.send(self).await
    }

    /// Makes the call and returns what the server answers, with status, headers and request id.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub async fn send_raw(self) -> Result<Response<O::Sparse>, Error<O::Error>> {
        let exchange = self.exchange.clone();
        exchange.send_raw(self).await
    }

    /// As [`send`](Self::send), for code that is not asynchronous; inside `spawn_blocking` too.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and `Error::Invalid` inside an asynchronous task of tokio, which it would stop.
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<O::Sparse, Error<O::Error>> {
        let exchange = self.exchange.clone();
        exchange.send_blocking(self)
    }

    /// Sets how long this call may take in all, retries included; `None` is without end.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.exchange = self.exchange.timeout(limit);
        self
    }

    /// Sets how long a connection may take, if this call needs a new one; `None` is without end.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.exchange = self.exchange.connect_timeout(limit);
        self
    }

    /// Sets how long the server may be silent during this call, from the beginning of the request on; `None` is without
    /// end.
    pub fn read_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.exchange = self.exchange.read_timeout(limit);
        self
    }

    /// Sets what of this call is tried again.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.exchange = self.exchange.retry(retry);
        self
    }

    /// Sets a header of this call, in the place of any other of this name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.exchange = self.exchange.header(name, value);
        self
    }
}

/// As [`send`](Sparse::send), so that `.await` alone makes the call.
impl<O: SparseFields + Send + 'static> IntoFuture for Sparse<O> {
    type Output = Result<O::Sparse, Error<O::Error>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<O: SparseFields + Paged> Sparse<O>
where
    O::Sparse: LinkedPage,
{
    /// The pages from this one on, each fetched when it is asked for.
    pub fn pages(self) -> Pages<Self> {
        Pages::new(self.exchange.clone(), self)
    }

    /// The items from this page on, each page fetched when it is asked for.
    pub fn items(self) -> Items<Self> {
        self.pages().items()
    }
}

/// Sparse fieldsets are JSON:API's, and so are the links between its pages.
impl<O: SparseFields + Paged> Paged for Sparse<O>
where
    O::Sparse: LinkedPage,
{
    type Item = <O::Sparse as LinkedPage>::Item;

    const PAGING: Paging = O::PAGING;

    fn into_items(page: Self::Output) -> Vec<Self::Item> {
        page.into_items()
    }
}

impl<O: SparseFields> Operation for Sparse<O> {
    type Output = O::Sparse;
    type Error = O::Error;

    const INFO: &'static OperationInfo = O::INFO;

    fn request(self) -> Result<Request, InvalidRequest> {
        self.operation
            .request()?
            .query("fields", Style::DEEP_OBJECT, &self.fields)
            .finish()
    }

    fn decode(reply: Reply) -> Result<Self::Output, Error<Self::Error>> {
        if (200..=299).contains(&reply.status()) {
            return reply.json();
        }
        match O::decode(reply.clone()) {
            Err(error) => Err(error),
            // Only a success has fields; the operation takes this response for one that has none.
            Ok(_) => reply.unexpected(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Method, StatusCode};

    #[derive(Debug)]
    struct GetThing;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Whole {
        name: String,
    }

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Part {
        name: Option<String>,
    }

    impl Operation for GetThing {
        type Output = Whole;
        type Error = String;

        const INFO: &'static OperationInfo = &OperationInfo {
            id: "get_thing",
            method: Method::GET,
            path: "/things",
            security: &[],
        };

        fn request(self) -> Result<Request, InvalidRequest> {
            Request::new(Self::INFO).query("include", Style::FORM, "owner").finish()
        }

        fn decode(reply: Reply) -> Result<Whole, Error<String>> {
            match reply.status() {
                200 => reply.json(),
                404 => reply.refused(std::convert::identity),
                _ => reply.unexpected(),
            }
        }
    }

    impl SparseFields for GetThing {
        type Field = &'static str;
        type Sparse = Part;

        const RESOURCE: &'static str = "Thing";
    }

    fn reply(status: StatusCode, body: &'static str) -> Reply {
        Reply::new(
            GetThing::INFO,
            status,
            crate::HeaderMap::new(),
            crate::Bytes::from_static(body.as_bytes()),
        )
    }

    #[test]
    fn a_missing_field_decodes_and_error_responses_stay() {
        assert_eq!(
            Sparse::<GetThing>::decode(reply(StatusCode::OK, "{}")).unwrap(),
            Part { name: None }
        );
        let refused = Sparse::<GetThing>::decode(reply(StatusCode::NOT_FOUND, "\"gone\"")).unwrap_err();
        assert_eq!(refused.api().map(String::as_str), Some("gone"));
        assert_eq!(
            Sparse::<GetThing>::decode(reply(StatusCode::BAD_GATEWAY, ""))
                .unwrap_err()
                .status()
                .map(|s| s.as_u16()),
            Some(502)
        );
    }
}
