//! Sippet's client in front of Prism.

use peers::{Exception, Validated};
use serde::Serialize;
use sippet_client::{Client, ClientBuilder};
use wire::{Expected, Result};

pub(crate) use super::wire_api::{JSON_API, anonymous, change, creation, keyed, object, request};

/// What Prism reports and is no fault of the client. An entry that no longer applies fails.
const EXCEPTIONS: &[Exception] = &[Exception {
    operation: "get_api_key",
    violation: "request query include: Request query parameter include must match pattern",
    reason: "the document admits no path, and the case sends two to show how they are written",
}];

/// A client, and the proxy that it talks to.
pub(crate) struct Api {
    pub(crate) client: Client,
    validated: Validated,
}

impl Api {
    pub(crate) fn start(operation: &str) -> Result<Self> {
        let validated = Validated::start("sippet", operation)?;
        let builder = Client::builder().bearer_auth("sippet-token").api_key("sippet-key");
        Ok(Self {
            client: client(&validated, builder)?,
            validated,
        })
    }

    /// A client of the same proxy, with other credentials.
    pub(crate) fn other(&self, credentials: ClientBuilder) -> Result<Client> {
        client(&self.validated, credentials)
    }

    pub(crate) fn expect(&mut self, expected: Expected) {
        self.validated.expect(&expected);
    }

    pub(crate) fn finish(self, output: &impl Serialize) -> Result {
        self.validated.finish(EXCEPTIONS, output)
    }

    /// What Prism found in what was sent so far.
    pub(crate) fn violations(&self) -> Vec<String> {
        self.validated.violations().take()
    }
}

fn client(validated: &Validated, credentials: ClientBuilder) -> Result<Client> {
    let builder = credentials.base_url(validated.url());
    Ok(builder.middleware(validated.violations()).build()?)
}
