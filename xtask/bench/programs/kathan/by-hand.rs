//! Two calls with reqwest and serde alone.

// needs: serde = { version = "1", features = ["derive"] }
// needs: serde_json = "1"
// needs: tokio = { version = "1", default-features = false, features = ["rt"] }

use std::env;
use std::error::Error;

use reqwest::Client;
use reqwest::header::CONTENT_TYPE;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Change {
    label: String,
}

#[derive(Deserialize)]
struct Call {
    id: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: BASE TOKEN USER CALL");
    let (base, token, user, call) = (next()?, next()?, next()?, next()?);
    let client = Client::new();
    let request = client.get(format!("{base}/calls?limit=10"));
    let request = request.bearer_auth(&token).header("x-user-id", &user);
    let answer = request.send().await?.error_for_status()?.bytes().await?;
    let calls: Vec<Call> = serde_json::from_slice(&answer)?;
    let body = serde_json::to_vec(&Change {
        label: "new".to_owned(),
    })?;
    let request = client
        .patch(format!("{base}/calls/{call}"))
        .header(CONTENT_TYPE, "application/json")
        .body(body);
    let request = request.bearer_auth(&token).header("x-user-id", &user);
    let answer = request.send().await?.error_for_status()?.bytes().await?;
    let changed: Call = serde_json::from_slice(&answer)?;
    println!("{} calls, {} changed", calls.len(), changed.id);
    Ok(())
}
