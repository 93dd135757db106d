//! What each operation puts on the wire, and what it makes of the example of its response. The row says method and target,
//! byte for byte; the spec says media types, credentials and body.

use callspec_core::http;
use operations::{Case, Connection, ID, Result, each};
use serde_json::Value;
use wire::json::differences;
use wire::multipart::parts;
use wire::spec::{Example, user_agent};
use wire::{Expected, Recorded, Response, Server};

#[test]
fn each_operation_sends_the_request_of_its_row() {
    each(|case| {
        let (method, target) = case.row.method_and_target();
        let status = case.spec.success(&case.operation)?;
        let examples = case.spec.responses(&case.operation, &status.to_string());
        let example = examples.into_iter().next();
        let response = match &example {
            Some(Example { media_type, value, .. }) => Response::json(status, media_type, value),
            None => Response::new(status),
        };
        let server = Server::start()?;
        server.respond(method, target, response);
        let outcome = case.send(&Connection::network(server.url())?);
        let host = server.host();
        // What the server has to say of the request goes before what the client says of the response.
        let journal = server.finish()?;
        let output = outcome?.success()?;
        let [request] = &journal[..] else {
            return Err(format!("{} requests", journal.len()).into());
        };
        expected(case, request)?.check(&host, request)?;
        let example = example.map_or(Value::Null, |example| example.value);
        let differences = differences(&example, &output);
        assert!(differences.is_empty(), "decoded: {differences:#?}");
        Ok(())
    });
}

/// The request of a row, with what the spec says of it.
fn expected(case: &Case, request: &Recorded) -> Result<Expected> {
    let (method, target) = case.row.method_and_target();
    let mut expected = Expected::new(method, target).header("User-Agent", &user_agent(case.provider.name));
    let success = case.spec.success(&case.operation)?.to_string();
    for example in case.spec.responses(&case.operation, &success).iter().take(1) {
        expected = expected.header("Accept", &example.media_type);
    }
    for (name, value) in case.spec.credentials(&case.operation) {
        expected = expected.header(&name, &value);
    }
    let body = case.spec.requests(&case.operation).into_iter().next();
    Ok(match body {
        None => expected,
        Some(form) if form.media_type.starts_with("multipart/") => expected.form(parts(request)?),
        Some(body) => expected.json(&body.media_type, sent(case, &body)),
    })
}

/// The body of an example as it is sent: the id in an envelope is that of the path, and relationships that are none are
/// left out (JSON:API §7.2).
pub(crate) fn sent(case: &Case, example: &Example) -> Value {
    let mut body = example.value.clone();
    if !case.taken_at(example).is_empty() {
        if let Some(id) = body.pointer_mut("/data/id") {
            *id = ID.into();
        }
        if let Some(Value::Object(data)) = body.get_mut("data") {
            data.retain(|name, member| name != "relationships" || *member != Value::Object(Default::default()));
        }
    }
    body
}

/// A row is wrong in its line only where the client is.
#[test]
fn a_line_has_a_method_and_a_target() {
    each(|case| {
        let (method, target) = case.row.method_and_target();
        http::Method::from_bytes(method.as_bytes())?;
        assert!(target.starts_with('/'), "{target}");
        assert_eq!(case.row.operation.path, case.operation.path);
        Ok(())
    });
}
