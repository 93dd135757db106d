//! What an earlier generator made of the document.

use callspec_core::Exchange;

use crate::Client;

impl Client {
    /// `GET /things`.
    pub fn get_thing(&self, q: Option<String>) -> GetThing {
        GetThing { exchange: self.core.exchange(), q }
    }
}

/// A request.
pub struct GetThing {
    exchange: Exchange,
    q: Option<String>,
}
