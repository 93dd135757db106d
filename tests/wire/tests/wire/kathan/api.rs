//! Kathan's client with credentials, and what every request of it carries.

use kathan_client::Client;
use serde::Serialize;
use wire::spec::user_agent;
use wire::{Case, Expected, Result};

/// A client, and the server that it talks to.
pub(crate) struct Api {
    pub(crate) client: Client,
    case: Case,
}

impl Api {
    pub(crate) fn start(operation: &str) -> Result<Self> {
        let case = Case::start("kathan", operation)?;
        Ok(Self {
            client: client(case.url())?,
            case,
        })
    }

    /// Expects this request next, and answers it with the spec's example.
    pub(crate) fn expect(&mut self, expected: Expected) {
        self.case.expect(expected);
    }

    pub(crate) fn finish(self, output: &impl Serialize) -> Result {
        self.case.finish(output)
    }
}

/// A client with both credentials.
pub(crate) fn client(url: String) -> Result<Client> {
    let builder = Client::builder().bearer_auth("kathan-key").user_id("user_123");
    Ok(builder.base_url(url).build()?)
}

/// A request with all headers but those of the body.
pub(crate) fn request(method: &str, target: &str) -> Expected {
    Expected::new(method, target)
        .header("Authorization", "Bearer kathan-key")
        .header("X-User-ID", "user_123")
        .header("Accept", "application/json")
        .header("User-Agent", &user_agent("kathan"))
}
