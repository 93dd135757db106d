//! A body that may be asked for again where it broke off. In: pieces of one response, then of the next. Out: pieces as if of
//! one.

use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};

use super::pieces::Pieces;
use crate::accept::Accept;
use crate::body::Body;
use crate::call::call;
use crate::clock::BoxFuture;
use crate::error::{Failure, TooLarge};
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
    /// How often in a row it was asked for again, without progress.
    retries: u32,
}

enum State {
    Arriving(Box<Pieces>),
    Asking(BoxFuture<'static, Result<Pieces, Option<Failure>>>),
    Ended,
}

/// How a body ended.
#[derive(Clone, Copy)]
pub(super) enum Ended {
    /// As its head says.
    Whole,
    /// Before that, after so many bytes.
    Broken { received: u64 },
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
            response: Response::of((), Arc::clone(&head), Bytes::new()),
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

    /// Notes that what came since the last call was worth it: there may be as many calls in a row again.
    pub(super) fn progress(&mut self) {
        if std::mem::take(&mut self.retries) > 0 {
            self.exchange.client.inner.budget.succeed(true);
        }
    }

    /// The next piece. Where the body ended, `again` says how what follows is asked for, if it is to be.
    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
        mut again: impl FnMut(Ended) -> Option<Again>,
    ) -> Poll<Option<Result<Bytes, Failure>>> {
        loop {
            let last = match &mut self.state {
                State::Ended => None,
                State::Arriving(pieces) => {
                    let failure = match ready!(pieces.poll(context)) {
                        Some(Ok(piece)) => return Poll::Ready(Some(Ok(piece))),
                        Some(Err(failure)) => Some(failure),
                        None => self.length.and_then(|length| pieces.torn(length)),
                    };
                    let received = pieces.received;
                    let ended = match failure {
                        Some(_) => Ended::Broken { received },
                        None => Ended::Whole,
                    };
                    match again(ended).and_then(|again| self.wait(again)) {
                        Some((wait, again)) => {
                            self.retries += 1;
                            self.state = State::Asking(self.ask(wait, again, received, failure));
                            continue;
                        }
                        None => failure,
                    }
                }
                State::Asking(asking) => match ready!(asking.as_mut().poll(context)) {
                    // There is nothing more, and will not be (HTML Standard §9.2.3).
                    Ok(pieces) if pieces.head.status == StatusCode::NO_CONTENT => None,
                    Ok(pieces) => {
                        self.state = State::Arriving(Box::new(pieces));
                        continue;
                    }
                    Err(failure) => failure,
                },
            };
            self.end();
            return Poll::Ready(last.map(Err));
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

    /// Asks for the rest; where it does not come, the failure is that which the body broke off with, if it did.
    fn ask(
        &self,
        wait: Duration,
        again: Again,
        received: u64,
        failure: Option<Failure>,
    ) -> BoxFuture<'static, Result<Pieces, Option<Failure>>> {
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
