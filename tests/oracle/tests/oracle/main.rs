//! Both clients side by side: for each operation that progenitor can express, both put an equal request on the wire.

#![cfg(test)]

use kathan_client::Client as Ours;
use operations::{Body, Case, Connection, each, run};
use oracle::kathan::Client as Theirs;
use serde_json::Value;
use wire::json::differences;
use wire::spec::Operation;
use wire::{Recorded, Response, Result, Server, Spec};

/// An id that must be encoded. progenitor leaves `!$&'()*+,;=:@` and some others as they are, which in a path segment
/// means the same (RFC 3986 §3.3); callspec encodes them, so none of these is in it.
const ID: &str = "id 1/2?a#b%{\u{e9}}";
const ENCODED: &str = "id%201%2F2%3Fa%23b%25%7B%C3%A9%7D";

/// A server that answers one operation to each of the two clients.
struct Pair {
    ours: Connection,
    theirs: Theirs,
    body: Value,
    server: Server,
}

impl Pair {
    fn start(operation: &Operation, query: &str) -> Result<Self> {
        let spec = Spec::read("kathan")?;
        let example = spec.response(operation, "200")?;
        let server = Server::start()?;
        let target = operation.path_with(ENCODED) + query;
        let response = Response::json(200, "application/json", &example.value);
        server.respond(&operation.method, &target, response.clone());
        server.respond(&operation.method, &target, response);
        let body = spec.requests(operation).pop();
        Ok(Self {
            ours: Connection::network(server.url())?,
            theirs: Theirs::new_with_client(&server.url(), with_credentials()?),
            body: body.map_or(Value::Null, |example| expressible(&example.value)),
            server,
        })
    }

    /// Compares what the two sent: method, target, JSON body, and the headers that both set.
    fn compare(self) -> Result {
        let journal = self.server.finish()?;
        let [theirs, ours] = &journal[..] else {
            return Err(format!("{} requests", journal.len()).into());
        };
        assert_eq!((&theirs.method, &theirs.target), (&ours.method, &ours.target));
        if self.body.is_null() {
            assert_eq!((theirs.text(), ours.text()), (String::new(), String::new()));
        } else {
            let differences = differences(&theirs.json()?, &ours.json()?);
            assert!(differences.is_empty(), "{differences:#?}");
        }
        let shared: Vec<_> = shared_headers(theirs, ours);
        let names: Vec<_> = shared.iter().map(|(name, _, _)| name.as_str()).collect();
        for name in ["accept", "authorization", "host", "x-user-id"] {
            assert!(names.contains(&name), "{name} is not in {names:?}");
        }
        assert_eq!(names.contains(&"content-type"), !self.body.is_null());
        for (name, theirs, ours) in &shared {
            assert_eq!(theirs, ours, "{name}");
        }
        Ok(())
    }
}

/// The headers that both set, with both values. The length is left out: it counts the digits of `1.0` and `1`.
fn shared_headers(theirs: &Recorded, ours: &Recorded) -> Vec<(String, String, String)> {
    let value = |request: &Recorded, name: &str| request.header(name).collect::<Vec<_>>().join(", ");
    let mut names: Vec<_> = theirs
        .headers
        .iter()
        .map(|(name, _)| name.to_lowercase())
        .filter(|name| ours.header(name).next().is_some() && name != "content-length")
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let values = (value(theirs, &name), value(ours, &name));
            (name, values.0, values.1)
        })
        .collect()
}

/// progenitor knows nothing of security schemes: its caller sets the headers.
fn with_credentials() -> Result<reqwest::Client> {
    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert("authorization", "Bearer bearerAuth".parse()?);
    headers.insert("x-user-id", "userId".parse()?);
    let client = reqwest::Client::builder().default_headers(headers).no_proxy();
    Ok(client.build()?)
}

/// A body without what progenitor cannot send: it leaves out what is null, and optional objects and arrays that are empty.
fn expressible(body: &Value) -> Value {
    let Value::Object(members) = body else {
        return body.clone();
    };
    let sendable = |value: &Value| match value {
        Value::Null => false,
        Value::Object(object) => !object.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    members
        .iter()
        .map(|(name, member)| match member {
            Value::Array(items) => (name.clone(), items.iter().map(expressible).collect()),
            member => (name.clone(), expressible(member)),
        })
        .filter(|(_, member)| sendable(member))
        .collect()
}

fn is_left_out(case: &Case) -> bool {
    oracle::LEFT_OUT.iter().any(|(id, _)| *id == case.operation.id)
}

#[test]
fn each_operation_is_the_same_request() {
    each(|case| {
        if case.provider.name != "kathan" || is_left_out(case) {
            return Ok(());
        }
        let pair = Pair::start(&case.operation, "")?;
        run(oracle::send(&pair.theirs, &case.operation.id, ID, &pair.body))??;
        let body = Body(pair.body.clone());
        run((case.row.send)(&pair.ours, ID, &body)?)??.success()?;
        pair.compare()
    });
}

#[tokio::test]
async fn what_is_set_is_in_the_query() -> Result {
    let operation = Spec::read("kathan")?.operation("list_calls")?;
    let pair = Pair::start(&operation, "?limit=2&offset=40")?;
    pair.theirs.list_calls(Some(2), Some(40)).await?;
    let builder = Ours::builder().bearer_auth("bearerAuth").user_id("userId");
    let ours = builder.base_url(pair.server.url()).build()?;
    ours.list_calls().limit(2).offset(40).send().await?;
    pair.compare()
}

/// What progenitor cannot express is a part only.
#[test]
fn most_operations_are_compared() -> Result {
    let operations = Spec::read("kathan")?.operations();
    assert!(oracle::LEFT_OUT.len() * 4 < operations.len(), "{:?}", oracle::LEFT_OUT);
    Ok(())
}
