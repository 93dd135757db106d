//! Sippet's generated client against Django REST framework JSON:API. What the server saw is read from its journal, by the
//! client's `User-Agent`.

mod changes;
mod errors;
mod ids;
mod lists;

use peers::{Response, Result, Tape, address};
use serde_json::Value;
use sippet_client::{Client, ClientBuilder};

const VARIABLE: &str = "CALLSPEC_PEER_SIPPET";

/// The media type of JSON:API, which AshJsonApi takes without a parameter only.
const JSON_API: &str = "application/vnd.api+json";

/// A client of the peer on tape, named after the test.
fn client(test: &'static str) -> Result<Client> {
    Ok(builder(test, Tape::new("sippet", test))?
        .bearer_auth("sippet-token")
        .build()?)
}

fn builder(test: &'static str, tape: Tape) -> Result<ClientBuilder> {
    let builder = Client::builder().base_url(address::of(VARIABLE)?);
    Ok(builder.user_agent(test).middleware(tape))
}

/// The requests of a test that the server saw.
fn requests(test: &str) -> Result<Vec<Value>> {
    let line = format!("GET /journal?agent={test}");
    let journal = peers::send(&address::of(VARIABLE)?, &line, &[], "")?;
    Ok(serde_json::from_str(&journal.body)?)
}

/// Changes a call by hand, with this media type and this body.
fn patch(id: &str, content_type: &str, body: &str) -> Result<Response> {
    let headers = [
        "Authorization: Bearer sippet-token",
        "Accept: application/vnd.api+json",
        &format!("Content-Type: {content_type}"),
    ];
    peers::send(
        &address::of(VARIABLE)?,
        &format!("PATCH /api/calls/{id}"),
        &headers,
        body,
    )
}
