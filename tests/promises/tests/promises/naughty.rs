//! Texts that break things, of our own making: as id, query value, body and header they arrive as they are or are refused.

use callspec_core::{Error, InvalidReason};
use kathan_client::calls::{GetCall, UpdateCall};
use kathan_client::models::UpdateCallRequest;
use sippet_client::calls::ListCalls;
use sippet_client::models::{CallFilter, StringFilter};
use url::Url;

use crate::clients::{failing, kathan, run, sippet};
use crate::ids::assert_stays;

/// By category.
pub(crate) const TEXTS: &[(&str, &[&str])] = &[
    (
        "control characters",
        &[
            "\0",
            "a\0b",
            "\u{1}",
            "\u{7}",
            "\u{8}",
            "\u{b}",
            "\u{c}",
            "\u{1b}[31mred\u{1b}[0m",
            "\u{1f}",
            "\u{7f}",
            "\u{80}",
            "\u{85}",
            "\u{9f}",
            "a\u{8}\u{8}b",
        ],
    ),
    (
        "white space",
        &[
            " ",
            "  a  ",
            "\t",
            "a\tb",
            "\n",
            "a\nb",
            "\r",
            "\r\n",
            "\u{a0}",
            "\u{2003}",
            "\u{200b}",
            "\u{2028}",
            "\u{2029}",
            "\u{3000}",
            "\u{feff}a",
            " a",
            "a ",
        ],
    ),
    (
        "widths and marks",
        &[
            "\u{e9}",
            "e\u{301}",
            "\u{212b}",
            "\u{c5}",
            "A\u{30a}",
            "\u{ff21}\u{ff22}",
            "\u{fb03}",
            "\u{1d400}",
            "Z\u{351}\u{36b}\u{343}\u{36a}a\u{302}\u{34c}",
            "\u{df}",
            "\u{130}i\u{307}",
            "\u{ac00}\u{1100}\u{1161}",
        ],
    ),
    (
        "right to left",
        &[
            "\u{5e9}\u{5dc}\u{5d5}\u{5dd}",
            "\u{645}\u{631}\u{62d}\u{628}\u{627}",
            "a\u{202e}b\u{202c}c",
            "\u{200f}a",
            "\u{2066}a\u{2069}",
            "\u{61c}1",
        ],
    ),
    (
        "emoji",
        &[
            "\u{1f4de}",
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            "\u{1f1e9}\u{1f1ea}",
            "\u{1f44d}\u{1f3fd}",
            "\u{2764}\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
        ],
    ),
    (
        "ends of the ranges",
        &[
            "\u{d7ff}",
            "\u{e000}",
            "\u{fffd}",
            "\u{fffe}",
            "\u{ffff}",
            "\u{10000}",
            "\u{10ffff}",
            "\u{fdd0}",
        ],
    ),
    (
        "scripts",
        &[
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "javascript:alert(1)",
            "</title>",
            "{{7*7}}",
            "${7*7}",
            "#{7*7}",
            "<%= 7*7 %>",
            "${jndi:ldap://evil.test/a}",
            "`id`",
            "$(id)",
            "; ls -la",
            "| cat /etc/passwd",
            "&& reboot",
            "%s%s%n",
            "%d",
        ],
    ),
    (
        "queries of databases",
        &[
            "' OR '1'='1",
            "1; DROP TABLE calls--",
            "\" OR \"\"=\"",
            "') OR 1=1--",
            "{\"$gt\":\"\"}",
            "*)(uid=*))(|(uid=*",
        ],
    ),
    (
        "numbers and words of JSON",
        &[
            "0",
            "-0",
            "007",
            "1e309",
            "-1",
            "0x1F",
            "1_000",
            "\u{663}\u{661}",
            "NaN",
            "Infinity",
            "9007199254740993",
            "18446744073709551616",
            "null",
            "true",
            "undefined",
            "\"",
            "\\u0000",
            "[]",
            "{}",
        ],
    ),
    (
        "paths",
        &[
            "/",
            "//",
            "\\",
            "a/../../b",
            "..",
            "C:\\Windows",
            "\\\\host\\share",
            "file:///etc/passwd",
            "~root",
            "con",
            "a%2F..",
            "%2e%2e%2f",
        ],
    ),
    (
        "parts of URLs",
        &[
            "?a=b",
            "#a",
            "a&b=c",
            "a=b",
            "@evil.test",
            ":80",
            "a[b]=c",
            "+",
            "%",
            "%20",
            "%E9",
            "%zz",
        ],
    ),
    (
        "headers",
        &[
            "a\r\nX-Evil: 1",
            "a\nX-Evil: 1",
            "a\r\n\r\nGET / HTTP/1.1",
            "Bearer a",
            "a, b",
            "a; b=\"c\"",
            "\"a",
            "a\\",
            "=?utf-8?b?YQ==?=",
            "\u{10a}",
        ],
    ),
    (
        "names of objects",
        &["__proto__", "constructor", "toString", "class", "data", "id"],
    ),
    ("tables", &["=1+1", "@SUM(A1)", "-2+3", "a,b\n\"c\"", "\"a\"\"b\""]),
];

pub(crate) fn texts() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().flat_map(|(_, texts)| texts.iter().copied())
}

#[test]
fn there_are_at_least_a_hundred_and_each_once() {
    let mut all: Vec<_> = texts().collect();
    all.sort_unstable();
    let count = all.len();
    all.dedup();
    assert!(count >= 100 && all.len() == count, "{} of {count}", all.len());
}

#[test]
fn as_ids_they_stay_under_their_resource_or_are_refused() {
    for text in texts() {
        let server = failing::<GetCall>();
        let error = run(kathan(&server).get_call(text).send()).unwrap_err();
        match server.sent().first() {
            Some(sent) => assert_stays(sent.uri(), text, &["calls"], &[]),
            None => assert!(matches!(&error, Error::Invalid(_)), "{text:?}: {error}"),
        }
    }
}

#[test]
fn as_query_values_they_arrive() {
    for text in texts() {
        let server = failing::<ListCalls>();
        let filter =
            CallFilter::new().from_number(StringFilter::new().eq(text).r#in([text.to_owned(), "b".to_owned()]));
        let call = sippet(&server).list_calls().filter(filter).include(text);
        assert!(run(call.send()).is_err());
        let url = Url::parse(&server.sent()[0].uri().to_string()).unwrap();
        let mut pairs: Vec<_> = url.query_pairs().collect();
        pairs.sort();
        let expected = [
            ("filter[from_number][eq]", text),
            ("filter[from_number][in][]", text),
            ("filter[from_number][in][]", "b"),
            ("include", text),
        ];
        let mut expected = expected.map(|(name, value)| (name.into(), value.into()));
        expected.sort();
        assert_eq!(pairs, expected, "{text:?}");
    }
}

#[test]
fn as_labels_they_arrive() {
    for text in texts() {
        let server = failing::<UpdateCall>();
        let body = UpdateCallRequest::new().label(text);
        assert!(run(kathan(&server).update_call("a", body).send()).is_err());
        assert_eq!(server.sent()[0].json(), serde_json::json!({"label": text}));
    }
}

#[test]
fn as_header_values_they_arrive_or_are_refused() {
    for text in texts() {
        let server = failing::<GetCall>();
        let error = run(kathan(&server).get_call("a").header("X-Note", text).send()).unwrap_err();
        let outer = text.starts_with([' ', '\t']) || text.ends_with([' ', '\t']);
        let control = text.bytes().any(|byte| (byte < b' ' && byte != b'\t') || byte == 0x7f);
        assert_eq!(server.sent().is_empty(), outer || control, "{text:?}");
        match server.sent().first() {
            Some(sent) => assert_eq!(sent.headers()["x-note"].as_bytes(), text.as_bytes()),
            None => {
                let Error::Invalid(refused) = &error else {
                    panic!("{error}")
                };
                assert_eq!(refused.reason(), &InvalidReason::Header);
                assert_eq!(refused.parameter(), "X-Note");
            }
        }
    }
}

/// As credentials: what is refused is refused when the client is built, and not shown.
#[test]
fn as_credentials_they_arrive_or_are_refused() {
    for text in texts() {
        let server = failing::<GetCall>();
        let text = format!("marker{text}");
        let builder = kathan_client::Client::builder()
            .bearer_auth("key")
            .user_id(text.as_str());
        match builder.transport(server.clone()).build() {
            Ok(client) => {
                assert!(run(client.get_call("a").send()).is_err());
                assert_eq!(server.sent()[0].headers()["x-user-id"].as_bytes(), text.as_bytes());
            }
            Err(error) => {
                let said = format!("{error} {error:?} {error:#?}");
                assert!(said.contains("userId") && !said.contains("marker"), "{said}");
            }
        }
    }
}
