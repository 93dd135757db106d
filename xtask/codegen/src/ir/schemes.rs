//! Security schemes and servers: where a client calls, and with which credentials.

use super::{ConstName, Docs, FieldName, Pointer};

/// A variable in the URL of a server.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// What stands for it.
    pub default: String,
    /// What may stand for it, where the document lists that.
    pub values: Vec<String>,
    /// Its description.
    pub docs: Docs,
}

/// Index of a [`Scheme`] in [`Api::schemes`](super::Api::schemes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemeId(u32);

impl SchemeId {
    /// The id of the scheme at an index.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A security scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its key in the document: `bearerAuth`.
    pub key: String,
    /// Its setter on the builder: `bearer_auth`.
    pub name: FieldName,
    /// The setter's name for the errors of the runtime, where these would make another one of the key.
    pub hint: Option<FieldName>,
    /// The builder's setter of a provider of tokens, where the scheme has tokens that expire: `bearer_auth_provider`.
    pub provider: Option<FieldName>,
    /// How its tokens are fetched, where it is `oauth2`.
    pub oauth2: Option<OAuth2>,
    /// Its static in the client: `BEARER_AUTH`.
    pub constant: ConstName,
    /// What it is.
    pub kind: SchemeKind,
    /// What is said of its tokens.
    pub tokens: Tokens,
    /// The environment variable that holds it (`x-env`).
    pub env: Option<String>,
    /// The description.
    pub docs: Docs,
    /// Where it comes from.
    pub pointer: Pointer,
}

/// What the document says of the tokens of a scheme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tokens {
    /// `bearerFormat`.
    pub format: Option<String>,
    /// `openIdConnectUrl`.
    pub discovery: Option<String>,
    /// Where users let a program have them: the `authorizationUrl` of flows.
    pub authorization: Vec<String>,
    /// The scopes of all flows, and what is said of each.
    pub scopes: Vec<(String, Docs)>,
}

/// What the flows of an `oauth2` scheme say (OpenAPI 3.0 §4.7.32) of tokens that come without a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuth2 {
    /// The builder's setter of any grant: `login_grant`.
    pub grant: FieldName,
    /// The builder's setter of the client's own credentials, `login_client_credentials`, and the token endpoint of that flow.
    pub client_credentials: Option<(FieldName, String)>,
    /// Where tokens are renewed: a flow's `refreshUrl`, else its `tokenUrl`.
    pub refresh: Option<String>,
}

/// Kinds of security schemes (OpenAPI 3.0 §4.7.30).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `http` with `bearer`; also `oauth2` and `openIdConnect`, whose tokens travel so.
    Bearer,
    /// `http` with `basic`.
    Basic,
    /// Another `http` scheme, by its name: the credential is what follows it in `Authorization`.
    Http(String),
    /// `apiKey` in a header.
    Header(String),
    /// `apiKey` in the query.
    Query(String),
    /// `apiKey` in a cookie.
    Cookie(String),
    /// `mutualTLS` (OpenAPI 3.1): nothing is put into the request.
    MutualTls,
}
