//! Every operation of Kathan through Prism: what the generated client sends is what the document allows, by the judgement
//! of somebody else. The cases are those of `tests/wire`; only what stands behind `Api` is another.

#![cfg(test)]

mod api;
mod bites;

#[path = "../../../wire/tests/kathan/assistants.rs"]
mod assistants;
#[path = "../../../wire/tests/kathan/authentication.rs"]
mod authentication;
#[path = "../../../wire/tests/kathan/calls.rs"]
mod calls;
#[path = "../../../wire/tests/kathan/campaigns.rs"]
mod campaigns;
#[path = "../../../wire/tests/kathan/chat.rs"]
mod chat;
#[path = "../../../wire/tests/kathan/credits.rs"]
mod credits;
#[path = "../../../wire/tests/kathan/phone_numbers.rs"]
mod phone_numbers;
#[path = "../../../wire/tests/kathan/recipient_lists.rs"]
mod recipient_lists;
#[expect(
    dead_code,
    reason = "of this, only the expectations are needed, which the cases write down"
)]
#[path = "../../../wire/tests/kathan/api.rs"]
mod wire_api;

use api::Api;
use wire::{Result, Spec};

wire::operations! {
    #![ignore = "needs Prism: run tests/peers/run"]
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
fn every_operation_goes_through_prism() -> Result {
    let operations = Spec::read("kathan")?.operations();
    let mut operations: Vec<_> = operations.into_iter().map(|operation| operation.id).collect();
    let mut sent = OPERATIONS.to_vec();
    operations.sort();
    sent.sort_unstable();
    assert_eq!(operations, sent);
    Ok(())
}
