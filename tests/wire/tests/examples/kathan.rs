//! The types of Kathan's bodies.

use kathan_client::models::{
    CreateCallRequest, CreateCampaignRequest, CreatePhoneNumberRequest, ErrorDetail, HttpValidationError,
    RedeemPromoCodeRequest, SendChatMessageRequest, UpdateAssistantRequest, UpdateCallRequest, UpdateCampaignRequest,
    UpdatePhoneNumberRequest,
};
use kathan_client::{assistants, authentication, calls, campaigns, chat, credits, phone_numbers, recipient_lists};
use wire::Result;

use crate::table::{Body, Table, trip};

fn table() -> Table {
    Table {
        spec: "kathan",
        rows: crate::table! {
            calls::ListCalls: Body::None, 200;
            calls::CreateCall: Body::Whole(trip::<CreateCallRequest>), 200;
            calls::GetCall: Body::None, 200;
            calls::UpdateCall: Body::Whole(trip::<UpdateCallRequest>), 200;
            assistants::GetAssistant: Body::None, 200;
            assistants::UpdateAssistant: Body::Whole(trip::<UpdateAssistantRequest>), 200;
            phone_numbers::CreatePhoneNumber: Body::Whole(trip::<CreatePhoneNumberRequest>), 200;
            phone_numbers::UpdatePhoneNumber: Body::Whole(trip::<UpdatePhoneNumberRequest>), 200;
            chat::SendChatMessage: Body::Whole(trip::<SendChatMessageRequest>), 200;
            chat::GetChat: Body::None, 200;
            credits::GetCreditBalance: Body::None, 200;
            credits::RedeemPromoCode: Body::Whole(trip::<RedeemPromoCodeRequest>), 200;
            campaigns::CreateCampaign: Body::Whole(trip::<CreateCampaignRequest>), 200;
            campaigns::UpdateCampaign: Body::Whole(trip::<UpdateCampaignRequest>), 200;
            campaigns::StartCampaign: Body::None, 200;
            recipient_lists::CreateRecipientList: Body::Form, 200;
            recipient_lists::UploadRecipients: Body::Form, 200;
            authentication::GetProtected: Body::None, 200;
        },
        errors: &[
            ("401", trip::<ErrorDetail>),
            ("422", trip::<HttpValidationError>),
            ("429", trip::<ErrorDetail>),
        ],
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
