//! The types of Sippet's bodies.

use sippet_client::models::{
    AiAgentAttributesUpdate, ApiKeyAttributesCreate, CallAttributesUpdate, CallParticipantAttributesCreate,
    ContactAttributesUpdate, ConversationAttributesCreate, ConversationItemAttributesCreate, ErrorDocument,
    GatewayAttributesUpdate, LoginAttributes, OperatorStatusAttributesCreate, OrganisationAttributesCreate,
    QueueAttributesUpdate, RpcRequest, SipUserAttributesCreate,
};
use sippet_client::{
    ai_agents, api_keys, call_ai_audit_events, call_participants, calls, contacts, conversation_items, conversations,
    gateways, operator_statuses, organisations, queues, realtime_sessions, rpc_actions, sip_users, users,
};
use wire::Result;

use crate::table::{Body, Table, trip};

fn table() -> Table {
    Table {
        spec: "sippet",
        rows: crate::table! {
            calls::ListCalls: Body::None, 200;
            calls::UpdateCall: Body::Attributes(trip::<CallAttributesUpdate>), 200;
            api_keys::CreateApiKey: Body::Attributes(trip::<ApiKeyAttributesCreate>), 201;
            api_keys::GetApiKey: Body::None, 200;
            conversations::CreateConversation:
                Body::Attributes(trip::<ConversationAttributesCreate>), 201;
            conversations::GetConversation: Body::None, 200;
            conversation_items::CreateConversationItem:
                Body::Attributes(trip::<ConversationItemAttributesCreate>), 201;
            call_participants::CreateCallParticipant:
                Body::Attributes(trip::<CallParticipantAttributesCreate>), 201;
            call_ai_audit_events::GetCallAiAuditEvent: Body::None, 200;
            operator_statuses::CreateOperatorStatus:
                Body::Attributes(trip::<OperatorStatusAttributesCreate>), 201;
            contacts::GetContact: Body::None, 200;
            contacts::UpdateContact: Body::Attributes(trip::<ContactAttributesUpdate>), 200;
            gateways::UpdateGateway: Body::Attributes(trip::<GatewayAttributesUpdate>), 200;
            queues::UpdateQueue: Body::Attributes(trip::<QueueAttributesUpdate>), 200;
            ai_agents::UpdateAiAgent: Body::Attributes(trip::<AiAgentAttributesUpdate>), 200;
            sip_users::CreateSipUser: Body::Attributes(trip::<SipUserAttributesCreate>), 201;
            organisations::CreateOrganisation:
                Body::Attributes(trip::<OrganisationAttributesCreate>), 201;
            users::GetCurrentUser: Body::None, 200;
            users::Login: Body::Attributes(trip::<LoginAttributes>), 201;
            realtime_sessions::CreateRealtimeSession: Body::None, 200;
            rpc_actions::RunRpcAction: Body::Whole(trip::<RpcRequest>), 200;
            rpc_actions::ValidateRpcAction: Body::Whole(trip::<RpcRequest>), 200;
        },
        errors: &[("default", trip::<ErrorDocument>)],
    }
}
#[test]
fn the_table_is_complete() -> Result {
    table().is_complete()
}

#[test]
fn every_example_comes_back() -> Result {
    table().comes_back()
}

#[test]
fn unknown_words_are_kept() -> Result {
    table().keeps_unknown_words()
}

#[test]
fn unknown_members_are_no_fault() -> Result {
    table().ignores_unknown_members()
}

#[test]
fn optional_members_may_be_missing() -> Result {
    table().does_without_optional_members()
}

#[test]
fn optional_members_may_be_null() -> Result {
    table().takes_null_for_optional_members()
}
