//! The items of a page that is not as documented, each by itself. In: the response, and where its list is. Out: item by item,
//! or why one is none.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::error::{Error, bounded};
use crate::reply::Reply;
use crate::slices;

/// The items that are left.
pub(super) struct Singly {
    reply: Reply,
    list: &'static str,
    items: std::iter::Enumerate<std::vec::IntoIter<Bytes>>,
}

impl Singly {
    /// The items of the list at this JSON pointer; none if there is no list.
    pub(super) fn new(mut reply: Reply, list: &'static str) -> Option<Self> {
        let text = reply.text_at(list)?;
        let items: Vec<Bytes> = slices::items(&text)?.iter().map(|item| text.slice_ref(item)).collect();
        // Each error has the body, and cutting it copies it.
        reply.body = bounded(&reply.body);
        let items = items.into_iter().enumerate();
        Some(Self { reply, list, items })
    }

    pub(super) fn next<T: DeserializeOwned, E>(&mut self) -> Option<Result<T, Error<E>>> {
        let (index, item) = self.items.next()?;
        Some(self.reply.part(&item, &format!("{}/{index}", self.list)))
    }
}
