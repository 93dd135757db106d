//! Two calls with callspec's client.

// needs: tokio = { version = "1", default-features = false, features = ["rt"] }

use std::env;
use std::error::Error;

use client::Client;
use client::models::UpdateCallRequest;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: BASE TOKEN USER CALL");
    let (base, token, user, call) = (next()?, next()?, next()?, next()?);
    let client = Client::builder()
        .base_url(base)
        .bearer_auth(token)
        .user_id(user)
        .build()?;
    let calls = client.list_calls().limit(10).send().await?;
    let changed = client
        .update_call(call, UpdateCallRequest::new().label("new"))
        .send()
        .await?;
    println!("{} calls, {} changed", calls.len(), changed.id);
    Ok(())
}
