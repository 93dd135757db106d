//! A body that may be asked for again where it broke off. In: pieces of one response, then of the next. Out: pieces as if of
//! one.

use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue};

use super::pieces::Pieces;
use crate::accept::Accept;
use crate::body::Body;
use crate::call::call;
use crate::clock::BoxFuture;
use crate::error::{Failure, TooLarge, TransportError, TransportErrorKind};
use crate::exchange::Exchange;
use crate::head::Head;
use crate::reply::Reply;
use crate::request::Request;
use crate::response::Response;

/// A body, with what is needed to ask for the rest of it.
pub(super) struct Source {
    exchange: Exchange,
    request: Arc<Request>,
    accept: Accept,
    /// That of the first response.
    response: Response<()>,
    state: State,
    /// How many bytes there are in all, where that is known.
    length: Option<u64>,
    /// How often in a row it was asked for again, without a piece.
    retries: u32,
}

enum State {
    Arriving(Box<Pieces>),
    Asking(BoxFuture<'static, Result<Pieces, Failure>>),
    Ended,
}

/// How the rest of a body is asked for.
pub(super) struct Again {
    /// How long the server wants to be left alone, if it said so.
    pub(super) wait: Option<Duration>,
    /// Headers of the request.
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    /// Whether a response is the rest.
    pub(super) is_rest: Box<dyn Fn(&Head) -> bool + Send>,
}

impl Source {
    pub(super) fn new(exchange: &Exchange, request: Request, accept: Accept, head: Arc<Head>, body: Body) -> Self {
        Self {
            exchange: exchange.clone(),
            request: Arc::new(request),
            accept,
            response: Response::of((), Arc::clone(&head)),
            state: State::Arriving(Box::new(Pieces::new(exchange, head, body, 0))),
            length: None,
            retries: 0,
        }
    }

    /// Sets how many bytes there have to be in all.
    pub(super) const fn expect(&mut self, length: u64) {
        self.length = Some(length);
    }

    pub(super) const fn response(&self) -> &Response<()> {
        &self.response
    }

    /// Most bytes that an item may have.
    pub(super) fn limit(&self) -> usize {
        self.exchange.limits().body
    }

    /// The response as if it had only this item as its body.
    pub(super) fn reply(&self, body: Bytes) -> Reply {
        let head = Arc::clone(self.response.head());
        Reply { head, body }
    }

    /// Ends it with an item that is larger than it may be.
    pub(super) fn too_large(&mut self) -> Failure {
        self.end();
        let (head, limit) = (Arc::clone(self.response.head()), self.limit());
        Failure::TooLarge(Box::new(TooLarge { head, limit }))
    }

    /// Ends it: nothing more is read.
    pub(super) fn end(&mut self) {
        self.state = State::Ended;
    }

    /// The next piece. Where the body broke off, `again` says how what follows so many bytes is asked for, if it can be.
    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
        mut again: impl FnMut(u64) -> Option<Again>,
    ) -> Poll<Option<Result<Bytes, Failure>>> {
        loop {
            match &mut self.state {
                State::Ended => return Poll::Ready(None),
                State::Arriving(pieces) => {
                    let failure = match ready!(pieces.poll(context)) {
                        Some(Ok(piece)) => {
                            if !piece.is_empty() && std::mem::take(&mut self.retries) > 0 {
                                self.exchange.client.inner.budget.succeed(true);
                            }
                            return Poll::Ready(Some(Ok(piece)));
                        }
                        Some(Err(failure)) => failure,
                        None if self.length.is_some_and(|length| pieces.received < length) => pieces.fail(
                            TransportError::new(TransportErrorKind::Torn, "it has fewer bytes than its head says"),
                        ),
                        None => {
                            self.end();
                            return Poll::Ready(None);
                        }
                    };
                    let received = pieces.received;
                    let again = again(received).and_then(|again| self.wait(again));
                    let Some((wait, again)) = again else {
                        self.end();
                        return Poll::Ready(Some(Err(failure)));
                    };
                    self.retries += 1;
                    self.state = State::Asking(self.ask(wait, again, received, failure));
                }
                State::Asking(asking) => match ready!(asking.as_mut().poll(context)) {
                    Ok(pieces) => self.state = State::Arriving(Box::new(pieces)),
                    Err(failure) => {
                        self.end();
                        return Poll::Ready(Some(Err(failure)));
                    }
                },
            }
        }
    }

    /// How long to wait before the rest is asked for, if the call may be made again at all: by the client's `Retry`.
    fn wait(&self, again: Again) -> Option<(Duration, Again)> {
        let client = &self.exchange.client.inner;
        let idempotent = self.request.is_idempotent();
        let wait = self
            .exchange
            .policy()
            .after_failure(idempotent, false, self.retries, &*client.dice)?;
        let is_allowed = self.request.payload.is_replayable() && client.budget.take();
        is_allowed.then_some((again.wait.unwrap_or(wait), again))
    }

    /// Asks for the rest; where it does not come, the failure is that which the body broke off with.
    fn ask(
        &self,
        wait: Duration,
        again: Again,
        received: u64,
        failure: Failure,
    ) -> BoxFuture<'static, Result<Pieces, Failure>> {
        let (exchange, request, accept) = (self.exchange.clone(), Arc::clone(&self.request), self.accept);
        let asking = exchange.clone().with_headers(again.headers);
        let is_rest = again.is_rest;
        Box::pin(async move {
            exchange.client.inner.clock.sleep(wait).await;
            match call(&asking, &request, Some(accept)).await {
                Ok(arrived) if (is_rest)(&arrived.reply.head) => match arrived.stream {
                    Some(body) => Ok(Pieces::new(&exchange, arrived.reply.head, body, received)),
                    None => Err(failure),
                },
                _ => Err(failure),
            }
        })
    }
}
