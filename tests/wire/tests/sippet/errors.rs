//! Refusals: each operation of the JSON:API part arrives at its error document, and says what the server said.

use std::convert::Infallible;

use callspec_core::{Error, Retry};
use serde_json::{Map, Value, json};
use sippet_client::Client;
use sippet_client::ai_agents::UpdateAiAgentError;
use sippet_client::api_keys::{CreateApiKeyError, GetApiKeyError};
use sippet_client::call_ai_audit_events::GetCallAiAuditEventError;
use sippet_client::call_participants::CreateCallParticipantError;
use sippet_client::calls::{ListCallsError, UpdateCallError};
use sippet_client::contacts::{GetContactError, UpdateContactError};
use sippet_client::conversation_items::CreateConversationItemError;
use sippet_client::conversations::{CreateConversationError, GetConversationError};
use sippet_client::gateways::UpdateGatewayError;
use sippet_client::models::{
    AiAgentAttributesUpdate, ApiKeyAttributesCreate, CallAttributesUpdate, CallParticipantAttributesCreate,
    ContactAttributesUpdate, ConversationAttributesCreate, ConversationItemAttributesCreate, GatewayAttributesUpdate,
    LoginAttributes, OperatorStatusAttributesCreate, OrganisationAttributesCreate, QueueAttributesUpdate, RpcRequest,
    SipUserAttributesCreate,
};
use sippet_client::operator_statuses::CreateOperatorStatusError;
use sippet_client::organisations::CreateOrganisationError;
use sippet_client::queues::UpdateQueueError;
use sippet_client::sip_users::CreateSipUserError;
use sippet_client::users::{GetCurrentUserError, LoginError};
use wire::refusal::ARGUMENT as ID;
use wire::{Answer, Refusals, Result};

use crate::api::JSON_API;

/// What became of one operation that was refused.
struct Refused {
    operation: &'static str,
    status: Option<u16>,
    /// The error document, encoded again.
    document: Option<Value>,
    /// What was kept of an answer that the document does not have.
    unexpected: Option<Vec<u8>>,
    said: String,
}

impl Refused {
    fn read<O, E>(outcome: std::result::Result<O, Error<E>>, document: fn(&E) -> Option<Value>) -> Result<Self> {
        let Err(error) = outcome else {
            return Err("a refusal became a success".into());
        };
        Ok(Self {
            operation: error.operation().ok_or("an error without an operation")?.id,
            status: error.status().map(|status| status.as_u16()),
            document: error.api().and_then(document),
            said: error.to_string(),
            unexpected: match error {
                Error::Unexpected(unexpected) => Some(unexpected.body().to_vec()),
                _ => None,
            },
        })
    }
}

/// Sends each operation once, in a row of `its error: its request`.
macro_rules! send_all {
    ($($error:ident: $request:expr;)+) => {
        vec![$(
            Refused::read($request.send().await, |error| match error {
                $error::Default(document) => serde_json::to_value(document).ok(),
                _ => None,
            })?
        ),+]
    };
}

/// All that becomes of one answer; every operation is sent, or the server complains. The last three are those that
/// document no refusal.
async fn refused(answer: &Answer) -> Result<(Refusals, Vec<Refused>)> {
    let server = Refusals::start("sippet", answer)?;
    let builder = Client::builder().bearer_auth("token").api_key("key");
    let client = builder.base_url(server.url()).retry(Retry::none()).build()?;
    let api_key = ApiKeyAttributesCreate::new("secret".into(), "a");
    let item = ConversationItemAttributesCreate::new("a", "b", "c", "user".into());
    let participant = CallParticipantAttributesCreate::new("a", "b", "caller".into());
    let mut refused = send_all! {
        ListCallsError: client.list_calls();
        UpdateCallError: client.update_call(ID, CallAttributesUpdate::new());
        CreateApiKeyError: client.create_api_key(api_key);
        GetApiKeyError: client.get_api_key(ID);
        CreateConversationError: client.create_conversation(ConversationAttributesCreate::new());
        GetConversationError: client.get_conversation(ID);
        CreateConversationItemError: client.create_conversation_item(item);
        CreateCallParticipantError: client.create_call_participant(participant);
        GetCallAiAuditEventError: client.get_call_ai_audit_event(ID);
        CreateOperatorStatusError:
            client.create_operator_status(OperatorStatusAttributesCreate::new("a"));
        GetContactError: client.get_contact(ID);
        UpdateContactError: client.update_contact(ID, ContactAttributesUpdate::new());
        UpdateGatewayError: client.update_gateway(ID, GatewayAttributesUpdate::new());
        UpdateQueueError: client.update_queue(ID, QueueAttributesUpdate::new());
        UpdateAiAgentError: client.update_ai_agent(ID, AiAgentAttributesUpdate::new());
        CreateSipUserError: client.create_sip_user(SipUserAttributesCreate::new("a", "b"));
        CreateOrganisationError:
            client.create_organisation(OrganisationAttributesCreate::new(Map::new()));
        GetCurrentUserError: client.get_current_user();
        LoginError: client.login(LoginAttributes::new("a", "b"));
    };
    let none = |error: &Infallible| match *error {};
    let request = RpcRequest::new("a");
    refused.push(Refused::read(client.create_realtime_session().send().await, none)?);
    refused.push(Refused::read(
        client.run_rpc_action(request.clone()).send().await,
        none,
    )?);
    refused.push(Refused::read(client.validate_rpc_action(request).send().await, none)?);
    Ok((server, refused))
}

#[tokio::test]
async fn error_documents_are_typed_whatever_the_status() -> Result {
    let document = json!({
        "errors": [
            {
                "id": "e1",
                "status": "422",
                "code": "invalid_attribute",
                "title": "InvalidAttribute",
                "detail": "is invalid",
                "source": {"pointer": "/data/attributes/status"},
                "meta": {"tries": 2},
            },
            {"code": "forbidden"},
        ],
        "jsonapi": {"version": "1.0"},
    });
    let words = "/data/attributes/status: InvalidAttribute: is invalid; forbidden";
    for (status, reason) in [
        (400, "Bad Request"),
        (403, "Forbidden"),
        (404, "Not Found"),
        (415, "Unsupported Media Type"),
        (500, "Internal Server Error"),
    ] {
        // Some servers send the media type with a parameter, although JSON:API forbids it.
        let answer = Answer::json(status, &format!("{JSON_API}; charset=utf-8"), &document);
        let (server, refused) = refused(&answer).await?;
        let (json_api, rpc) = refused.split_at(19);
        for refused in json_api {
            assert_eq!(refused.document.as_ref(), Some(&document), "{}", refused.said);
            assert_eq!(refused.unexpected, None);
        }
        for refused in rpc {
            assert_eq!(refused.unexpected, Some(document.to_string().into_bytes()));
        }
        for refused in &refused {
            let name = server.name(refused.operation)?;
            assert_eq!(refused.said, format!("{name}: {status} {reason}: {words}"));
            assert_eq!(refused.status, Some(status));
        }
        server.finish()?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_no_error_document_is_unexpected_and_kept() -> Result {
    for (status, body, said) in [
        (400, "", "400 Bad Request"),
        (404, "<h1>Not Found</h1>", "404 Not Found"),
        (502, r#"{"message":"upstream"}"#, "502 Bad Gateway: upstream"),
        (500, r#"[{"detail":"bare"}]"#, "500 Internal Server Error: bare"),
    ] {
        let (server, refused) = refused(&Answer::new(status).body(body)).await?;
        for refused in refused {
            let name = server.name(refused.operation)?;
            assert_eq!(refused.said, format!("{name}: {said}"));
            assert_eq!(refused.status, Some(status));
            assert_eq!(refused.document, None);
            assert_eq!(refused.unexpected, Some(body.as_bytes().to_vec()));
        }
        server.finish()?;
    }
    Ok(())
}
