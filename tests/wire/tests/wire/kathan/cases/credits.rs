//! Operations tagged `credits`.

use kathan_client::models::RedeemPromoCodeRequest;
use serde_json::json;
use wire::Result;

use super::api::{Api, request};

pub(crate) async fn get_credit_balance(mut api: Api) -> Result {
    api.expect(request("GET", "/credits/balance"));
    let balance = api.client.get_credit_balance().send().await?;
    assert_eq!(balance.spendable_credits, Some(1060));
    assert_eq!(balance.credit_floor, Some(-10));
    api.finish(&balance)
}

pub(crate) async fn redeem_promo_code(mut api: Api) -> Result {
    let body = json!({"code": "WELCOME500"});
    api.expect(request("POST", "/credits/redeem-promo").json("application/json", body));
    let body = RedeemPromoCodeRequest::new("WELCOME500");
    let redemption = api.client.redeem_promo_code(body).send().await?;
    assert_eq!(redemption.credits_granted, Some(500));
    api.finish(&redemption)
}
