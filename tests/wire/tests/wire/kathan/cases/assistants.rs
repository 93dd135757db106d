//! Operations tagged `assistants`.

use kathan_client::models::{
    CallActionsUpdate, CallSummaryUpdate, LlmUpdate, LongTermMemoryUpdate, RecordingUpdate, ShortTermMemoryUpdate,
    SpeechEmotions, SpeechInterruptions, SpeechResponsiveness, SpeechSettingsUpdate, SpeechStyle, TranscriberUpdate,
    TransferMode, UpdateAssistantRequest, VoiceUpdate,
};
use serde_json::{Value, json};
use wire::Result;

use super::api::{Api, request};

pub(crate) async fn get_assistant(mut api: Api) -> Result {
    api.expect(request("GET", "/assistants/assistant_123"));
    let assistant = api.client.get_assistant("assistant_123").send().await?;
    assert_eq!(assistant.name.as_deref(), Some("Front desk"));
    assert_eq!(assistant.voice.as_ref().and_then(|it| it.speed), Some(1.0));
    let actions = assistant.call_actions.as_ref().ok_or("no call actions")?;
    assert_eq!(actions.transfer_mode, Some(TransferMode::Cold));
    let memory = assistant.long_term_memory.as_ref().ok_or("no memory")?;
    assert_eq!(memory.search_threshold, Some(0.1));
    api.finish(&assistant)
}

pub(crate) async fn update_assistant(mut api: Api) -> Result {
    api.expect(request("PUT", "/assistants/assistant_123").json("application/json", changes_as_json()));
    let assistant = api.client.update_assistant("assistant_123", changes()).send().await?;
    let speech = assistant.speech_settings.as_ref().ok_or("no speech settings")?;
    assert_eq!(speech.style, Some(SpeechStyle::Professional));
    api.finish(&assistant)
}

/// Each setting once, and of some fields that may be cleared the clearing.
fn changes() -> UpdateAssistantRequest {
    UpdateAssistantRequest::new()
        .name("Front desk")
        .clear_icon()
        .system_instruction("You answer the phone of a dental practice.")
        .guardrails("Give no medical advice.")
        .first_message("Good morning, how can I help?")
        .voice(
            VoiceUpdate::new()
                .voice_id("voice_123")
                .tts_provider("cartesia")
                .clear_tts_model()
                .language("en")
                .speed(1.05),
        )
        .llm(LlmUpdate::new().llm_provider("openai").model("gpt-4o-mini"))
        .transcriber(
            TranscriberUpdate::new()
                .stt_provider("deepgram")
                .stt_model("nova-3")
                .language("en"),
        )
        .knowledge_base_ids(["knowledge_base_123".to_owned()])
        .clear_phone_number_id()
        .assistant_speaks_first(true)
        .speech_settings(
            SpeechSettingsUpdate::new()
                .style(SpeechStyle::Professional)
                .responsiveness(SpeechResponsiveness::Instant)
                .interruptions(SpeechInterruptions::Off)
                .emotions(SpeechEmotions::Off),
        )
        .long_term_memory(
            LongTermMemoryUpdate::new()
                .enabled(true)
                .search_limit(5)
                .search_threshold(0.1)
                .system_prompt("What is known."),
        )
        .short_term_memory(ShortTermMemoryUpdate::new().enabled(true).search_limit(3))
        .call_summary(CallSummaryUpdate::new().prompt("Sum up the call."))
        .recording(RecordingUpdate::new().enabled(true).stereo(true).mp3_enabled(false))
        .call_actions(call_actions())
        .machine_detection_timeout_seconds(20.0)
}

fn call_actions() -> CallActionsUpdate {
    CallActionsUpdate::new()
        .enabled(true)
        .allow_hangup(true)
        .allow_transfer(true)
        .hangup_triggers(["goodbye".to_owned()])
        .transfer_triggers([])
        .transfer_number("+14155550102")
        .transfer_mode(TransferMode::Warm)
        .confirm_required(true)
        .auto_hangup_silence_seconds(30.0)
        .confirm_yes(["yes".to_owned(), "sure".to_owned()])
        .clear_confirm_no()
        .clear_webhook_url()
        .webhook_timeout_ms(3500)
}

fn changes_as_json() -> Value {
    json!({
        "name": "Front desk",
        "icon": null,
        "system_instruction": "You answer the phone of a dental practice.",
        "guardrails": "Give no medical advice.",
        "first_message": "Good morning, how can I help?",
        "voice": {
            "voice_id": "voice_123",
            "tts_provider": "cartesia",
            "tts_model": null,
            "language": "en",
            "speed": 1.05,
        },
        "llm": {"llm_provider": "openai", "model": "gpt-4o-mini"},
        "transcriber": {"stt_provider": "deepgram", "stt_model": "nova-3", "language": "en"},
        "knowledge_base_ids": ["knowledge_base_123"],
        "phone_number_id": null,
        "assistant_speaks_first": true,
        "speech_settings": {
            "style": "professional",
            "responsiveness": "instant",
            "interruptions": "off",
            "emotions": "off",
        },
        "long_term_memory": {
            "enabled": true,
            "search_limit": 5,
            "search_threshold": 0.1,
            "system_prompt": "What is known.",
        },
        "short_term_memory": {"enabled": true, "search_limit": 3},
        "call_summary": {"prompt": "Sum up the call."},
        "recording": {"enabled": true, "stereo": true, "mp3_enabled": false},
        "call_actions": {
            "enabled": true,
            "allow_hangup": true,
            "allow_transfer": true,
            "hangup_triggers": ["goodbye"],
            "transfer_triggers": [],
            "transfer_number": "+14155550102",
            "transfer_mode": "warm",
            "confirm_required": true,
            "auto_hangup_silence_seconds": 30,
            "confirm_yes": ["yes", "sure"],
            "confirm_no": null,
            "webhook_url": null,
            "webhook_timeout_ms": 3500,
        },
        "machine_detection_timeout_seconds": 20,
    })
}
