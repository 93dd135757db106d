//! Two calls with openapi-generator's client.

// needs: tokio = { version = "1", default-features = false, features = ["rt"] }

use std::env;
use std::error::Error;

use client::apis::configuration::Configuration;
use client::apis::projects_api::{project_list, project_update};
use client::models::ProjectUpdate;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: BASE ORGANIZATION PROJECT");
    let (base, organization, project) = (next()?, next()?, next()?);
    let configuration = Configuration {
        base_path: base,
        ..Default::default()
    };
    let projects = project_list(&configuration, &organization, None, None, None).await?;
    let change = ProjectUpdate {
        description: Some(Some("new".to_owned())),
        ..Default::default()
    };
    let changed = project_update(&configuration, &organization, &project, change).await?;
    println!("{} projects, {} changed", projects.items.len(), changed.description);
    Ok(())
}
