//! Lists that come in pages.

use super::{FieldName, Type, TypeName, VariantName};

/// How a list is paged.
#[derive(Clone, Debug, PartialEq)]
pub struct Pagination {
    /// The type of its items.
    pub item: Type,
    /// What leads from page to page.
    pub by: PagedBy,
    /// The member of the response that is the list; none if the response itself is, or a document of JSON:API.
    pub list: Option<ListMember>,
    /// Which of several bodies of the success is a page; none if there is one.
    pub among: Option<PageVariant>,
    /// How many items a page may be asked for; none where that is not known.
    pub size: Option<PageSize>,
    /// Where a page says whether there are more.
    pub more: Option<Place>,
    /// Where a page says how many items the whole list has.
    pub total: Option<Place>,
}

/// The parameter that says how many items a page has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSize {
    /// Its name on the wire.
    pub parameter: String,
    /// The smallest number that the document allows.
    pub from: u64,
    /// The largest one that it is sure to allow.
    pub to: u64,
    /// The parameter that says which page it is, if there is one: what it means depends on the size of all pages.
    pub unless: Option<String>,
}

/// What leads from page to page.
#[derive(Clone, Debug, PartialEq)]
pub enum PagedBy {
    /// `links.next` of a document of JSON:API (1.0 §7.4).
    Links,
    /// A link to the next page.
    Link(Place),
    /// A query parameter whose next value the page has.
    Token {
        /// Its name on the wire.
        parameter: String,
        /// Where the page has the value.
        next: Place,
    },
    /// A query parameter that says where a page begins.
    Offset {
        /// Its name on the wire.
        parameter: String,
    },
    /// A query parameter that is the number of the page.
    Page {
        /// Its name on the wire.
        parameter: String,
        /// The number of the first page.
        first: u64,
    },
}

/// The body that is a page, among others of the same success.
#[derive(Clone, Debug, PartialEq)]
pub struct PageVariant {
    /// The enum over the bodies.
    pub of: TypeName,
    /// Its variant.
    pub variant: VariantName,
    /// The media type that is asked for.
    pub media_type: String,
}

/// A list that is a member of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct ListMember {
    /// The field that has it.
    pub field: FieldName,
    /// Its name on the wire.
    pub wire: String,
}

/// Where a response has something about the list: a JSON pointer (RFC 6901) into the body, which begins with `/`, or the name
/// of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(pub String);
