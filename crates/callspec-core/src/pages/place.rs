//! What a page says of the list. In: a response, and where to look. Out: the address or the token of the next page, whether
//! there is one, how many items there are.
//!
//! The body is read as it came, so that a page that is not as documented says these things too.

use bytes::Bytes;
use callspec_types::jsonapi::Link;
use callspec_types::private::from_json;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::link_header;
use super::paged::Place;
use crate::reply::Reply;

impl Place {
    /// The address of the next page, from a text or an object with `href`; none for anything else.
    pub(super) fn link(self, reply: &Reply) -> Option<String> {
        match self.header(reply) {
            Some(_) if self.0.eq_ignore_ascii_case("link") => link_header::next(reply.headers()),
            Some(address) => Some(address.to_owned()),
            None => self.member::<Link>(reply)?.href().map(str::to_owned),
        }
    }

    /// The token of the next page, from a text that is not empty or a number; none for anything else.
    pub(super) fn token(self, reply: &Reply) -> Option<String> {
        let text = match self.header(reply) {
            Some(text) => text.to_owned(),
            None => match self.member(reply)? {
                Value::String(text) => text,
                Value::Number(number) => number.to_string(),
                _ => return None,
            },
        };
        (!text.is_empty()).then_some(text)
    }

    /// How many items the server says that the whole list has.
    pub(super) fn total(self, reply: &Reply) -> Option<u64> {
        match self.header(reply) {
            Some(text) => text.parse().ok(),
            None => from_json(&self.text(reply)?).ok(),
        }
    }

    /// Whether the page says that there are more; none if it does not say.
    pub(super) fn more(self, reply: &Reply) -> Option<bool> {
        match self.header(reply) {
            Some(text) => text.parse().ok(),
            None => self.member(reply),
        }
    }

    fn header(self, reply: &Reply) -> Option<&str> {
        let is_member = self.0.starts_with('/');
        let value = reply.headers().get(self.0).filter(|_| !is_member)?;
        Some(value.to_str().ok()?.trim())
    }

    fn member<T: DeserializeOwned>(self, reply: &Reply) -> Option<T> {
        serde_json::from_slice(&self.text(reply)?).ok()
    }

    fn text(self, reply: &Reply) -> Option<Bytes> {
        reply.text_at(self.0).filter(|_| self.0.starts_with('/'))
    }
}
