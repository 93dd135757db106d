//! Each way in which a document may declare a header, and what is no value of it.

use std::collections::BTreeMap;

use callspec_types::{Timestamp, Unrecognized, open_enum, open_integer_enum};
use http::HeaderName;
use serde::Deserialize;

use super::*;

fn headers(lines: &[(&str, &[u8])]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        let name: HeaderName = name.parse().unwrap();
        headers.append(name, http::HeaderValue::from_bytes(value).unwrap());
    }
    headers
}

fn one<T>(header: Header<T>, text: &str) -> Option<T> {
    header.read(&headers(&[("x-value", text.as_bytes())]))
}

fn simple<T: DeserializeOwned>(text: &str) -> Option<T> {
    one(Header::simple("X-Value"), text)
}

#[derive(Debug, PartialEq, Deserialize)]
struct Quota {
    unit: Option<String>,
    left: i32,
    #[serde(default)]
    soft: bool,
}

#[derive(Debug, PartialEq)]
enum Level {
    Low,
    Unrecognized(Unrecognized),
}

impl Level {
    fn as_str(&self) -> &str {
        match self {
            Self::Low => "low",
            Self::Unrecognized(value) => value.as_str(),
        }
    }
}

impl From<&str> for Level {
    fn from(wire: &str) -> Self {
        match wire {
            "low" => Self::Low,
            _ => Self::Unrecognized(Unrecognized::new(wire)),
        }
    }
}

open_enum!(Level);

#[derive(Debug, PartialEq)]
struct Shard(i64);

impl Shard {
    fn as_i64(&self) -> i64 {
        self.0
    }
}

impl From<i64> for Shard {
    fn from(wire: i64) -> Self {
        Self(wire)
    }
}

open_integer_enum!(Shard);

#[test]
fn scalars_are_read_from_their_text() {
    assert_eq!(simple::<i64>(" 100 "), Some(100));
    assert_eq!(simple::<u32>("100"), Some(100));
    assert_eq!((simple::<u32>("100.0"), simple::<i64>("1e2")), (Some(100), Some(100)));
    assert_eq!(
        (simple::<u32>("1.5"), simple::<u32>("-1.0"), simple::<i64>("inf")),
        (None, None, None)
    );
    assert_eq!(simple::<Vec<i64>>("1.0,2"), Some(vec![1, 2]));
    assert_eq!(simple::<f64>("1.5"), Some(1.5));
    assert_eq!(simple::<bool>("true"), Some(true));
    assert_eq!(simple::<String>("100"), Some("100".to_owned()));
    assert_eq!(simple::<Shard>("3"), Some(Shard(3)));
    assert_eq!(simple::<Level>("low"), Some(Level::Low));
    assert_eq!(simple::<Level>("high").unwrap().as_str(), "high");
    assert_eq!(
        simple::<Timestamp>("2026-01-02T03:04:05Z").unwrap().as_str(),
        "2026-01-02T03:04:05Z"
    );
}

#[test]
fn lists_are_separated_by_commas() {
    assert_eq!(simple::<Vec<i64>>("1, 2,3"), Some(vec![1, 2, 3]));
    assert_eq!(simple::<Vec<Level>>("low").map(|levels| levels.len()), Some(1));
    assert_eq!(simple::<Vec<String>>(""), Some(Vec::new()));
    assert_eq!(simple::<Vec<i64>>("1,,3"), None);
    assert_eq!(simple::<Vec<Vec<i64>>>("1"), None);
}

#[test]
fn objects_are_pairs_in_both_spellings() {
    let quota = || {
        Some(Quota {
            unit: Some("call".to_owned()),
            left: 7,
            soft: true,
        })
    };
    assert_eq!(simple("unit,call,left,7,soft,true,new,1"), quota());
    let exploded = Header::simple_exploded("x-value");
    assert_eq!(one(exploded, "unit=call, left=7, soft=true"), quota());
    let map = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
    assert_eq!(simple("a,1,b,2"), Some(map));
    assert_eq!(simple::<Quota>("unit,call,left"), None);
    assert_eq!(one(exploded, "unit,call,left,7"), None);
}

#[test]
fn json_is_read_as_json() {
    let header = Header::<Quota>::json("x-value");
    assert_eq!(one(header, r#"{"unit": "call", "left": 7}"#).unwrap().left, 7);
    assert_eq!(one(header, "unit,call,left,7"), None);
}

#[test]
fn what_is_missing_or_unreadable_is_none() {
    for text in ["", "ten", "1.5", "99999999999999999999", "1, 2"] {
        assert_eq!(simple::<i64>(text), None, "{text}");
    }
    assert_eq!(simple::<bool>("1"), None);
    let name = Header::<String>::simple("x-value");
    assert_eq!(name.read(&HeaderMap::new()), None);
    assert_eq!(name.read(&headers(&[("x-value", b"\xff")])), None);
    assert_eq!(
        name.read(&headers(&[("x-value", "Zoë".as_bytes())])).as_deref(),
        Some("Zoë")
    );
}

#[test]
fn several_lines_are_one_value_but_for_cookies() {
    let lines = headers(&[
        ("x-value", b"1"),
        ("x-value", b"2"),
        ("set-cookie", b"a=1"),
        ("set-cookie", b"b=2"),
    ]);
    assert_eq!(Header::<Vec<u8>>::simple("X-Value").read(&lines), Some(vec![1, 2]));
    assert_eq!(
        Header::<String>::simple("Set-Cookie").read(&lines).as_deref(),
        Some("a=1")
    );
}
