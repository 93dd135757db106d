//! A body of the in-memory transport that comes piece by piece. In: what happens, one after the other. Out: a stream of bytes.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use callspec_types::StreamError;
use futures_core::Stream;

use crate::clock::{BoxFuture, Clock, SystemClock};
use crate::error::{TransportError, TransportErrorKind};

/// What happens next.
#[derive(Clone)]
pub(super) enum Step {
    Piece(Bytes),
    Pause(Duration),
    Break,
    Hang,
}

pub(super) struct Steps {
    left: VecDeque<Step>,
    pause: Option<BoxFuture<'static, ()>>,
}

impl Steps {
    pub(super) fn new(first: Bytes, steps: Vec<Step>) -> Self {
        let first = (!first.is_empty()).then_some(Step::Piece(first));
        Self {
            left: first.into_iter().chain(steps).collect(),
            pause: None,
        }
    }
}

impl Stream for Steps {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(pause) = &mut self.pause {
                ready!(pause.as_mut().poll(context));
                self.pause = None;
            }
            match self.left.pop_front() {
                None => return Poll::Ready(None),
                Some(Step::Piece(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                Some(Step::Pause(time)) => self.pause = Some(SystemClock.sleep(time)),
                Some(Step::Break) => {
                    self.left.clear();
                    let error = TransportError::new(TransportErrorKind::Torn, "the body ended too early");
                    return Poll::Ready(Some(Err(error.into())));
                }
                Some(Step::Hang) => {
                    self.left.push_front(Step::Hang);
                    return Poll::Pending;
                }
            }
        }
    }
}
