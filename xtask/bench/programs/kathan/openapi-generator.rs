//! Two calls with openapi-generator's client.

// needs: tokio = { version = "1", default-features = false, features = ["rt"] }

use std::env;
use std::error::Error;

use client::apis::calls_api::{list_calls, update_call};
use client::apis::configuration::{ApiKey, Configuration};
use client::models::UpdateCallRequest;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: BASE TOKEN USER CALL");
    let (base, token, user, call) = (next()?, next()?, next()?, next()?);
    let configuration = Configuration {
        base_path: base,
        bearer_access_token: Some(token),
        api_key: Some(ApiKey {
            prefix: None,
            key: user,
        }),
        ..Default::default()
    };
    let calls = list_calls(&configuration, Some(10), None).await?;
    let request = UpdateCallRequest {
        label: Some(Some("new".to_owned())),
        ..Default::default()
    };
    let changed = update_call(&configuration, &call, request).await?;
    println!("{} calls, {} changed", calls.len(), changed.id);
    Ok(())
}
