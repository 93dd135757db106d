//! What a newer or an older server may send: by name, what `examples` does for every place.

use kathan_client::models::{
    Assistant, Call, CallAction, Campaign, CampaignStatus, HttpValidationError, SpeechSettings, TransferMode,
    ValidationErrorDetail,
};
use serde_json::{Value, json};
use wire::{Result, Spec};

/// The example of an operation's success.
fn example(operation: &str) -> Result<Value> {
    let spec = Spec::read("kathan")?;
    Ok(spec.response(&spec.operation(operation)?, "200")?.value)
}

#[test]
fn enums_are_open() -> Result {
    let mut campaign = example("start_campaign")?;
    campaign["status"] = json!("archived");
    let read: Campaign = serde_json::from_value(campaign.clone())?;
    assert_eq!(read.status, Some(CampaignStatus::from("archived")));
    assert!(matches!(read.status, Some(CampaignStatus::Unrecognized(_))));
    assert_eq!(serde_json::to_value(&read)?["status"], "archived");

    // A known spelling is never held as unknown; another spelling of it is another value.
    assert_eq!(CallAction::from("hangup"), CallAction::Hangup);
    assert_ne!(CallAction::from("Hangup"), CallAction::Hangup);
    assert_eq!(TransferMode::from("warm").to_string(), "warm");
    Ok(())
}

#[test]
fn an_id_alone_is_enough() -> Result {
    let call = json!({"id": "a"});
    let read: Call = serde_json::from_value(call.clone())?;
    assert_eq!((&read.status, read.duration_seconds), (&None, None));
    assert_eq!(serde_json::to_value(read)?, call);
    let error = serde_json::from_value::<Call>(json!({"to_number": "b"})).unwrap_err();
    assert_eq!(error.to_string(), "missing field `id`");
    Ok(())
}

#[test]
fn null_is_as_good_as_nothing_in_a_response() -> Result {
    let mut assistant = example("get_assistant")?;
    for name in ["name", "voice", "description", "knowledge_base_ids"] {
        assistant[name] = Value::Null;
    }
    assistant["speech_settings"]["style"] = Value::Null;
    let read: Assistant = serde_json::from_value(assistant)?;
    assert_eq!(read.knowledge_base_ids, None);
    assert_eq!((&read.name, &read.voice), (&None, &None));
    assert_eq!(read.speech_settings.clone().ok_or("no speech settings")?.style, None);
    let written = serde_json::to_value(&read)?;
    assert_eq!(written.get("description"), None);
    Ok(())
}

#[test]
fn unknown_members_are_kept_and_change_nothing_else() -> Result {
    let grown = json!({"pitch": {"semitones": 2}});
    let mut settings: SpeechSettings = serde_json::from_value(grown.clone())?;
    assert_eq!(serde_json::to_value(&settings)?, grown);
    assert_eq!(settings.other.remove("pitch"), Some(grown["pitch"].clone()));
    assert_eq!(settings, SpeechSettings::default());
    Ok(())
}

#[test]
fn a_detail_is_a_text_a_list_or_kept() -> Result {
    let read = |detail: Value| {
        serde_json::from_value::<HttpValidationError>(json!({ "detail": detail })).map(|error| error.detail)
    };
    assert_eq!(read(json!("no"))?, ValidationErrorDetail::Text("no".to_owned()));
    assert_eq!(read(json!([]))?, ValidationErrorDetail::List(Vec::new()));
    let odd = json!({"code": 7});
    assert_eq!(read(odd.clone())?, ValidationErrorDetail::Unrecognized(odd.clone()));
    assert_eq!(
        serde_json::to_value(ValidationErrorDetail::Unrecognized(odd.clone()))?,
        odd
    );
    Ok(())
}
