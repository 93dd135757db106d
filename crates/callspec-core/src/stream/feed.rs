//! Events before they are typed. In: the body of a response. Out: event by event, over several responses where one broke off
//! and the caller asked for the rest.

use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::{HeaderName, HeaderValue};

use super::EventData;
pub(super) use super::reader::Raw;
use super::reader::Reader;
use super::source::{Again, Ended, Source};
use crate::error::Failure;
use crate::reply::Reply;
use crate::response::Response;

/// HTML Standard §9.2.4.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

pub(super) struct Feed {
    source: Source,
    reader: Reader,
    data: EventData,
    /// The data that ends it.
    end: &'static str,
    reconnects: bool,
    /// Whether an event was read.
    begun: bool,
}

impl Feed {
    pub(super) fn new(source: Source, data: EventData, end: &'static str) -> Self {
        Self {
            reader: Reader::new(source.limit()),
            source,
            data,
            end,
            reconnects: false,
            begun: false,
        }
    }

    pub(super) const fn reconnect(&mut self) {
        self.reconnects = true;
    }

    pub(super) const fn response(&self) -> &Response<()> {
        self.source.response()
    }

    pub(super) fn id(&self) -> Option<&str> {
        Some(self.reader.id()).filter(|id| !id.is_empty())
    }

    /// A response that has only this as its body.
    pub(super) fn reply(&self, body: impl Into<Bytes>) -> Reply {
        self.source.reply(body.into())
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Raw, Failure>>> {
        loop {
            match self.reader.next() {
                Err(_) => {
                    self.reader.begin();
                    return Poll::Ready(Some(Err(self.source.too_large())));
                }
                Ok(Some(raw)) if raw.data == self.end => {
                    self.source.end();
                    self.reader.begin();
                    return Poll::Ready(None);
                }
                Ok(Some(raw)) => {
                    self.begun = true;
                    self.source.progress();
                    if !raw.data.is_empty() || self.data != EventData::Json {
                        return Poll::Ready(Some(Ok(raw)));
                    }
                }
                Ok(None) => {
                    let (reader, begun) = (&mut self.reader, self.begun);
                    let again = |ended| {
                        let is_first = matches!(ended, Ended::Broken { .. }) && !begun;
                        let is_known = is_first || !reader.id().is_empty();
                        (self.reconnects && is_known).then(|| again(reader)).flatten()
                    };
                    match ready!(self.source.poll(context, again)) {
                        Some(Ok(piece)) => self.reader.push(piece),
                        Some(Err(failure)) => return Poll::Ready(Some(Err(failure))),
                        None => return Poll::Ready(None),
                    }
                }
            }
        }
    }
}

/// Another response goes on where the last one broke off; none after an id that no header can have.
fn again(reader: &mut Reader) -> Option<Again> {
    reader.begin();
    let headers = match reader.id() {
        "" => Vec::new(),
        id => vec![(LAST_EVENT_ID, HeaderValue::try_from(id).ok()?)],
    };
    Some(Again {
        wait: reader.retry(),
        headers,
        is_rest: Box::new(|_| true),
    })
}
