//! How a list is paged, as a document says or as is found out: names of the document, none of which is looked up.

/// How a list is paged, by names of the document: places are members, JSON pointers into the body, or headers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Paged {
    pub(crate) by: By,
    /// The member of the response that is the list.
    pub(crate) items: Option<String>,
    pub(crate) more: Option<String>,
    pub(crate) total: Option<String>,
    /// The parameter that says how many items a page has, where the document says which.
    pub(crate) limit: Option<String>,
}

/// What leads from page to page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum By {
    Link { next: String },
    Token { parameter: String, next: String },
    Offset { parameter: String },
    Page { parameter: String, first: u64 },
}
