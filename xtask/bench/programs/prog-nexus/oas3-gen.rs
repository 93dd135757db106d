//! Two calls with oas3-gen's client.

// needs: tokio = { version = "1", default-features = false, features = ["rt"] }

use std::env;
use std::error::Error;

use client::*;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: BASE ORGANIZATION PROJECT");
    let (base, organization, project) = (next()?, next()?, next()?);
    let client = OxideRegionApiClient::with_base_url(base)?;
    let path = ProjectListRequestPath {
        organization_name: organization.clone(),
    };
    let query = ProjectListRequestQuery::default();
    let ApiResponse::Ok(projects) = client.project_list(ProjectListRequest { path, query }).await? else {
        return Err("no projects".into());
    };
    let path = ProjectUpdateRequestPath {
        organization_name: organization,
        project_name: project,
    };
    let body = ProjectUpdate {
        description: Some("new".to_owned()),
        ..Default::default()
    };
    let ApiResponse::Ok(changed) = client.project_update(ProjectUpdateRequest { path, body }).await? else {
        return Err("no project".into());
    };
    println!("{} projects, {} changed", projects.items.len(), changed.description);
    Ok(())
}
