//! Lists that come in pages. In: an operation for the first page. Out: a stream of pages, or of their items.
//!
//! A list says what leads from page to page ([`Paging`]): a link, which is followed on the client's own origin only; a token
//! in the page; the number of the page; the number of items before it. Links and tokens are followed until there is none;
//! pages that are counted, up to one without items or to the total that the server gives. A page that says that it is the
//! last one is. A link that was seen before ends the stream; a token that was, a page that has nothing new, one that
//! promises more and leads nowhere, and one page more than were allowed are errors.

mod counted;
mod items;
mod link;
mod link_header;
mod paged;
mod place;
mod singly;

use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::clock::BoxFuture;
use crate::error::{Error, Failure, InvalidRequest};
use crate::exchange::Exchange;
use crate::invalid::InvalidReason;
use crate::operation::Operation;
use crate::reply::Reply;
use crate::request::Request;
use crate::style::Style;

use counted::{Arrived, Counted};
use link::Following;
use paged::Turn;

pub use items::Items;
pub use paged::{LinkedPage, List, Paged, Paging};

/// The pages of a list, each fetched when it is asked for.
#[must_use = "nothing is sent until the stream is polled"]
pub struct Pages<O> {
    turning: Turning,
    operation: PhantomData<fn() -> O>,
}

/// Everything about pages that does not depend on their types.
struct Turning {
    exchange: Exchange,
    state: State,
    /// What all pages have in common; none if there is no request for the first.
    following: Option<Following>,
    counted: Counted,
    paging: Paging,
    left: usize,
}

enum State {
    /// A request to send, or the reason why there is none.
    Next(Box<Result<Request, InvalidRequest>>),
    Waiting(BoxFuture<'static, Result<Reply, Failure>>),
    Ended,
}

/// What polling for a page or an item gives.
type Next<T, E> = Poll<Option<Result<T, Error<E>>>>;

/// A page that was decoded or was not as documented, and what it was read from.
type Read<O> = (Result<<O as Operation>::Output, Error<<O as Operation>::Error>>, Reply);

const MOST_PAGES: usize = 10_000;

impl<O: Paged> Pages<O> {
    /// The pages that begin with what the operation asks for.
    pub fn new(exchange: Exchange, operation: O) -> Self {
        let request = operation.request().and_then(|request| match O::PAGING.media_type {
            Some(media_type) => request.accept(media_type).finish(),
            None => Ok(request),
        });
        let following = request.as_ref().ok().map(Following::new);
        let state = State::Next(Box::new(request));
        Self {
            turning: Turning {
                exchange,
                state,
                following,
                counted: Counted::default(),
                paging: O::PAGING,
                left: MOST_PAGES,
            },
            operation: PhantomData,
        }
    }

    /// Sets how many pages there may be; 10,000 by default. One more is an error.
    pub const fn most(mut self, pages: usize) -> Self {
        self.turning.left = pages;
        self
    }

    /// The items of all pages.
    ///
    /// Where a page is not as documented, each of its items is read by itself: one that is faulty is an error, and all
    /// others are there.
    pub const fn items(self) -> Items<O> {
        Items::new(self)
    }

    /// The next page, or an error; none after the last one.
    ///
    /// A page that is not as documented is [`Error::Decode`] as a whole. The pages after it follow, if it says which is
    /// next; no other error is followed by anything.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error<O::Error>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Next<O::Output, O::Error> {
        let read = ready!(self.read(context));
        Poll::Ready(read.map(|read| read.and_then(|(page, _)| page)))
    }

    fn read(&mut self, context: &mut Context<'_>) -> Next<Read<O>, O::Error> {
        let reply = match ready!(self.turning.poll(context)) {
            Some(Ok(reply)) => reply,
            Some(Err(failure)) => return Poll::Ready(Some(Err(failure.widen()))),
            None => return Poll::Ready(None),
        };
        let page = match self.turning.paging.media_type {
            Some(asked) if reply.head.status.is_success() && !reply.is(asked) => Err(reply.other(asked)),
            _ => O::decode(reply.clone()),
        };
        if !matches!(page, Ok(_) | Err(Error::Decode(_))) {
            return Poll::Ready(Some(Ok((page, reply))));
        }
        match self.turning.turn(&reply) {
            Ok(false) if page.is_ok() => Poll::Ready(None),
            Ok(_) => Poll::Ready(Some(Ok((page, reply)))),
            Err(invalid) => Poll::Ready(Some(Err(invalid.into()))),
        }
    }
}

impl Turning {
    /// Fetches a page. The stream has ended unless [`turn`](Self::turn) is called afterwards.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Reply, Failure>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Poll::Ready(None),
                // Whether there is a page more is not known before it has come, where pages are counted.
                State::Next(request) if self.left == 0 && !self.paging.turn.counts() => {
                    let following = self.following.as_ref().filter(|_| request.is_ok());
                    let error = following.map(|it| it.refuse("", InvalidReason::TooManyPages));
                    return Poll::Ready(error.map(|error| Err(error.into())));
                }
                State::Next(request) => {
                    let exchange = self.exchange.clone();
                    self.state = State::Waiting(Box::pin(async move { exchange.reply(*request).await }));
                }
                State::Waiting(mut future) => {
                    let polled = future.as_mut().poll(context);
                    if polled.is_pending() {
                        self.state = State::Waiting(future);
                    }
                    return polled.map(Some);
                }
            }
        }
    }

    /// Asks for so many items a page, if nothing was fetched yet, the document allows it and the caller does not ask for others.
    fn ask_for(&mut self, items: usize) {
        let (Some(size), Some(following)) = (self.paging.size, &self.following) else {
            return;
        };
        let Ok(items) = u64::try_from(items) else { return };
        let mut given = [Some(size.parameter), self.paging.unless].into_iter().flatten();
        let is_open = !given.any(|parameter| following.has(parameter));
        let is_first = self.counted.pages == 0 && following.is_first();
        if !is_open || !is_first || !(size.from..=size.to).contains(&items) {
            return;
        }
        if let State::Next(request) = std::mem::replace(&mut self.state, State::Ended) {
            let request = request.and_then(|request| request.query(size.parameter, Style::FORM, &items).finish());
            self.following = request.as_ref().ok().map(Following::new);
            self.state = State::Next(Box::new(request));
        }
    }

    /// Prepares the request for the page after this one, if there is one. Whether this page is more than the sign that the
    /// list has ended, or else why it cannot be given.
    fn turn(&mut self, reply: &Reply) -> Result<bool, InvalidRequest> {
        let Some(following) = &mut self.following else {
            return Ok(true);
        };
        let more = self.paging.more.and_then(|place| place.more(reply));
        let server = following.server.clone();
        let next = match self.paging.turn {
            Turn::Link(place) => match (place.link(reply), self.exchange.client.inner.base(server.as_ref())) {
                (Some(link), Ok(base)) => following.link(&base, &link),
                // A server that cannot be used has sent no page.
                _ => None,
            },
            Turn::Token { parameter, next } => next.token(reply).map(|token| following.token(parameter, &token)),
            Turn::Offset { parameter } | Turn::Number { parameter, .. } => {
                match self.counted.add(reply, self.paging.list) {
                    Arrived::Nothing { so_far } => return Ok(so_far == 0),
                    Arrived::Known => return Err(following.refuse(parameter, InvalidReason::RepeatedPage)),
                    Arrived::New { .. } if self.left == 0 => {
                        return Err(following.refuse("", InvalidReason::TooManyPages));
                    }
                    Arrived::New { so_far } => {
                        let start = following.number(parameter);
                        let (next, before) = match self.paging.turn {
                            Turn::Number { first, .. } => {
                                let start = start.unwrap_or(first);
                                // How many items come before a page in the middle is not known.
                                let before = (start == first).then_some(so_far);
                                (start.saturating_add(self.counted.pages), before)
                            }
                            _ => {
                                let position = start.unwrap_or(0).saturating_add(so_far);
                                (position, Some(position))
                            }
                        };
                        let total = self.paging.total.and_then(|place| place.total(reply));
                        let is_end = total.is_some() && total == before;
                        (!is_end).then(|| following.page(parameter, next))
                    }
                }
            }
        };
        let next = match more {
            Some(false) => None,
            Some(true) if next.is_none() => Some(Err(following.refuse("", InvalidReason::LostPage))),
            _ => next,
        };
        self.left = self.left.saturating_sub(1);
        self.state = next.map_or(State::Ended, |next| State::Next(Box::new(next)));
        Ok(true)
    }
}

impl<O: Paged> Stream for Pages<O> {
    type Item = Result<O::Output, Error<O::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

#[cfg(test)]
mod tests;
