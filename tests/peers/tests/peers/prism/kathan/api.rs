//! Kathan's client in front of Prism.

use kathan_client::Client;
use peers::{Exception, Validated};
use serde::Serialize;
use wire::{Expected, Result};

pub(crate) use super::wire_api::request;

/// What Prism reports and is no fault of the client. An entry that no longer applies fails.
const EXCEPTIONS: &[Exception] = &[];

/// A client, and the proxy that it talks to.
pub(crate) struct Api {
    pub(crate) client: Client,
    validated: Validated,
}

impl Api {
    pub(crate) fn start(operation: &str) -> Result<Self> {
        let validated = Validated::start("kathan", operation)?;
        let builder = Client::builder().bearer_auth("kathan-key").user_id("user_123");
        let builder = builder.base_url(validated.url()).middleware(validated.violations());
        Ok(Self {
            client: builder.build()?,
            validated,
        })
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

    pub(crate) fn url(&self) -> String {
        self.validated.url()
    }
}
