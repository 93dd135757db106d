//! Declared headers of responses (OpenAPI 3.0 §4.7.21), typed. In: the headers of a response. Out: the value of one of them.

mod simple;

use std::borrow::Cow;
use std::fmt;

use callspec_types::private::from_json;
use http::HeaderMap;
use serde::de::DeserializeOwned;

/// The name of a header and how its text is read: what [`Response::get`](crate::Response::get) and the errors' `get` take.
///
/// A generated client has one for each header that its document declares, in the module `headers`.
///
/// ```
/// use callspec_core::{Header, HeaderMap};
///
/// const X_RATE_LIMIT_LIMIT: Header<i64> = Header::simple("x-ratelimit-limit");
///
/// let mut headers = HeaderMap::new();
/// headers.insert("X-RateLimit-Limit", "100".parse()?);
/// assert_eq!(X_RATE_LIMIT_LIMIT.read(&headers), Some(100));
/// # Ok::<(), callspec_core::http::header::InvalidHeaderValue>(())
/// ```
pub struct Header<T> {
    name: &'static str,
    read: fn(&str) -> Option<T>,
}

impl<T: DeserializeOwned> Header<T> {
    /// A header in the style `simple`: a scalar as its text, an array as `1,2`, an object as `k,v,l,w`.
    pub const fn simple(name: &'static str) -> Self {
        Self {
            name,
            read: simple::read,
        }
    }

    /// A header in the style `simple`, exploded, which makes a difference to objects only: `k=v,l=w`.
    pub const fn simple_exploded(name: &'static str) -> Self {
        Self {
            name,
            read: simple::read_exploded,
        }
    }

    /// A header of JSON text, as `content: application/json` declares it.
    pub const fn json(name: &'static str) -> Self {
        Self { name, read: json }
    }
}

impl<T> Header<T> {
    /// The name.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The value among these headers; none if it is missing, or is no `T`.
    ///
    /// Several lines of this name are one value with commas between (RFC 9110 §5.3), but for `Set-Cookie`, of which the
    /// first is read.
    pub fn read(self, headers: &HeaderMap) -> Option<T> {
        (self.read)(text(headers, self.name)?.trim())
    }
}

/// Reads a scalar of its text, as it stands in a header or in a body of plain text.
pub(crate) fn scalar<T: DeserializeOwned>(text: &str) -> Option<T> {
    simple::read_scalar(text)
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<Cow<'h, str>> {
    let mut lines = headers
        .get_all(name)
        .iter()
        .map(|line| std::str::from_utf8(line.as_bytes()).ok());
    let mut whole = Cow::Borrowed(lines.next()??);
    if name.eq_ignore_ascii_case("set-cookie") {
        return Some(whole);
    }
    for line in lines {
        whole.to_mut().extend([", ", line?]);
    }
    Some(whole)
}

fn json<T: DeserializeOwned>(text: &str) -> Option<T> {
    from_json(text.as_bytes()).ok()
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Header").field(&self.name).finish()
    }
}

#[cfg(test)]
mod tests;
