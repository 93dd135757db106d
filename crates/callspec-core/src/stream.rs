//! Responses that are read while they arrive. In: an operation whose success is a stream. Out: its head at once, or an error
//! as ever; then events, JSON values or bytes.
//!
//! The limit of a whole call ends with the head. Between two pieces the server may be silent for as long as the client's
//! read limit allows, and an event or a value has at most as many bytes as the client's body limit allows.

mod content;
mod events;
mod feed;
mod macros;
mod pieces;
mod reader;
mod source;
mod values;

use std::task::Poll;

use http::HeaderValue;
use http::header::ACCEPT_ENCODING;

use crate::accept::Accept;
use crate::call::call;
use crate::clock::BoxFuture;
use crate::error::{Error, Failure, InvalidRequest};
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::reply::Reply;
use crate::request::Request;

pub use content::{Content, WriteError};
pub use events::{Event, Events};
pub use values::Values;

use source::Source;

/// What the data of an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventData {
    /// JSON. An event without data is passed over.
    Json,
    /// Text.
    Text,
    /// A part of the item: this is the event as an object of `event`, `data` and `id`.
    Member,
}

/// An operation whose success can be read while it arrives. Generated code implements it.
pub trait Streamed: Operation {
    /// What the stream gives, one by one: what an event holds, a JSON value, or bytes.
    type Item;
    /// The stream: [`Events`], [`Values`] or [`Content`].
    type Stream: From<Streaming>;

    /// What is asked for.
    const ACCEPT: Accept;
    /// What the data of an event is.
    const DATA: EventData = EventData::Json;
    /// The data that ends a stream of events.
    const END: &'static str = "[DONE]";
}

/// What polling for an item gives.
type Next<T, E> = Poll<Option<Result<T, Error<E>>>>;

/// A response whose body has yet to come.
pub struct Streaming(Source);

impl Exchange {
    /// Makes the call, and returns once the head of the response is there.
    ///
    /// # Errors
    ///
    /// Any [`Error`]; [`Error::Decode`] where the response is another success than the stream.
    pub async fn stream<O: Streamed>(&self, operation: O) -> Result<O::Stream, Error<O::Error>> {
        let opened = self.open(operation.request(), O::ACCEPT).await.map_err(Error::widen)?;
        match opened {
            Ok(streaming) => Ok(streaming.into()),
            Err(reply) => {
                O::decode(reply.clone())?;
                Err(reply.other(O::ACCEPT.media_types()))
            }
        }
    }

    /// Everything about it that does not depend on types: a stream, or a reply that is something else.
    pub(crate) fn open(
        &self,
        request: Result<Request, InvalidRequest>,
        accept: Accept,
    ) -> BoxFuture<'_, Result<Result<Streaming, Reply>, Failure>> {
        Box::pin(async move {
            let request = request?.accept(accept.media_types()).finish()?;
            let mut request = self.extended(request)?;
            if accept.is_bytes() {
                // The length is then that of the file, and a part of it can be asked for.
                let identity = (ACCEPT_ENCODING, HeaderValue::from_static("identity"));
                request.headers.push(identity);
            }
            let arrived = call(self, &request, Some(accept)).await?;
            Ok(match arrived.stream {
                Some(body) => Ok(Streaming(Source::new(self, request, accept, arrived.reply.head, body))),
                None => Err(arrived.reply),
            })
        })
    }
}

#[cfg(test)]
mod tests;
