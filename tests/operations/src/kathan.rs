//! Kathan. A new operation of `specs/kathan.yaml` gets a row here, and nowhere else.

use callspec_core::types::File;
use kathan_client::models::{CreateRecipientListRequest, ErrorDetail, HttpValidationError, UploadRecipientsRequest};
use kathan_client::{
    Client, ClientBuilder, assistants, authentication, calls, campaigns, chat, credits, phone_numbers, recipient_lists,
};

use crate::{ErrorBody, Provider, Row};

const ERRORS: &[ErrorBody] = &[
    ErrorBody::of::<ErrorDetail>("400", "BadRequest"),
    ErrorBody::of::<ErrorDetail>("401", "Unauthorized"),
    ErrorBody::of::<ErrorDetail>("403", "Forbidden"),
    ErrorBody::of::<ErrorDetail>("404", "NotFound"),
    ErrorBody::of::<HttpValidationError>("422", "UnprocessableContent"),
    ErrorBody::of::<ErrorDetail>("429", "TooManyRequests"),
];

/// The table.
pub fn provider() -> Provider {
    Provider {
        name: "kathan",
        file: file!(),
        rows: rows(),
        documented: kathan_client::testing::documented,
        errors: ERRORS,
    }
}

fn builder() -> ClientBuilder {
    Client::builder().bearer_auth("bearerAuth").user_id("userId")
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    crate::rows! { builder(), |client, id, body|
        calls::ListCalls: client.list_calls() => "GET /calls";
        calls::CreateCall: client.create_call(body.json()?) => "POST /calls";
        calls::GetCall: client.get_call(id) => "GET /calls/a%2Fb%20c";
        calls::UpdateCall: client.update_call(id, body.json()?) => "PATCH /calls/a%2Fb%20c";
        assistants::GetAssistant: client.get_assistant(id) => "GET /assistants/a%2Fb%20c";
        assistants::UpdateAssistant: client.update_assistant(id, body.json()?) => "PUT /assistants/a%2Fb%20c";
        phone_numbers::CreatePhoneNumber: client.create_phone_number(body.json()?) => "POST /phone-numbers";
        phone_numbers::UpdatePhoneNumber:
            client.update_phone_number(id, body.json()?) => "PATCH /phone-numbers/a%2Fb%20c";
        chat::SendChatMessage: client.send_chat_message(body.json()?) => "POST /chat";
        chat::GetChat: client.get_chat(id) => "GET /chat/a%2Fb%20c";
        credits::GetCreditBalance: client.get_credit_balance() => "GET /credits/balance";
        credits::RedeemPromoCode: client.redeem_promo_code(body.json()?) => "POST /credits/redeem-promo";
        campaigns::CreateCampaign: client.create_campaign(body.json()?) => "POST /campaign";
        campaigns::UpdateCampaign: client.update_campaign(id, body.json()?) => "PATCH /campaign/a%2Fb%20c";
        campaigns::StartCampaign: client.start_campaign(id) => "POST /campaign/a%2Fb%20c/start";
        recipient_lists::CreateRecipientList:
            client.create_recipient_list(CreateRecipientListRequest::new()) => "POST /recipient-lists";
        recipient_lists::UploadRecipients:
            client.upload_recipients(id, UploadRecipientsRequest::new(File::new("")))
            => "POST /recipient-lists/a%2Fb%20c/recipients/upload-csv";
        authentication::GetProtected: client.get_protected() => "GET /protected";
    }
}
