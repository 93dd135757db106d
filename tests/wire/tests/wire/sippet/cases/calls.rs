//! Operations tagged `calls`, `call_participants` and `call_ai_audit_events`.

use serde_json::json;
use sippet_client::models::{
    CallAttributesUpdate, CallDirection, CallDirectionFilter, CallFilter, CallParticipantAttributesCreate,
    CallParticipantRole, CallSort, CallStatus, CallStatusFilter, DateTimeFilter, IntegerFilter, StringFilter,
};
use wire::Result;

use super::api::{Api, change, creation, request};

/// The members of each filter are in the order of both the schema and the alphabet: a feature of `serde_json` that any
/// crate may turn on decides which of the two is sent.
pub(crate) async fn list_calls(mut api: Api) -> Result {
    // Brackets are not allowed in a query as they are (RFC 3986 §3.4), and a plus would be read as a space.
    api.expect(request(
        "GET",
        "/api/calls\
         ?filter%5Bdirection%5D%5Bin%5D%5B%5D=inbound\
         &filter%5Bdirection%5D%5Bin%5D%5B%5D=a%26b\
         &filter%5Bfrom_number%5D%5Bcontains%5D=%2B1%20415%3D\
         &filter%5Bstatus%5D%5Bnot_eq%5D=completed\
         &sort=-started_at,%2B%2Bstatus",
    ));
    api.expect(request(
        "GET",
        "/api/calls\
         ?filter%5Bended_at%5D%5Bis_nil%5D=false\
         &filter%5Bended_at%5D%5Bless_than%5D=2026-03-02T09%3A30%3A00%2B01%3A00",
    ));
    api.expect(request(
        "GET",
        "/api/calls?filter%5Bduration_seconds%5D%5Bin%5D%5B%5D=-1&include=",
    ));
    let directions = [CallDirection::Inbound, CallDirection::from("a&b")];
    let filter = CallFilter::new()
        .direction(CallDirectionFilter::new().r#in(directions))
        .from_number(StringFilter::new().contains("+1 415="))
        .status(CallStatusFilter::new().not_eq(CallStatus::Completed));
    let sort = [CallSort::StartedAtDescending, CallSort::StatusAscendingNilsFirst];
    let list = api.client.list_calls().filter(filter).sort(sort);
    list.send().await?;

    let ended = DateTimeFilter::new()
        .is_nil(false)
        .less_than("2026-03-02T09:30:00+01:00");
    let filter = CallFilter::new().ended_at(ended);
    api.client.list_calls().filter(filter).send().await?;

    let filter = CallFilter::new().duration_seconds(IntegerFilter::new().r#in([-1]));
    let list = api.client.list_calls().filter(filter).include("");
    let calls = list.send().await?;
    assert_eq!(calls.data.len(), 1);
    let call = &calls.data[0].attributes;
    assert_eq!(call.status, Some(CallStatus::Completed));
    assert_eq!(
        call.started_at.as_ref().map(|at| at.as_str()),
        Some("2026-03-02T09:30:00.000000Z")
    );
    api.finish(&calls)
}

pub(crate) async fn update_call(mut api: Api) -> Result {
    let id = "7d1c4a52-5c0e-4b7e-9a53-2f1f0f6b8c11";
    let attributes = json!({
        "call_source": null,
        "duration_seconds": 184,
        "ended_at": "2026-03-02T09:33:04Z",
        "status": "completed",
    });
    let target = format!("/api/calls/{id}");
    api.expect(change(&target, "Call", id, attributes));
    // The id in the body is the one of the call, the id in the path its encoding.
    api.expect(change("/api/calls/a%2Fb", "Call", "a/b", json!({})));
    let attributes = CallAttributesUpdate::new()
        .clear_call_source()
        .duration_seconds(184)
        .ended_at("2026-03-02T09:33:04Z")
        .status(CallStatus::Completed);
    api.client.update_call(id, attributes).send().await?;
    let call = api
        .client
        .update_call("a/b", CallAttributesUpdate::new())
        .send()
        .await?;
    assert_eq!(call.data.id, id);
    assert_eq!(call.data.attributes.status, Some(CallStatus::Completed));
    api.finish(&call)
}

pub(crate) async fn create_call_participant(mut api: Api) -> Result {
    let attributes = json!({
        "call_id": "7d1c4a52-5c0e-4b7e-9a53-2f1f0f6b8c11",
        "member_uuid": "b2c3d4e5-f6a7-4b8c-9d0e-1f2a3b4c5d6e",
        "role": "caller",
        "joined_at": "2026-03-02T09:30:02Z",
        "left_at": null,
    });
    api.expect(creation("/api/call_participants", "CallParticipant", attributes));
    let attributes = CallParticipantAttributesCreate::new(
        "7d1c4a52-5c0e-4b7e-9a53-2f1f0f6b8c11",
        "b2c3d4e5-f6a7-4b8c-9d0e-1f2a3b4c5d6e",
        CallParticipantRole::Caller,
    )
    .joined_at("2026-03-02T09:30:02Z")
    .clear_left_at();
    let participant = api.client.create_call_participant(attributes).send().await?;
    assert_eq!(participant.data.attributes.role, Some(CallParticipantRole::Caller));
    api.finish(&participant)
}

pub(crate) async fn get_call_ai_audit_event(mut api: Api) -> Result {
    let id = "c4d2e8f0-6b1a-4d3c-9e57-1a2b3c4d5e6f";
    api.expect(request("GET", &format!("/api/call_ai_audit_events/{id}")));
    let event = api.client.get_call_ai_audit_event(id).send().await?;
    assert_eq!(event.data.attributes.total_tokens, Some(876));
    assert_eq!(event.data.attributes.error, None);
    api.finish(&event)
}
