//! A server that answers as a document does: which operation a request is, and which example it is given.

use crate::Method;
use http::{HeaderMap, HeaderValue};

use super::*;
use crate::info::Api;
use crate::{Client, ClientBuilder};

const fn operation(id: &'static str, method: Method, path: &'static str) -> OperationInfo {
    let security = &[];
    OperationInfo {
        id,
        method,
        path,
        security,
    }
}

static LIST: OperationInfo = operation("list", Method::GET, "/a");
static GET: OperationInfo = operation("get", Method::GET, "/a/{id}");
static DELETE: OperationInfo = operation("delete", Method::DELETE, "/a/{id}");
static ME: OperationInfo = operation("me", Method::GET, "/a/me");
static PART: OperationInfo = operation("part", Method::GET, "/a/{id}/{part}");
static PARTS: OperationInfo = operation("parts", Method::GET, "/a/{id}/parts");
static FILE: OperationInfo = operation("file", Method::GET, "/files/{name}.{kind}");
static ACTION: OperationInfo = operation("action", Method::POST, "/files/{name}:copy");
static SPACED: OperationInfo = operation("spaced", Method::GET, "/ü%20b/{id}");
static QUERY: OperationInfo = operation("query", Method::GET, "/query?kind=x");
static OTHER: OperationInfo = operation("other", Method::GET, "/query?kind=y");

static DOCUMENT: Documented = Documented {
    headers: &[("x-limit", "100")],
    examples: &[
        Example::json(&[&LIST], "200", "application/json", "[\n    1\n]"),
        Example::text(&[&LIST], "200", "text/event-stream", "data: 1\n\n"),
        Example::json(&[&GET, &PART, &FILE], "2XX", "application/json", "1").headers(&[("x-more", "yes")]),
        Example::empty(&[&DELETE], "204"),
        Example::not_shown(&[&ME], "200", "application/json"),
        Example::empty(&[&PARTS, &ACTION, &SPACED, &QUERY, &OTHER], "default"),
        Example::json(&[&GET, &ME], "404", "application/json", r#"{"detail": "gone"}"#),
        Example::text(&[&GET], "4XX", "text/plain", "no"),
    ],
};

/// The call of an operation by a client whose base URL has a path.
fn sent(called: &'static OperationInfo, method: Method, path: &str) -> Sent {
    Sent {
        operation: called,
        retries: 0,
        method: method.sent().unwrap(),
        uri: format!("https://api.example.test{path}").parse().unwrap(),
        headers: HeaderMap::new(),
        body: Bytes::new(),
    }
}

fn recognised(sent: &Sent) -> Result<&'static str, String> {
    let operations = DOCUMENT.examples.iter().flat_map(|example| example.operations);
    recognise::recognise(operations.copied(), sent).map(|operation| operation.id)
}

#[test]
fn operations_are_recognised_by_method_and_path() {
    for (called, path, expected) in [
        (&LIST, "/a", "list"),
        (&LIST, "/v1/api/a", "list"),
        (&GET, "/a/1", "get"),
        (&GET, "/v1/a/1", "get"),
        (&GET, "/a/a%2Fme%20", "get"),
        // What a server reads as another operation is one.
        (&GET, "/a/me", "me"),
        (&GET, "/a/%6De", "me"),
        (&ME, "/v1/a/me", "me"),
        (&PART, "/a/1/2", "part"),
        (&PART, "/a/1/parts", "parts"),
        (&FILE, "/files/a.b.wav", "file"),
        (&SPACED, "/%C3%BC%20b/1", "spaced"),
        (&QUERY, "/query?kind=x", "query"),
        (&OTHER, "/query?kind=y", "other"),
    ] {
        assert_eq!(recognised(&sent(called, Method::GET, path)), Ok(expected), "{path}");
    }
    assert_eq!(recognised(&sent(&DELETE, Method::DELETE, "/a/1")), Ok("delete"));
    assert_eq!(recognised(&sent(&ACTION, Method::POST, "/files/1:copy")), Ok("action"));
}

#[test]
fn what_the_document_does_not_know_is_said() {
    static RAW: OperationInfo = operation("request", Method::PUT, "/a/{id}/b/c");
    static FLAT: OperationInfo = operation("request", Method::PUT, "/a/1");
    for (called, path, words) in [
        (&RAW, "/a/1/b/c", "the document has no operation for PUT /a/1/b/c"),
        (&FLAT, "/v1/a/1", "the document has no PUT for /v1/a/1, but DELETE, GET"),
        (&FLAT, "/b/1", "the document has no operation for PUT /b/1"),
    ] {
        assert_eq!(recognised(&sent(called, Method::PUT, path)), Err(words.to_owned()));
    }
    // An empty value is none.
    static EMPTY: OperationInfo = operation("request", Method::GET, "/files/{name}");
    let error = recognised(&sent(&EMPTY, Method::GET, "/files/.wav")).unwrap_err();
    assert_eq!(error, "the document has no operation for GET /files/.wav");
}

/// Status, media type and body of an answer.
fn answered(operation: &OperationInfo, status: Option<u16>, accept: &'static str) -> Result<String, String> {
    let accepted = HeaderMap::from_iter([(http::header::ACCEPT, HeaderValue::from_static(accept))]);
    let answer = DOCUMENT
        .answer(operation, status, &accepted)
        .map_err(|error| error.to_string())?;
    let response = answer.into_response().unwrap();
    let media_type = response.headers().get("content-type").map(|it| it.to_str().unwrap());
    let line = format!("{} {}", response.status().as_u16(), media_type.unwrap_or("-"));
    match response.into_body() {
        Body::Bytes(body) => Ok(format!("{line} {}", String::from_utf8_lossy(&body))),
        _ => Err(line),
    }
}

#[test]
fn an_operation_is_answered_with_its_own_example() {
    for (operation, status, accept, expected) in [
        (&LIST, None, "application/json", "200 application/json [1]"),
        (&LIST, None, "text/event-stream", "200 text/event-stream data: 1\n\n"),
        (
            &LIST,
            None,
            "text/*, application/json",
            "200 text/event-stream data: 1\n\n",
        ),
        (&LIST, None, "image/png", "200 application/json [1]"),
        (&GET, None, "*/*", "200 application/json 1"),
        (&GET, Some(206), "*/*", "206 application/json 1"),
        (&GET, Some(404), "*/*", "404 application/json {\"detail\":\"gone\"}"),
        (&GET, Some(409), "*/*", "409 text/plain no"),
        (&DELETE, None, "*/*", "204 - "),
        (&ACTION, None, "*/*", "200 - "),
        (&ACTION, Some(500), "*/*", "500 - "),
    ] {
        assert_eq!(answered(operation, status, accept), Ok(expected.to_owned()));
    }
}

#[test]
fn what_the_document_does_not_show_is_said() {
    static STRANGE: OperationInfo = operation("strange", Method::GET, "/strange");
    for (operation, status, words) in [
        (&GET, Some(500), "the document has no response 500 to get (GET /a/{id})"),
        (
            &ME,
            None,
            "the document shows no example of the response 200, and not enough to put one together, to me (GET /a/me)",
        ),
        (&STRANGE, None, "the document does not have strange (GET /strange)"),
    ] {
        let error = answered(operation, status, "*/*").unwrap_err();
        assert!(error.ends_with(words), "{error}");
    }
}

fn client(server: &InMemory) -> Client {
    static API: Api = Api {
        name: "sample",
        version: "0",
        base_url: Some("https://api.example.test/v1"),
        schemes: &[],
        required: &[],
    };
    ClientBuilder::new(&API).transport(server.clone()).build().unwrap()
}

#[tokio::test]
async fn calls_that_the_client_has_no_method_for_are_answered_too() {
    let server = InMemory::documented(&DOCUMENT).answer_request(Method::GET, "/a/{id}/tags", Answer::json(200, &["t"]));
    let client = client(&server);
    let call = |method, path| client.request(method, path).send_raw::<serde_json::Value>();

    let response = call(Method::GET, "/a/1").await.unwrap();
    assert_eq!(response.headers()["x-limit"], "100");
    assert_eq!(response.headers()["x-more"], "yes");
    assert_eq!(response.into_value(), 1);
    let tags = client
        .request(Method::GET, "/a/{id}/tags")
        .path("id", "1")
        .send::<Vec<String>>();
    assert_eq!(tags.await.unwrap(), ["t"]);
    let error = call(Method::PATCH, "/a/1").await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("the document has no PATCH for /v1/a/1, but DELETE, GET"),
        "{error}"
    );
    let error = client.download("/v1/a/1").await.unwrap_err();
    assert!(error.to_string().contains("no response to download"), "{error}");
    let paths: Vec<_> = server.sent().iter().map(|sent| sent.path().to_owned()).collect();
    assert_eq!(paths, ["/v1/a/1", "/v1/a/1/tags", "/v1/a/1", "/v1/a/1"]);
}
