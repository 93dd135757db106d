//! What a call sends beyond its document. In: query parameters and members of the body that the caller names. Out: a request
//! that has them too.

use bytes::Bytes;
use serde::Serialize;

use crate::body::Payload;
use crate::encode::decode_ascii;
use crate::error::InvalidRequest;
use crate::invalid::InvalidReason;
use crate::json;
use crate::request::Request;
use crate::slices;
use crate::style::{Style, Tree, write_query};

/// What the caller adds to one call.
#[derive(Clone, Default)]
pub(crate) struct Extra {
    /// Pairs, as they are sent.
    query: String,
    /// Name or JSON pointer of each member, and its value as JSON text.
    members: Vec<(String, Bytes)>,
}

impl Extra {
    pub(crate) fn query<T: Serialize>(&mut self, name: &str, value: &T) -> Result<(), InvalidReason> {
        let value = Tree::of(value).map_err(|error| InvalidReason::Unwritable(error.to_string()))?;
        write_query(&mut self.query, name, Style::FORM, &value);
        Ok(())
    }

    pub(crate) fn member<T: Serialize>(&mut self, name: &str, value: &T) -> Result<(), InvalidReason> {
        let json = json::to_vec(value).map_err(|error| InvalidReason::Unwritable(error.to_string()))?;
        self.members.push((name.to_owned(), json.into()));
        Ok(())
    }

    /// Adds all of it to a request, each in the place of what the request has of that name.
    pub(crate) fn add_to(&self, request: &mut Request) -> Result<(), InvalidRequest> {
        if !self.query.is_empty() {
            request.query = replaced(&request.query, &self.query);
        }
        for (name, json) in &self.members {
            let body = request.json_body();
            let body = body.and_then(|body| with_member(body, name, json).ok_or(NO_OBJECT));
            let body = body.map_err(|reason| InvalidReason::Unwritable(reason.to_owned()));
            let body = body.map_err(|reason| InvalidRequest::new(request.operation, name, reason))?;
            request.payload = Payload::Bytes(body.into());
        }
        Ok(())
    }
}

const NO_OBJECT: &str = "the body has no JSON object that it could be a member of";

impl Request {
    fn json_body(&self) -> Result<&[u8], &'static str> {
        let media_type = self.content_type.as_ref().and_then(|value| value.to_str().ok());
        let media_type = media_type
            .unwrap_or_default()
            .split(';')
            .next()
            .unwrap_or_default()
            .trim();
        match &self.payload {
            Payload::Empty => Err("the call has no body"),
            Payload::Bytes(body) if media_type == "application/json" || media_type.ends_with("+json") => Ok(body),
            _ => Err("the body is not JSON"),
        }
    }
}

/// A query without the pairs of names that `own` has, and then `own`.
fn replaced(query: &str, own: &str) -> String {
    let name = |pair: &str| decode_ascii(pair.split('=').next().unwrap_or_default());
    let is_other = |pair: &&str| !pair.is_empty() && own.split('&').all(|own| name(own) != name(pair));
    let kept = query.split('&').filter(is_other);
    kept.chain([own]).collect::<Vec<_>>().join("&")
}

/// A JSON text with one member more, or another value of it; none if there is no object to hold it.
///
/// The rest stays as it was written: numbers keep their digits, and members their order.
fn with_member(json: &[u8], name: &str, value: &[u8]) -> Option<Vec<u8>> {
    // A name is a pointer to a member of the whole.
    let (parent, name) = match name.rsplit_once('/') {
        Some((parent, last)) if name.starts_with('/') => (parent, slices::unescaped(last)),
        _ => ("", name.to_owned()),
    };
    let object = slices::at(json, parent)?.trim_ascii();
    let inside = object.strip_prefix(b"{")?.strip_suffix(b"}")?;
    let position = |part: &[u8]| part.as_ptr().addr().checked_sub(json.as_ptr().addr());
    let (start, length, before) = match slices::member(object, &name) {
        Some(old) => (position(old)?, old.len(), String::new()),
        None => {
            let comma = if inside.trim_ascii().is_empty() { "" } else { "," };
            let key = serde_json::Value::from(name);
            (position(inside)? + inside.len(), 0, format!("{comma}{key}:"))
        }
    };
    let rest = json.get(start + length..)?;
    Some([json.get(..start)?, before.as_bytes(), value, rest].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn text(json: &str, name: &str, value: &str) -> Option<String> {
        with_member(json.as_bytes(), name, value.as_bytes()).map(|json| String::from_utf8(json).unwrap())
    }

    #[test]
    fn members_are_added_or_replaced_where_they_stand() {
        for (json, name, found) in [
            ("{}", "a", Some(r#"{"a":true}"#)),
            (r#"{"b":1.0}"#, "a", Some(r#"{"b":1.0,"a":true}"#)),
            (
                r#" { "a" : 12345678901234567890 , "b":1 } "#,
                "a",
                Some(r#" { "a" : true , "b":1 } "#),
            ),
            (
                r#"{"data":{"attributes":{ }}}"#,
                "/data/attributes/x",
                Some(r#"{"data":{"attributes":{ "x":true}}}"#),
            ),
            (r#"{"data":{"id":"1"}}"#, "/data/id", Some(r#"{"data":{"id":true}}"#)),
            ("{}", "a/b", Some(r#"{"a/b":true}"#)),
            ("{}", "/~1a~0", Some(r#"{"/a~":true}"#)),
            ("{}", "q\"\n", Some("{\"q\\\"\\n\":true}")),
            ("{}", "/data/attributes/x", None),
            (r#"{"data":[]}"#, "/data/x", None),
            ("[1]", "a", None),
            ("null", "a", None),
        ] {
            assert_eq!(text(json, name, "true").as_deref(), found, "{json} {name}");
        }
    }

    #[test]
    fn a_pair_takes_the_place_of_those_of_its_name() {
        assert_eq!(replaced("", "a=1"), "a=1");
        assert_eq!(replaced("a=1&b=2&a=3", "a=4&a=5"), "b=2&a=4&a=5");
        assert_eq!(
            replaced("page[after]=x&b=2", "page%5Bafter%5D=y"),
            "b=2&page%5Bafter%5D=y"
        );
    }

    proptest! {
        #[test]
        fn any_member_of_any_object_is_read_back(members: std::collections::BTreeMap<String, String>, name in "[^/].*", value: String) {
            let mut whole = json!(members);
            let json = with_member(whole.to_string().as_bytes(), &name, json!(value).to_string().as_bytes()).unwrap();
            whole[&name] = value.into();
            prop_assert_eq!(serde_json::from_slice::<Value>(&json).unwrap(), whole);
        }
    }
}
