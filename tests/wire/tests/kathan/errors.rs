//! Refusals: each operation arrives at its own variant by status, and says what the server said.

use callspec_core::types::File;
use callspec_core::{Error, Retry};
use kathan_client::Client;
use kathan_client::assistants::{GetAssistantError, UpdateAssistantError};
use kathan_client::authentication::GetProtectedError;
use kathan_client::calls::{CreateCallError, GetCallError, ListCallsError, UpdateCallError};
use kathan_client::campaigns::{CreateCampaignError, StartCampaignError, UpdateCampaignError};
use kathan_client::chat::{GetChatError, SendChatMessageError};
use kathan_client::credits::{GetCreditBalanceError, RedeemPromoCodeError};
use kathan_client::models::{
    CreateCallRequest, CreateCampaignRequest, CreatePhoneNumberRequest, CreateRecipientListRequest,
    RedeemPromoCodeRequest, SendChatMessageRequest, UpdateAssistantRequest, UpdateCallRequest, UpdateCampaignRequest,
    UpdatePhoneNumberRequest, UploadRecipientsRequest,
};
use kathan_client::phone_numbers::{CreatePhoneNumberError, UpdatePhoneNumberError};
use kathan_client::recipient_lists::{CreateRecipientListError, UploadRecipientsError};
use serde_json::json;
use wire::refusal::ARGUMENT as ID;
use wire::{Answer, Refusals, Result};

/// What became of one operation that was refused.
struct Refused {
    operation: &'static str,
    status: Option<u16>,
    /// The status that the variant stands for.
    variant: Option<u16>,
    /// What was kept of an answer that the document does not have.
    unexpected: Option<Vec<u8>>,
    said: String,
}

impl Refused {
    fn read<O, E>(outcome: std::result::Result<O, Error<E>>, variant: fn(&E) -> u16) -> Result<Self> {
        let Err(error) = outcome else {
            return Err("a refusal became a success".into());
        };
        Ok(Self {
            operation: error.operation().ok_or("an error without an operation")?.id,
            status: error.status().map(|status| status.as_u16()),
            variant: error.api().map(variant),
            said: error.to_string(),
            unexpected: match error {
                Error::Unexpected(unexpected) => Some(unexpected.body().to_vec()),
                _ => None,
            },
        })
    }
}

/// Sends each operation once, in a row of `its error: its request`.
macro_rules! send_all {
    ($($error:ident: $request:expr;)+) => {
        vec![$(
            Refused::read($request.send().await, |error| match error {
                $error::Unauthorized(_) => 401,
                $error::UnprocessableContent(_) => 422,
                $error::TooManyRequests(_) => 429,
                _ => 0,
            })?
        ),+]
    };
}

/// All that becomes of one answer; every operation is sent, or the server complains.
async fn refused(answer: &Answer) -> Result<(Refusals, Vec<Refused>)> {
    let server = Refusals::start("kathan", answer)?;
    let builder = Client::builder().bearer_auth("key").user_id("user");
    let client = builder.base_url(server.url()).retry(Retry::none()).build()?;
    let refused = send_all! {
        ListCallsError: client.list_calls();
        CreateCallError: client.create_call(CreateCallRequest::new("a", "b"));
        GetCallError: client.get_call(ID);
        UpdateCallError: client.update_call(ID, UpdateCallRequest::new());
        GetAssistantError: client.get_assistant(ID);
        UpdateAssistantError: client.update_assistant(ID, UpdateAssistantRequest::new());
        CreatePhoneNumberError: client.create_phone_number(CreatePhoneNumberRequest::new("a"));
        UpdatePhoneNumberError: client.update_phone_number(ID, UpdatePhoneNumberRequest::new());
        SendChatMessageError: client.send_chat_message(SendChatMessageRequest::new("a"));
        GetChatError: client.get_chat(ID);
        GetCreditBalanceError: client.get_credit_balance();
        RedeemPromoCodeError: client.redeem_promo_code(RedeemPromoCodeRequest::new("a"));
        CreateCampaignError: client.create_campaign(CreateCampaignRequest::new("a", "b", "c"));
        UpdateCampaignError: client.update_campaign(ID, UpdateCampaignRequest::new());
        StartCampaignError: client.start_campaign(ID);
        CreateRecipientListError: client.create_recipient_list(CreateRecipientListRequest::new());
        UploadRecipientsError:
            client.upload_recipients(ID, UploadRecipientsRequest::new(File::new("")));
        GetProtectedError: client.get_protected();
    };
    Ok((server, refused))
}

#[tokio::test]
async fn documented_statuses_are_variants() -> Result {
    let detail = json!({"detail": "Not with this key"});
    let faults = json!({"detail": [
        {"loc": ["body", "to"], "msg": "Field required", "type": "missing", "input": "marker"},
        {"loc": ["query", 0], "msg": "No integer", "type": "int"},
    ]});
    for (status, body, said) in [
        (401, &detail, "401 Unauthorized [request req_1]: Not with this key"),
        (
            422,
            &detail,
            "422 Unprocessable Entity [request req_1]: Not with this key",
        ),
        (
            422,
            &faults,
            "422 Unprocessable Entity [request req_1]: body.to: Field required; query.0: No integer",
        ),
        (429, &detail, "429 Too Many Requests [request req_1]: Not with this key"),
    ] {
        let answer = Answer::json(status, "application/json", body).header("X-Request-ID", "req_1");
        let (server, refused) = refused(&answer).await?;
        for refused in refused {
            assert_eq!(refused.said, format!("{}: {said}", server.name(refused.operation)?));
            assert_eq!(refused.variant, Some(status), "{}", refused.said);
            assert_eq!(refused.status, Some(status), "{}", refused.said);
        }
        server.finish()?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_not_documented_is_unexpected_and_kept() -> Result {
    let cases = [
        (404, r#"{"detail":"Call not found"}"#, "404 Not Found: Call not found"),
        (400, "", "400 Bad Request"),
        (500, "<h1>Oops</h1>", "500 Internal Server Error"),
        (503, r#"{"error":"marker"}"#, "503 Service Unavailable: marker"),
        // A documented status with a body that is not.
        (401, "<h1>Log in</h1>", "401 Unauthorized"),
        (422, r#"{"detail":7}"#, "422 Unprocessable Entity"),
        (429, r#"{"detail":{"wait":1}}"#, "429 Too Many Requests"),
    ];
    for (status, body, said) in cases {
        let (server, refused) = refused(&Answer::new(status).body(body)).await?;
        for refused in refused {
            // `detail` is a union, which keeps a value that fits no arm.
            let variant = (status == 422).then_some(422);
            assert_eq!(refused.said, format!("{}: {said}", server.name(refused.operation)?));
            assert_eq!(refused.variant, variant, "{}", refused.said);
            assert_eq!(refused.status, Some(status), "{}", refused.said);
            let kept = variant.is_none().then(|| body.as_bytes().to_vec());
            assert_eq!(refused.unexpected, kept, "{}", refused.said);
        }
        server.finish()?;
    }
    Ok(())
}

#[tokio::test]
async fn redirections_are_not_followed() -> Result {
    let answer = Answer::new(307).header("Location", "https://example.com/elsewhere?token=marker");
    let (server, refused) = refused(&answer).await?;
    for refused in refused {
        let said = "307 Temporary Redirect: a redirection to example.com, which is not followed";
        assert_eq!(refused.said, format!("{}: {said}", server.name(refused.operation)?));
        assert_eq!(refused.unexpected, Some(Vec::new()));
    }
    server.finish()
}

#[tokio::test]
async fn the_typed_refusal_holds_what_the_server_sent() -> Result {
    let body = json!({"detail": [{"loc": ["body", 3], "msg": "no", "type": "missing"}]});
    let answer = Answer::json(422, "application/json; charset=utf-8", &body);
    let server = wire::Server::start()?;
    server.answer("PATCH", "/calls/id_1", answer);
    let client = crate::api::client(server.url())?;
    let error = client
        .update_call(ID, UpdateCallRequest::new())
        .send()
        .await
        .unwrap_err();
    let Ok(UpdateCallError::UnprocessableContent(fault)) = error.into_api() else {
        panic!("not a refusal")
    };
    assert_eq!(serde_json::to_value(fault)?, body);
    server.finish().map(drop)
}
