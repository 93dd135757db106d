//! What the peers answered in the run that was recorded, decoded again without them: this is what runs everywhere.

use std::collections::BTreeSet;

use operations::{Body as RequestBody, Memory, Outcome, Provider, Result, providers};
use peers::Recording;
use peers::recording::{self, Body};
use serde_json::{Value, json};
use wire::Spec;
use wire::json::{differences, worn};

/// What the client makes of a recording.
async fn outcome(provider: &Provider, recording: &Recording) -> Result<Outcome> {
    let content_type = recording.content_type.as_deref();
    let server = Memory::new(recording.status, content_type, recording.body.to_bytes());
    let spec = Spec::read(provider.name)?;
    let mut bodies = spec.requests(&spec.operation(&recording.operation)?);
    let body = RequestBody(bodies.pop().map_or(Value::Null, |example| example.value));
    (provider.row(&recording.operation)?.send)(&server.connection(), "a", &body)?.await
}

/// A value without the members that are null, which a client may leave out, and without what pydantic repeats of the request.
fn essence(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(name, member)| !member.is_null() && !matches!(&***name, "input" | "ctx"))
            .map(|(name, member)| (name.clone(), essence(member)))
            .collect(),
        Value::Array(items) => items.iter().map(essence).collect(),
        other => other.clone(),
    }
}

/// Nothing of a recording is lost: a success and a documented error encode to what was recorded, with every code and
/// pointer; anything else is kept byte for byte.
fn check(provider: &Provider, name: &str, recording: &Recording, outcome: Outcome) -> Result {
    let scene = format!("{name}, {} {}", recording.operation, recording.status);
    let found = match outcome {
        Outcome::Success(found, _) => {
            assert!((200..300).contains(&recording.status), "{scene}");
            found
        }
        Outcome::Failure(failure) => {
            assert_eq!(failure.status, Some(recording.status), "{scene}: {}", failure.message);
            if let Some(kept) = failure.unexpected {
                assert_eq!(kept, recording.body.to_bytes(), "{scene}");
                return Ok(());
            }
            let status = [recording.status.to_string(), "default".to_owned()];
            let error = provider
                .errors
                .iter()
                .find(|error| status.iter().any(|it| it == error.status));
            let error = error.ok_or_else(|| format!("{scene}: {}", failure.message))?;
            error.held_by(&failure, recording.body.json().unwrap_or(&Value::Null))?
        }
    };
    let body = recording
        .body
        .json()
        .ok_or_else(|| format!("{scene}: a value from a text"))?;
    let differences = differences(&essence(body), &essence(&found));
    assert!(differences.is_empty(), "{scene}: {differences:#?}");
    Ok(())
}

#[tokio::test]
async fn promise_05_every_recorded_response_decodes() -> Result {
    let mut statuses = BTreeSet::new();
    for provider in providers() {
        for (name, recording) in recording::all(provider.name)? {
            let outcome = outcome(&provider, &recording).await?;
            check(&provider, &name, &recording, outcome)?;
            statuses.insert((provider.name, recording.status));
        }
    }
    for (provider, expected) in [
        ("kathan", &[200, 401, 404, 422, 429][..]),
        ("sippet", &[200, 400, 401, 404, 409, 415]),
    ] {
        for status in expected {
            assert!(statuses.contains(&(provider, *status)), "no {status} of {provider}");
        }
    }
    Ok(())
}

/// A null in any attribute of any success that was recorded costs nothing but itself, and neither does a member that is gone.
#[tokio::test]
async fn one_null_costs_nothing_of_a_recorded_response() -> Result {
    let mut count = 0;
    for provider in providers() {
        for (name, recording) in recording::all(provider.name)? {
            let Some(body) = recording.body.json().filter(|_| recording.status < 300) else {
                continue;
            };
            let is_document = recording.content_type.as_deref() == Some("application/vnd.api+json");
            for (change, body) in worn(body, |place| is_document && place == "/data") {
                let worn = Recording {
                    body: Body::Json(body),
                    ..recording.clone()
                };
                let read = outcome(&provider, &worn).await?.success();
                read.map_err(|error| format!("{name}, {} with {change}: {error}", recording.operation))?;
                count += 1;
            }
        }
    }
    assert!(count > 1_000, "{count} changes");
    Ok(())
}

/// A type that would drop or change something does not pass.
#[test]
#[should_panic(expected = "/data/1")]
fn what_is_lost_is_found() {
    let recording = Recording {
        operation: "list_calls".to_owned(),
        target: "/api/calls".to_owned(),
        status: 200,
        content_type: None,
        body: Body::Json(json!({"data": [{"id": "a"}, {"id": "b"}]})),
    };
    let outcome = Outcome::Success(json!({"data": [{"id": "a"}]}), String::new());
    check(&providers()[1], "lost", &recording, outcome).unwrap();
}
