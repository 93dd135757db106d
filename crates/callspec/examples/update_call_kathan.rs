//! Changes a call at Kathan.
//!
//! Without an account: `cargo run --example update_call_kathan` talks to a server on this machine.
//! With one: set `KATHAN_API_KEY` and `KATHAN_USER_ID` and give the call's id:
//! `cargo run --example update_call_kathan -- call_123`. It then changes that call's label and nothing else.

mod loopback;

use callspec::kathan::{
    Client,
    models::{CallAction, TransferMode, UpdateCallRequest},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let has_account = std::env::var_os("KATHAN_API_KEY").is_some() && std::env::var_os("KATHAN_USER_ID").is_some();
    let (kathan, call_id, changes) = if has_account {
        let call_id = std::env::args().nth(1).ok_or("give the id of the call to label")?;
        (
            Client::from_env()?,
            call_id,
            UpdateCallRequest::new().label("labelled by callspec"),
        )
    } else {
        let base_url = loopback::answer_once(
            "application/json",
            r#"{"id": "call_123", "to_number": "+14155550101", "provider": "twilio", "status": "in-progress"}"#,
        )?;
        let client = Client::builder()
            .base_url(base_url)
            .bearer_auth("sk_live_example")
            .user_id("user_123")
            .build()?;
        let transfer = UpdateCallRequest::new()
            .action(CallAction::Transfer)
            .to("+14155550100")
            .mode(TransferMode::Warm);
        (client, "call_123".to_owned(), transfer.clear_label())
    };

    let call = kathan.update_call(call_id, changes).send().await?;
    println!("call {} is {}", call.id, call.status.as_deref().unwrap_or("unknown"));
    Ok(())
}
