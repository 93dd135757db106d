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
    let mut next = || arguments.next().ok_or("usage: BASE TOKEN USER CALL");
    let (base, token, user, call) = (next()?, next()?, next()?, next()?);
    let mut client = KathanClient::with_base_url(base)?;
    client.bearer_auth = Some(token.into());
    client.user_id = Some(user.parse()?);
    let query = ListCallsRequestQuery {
        limit: Some(10),
        ..Default::default()
    };
    let ApiResponse::Ok(calls) = client.list_calls(ListCallsRequest { query }).await? else {
        return Err("no calls".into());
    };
    let path = UpdateCallRequestParamsPath { call_id: call };
    let body = UpdateCallRequest {
        label: Some("new".to_owned()),
        ..Default::default()
    };
    let ApiResponse::Ok(changed) = client.update_call(UpdateCallRequestParams { path, body }).await? else {
        return Err("no call".into());
    };
    println!("{} calls, {} changed", calls.body.len(), changed.body.id);
    Ok(())
}
