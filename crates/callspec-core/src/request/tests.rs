//! Requests as they are built; the first error is the one that is told.

use crate::Method;
use proptest::prelude::*;
use serde_json::json;

use super::*;

static PUT: OperationInfo = OperationInfo {
    id: "put",
    method: Method::PUT,
    path: "/a/{b}/{c}.json",
    security: &[],
};

fn request() -> Request {
    Request::new(&PUT).path("b", &1).path("c", "x")
}

fn bytes(request: &Request) -> String {
    let Payload::Bytes(bytes) = &request.payload else {
        panic!("{request:?}")
    };
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn arguments_have_their_places() {
    let request = request()
        .query("limit", Style::FORM, &Some(10))
        .query("after", Style::FORM, &None::<&str>)
        .query("page", Style::DEEP_OBJECT, &json!({"limit": 2}))
        .header("If-Match", "\"1\"")
        .header("X-None", &None::<&str>)
        .cookie("session", "a b")
        .cookie("theme", "dark")
        .finish()
        .unwrap();
    assert_eq!(
        (&*request.path, &*request.query),
        ("/a/1/x.json", "limit=10&page%5Blimit%5D=2")
    );
    assert_eq!(
        request.headers,
        [("if-match".parse().unwrap(), HeaderValue::from_static("\"1\""))]
    );
    assert_eq!(request.cookies, "session=a%20b; theme=dark");
    assert_eq!(request.accept, "*/*");
}

#[test]
fn cookies_are_forms() {
    let cookies = |style, argument: serde_json::Value| request().cookie_as("c", style, &argument).cookies;
    assert_eq!(cookies(Style::FORM, json!("a;b&c")), "c=a%3Bb%26c");
    assert_eq!(cookies(Style::FORM, json!([1, "a&b", null])), "c=1; c=a%26b");
    assert_eq!(cookies(Style::FORM, json!({"k": 1, "l": 2})), "k=1; l=2");
    assert_eq!(cookies(Style::COMMA, json!([1, 2])), "c=1,2");
    assert_eq!(cookies(Style::COMMA, json!({"k": 1, "l": 2})), "c=k,1,l,2");
    assert_eq!(cookies(Style::JSON, json!([1])), "c=%5B1%5D");
    assert_eq!(cookies(Style::FORM, json!(null)), "");
}

#[test]
fn bodies_have_exact_media_types() {
    let media_type = |request: &Request| request.content_type.clone().unwrap();
    let json = request().json("application/vnd.api+json", &json!({"a": null}));
    assert_eq!(
        (bytes(&json).as_str(), media_type(&json)),
        (r#"{"a":null}"#, "application/vnd.api+json".parse().unwrap())
    );
    let form = request().form(&json!({"a": "b&c", "d": [1, 2], "e": null, "f": {"g": 1}}));
    assert_eq!(bytes(&form), "a=b%26c&d=1&d=2&f=%7B%22g%22%3A1%7D");
    assert_eq!(media_type(&form), "application/x-www-form-urlencoded");
    assert_eq!(bytes(&request().text("text/plain", "é")), "é");
    let file = File::new("x").content_type("audio/wav");
    assert_eq!(media_type(&request().bytes("audio/*", file.clone())), "audio/wav");
    assert_eq!(
        media_type(&request().bytes("application/octet-stream", file)),
        "application/octet-stream"
    );
    let none = request().json_if("application/json", None::<&str>);
    assert!(none.content_type.is_none() && matches!(none.payload, Payload::Empty));
}

#[test]
fn the_first_error_is_kept_and_shows_no_value() {
    for (request, parameter, reason) in [
        (
            request().header("X-A", "marker\r\n").path("z", "marker"),
            "X-A",
            InvalidReason::Header,
        ),
        (request().header("X A", "marker"), "X A", InvalidReason::Header),
        (request().header("X-A", " marker"), "X-A", InvalidReason::Header),
        (request().path("z", "marker"), "z", InvalidReason::UnknownPathParameter),
        (
            Request::new(&PUT).path("b", &None::<u8>),
            "b",
            InvalidReason::EmptyPathValue,
        ),
        (Request::new(&PUT), "b, c", InvalidReason::EmptyPathValue),
        (
            Request::new(&PUT).path("b", "..").path("c", "marker"),
            "",
            InvalidReason::DotSegment,
        ),
        (request().accept("a\nb"), "Accept", InvalidReason::Header),
    ] {
        let error = request.finish().unwrap_err();
        assert_eq!((error.parameter(), error.reason()), (parameter, &reason));
        assert!(!format!("{error} {error:?}").contains("marker"), "{error}");
    }
}

proptest! {
    #[test]
    fn any_header_value_arrives_as_it_is_or_is_refused(text: String) {
        match request().header("X-A", &text).finish() {
            Ok(request) => prop_assert_eq!(request.headers[0].1.as_bytes(), text.as_bytes()),
            Err(error) => prop_assert_eq!(error.reason(), &InvalidReason::Header),
        }
    }
}
