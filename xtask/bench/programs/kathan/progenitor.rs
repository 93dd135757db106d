//! Two calls with progenitor's client.

// needs: reqwest = { version = "0.13", default-features = false }
// needs: tokio = { version = "1", default-features = false, features = ["rt"] }

use std::env;
use std::error::Error;

use client::Client;
use client::types::UpdateCallRequest;
use reqwest::header::{HeaderMap, HeaderValue};

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: BASE TOKEN USER CALL");
    let (base, token, user, call) = (next()?, next()?, next()?, next()?);
    let mut headers = HeaderMap::new();
    headers.insert("authorization", HeaderValue::from_str(&format!("Bearer {token}"))?);
    headers.insert("x-user-id", HeaderValue::from_str(&user)?);
    let client = Client::new_with_client(&base, reqwest::Client::builder().default_headers(headers).build()?);
    let calls = client.list_calls(Some(10), None).await?;
    let request = UpdateCallRequest {
        label: Some("new".to_owned()),
        ..Default::default()
    };
    let changed = client.update_call(&call, &request).await?;
    println!("{} calls, {} changed", calls.len(), changed.id);
    Ok(())
}
