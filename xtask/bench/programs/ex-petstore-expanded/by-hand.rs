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
struct NewPet {
    name: String,
}

#[derive(Deserialize)]
struct Pet {
    id: i64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: BASE");
    let base = next()?;
    let client = Client::new();
    let request = client.get(format!("{base}/pets?limit=10"));
    let answer = request.send().await?.error_for_status()?.bytes().await?;
    let pets: Vec<Pet> = serde_json::from_slice(&answer)?;
    let body = serde_json::to_vec(&NewPet { name: "Rex".to_owned() })?;
    let request = client
        .post(format!("{base}/pets"))
        .header(CONTENT_TYPE, "application/json")
        .body(body);
    let answer = request.send().await?.error_for_status()?.bytes().await?;
    let pet: Pet = serde_json::from_slice(&answer)?;
    println!("{} pets, {} added", pets.len(), pet.id);
    Ok(())
}
