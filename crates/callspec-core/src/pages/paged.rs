//! What a list in pages is to this crate. In: the output of an operation. Out: its items, and where the next page is.

use callspec_types::Patch;
use callspec_types::jsonapi::Document;
use serde::de::DeserializeOwned;

use crate::operation::Operation;

/// How the next page of a list is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// By the link that the page holds.
    Links,
    /// By a query parameter that says how many items come before the page.
    Offset {
        /// Name of the parameter.
        offset: &'static str,
        /// Where the server says how many items the whole list has, if it does.
        total: Option<Total>,
    },
}

/// Where a response says how many items the whole list has. What is no number there is no total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// In the body, at this JSON pointer (RFC 6901).
    At(&'static str),
    /// In this header.
    Header(&'static str),
}

/// An operation whose success is one page of a list. Generated code implements this.
pub trait Paged: Operation {
    /// What the list holds.
    type Item: DeserializeOwned;

    /// How the next page is found.
    const TURN: Turn;

    /// Where in the page's JSON the list is, as a JSON pointer (RFC 6901): the empty one if the page is the list.
    const LIST: &'static str;

    /// The address of the next page, if pages are found by links.
    fn next_link(page: &Self::Output) -> Option<&str>;

    /// The items of the page.
    fn into_items(page: Self::Output) -> Vec<Self::Item>;
}

/// A page that names the next one by a link (JSON:API 1.0 §7.4), with the list as its member `data`.
#[doc(hidden)]
pub trait LinkedPage {
    /// What the list holds.
    type Item: DeserializeOwned;

    /// The address of the next page, if there is one.
    fn next_link(&self) -> Option<&str>;

    /// The items of the page.
    fn into_items(self) -> Vec<Self::Item>;
}

impl<L: List<Item: DeserializeOwned>> LinkedPage for Document<L> {
    type Item = L::Item;

    fn next_link(&self) -> Option<&str> {
        self.links.as_ref()?.next.as_ref()?.href()
    }

    fn into_items(self) -> Vec<L::Item> {
        self.data.into_items()
    }
}

/// A list in a page, which may be missing or `null`: it then has no items.
#[doc(hidden)]
pub trait List {
    /// What the list holds.
    type Item;

    /// The items of the list.
    fn into_items(self) -> Vec<Self::Item>;
}

impl<T> List for Vec<T> {
    type Item = T;

    fn into_items(self) -> Vec<T> {
        self
    }
}

impl<L: List> List for Option<L> {
    type Item = L::Item;

    fn into_items(self) -> Vec<L::Item> {
        self.map_or_else(Vec::new, L::into_items)
    }
}

impl<L: List> List for Patch<L> {
    type Item = L::Item;

    fn into_items(self) -> Vec<L::Item> {
        self.into_value().into_items()
    }
}
