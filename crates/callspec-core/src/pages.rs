//! Lists that come in pages. In: an operation for the first page. Out: a stream of pages, or of their items.
//!
//! JSON:API pages are found by `links.next`, which is followed on the client's own origin only; others by counting. A link
//! that was seen before ends the stream, and so does the bound on the number of pages, with an error.

mod link;

use std::collections::VecDeque;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use callspec_types::jsonapi::Document;
use futures_core::Stream;

use crate::clock::BoxFuture;
use crate::error::{Error, Failure, InvalidRequest};
use crate::exchange::Exchange;
use crate::invalid::InvalidReason;
use crate::operation::Operation;
use crate::reply::Reply;
use crate::request::Request;

/// How the next page of a list is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// By the link that the page holds.
    Links,
    /// By query parameters: how many items a page has at most, and how many come before it.
    Offset {
        /// Name of the parameter for the size of a page.
        limit: &'static str,
        /// Name of the parameter for the number of items before it.
        offset: &'static str,
    },
}

/// An operation whose success is one page of a list. Generated code implements this.
pub trait Paged: Operation {
    /// What the list holds.
    type Item;

    /// How the next page is found.
    const TURN: Turn;

    /// The address of the next page, if pages are found by links.
    fn next_link(page: &Self::Output) -> Option<&str>;

    /// How many items the page has.
    fn count(page: &Self::Output) -> usize;

    /// The items of the page.
    fn into_items(page: Self::Output) -> Vec<Self::Item>;
}

/// A page that names the next one by a link (JSON:API 1.0 §7.4).
pub trait LinkedPage {
    /// What the list holds.
    type Item;

    /// The address of the next page, if there is one.
    fn next_link(&self) -> Option<&str>;

    /// How many items the page has.
    fn count(&self) -> usize;

    /// The items of the page.
    fn into_items(self) -> Vec<Self::Item>;
}

impl<T> LinkedPage for Document<Vec<T>> {
    type Item = T;

    fn next_link(&self) -> Option<&str> {
        self.links.as_ref()?.next.as_ref()?.href()
    }

    fn count(&self) -> usize {
        self.data.len()
    }

    fn into_items(self) -> Vec<T> {
        self.data
    }
}

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
    /// What all pages have in common; none once the stream has ended.
    following: Option<link::Following>,
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

const MOST_PAGES: usize = 10_000;

impl<O: Paged> Pages<O> {
    /// The pages that begin with what the operation asks for.
    pub fn new(exchange: Exchange, operation: O) -> Self {
        let request = operation.request();
        let following = request.as_ref().ok().map(link::Following::new);
        let state = State::Next(Box::new(request));
        Self {
            turning: Turning {
                exchange,
                state,
                following,
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
    pub const fn items(self) -> Items<O> {
        Items {
            pages: self,
            items: VecDeque::new(),
        }
    }

    /// The next page; none after the last one and after an error.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error<O::Error>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Next<O::Output, O::Error> {
        let reply = match std::task::ready!(self.turning.poll(context)) {
            Some(Ok(reply)) => reply,
            Some(Err(failure)) => return Poll::Ready(Some(Err(failure.widen()))),
            None => return Poll::Ready(None),
        };
        let page = O::decode(reply);
        if let Ok(page) = &page {
            self.turning.turn(O::TURN, O::next_link(page), O::count(page));
        }
        Poll::Ready(Some(page))
    }
}

impl Turning {
    /// Fetches a page. The stream has ended unless [`turn`](Self::turn) is called afterwards.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Reply, Failure>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Poll::Ready(None),
                State::Next(request) if self.left == 0 => {
                    let Ok(request) = *request else {
                        return Poll::Ready(None);
                    };
                    let error = InvalidRequest::new(request.operation, "", InvalidReason::TooManyPages);
                    return Poll::Ready(Some(Err(error.into())));
                }
                State::Next(request) => {
                    self.left -= 1;
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

    /// Prepares the request for the page after this one, if there is one.
    fn turn(&mut self, turn: Turn, link: Option<&str>, count: usize) {
        let Some(following) = &mut self.following else {
            return;
        };
        let next = match (turn, link) {
            // A server that cannot be used has sent no page.
            (Turn::Links, Some(link)) => match self.exchange.client.inner.base(following.server) {
                Ok(base) => following.link(&base, link),
                Err(_) => None,
            },
            (Turn::Links, None) => None,
            (Turn::Offset { limit, offset }, _) => following.count(limit, offset, count),
        };
        self.state = next.map_or(State::Ended, |next| State::Next(Box::new(next)));
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
}

impl<O: Paged> Items<O> {
    /// The next item; none after the last one and after an error.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Error>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Next<O::Item, O::Error> {
        loop {
            if let Some(item) = self.items.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match std::task::ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.items = O::into_items(page).into(),
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
