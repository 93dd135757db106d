//! Operations tagged `contacts` and `operator_statuses`.

use serde_json::json;
use sippet_client::models::{
    ContactAttributesUpdate, OperatorAvailability, OperatorStatusAttributesCreate, OperatorStatusSource,
};
use wire::Result;

use super::api::{Api, change, creation, request};

const ID: &str = "a2b4c6d8-e0f1-4a3b-8c5d-7e9f0b1d3f5a";

pub(crate) async fn get_contact(mut api: Api) -> Result {
    api.expect(request("GET", &format!("/api/contacts/{ID}")));
    let contact = api.client.get_contact(ID).send().await?;
    assert_eq!(contact.data.attributes.full_name.as_deref(), Some("Robin Example"));
    api.finish(&contact)
}

pub(crate) async fn update_contact(mut api: Api) -> Result {
    let attributes = json!({
        "email": null,
        "full_name": "Robin \u{c9}xample",
        "notes": "Prefers mornings.",
        "phone_e164": "+14155550142",
    });
    api.expect(change(&format!("/api/contacts/{ID}"), "Contact", ID, attributes));
    let attributes = ContactAttributesUpdate::new()
        .clear_email()
        .full_name("Robin Éxample")
        .notes("Prefers mornings.")
        .phone_e164("+14155550142");
    let contact = api.client.update_contact(ID, attributes).send().await?;
    assert_eq!(contact.data.id, ID);
    api.finish(&contact)
}

pub(crate) async fn create_operator_status(mut api: Api) -> Result {
    let attributes = json!({
        "sip_user_id": "2b3c4d5e-6f70-4812-93a4-b5c6d7e8f901",
        "source": "widget",
        "status": "available",
    });
    api.expect(creation("/api/operator_statuses", "OperatorStatus", attributes));
    let attributes = OperatorStatusAttributesCreate::new("2b3c4d5e-6f70-4812-93a4-b5c6d7e8f901")
        .source(OperatorStatusSource::Widget)
        .status(OperatorAvailability::Available);
    let status = api.client.create_operator_status(attributes).send().await?;
    assert_eq!(status.data.attributes.agent_name.as_deref(), Some("Alice Example"));
    api.finish(&status)
}
