//! What `comment.md` says of ten edits, each statement by a test that compiles against the new crates, or sends a request
//! with the old client (`old`) and the new one (`kathan`). A test is called like the rule that it proves.
//!
//! `diff_compiles` compiles and runs this file; it is no part of a crate here.

#![cfg(test)]

use kathan_core::testing::{Answer, InMemory, Sent};
use kathan_core::Error;

const CALL: &str = r#"{"id": "1", "to_number": "2", "provider": "3", "status": "4"}"#;
const CAMPAIGN_WITHOUT_ID: &str = r#"{"name": "2"}"#;
const REDEEMED: &str = r#"{"credits_granted": 5, "new_balance": 6}"#;

fn json(status: u16, body: &str) -> Answer {
    Answer::new(status).header("content-type", "application/json").body(body.to_owned())
}

fn old_client(server: &InMemory) -> old::Client {
    old::Client::builder().bearer_auth("a").user_id("b").transport(server.clone()).build().unwrap()
}

fn new_client(server: &InMemory) -> kathan::Client {
    kathan::Client::builder().bearer_auth("a").user_id("b").transport(server.clone()).build().unwrap()
}

fn only(server: &InMemory) -> Sent {
    server.sent().pop().unwrap()
}

/// Why: Old clients cannot read an object that leaves it out.
/// Do: Expect it to be missing: the field is an `Option` now, or reads as empty.
#[test]
fn response_property_became_optional() {
    let server = InMemory::new().answer::<old::campaigns::StartCampaign>(json(200, CAMPAIGN_WITHOUT_ID));
    let unread = old_client(&server).start_campaign("1").send_blocking().unwrap_err();
    assert!(matches!(unread, Error::Decode(_)), "{unread}");
    let server = InMemory::new().answer::<kathan::campaigns::StartCampaign>(json(200, CAMPAIGN_WITHOUT_ID));
    let id: Option<String> = new_client(&server).start_campaign("1").send_blocking().unwrap().id;
    assert_eq!(id, None);
}

/// Why: Old clients may leave it out, and the server needs it now.
/// Do: Send it always; it is an argument of `new` now.
#[test]
fn request_property_became_required() {
    let server = InMemory::new().answer::<old::calls::CreateCall>(json(200, CALL));
    let body = old::models::CreateCallRequest::new("1", "2");
    old_client(&server).create_call(body).send_blocking().unwrap();
    assert!(only(&server).json().get("label").is_none());
    let server = InMemory::new().answer::<kathan::calls::CreateCall>(json(200, CALL));
    let body = kathan::models::CreateCallRequest::new("1", "2", Some("3".to_owned()));
    new_client(&server).create_call(body).send_blocking().unwrap();
    assert_eq!(only(&server).json()["label"], "3");
}

/// Why: The server refuses values beyond the limit, and old clients may send such.
/// Do: Check what you send before the server changes, as it refuses more from then on.
#[test]
fn request_property_max_length_set() {
    // Neither client checks the limit, and no code has to change.
    let code = "a code of more than twenty characters";
    let server = InMemory::new().answer::<old::credits::RedeemPromoCode>(json(200, REDEEMED));
    let body = old::models::RedeemPromoCodeRequest::new(code);
    old_client(&server).redeem_promo_code(body).send_blocking().unwrap();
    assert_eq!(only(&server).json()["code"], code);
    let server = InMemory::new().answer::<kathan::credits::RedeemPromoCode>(json(200, REDEEMED));
    let body = kathan::models::RedeemPromoCodeRequest::new(code);
    new_client(&server).redeem_promo_code(body).send_blocking().unwrap();
    assert_eq!(only(&server).json()["code"], code);
}

/// Why: The `operationId` is never sent; only the names made of it change.
/// Do: Rename the call: method, request and error type are named after the `operationId`.
#[test]
fn api_operation_id_removed() {
    // Both are the same request.
    let server = InMemory::new().answer::<old::calls::GetCall>(json(200, CALL));
    old_client(&server).get_call("1").send_blocking().unwrap();
    let before = only(&server);
    let server = InMemory::new().answer::<kathan::calls::FetchCall>(json(200, CALL));
    let _: Result<_, Error<kathan::calls::FetchCallError>> = new_client(&server).fetch_call("1").send_blocking();
    let after = only(&server);
    assert_eq!((before.method(), before.uri()), (after.method(), after.uri()));
    assert_eq!(before.text(), after.text());
}

/// Why: Names of schemas are never sent.
/// Do: Use the type's new name.
#[test]
fn api_schema_renamed() {
    // Both read the same answer.
    let server = InMemory::new().answer::<old::credits::RedeemPromoCode>(json(200, REDEEMED));
    let body = old::models::RedeemPromoCodeRequest::new("a");
    let before: old::models::PromoCodeRedemption = old_client(&server).redeem_promo_code(body).send_blocking().unwrap();
    let server = InMemory::new().answer::<kathan::credits::RedeemPromoCode>(json(200, REDEEMED));
    let body = kathan::models::RedeemPromoCodeRequest::new("a");
    let after: kathan::models::PromoCodeResult = new_client(&server).redeem_promo_code(body).send_blocking().unwrap();
    assert_eq!((before.credits_granted, before.new_balance), (after.credits_granted, after.new_balance));
}

/// Why: Requests that leave the value out mean something else from now on.
/// Do: Send the value if you rely on the old default.
#[test]
fn request_parameter_default_value_changed() {
    let server = InMemory::new().answer::<old::calls::ListCalls>(json(200, "[]"));
    old_client(&server).list_calls().send_blocking().unwrap();
    assert_eq!(only(&server).query(), "");
    let server = InMemory::new().answer::<kathan::calls::ListCalls>(json(200, "[]"));
    new_client(&server).list_calls().limit(50).send_blocking().unwrap();
    assert_eq!(only(&server).query(), "limit=50");
}

/// Why: Old clients leave it out, which is allowed.
#[test]
fn new_optional_request_parameter() {
    let server = InMemory::new().answer::<old::calls::ListCalls>(json(200, "[]"));
    old_client(&server).list_calls().limit(1).send_blocking().unwrap();
    assert_eq!(only(&server).query(), "limit=1");
    let server = InMemory::new().answer::<kathan::calls::ListCalls>(json(200, "[]"));
    new_client(&server).list_calls().label("a").send_blocking().unwrap();
    assert_eq!(only(&server).query(), "label=a");
}

/// Why: Old clients report an error response that they do not know as an unexpected status.
/// Do: Handle it after the upgrade; until then it is an unexpected status.
#[test]
fn response_non_success_status_added() {
    let refusal = || json(404, r#"{"detail": "gone"}"#);
    let server = InMemory::new().answer::<old::credits::GetCreditBalance>(refusal());
    let refused = old_client(&server).get_credit_balance().send_blocking().unwrap_err();
    assert!(matches!(refused, Error::Unexpected(_)), "{refused}");
    let server = InMemory::new().answer::<kathan::credits::GetCreditBalance>(refusal());
    let refused = new_client(&server).get_credit_balance().send_blocking().unwrap_err();
    let Error::Api(refused) = refused else { panic!("{refused}") };
    assert!(matches!(refused.error(), kathan::credits::GetCreditBalanceError::NotFound(_)));
}

/// Why: Old clients leave it out, which is allowed.
#[test]
fn new_optional_request_property() {
    let body = old::models::UpdateCallRequest::new().label("a");
    assert_eq!(serde_json::to_value(&body).unwrap(), serde_json::json!({"label": "a"}));
    let body = kathan::models::UpdateCallRequest::new().label("a").notes("b");
    assert_eq!(serde_json::to_value(&body).unwrap(), serde_json::json!({"label": "a", "notes": "b"}));
}

/// Why: Enums are open: old clients keep a value that they do not know as `Unrecognized` and send it back unchanged.
/// Do: Handle the new variant after the upgrade; a `match` has to have a branch for unknown values already.
#[test]
fn response_property_enum_value_added() {
    let status: old::models::CampaignStatus = serde_json::from_str("\"archived\"").unwrap();
    assert!(matches!(status, old::models::CampaignStatus::Unrecognized(_)));
    assert_eq!(serde_json::to_string(&status).unwrap(), "\"archived\"");
    let status: kathan::models::CampaignStatus = serde_json::from_str("\"archived\"").unwrap();
    let is_over = match status {
        kathan::models::CampaignStatus::Completed | kathan::models::CampaignStatus::Archived => true,
        _ => false,
    };
    assert!(is_over);
}
