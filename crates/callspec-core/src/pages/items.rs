//! The items of a list. In: its pages. Out: item by item, those of a page that is not as documented too.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::singly::Singly;
use super::{Next, Paged, Pages};
use crate::error::Error;

/// The items of a list, page by page.
#[must_use = "nothing is sent until the stream is polled"]
pub struct Items<O: Paged> {
    pages: Pages<O>,
    items: VecDeque<O::Item>,
    /// What is left of a page that is not as documented.
    singly: Option<Singly>,
    left: usize,
}

impl<O: Paged> Items<O> {
    pub(super) const fn new(pages: Pages<O>) -> Self {
        Self {
            pages,
            items: VecDeque::new(),
            singly: None,
            left: usize::MAX,
        }
    }

    /// Ends after so many items, of which those that are not as documented are some. No page is fetched for more.
    pub const fn take(mut self, items: usize) -> Self {
        self.left = items;
        self
    }

    /// All items, in one list.
    ///
    /// # Errors
    ///
    /// The first error there is, of a single item too. [`next`](Self::next) goes on after such a one.
    pub async fn collect(mut self) -> Result<Vec<O::Item>, Error<O::Error>> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }

    /// The first items, in one list of at most so many. No page is fetched for more, and where the document says that a page may
    /// be asked for so few, no more is asked for, unless the call asks for pages of a size of its own.
    ///
    /// # Errors
    ///
    /// As [`collect`](Self::collect).
    pub async fn most(mut self, items: usize) -> Result<Vec<O::Item>, Error<O::Error>> {
        let items = self.left.min(items);
        self.pages.turning.ask_for(items);
        self.take(items).collect().await
    }

    /// The next item, or an error; none after the last one.
    ///
    /// An item that is not as documented is [`Error::Decode`], with its place in the page, and the items after it follow.
    /// So do the pages after one that has no list, if it says which is next. No other error is followed by anything.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Error>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Next<O::Item, O::Error> {
        let Some(left) = self.left.checked_sub(1) else {
            return Poll::Ready(None);
        };
        let item = ready!(self.poll_any(context));
        self.left = left;
        Poll::Ready(item)
    }

    /// The next item, however many there were.
    fn poll_any(&mut self, context: &mut Context<'_>) -> Next<O::Item, O::Error> {
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
                        .then(|| Singly::new(reply, O::PAGING.list))
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
