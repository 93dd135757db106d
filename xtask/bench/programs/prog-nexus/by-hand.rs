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
    description: String,
}

#[derive(Deserialize)]
struct Project {
    description: String,
}

#[derive(Deserialize)]
struct Page {
    items: Vec<Project>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: BASE ORGANIZATION PROJECT");
    let (base, organization, project) = (next()?, next()?, next()?);
    let client = Client::new();
    let projects = format!("{base}/organizations/{organization}/projects");
    let answer = client.get(&projects).send().await?.error_for_status()?.bytes().await?;
    let page: Page = serde_json::from_slice(&answer)?;
    let body = serde_json::to_vec(&Change {
        description: "new".to_owned(),
    })?;
    let request = client
        .put(format!("{projects}/{project}"))
        .header(CONTENT_TYPE, "application/json")
        .body(body);
    let answer = request.send().await?.error_for_status()?.bytes().await?;
    let changed: Project = serde_json::from_slice(&answer)?;
    println!("{} projects, {} changed", page.items.len(), changed.description);
    Ok(())
}
