//! Base URLs: which are taken, what becomes of a path behind them, and which are refused.

use callspec_core::testing::InMemory;
use callspec_core::{BuildError, Retry};
use kathan_client::Client;
use kathan_client::calls::GetCall;

use crate::clients::{failing, run};

fn client(url: &str, allow_http: bool, server: &InMemory) -> Result<Client, BuildError> {
    let builder = Client::builder()
        .bearer_auth("key")
        .user_id("user")
        .retry(Retry::none());
    let builder = builder.base_url(url).transport(server.clone());
    if allow_http { builder.allow_http() } else { builder }.build()
}

#[test]
fn base_urls_that_are_taken_keep_their_path() {
    for (url, sent_to) in [
        ("https://api.example.test", "https://api.example.test/calls/a"),
        ("https://api.example.test/", "https://api.example.test/calls/a"),
        ("https://api.example.test//", "https://api.example.test/calls/a"),
        ("https://api.example.test/v1", "https://api.example.test/v1/calls/a"),
        ("https://api.example.test/v1/", "https://api.example.test/v1/calls/a"),
        (
            "https://api.example.test/a/b.c/~d",
            "https://api.example.test/a/b.c/~d/calls/a",
        ),
        (
            "https://api.example.test/a%20b",
            "https://api.example.test/a%20b/calls/a",
        ),
        ("https://api.example.test:443", "https://api.example.test:443/calls/a"),
        (
            "https://api.example.test:8443/v1",
            "https://api.example.test:8443/v1/calls/a",
        ),
        ("HTTPS://API.example.test", "https://API.example.test/calls/a"),
        ("https://[2001:db8::1]", "https://[2001:db8::1]/calls/a"),
        ("https://[2001:db8::1]:8443/v1", "https://[2001:db8::1]:8443/v1/calls/a"),
        ("https://192.0.2.1", "https://192.0.2.1/calls/a"),
        ("http://localhost:8080", "http://localhost:8080/calls/a"),
        ("http://api.localhost", "http://api.localhost/calls/a"),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/calls/a"),
        ("http://127.8.8.8", "http://127.8.8.8/calls/a"),
        ("http://[::1]:8080", "http://[::1]:8080/calls/a"),
    ] {
        let server = failing::<GetCall>();
        let client = client(url, false, &server).unwrap();
        assert!(run(client.get_call("a").send()).is_err());
        assert_eq!(server.sent()[0].uri().to_string(), sent_to, "{url}");
    }
}

#[test]
fn other_base_urls_are_refused_without_their_text() {
    for (url, reason) in [
        ("", "is no URL"),
        ("/v1", "is not absolute"),
        ("//evil.test", "is not absolute"),
        ("api.example.test", "is not absolute"),
        ("https:/api.example.test", "is no"),
        ("https://", "is no URL"),
        ("https:///v1", "is no URL"),
        ("https://:443", "has no host"),
        ("https://api.example.test:", "has no host, or a port"),
        ("https://api.example.test:port", "has no host, or a port"),
        ("https://api.example.test:65536", "has no host, or a port"),
        ("https://marker@api.example.test", "has user information"),
        ("https://marker:marker@api.example.test/v1", "has user information"),
        ("https://api.example.test@evil.test", "has user information"),
        ("https://api.example.test?key=marker", "has a query"),
        ("https://api.example.test/v1?", "has a query"),
        ("https://api.example.test/#marker", "has a fragment"),
        ("https://api.example.test//evil.test", "has an empty"),
        ("https://api.example.test/v1//v2", "has an empty"),
        ("https://api.example.test/v1/..", "`.` or `..` segment"),
        ("https://api.example.test/%2E%2e/v2", "`.` or `..` segment"),
        ("https://api.example.test/..;/v2", "`.` or `..` segment"),
        ("https://api.example.test/\\evil.test", "has an empty"),
        ("https://api.example.test\\evil.test", "is no URL"),
        ("https://api example.test", "is no URL"),
        ("https://api.example.test/a b", "is no URL"),
        ("https://api.example.test\r\nX-Evil: 1", "is no URL"),
        ("https://ex\u{e4}mple.test", "is no URL"),
        ("https://[::1", "is no URL"),
        ("ftp://api.example.test", "is neither"),
        ("file:///etc/passwd", "is no"),
        ("ws://localhost", "is neither"),
        ("http://api.example.test", "is `http:`"),
        ("http://api.example.test:8080", "is `http:`"),
        ("http://127.0.0.1.example.test", "is `http:`"),
        ("http://localhost.example.test", "is `http:`"),
        ("http://2130706433", "is `http:`"),
        ("http://0x7f.1", "is `http:`"),
        ("http://[::ffff:192.0.2.1]", "is `http:`"),
        ("http://0.0.0.0", "is `http:`"),
    ] {
        let error = client(url, false, &InMemory::new()).expect_err(url);
        let said = format!("{error} {error:?}");
        assert!(said.contains(reason), "{url}: {said}");
        assert!(!said.contains("marker") && !said.contains("evil"), "{said}");
    }
}

#[test]
fn http_to_other_hosts_is_sent_if_it_was_asked_for() {
    let server = failing::<GetCall>();
    let client = client("http://api.example.test/v1", true, &server).unwrap();
    assert!(run(client.get_call("a").send()).is_err());
    assert_eq!(server.sent()[0].uri(), "http://api.example.test/v1/calls/a");
    assert!(super::base_url::client("ftp://api.example.test", true, &server).is_err());
}
