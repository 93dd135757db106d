//! Bodies. In: bytes or a stream. Out: the same for a transport, with what can be sent again kept apart from what cannot.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use callspec_types::{ByteStream, FileContent};
use futures_core::Stream;

use crate::invalid::InvalidReason;

/// The body of a request or of a response, as a transport sees it.
#[derive(Default)]
#[non_exhaustive]
pub enum Body {
    /// No body at all.
    #[default]
    Empty,
    /// All of it.
    Bytes(Bytes),
    /// Piece by piece.
    Stream(ByteStream),
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no bytes"),
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Stream(_) => f.write_str("stream"),
        }
    }
}

impl<B: Into<Bytes>> From<B> for Body {
    fn from(bytes: B) -> Self {
        Self::Bytes(bytes.into())
    }
}

/// What a request carries, from which the body of each attempt is made.
#[derive(Default)]
pub(crate) enum Payload {
    #[default]
    Empty,
    Bytes(Bytes),
    /// One after the other.
    Parts(Vec<FileContent>),
}

/// Sizes only: a body may hold secrets.
impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no bytes"),
            Self::Bytes(bytes) => write!(f, "{} bytes", bytes.len()),
            Self::Parts(parts) => f.debug_list().entries(parts).finish(),
        }
    }
}

impl Payload {
    /// Whether [`open`](Self::open) gives the same body again.
    pub(crate) fn is_replayable(&self) -> bool {
        match self {
            Self::Empty | Self::Bytes(_) => true,
            Self::Parts(parts) => parts.iter().all(|part| matches!(part, FileContent::Bytes(_))),
        }
    }

    /// Makes the body of one attempt; streams are taken out.
    pub(crate) fn open(&self) -> Result<Body, InvalidReason> {
        let parts = match self {
            Self::Empty => return Ok(Body::Empty),
            Self::Bytes(bytes) => return Ok(Body::Bytes(bytes.clone())),
            Self::Parts(parts) => parts,
        };
        let mut pieces = Vec::with_capacity(parts.len());
        // From last to first, because the chain takes from the end.
        for part in parts.iter().rev() {
            pieces.push(match part {
                FileContent::Bytes(bytes) => Piece::Bytes(bytes.clone()),
                stream => Piece::Stream(stream.take_stream().ok_or(InvalidReason::StreamSpent)?),
            });
        }
        Ok(Body::Stream(Box::pin(Chain(pieces))))
    }
}

enum Piece {
    Bytes(Bytes),
    Stream(ByteStream),
}

struct Chain(Vec<Piece>);

impl Stream for Chain {
    type Item = <ByteStream as Stream>::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let Some(piece) = self.0.last_mut() else {
                return Poll::Ready(None);
            };
            let next = match piece {
                Piece::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
                Piece::Stream(stream) => stream.as_mut().poll_next(context),
            };
            match (next, piece) {
                (Poll::Ready(None), _) => drop(self.0.pop()),
                (next, Piece::Bytes(_)) => {
                    self.0.pop();
                    return next;
                }
                (next, Piece::Stream(_)) => return next,
            }
        }
    }
}
