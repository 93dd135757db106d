//! Calls that the document does not have, and downloads: the same rules as for operations, and no credential elsewhere.

use callspec_core::testing::{Answer, InMemory};
use callspec_core::{Error, ErrorKind, InvalidReason, Method, Retry};
use serde_json::json;

use crate::clients::{Result, kathan, run, sippet};

const TAGS: &str = "/calls/{call_id}/tags";

#[test]
fn a_call_beyond_the_document_is_sent_like_an_operation() -> Result {
    let server = InMemory::new().answer_request(Method::POST, TAGS, Answer::json(201, &json!(["a"])));
    let call = kathan(&server).request(Method::POST, TAGS).path("call_id", "a/b c");
    let call = call
        .query("limit", 10)
        .query("tag", ["x", "y&z"])
        .query("none", None::<u8>);
    let response = run(call
        .header("x-beta", "1")
        .json(&json!({"a": 1}))
        .send_raw::<Vec<String>>())?;
    assert_eq!(
        (response.status().as_u16(), response.value()),
        (201, &vec!["a".to_owned()])
    );
    let sent = &server.sent()[0];
    assert_eq!(
        sent.uri(),
        "https://api.example.test/calls/a%2Fb%20c/tags?limit=10&tag=x&tag=y%26z"
    );
    for (name, value) in [
        ("authorization", "Bearer key"),
        ("x-user-id", "user"),
        ("x-beta", "1"),
        ("content-type", "application/json"),
    ] {
        assert_eq!(sent.header(name), Some(value), "{name}");
    }
    assert_eq!(sent.text(), r#"{"a":1}"#);
    assert_eq!(sent.operation().to_string(), "request (POST /calls/{call_id}/tags)");
    Ok(())
}

#[test]
fn it_has_what_the_client_holds_and_needs_none_of_it() -> Result {
    let server = InMemory::new().answer_request(Method::GET, TAGS, Answer::new(204));
    let both = sippet_client::Client::builder().bearer_auth("token").api_key("secret");
    for (client, bearer, key) in [
        (sippet(&server), Some("Bearer key"), None),
        (
            both.transport(server.clone()).build()?,
            Some("Bearer token"),
            Some("secret"),
        ),
        (
            sippet_client::Client::builder().transport(server.clone()).build()?,
            None,
            None,
        ),
    ] {
        run(client.request(Method::GET, TAGS).path("call_id", 1).send::<()>())?;
        let sent = server.sent();
        let sent = sent.last().unwrap();
        assert_eq!((sent.header("authorization"), sent.header("x-api-key")), (bearer, key));
    }
    Ok(())
}

#[test]
fn it_stays_on_the_resource_and_the_origin_that_its_template_names() {
    let server = InMemory::new();
    let client = kathan(&server);
    for path in [
        "https://evil.test/",
        "//evil.test/",
        "calls",
        "",
        "/calls?a=1",
        "/calls#a",
        r"/\evil.test",
        "/a b",
        "/é",
    ] {
        let error = run(client.request(Method::GET, path).send_bytes()).unwrap_err();
        let Error::Invalid(invalid) = &error else {
            panic!("{path}: {error}")
        };
        assert!(matches!(invalid.reason(), InvalidReason::Path(_)), "{path}: {error}");
    }
    for token in ["", "A B", "CONNECT", "GET\r\nx: y"] {
        let error = run(client.request(Method::new(token), "/a").send_bytes()).unwrap_err();
        assert!(
            matches!(&error, Error::Invalid(it) if matches!(it.reason(), InvalidReason::Method(_))),
            "{token:?}: {error}"
        );
    }
    for path in ["/calls/../admin", "/calls/%2e%2e/admin", "/.."] {
        let error = run(client.request(Method::GET, path).send_bytes()).unwrap_err();
        assert!(
            matches!(&error, Error::Invalid(it) if *it.reason() == InvalidReason::DotSegment),
            "{path}: {error}"
        );
    }
    for id in ["..", "", "a/..", "%2e."] {
        let error = run(client.request(Method::GET, TAGS).path("call_id", id).send_bytes()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid, "{id}: {error}");
    }
    let error = run(client.request(Method::GET, TAGS).send_bytes()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "request (GET /calls/{call_id}/tags): not sent: `call_id` is empty, but stands in the path"
    );
    assert!(server.sent().is_empty());
}

#[test]
fn its_retries_and_errors_are_those_of_its_method() {
    for (method, attempts) in [(Method::GET, 3), (Method::PATCH, 1)] {
        let server = InMemory::new().answer_request(method, TAGS, Answer::json(502, &json!({"detail": "no"})));
        let builder = kathan_client::Client::builder().bearer_auth("key").user_id("user");
        let client = builder
            .transport(server.clone())
            .retry(Retry::standard())
            .build()
            .unwrap();
        let error = run(client.request(method, TAGS).path("call_id", 1).send::<()>()).unwrap_err();
        assert_eq!(
            (error.status().map(|it| it.as_u16()), server.sent().len()),
            (Some(502), attempts)
        );
        assert!(error.to_string().contains("no"), "{error}");
    }
    let server = InMemory::new().answer_request(Method::GET, "/a", Answer::json(200, &json!("text")));
    let error = run(kathan(&server).request(Method::GET, "/a").send::<u8>()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let bytes = run(kathan(&server).request(Method::GET, "/a").body_limit(6).send_bytes()).unwrap();
    assert_eq!(&bytes.value()[..], b"\"text\"");
    let error = run(kathan(&server).request(Method::GET, "/a").body_limit(5).send_bytes()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}

fn moved(location: &str) -> Answer {
    Answer::new(302).header("location", location)
}

/// Where each request of a download went, and whether it had a credential.
fn journey(first: &str, answers: &[Answer]) -> (std::result::Result<bytes::Bytes, String>, Vec<(String, bool)>) {
    let mut server = InMemory::new();
    for answer in answers {
        server = server.answer_download(answer.clone());
    }
    let download = kathan(&server)
        .download(first)
        .header("x-api-key", "own")
        .header("range", "bytes=0-3");
    let outcome = run(download.into_future()).map_err(|error| error.to_string());
    let sent = server.sent();
    assert!(sent.iter().all(|sent| sent.header("range").is_some()));
    let stops = sent
        .iter()
        .map(|sent| (sent.uri().to_string(), sent.header("authorization").is_some()));
    (outcome, stops.collect())
}

#[test]
fn a_download_has_credentials_on_the_own_origin_alone() {
    for (url, went, with) in [
        (
            "https://api.example.test/r/1.wav?sig=a%2Fb",
            "https://api.example.test/r/1.wav?sig=a%2Fb",
            true,
        ),
        ("/r/1.wav", "https://api.example.test/r/1.wav", true),
        (
            "https://files.test/r/1.wav?sig=a%2Fb",
            "https://files.test/r/1.wav?sig=a%2Fb",
            false,
        ),
        (
            "https://api.example.test:8443/r",
            "https://api.example.test:8443/r",
            false,
        ),
        (
            "https://api.example.test.evil.test/r",
            "https://api.example.test.evil.test/r",
            false,
        ),
    ] {
        let (outcome, stops) = journey(url, &[Answer::new(200).body("RIFF")]);
        assert_eq!(outcome.as_deref(), Ok(&b"RIFF"[..]), "{url}");
        assert_eq!(stops, [(went.to_owned(), with)], "{url}");
    }
}

#[test]
fn a_redirection_is_followed_and_takes_no_credential_along() {
    let own = "https://api.example.test/r";
    let (outcome, stops) = journey(
        own,
        &[
            moved("/s"),
            moved("https://files.test/t"),
            moved("/u"),
            moved(own),
            Answer::new(200).body("RIFF"),
        ],
    );
    assert_eq!(outcome.as_deref(), Ok(&b"RIFF"[..]));
    let expected = [
        (own, true),
        ("https://api.example.test/s", true),
        ("https://files.test/t", false),
        ("https://files.test/u", false),
        // Whoever sent the client back must not say what it does there.
        (own, false),
    ];
    assert_eq!(stops, expected.map(|(uri, with)| (uri.to_owned(), with)));
}

#[test]
fn what_a_caller_set_as_a_credential_stays_on_the_first_origin_too() {
    let server = InMemory::new()
        .answer_download(moved("https://files.test/t"))
        .answer_download(Answer::new(200));
    let download = kathan(&server)
        .download("/r")
        .header("x-api-key", "own")
        .header("x-trace", "1");
    run(download.send()).unwrap();
    let sent = server.sent();
    assert_eq!(
        (sent[0].header("x-api-key"), sent[0].header("x-trace")),
        (Some("own"), Some("1"))
    );
    assert_eq!(
        (sent[1].header("x-api-key"), sent[1].header("x-trace")),
        (None, Some("1"))
    );
}

#[test]
fn an_address_that_must_not_be_called_is_not() {
    for url in [
        "http://files.test/r",
        "http://127.0.0.1/r",
        "http://api.example.test/r",
        "https://user:password@files.test/r",
        "https://files.test/../r",
        "file:///etc/passwd",
        "r.wav",
        "",
    ] {
        let (outcome, stops) = journey(url, &[Answer::new(200)]);
        assert!(
            outcome
                .unwrap_err()
                .starts_with("download (GET {url}): not sent: the address "),
            "{url}"
        );
        assert!(stops.is_empty(), "{url}");
        let (outcome, stops) = journey("/r", &[moved(if url.is_empty() { "?" } else { url }), Answer::new(200)]);
        assert!(outcome.unwrap_err().contains("not sent"), "{url}");
        assert_eq!(stops.len(), 1, "{url}");
    }
    let (outcome, stops) = journey("/r", &[moved("/r")]);
    assert_eq!(
        outcome.unwrap_err(),
        "download (GET {url}): not sent: the download was redirected too often"
    );
    assert_eq!(stops.len(), 6);
}

#[test]
fn a_download_is_bounded_and_its_address_is_in_no_text() {
    let server = InMemory::new().answer_download(Answer::new(200).body(vec![0; 1000]));
    let download = kathan(&server).download("https://files.test/r?sig=marker");
    assert!(!format!("{download:?}").contains("marker"));
    let error = run(download.clone().body_limit(999).send()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(!format!("{error:?} {error}").contains("marker"), "{error:?}");
    assert_eq!(run(download.body_limit(1000).send()).unwrap().len(), 1000);
    let server = InMemory::new().answer_download(Answer::new(403).body("<Error>expired</Error>"));
    let error = run(kathan(&server).download("https://files.test/r").send()).unwrap_err();
    assert_eq!(
        (error.kind(), error.status().unwrap().as_u16()),
        (ErrorKind::Unexpected, 403)
    );
}
