//! Lists that come in pages. In: an operation for the first page. Out: a stream of pages, or of their items.
//!
//! JSON:API pages are found by `links.next`, which is followed on the client's own origin only; a link that was seen before
//! ends the stream. Other pages are found by counting what arrived, up to a page without items or to the total that the
//! server gives; a page that has nothing new is an error. So is one page more than were allowed.

mod counted;
mod link;
mod paged;
mod singly;

use std::borrow::Cow;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use callspec_types::jsonapi::Link;
use futures_core::Stream;

use crate::clock::BoxFuture;
use crate::error::{Error, Failure, InvalidRequest};
use crate::exchange::Exchange;
use crate::invalid::InvalidReason;
use crate::operation::Operation;
use crate::reply::Reply;
use crate::request::Request;

use counted::{Arrived, Counted};
use link::Following;
use singly::Singly;

pub use paged::{LinkedPage, List, Paged, Total, Turn};

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
    turn: Turn,
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
        let request = operation.request();
        let following = request.as_ref().ok().map(Following::new);
        let state = State::Next(Box::new(request));
        Self {
            turning: Turning {
                exchange,
                state,
                following,
                counted: Counted::default(),
                turn: O::TURN,
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
        Items {
            pages: self,
            items: VecDeque::new(),
            singly: None,
        }
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
        let page = O::decode(reply.clone());
        let link = match &page {
            Ok(page) => O::next_link(page).map(Cow::Borrowed),
            Err(Error::Decode(_)) => link_in(&reply).map(Cow::Owned),
            Err(_) => return Poll::Ready(Some(Ok((page, reply)))),
        };
        match self.turning.turn(&reply, O::LIST, link.as_deref()) {
            Ok(false) if page.is_ok() => Poll::Ready(None),
            Ok(_) => Poll::Ready(Some(Ok((page, reply)))),
            Err(invalid) => Poll::Ready(Some(Err(invalid.into()))),
        }
    }
}

/// The address of the next page, in a page that is not as documented.
fn link_in(reply: &Reply) -> Option<String> {
    let link: Link = serde_json::from_slice(&reply.text_at("/links/next")?).ok()?;
    link.href().map(str::to_owned)
}

impl Turning {
    /// Fetches a page. The stream has ended unless [`turn`](Self::turn) is called afterwards.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Reply, Failure>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Poll::Ready(None),
                // Whether there is a page more is not known before it has come, where pages are counted.
                State::Next(request) if self.left == 0 && self.turn == Turn::Links => {
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

    /// Prepares the request for the page after this one, if there is one. Whether this page is more than the sign that the
    /// list has ended, or else why it cannot be given.
    fn turn(&mut self, reply: &Reply, list: &str, link: Option<&str>) -> Result<bool, InvalidRequest> {
        let Some(following) = &mut self.following else {
            return Ok(true);
        };
        let place = following.server.clone();
        let next = match self.turn {
            Turn::Links => match (link, self.exchange.client.inner.base(place.as_ref())) {
                (Some(link), Ok(base)) => following.link(&base, link),
                // A server that cannot be used has sent no page.
                _ => None,
            },
            Turn::Offset { offset, total } => match self.counted.add(reply, list) {
                Arrived::Nothing { so_far } => return Ok(so_far == 0),
                Arrived::Known => return Err(following.refuse(offset, InvalidReason::RepeatedPage)),
                Arrived::New { .. } if self.left == 0 => {
                    return Err(following.refuse("", InvalidReason::TooManyPages));
                }
                Arrived::New { so_far } => {
                    let position = following.start(offset).saturating_add(so_far);
                    let is_end = total.and_then(|total| counted::total(reply, total)) == Some(position);
                    (!is_end).then(|| Ok(following.from(offset, position)))
                }
            },
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

/// The items of a list, page by page.
#[must_use = "nothing is sent until the stream is polled"]
pub struct Items<O: Paged> {
    pages: Pages<O>,
    items: VecDeque<O::Item>,
    /// What is left of a page that is not as documented.
    singly: Option<Singly>,
}

impl<O: Paged> Items<O> {
    /// The next item, or an error; none after the last one.
    ///
    /// An item that is not as documented is [`Error::Decode`], with its place in the page, and the items after it follow.
    /// So do the pages after one that has no list, if it says which is next. No other error is followed by anything.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Error>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Next<O::Item, O::Error> {
        loop {
            if let Some(item) = self.items.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            if let Some(item) = self.singly.as_mut().and_then(Singly::next) {
                return Poll::Ready(Some(item));
            }
            match ready!(self.pages.read(context)) {
                Some(Ok((Ok(page), _))) => self.items = O::into_items(page).into(),
                Some(Ok((Err(error), reply))) => {
                    self.singly = matches!(error, Error::Decode(_))
                        .then(|| Singly::new(reply, O::LIST))
                        .flatten();
                    if self.singly.is_none() {
                        return Poll::Ready(Some(Err(error)));
                    }
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// Nothing is ever pinned inside: the items move freely.
impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> Stream for Items<O> {
    type Item = Result<O::Item, Error<O::Error>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

#[cfg(test)]
mod tests;
