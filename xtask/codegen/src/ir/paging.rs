//! Lists that come in pages.

use super::{FieldName, Type};

/// How a list is paged.
#[derive(Clone, Debug, PartialEq)]
pub struct Pagination {
    /// The type of its items.
    pub item: Type,
    /// By what.
    pub by: PagedBy,
}

/// What leads from page to page.
#[derive(Clone, Debug, PartialEq)]
pub enum PagedBy {
    /// A query parameter that says where a page begins.
    Offset {
        /// Its name on the wire.
        offset: String,
        /// The member of the response that is the list; none if the response itself is.
        list: Option<ListMember>,
        /// Where the response says how many items the whole list has.
        total: Option<Total>,
    },
    /// The response's `links.next` (JSON:API 1.0 §7.4).
    Links,
}

/// A list that is a member of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct ListMember {
    /// The field that has it.
    pub field: FieldName,
    /// Its name on the wire.
    pub wire: String,
}

/// Where a response says how many items a whole list has, by its name on the wire.
#[derive(Clone, Debug, PartialEq)]
pub enum Total {
    /// In a member.
    Member(String),
    /// In a header.
    Header(String),
}
