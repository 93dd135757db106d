//! The body of a response while it arrives. In: what the transport gives. Out: piece by piece, or how it broke off.

use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;

use crate::body::Body;
use crate::call::broken;
use crate::clock::BoxFuture;
use crate::error::{Error, Failure, TransportError, TransportErrorKind, TransportFailure};
use crate::exchange::Exchange;
use crate::head::Head;

/// A body that arrives.
pub(super) struct Pieces {
    exchange: Exchange,
    pub(super) head: Arc<Head>,
    body: Body,
    /// Runs while nothing comes.
    timer: Option<BoxFuture<'static, ()>>,
    /// How many bytes came, those of earlier bodies of the same stream included.
    pub(super) received: u64,
}

impl Pieces {
    pub(super) fn new(exchange: &Exchange, head: Arc<Head>, body: Body, received: u64) -> Self {
        Self {
            exchange: exchange.clone(),
            head,
            body,
            timer: None,
            received,
        }
    }

    /// The next piece; none after the last one or after an error.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Failure>>> {
        let next = match &mut self.body {
            Body::Stream(stream) => stream.as_mut().poll_next(context),
            whole => Poll::Ready(match std::mem::take(whole) {
                Body::Bytes(bytes) => Some(Ok(bytes)),
                Body::Empty | Body::Stream(_) => None,
            }),
        };
        let next = match next {
            Poll::Ready(next) => next.map(|piece| piece.map_err(broken)),
            Poll::Pending => match self.poll_silence(context) {
                Poll::Ready(timeout) => Some(Err(timeout)),
                Poll::Pending => return Poll::Pending,
            },
        };
        self.timer = None;
        Poll::Ready(match next {
            Some(Ok(piece)) => {
                self.received = self.received.saturating_add(piece.len() as u64);
                Some(Ok(piece))
            }
            Some(Err(cause)) => Some(Err(self.fail(cause))),
            None => {
                self.body = Body::Empty;
                None
            }
        })
    }

    /// The failure of a body that has fewer bytes than this, if it does.
    pub(super) fn torn(&mut self, length: u64) -> Option<Failure> {
        let cause = || TransportError::new(TransportErrorKind::Torn, "it has fewer bytes than its head says");
        (self.received < length).then(|| self.fail(cause()))
    }

    /// Ends it with a failure.
    pub(super) fn fail(&mut self, cause: TransportError) -> Failure {
        self.body = Body::Empty;
        let is_timeout = cause.is_timeout();
        let failure = Box::new(TransportFailure {
            operation: self.head.operation,
            cause,
            past: self.head.past,
            head: Some(Arc::clone(&self.head)),
            received: Some(self.received),
        });
        match is_timeout {
            true => Error::Timeout(failure),
            false => Error::Transport(failure),
        }
    }

    /// Whether the server has been silent for too long.
    fn poll_silence(&mut self, context: &mut Context<'_>) -> Poll<TransportError> {
        let Some(limit) = self.exchange.limits().read else {
            return Poll::Pending;
        };
        let timer = self
            .timer
            .get_or_insert_with(|| self.exchange.client.inner.clock.sleep(limit));
        let timeout = |()| TransportError::timeout(format!("the server was silent for {limit:?}"));
        timer.as_mut().poll(context).map(timeout)
    }
}
