//! Operations as a generated `sippet-client` has them.

use callspec_core::types::jsonapi::{self, Document};
use callspec_core::types::{Patch, Secret, Timestamp};
use callspec_core::{
    Api, Error, Exchange, InvalidRequest, Method, Operation, OperationInfo, Reply, Request, Scheme, Style,
    client_builder, operation,
};
use serde::{Deserialize, Serialize};

pub(crate) static BEARER_AUTH: Scheme = Scheme::bearer("bearerAuth").env("SIPPET_TOKEN");
static API: Api = Api {
    name: "sippet",
    version: "0.1.0",
    base_url: Some("https://api.sippet.ai"),
    schemes: &[&BEARER_AUTH],
    required: &[&BEARER_AUTH],
};

/// Client.
#[derive(Clone, Debug)]
pub struct Client {
    core: callspec_core::Client,
}

impl Client {
    pub fn builder() -> ClientBuilder {
        ClientBuilder {
            core: callspec_core::ClientBuilder::new(&API),
        }
    }

    pub fn update_call(&self, id: impl Into<String>, attributes: CallAttributesUpdate) -> UpdateCall {
        UpdateCall {
            exchange: self.core.exchange(),
            id: id.into(),
            attributes,
            fields: None,
        }
    }
}

/// Builder.
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    core: callspec_core::ClientBuilder,
}

impl ClientBuilder {
    pub fn bearer_auth(mut self, token: impl Into<Secret>) -> Self {
        self.core = self.core.credential(&BEARER_AUTH, token);
        self
    }
}

client_builder!(ClientBuilder => Client);

/// Request.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct UpdateCall {
    exchange: Exchange,
    id: String,
    attributes: CallAttributesUpdate,
    fields: Option<Fields>,
}

impl UpdateCall {
    pub fn fields(mut self, fields: Fields) -> Self {
        self.fields = Some(fields);
        self
    }
}

operation!(UpdateCall => Document<Call>, UpdateCallError);

impl Operation for UpdateCall {
    type Output = Document<Call>;
    type Error = UpdateCallError;

    const INFO: &'static OperationInfo = &OperationInfo {
        id: "update_call",
        method: Method::PATCH,
        path: "/api/calls/{id}",
        security: &[&[&BEARER_AUTH]],
    };

    fn request(self) -> Result<Request, InvalidRequest> {
        Request::new(Self::INFO)
            .path("id", &self.id)
            .query("fields", Style::DEEP_OBJECT, &self.fields)
            .json(
                "application/vnd.api+json",
                &jsonapi::Update::new("Call", &self.id, &self.attributes),
            )
            .accept("application/vnd.api+json")
            .finish()
    }

    fn decode(reply: Reply) -> Result<Self::Output, Error<Self::Error>> {
        match reply.status() {
            200..=299 => reply.json(),
            _ => reply.refused(UpdateCallError::Default),
        }
    }
}

/// Documented errors.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum UpdateCallError {
    Default(serde_json::Value),
}

#[derive(Clone, Debug, Serialize)]
pub struct Fields {
    #[serde(rename = "Call")]
    pub call: String,
}

/// Model.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Call {
    pub id: String,
    #[serde(default)]
    pub attributes: CallAttributes,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CallAttributes {
    #[serde(default)]
    pub status: Option<String>,
    #[serde(default)]
    pub ended_at: Option<Timestamp>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct CallAttributesUpdate {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub ended_at: Patch<Timestamp>,
}
