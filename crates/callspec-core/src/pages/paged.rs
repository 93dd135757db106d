//! What a list in pages is to this crate. In: the output of an operation. Out: its items. What leads to the next page is
//! data, and is looked up in the response as it came, so that a page that is not as documented leads on too.

use callspec_types::Patch;
use callspec_types::jsonapi::Document;
use serde::de::DeserializeOwned;

use crate::operation::Operation;

/// How the pages of a list follow each other.
///
/// One of the constructors says what leads from page to page; the other methods, where a page has what. A place is a JSON
/// pointer (RFC 6901) to a member of the body, or the name of a header.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    pub(super) turn: Turn,
    pub(super) list: &'static str,
    pub(super) more: Option<Place>,
    pub(super) total: Option<Place>,
    /// The media type that is asked for, where a page may come in others.
    pub(super) media_type: Option<&'static str>,
    pub(super) size: Option<Size>,
    /// The parameter that says which page it is: what that means depends on the size of all pages.
    pub(super) unless: Option<&'static str>,
}

/// How many items a page may be asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    /// The query parameter.
    pub(super) parameter: &'static str,
    pub(super) from: u64,
    pub(super) to: u64,
}

/// What leads from page to page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Turn {
    /// The address of the next page, in this one.
    Link(Place),
    /// The value of a query parameter, in this page.
    Token { parameter: &'static str, next: Place },
    /// A query parameter that says how many items come before the page.
    Offset { parameter: &'static str },
    /// A query parameter that is the number of the page, and the number of the first one.
    Number { parameter: &'static str, first: u64 },
}

/// Where a response has something that is about the list: at a JSON pointer (RFC 6901) in the body, which begins with `/`, or
/// in the header of this name; of `Link` (RFC 8288), that is the target of the link whose relation is `next`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place(pub(super) &'static str);

impl Turn {
    /// Whether there is a page more is not known before it has come.
    pub(super) const fn counts(self) -> bool {
        matches!(self, Self::Offset { .. } | Self::Number { .. })
    }
}

impl Paging {
    const fn by(turn: Turn) -> Self {
        Self {
            turn,
            list: "",
            more: None,
            total: None,
            media_type: None,
            size: None,
            unless: None,
        }
    }

    /// By the address of the next page.
    pub const fn link(next: &'static str) -> Self {
        Self::by(Turn::Link(Place(next)))
    }

    /// By a query parameter, whose next value is in the page.
    pub const fn token(parameter: &'static str, next: &'static str) -> Self {
        let next = Place(next);
        Self::by(Turn::Token { parameter, next })
    }

    /// By a query parameter that says how many items come before the page.
    pub const fn offset(parameter: &'static str) -> Self {
        Self::by(Turn::Offset { parameter })
    }

    /// By a query parameter that is the number of the page; the first one has this number.
    pub const fn page(parameter: &'static str, first: u64) -> Self {
        Self::by(Turn::Number { parameter, first })
    }

    /// Sets where the list is, as a JSON pointer (RFC 6901); the page itself by default.
    #[must_use]
    pub const fn list(mut self, pointer: &'static str) -> Self {
        self.list = pointer;
        self
    }

    /// Sets where the page says whether there are more: `true` or `false`.
    #[must_use]
    pub const fn more(mut self, place: &'static str) -> Self {
        self.more = Some(Place(place));
        self
    }

    /// Sets the media type that is asked for, where a page may come in others too.
    #[must_use]
    pub const fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// Sets the parameter that says how many items a page has, and which numbers the document allows.
    #[must_use]
    pub const fn size(mut self, parameter: &'static str, from: u64, to: u64) -> Self {
        self.size = Some(Size { parameter, from, to });
        self
    }

    /// Leaves that to the server if this parameter is given, which says which page it is.
    #[must_use]
    pub const fn unless(mut self, parameter: &'static str) -> Self {
        self.unless = Some(parameter);
        self
    }

    /// Sets where the server says how many items the whole list has. What is no number there is no total.
    #[must_use]
    pub const fn total(mut self, place: &'static str) -> Self {
        self.total = Some(Place(place));
        self
    }
}

/// An operation whose success is one page of a list. Generated code implements this.
pub trait Paged: Operation {
    /// What the list holds.
    type Item: DeserializeOwned;

    /// How its pages follow each other.
    const PAGING: Paging;

    /// The items of the page.
    fn into_items(page: Self::Output) -> Vec<Self::Item>;
}

/// A document of JSON:API whose primary data is a list (JSON:API 1.0 §7.4).
#[doc(hidden)]
pub trait LinkedPage {
    /// What the list holds.
    type Item: DeserializeOwned;

    /// The items of the page.
    fn into_items(self) -> Vec<Self::Item>;
}

impl<L: List<Item: DeserializeOwned>> LinkedPage for Document<L> {
    type Item = L::Item;

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
