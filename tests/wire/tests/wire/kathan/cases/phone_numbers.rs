//! Operations tagged `phone-numbers`.

use kathan_client::models::{CreatePhoneNumberRequest, PhoneNumberProvider, UpdatePhoneNumberRequest};
use serde_json::json;
use wire::Result;

use super::api::{Api, request};

pub(crate) async fn create_phone_number(mut api: Api) -> Result {
    let body = json!({
        "phone_number": "+14155550101",
        "provider": "twilio",
        "account_sid": "AC_example",
        "auth_token": "auth_token_example",
        "auth_id": null,
        "label": "Main line",
    });
    api.expect(request("POST", "/phone-numbers").json("application/json", body));
    let body = CreatePhoneNumberRequest::new("+14155550101")
        .provider(PhoneNumberProvider::Twilio)
        .account_sid("AC_example")
        .auth_token("auth_token_example")
        .clear_auth_id()
        .label("Main line");
    assert!(!format!("{body:?}").contains("auth_token_example"));
    let number = api.client.create_phone_number(body).send().await?;
    assert_eq!(number.status.as_deref(), Some("active"));
    api.finish(&number)
}

pub(crate) async fn update_phone_number(mut api: Api) -> Result {
    let body = json!({"label": "Night line", "assistant_id": null});
    api.expect(request("PATCH", "/phone-numbers/number_123").json("application/json", body));
    let body = UpdatePhoneNumberRequest::new().label("Night line").clear_assistant_id();
    let number = api.client.update_phone_number("number_123", body).send().await?;
    assert_eq!(number.label.as_deref(), Some("Night line"));
    api.finish(&number)
}
