//! Error responses: each operation gives the documented error of the status, and says what the server said.

use operations::{Case, Connection, Failure, Result, each};
use serde_json::{Value, json};
use wire::{Response, Server};

/// What becomes of this response to an operation.
fn failure(case: &Case, response: &Response) -> Result<Failure> {
    let server = Server::start()?;
    let (method, target) = case.row.method_and_target();
    server.respond(method, target, response.clone());
    let outcome = case.send(&Connection::network(server.url())?);
    server.finish()?;
    outcome?.failure()
}

/// Gives this response to each operation of a provider. A body that is as documented is the documented error, and any other
/// is kept as it came; the message ends in these words.
fn respond(provider: &str, status: u16, response: &Response, body: &str, words: &str) {
    each(|case| {
        if case.provider.name != provider {
            return Ok(());
        }
        let failure = failure(case, &response.clone().body(body))?;
        let (id, method, path) = (&case.operation.id, &case.operation.method, &case.operation.path);
        assert_eq!(failure.message, format!("{id} ({method} {path}): {words}"));
        assert_eq!(failure.operation, Some(id.as_str()));
        assert_eq!(failure.status, Some(status));
        let value = serde_json::from_str(body).unwrap_or(Value::Null);
        let documented = case.error_body(status).filter(|error| (error.read)(&value).is_ok());
        match documented {
            Some(error) => drop(error.held_by(&failure, &value)?),
            None => assert_eq!(failure.documented, None),
        }
        let kept = documented.is_none().then(|| body.as_bytes().to_vec());
        assert_eq!(failure.unexpected, kept, "{}", failure.message);
        Ok(())
    });
}

#[test]
fn documented_statuses_are_variants() {
    let detail = json!({"detail": "Not with this key"}).to_string();
    let faults = json!({"detail": [
        {"loc": ["body", "to"], "msg": "Field required", "type": "missing", "input": "marker"},
        {"loc": ["query", 0], "msg": "No integer", "type": "int"},
    ]});
    for (status, body, words) in [
        (400, &detail, "400 Bad Request [request req_1]: Not with this key"),
        (401, &detail, "401 Unauthorized [request req_1]: Not with this key"),
        (403, &detail, "403 Forbidden [request req_1]: Not with this key"),
        (404, &detail, "404 Not Found [request req_1]: Not with this key"),
        (
            422,
            &detail,
            "422 Unprocessable Entity [request req_1]: Not with this key",
        ),
        (
            422,
            &faults.to_string(),
            "422 Unprocessable Entity [request req_1]: body.to: Field required; query.0: No integer",
        ),
        (429, &detail, "429 Too Many Requests [request req_1]: Not with this key"),
    ] {
        let response = Response::new(status).header("X-Request-ID", "req_1");
        respond("kathan", status, &response, body, words);
    }
}

#[test]
fn what_is_not_documented_is_unexpected_and_kept() {
    for (status, body, words) in [
        (409, r#"{"detail":"Call has ended"}"#, "409 Conflict: Call has ended"),
        (400, "", "400 Bad Request"),
        (404, "", "404 Not Found"),
        (500, "<h1>Oops</h1>", "500 Internal Server Error"),
        (503, r#"{"error":"marker"}"#, "503 Service Unavailable: marker"),
        // A documented status with a body that is not.
        (401, "<h1>Log in</h1>", "401 Unauthorized"),
        (429, r#"{"detail":{"wait":1}}"#, "429 Too Many Requests"),
        // `detail` is a union here, which keeps a value that fits no variant.
        (422, r#"{"detail":7}"#, "422 Unprocessable Entity"),
    ] {
        respond("kathan", status, &Response::new(status), body, words);
    }
    for (status, body, words) in [
        (400, "", "400 Bad Request"),
        (404, "<h1>Not Found</h1>", "404 Not Found"),
        (502, r#"{"message":"upstream"}"#, "502 Bad Gateway: upstream"),
        (500, r#"[{"detail":"bare"}]"#, "500 Internal Server Error: bare"),
    ] {
        respond("sippet", status, &Response::new(status), body, words);
    }
}

/// The operations outside of JSON:API document no error response, and keep the document as it came.
#[test]
fn error_documents_are_typed_whatever_the_status() {
    let document = json!({
        "errors": [
            {
                "id": "e1",
                "status": "422",
                "code": "invalid_attribute",
                "title": "InvalidAttribute",
                "detail": "is invalid",
                "source": {"pointer": "/data/attributes/status"},
                "meta": {"tries": 2},
            },
            {"code": "forbidden"},
        ],
        "jsonapi": {"version": "1.0"},
    });
    let words = "/data/attributes/status: InvalidAttribute: is invalid; forbidden";
    for (status, reason) in [
        (400, "Bad Request"),
        (403, "Forbidden"),
        (404, "Not Found"),
        (415, "Unsupported Media Type"),
        (500, "Internal Server Error"),
    ] {
        // Some servers send the media type with a parameter, although JSON:API forbids it.
        let response = Response::new(status).header("Content-Type", "application/vnd.api+json; charset=utf-8");
        let words = format!("{status} {reason}: {words}");
        respond("sippet", status, &response, &document.to_string(), &words);
    }
}

#[test]
fn redirections_are_not_followed() {
    let response = Response::new(307).header("Location", "https://example.com/elsewhere?token=marker");
    let words = "307 Temporary Redirect: a redirection to example.com, which is not followed";
    for provider in operations::providers() {
        respond(provider.name, 307, &response, "", words);
    }
}
