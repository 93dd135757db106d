//! Sippet on the wire: every operation is sent by the generated client, and its exact request is expected.

#![cfg(test)]

mod accounts;
mod api;
mod calls;
mod contacts;
mod conversations;
mod errors;
mod leniency;
mod patch;
mod routing;
mod rpc;

use api::Api;
use wire::{Result, Spec};

wire::operations! {
    accounts: create_api_key, get_api_key, create_organisation, create_sip_user, get_current_user, login;
    calls: list_calls, update_call, create_call_participant, get_call_ai_audit_event;
    contacts: get_contact, update_contact, create_operator_status;
    conversations: create_conversation, get_conversation, create_conversation_item;
    routing: update_ai_agent, update_gateway, update_queue;
    rpc: create_realtime_session, run_rpc_action, validate_rpc_action;
}

#[test]
fn every_operation_has_a_test() -> Result {
    let mut operations: Vec<_> = Spec::read("sippet")?
        .operations()
        .into_iter()
        .map(|operation| operation.id)
        .collect();
    let mut tested = OPERATIONS.to_vec();
    operations.sort();
    tested.sort_unstable();
    assert_eq!(operations, tested);
    assert_eq!(tested.len(), 22);
    Ok(())
}
