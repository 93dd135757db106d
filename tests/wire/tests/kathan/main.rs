//! Kathan on the wire: every operation is sent by the generated client, and its exact request is expected.

#![cfg(test)]

mod api;
mod assistants;
mod authentication;
mod calls;
mod campaigns;
mod chat;
mod credits;
mod errors;
mod headers;
mod leniency;
mod patch;
mod phone_numbers;
mod recipient_lists;

use api::Api;
use wire::{Result, Spec};

wire::operations! {
    assistants: get_assistant, update_assistant;
    authentication: get_protected;
    calls: list_calls, create_call, get_call, update_call;
    campaigns: create_campaign, update_campaign, start_campaign;
    chat: send_chat_message, get_chat;
    credits: get_credit_balance, redeem_promo_code;
    phone_numbers: create_phone_number, update_phone_number;
    recipient_lists: create_recipient_list, upload_recipients;
}

#[test]
fn every_operation_has_a_test() -> Result {
    let mut operations: Vec<_> = Spec::read("kathan")?
        .operations()
        .into_iter()
        .map(|operation| operation.id)
        .collect();
    let mut tested = OPERATIONS.to_vec();
    operations.sort();
    tested.sort_unstable();
    assert_eq!(operations, tested);
    assert_eq!(tested.len(), 18);
    Ok(())
}
