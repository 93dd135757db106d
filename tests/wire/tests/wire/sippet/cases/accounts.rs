//! Operations tagged `api_keys`, `organisations`, `sip_users` and `users`.

use serde_json::json;
use sippet_client::Client;
use sippet_client::models::{
    ApiKeyAttributesCreate, ApiKeyType, LoginAttributes, OrganisationAttributesCreate, SipUserAttributesCreate,
};
use wire::Result;

use super::api::{Api, JSON_API, anonymous, creation, object, request};

pub(crate) async fn create_api_key(mut api: Api) -> Result {
    let attributes = json!({
        "key_type": "publishable",
        "name": "Website widget",
        "expires_at": "2027-01-01T00:00:00Z",
    });
    api.expect(creation("/api/api_keys", "ApiKey", attributes));
    let attributes =
        ApiKeyAttributesCreate::new(ApiKeyType::Publishable, "Website widget").expires_at("2027-01-01T00:00:00Z");
    let key = api.client.create_api_key(attributes).send().await?;
    assert_eq!(key.data.attributes.name.as_deref(), Some("Website widget"));
    api.finish(&key)
}

pub(crate) async fn get_api_key(mut api: Api) -> Result {
    api.expect(request("GET", "/api/api_keys/key%2F1?include=user%2Corganisation"));
    let key = api
        .client
        .get_api_key("key/1")
        .include("user,organisation")
        .send()
        .await?;
    assert_eq!(key.data.attributes.key_type, Some(ApiKeyType::Publishable));
    assert_eq!(key.data.attributes.expires_at, None);
    api.finish(&key)
}

pub(crate) async fn create_organisation(mut api: Api) -> Result {
    let attributes = json!({
        "owner": {"email": "alice@example.com"},
        "name": "Example Dental",
        "plan": "starter",
        "sip_domain": null,
    });
    api.expect(creation("/api/organisations", "Organisation", attributes));
    let owner = object("email", json!("alice@example.com"));
    let attributes = OrganisationAttributesCreate::new(owner)
        .name("Example Dental")
        .plan("starter")
        .clear_sip_domain();
    let organisation = api.client.create_organisation(attributes).send().await?;
    let relationships = organisation.data.relationships.clone().unwrap_or_default();
    let users = relationships.users.and_then(|users| users.data);
    assert_eq!(users.map(|users| users.len()), Some(1));
    api.finish(&organisation)
}

pub(crate) async fn create_sip_user(mut api: Api) -> Result {
    let attributes = json!({
        "sip_password": "example-sip-password",
        "sip_username": "alice",
        "user_id": "4f5e6d7c-8b9a-40a1-b2c3-d4e5f6071829",
    });
    api.expect(creation("/api/sip_users", "SipUser", attributes));
    let attributes =
        SipUserAttributesCreate::new("example-sip-password", "alice").user_id("4f5e6d7c-8b9a-40a1-b2c3-d4e5f6071829");
    assert!(!format!("{attributes:?}").contains("example-sip-password"));
    let user = api.client.create_sip_user(attributes).send().await?;
    assert_eq!(user.data.attributes.sip_username.as_deref(), Some("alice"));
    assert!(!format!("{user:?}").contains("example-sip-password"));
    api.finish(&user)
}

pub(crate) async fn get_current_user(mut api: Api) -> Result {
    api.expect(request("GET", "/api/users/me"));
    let user = api.client.get_current_user().send().await?;
    assert_eq!(user.data.attributes.full_name.as_deref(), Some("Alice Example"));
    api.finish(&user)
}

/// A login needs no token, and sends one that is there.
pub(crate) async fn login(mut api: Api) -> Result {
    let body = json!({
        "data": {
            "type": "User",
            "attributes": {"email": "alice@example.com", "password": "example-password"},
        },
    });
    api.expect(anonymous("POST", "/api/users/login").json(JSON_API, body.clone()));
    api.expect(request("POST", "/api/users/login").json(JSON_API, body));
    let attributes = LoginAttributes::new("alice@example.com", "example-password");
    assert!(!format!("{attributes:?}").contains("example-password"));
    let client = api.other(Client::builder())?;
    client.login(attributes.clone()).send().await?;
    let user = api.client.login(attributes).send().await?;
    api.finish(&user)
}
