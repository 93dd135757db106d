//! Operations tagged `campaigns`.

use kathan_client::models::{
    CampaignChannel, CampaignRecipient, CampaignSpeechSettings, CampaignStatus, CreateCampaignRequest, SpeechEmotions,
    SpeechInterruptions, SpeechResponsiveness, SpeechStyle, UpdateCampaignRequest,
};
use serde_json::{Map, Value, json};
use wire::Result;

use super::api::{Api, request};

pub(crate) async fn create_campaign(mut api: Api) -> Result {
    api.expect(request("POST", "/campaign").json("application/json", new_campaign_as_json()));
    let campaign = api.client.create_campaign(new_campaign()).send().await?;
    assert_eq!(campaign.status, Some(CampaignStatus::Draft));
    assert_eq!(campaign.machine_detection_timeout_seconds, Some(20.0));
    api.finish(&campaign)
}

fn new_campaign() -> CreateCampaignRequest {
    CreateCampaignRequest::new("Spring check-up", "assistant_123", "number_123")
        .channel(CampaignChannel::Twilio)
        .schedule_start_time("2026-04-01T09:00:00Z")
        .clear_schedule_end_time()
        .max_concurrency(5)
        .retry_policy(object("attempts", json!(2)))
        .speech_settings(
            CampaignSpeechSettings::new()
                .style(SpeechStyle::Neutral)
                .responsiveness(SpeechResponsiveness::Balanced)
                .interruptions(SpeechInterruptions::On)
                .emotions(SpeechEmotions::Natural),
        )
        .campaign_context("Patients who were last seen a year ago.")
        .opening_message_template("Hello, this is the dental practice.")
        .use_returning_greeting(false)
        .use_short_term_summaries(true)
        .short_term_summaries_limit(3)
        .machine_detection_timeout_seconds(20.5)
        .recipient_list_id("list_123")
        .recipients([
            CampaignRecipient::new("+14155550103")
                .metadata(object("first_name", json!("Ada")))
                .assistant_overrides(Map::new()),
            CampaignRecipient::new("+14155550104"),
        ])
}

fn new_campaign_as_json() -> Value {
    json!({
        "name": "Spring check-up",
        "assistant_id": "assistant_123",
        "phone_number_id": "number_123",
        "channel": "twilio",
        "scheduleStartTime": "2026-04-01T09:00:00Z",
        "scheduleEndTime": null,
        "max_concurrency": 5,
        "retry_policy": {"attempts": 2},
        "speech_settings": {
            "style": "neutral",
            "responsiveness": "balanced",
            "interruptions": "on",
            "emotions": "natural",
        },
        "campaign_context": "Patients who were last seen a year ago.",
        "opening_message_template": "Hello, this is the dental practice.",
        "use_returning_greeting": false,
        "use_short_term_summaries": true,
        "short_term_summaries_limit": 3,
        "machine_detection_timeout_seconds": 20.5,
        "recipient_list_id": "list_123",
        "recipients": [
            {
                "phone_number": "+14155550103",
                "metadata": {"first_name": "Ada"},
                "assistant_overrides": {},
            },
            {"phone_number": "+14155550104"},
        ],
    })
}

pub(crate) async fn update_campaign(mut api: Api) -> Result {
    let body = json!({
        "name": "Second round",
        "scheduleStartTime": "2026-04-08T09:00:00Z",
        "scheduleEndTime": null,
        "max_concurrency": 10,
        "retry_policy": {},
        "speech_settings": {"style": "professional"},
        "use_returning_greeting": true,
        "recipient_list_id": null,
    });
    api.expect(request("PATCH", "/campaign/campaign_123").json("application/json", body));
    let changes = UpdateCampaignRequest::new()
        .name("Second round")
        .schedule_start_time("2026-04-08T09:00:00Z")
        .clear_schedule_end_time()
        .max_concurrency(10)
        .retry_policy(Map::new())
        .speech_settings(CampaignSpeechSettings::new().style(SpeechStyle::Professional))
        .use_returning_greeting(true)
        .clear_recipient_list_id();
    let campaign = api.client.update_campaign("campaign_123", changes).send().await?;
    assert_eq!(campaign.recipient_list_row_count, Some(210));
    assert_eq!(campaign.schedule_end_time, None);
    api.finish(&campaign)
}

pub(crate) async fn start_campaign(mut api: Api) -> Result {
    // Without a body there is neither a media type nor a length.
    api.expect(request("POST", "/campaign/campaign_123/start"));
    let campaign = api.client.start_campaign("campaign_123").send().await?;
    assert_eq!(campaign.status, Some(CampaignStatus::Running));
    api.finish(&campaign)
}

fn object(name: &str, value: Value) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), value)])
}
