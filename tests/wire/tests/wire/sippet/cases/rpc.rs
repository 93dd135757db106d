//! Operations tagged `rpc_actions` and `realtime_sessions`: plain JSON, with the API key.

use serde_json::json;
use sippet_client::models::{RpcField, RpcIdentity, RpcPage, RpcRequest};
use wire::Result;

use super::api::{Api, keyed, object};

pub(crate) async fn create_realtime_session(mut api: Api) -> Result {
    api.expect(keyed("POST", "/api/realtime/session"));
    let session = api.client.create_realtime_session().send().await?;
    assert_eq!(session.token.expose(), "example-session-token");
    assert!(!format!("{session:?}").contains("example-session-token"));
    assert_eq!(session.ttl_seconds, Some(300));
    api.finish(&session)
}

pub(crate) async fn run_rpc_action(mut api: Api) -> Result {
    let body = json!({
        "action": "list_contacts",
        "input": {"fullName": "Robin Example"},
        "identity": {"phoneE164": "+14155550142"},
        "fields": ["id", {"organisation": ["id"]}],
        "filter": {"id": {"eq": "1"}},
        "sort": "-id",
        "page": {"limit": 10, "count": true, "after": "cursor"},
        "metadataFields": ["total"],
    });
    api.expect(keyed("POST", "/rpc/public/run").json("application/json", body));
    let identity = object("phoneE164", json!("+14155550142"));
    let body = RpcRequest::new("list_contacts")
        .input(object("fullName", json!("Robin Example")))
        .identity(RpcIdentity::Object(identity))
        .fields([
            RpcField::Text("id".to_owned()),
            RpcField::Object(object("organisation", json!(["id"]))),
        ])
        .filter(object("id", json!({"eq": "1"})))
        .sort("-id")
        .page(RpcPage::new().limit(10).count(true).after("cursor"))
        .metadata_fields(["total".to_owned()]);
    let result = api.client.run_rpc_action(body).send().await?;
    assert!(result.success);
    assert_eq!(result.errors, None);
    api.finish(&result)
}

pub(crate) async fn validate_rpc_action(mut api: Api) -> Result {
    let body = json!({"action": "get_contact", "identity": "a2b4c6d8"});
    api.expect(keyed("POST", "/rpc/public/validate").json("application/json", body));
    let body = RpcRequest::new("get_contact").identity(RpcIdentity::Text("a2b4c6d8".to_owned()));
    let result = api.client.validate_rpc_action(body).send().await?;
    assert!(!result.success);
    let errors = result.errors.as_deref().unwrap_or_default();
    assert_eq!(errors[0].short_message.as_deref(), Some("Required field"));
    api.finish(&result)
}
