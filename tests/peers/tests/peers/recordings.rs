//! What the peers answered in the run that was recorded, decoded again without them: this is what runs everywhere.

use std::collections::BTreeSet;
use std::fmt::Debug;

use callspec_core::types::File;
use callspec_core::{Error, Retry};
use kathan_client::authentication::GetProtectedError;
use kathan_client::calls::{CreateCallError, GetCallError, ListCallsError, UpdateCallError};
use kathan_client::models::{
    CreateCallRequest, CreateRecipientListRequest, SendChatMessageRequest, UpdateCallRequest, UploadRecipientsRequest,
};
use peers::recording::{self, Body};
use peers::{Recording, Replay, Result};
use serde::Serialize;
use serde_json::{Value, json};
use sippet_client::models::CallAttributesUpdate;
use wire::json::differences;

/// What the client made of a recording.
enum Outcome {
    /// The output, encoded again.
    Success(Value),
    /// The refusal that the document has, encoded again, and the status.
    Refusal(Value, u16),
    /// What was kept of an answer that the document does not have, and the status.
    Unexpected(Vec<u8>, u16),
}

fn outcome<T: Serialize, E: Debug>(
    result: std::result::Result<T, Error<E>>,
    encode: fn(&E) -> serde_json::Result<Value>,
) -> Result<Outcome> {
    let error = match result {
        Ok(output) => return Ok(Outcome::Success(serde_json::to_value(output)?)),
        Err(error) => error,
    };
    let status = error.status().ok_or_else(|| format!("no answer: {error}"))?.as_u16();
    match error {
        Error::Api(refusal) => Ok(Outcome::Refusal(encode(refusal.error())?, status)),
        Error::Unexpected(kept) => Ok(Outcome::Unexpected(kept.body().to_vec(), status)),
        other => Err(format!("not decoded: {other}").into()),
    }
}

/// Encodes the refusals of an operation of Kathan.
macro_rules! refusal {
    ($error:ident) => {
        |error| match error {
            $error::Unauthorized(body) => serde_json::to_value(body),
            $error::UnprocessableContent(body) => serde_json::to_value(body),
            $error::TooManyRequests(body) => serde_json::to_value(body),
            _ => Ok(Value::Null),
        }
    };
}

async fn kathan(recording: &Recording) -> Result<Outcome> {
    let builder = kathan_client::Client::builder().bearer_auth("key").user_id("user");
    let client = builder
        .transport(Replay(recording.clone()))
        .retry(Retry::none())
        .build()?;
    match &*recording.operation {
        "list_calls" => outcome(client.list_calls().send().await, refusal!(ListCallsError)),
        "create_call" => {
            let call = CreateCallRequest::new("a", "b");
            outcome(client.create_call(call).send().await, refusal!(CreateCallError))
        }
        "get_call" => outcome(client.get_call("a").send().await, refusal!(GetCallError)),
        "update_call" => {
            let change = UpdateCallRequest::new();
            outcome(client.update_call("a", change).send().await, refusal!(UpdateCallError))
        }
        "get_protected" => outcome(client.get_protected().send().await, refusal!(GetProtectedError)),
        "send_chat_message" => {
            let message = SendChatMessageRequest::new("a");
            outcome(client.send_chat_message(message).send().await, |_| Ok(Value::Null))
        }
        "get_chat" => outcome(client.get_chat("a").send().await, |_| Ok(Value::Null)),
        "create_recipient_list" => {
            let list = CreateRecipientListRequest::new();
            outcome(client.create_recipient_list(list).send().await, |_| Ok(Value::Null))
        }
        "upload_recipients" => {
            let rows = UploadRecipientsRequest::new(File::new(""));
            outcome(client.upload_recipients("a", rows).send().await, |_| Ok(Value::Null))
        }
        other => Err(format!("no way to replay {other}").into()),
    }
}

async fn sippet(recording: &Recording) -> Result<Outcome> {
    use sippet_client::calls::{ListCallsError, UpdateCallError};

    let builder = sippet_client::Client::builder().bearer_auth("token");
    let client = builder
        .transport(Replay(recording.clone()))
        .retry(Retry::none())
        .build()?;
    let listed = |error: &_| match error {
        ListCallsError::Default(body) => serde_json::to_value(body),
        _ => Ok(Value::Null),
    };
    let updated = |error: &_| match error {
        UpdateCallError::Default(body) => serde_json::to_value(body),
        _ => Ok(Value::Null),
    };
    let update = client.update_call("a", CallAttributesUpdate::new());
    let sparse = recording.target.contains("fields%5BCall%5D");
    match (&*recording.operation, sparse) {
        ("list_calls", false) => outcome(client.list_calls().send().await, listed),
        ("list_calls", true) => outcome(client.list_calls().fields([]).send().await, listed),
        ("update_call", false) => outcome(update.send().await, updated),
        ("update_call", true) => outcome(update.fields([]).send().await, updated),
        (other, _) => Err(format!("no way to replay {other}").into()),
    }
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

/// Nothing of a recording is lost: a success and a documented refusal encode to what was recorded, with every code and
/// pointer; anything else is kept byte for byte.
fn check(name: &str, recording: &Recording, outcome: Outcome) {
    let same = |found: &Value| {
        let Body::Json(body) = &recording.body else {
            panic!("{name}: a value from {recording:?}")
        };
        let differences = differences(&essence(body), &essence(found));
        assert!(
            differences.is_empty(),
            "{name}, {} {}: {differences:#?}",
            recording.operation,
            recording.status
        );
    };
    match outcome {
        Outcome::Success(found) => {
            assert!((200..300).contains(&recording.status), "{name}: {recording:?}");
            same(&found);
        }
        Outcome::Refusal(found, status) => {
            assert_eq!(status, recording.status, "{name}");
            same(&found);
        }
        Outcome::Unexpected(kept, status) => {
            assert_eq!((status, kept), (recording.status, recording.body.to_bytes()), "{name}");
        }
    }
}

#[tokio::test]
async fn promise_05_every_recorded_answer_decodes() -> Result {
    let mut statuses = BTreeSet::new();
    for (name, recording) in recording::all("kathan")? {
        check(&name, &recording, kathan(&recording).await?);
        statuses.insert(("kathan", recording.status));
    }
    for (name, recording) in recording::all("sippet")? {
        check(&name, &recording, sippet(&recording).await?);
        statuses.insert(("sippet", recording.status));
    }
    let kathan = [200, 401, 404, 422, 429].map(|status| ("kathan", status));
    let sippet = [200, 400, 401, 404, 409, 415].map(|status| ("sippet", status));
    assert_eq!(statuses, kathan.into_iter().chain(sippet).collect());
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
    check("lost", &recording, Outcome::Success(json!({"data": [{"id": "a"}]})));
}
