//! Sippet's responses, and the body of `update_call`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What `list_calls` answers.
pub type SippetCalls = Document<Vec<Resource<CallAttributes, CallRelationships>>>;

/// What `update_call` answers.
pub type SippetCall = Document<Resource<CallAttributes, CallRelationships>>;

/// What `get_call_ai_audit_event` answers.
pub type AuditEvent = Document<Resource<AuditEventAttributes, AuditEventRelationships>>;

#[derive(Debug, Deserialize, Serialize)]
pub struct Document<D> {
    pub data: D,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub included: Option<Vec<Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jsonapi: Option<JsonApi>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Links {
    #[serde(rename = "self", skip_serializing_if = "Option::is_none")]
    pub this: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prev: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct JsonApi {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<Map<String, Value>>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Resource<A, R> {
    pub id: String,
    pub r#type: String,
    pub attributes: A,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationships: Option<R>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<Map<String, Value>>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct ToOne {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<Identifier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<Map<String, Value>>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Identifier {
    pub r#type: String,
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<Map<String, Value>>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct CallRelationships {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation: Option<ToOne>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<ToOne>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct AuditEventRelationships {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<ToOne>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<ToOne>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Inbound,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Initiated,
    Ringing,
    Answered,
    Completed,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditEventType {
    ToolCall,
}

/// What `update_call` sends.
#[derive(Debug, Serialize)]
pub struct Changes<'a> {
    pub data: ChangesData<'a>,
}

#[derive(Debug, Serialize)]
pub struct ChangesData<'a> {
    pub r#type: &'a str,
    pub id: &'a str,
    pub attributes: CallChanges<'a>,
}

#[derive(Debug, Serialize)]
pub struct CallChanges<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call_source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'a str>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct CallAttributes {
    pub call_source: String,
    pub call_uuid: String,
    pub direction: Direction,
    pub from_number: String,
    pub to_number: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sip_username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct AuditEventAttributes {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurred_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_type: Option<AuditEventType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call_uuid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_label: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool_call_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool_arguments_raw: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step_index: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_steps: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress_percent: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_tokens: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_tokens: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_tokens: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_text_tokens: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_audio_tokens: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_image_tokens: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_cached_tokens: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_cached_text_tokens: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_cached_audio_tokens: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_cached_image_tokens: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_text_tokens: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_audio_tokens: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_image_tokens: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_usage: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool_arguments: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool_output: Option<Map<String, Value>>,
}
