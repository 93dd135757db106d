//! Two calls with callspec's client.

// needs: tokio = { version = "1", default-features = false, features = ["rt"] }

use std::env;
use std::error::Error;

use client::Client;
use client::models::ProjectUpdate;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: BASE ORGANIZATION PROJECT");
    let (base, organization, project) = (next()?, next()?, next()?);
    let client = Client::builder().base_url(base).build()?;
    let projects = client.project_list(&organization).send().await?;
    let change = ProjectUpdate::new().description("new");
    let changed = client.project_update(&organization, &project, change).send().await?;
    println!("{} projects, {} changed", projects.items.len(), changed.description);
    Ok(())
}
