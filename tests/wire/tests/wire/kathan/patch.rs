//! Absent, null and value of a change, in bytes.

use callspec_core::types::Patch;
use kathan_client::models::{CallAction, TransferMode, UpdateCallRequest};
use wire::{Result, Server, Spec};

/// What a request to change a call has as its body.
async fn sent(body: UpdateCallRequest) -> Result<String> {
    let spec = Spec::read("kathan")?;
    let example = spec.response(&spec.operation("update_call")?, "200")?;
    let server = Server::start()?;
    let response = wire::Response::json(200, "application/json", &example.value);
    server.respond("PATCH", "/calls/a", response);
    let client = super::api::client(server.url())?;
    client.update_call("a", body).send().await?;
    Ok(server.finish()?[0].text())
}

#[tokio::test]
async fn each_field_is_absent_null_or_a_value() -> Result {
    let new = UpdateCallRequest::new;
    for (body, bytes) in [
        (new(), "{}"),
        (new().label("x"), r#"{"label":"x"}"#),
        (new().label(""), r#"{"label":""}"#),
        (new().clear_label(), r#"{"label":null}"#),
        (new().label("x").clear_label(), r#"{"label":null}"#),
        (new().clear_label().label("x"), r#"{"label":"x"}"#),
        (new().recording_enabled(false), r#"{"recording_enabled":false}"#),
        (new().clear_recording_enabled(), r#"{"recording_enabled":null}"#),
        (new().action(CallAction::Hangup), r#"{"action":"hangup"}"#),
        (new().clear_action(), r#"{"action":null}"#),
        (new().to("+1"), r#"{"to":"+1"}"#),
        (new().clear_to(), r#"{"to":null}"#),
        (new().mode(TransferMode::Cold), r#"{"mode":"cold"}"#),
        (
            new().mode(TransferMode::from("of tomorrow")),
            r#"{"mode":"of tomorrow"}"#,
        ),
        (new().clear_mode(), r#"{"mode":null}"#),
        (
            new()
                .clear_mode()
                .to("\u{e9}\"\n")
                .clear_action()
                .recording_enabled(true)
                .clear_label(),
            "{\"label\":null,\"recording_enabled\":true,\"action\":null,\"to\":\"\u{e9}\\\"\\n\",\"mode\":null}",
        ),
    ] {
        assert_eq!(sent(body).await?, bytes);
    }
    Ok(())
}

#[tokio::test]
async fn a_field_takes_an_option_too() -> Result {
    let mut body = UpdateCallRequest::new();
    body.label = None::<String>.into();
    body.to = Some("+1".to_owned()).into();
    body.mode = Patch::Absent;
    assert_eq!(sent(body).await?, r#"{"label":null,"to":"+1"}"#);
    Ok(())
}
