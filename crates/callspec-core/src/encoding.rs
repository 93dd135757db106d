//! How the members of a form are written (OpenAPI 3.0 §4.7.15). In: what a document says of one, as a constant. Out: its
//! style in an urlencoded form, its name, type and headers in a multipart one.

use crate::style::{Style, Tree};

/// How a member of a form is written, where the document says so.
///
/// By default an array is as many members of one name, and an object is JSON text.
#[derive(Clone, Copy, Debug)]
pub struct Encoding {
    pub(crate) style: Option<Style>,
    pub(crate) content_type: Option<&'static str>,
    pub(crate) headers: &'static [(&'static str, &'static str)],
}

impl Encoding {
    /// What holds where the document says nothing.
    pub const DEFAULT: Self = Self {
        style: None,
        content_type: None,
        headers: &[],
    };

    /// As a query parameter of this style; in a multipart form without percent-encoding.
    pub const fn style(style: Style) -> Self {
        Self {
            style: Some(style),
            ..Self::DEFAULT
        }
    }

    /// Of this media type, unless a file says another. An array is one JSON text in an urlencoded form if this is JSON.
    pub const fn content_type(media_type: &'static str) -> Self {
        Self {
            content_type: Some(media_type),
            ..Self::DEFAULT
        }
    }

    /// With headers of its own, in a multipart form.
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// The style of a member of an urlencoded form.
    pub(crate) fn style_of(self, value: &Tree) -> Style {
        match (self.style, value) {
            (Some(style), _) => style,
            (None, Tree::Object(_)) => Style::JSON,
            (None, Tree::List(_)) if self.content_type.is_some_and(is_json) => Style::JSON,
            (None, _) => Style::FORM,
        }
    }
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.ends_with("/json") || essence.ends_with("+json")
}
