//! Bodies of responses, shaped as the specs' examples. Out: JSON without white space, as servers write it.

use serde_json::{Value, json};

/// Calls in a list: Kathan's default for `limit`.
const CALLS: usize = 50;

/// What Kathan answers to `update_call`.
pub const KATHAN_CALL: &str = r#"{"id":"call_123","to_number":"+14155550100","provider":"twilio","status":"in-progress","phone_number_id":"number_123","assistant_id":"assistant_123","from_number":"+14155550101","provider_call_sid":"CA_example","direction":"outbound","created_at":"2026-03-02T09:30:00Z","duration_seconds":41,"timestamp":"2026-03-02T09:30:00Z","user_messages":3,"agent_messages":4,"latency_metrics":{},"per_turn_latency":[]}"#;

/// What Sippet answers to `update_call`.
pub const SIPPET_CALL: &str = r#"{"data":{"id":"7d1c4a52-5c0e-4b7e-9a53-2f1f0f6b8c11","type":"Call","attributes":{"call_source":"sip","call_uuid":"a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d","direction":"inbound","from_number":"+14155550100","to_number":"+14155550123","conversation_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","duration_seconds":184,"ended_at":"2026-03-02T09:33:04.000000Z","sip_username":"alice","started_at":"2026-03-02T09:30:00.000000Z","status":"completed"},"relationships":{"conversation":{"data":{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","type":"Conversation","meta":{}}},"organisation":{"data":{"id":"8c7b6a59-4837-4261-a5b4-c3d2e1f00f1e","type":"Organisation","meta":{}}}}},"meta":{},"links":{"self":"https://api.sippet.ai/api/calls/7d1c4a52-5c0e-4b7e-9a53-2f1f0f6b8c11"},"jsonapi":{"version":"1.0"}}"#;

/// What Sippet answers to `get_call_ai_audit_event`: of its resources the one with the most attributes.
pub const AUDIT_EVENT: &str = r#"{"data":{"id":"c4d2e8f0-6b1a-4d3c-9e57-1a2b3c4d5e6f","type":"CallAiAuditEvent","attributes":{"call_id":"7d1c4a52-5c0e-4b7e-9a53-2f1f0f6b8c11","organisation_id":"8c7b6a59-4837-4261-a5b4-c3d2e1f00f1e","occurred_at":"2026-03-02T09:31:40.000000Z","event_type":"tool_call","call_uuid":"a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d","agent_id":"f1e2d3c4-b5a6-4978-8a6b-5c4d3e2f1a0b","state_label":"Booking","tool_call_id":"tool_example","tool_name":"find_free_slot","tool_arguments_raw":"{\"day\":\"2026-03-04\"}","model":"example-model","step_index":2,"total_steps":5,"progress_percent":40,"input_tokens":812,"output_tokens":64,"total_tokens":876,"success":true,"payload":{},"tool_arguments":{"day":"2026-03-04"},"tool_output":{"slot":"10:00"}},"relationships":{"call":{"data":{"id":"7d1c4a52-5c0e-4b7e-9a53-2f1f0f6b8c11","type":"Call","meta":{}}},"organisation":{"data":{"id":"8c7b6a59-4837-4261-a5b4-c3d2e1f00f1e","type":"Organisation","meta":{}}}}},"meta":{},"links":{"self":"https://api.sippet.ai/api/call_ai_audit_events/c4d2e8f0-6b1a-4d3c-9e57-1a2b3c4d5e6f"},"jsonapi":{"version":"1.0"}}"#;

/// What Kathan answers to `list_calls`: calls with a transcript of twelve entries each, whose content its pages leave open.
pub fn kathan_calls() -> String {
    Value::from_iter((0..CALLS).map(kathan_call)).to_string()
}

fn kathan_call(number: usize) -> Value {
    let entry = |turn: usize| {
        json!({
            "role": if turn.is_multiple_of(2) { "assistant" } else { "user" },
            "content": "I can move the appointment to Friday at ten; does that suit you?",
            "time": turn,
        })
    };
    json!({
        "id": format!("call_{number}"),
        "to_number": "+14155550100",
        "provider": "twilio",
        "status": "completed",
        "phone_number_id": "number_123",
        "assistant_id": "assistant_123",
        "from_number": "+14155550101",
        "provider_call_sid": "CA_example",
        "direction": "outbound",
        "created_at": "2026-03-02T09:30:00Z",
        "duration_seconds": 94,
        "timestamp": "2026-03-02T09:30:00Z",
        "summary": "The customer moved the appointment to Friday.",
        "user_messages": 6,
        "agent_messages": 6,
        "recording_url": format!("https://recordings.example.com/call_{number}.wav"),
        "stereo_recording_url": format!("https://recordings.example.com/call_{number}-stereo.wav"),
        "recording_mp3_url": format!("https://recordings.example.com/call_{number}.mp3"),
        "stereo_recording_mp3_url": format!("https://recordings.example.com/call_{number}-stereo.mp3"),
        "latency_metrics": {"llm": 0.41, "tts": 0.22},
        "per_turn_latency": [0.61, 0.58, 0.7],
        "transcript": (0..12).map(entry).collect::<Value>(),
    })
}

/// What Sippet answers to `list_calls`.
pub fn sippet_calls() -> String {
    json!({
        "data": (0..CALLS).map(sippet_call).collect::<Value>(),
        "meta": {},
        "links": {"self": "https://api.sippet.ai/api/calls"},
        "jsonapi": {"version": "1.0"},
    })
    .to_string()
}

fn sippet_call(number: usize) -> Value {
    let related = |kind: &str| {
        let id = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
        json!({"data": {"id": id, "type": kind, "meta": {}}})
    };
    json!({
        "id": format!("7d1c4a52-5c0e-4b7e-9a53-2f1f0f6b{number:04}"),
        "type": "Call",
        "attributes": {
            "call_source": "sip",
            "call_uuid": "a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d",
            "direction": "inbound",
            "from_number": "+14155550100",
            "to_number": "+14155550123",
            "conversation_id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
            "duration_seconds": 184,
            "ended_at": "2026-03-02T09:33:04.000000Z",
            "sip_username": "alice",
            "started_at": "2026-03-02T09:30:00.000000Z",
            "status": "completed",
        },
        "relationships": {
            "conversation": related("Conversation"),
            "organisation": related("Organisation"),
        },
    })
}
