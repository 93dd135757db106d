//! Changes a call at Sippet.
//!
//! Without an account: `cargo run --example update_call_sippet` talks to a server on this machine.
//! With one: set `SIPPET_TOKEN` and give the call's id:
//! `cargo run --example update_call_sippet -- 3c90c3cc-0d44-4b50-8888-8dd25736052a`.
//! It then marks that call's source and changes nothing else.

mod loopback;

use callspec::sippet::{
    Client,
    models::{CallAttributesUpdate, CallStatus},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (sippet, id, changes) = if std::env::var_os("SIPPET_TOKEN").is_some() {
        let id = std::env::args().nth(1).ok_or("give the id of the call to mark")?;
        (
            Client::from_env()?,
            id,
            CallAttributesUpdate::new().call_source("callspec"),
        )
    } else {
        let base_url = loopback::answer_once(
            "application/vnd.api+json",
            r#"{"data": {"id": "3c90c3cc-0d44-4b50-8888-8dd25736052a", "type": "Call", "attributes": {
                "call_source": "widget", "call_uuid": "c1", "direction": "inbound", "from_number": "+14155550100",
                "to_number": "+14155550101", "status": "completed"}}}"#,
        )?;
        let client = Client::builder().base_url(base_url).bearer_auth("token").build()?;
        let changes = CallAttributesUpdate::new()
            .status(CallStatus::Completed)
            .clear_ended_at();
        (client, "3c90c3cc-0d44-4b50-8888-8dd25736052a".to_owned(), changes)
    };

    let answer = sippet.update_call(id, changes).send().await?;
    println!("call {} is {:?}", answer.data.id, answer.data.attributes.status);
    Ok(())
}
