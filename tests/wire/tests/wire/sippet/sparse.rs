//! Sparse fieldsets (JSON:API §6.3): the query that asks for some fields, and the responses that have no others.

use callspec_core::Error;
use serde_json::{Value, json};
use sippet_client::Client;
use sippet_client::calls::UpdateCallError;
use sippet_client::models::{
    CallAttributesUpdate, CallDirection, CallDirectionFilter, CallField, CallFilter, CallStatus, ContactAttributes,
    ContactField, LoginAttributes, UserField,
};
use wire::{Recorded, Response, Result, Server};

use super::api::{JSON_API, anonymous, change, request};

/// A server that answers one request, and a client of it.
fn start(method: &str, target: &str, status: u16, response: &Value) -> Result<(Server, Client)> {
    let server = Server::start()?;
    server.respond(method, target, Response::json(status, JSON_API, response));
    let builder = Client::builder().bearer_auth("sippet-token");
    let client = builder.base_url(server.url()).build()?;
    Ok((server, client))
}

fn only(server: Server) -> Result<(String, Recorded)> {
    let host = server.host();
    let sent = server.finish()?.pop().ok_or("no request")?;
    Ok((host, sent))
}

#[tokio::test]
async fn a_list_of_some_fields() -> Result {
    let target = "/api/calls?filter%5Bdirection%5D%5Beq%5D=inbound\
                  &fields%5BCall%5D=status%2Cstarted_at%2Cof_tomorrow";
    let response = json!({"data": [
        {"type": "Call", "id": "a", "attributes": {"status": "completed", "started_at": null}},
        {"type": "Call", "id": "b", "attributes": {}},
        {"type": "Call", "id": "c"},
    ]});
    let (server, client) = start("GET", target, 200, &response)?;
    let inbound = CallDirectionFilter::new().eq(CallDirection::Inbound);
    let calls = client
        .list_calls()
        .filter(CallFilter::new().direction(inbound))
        .fields([CallField::Status, CallField::StartedAt, CallField::from("of_tomorrow")])
        .send()
        .await?;
    let ids: Vec<_> = calls.data.iter().map(|call| call.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    let first = calls.data[0].attributes.clone();
    assert_eq!(first.status, Some(CallStatus::Completed));
    assert_eq!((first.started_at, first.call_uuid), (None, None));
    let (host, sent) = only(server)?;
    request("GET", target).check(&host, &sent)
}

#[tokio::test]
async fn a_change_answered_with_some_fields() -> Result {
    let target = "/api/calls/a%2Fb?fields%5BCall%5D=status";
    let response = json!({"data": {"type": "Call", "id": "a/b", "attributes": {"status": "held"}}});
    let (server, client) = start("PATCH", target, 200, &response)?;
    let attributes = CallAttributesUpdate::new().clear_ended_at();
    let call = client
        .update_call("a/b", attributes)
        .fields([CallField::Status])
        .send()
        .await?;
    let status = call.data.attributes.status;
    assert_eq!(status, Some(CallStatus::from("held")));
    let (host, sent) = only(server)?;
    change(target, "Call", "a/b", json!({"ended_at": null})).check(&host, &sent)
}

#[tokio::test]
async fn a_resource_without_any_attribute() -> Result {
    let target = "/api/contacts/a?include=&fields%5BContact%5D=";
    let response = json!({"data": {"type": "Contact", "id": "a"}});
    let (server, client) = start("GET", target, 200, &response)?;
    let contact = client.get_contact("a").include("").fields([]).send().await?;
    assert_eq!(contact.data.id, "a");
    assert_eq!(contact.data.attributes, ContactAttributes::default());
    let (host, sent) = only(server)?;
    request("GET", target).check(&host, &sent)?;

    let target = "/api/contacts/a?fields%5BContact%5D=notes";
    let response = json!({"data": {"type": "Contact", "id": "a", "attributes": {"notes": "x"}}});
    let (server, client) = start("GET", target, 200, &response)?;
    let contact = client.get_contact("a").fields([ContactField::Notes]).send().await?;
    assert_eq!(contact.data.attributes.notes.as_deref(), Some("x"));
    server.finish().map(drop)
}

#[tokio::test]
async fn a_creation_answered_with_some_fields() -> Result {
    let target = "/api/users/login?fields%5BUser%5D=email";
    let response = json!({"data": {"type": "User", "id": "a", "attributes": {"email": "b"}}, "meta": {"token": "t"}});
    let server = Server::start()?;
    server.respond("POST", target, Response::json(201, JSON_API, &response));
    let client = Client::builder().base_url(server.url()).build()?;
    let login = client.login(LoginAttributes::new("b", "c"));
    let user = login.fields([UserField::Email]).send().await?;
    assert_eq!(user.meta.ok_or("no meta")?["token"], "t");
    let (host, sent) = only(server)?;
    let body = json!({"data": {"type": "User", "attributes": {"email": "b", "password": "c"}}});
    anonymous("POST", target).json(JSON_API, body).check(&host, &sent)
}

#[tokio::test]
async fn a_documented_error_is_that_of_the_operation() -> Result {
    let response = json!({"errors": [{"code": "invalid_field", "source": {"parameter": "fields[Call]"}}]});
    let target = "/api/calls/a?fields%5BCall%5D=eyes";
    let (server, client) = start("PATCH", target, 400, &response)?;
    let request = client.update_call("a", CallAttributesUpdate::new());
    let error = request.fields(["eyes".into()]).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "update_call (PATCH /api/calls/{id}): 400 Bad Request: fields[Call]: invalid_field"
    );
    let Error::Api(refused) = error else { panic!("{error}") };
    let UpdateCallError::Default(document) = refused.error() else {
        panic!("{refused:?}")
    };
    assert_eq!(document.errors[0].code.as_deref(), Some("invalid_field"));
    server.finish().map(drop)
}
