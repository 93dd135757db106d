//! Sippet's client with credentials, and what every request of it carries.

use serde::Serialize;
use serde_json::{Map, Value, json};
use sippet_client::{Client, ClientBuilder};
use wire::spec::user_agent;
use wire::{Case, Expected, Result};

/// The media type of JSON:API, which servers refuse with a parameter (JSON:API §5.1).
pub(crate) const JSON_API: &str = "application/vnd.api+json";

/// A client, and the server that it talks to.
pub(crate) struct Api {
    pub(crate) client: Client,
    case: Case,
}

impl Api {
    pub(crate) fn start(operation: &str) -> Result<Self> {
        let case = Case::start("sippet", operation)?;
        let builder = Client::builder().bearer_auth("sippet-token").api_key("sippet-key");
        Ok(Self {
            client: builder.base_url(case.url()).build()?,
            case,
        })
    }

    /// A client of the same server, with other credentials.
    pub(crate) fn other(&self, credentials: ClientBuilder) -> Result<Client> {
        Ok(credentials.base_url(self.case.url()).build()?)
    }

    /// Expects this request next, and answers it with the spec's example.
    pub(crate) fn expect(&mut self, expected: Expected) {
        self.case.expect(expected);
    }

    pub(crate) fn finish(self, output: &impl Serialize) -> Result {
        self.case.finish(output)
    }
}

/// A request of the JSON:API part, with all headers but those of the body: the bearer token, and not the API key.
pub(crate) fn request(method: &str, target: &str) -> Expected {
    anonymous(method, target).header("Authorization", "Bearer sippet-token")
}

/// The same without a credential.
pub(crate) fn anonymous(method: &str, target: &str) -> Expected {
    Expected::new(method, target)
        .header("Accept", JSON_API)
        .header("User-Agent", &user_agent("sippet"))
}

/// A request that creates a resource: the envelope has a type and no id.
pub(crate) fn creation(target: &str, kind: &str, attributes: Value) -> Expected {
    let body = json!({"data": {"type": kind, "attributes": attributes}});
    request("POST", target).json(JSON_API, body)
}

/// A request that changes a resource: the envelope has the id of the path.
pub(crate) fn change(target: &str, kind: &str, id: &str, attributes: Value) -> Expected {
    let body = json!({"data": {"type": kind, "id": id, "attributes": attributes}});
    request("PATCH", target).json(JSON_API, body)
}

/// A request that takes the API key, and not the bearer token.
pub(crate) fn keyed(method: &str, target: &str) -> Expected {
    Expected::new(method, target)
        .header("x-api-key", "sippet-key")
        .header("Accept", "application/json")
        .header("User-Agent", &user_agent("sippet"))
}

/// An object of one member.
pub(crate) fn object(name: &str, value: Value) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), value)])
}
