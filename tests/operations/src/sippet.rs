//! Sippet. A new operation of `specs/sippet.yaml` gets a row here, and nowhere else.

use sippet_client::models::ErrorDocument;
use sippet_client::{
    Client, ClientBuilder, ai_agents, api_keys, call_ai_audit_events, call_participants, calls, contacts,
    conversation_items, conversations, gateways, operator_statuses, organisations, queues, realtime_sessions,
    rpc_actions, sip_users, users,
};

use crate::{ErrorBody, Provider, Row};

const ERRORS: &[ErrorBody] = &[ErrorBody::of::<ErrorDocument>("default", "Default")];

/// The table.
pub fn provider() -> Provider {
    Provider {
        name: "sippet",
        file: file!(),
        rows: rows(),
        documented: sippet_client::testing::documented,
        errors: ERRORS,
    }
}

fn builder() -> ClientBuilder {
    Client::builder().bearer_auth("bearerAuth").api_key("apiKey")
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    crate::rows! { builder(), |client, id, body|
        calls::ListCalls: client.list_calls() => "GET /api/calls";
        calls::UpdateCall: client.update_call(id, body.attributes()?) => "PATCH /api/calls/a%2Fb%20c";
        api_keys::CreateApiKey: client.create_api_key(body.attributes()?) => "POST /api/api_keys";
        api_keys::GetApiKey: client.get_api_key(id) => "GET /api/api_keys/a%2Fb%20c";
        conversations::CreateConversation:
            client.create_conversation(body.attributes()?) => "POST /api/conversations";
        conversations::GetConversation: client.get_conversation(id) => "GET /api/conversations/a%2Fb%20c";
        conversation_items::CreateConversationItem:
            client.create_conversation_item(body.attributes()?) => "POST /api/conversation_items";
        call_participants::CreateCallParticipant:
            client.create_call_participant(body.attributes()?) => "POST /api/call_participants";
        call_ai_audit_events::GetCallAiAuditEvent:
            client.get_call_ai_audit_event(id) => "GET /api/call_ai_audit_events/a%2Fb%20c";
        operator_statuses::CreateOperatorStatus:
            client.create_operator_status(body.attributes()?) => "POST /api/operator_statuses";
        contacts::GetContact: client.get_contact(id) => "GET /api/contacts/a%2Fb%20c";
        contacts::UpdateContact: client.update_contact(id, body.attributes()?) => "PATCH /api/contacts/a%2Fb%20c";
        gateways::UpdateGateway: client.update_gateway(id, body.attributes()?) => "PATCH /api/gateways/a%2Fb%20c";
        queues::UpdateQueue: client.update_queue(id, body.attributes()?) => "PATCH /api/queues/a%2Fb%20c";
        ai_agents::UpdateAiAgent: client.update_ai_agent(id, body.attributes()?) => "PATCH /api/ai_agents/a%2Fb%20c";
        sip_users::CreateSipUser: client.create_sip_user(body.attributes()?) => "POST /api/sip_users";
        organisations::CreateOrganisation:
            client.create_organisation(body.attributes()?) => "POST /api/organisations";
        users::GetCurrentUser: client.get_current_user() => "GET /api/users/me";
        users::Login: client.login(body.attributes()?) => "POST /api/users/login";
        realtime_sessions::CreateRealtimeSession:
            client.create_realtime_session() => "POST /api/realtime/session";
        rpc_actions::RunRpcAction: client.run_rpc_action(body.json()?) => "POST /rpc/public/run";
        rpc_actions::ValidateRpcAction: client.validate_rpc_action(body.json()?) => "POST /rpc/public/validate";
    }
}
