//! Streams of bytes. In: a response with any body. Out: its bytes as they arrive, or all of them written somewhere.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

#[cfg(any(feature = "reqwest", feature = "blocking"))]
use bytes::Buf as _;
use bytes::Bytes;
use futures_core::Stream;
use http::header::{
    ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_RANGE, RANGE,
};
use http::{HeaderName, HeaderValue, StatusCode};

use super::source::{Again, Ended, Source};
use super::{Next, Streamed, Streaming};
use crate::error::{Error, Failure};
use crate::head::Head;
use crate::response::Response;

/// The bytes of a response, as they arrive; there may be any number of them.
///
/// Where the response breaks off, the rest is asked for by `Range` and `If-Range` (RFC 9110 §14.2, §13.1.5), if the server
/// names a length and a strong `ETag` and says `Accept-Ranges: bytes`, and the client's [`Retry`](crate::Retry) lets this
/// method be called again. What has changed meanwhile is never put together.
///
/// The bytes are those of the content coding that the headers name, if they still name one; none is asked for.
#[must_use = "nothing is read until the stream is polled"]
pub struct Content<O> {
    bytes: Resumed,
    operation: PhantomData<fn() -> O>,
}

impl<O: Streamed> From<Streaming> for Content<O> {
    fn from(Streaming(mut source): Streaming) -> Self {
        let part = Part::of(source.response().head());
        if let Some(part) = &part {
            source.expect(part.length);
        }
        Self {
            bytes: Resumed { source, part },
            operation: PhantomData,
        }
    }
}

impl<O: Streamed> Content<O> {
    /// Status and headers.
    pub const fn response(&self) -> &Response<()> {
        self.bytes.source.response()
    }

    /// The media type, with its parameters, if the server names one.
    pub fn content_type(&self) -> Option<&str> {
        text(self.response().head(), &CONTENT_TYPE)
    }

    /// How many bytes there are, if the server says so beforehand.
    pub fn content_length(&self) -> Option<u64> {
        length(self.response().head())
    }

    /// The next piece, or an error; none after the last one.
    ///
    /// An error is the last; it is [`Error::Transport`] or [`Error::Timeout`], with the status, which says that the call
    /// itself succeeded.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error<O::Error>>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Writes all that is left to a file, a vector or another writer, and says how many bytes that was.
    ///
    /// The writer blocks the thread for as long as a piece takes, which for a file on a local disk is microseconds. One that is
    /// slow is better written to by `write_to_async`, with tokio, or piece by piece from [`next`](Self::next).
    ///
    /// # Errors
    ///
    /// [`WriteError`]: the response broke off, or the writer failed. What was written before stays written.
    pub async fn write_to(mut self, mut writer: impl io::Write) -> Result<u64, WriteError<O::Error>> {
        let mut written = 0_u64;
        while let Some(piece) = self.next().await {
            let piece = piece.map_err(WriteError::Call)?;
            writer.write_all(&piece).map_err(WriteError::Write)?;
            written = written.saturating_add(piece.len() as u64);
        }
        writer.flush().map_err(WriteError::Write)?;
        Ok(written)
    }

    /// Writes all that is left to an asynchronous writer, such as a `tokio::fs::File` or a connection, and says how many bytes that
    /// was. The writer is flushed, and not shut down.
    ///
    /// # Errors
    ///
    /// As [`write_to`](Self::write_to).
    #[cfg(any(feature = "reqwest", feature = "blocking"))]
    pub async fn write_to_async(mut self, writer: impl tokio::io::AsyncWrite) -> Result<u64, WriteError<O::Error>> {
        let mut writer = std::pin::pin!(writer);
        let mut written = 0_u64;
        while let Some(piece) = self.next().await {
            let mut piece = piece.map_err(WriteError::Call)?;
            written = written.saturating_add(piece.len() as u64);
            while !piece.is_empty() {
                let taken = poll_fn(|context| writer.as_mut().poll_write(context, &piece)).await;
                match taken.map_err(WriteError::Write)? {
                    0 => return Err(WriteError::Write(io::ErrorKind::WriteZero.into())),
                    taken => piece.advance(taken),
                }
            }
        }
        let flushed = poll_fn(|context| writer.as_mut().poll_flush(context)).await;
        flushed.map_err(WriteError::Write)?;
        Ok(written)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Next<Bytes, O::Error> {
        let piece = self.bytes.poll(context);
        piece.map(|piece| piece.map(|piece| piece.map_err(Error::widen)))
    }
}

// Nothing is ever pinned inside.
impl<O> Unpin for Content<O> {}

impl<O: Streamed> Stream for Content<O> {
    type Item = Result<Bytes, Error<O::Error>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

/// Why a response was not written to its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError<E> {
    /// The response broke off.
    Call(Error<E>),
    /// The writer failed.
    Write(io::Error),
}

impl<E> fmt::Display for WriteError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::Write(error) => write!(f, "the response cannot be written: {error}"),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for WriteError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // Its own text stands here already.
            Self::Call(error) => error.source(),
            Self::Write(error) => Some(error),
        }
    }
}

/// The bytes, over several responses where one broke off.
struct Resumed {
    source: Source,
    /// What a rest has to have in common with what came before; none if no rest can be asked for.
    part: Option<Part>,
}

#[derive(Clone)]
struct Part {
    etag: String,
    length: u64,
}

impl Resumed {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Failure>>> {
        let again = |ended| match (ended, &self.part) {
            (Ended::Broken { received }, Some(part)) => part.rest(received),
            _ => None,
        };
        let piece = ready!(self.source.poll(context, again));
        if matches!(&piece, Some(Ok(piece)) if !piece.is_empty()) {
            self.source.progress();
        }
        Poll::Ready(piece)
    }
}

impl Part {
    fn of(head: &Head) -> Option<Self> {
        let etag = text(head, &ETAG).filter(|etag| etag.starts_with('"'))?;
        let is_cut = text(head, &ACCEPT_RANGES).is_some_and(|unit| unit.eq_ignore_ascii_case("bytes"));
        let is_whole = head.status == StatusCode::OK && !head.headers.contains_key(CONTENT_ENCODING);
        let length = length(head)?;
        (is_cut && is_whole).then(|| Self {
            etag: etag.to_owned(),
            length,
        })
    }

    /// How what follows so many bytes is asked for.
    fn rest(&self, received: u64) -> Option<Again> {
        let Self { etag, length } = self.clone();
        let range = HeaderValue::try_from(format!("bytes={received}-")).ok()?;
        let if_range = HeaderValue::try_from(&etag).ok()?;
        let is_rest = move |head: &Head| {
            let range = text(head, &CONTENT_RANGE).and_then(|range| range.strip_prefix("bytes "));
            let range = range.and_then(|range| range.split_once('-'));
            let total = range.and_then(|(_, rest)| rest.split_once('/'));
            head.status == StatusCode::PARTIAL_CONTENT
                && range.is_some_and(|(first, _)| first.parse() == Ok(received))
                && total.is_some_and(|(_, total)| total.parse() == Ok(length))
                && text(head, &ETAG).is_none_or(|other| other == etag)
                && !head.headers.contains_key(CONTENT_ENCODING)
        };
        Some(Again {
            wait: None,
            headers: vec![(RANGE, range), (IF_RANGE, if_range)],
            is_rest: Box::new(is_rest),
        })
    }
}

fn text<'a>(head: &'a Head, name: &HeaderName) -> Option<&'a str> {
    head.headers.get(name)?.to_str().ok()
}

fn length(head: &Head) -> Option<u64> {
    text(head, &CONTENT_LENGTH)?.parse().ok()
}
