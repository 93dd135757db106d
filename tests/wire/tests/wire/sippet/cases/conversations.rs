//! Operations tagged `conversations` and `conversation_items`.

use serde_json::{Map, json};
use sippet_client::models::{
    ConversationAttributesCreate, ConversationChannel, ConversationItemAttributesCreate, ConversationItemModality,
    ConversationItemRole, ConversationMode, ConversationStatus,
};
use wire::Result;

use super::api::{Api, creation, object, request};

const ID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

pub(crate) async fn create_conversation(mut api: Api) -> Result {
    let attributes = json!({
        "ai_agent_id": null,
        "channel": "chat",
        "metadata": {"page": "pricing"},
        "mode": "text",
    });
    api.expect(creation("/api/conversations", "Conversation", attributes));
    let attributes = ConversationAttributesCreate::new()
        .clear_ai_agent_id()
        .channel(ConversationChannel::Chat)
        .metadata(object("page", json!("pricing")))
        .mode(ConversationMode::Text);
    let conversation = api.client.create_conversation(attributes).send().await?;
    assert_eq!(conversation.data.id, ID);
    api.finish(&conversation)
}

pub(crate) async fn get_conversation(mut api: Api) -> Result {
    api.expect(request("GET", &format!("/api/conversations/{ID}")));
    let conversation = api.client.get_conversation(ID).send().await?;
    assert_eq!(conversation.data.attributes.status, Some(ConversationStatus::Active));
    api.finish(&conversation)
}

pub(crate) async fn create_conversation_item(mut api: Api) -> Result {
    let attributes = json!({
        "content": "When do you open?",
        "conversation_id": ID,
        "organisation_id": "8c7b6a59-4837-4261-a5b4-c3d2e1f00f1e",
        "role": "user",
        "content_index": 0,
        "item_id": "item_example",
        "metadata": {},
        "modality": "text",
        "occurred_at": null,
    });
    api.expect(creation("/api/conversation_items", "ConversationItem", attributes));
    let attributes = ConversationItemAttributesCreate::new(
        "When do you open?",
        ID,
        "8c7b6a59-4837-4261-a5b4-c3d2e1f00f1e",
        ConversationItemRole::User,
    )
    .content_index(0)
    .item_id("item_example")
    .metadata(Map::new())
    .modality(ConversationItemModality::Text)
    .clear_occurred_at();
    let item = api.client.create_conversation_item(attributes).send().await?;
    assert_eq!(item.data.attributes.content.as_deref(), Some("When do you open?"));
    api.finish(&item)
}
