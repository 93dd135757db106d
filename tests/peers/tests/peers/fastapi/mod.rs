//! Kathan's generated client against FastAPI. What the application saw is read from its journal.

mod calls;
mod credentials;
mod errors;
mod uploads;

use kathan_client::models::CreateCallRequest;
use kathan_client::{Client, ClientBuilder};
use peers::{Result, Tape, address};
use serde_json::Value;

const VARIABLE: &str = "CALLSPEC_PEER_KATHAN";

/// A user of the peer, who has the test's name and nobody else's calls.
struct User {
    id: String,
    url: String,
    client: Client,
}

impl User {
    fn new(test: &'static str) -> Result<Self> {
        let (id, url) = (format!("user_{test}"), address::of(VARIABLE)?);
        let client = builder(test)?.bearer_auth("sk_live_peer").user_id(&*id).build()?;
        Ok(Self { id, url, client })
    }

    /// The requests that the application saw.
    fn requests(&self) -> Result<Vec<Value>> {
        let requests = &self.journal()?["requests"];
        Ok(requests.as_array().ok_or("no requests")?.clone())
    }

    /// What the application holds as the label of a call; responses do not have it.
    fn label(&self, call: &str) -> Result<Value> {
        let labels = &self.journal()?["labels"];
        Ok(labels.get(call).ok_or("no such call")?.clone())
    }

    fn journal(&self) -> Result<Value> {
        let line = format!("GET /journal?user_id={}", self.id);
        Ok(peers::send(&self.url, &line, &[], "")?.json()?)
    }

    /// Creates a call, and returns its id.
    async fn call(&self) -> Result<String> {
        let body = CreateCallRequest::new("number_1", "+14155550100").label("first");
        Ok(self.client.create_call(body).send().await?.id)
    }
}

/// A client of the peer without credentials, on tape.
fn builder(test: &'static str) -> Result<ClientBuilder> {
    let builder = Client::builder().base_url(address::of(VARIABLE)?);
    Ok(builder.middleware(Tape::new("kathan", test)))
}
