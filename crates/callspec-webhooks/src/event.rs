//! Bodies of webhooks. In: bytes. Out: the event that they tell, by its name in the body or in a header; what a release does not name is kept as JSON.

use std::borrow::Cow;
use std::fmt;

use callspec_types::private::{Found, Redacted, decode, text_of};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::ParseError;

/// At most so much of a name, place or reason is in an error.
const LENGTH: usize = 300;

/// Reads the body of a webhook as what it is known to be: of one that has an address of its own.
///
/// # Errors
///
/// If it is not a `T` in JSON.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, ParseError> {
    read(body, None)
}

/// The body of a webhook, of which the name of the event is known: what generated events are read from.
#[derive(Clone)]
pub struct Body<'b> {
    json: &'b [u8],
    value: Value,
    name: Option<String>,
}

impl<'b> Body<'b> {
    /// Reads a body as JSON. The name of its event is the text at a JSON pointer.
    ///
    /// # Errors
    ///
    /// If it is no JSON.
    pub fn read(json: &'b [u8], pointer: &str) -> Result<Self, ParseError> {
        let value: Value = read(json, None)?;
        let name = value.pointer(pointer).and_then(text_of).map(Cow::into_owned);
        Ok(Self { json, value, name })
    }

    /// Reads a body as JSON. The name of its event is the value of a header; there is none where the header is there twice.
    ///
    /// # Errors
    ///
    /// If it is no JSON.
    pub fn read_of_header<N: AsRef<str>, V: AsRef<[u8]>>(
        json: &'b [u8],
        headers: impl IntoIterator<Item = (N, V)>,
        header: &str,
    ) -> Result<Self, ParseError> {
        let value: Value = read(json, None)?;
        let headers = headers.into_iter();
        let mut values = headers.filter(|(name, _)| name.as_ref().eq_ignore_ascii_case(header));
        let only = values.next().filter(|_| values.next().is_none());
        let name = only.and_then(|(_, value)| Some(std::str::from_utf8(value.as_ref()).ok()?.trim().to_owned()));
        Ok(Self { json, value, name })
    }

    /// The name of the event; `None` if there is none.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The body as a type.
    ///
    /// # Errors
    ///
    /// If it is not a `T` in JSON.
    pub fn decode<T: DeserializeOwned>(self) -> Result<T, ParseError> {
        read(self.json, self.name)
    }

    /// The body as it is.
    #[must_use]
    pub fn unrecognized(self) -> UnrecognizedEvent {
        let Self { value, name, .. } = self;
        UnrecognizedEvent { name, value }
    }
}

impl fmt::Debug for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").field("name", &self.name).finish_non_exhaustive()
    }
}

/// An event that this release does not name.
///
/// `Debug` shows its name and the names of its members, and no value.
#[derive(Clone, PartialEq)]
pub struct UnrecognizedEvent {
    name: Option<String>,
    value: Value,
}

impl UnrecognizedEvent {
    /// Its name; `None` if the request has none.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The body.
    pub fn as_json(&self) -> &Value {
        &self.value
    }

    /// The body.
    pub fn into_json(self) -> Value {
        self.value
    }
}

impl fmt::Debug for UnrecognizedEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnrecognizedEvent")
            .field("name", &self.name)
            .field("body", &Redacted(&self.value))
            .finish()
    }
}

fn read<T: DeserializeOwned>(json: &[u8], event: Option<String>) -> Result<T, ParseError> {
    // RFC 8259 §8.1 allows to ignore a byte order mark, which serde_json refuses.
    let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
    decode(json).map_err(|fault| {
        let (pointer, reason) = match fault.found(json) {
            Found::Nothing => (None, "it is empty".to_owned()),
            Found::Value { pointer, reason } => (Some(pointer), reason),
            Found::NoJson { line, column } => (None, format!("no JSON from line {line}, column {column}")),
        };
        ParseError {
            event: event.map(cut),
            pointer: pointer.map(cut),
            reason: cut(reason),
        }
    })
}

fn cut(text: String) -> String {
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fault(body: &[u8]) -> String {
        parse::<Vec<u8>>(body).unwrap_err().to_string()
    }

    #[test]
    fn events_have_names_and_keep_their_bodies() {
        let json = br#"{"data":{"type":"call.ended","phone":"marker"}}"#;
        let body = Body::read(json, "/data/type").unwrap();
        assert_eq!(body.name(), Some("call.ended"));
        assert_eq!(format!("{body:?}"), r#"Body { name: Some("call.ended"), .. }"#);
        let event = body.unrecognized();
        assert_eq!(event.name(), Some("call.ended"));
        assert_eq!(event.as_json()["data"]["phone"], "marker");
        assert!(!format!("{event:?}").contains("marker"));
        assert!(format!("{event:?}").contains("phone"));
        assert_eq!(event.into_json(), serde_json::from_slice::<Value>(json).unwrap());
        assert_eq!(Body::read(b"\xEF\xBB\xBF[]", "/type").unwrap().name(), None);
    }

    #[test]
    fn names_are_those_of_one_header() {
        let name = |headers: &[(&str, &[u8])]| {
            let body = Body::read_of_header(b"{}", headers.iter().copied(), "X-Event").unwrap();
            body.name().map(str::to_owned)
        };
        let other: (&str, &[u8]) = ("x-events", b"other");
        assert_eq!(name(&[other, ("x-EVENT", b" push ")]).as_deref(), Some("push"));
        assert_eq!(name(&[other]), None);
        assert_eq!(name(&[("X-Event", b"push"), ("x-event", b"push")]), None);
        assert_eq!(name(&[("X-Event", b"\xFF")]), None);
        assert!(Body::read_of_header(b"", [("X-Event", "push")], "X-Event").is_err());
    }

    #[test]
    fn errors_say_where_and_show_no_value() {
        assert_eq!(fault(b""), "the body is not as documented: it is empty");
        assert_eq!(
            fault(b"x"),
            "the body is not as documented: no JSON from line 1, column 1"
        );
        let json = br#"{"type":"call.ended","data":["marker"]}"#;
        #[derive(Debug, serde::Deserialize)]
        #[expect(dead_code, reason = "only decoded")]
        struct Call {
            data: Vec<u8>,
        }
        let error = Body::read(json, "/type").unwrap().decode::<Call>().unwrap_err();
        assert_eq!(error.event(), Some("call.ended"));
        assert_eq!(error.pointer(), Some("/data/0"));
        assert_eq!(
            error.to_string(),
            "the body of the event `call.ended` is not as documented, at `/data/0`: invalid type: string …, expected u8"
        );
    }

    #[test]
    fn errors_are_bounded() {
        let name = "n".repeat(1 << 16);
        let json = format!(r#"{{"type":"{name}","{name}":[{}]}}"#, "[".repeat(200));
        assert!(Body::read(json.as_bytes(), "/type").unwrap_err().to_string().len() < 3 * LENGTH);
        let json = format!(r#"{{"type":"{name}"}}"#);
        let error = Body::read(json.as_bytes(), "/type")
            .unwrap()
            .decode::<u8>()
            .unwrap_err();
        assert!(error.to_string().len() < 3 * LENGTH);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64), text in "[\\[\\]{}:,\"\\\\a0 ]*") {
            let _ = Body::read(&bytes, "/type").map(|body| body.decode::<String>());
            let _ = parse::<Vec<String>>(text.as_bytes()).map_err(|error| error.to_string());
        }
    }
}
