//! Proof that Prism looks: requests that are wrong in one way each.

use callspec_core::types::File;
use kathan_client::models::{CallAction, CreateRecipientListRequest, UpdateCallRequest};
use peers::violations;
use wire::Result;

use super::api::Api;

#[tokio::test]
#[ignore = "needs Prism: run tests/peers/run"]
async fn a_value_that_the_document_does_not_have() -> Result {
    let api = Api::start("update_call")?;
    let body = UpdateCallRequest::new().action(CallAction::from("explode"));
    api.client.update_call("call_123", body).send().await?;
    assert_eq!(
        api.violations(),
        [
            "request body action: Request body property action must be equal to one of the allowed values: hangup, transfer"
        ]
    );
    Ok(())
}

/// Prism judges forms part by part.
#[tokio::test]
#[ignore = "needs Prism: run tests/peers/run"]
async fn a_form_is_judged_by_its_parts() -> Result {
    let api = Api::start("upload_recipients")?;
    let (head, type_) = (
        "POST /recipient-lists/l/recipients/upload-csv",
        "Content-Type: multipart/form-data; boundary=x",
    );
    let form = "--x\r\nContent-Disposition: form-data; name=\"replace\"\r\n\r\nperhaps\r\n--x--\r\n";
    assert_eq!(
        by_hand(&api, head, &["X-User-ID: u", type_], form)?,
        [
            "request body: Request body must have required property 'file'",
            "request body replace: Request body property replace must be boolean",
        ]
    );
    drop(api);

    let api = Api::start("create_recipient_list")?;
    let list = CreateRecipientListRequest::new().file(File::new("phone_number\n"));
    api.client.create_recipient_list(list).send().await?;
    assert_eq!(api.violations(), [""; 0]);
    Ok(())
}

#[test]
#[ignore = "needs Prism: run tests/peers/run"]
fn each_part_of_a_request_is_judged() -> Result {
    let api = Api::start("update_call")?;
    let json = "Content-Type: application/json";
    for (line, headers, body, violation) in [
        (
            "PATCH /calls/a",
            &[json][..],
            "{}",
            "request: Invalid security scheme used",
        ),
        (
            "PATCH /calls/a",
            &["X-User-ID: u", "Content-Type: text/plain"],
            "{}",
            "request: Supported content types: application/json",
        ),
        (
            "PATCH /calls/a",
            &["X-User-ID: u", json],
            r#"{"label":7}"#,
            "request body label: Request body property label must be string,null",
        ),
        (
            "PATCH /calls/a",
            &["X-User-ID: u"],
            "",
            "request: Body parameter is required",
        ),
        (
            "GET /calls?limit=x",
            &["X-User-ID: u"],
            "",
            "request query limit: Request query parameter limit must be integer",
        ),
        ("GET /call", &["X-User-ID: u"], "", "request: Selected route not found"),
    ] {
        let found = by_hand(&api, line, headers, body)?;
        let of_the_request: Vec<_> = found.iter().filter(|it| it.starts_with("request")).collect();
        assert_eq!(of_the_request, [violation], "{line}");
    }
    Ok(())
}

/// Sends what no generated client would send.
fn by_hand(api: &Api, line: &str, headers: &[&str], body: &str) -> Result<Vec<String>> {
    let headers = [&["Authorization: Bearer kathan-key"], headers].concat();
    let response = peers::send(&api.url(), line, &headers, body)?;
    violations::read(response.header("sl-violations").unwrap_or("[]"))
}

/// `nullable` beside `allOf`: OpenAPI 3.0.3 §4.7.24 lets it add null only to a `type` in the same schema, so that for Prism
/// an enum behind a reference is never null; generators, and the servers that print such documents, mean that it may be.
#[tokio::test]
#[ignore = "needs Prism: run tests/peers/run"]
async fn null_for_a_reference_is_read_by_the_letter() -> Result {
    let api = Api::start("update_call")?;
    let null = UpdateCallRequest::new()
        .clear_label()
        .clear_recording_enabled()
        .clear_to();
    api.client.update_call("call_123", null.clone()).send().await?;
    assert_eq!(api.violations(), [""; 0]);

    let null = null.clear_action().clear_mode();
    api.client.update_call("call_123", null).send().await?;
    assert_eq!(
        api.violations(),
        [
            "request body action: Request body property action must be equal to one of the allowed values: hangup, transfer",
            "request body mode: Request body property mode must be equal to one of the allowed values: warm, cold",
        ]
    );
    Ok(())
}
