//! Two calls with ploidy's client.

// needs: tokio = { version = "1", default-features = false, features = ["rt"] }

use std::env;
use std::error::Error;

use client::Client;
use client::client::default::parameters::ListCallsQuery;
use client::types::UpdateCallRequest;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: BASE TOKEN USER CALL");
    let (base, token, user, call) = (next()?, next()?, next()?, next()?);
    let client = Client::new(base)?;
    let client = client.with_sensitive_header("authorization", format!("Bearer {token}"))?;
    let client = client.with_header("x-user-id", user)?;
    let query = ListCallsQuery {
        limit: Some(10),
        ..Default::default()
    };
    let calls = client.list_calls(&query).await?;
    let request = UpdateCallRequest {
        label: "new".to_owned().into(),
        ..Default::default()
    };
    let changed = client.update_call(&call, request).await?;
    println!("{} calls, {} changed", calls.len(), changed.id);
    Ok(())
}
