//! Pages that are found by counting. In: the JSON of each page. Out: how many items have arrived, and whether any is new.
//!
//! How many items a page may have is not asked: servers give fewer than `limit` says.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::reply::Reply;
use crate::slices;

/// What has arrived so far.
#[derive(Default)]
pub(super) struct Counted {
    items: u64,
    /// The pages that brought any.
    pub(super) pages: u64,
    /// Hashes of the ids of items, or of whole pages.
    seen: HashSet<u64>,
}

/// What a page has brought.
pub(super) enum Arrived {
    /// No items.
    Nothing {
        /// The items of all pages before it.
        so_far: u64,
    },
    /// Only items that had come before.
    Known,
    /// Items.
    New {
        /// The items of all pages, this one included.
        so_far: u64,
    },
}

impl Counted {
    /// Adds a page whose list is at this JSON pointer.
    pub(super) fn add(&mut self, reply: &Reply, list: &str) -> Arrived {
        let list = reply.text_at(list).unwrap_or_default();
        let items = slices::items(&list).unwrap_or_default();
        if items.is_empty() {
            return Arrived::Nothing { so_far: self.items };
        }
        let known = self.seen.len();
        self.seen.extend(keys(&items));
        if self.seen.len() == known {
            return Arrived::Known;
        }
        self.items = self.items.saturating_add(items.len() as u64);
        self.pages = self.pages.saturating_add(1);
        Arrived::New { so_far: self.items }
    }
}

/// What tells the items of a page from others: their ids. A list may have changed between two pages, and a call's duration
/// runs on, so whole items are compared only where they have no ids of their own, and then all of the page together: a list
/// of numbers may well have one of them twice.
fn keys(items: &[&[u8]]) -> HashSet<u64> {
    let ids: Option<HashSet<u64>> = items.iter().map(|item| id(item).map(hash)).collect();
    ids.filter(|ids| ids.len() == items.len())
        .unwrap_or_else(|| HashSet::from([hash(items)]))
}

/// The member `id` as it stands, if it is a string or a number.
fn id(item: &[u8]) -> Option<&[u8]> {
    let id = slices::member(item, "id")?;
    matches!(id.first(), Some(b'"' | b'-' | b'0'..=b'9')).then_some(id)
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
