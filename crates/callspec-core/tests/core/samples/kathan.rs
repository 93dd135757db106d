//! Operations as a generated `kathan-client` has them.

use callspec_core::types::{Patch, Secret, Timestamp, Unrecognized, open_enum};
use callspec_core::{
    Api, BuildError, Error, Exchange, InvalidRequest, Method, Operation, OperationInfo, Reply, Request, Scheme,
    client_builder, operation,
};
use serde::{Deserialize, Serialize};

pub(crate) static BEARER_AUTH: Scheme = Scheme::bearer("bearerAuth").env("KATHAN_API_KEY");
pub(crate) static USER_ID: Scheme = Scheme::api_key_header("userId", "X-User-ID").env("KATHAN_USER_ID");
static API: Api = Api {
    name: "kathan",
    version: "0.1.0",
    base_url: Some("https://api.staging.kathan.tech"),
    schemes: &[&BEARER_AUTH, &USER_ID],
    required: &[&BEARER_AUTH, &USER_ID],
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

    pub fn from_env() -> Result<Self, BuildError> {
        ClientBuilder {
            core: callspec_core::ClientBuilder::new(&API).credentials_from_env(),
        }
        .build()
    }

    pub(crate) fn exchange(&self) -> Exchange {
        self.core.exchange()
    }

    pub fn update_call(&self, call_id: impl Into<String>, body: UpdateCallRequest) -> UpdateCall {
        UpdateCall {
            exchange: self.exchange(),
            call_id: call_id.into(),
            body,
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

    pub fn user_id(mut self, key: impl Into<Secret>) -> Self {
        self.core = self.core.credential(&USER_ID, key);
        self
    }
}

client_builder!(ClientBuilder => Client);

/// Request.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until it is awaited"]
pub struct UpdateCall {
    exchange: Exchange,
    call_id: String,
    body: UpdateCallRequest,
}

operation!(UpdateCall => Call, UpdateCallError);

impl Operation for UpdateCall {
    type Output = Call;
    type Error = UpdateCallError;

    const INFO: &'static OperationInfo = &OperationInfo {
        id: "update_call",
        method: Method::PATCH,
        path: "/calls/{call_id}",
        security: &[&[&BEARER_AUTH, &USER_ID]],
    };

    fn request(self) -> Result<Request, InvalidRequest> {
        Request::new(Self::INFO)
            .path("call_id", &self.call_id)
            .json("application/json", &self.body)
            .accept("application/json")
            .finish()
    }

    fn decode(reply: Reply) -> Result<Self::Output, Error<Self::Error>> {
        match reply.status() {
            200..=299 => reply.json(),
            401 => reply.refused(UpdateCallError::Unauthorized),
            422 => reply.refused(UpdateCallError::UnprocessableContent),
            _ => reply.unexpected(),
        }
    }
}

/// Documented errors.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum UpdateCallError {
    Unauthorized(serde_json::Value),
    UnprocessableContent(serde_json::Value),
}

/// Model.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Call {
    pub id: String,
    pub status: CallStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct UpdateCallRequest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub label: Patch<String>,
}

impl UpdateCallRequest {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn action(mut self, action: impl Into<String>) -> Self {
        self.action = Some(action.into());
        self
    }

    pub fn clear_label(mut self) -> Self {
        self.label = Patch::Null;
        self
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CallStatus {
    Queued,
    Unrecognized(Unrecognized),
}

impl CallStatus {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Queued => "queued",
            Self::Unrecognized(value) => value.as_str(),
        }
    }
}

impl From<&str> for CallStatus {
    fn from(wire: &str) -> Self {
        match wire {
            "queued" => Self::Queued,
            _ => Self::Unrecognized(Unrecognized::new(wire)),
        }
    }
}

open_enum!(CallStatus);
