//! Error responses; `tests/operations` looks at those of every operation.

use kathan_client::calls::UpdateCallError;
use kathan_client::models::UpdateCallRequest;
use serde_json::json;
use wire::{Response, Result, Server};

#[tokio::test]
async fn a_documented_error_holds_what_the_server_sent() -> Result {
    let body = json!({"detail": [{"loc": ["body", 3], "msg": "no", "type": "missing"}]});
    let server = Server::start()?;
    let response = Response::json(422, "application/json; charset=utf-8", &body);
    server.respond("PATCH", "/calls/id_1", response);
    let client = super::api::client(server.url())?;
    let error = client
        .update_call("id_1", UpdateCallRequest::new())
        .send()
        .await
        .unwrap_err();
    let Ok(UpdateCallError::UnprocessableContent(fault)) = error.into_api() else {
        panic!("not a documented error")
    };
    assert_eq!(serde_json::to_value(fault)?, body);
    server.finish().map(drop)
}
