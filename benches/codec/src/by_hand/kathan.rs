//! Kathan's responses, and the body of `update_call`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What `list_calls` answers.
pub type KathanCalls = Vec<CallWithTranscript>;

/// What `update_call` sends.
#[derive(Debug, Serialize)]
pub struct UpdateCall<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<&'a str>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Call {
    pub id: String,
    pub to_number: String,
    pub provider: String,
    pub status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assistant_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_call_sid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_messages: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_messages: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stereo_recording_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording_mp3_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stereo_recording_mp3_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latency_metrics: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_turn_latency: Option<Vec<Value>>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct CallWithTranscript {
    pub id: String,
    pub to_number: String,
    pub provider: String,
    pub status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assistant_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_call_sid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_messages: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_messages: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stereo_recording_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording_mp3_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stereo_recording_mp3_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latency_metrics: Option<Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_turn_latency: Option<Vec<Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcript: Option<Vec<Value>>,
}
