//! Operations tagged `ai_agents`, `gateways` and `queues`.

use serde_json::{Map, json};
use sippet_client::models::{AiAgentAttributesUpdate, GatewayAttributesUpdate, GatewayProvider, QueueAttributesUpdate};
use wire::Result;

use super::api::{Api, change};

pub(crate) async fn update_ai_agent(mut api: Api) -> Result {
    let id = "f1e2d3c4-b5a6-4978-8a6b-5c4d3e2f1a0b";
    let attributes = json!({
        "languages": ["en", "fr"],
        "name": "Reception",
        "published": true,
        "safety_guardrails": "Give no medical advice.",
        "system_prompt": "You answer calls.",
        "tone": null,
        "voice": "example-voice",
        "workflow": {},
    });
    api.expect(change(&format!("/api/ai_agents/{id}"), "AiAgent", id, attributes));
    let attributes = AiAgentAttributesUpdate::new()
        .languages(["en".to_owned(), "fr".to_owned()])
        .name("Reception")
        .published(true)
        .safety_guardrails("Give no medical advice.")
        .system_prompt("You answer calls.")
        .clear_tone()
        .voice("example-voice")
        .workflow(Map::new());
    let agent = api.client.update_ai_agent(id, attributes).send().await?;
    assert_eq!(agent.data.attributes.languages, Some(vec!["en".to_owned()]));
    api.finish(&agent)
}

pub(crate) async fn update_gateway(mut api: Api) -> Result {
    let id = "6a5b4c3d-2e1f-4098-b7a6-c5d4e3f2a1b0";
    let attributes = json!({
        "from_domain": "sip.example.com",
        "from_user": "trunk-user",
        "inbound_acl": ["192.0.2.0/24"],
        "password": "example-password",
        "provider": "vonage",
        "proxy": null,
        "realm": "sip.example.com",
        "register": false,
        "username": "trunk-user",
    });
    api.expect(change(&format!("/api/gateways/{id}"), "Gateway", id, attributes));
    let attributes = GatewayAttributesUpdate::new()
        .from_domain("sip.example.com")
        .from_user("trunk-user")
        .inbound_acl(["192.0.2.0/24".to_owned()])
        .password("example-password")
        .provider(GatewayProvider::Vonage)
        .clear_proxy()
        .realm("sip.example.com")
        .register(false)
        .username("trunk-user");
    assert!(!format!("{attributes:?}").contains("example-password"));
    let gateway = api.client.update_gateway(id, attributes).send().await?;
    assert_eq!(gateway.data.attributes.provider, Some(GatewayProvider::Vonage));
    api.finish(&gateway)
}

pub(crate) async fn update_queue(mut api: Api) -> Result {
    let id = "d0c1b2a3-9485-4768-a95a-4b3c2d1e0f9a";
    let attributes = json!({
        "max_wait_time": 300,
        "moh_sound": null,
        "strategy": "longest-idle-agent",
    });
    api.expect(change(&format!("/api/queues/{id}"), "Queue", id, attributes));
    let attributes = QueueAttributesUpdate::new()
        .max_wait_time(300)
        .clear_moh_sound()
        .strategy("longest-idle-agent");
    let queue = api.client.update_queue(id, attributes).send().await?;
    assert_eq!(queue.data.attributes.max_wait_time, Some(300));
    api.finish(&queue)
}
