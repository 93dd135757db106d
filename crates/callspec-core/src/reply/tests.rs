//! Replies of every odd kind: the status is never lost, and no text shows the body.

use crate::Method;
use http::header::CONTENT_TYPE;
use proptest::prelude::*;
use serde::Deserialize;

use super::*;

static GET: OperationInfo = OperationInfo {
    id: "get",
    method: Method::GET,
    path: "/calls/{id}",
    security: &[],
};

#[derive(Debug, PartialEq, Deserialize)]
struct Call {
    id: i64,
}

#[derive(Debug, PartialEq)]
enum Documented {
    Gone(Call),
    Text(String),
    Bytes(Bytes),
    Empty,
}

fn reply(status: u16, content_type: &str, body: impl Into<Bytes>) -> Reply {
    let mut headers = HeaderMap::new();
    if !content_type.is_empty() {
        headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
    }
    Reply::new(&GET, StatusCode::from_u16(status).unwrap(), headers, body)
}

fn decoded(body: impl Into<Bytes>) -> Error<Documented> {
    reply(200, "application/json", body).json::<Call, _>().unwrap_err()
}

#[test]
fn successes_are_decoded() {
    let json = reply(200, "", r#"{"id": 9007199254740993, "added": []}"#);
    assert_eq!(
        json.json::<Call, Documented>().unwrap(),
        Call {
            id: 9_007_199_254_740_993
        }
    );
    assert_eq!(
        reply(200, "", "\u{feff}{\"id\": 1}")
            .json::<Call, Documented>()
            .unwrap(),
        Call { id: 1 }
    );
    assert_eq!(reply(200, "", "a").text::<Documented>().unwrap(), "a");
    assert_eq!(reply(200, "", "a").bytes::<Documented>().unwrap(), "a");
    assert!(reply(204, "", "").empty::<Documented>().is_ok());
    assert_eq!(reply(202, "", "").empty_as::<_, Documented>(7).unwrap(), 7);
    assert_eq!(
        reply(202, "", "a").text_as::<_, Documented>(Some).unwrap().as_deref(),
        Some("a")
    );
}

#[test]
fn media_types_are_compared_without_parameters() {
    let reply = reply(200, "Application/VND.api+json ; charset=utf-8", "");
    assert_eq!(reply.media_type(), "application/vnd.api+json");
    assert!(reply.is("application/vnd.api+json") && reply.is("Application/vnd.API+json"));
    assert!(!reply.is("application/json") && !reply.is(""));
    assert_eq!(super::tests::reply(200, "", "").media_type(), "");
}

#[test]
fn ranges_and_parameters_are_told_apart() {
    let of = |content_type: &str| reply(200, content_type, "");
    let json = of("application/JSON; charset=utf-8; V=\"2\"");
    assert!(json.is("application/json;v=2") && json.is("application/*") && json.is("*/*"));
    assert!(!json.is("application/json; v=1") && !json.is("text/*") && !json.is("application/*+json"));
    assert!(of("application/a+json").is("application/*+json") && !of("text/plain").is("text/plain;v=2"));
}

#[test]
fn scalars_are_read_of_text_and_of_json() {
    let scalar = |body: &'static str| reply(200, "text/plain", body).scalar::<i64, ()>();
    assert_eq!(scalar(" 7\n").unwrap(), 7);
    assert!(scalar("seven").is_err());
    let either = |content_type: &str, body: &'static str| reply(200, content_type, body).json_or_text::<String, ()>();
    assert_eq!(either("text/plain", "\"a\" b").unwrap(), "\"a\" b");
    assert_eq!(either("application/json", "\"a\"").unwrap(), "a");
    assert_eq!(either("", "\"a\"").unwrap(), "a");
    assert_eq!(either("", "a").unwrap(), "a");
    assert!(either("application/json", "a").is_err());
    let refused = reply(400, "text/plain", "7").refused_json_or_text::<i64, (), _>(Some);
    assert!(matches!(refused, Err(Error::Api(error)) if error.error == Some(7)));
    let refused = reply(400, "text/plain", "x").refused_scalar::<i64, (), _>(Some);
    assert!(matches!(refused, Err(Error::Unexpected(_))));
}

#[test]
fn a_success_that_is_not_as_documented_keeps_all() {
    let error = decoded(r#"{"id": "marker"}"#);
    assert_eq!(
        error.to_string(),
        "get (GET /calls/{id}): 200 OK: the response is not as documented at `/id`: invalid type: string …, expected i64"
    );
    let Error::Decode(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (error.pointer(), &error.body()[..]),
        (Some("/id"), &br#"{"id": "marker"}"#[..])
    );
    assert_eq!(error.status(), 200);
}

#[test]
fn odd_successes_are_told_apart_and_not_shown() {
    for (body, said) in [
        (&b""[..], "no body where JSON is due"),
        (
            b"<html>marker</html>",
            "`application/json`, no JSON from line 1, column 1",
        ),
        (b"{\"id\": 1", "`application/json`, no JSON from line 1, column 8"),
        (b"{\"id\": 1, \"id\": 2}", "documented: duplicate field `id`"),
        (b"{\"id\": 1.5}", "invalid type: floating point …, expected i64"),
        (b"{\"x\": \"marker\"}", "missing field `id`"),
        (b"[\"marker\"]", "documented: an array where an object is due"),
        (b"{\"id\": \"\xFFmarker\"}", "no JSON"),
    ] {
        let error = decoded(body);
        assert!(error.to_string().contains(said), "{error}");
        assert!(!format!("{error} {error:?}").contains("marker"), "{error:?}");
        assert_eq!(error.status(), Some(StatusCode::OK));
    }
    assert!(reply(200, "", vec![0xFF]).text::<Documented>().is_err());
}

#[test]
fn a_coding_that_nothing_undid_is_named_in_place_of_what_it_is_not() {
    let coded = |status, coding: &'static str, body: &'static [u8]| {
        let mut reply = reply(status, "application/json", body);
        let head = Arc::get_mut(&mut reply.head).unwrap();
        head.headers
            .insert("content-encoding", http::HeaderValue::from_static(coding));
        reply
    };
    let said = "the body is in the content coding `compress`, which this client cannot read";
    let error = coded(200, "compress", b"\x1F\x9D\x90")
        .json::<Loose, Documented>()
        .unwrap_err();
    assert!(matches!(&error, Error::Decode(it) if it.reason() == said), "{error:?}");
    let error = coded(200, "compress", b"\x1F\x9D\x90")
        .text::<Documented>()
        .unwrap_err();
    assert!(matches!(&error, Error::Decode(it) if it.reason() == said), "{error:?}");
    let error = coded(404, "compress", b"\x1F\x9D\x90")
        .refused::<Loose, (), Loose>(|it| it)
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("get (GET /calls/{{id}}): 404 Not Found: {said}")
    );
    assert!(matches!(error, Error::Unexpected(_)) && error.is_not_found());

    // Some servers write there what is no coding: what can be read is read, and else judged as it is.
    assert!(coded(200, "utf-8", b"{}").json::<Loose, Documented>().is_ok());
    let error = coded(200, "utf-8", b"{\"id\": 7}")
        .json::<Loose, Documented>()
        .unwrap_err();
    assert!(
        matches!(&error, Error::Decode(it) if it.pointer() == Some("/id")),
        "{error:?}"
    );
    let error = coded(200, "gzip", b"").json::<Loose, Documented>().unwrap_err();
    assert!(error.to_string().contains("no body where JSON is due"), "{error}");
    let error = coded(404, "gzip", b"").unexpected::<(), Documented>().unwrap_err();
    assert!(error.to_string().ends_with("404 Not Found"), "{error}");
}

/// A struct that decodes from nothing at all.
#[derive(Debug, PartialEq, Deserialize)]
struct Loose {
    #[serde(default)]
    id: Option<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Wrapped(Loose);

#[test]
fn an_array_is_no_struct() {
    let array = |body: &'static str| reply(200, "application/json", body);
    let faults = [
        array("[]").json::<Loose, ()>().err(),
        array(" \n\t[null]").json::<Option<Loose>, ()>().err(),
        array("\u{feff}[\"a\"]").json::<Box<Loose>, ()>().err(),
        array("[\"a\"]").json::<Wrapped, ()>().err(),
    ];
    for fault in faults {
        let fault = fault.unwrap();
        assert!(
            fault.to_string().ends_with("an array where an object is due"),
            "{fault}"
        );
        let Error::Decode(fault) = fault else {
            panic!("{fault:?}")
        };
        assert_eq!((fault.pointer(), fault.body().is_empty()), (Some(""), false));
    }
    let refused = reply(429, "application/json", "[7]").refused::<Call, (), _>(Documented::Gone);
    assert!(matches!(refused.unwrap_err(), Error::Unexpected(body) if body.body() == "[7]"));

    // What is an array for the document stays one.
    assert_eq!(array("[]").json::<Vec<Loose>, ()>().unwrap(), []);
    assert_eq!(array("[1, 2]").json::<(u8, u8), ()>().unwrap(), (1, 2));
    assert_eq!(
        array("[1]").json::<serde_json::Value, ()>().unwrap(),
        serde_json::json!([1])
    );
    assert_eq!(array("[1]").json::<Option<Vec<u8>>, ()>().unwrap(), Some(vec![1]));
    assert_eq!(array(" {}").json::<Wrapped, ()>().unwrap(), Wrapped(Loose { id: None }));
}

#[test]
fn numbers_and_depths_beyond_reading_have_a_place() {
    for (body, pointer, said) in [
        (r#"{"id": 1e999}"#.to_owned(), "/id", "number out of range"),
        (
            r#"{"id": 9223372036854775808}"#.to_owned(),
            "/id",
            "integer …, expected i64",
        ),
        (
            r#"{"id": 123456789012345678901}"#.to_owned(),
            "/id",
            "floating point …, expected i64",
        ),
    ] {
        let Error::Decode(error) = decoded(body) else {
            panic!("not a decode error")
        };
        assert!(error.pointer().unwrap().starts_with(pointer), "{:?}", error.pointer());
        assert!(error.reason().contains(said), "{}", error.reason());
    }
    let deep = format!("{{\"x\": {}", "[".repeat(200));
    let error = reply(200, "", deep).json::<serde_json::Value, ()>().unwrap_err();
    assert!(error.to_string().contains("at `/x/0/0") && error.to_string().ends_with("recursion limit exceeded"));
}

#[test]
fn a_place_is_shown_on_one_line_and_bounded() {
    type Ids = std::collections::BTreeMap<String, u8>;
    let body = format!("{{\"a\\n\\u001b{}\": null}}", "b".repeat(1000));
    let error = reply(200, "", body).json::<Ids, ()>().unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("at `/a") && text.len() < 600 && !text.contains(['\n', '\u{1b}']),
        "{text}"
    );
}

#[test]
fn debug_shows_which_headers_there_are_and_few_values() {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("location", "https://evil.test/?key=marker"),
        ("x-user-id", "marker"),
        ("x-request-id", "req_1"),
    ] {
        headers.insert(name, value.parse().unwrap());
    }
    let error = Reply::new(&GET, StatusCode::FOUND, headers, "marker")
        .unexpected::<(), ()>()
        .unwrap_err();
    let text = format!("{error:?} {error:#?}");
    assert!(!text.contains("marker"), "{text}");
    assert!(text.contains("location") && text.contains("req_1"), "{text}");
}

#[test]
fn error_responses_are_typed_or_unexpected() {
    let refused = |body| {
        reply(410, "application/json", body)
            .refused::<Call, (), _>(Documented::Gone)
            .unwrap_err()
    };
    assert_eq!(
        refused(r#"{"id": 1, "detail": "gone"}"#).into_api().unwrap(),
        Documented::Gone(Call { id: 1 })
    );
    let error = refused(r#"{"id": "other", "detail": "gone"}"#);
    assert_eq!(error.to_string(), "get (GET /calls/{id}): 410 Gone: gone");
    let Error::Unexpected(unexpected) = error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (unexpected.status().as_u16(), unexpected.body().is_empty()),
        (410, false)
    );

    let api = |error: Error<Documented>| error.into_api().unwrap();
    assert_eq!(
        api(reply(400, "", "a").refused_text::<(), _>(Documented::Text).unwrap_err()),
        Documented::Text("a".into())
    );
    assert_eq!(
        api(reply(400, "", "a")
            .refused_bytes::<(), _>(Documented::Bytes)
            .unwrap_err()),
        Documented::Bytes("a".into())
    );
    assert_eq!(
        api(reply(400, "", "")
            .refused_empty::<(), _>(Documented::Empty)
            .unwrap_err()),
        Documented::Empty
    );
}

#[test]
fn a_redirection_names_the_host_alone() {
    for (location, said) in [
        (
            "https://user:marker@evil.test/marker?marker",
            "a redirection to evil.test, which is not followed",
        ),
        ("/marker", "a redirection to the same host"),
    ] {
        let mut reply = reply(307, "", "marker");
        Arc::get_mut(&mut reply.head)
            .unwrap()
            .headers
            .insert("location", location.parse().unwrap());
        let error = reply.unexpected::<(), Documented>().unwrap_err().to_string();
        assert!(error.contains(said) && !error.contains("marker"), "{error}");
    }
}

#[test]
fn kept_bodies_are_bounded() {
    let error = reply(500, "", vec![b'a'; 1 << 20])
        .unexpected::<(), Documented>()
        .unwrap_err();
    let Error::Unexpected(unexpected) = error else {
        panic!("{error:?}")
    };
    assert_eq!(unexpected.body().len(), 64 * 1024);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(status in 100_u16..1000, content_type in "[ -~]*", body: Vec<u8>) {
        let reply = || reply(status, &content_type, body.clone());
        for error in [
            reply().json::<Call, Documented>().err(),
            reply().refused::<Call, (), _>(Documented::Gone).err(),
            reply().unexpected::<(), _>().err(),
        ].into_iter().flatten() {
            prop_assert_eq!(error.status().unwrap().as_u16(), status);
            let _ = error.to_string();
        }
    }
}

#[test]
fn debug_of_headers_shows_no_credential() {
    let answer = |status| {
        let mut reply = reply(status, "application/json", "{}");
        let head = Arc::get_mut(&mut reply.head).unwrap();
        for name in ["set-cookie", "x-api-key", "x-csrf-token"] {
            head.headers.insert(name, "marker".parse().unwrap());
        }
        reply
    };
    let response = crate::Response::of((), answer(200).head, Bytes::new());
    let error = answer(500).unexpected::<(), ()>().unwrap_err();
    let headers = [
        answer(200).headers().clone(),
        response.headers().clone(),
        error.headers().unwrap().clone(),
    ];
    for headers in headers {
        assert_eq!(headers["x-api-key"], "marker");
        let shown = format!("{headers:?}");
        assert!(
            shown.contains("application/json") && !shown.contains("marker"),
            "{shown}"
        );
    }
}
