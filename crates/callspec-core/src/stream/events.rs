//! Streams of events. In: server-sent events. Out: each with what its data holds.

use std::borrow::Cow;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::feed::{Feed, Raw};
use super::{EventData, Next, Streamed, Streaming};
use crate::error::Error;
use crate::response::Response;

/// One event of an [`Events`] stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<T> {
    data: T,
    name: String,
    id: String,
}

impl<T> Event<T> {
    /// What it holds.
    pub const fn data(&self) -> &T {
        &self.data
    }

    /// What it holds, by move.
    pub fn into_data(self) -> T {
        self.data
    }

    /// The type of the event that its line `event` states; `message` if there is none (HTML Standard §9.2.6).
    pub fn name(&self) -> &str {
        if self.name.is_empty() { "message" } else { &self.name }
    }

    /// The last id that the server stated, with this event or before it.
    pub fn id(&self) -> Option<&str> {
        Some(&*self.id).filter(|id| !id.is_empty())
    }
}

/// The events of a response (`text/event-stream`), each read as it arrives.
///
/// The data `[DONE]`, or another that the document states, ends it, and so does the end of the body; an event that is not complete then is dropped (HTML Standard
/// §9.2.6).
#[must_use = "nothing is read until the stream is polled"]
pub struct Events<O: Streamed> {
    feed: Feed,
    operation: PhantomData<fn() -> O>,
}

impl<O: Streamed> From<Streaming> for Events<O> {
    fn from(Streaming(source): Streaming) -> Self {
        Self {
            feed: Feed::new(source, O::DATA, O::END),
            operation: PhantomData,
        }
    }
}

impl<O: Streamed<Item: DeserializeOwned>> Events<O> {
    /// Makes the call again where the response ends or breaks off, as browsers do, with the id of the last event as
    /// `Last-Event-ID`; the server has to send what followed that event.
    ///
    /// It is done if the client's [`Retry`](crate::Retry) allows it for the method, as often in a row without an event, and after
    /// the time that the server states in `retry`, if it does; not after events without an id. The stream ends where the
    /// server answers 204, or sends the data that ends it, or nothing more.
    pub fn reconnect(mut self) -> Self {
        self.feed.reconnect();
        self
    }

    /// Status and headers.
    pub const fn response(&self) -> &Response<()> {
        self.feed.response()
    }

    /// The last id that the server stated: a later call that sends it as the header `Last-Event-ID` goes on there.
    pub fn last_id(&self) -> Option<&str> {
        self.feed.id()
    }

    /// The next event, or an error; none after the last one.
    ///
    /// Data that is not as documented is [`Error::Decode`], and the events after it follow. No other error is followed by
    /// anything; where the response breaks off it is [`Error::Transport`] or [`Error::Timeout`], with the status, which says
    /// that the call itself succeeded.
    pub async fn next(&mut self) -> Option<Result<Event<O::Item>, Error<O::Error>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Next<Event<O::Item>, O::Error> {
        let raw = ready!(self.feed.poll(context));
        Poll::Ready(raw.map(|raw| self.read(raw.map_err(Error::widen)?)))
    }

    fn read(&self, Raw { name, data }: Raw) -> Result<Event<O::Item>, Error<O::Error>> {
        let id = self.feed.id().unwrap_or_default();
        let data = match O::DATA {
            EventData::Json => self.feed.reply(data).json(),
            EventData::Text => self.feed.reply(text(&data)).json(),
            // Data that happens to be JSON may be meant as text.
            EventData::Member => match self.feed.reply(object(&name, id, &data)).json() {
                Err(error) => self
                    .feed
                    .reply(object(&name, id, &text(&data)))
                    .json()
                    .map_err(|_: Error<O::Error>| error),
                item => item,
            },
        }?;
        let id = id.to_owned();
        Ok(Event { data, name, id })
    }
}

// Nothing is ever pinned inside.
impl<O: Streamed> Unpin for Events<O> {}

impl<O: Streamed<Item: DeserializeOwned>> Stream for Events<O> {
    type Item = Result<Event<O::Item>, Error<O::Error>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

/// A text as JSON.
fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// An event as a JSON object, with its data as they are, where these are JSON, else as a text.
fn object(name: &str, id: &str, data: &str) -> String {
    let is_json = serde_json::from_str::<IgnoredAny>(data).is_ok();
    let data = if is_json {
        Cow::Borrowed(data)
    } else {
        Cow::Owned(text(data))
    };
    let members = [("event", name), ("id", id)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty());
    let members: String = members
        .map(|(key, value)| format!("\"{key}\":{},", text(value)))
        .collect();
    format!("{{{members}\"data\":{data}}}")
}
