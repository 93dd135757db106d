//! Changes: media types, three states of an attribute, and an id that has one source.

use peers::{Result, Tape};
use serde_json::{Value, json};
use sippet_client::models::{CallAttributesUpdate, CallField, CallStatus, Conversation};

use super::{JSON_API, client, patch, requests};

/// AshJsonApi, which Sippet runs on, answers 415 to a media type with a parameter and 406 to such an `Accept`. This peer is
/// more lenient: it takes the parameter, and refuses other types only. So the exact header is what is tested.
#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn promise_09_exact_media_types() -> Result {
    let client = client("media_types")?;
    let change = CallAttributesUpdate::new().duration_seconds(7);
    client.update_call("bob-media", change).send().await?;
    client.list_calls().send().await?;
    let seen = requests("media_types")?;
    assert_eq!(
        (&seen[0]["content_type"], &seen[0]["accept"]),
        (&json!(JSON_API), &json!(JSON_API))
    );
    assert_eq!(seen[1]["accept"], JSON_API);

    let body = json!({"data": {"type": "Call", "id": "bob-media", "attributes": {}}}).to_string();
    let with_parameter = patch("bob-media", &format!("{JSON_API}; charset=utf-8"), &body)?;
    assert_eq!(with_parameter.status, 200);
    let other = patch("bob-media", "application/json", &body)?;
    assert_eq!(other.status, 415);
    assert_eq!(other.header("content-type"), Some(JSON_API));
    assert_eq!(other.json()?["errors"][0]["code"], "unsupported_media_type");
    Tape::new("sippet", "other_media_type").add("update_call", "/api/calls/bob-media", &other)
}

#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn absent_null_and_a_value_are_three_things_to_the_server() -> Result {
    let client = client("three_states")?;
    let new = CallAttributesUpdate::new;
    for (change, ended) in [
        (new().ended_at("2026-03-02T09:33:04Z"), Some("2026-03-02T09:33:04Z")),
        (new().status(CallStatus::Completed), Some("2026-03-02T09:33:04Z")),
        (new().clear_ended_at(), None),
        (new(), None),
    ] {
        let call = client.update_call("bob-clear", change).send().await?;
        let found = call.data.attributes;
        assert_eq!(found.ended_at.as_ref().map(|at| at.as_str()), ended);
    }
    Ok(())
}

#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn the_response_to_a_change_has_what_was_asked_for() -> Result {
    let client = client("asked_for")?;
    let change = CallAttributesUpdate::new().status(CallStatus::Answered);
    let call = client
        .update_call("bob-include", change.clone())
        .include("conversation")
        .send()
        .await?;
    assert_eq!(call.data.attributes.status, Some(CallStatus::Answered));
    let conversation = call.included::<Conversation>("3c90c3cc-0d44-4b50-8888-8dd25736052a");
    let conversation = conversation.ok_or("not included")??;
    assert_eq!(conversation.attributes.public_id.as_deref(), Some("conv_1"));

    let fields = [CallField::Status];
    let call = client.update_call("bob-sparse", change).fields(fields).send().await?;
    let found = call.data.attributes;
    assert_eq!((found.status, found.call_source), (Some(CallStatus::Answered), None));
    Ok(())
}

/// The peer answers 409 where the id in the body is not the one in the path. AshJsonApi ignores the one in the body. The
/// client has one argument for both.
#[tokio::test]
#[ignore = "needs Django: run tests/peers/run"]
async fn two_ids_are_a_conflict_that_no_client_sends() -> Result {
    let two: Value = json!({"data": {"type": "Call", "id": "bob-change", "attributes": {}}});
    let conflict = patch("bob-sparse", JSON_API, &two.to_string())?;
    assert_eq!(conflict.status, 409);
    Tape::new("sippet", "conflict").add("update_call", "/api/calls/bob-sparse", &conflict)?;

    let call = client("one_id")?
        .update_call("bob-change", CallAttributesUpdate::new())
        .send()
        .await?;
    assert_eq!(call.data.id, "bob-change");
    Ok(())
}
