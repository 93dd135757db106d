//! Requests with everything that their builders can say, each expected in full. `tests/peers` sends the same through Prism.

mod accounts;
mod calls;
mod contacts;
mod conversations;
mod routing;
mod rpc;

use super::api::{self, Api};

cases! {
    accounts: create_api_key, get_api_key, create_organisation, create_sip_user, get_current_user, login;
    calls: list_calls, update_call, create_call_participant, get_call_ai_audit_event;
    contacts: get_contact, update_contact, create_operator_status;
    conversations: create_conversation, get_conversation, create_conversation_item;
    routing: update_ai_agent, update_gateway, update_queue;
    rpc: create_realtime_session, run_rpc_action, validate_rpc_action;
}
