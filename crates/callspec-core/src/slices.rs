//! Parts of a JSON text. In: the text of a value. Out: the texts of what is in it, as they stand there.
//!
//! This runs on pages that are found by counting, and where decoding has failed. Nothing is made of the text, so that a
//! fault in one item is no fault of its neighbours, and numbers keep their digits.

use serde::de::IgnoredAny;

/// The text of the value at a JSON pointer (RFC 6901) of names; none if there is no such member, or no JSON so far.
pub(crate) fn at<'j>(json: &'j [u8], pointer: &str) -> Option<&'j [u8]> {
    pointer
        .split('/')
        .skip(1)
        .try_fold(json, |json, name| member(json, &unescaped(name)))
}

/// A name, as it is without the escapes of a JSON pointer (RFC 6901 §4).
pub(crate) fn unescaped(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
}

/// The texts of the items of an array; none if it is no array.
pub(crate) fn items(json: &[u8]) -> Option<Vec<&[u8]>> {
    let mut rest = Rest(json);
    let mut items = Vec::new();
    rest.take(b'[')?;
    while rest.take(b']').is_none() {
        if !items.is_empty() {
            rest.take(b',')?;
        }
        items.push(rest.value()?);
    }
    Some(items)
}

/// The text of a member of an object; of the first one, where there are several.
pub(crate) fn member<'j>(json: &'j [u8], name: &str) -> Option<&'j [u8]> {
    let mut rest = Rest(json);
    rest.take(b'{')?;
    loop {
        let key = rest.value()?;
        rest.take(b':')?;
        let value = rest.value()?;
        if is_text(key, name) {
            return Some(value);
        }
        rest.take(b',')?;
    }
}

fn is_text(json: &[u8], text: &str) -> bool {
    let plain = json.get(1..json.len().saturating_sub(1)).unwrap_or_default();
    if plain.contains(&b'\\') {
        return serde_json::from_slice::<String>(json).is_ok_and(|it| it == text);
    }
    plain == text.as_bytes()
}

/// What is not looked at yet.
struct Rest<'j>(&'j [u8]);

impl<'j> Rest<'j> {
    /// Steps over this byte, if it is the next that is no white space.
    fn take(&mut self, byte: u8) -> Option<()> {
        self.0 = self.0.trim_ascii_start().strip_prefix(&[byte])?;
        Some(())
    }

    /// Steps over a value. What serde_json skips may be nested as deep as the text is long.
    fn value(&mut self) -> Option<&'j [u8]> {
        let mut values = serde_json::Deserializer::from_slice(self.0).into_iter::<IgnoredAny>();
        values.next()?.ok()?;
        let (value, rest) = self.0.split_at_checked(values.byte_offset())?;
        self.0 = rest;
        Some(value.trim_ascii())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    fn text(json: Option<&[u8]>) -> Option<&str> {
        json.map(|json| std::str::from_utf8(json).unwrap())
    }

    #[test]
    fn values_are_found_as_they_stand() {
        let json = r#" { "a" : [ 1.0 , {"b": "]"},[ ]] , "x\/y": { "~": -1e3 }, "a": 2, "é": null } "#.as_bytes();
        for (pointer, found) in [
            ("/a", Some(r#"[ 1.0 , {"b": "]"},[ ]]"#)),
            ("/x~1y/~0", Some("-1e3")),
            ("/é", Some("null")),
            ("/b", None),
            ("/a/b", None),
        ] {
            assert_eq!(text(at(json, pointer)), found, "{pointer}");
        }
        assert_eq!(at(json, ""), Some(json));
        let found = items(at(json, "/a").unwrap()).unwrap();
        assert_eq!(found, [&b"1.0"[..], br#"{"b": "]"}"#, b"[ ]"]);
    }

    #[test]
    fn what_is_no_json_has_no_parts() {
        assert_eq!(items(b" [ ] "), Some(Vec::new()));
        for json in ["", "[", "[1", "[1 2]", "[1,]", "[,1]", "{}", "null", "[1}", "[tru]"] {
            assert_eq!(items(json.as_bytes()), None, "{json}");
        }
        for json in [
            "",
            "{",
            "{}",
            "[]",
            r#"{"a""#,
            r#"{"a":"#,
            r#"{"a":}"#,
            r#"{"b":1 "a":2}"#,
        ] {
            assert_eq!(member(json.as_bytes(), "a"), None, "{json}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_some_parts_or_none(json in "[\\[\\]{}:,\"\\\\a0 \n]*") {
            let _ = (items(json.as_bytes()), at(json.as_bytes(), "/a/a"));
        }

        #[test]
        fn items_are_those_of_the_array(numbers: Vec<Option<i32>>) {
            let json = serde_json::to_vec_pretty(&numbers).unwrap();
            let read: Vec<Value> = items(&json).unwrap().iter().map(|it| serde_json::from_slice(it).unwrap()).collect();
            prop_assert_eq!(Value::from(read), serde_json::to_value(numbers).unwrap());
        }
    }
}
