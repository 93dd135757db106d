//! Every operation of Sippet through Prism: what the generated client sends is what the document allows, by the judgement
//! of somebody else. The cases are those of `tests/wire`; only what stands behind `Api` is another.

#![cfg(test)]

mod api;
mod bites;

#[path = "../../../wire/tests/sippet/accounts.rs"]
mod accounts;
#[path = "../../../wire/tests/sippet/calls.rs"]
mod calls;
#[path = "../../../wire/tests/sippet/contacts.rs"]
mod contacts;
#[path = "../../../wire/tests/sippet/conversations.rs"]
mod conversations;
#[path = "../../../wire/tests/sippet/routing.rs"]
mod routing;
#[path = "../../../wire/tests/sippet/rpc.rs"]
mod rpc;
#[expect(
    dead_code,
    reason = "of this, only the expectations are needed, which the cases write down"
)]
#[path = "../../../wire/tests/sippet/api.rs"]
mod wire_api;

use api::Api;
use wire::{Result, Spec};

wire::operations! {
    #![ignore = "needs Prism: run tests/peers/run"]
    accounts: create_api_key, get_api_key, create_organisation, create_sip_user, get_current_user, login;
    calls: list_calls, update_call, create_call_participant, get_call_ai_audit_event;
    contacts: get_contact, update_contact, create_operator_status;
    conversations: create_conversation, get_conversation, create_conversation_item;
    routing: update_ai_agent, update_gateway, update_queue;
    rpc: create_realtime_session, run_rpc_action, validate_rpc_action;
}

#[test]
fn every_operation_goes_through_prism() -> Result {
    let operations = Spec::read("sippet")?.operations();
    let mut operations: Vec<_> = operations.into_iter().map(|operation| operation.id).collect();
    let mut sent = OPERATIONS.to_vec();
    operations.sort();
    sent.sort_unstable();
    assert_eq!(operations, sent);
    Ok(())
}
