//! Promise 8: ids are escaped or refused before any connection.

use callspec_core::{Error, InvalidReason};
use kathan_client::calls::GetCall;
use sippet_client::calls::UpdateCall;
use sippet_client::models::CallAttributesUpdate;
use url::Url;
use wire::{Response, Server};

use crate::clients::{Result, failing, kathan, run, sippet};

/// An id, and what stands for it in the path; nothing where it is refused.
const IDS: &[(&str, Option<&str>)] = &[
    // Dot segments, in every spelling that a URL parser or a server may take for one.
    (".", None),
    ("..", None),
    ("%2e", None),
    ("%2E", None),
    ("%2e%2e", None),
    ("%2E%2E", None),
    ("%2e%2E", None),
    (".%2e", None),
    ("%2E.", None),
    ("%252e", None),
    ("%252e%252e", None),
    ("%252E%252e", None),
    (".%252e", None),
    ("%252e.", None),
    // Dot segments that separators make, plain or escaped.
    ("../calls", None),
    ("call/..", None),
    ("a/../b", None),
    ("./a", None),
    ("/..", None),
    ("..\\a", None),
    ("a\\..\\b", None),
    ("..%2f", None),
    ("..%2Fa", None),
    ("a%2f..%2Fb", None),
    ("..%5c", None),
    ("%2e%2e%2f", None),
    ("%2e%2e%5C", None),
    // Dot segments to a server that drops parameters, or to a parser that drops control characters.
    ("..;", None),
    ("..;a=b", None),
    (".;/", None),
    ("%2e%2e%3bx", None),
    (".\t.", None),
    ("..\n", None),
    ("\r..", None),
    (".\0", None),
    // Nothing.
    ("", None),
    // Dots that are none.
    ("...", Some("...")),
    ("....", Some("....")),
    (".a", Some(".a")),
    ("a.", Some("a.")),
    ("a..b", Some("a..b")),
    ("..a", Some("..a")),
    ("a;..", Some("a%3B..")),
    ("%2e%2e%2e", Some("%252e%252e%252e")),
    // Look-alikes of dots and slashes.
    ("\u{ff0e}\u{ff0e}", Some("%EF%BC%8E%EF%BC%8E")),
    ("\u{2024}\u{2024}", Some("%E2%80%A4%E2%80%A4")),
    ("\u{2025}", Some("%E2%80%A5")),
    ("a\u{2215}b", Some("a%E2%88%95b")),
    ("a\u{ff0f}b", Some("a%EF%BC%8Fb")),
    // An overlong spelling of a dot is not text; escaped, it is only text.
    ("%c0%ae%c0%ae", Some("%25c0%25ae%25c0%25ae")),
    // Separators and what begins another part of a URL.
    ("a/b", Some("a%2Fb")),
    ("/a", Some("%2Fa")),
    ("a/", Some("a%2F")),
    ("//evil.test/a", Some("%2F%2Fevil.test%2Fa")),
    ("https://evil.test", Some("https%3A%2F%2Fevil.test")),
    ("a%2Fb", Some("a%252Fb")),
    ("a%2fb", Some("a%252fb")),
    ("a\\b", Some("a%5Cb")),
    ("a%5Cb", Some("a%255Cb")),
    ("a?b=c", Some("a%3Fb%3Dc")),
    ("a#b", Some("a%23b")),
    ("a&b", Some("a%26b")),
    ("a;b", Some("a%3Bb")),
    ("a@b:c", Some("a%40b%3Ac")),
    ("{call_id}", Some("%7Bcall_id%7D")),
    // Percent signs that escape nothing.
    ("%", Some("%25")),
    ("100%", Some("100%25")),
    ("%zz", Some("%25zz")),
    ("%00", Some("%2500")),
    // White space and control characters.
    (" ", Some("%20")),
    ("a b", Some("a%20b")),
    ("a+b", Some("a%2Bb")),
    ("\t", Some("%09")),
    ("a\nb", Some("a%0Ab")),
    ("a\r\nHost: evil.test", Some("a%0D%0AHost%3A%20evil.test")),
    ("\0", Some("%00")),
    ("\u{7f}", Some("%7F")),
    ("\u{85}", Some("%C2%85")),
    ("\u{2028}", Some("%E2%80%A8")),
    ("\u{feff}", Some("%EF%BB%BF")),
    // Other scripts.
    ("\u{e9}", Some("%C3%A9")),
    ("e\u{301}", Some("e%CC%81")),
    ("\u{441}all", Some("%D1%81all")),
    ("\u{202e}llac", Some("%E2%80%AEllac")),
    ("\u{1f4de}", Some("%F0%9F%93%9E")),
    ("\u{10ffff}", Some("%F4%8F%BF%BF")),
    // What ids are like.
    ("call_123", Some("call_123")),
    (
        "7d1c4a52-5c0e-4b7e-9a53-2f1f0f6b8c11",
        Some("7d1c4a52-5c0e-4b7e-9a53-2f1f0f6b8c11"),
    ),
    ("~a-b_c.d", Some("~a-b_c.d")),
];

#[test]
fn promise_08_ids_are_escaped_or_refused_before_any_connection() {
    for (id, expected) in IDS {
        let server = failing::<GetCall>();
        let error = run(kathan(&server).get_call(*id).send()).unwrap_err();
        let sent = server.sent();
        let Some(expected) = expected else {
            assert!(sent.is_empty(), "{id:?} was sent as {}", sent[0].uri());
            let Error::Invalid(refused) = &error else {
                panic!("{id:?}: {error}")
            };
            let empty = id.is_empty();
            let reason = if empty {
                InvalidReason::EmptyPathValue
            } else {
                InvalidReason::DotSegment
            };
            assert_eq!(refused.reason(), &reason, "{id:?}");
            continue;
        };
        assert_eq!(sent.len(), 1, "{id:?}: {error}");
        assert_eq!(sent[0].path(), format!("/calls/{expected}"), "{id:?}");
        assert_stays(sent[0].uri(), id, &["calls"], &[]);
    }
}

#[test]
fn promise_08_an_id_in_the_path_is_that_in_the_body() {
    for (id, expected) in IDS {
        let server = failing::<UpdateCall>();
        let outcome = run(sippet(&server).update_call(*id, CallAttributesUpdate::new()).send());
        assert!(outcome.is_err());
        let sent = server.sent();
        assert_eq!(sent.len(), usize::from(expected.is_some()), "{id:?}");
        if let (Some(expected), Some(sent)) = (expected, sent.first()) {
            assert_eq!(sent.path(), format!("/api/calls/{expected}"));
            assert_eq!(sent.json()["data"]["id"], *id);
        }
    }
}

/// A real server reads the same bytes that the transport in memory was given.
#[tokio::test]
async fn promise_08_ids_arrive_as_they_were_escaped() -> Result {
    let server = Server::start().unwrap();
    let builder = kathan_client::Client::builder().bearer_auth("key").user_id("user");
    let client = builder.base_url(server.url()).build()?;
    let mut targets = Vec::new();
    for (id, expected) in IDS {
        if let Some(expected) = expected {
            targets.push(format!("/calls/{expected}"));
            server.respond("GET", &format!("/calls/{expected}"), Response::new(418));
        }
        let error = client.get_call(*id).send().await.unwrap_err();
        assert_eq!(error.status().is_some(), expected.is_some(), "{id:?}: {error}");
    }
    let journal = server.finish().unwrap();
    let found: Vec<_> = journal.into_iter().map(|recorded| recorded.target).collect();
    assert_eq!(found, targets);
    Ok(())
}

#[test]
fn promise_08_a_very_long_id_is_sent_whole_or_refused() {
    for (length, is_sent) in [(60_000, true), (70_000, false)] {
        let server = failing::<GetCall>();
        let id = "a".repeat(length);
        let error = run(kathan(&server).get_call(id.as_str()).send()).unwrap_err();
        let sent = server.sent();
        assert_eq!(sent.len(), usize::from(is_sent), "{error}");
        if is_sent {
            assert_eq!(sent[0].path(), format!("/calls/{id}"));
        } else {
            assert!(matches!(&error, Error::Invalid(refused) if *refused.reason() == InvalidReason::Url));
            assert!(error.to_string().len() < 200);
        }
    }
}

/// What a browser's URL parser makes of the address is one segment between those of the template, and decodes to the id.
pub(crate) fn assert_stays(uri: &http::Uri, id: &str, before: &[&str], after: &[&str]) {
    let url = Url::parse(&uri.to_string()).unwrap();
    assert_eq!(url.host_str(), Some("api.example.test"));
    assert_eq!(url.path(), uri.path(), "{id:?} is changed by a URL parser");
    let segments: Vec<_> = url.path_segments().unwrap().collect();
    let middle = segments[before.len()];
    let expected = [before, &[middle], after].concat();
    assert_eq!(segments, expected, "{id:?}");
    assert_eq!(decoded(middle), id.as_bytes(), "{id:?}");
}

/// Undoes percent-encoding (RFC 3986 §2.1).
pub(crate) fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first == b'%' {
            let hex = std::str::from_utf8(&tail[..2]).unwrap();
            bytes.push(u8::from_str_radix(hex, 16).unwrap());
            rest = &tail[2..];
        } else {
            bytes.push(*first);
        }
    }
    bytes
}

#[test]
fn the_table_is_as_long_as_promised() {
    assert!(IDS.len() >= 46);
}
