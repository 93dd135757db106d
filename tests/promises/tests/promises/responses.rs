//! Responses that are not as documented: which error each becomes, and that nothing of the response is lost.

use callspec_core::testing::{Answer, InMemory};
use callspec_core::{Error, Method, StatusCode};
use kathan_client::calls::{GetCall, GetCallError, UpdateCall, UpdateCallError};
use kathan_client::models::{CallDetail, UpdateCallRequest};
use sippet_client::users::GetCurrentUser;

use crate::clients::{kathan, run, sippet};

type Outcome = Result<CallDetail, Error<GetCallError>>;

/// Status, media type and body of a response; place and reason of the error it becomes.
type Wrong<'a> = (u16, &'a str, &'a [u8], Option<&'a str>, &'a str);

/// What `get_call` makes of this response.
fn get_call(status: u16, content_type: &str, body: impl Into<bytes::Bytes>) -> Outcome {
    let answer = Answer::new(status)
        .header("x-request-id", "req_1")
        .header("x-note", "kept");
    let answer = if content_type.is_empty() {
        answer
    } else {
        answer.header("content-type", content_type)
    };
    let server = InMemory::new().answer::<GetCall>(answer.body(body));
    run(kathan(&server).get_call("a").send())
}

#[test]
fn successes_with_the_wrong_content_keep_status_headers_place_and_body() {
    let cases: &[Wrong] = &[
        (
            200,
            "text/html",
            b"<html>marker</html>",
            None,
            "`text/html`, no JSON from line 1, column 1",
        ),
        (200, "application/json", b"", None, "no body where JSON is due"),
        (200, "", b"", None, "no body where JSON is due"),
        (204, "", b"", None, "no body where JSON is due"),
        (
            206,
            "application/json",
            b"{\"id\": \"marker",
            None,
            "`application/json`, no JSON from line 1, column 14",
        ),
        (
            200,
            "application/json",
            b" \r\n ",
            None,
            "`application/json`, no JSON from line 2, column 1",
        ),
        (
            200,
            "application/json",
            b"null",
            Some(""),
            "invalid type: null, expected struct CallDetail",
        ),
        (
            200,
            "application/json",
            b"true",
            Some(""),
            "invalid type: boolean …, expected struct CallDetail",
        ),
        (
            200,
            "application/json",
            b"\"marker\"",
            Some(""),
            "invalid type: string …, expected struct CallDetail",
        ),
        (
            200,
            "application/json",
            b"[]",
            Some(""),
            "an array where an object is due",
        ),
        (
            200,
            "application/json",
            b"[\"marker\", \"b\", \"c\", \"d\"]",
            Some(""),
            "an array where an object is due",
        ),
        (200, "application/json", b"{}", Some(""), "missing field `id`"),
        (
            200,
            "application/json",
            b"{\"id\": {\"a\": \"marker\"}}",
            Some("/id"),
            "invalid type: map, expected a string",
        ),
        (
            200,
            "application/json",
            b"{\"id\": \"a\", \"id\": \"marker\"}",
            Some(""),
            "duplicate field `id`",
        ),
        (
            200,
            "application/json",
            b"{\"id\":\"a\",\"to_number\":\"b\",\"provider\":\"c\",\"status\":\"d\"} {}",
            None,
            "`application/json`, no JSON from line 1, column 56",
        ),
        (
            200,
            "application/json",
            b"{\"id\": \"mark\xe9r\"}",
            None,
            "`application/json`, no JSON from line 1, column 13",
        ),
        (
            200,
            "application/json",
            b"{\"id\": \"a\0\"}",
            None,
            "`application/json`, no JSON from line 1, column 10",
        ),
        (
            200,
            "application/json",
            b"\0",
            None,
            "`application/json`, no JSON from line 1, column 1",
        ),
        (
            200,
            "application/json",
            b"\xff\xfe{\0}\0",
            None,
            "`application/json`, no JSON from line 1, column 1",
        ),
        (
            200,
            "application/json",
            b"{'id': 'marker'}",
            None,
            "`application/json`, no JSON from line 1, column 2",
        ),
        (
            200,
            "application/json",
            b"{\"id\": NaN}",
            None,
            "`application/json`, no JSON from line 1, column 8",
        ),
    ];
    for (status, content_type, body, pointer, reason) in cases {
        let shown = String::from_utf8_lossy(body);
        let error = get_call(*status, content_type, *body).expect_err(&shown);
        let text = format!("{error} {error:?} {error:#?}");
        assert!(!text.contains("marker"), "{text}");
        assert_eq!(
            (error.request_id(), error.headers().unwrap()["x-note"].as_bytes()),
            (Some("req_1"), &b"kept"[..])
        );
        let Error::Decode(error) = error else {
            panic!("{shown}: {error}")
        };
        assert_eq!(error.status().as_u16(), *status);
        assert_eq!((error.pointer(), error.reason()), (*pointer, *reason), "{shown}");
        assert_eq!(&error.body()[..], *body);
    }
}

/// Also where the value has no place for what came, and where there is none at all.
#[test]
fn the_bytes_of_a_success_are_at_hand() {
    let body = br#" {"id": "c1", "id_": 1e2, "deep": [[1.0]]} "#;
    let server = InMemory::new().answer::<GetCall>(Answer::new(200).body(&body[..]));
    let response = run(kathan(&server).get_call("c1").send_raw()).unwrap();
    assert_eq!(response.body(), &body[..]);
    let response = response.map(|call| call.id);
    assert_eq!((response.value().as_str(), response.body().len()), ("c1", body.len()));
    let shown = format!("{response:?}");
    assert!(shown.ends_with("body: 43 bytes }"), "{shown}");
    let server = InMemory::new().answer_request(Method::GET, "/new", Answer::new(204));
    let response = run(kathan(&server).request(Method::GET, "/new").send_raw::<()>()).unwrap();
    assert!(response.body().is_empty());
}

#[test]
fn a_body_that_is_kept_is_bounded() {
    let error = get_call(200, "text/html", vec![b'<'; 1 << 20]).unwrap_err();
    assert!(
        matches!(&error, Error::Decode(error) if error.body().len() == 64 * 1024),
        "{error}"
    );
}

#[test]
fn odd_but_legal_responses_decode() {
    let call = r#"{"id": "a\u0000b", "to_number": "b", "provider": "c", "status": "d", "new": {"x": [1e999, "\ud83d\ude00"]}}"#;
    for (content_type, body) in [
        ("application/json; charset=utf-8", call.to_owned()),
        ("text/plain", call.to_owned()),
        ("", format!("\u{feff}{call}")),
        ("application/json", format!("\r\n\t {call} \n")),
        // What is not known is passed over, however deep it is, and half of a character in it.
        (
            "application/json",
            call.replace("1e999", &format!("{}{}", "[".repeat(5_000), "]".repeat(5_000))),
        ),
        ("application/json", call.replace("1e999", r#""\ud83d""#)),
        ("application/json", call.replace(r"\ude00", "")),
    ] {
        let call = get_call(200, content_type, body).unwrap();
        assert_eq!((call.id.as_str(), call.status.as_deref()), ("a\0b", Some("d")));
    }
}

#[test]
fn depth_where_anything_may_stand_is_an_error_with_a_place() {
    let deep = "[".repeat(5_000);
    let body = format!(r#"{{"id": "a", "to_number": "b", "provider": "c", "status": "d", "transcript": {deep}"#);
    let Err(Error::Decode(error)) = get_call(200, "application/json", body) else {
        panic!("no decode error")
    };
    assert!(error.pointer().unwrap().starts_with("/transcript/0/0"));
    assert_eq!(error.reason(), "recursion limit exceeded");
}

#[test]
fn an_array_is_no_documented_error() {
    for body in [r#"["slow"]"#, "[]", " [\"slow\"]", "null", "\"slow\"", "{}", "slow", ""] {
        let server = InMemory::new().answer::<UpdateCall>(Answer::new(429).header("x-note", "kept").body(body));
        let error = run(kathan(&server).update_call("a", UpdateCallRequest::new()).send()).unwrap_err();
        let Error::Unexpected(error) = error else {
            panic!("{body}: {error:?}")
        };
        assert_eq!(
            (error.status(), &error.body()[..]),
            (StatusCode::TOO_MANY_REQUESTS, body.as_bytes())
        );
        assert_eq!(error.headers()["x-note"], "kept");
    }
    let server = InMemory::new().answer::<UpdateCall>(Answer::new(429).body(r#"{"detail": "slow"}"#));
    let error = run(kathan(&server).update_call("a", UpdateCallRequest::new()).send()).unwrap_err();
    assert!(matches!(error.api(), Some(UpdateCallError::TooManyRequests(body)) if body.detail == "slow"));
}

#[test]
fn a_document_is_an_object_and_its_errors_too() {
    for (status, body) in [
        (200, "[]"),
        (200, "[{}]"),
        (404, "[]"),
        (404, r#"[{"detail": "gone"}]"#),
        (404, ""),
    ] {
        let answer = Answer::new(status)
            .header("content-type", "application/vnd.api+json")
            .body(body);
        let server = InMemory::new().answer::<GetCurrentUser>(answer);
        let error = run(sippet(&server).get_current_user().send()).unwrap_err();
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(status),
            "{body}: {error}"
        );
        assert!(error.api().is_none(), "{body}: {error:?}");
        // JSON:API's errors are also said where they come without their document.
        assert_eq!(error.to_string().contains("gone"), body.contains("gone"));
    }
}
