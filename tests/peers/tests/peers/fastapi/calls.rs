//! Calls: three states of a field, times without a zone, and lists.

use std::time::{SystemTime, UNIX_EPOCH};

use callspec_core::types::Timestamp;
use kathan_client::headers;
use kathan_client::models::{CallAction, TransferMode, UpdateCallRequest};
use peers::Result;
use serde_json::json;

use super::User;

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn absent_null_and_a_value_are_three_things_to_pydantic() -> Result {
    let user = User::new("three_states")?;
    let id = user.call().await?;
    let new = UpdateCallRequest::new;
    for (body, fields_set, label) in [
        (new(), json!([]), json!("first")),
        (new().label("second"), json!(["label"]), json!("second")),
        (
            new().recording_enabled(true),
            json!(["recording_enabled"]),
            json!("second"),
        ),
        (new().clear_label(), json!(["label"]), json!(null)),
        (new().label(""), json!(["label"]), json!("")),
        (new().clear_mode().clear_to(), json!(["mode", "to"]), json!("")),
    ] {
        user.client.update_call(&id, body).send().await?;
        let seen = user.requests()?.pop().ok_or("nothing arrived")?;
        assert_eq!(seen["fields_set"], fields_set);
        assert_eq!(user.label(&id)?, label);
    }
    Ok(())
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn times_without_a_zone_decode() -> Result {
    let user = User::new("times")?;
    let id = user.call().await?;
    let transfer = UpdateCallRequest::new().action(CallAction::Transfer);
    let transfer = transfer.to("+14155550102").mode(TransferMode::Warm);
    user.client.update_call(&id, transfer).send().await?;
    let hangup = UpdateCallRequest::new().action(CallAction::Hangup);
    let call = user.client.update_call(&id, hangup).send().await?;
    assert_eq!(
        (call.status.as_deref(), call.duration_seconds),
        (Some("completed"), Some(94))
    );

    let call = user.client.get_call(&id).send().await?;
    let ended = call.ended_at.ok_or("no end")?;
    assert_eq!(ended, "2026-03-02T09:32:34.000001");
    let ended = Timestamp::from(ended).to_jiff()?;
    assert_eq!(ended.to_string(), "2026-03-02T09:32:34.000001Z");
    Ok(())
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn lists_have_windows_and_a_stream_of_items() -> Result {
    let user = User::new("lists")?;
    for _ in 0..5 {
        user.call().await?;
    }
    let window = user.client.list_calls().limit(2).offset(1).send().await?;
    let ids: Vec<_> = window.iter().map(|call| call.id.as_str()).collect();
    assert_eq!(ids, ["call_2", "call_3"]);

    let mut items = user.client.list_calls().limit(2).items();
    let mut ids = Vec::new();
    while let Some(call) = items.next().await {
        ids.push(call?.id);
    }
    assert_eq!(ids, ["call_1", "call_2", "call_3", "call_4", "call_5"]);
    let requests = user.requests()?;
    let targets: Vec<_> = requests[6..].iter().map(|seen| seen["target"].clone()).collect();
    // Only an empty page is the last one.
    let offsets = ["", "&offset=2", "&offset=4", "&offset=5"];
    assert_eq!(targets, offsets.map(|offset| format!("/calls?limit=2{offset}")));
    Ok(())
}

#[tokio::test]
#[ignore = "needs FastAPI: run tests/peers/run"]
async fn each_response_has_the_rate_limit() -> Result {
    let user = User::new("rate_limit")?;
    for left in [99_u64, 98] {
        let response = user.client.list_calls().send_raw().await?;
        let limit = response.rate_limit().ok_or("no rate limit")?;
        assert_eq!((limit.limit, limit.remaining), (Some(100), Some(left)));
        assert_eq!(response.get(headers::X_RATE_LIMIT_REMAINING), i64::try_from(left).ok());
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let wait = limit.reset.ok_or("no reset")?.saturating_sub(now);
        assert!((50..=60).contains(&wait), "{wait}");
    }
    Ok(())
}
