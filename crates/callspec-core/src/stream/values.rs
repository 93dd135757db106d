//! Streams of JSON values. In: JSON Lines, or a JSON text sequence. Out: value by value.

use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::source::Source;
use super::{Next, Streamed, Streaming};
use crate::accept::is_sequence;
use crate::error::{Error, Failure};
use crate::reply::Reply;
use crate::response::Response;

/// The JSON values of a response, each read as it arrives: those of JSON Lines (`application/jsonl`, `application/x-ndjson`),
/// one in a line, or of a JSON text sequence (`application/json-seq`, RFC 7464).
#[must_use = "nothing is read until the stream is polled"]
pub struct Values<O: Streamed> {
    texts: Texts,
    operation: PhantomData<fn() -> O>,
}

impl<O: Streamed> From<Streaming> for Values<O> {
    fn from(Streaming(source): Streaming) -> Self {
        Self {
            texts: Texts::new(source),
            operation: PhantomData,
        }
    }
}

impl<O: Streamed<Item: DeserializeOwned>> Values<O> {
    /// Status and headers.
    pub const fn response(&self) -> &Response<()> {
        self.texts.source.response()
    }

    /// The next value, or an error; none after the last one.
    ///
    /// A value that is not as documented is [`Error::Decode`], and the values after it follow. No other error is followed by
    /// anything; where the response breaks off it is [`Error::Transport`] or [`Error::Timeout`], with the status, which says
    /// that the call itself succeeded.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Error>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Next<O::Item, O::Error> {
        let text = ready!(self.texts.poll(context));
        Poll::Ready(text.map(|text| text.map_err(Error::widen)?.json()))
    }
}

// Nothing is ever pinned inside.
impl<O: Streamed> Unpin for Values<O> {}

impl<O: Streamed<Item: DeserializeOwned>> Stream for Values<O> {
    type Item = Result<O::Item, Error<O::Error>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

/// The texts of the values, before they are typed.
struct Texts {
    source: Source,
    splitter: Splitter,
    limit: usize,
}

impl Texts {
    fn new(source: Source) -> Self {
        Self {
            splitter: Splitter::new(is_sequence(source.response().head())),
            limit: source.limit(),
            source,
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Reply, Failure>>> {
        loop {
            if let Some(text) = self.splitter.next() {
                return Poll::Ready(Some(match text.len() <= self.limit {
                    true => Ok(self.source.reply(text)),
                    false => Err(self.fail()),
                }));
            }
            if self.splitter.text.len() > self.limit {
                return Poll::Ready(Some(Err(self.fail())));
            }
            match ready!(self.source.poll(context, |_| None)) {
                Some(Ok(piece)) => self.splitter.piece = piece,
                Some(Err(failure)) => return Poll::Ready(Some(Err(failure))),
                None => return Poll::Ready(self.splitter.end().map(|text| Ok(self.source.reply(text)))),
            }
        }
    }

    fn fail(&mut self) -> Failure {
        self.splitter = Splitter::new(false);
        self.source.too_large()
    }
}

/// Cuts bytes into the texts of values.
#[derive(Debug)]
struct Splitter {
    is_sequence: bool,
    /// What was not looked at yet.
    piece: Bytes,
    /// What came of a text that is not complete.
    text: Vec<u8>,
    nesting: Nesting,
}

/// How deep in a JSON text a place is: a line feed ends a text of a sequence only outside of all arrays, objects and strings.
#[derive(Debug, Default)]
struct Nesting {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

/// Before each text of a sequence (RFC 7464 §2.2).
const SEPARATOR: u8 = 0x1E;

impl Splitter {
    fn new(is_sequence: bool) -> Self {
        Self {
            is_sequence,
            piece: Bytes::new(),
            text: Vec::new(),
            nesting: Nesting::default(),
        }
    }

    /// The next text; none if it is not complete. One that is blank says nothing.
    fn next(&mut self) -> Option<Bytes> {
        loop {
            let end = match self.is_sequence {
                true => self.nesting.end(&self.piece),
                false => self.piece.iter().position(|byte| *byte == b'\n'),
            };
            let part = self.piece.split_to(end.unwrap_or(self.piece.len()));
            self.text.extend_from_slice(&part);
            end?;
            self.piece.advance(1);
            if let Some(text) = self.end() {
                return Some(text);
            }
        }
    }

    /// The text that came so far, unless it is blank.
    fn end(&mut self) -> Option<Bytes> {
        self.nesting = Nesting::default();
        let text = std::mem::take(&mut self.text);
        let is_blank = text.iter().all(u8::is_ascii_whitespace);
        (!is_blank).then(|| text.into())
    }
}

impl Nesting {
    /// Where a text of a sequence ends: at the next separator, or at the line feed that follows it (RFC 7464 §2.1).
    fn end(&mut self, piece: &[u8]) -> Option<usize> {
        piece.iter().position(|byte| {
            match byte {
                &SEPARATOR => return true,
                b'\n' => return self.depth == 0 && !self.in_string,
                _ if self.escaped => self.escaped = false,
                b'\\' if self.in_string => self.escaped = true,
                b'"' => self.in_string = !self.in_string,
                b'[' | b'{' if !self.in_string => self.depth = self.depth.saturating_add(1),
                b']' | b'}' if !self.in_string => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            false
        })
    }
}

#[cfg(test)]
mod tests;
