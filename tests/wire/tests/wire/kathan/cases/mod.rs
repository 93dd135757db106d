//! Requests with everything that their builders can say, each expected in full. `tests/peers` sends the same through Prism.

mod assistants;
mod authentication;
mod calls;
mod campaigns;
mod chat;
mod credits;
mod phone_numbers;
mod recipient_lists;

use super::api::{self, Api};

cases! {
    assistants: get_assistant, update_assistant;
    authentication: get_protected;
    calls: list_calls, create_call, get_call, update_call;
    campaigns: create_campaign, update_campaign, start_campaign;
    chat: send_chat_message, get_chat;
    credits: get_credit_balance, redeem_promo_code;
    phone_numbers: create_phone_number, update_phone_number;
    recipient_lists: create_recipient_list, upload_recipients;
}
