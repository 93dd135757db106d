//! Access tokens by OAuth 2.0 (RFC 6749). In: a grant, and the address of a token endpoint. Out: a provider of tokens that asks that
//! endpoint, over the transport of the client that they are for.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use callspec_types::{Secret, StreamError};
use serde_json::{Value, json};

use crate::client::{Client, ClientBuilder, TokenSource};
use crate::clock::BoxFuture;
use crate::credential::{Token, TokenProvider};
use crate::encode::{Keep, encode};
use crate::error::{BuildError, Error, InvalidRequest};
use crate::info::{Api, OperationInfo};
use crate::method::Method;
use crate::operation::Operation;
use crate::reply::Reply;
use crate::request::Request;
use crate::scheme::Scheme;

/// What a server says is kept up to so many characters.
const LENGTH: usize = 300;

/// How access tokens are fetched from a token endpoint (RFC 6749 §3.2), without a browser.
///
/// The request goes over the transport of the client, without its middleware, to the endpoint and nowhere else; `http:` is
/// refused where the client refuses it. The client itself is authenticated by `Basic` (§2.3.1), unless that is asked for in the
/// body. A token is kept until it ends, as that of any [`TokenProvider`].
#[derive(Clone)]
#[must_use = "a grant does nothing until a client is built with it"]
pub struct OAuth2 {
    token_url: String,
    grant: Grant,
    client_id: String,
    client_secret: Option<Secret>,
    scope: Option<String>,
    in_body: bool,
    on_refresh_token: Option<Told>,
}

/// What is given each new refresh token.
type Told = Arc<dyn Fn(&Secret) + Send + Sync>;

#[derive(Clone)]
enum Grant {
    ClientCredentials,
    RefreshToken(Secret),
}

impl OAuth2 {
    fn by(grant: Grant, token_url: impl Into<String>, client_id: impl Into<String>) -> Self {
        Self {
            token_url: token_url.into(),
            grant,
            client_id: client_id.into(),
            client_secret: None,
            scope: None,
            in_body: false,
            on_refresh_token: None,
        }
    }

    /// By the credentials of the client itself (RFC 6749 §4.4).
    pub fn client_credentials(
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        Self::by(Grant::ClientCredentials, token_url, client_id).client_secret(client_secret)
    }

    /// By a refresh token (RFC 6749 §6). Where the server gives a new one with an access token, that is used from then on, for as long
    /// as the client lives; [`on_refresh_token`](Self::on_refresh_token) is how to keep it for longer.
    pub fn refresh_token(
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        refresh_token: impl Into<Secret>,
    ) -> Self {
        Self::by(Grant::RefreshToken(refresh_token.into()), token_url, client_id)
    }

    /// Sets the secret of the client, where it has one.
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.client_secret = Some(secret.into());
        self
    }

    /// Sets the scopes that are asked for (RFC 6749 §3.3); without any, the server decides.
    pub fn scopes<S: AsRef<str>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        let scopes: Vec<String> = scopes.into_iter().map(|scope| scope.as_ref().to_owned()).collect();
        self.scope = (!scopes.is_empty()).then(|| scopes.join(" "));
        self
    }

    /// Sets another token endpoint.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = url.into();
        self
    }

    /// Sends id and secret of the client in the body, for servers that do not read `Basic` (RFC 6749 §2.3.1).
    pub const fn credentials_in_body(mut self) -> Self {
        self.in_body = true;
        self
    }

    /// Sets what is given each new refresh token, before the access token that came with it is used. Where refresh tokens are good
    /// for one use, a client that is built later needs the last one.
    pub fn on_refresh_token(mut self, keep: impl Fn(&Secret) + Send + Sync + 'static) -> Self {
        self.on_refresh_token = Some(Arc::new(keep));
        self
    }

    /// The secret that stands in `Authorization`.
    fn basic(&self) -> Option<&Secret> {
        self.client_secret.as_ref().filter(|_| !self.in_body)
    }
}

/// Prints no secret.
impl fmt::Debug for OAuth2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth2")
            .field("token_url", &self.token_url)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

impl ClientBuilder {
    /// Sets how the access tokens of a scheme are fetched.
    pub fn oauth2(self, scheme: &'static Scheme, grant: OAuth2) -> Self {
        self.token_source(scheme, Arc::new(grant))
    }
}

static CLIENT: Scheme = Scheme::basic("client");
static API: Api = Api {
    name: "oauth2",
    version: env!("CARGO_PKG_VERSION"),
    base_url: None,
    schemes: &[&CLIENT],
    required: &[],
};

impl TokenSource for OAuth2 {
    fn provider(&self, builder: ClientBuilder) -> Result<Arc<dyn TokenProvider>, BuildError> {
        let (address, query) = self.token_url.split_once('?').unwrap_or((&self.token_url, ""));
        let mut builder = builder.of(&API).base_url(address);
        if let Some(secret) = self.basic() {
            let encoded = |text: &str| {
                let mut encoded = String::new();
                encode(&mut encoded, text, Keep::Unreserved);
                encoded
            };
            builder = builder.basic_credential(&CLIENT, encoded(&self.client_id), encoded(secret.expose()));
        }
        Ok(Arc::new(Endpoint {
            client: builder.build()?,
            slash: address.ends_with('/'),
            query: query.to_owned(),
            rotated: Mutex::new(None),
            grant: self.clone(),
        }))
    }
}

/// A token endpoint, asked by one grant.
struct Endpoint {
    client: Client,
    /// Whether its address ends in one, which a base URL does not.
    slash: bool,
    query: String,
    grant: OAuth2,
    /// The last refresh token that the server gave.
    rotated: Mutex<Option<Secret>>,
}

impl Endpoint {
    fn request(&self) -> TokenRequest {
        let OAuth2 {
            grant,
            client_id,
            client_secret,
            scope,
            ..
        } = &self.grant;
        let kind = match grant {
            Grant::ClientCredentials => "client_credentials",
            Grant::RefreshToken(_) => "refresh_token",
        };
        let in_body = self.grant.basic().is_none();
        let secret = client_secret.as_ref().filter(|_| in_body);
        TokenRequest {
            form: json!({
                "grant_type": kind,
                "refresh_token": self.refresh_token().as_ref().map(Secret::expose),
                "scope": scope,
                "client_id": in_body.then_some(client_id),
                "client_secret": secret.map(Secret::expose),
            }),
            query: self.query.clone(),
            slash: self.slash,
        }
    }

    fn rotated(&self) -> Option<Secret> {
        self.rotated.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The newest refresh token, where the grant is by one.
    fn refresh_token(&self) -> Option<Secret> {
        match &self.grant.grant {
            Grant::RefreshToken(first) => Some(self.rotated().unwrap_or_else(|| first.clone())),
            Grant::ClientCredentials => None,
        }
    }

    /// Uses this refresh token from now on, unless it is the last one again.
    fn rotate(&self, token: &Secret) {
        let last = self.refresh_token();
        if last.is_none_or(|last| last.expose() == token.expose()) {
            return;
        }
        *self.rotated.lock().unwrap_or_else(PoisonError::into_inner) = Some(token.clone());
        if let Some(keep) = &self.grant.on_refresh_token {
            keep(token);
        }
    }

    async fn fetch(&self) -> Result<Token, StreamError> {
        let date = self.client.inner.clock.date();
        let granted = self.client.exchange().send(self.request()).await;
        let Granted(granted) = granted.map_err(|error| self.without_secrets(&said(&error)))?;
        if text(&granted, "token_type").is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err("the token endpoint gives no `Bearer` token (RFC 6749 §7.1)".into());
        }
        if let Some(token) = text(&granted, "refresh_token") {
            self.rotate(&token.into());
        }
        let token = text(&granted, "access_token").ok_or("the token endpoint gives no `access_token`")?;
        let length = seconds(&granted["expires_in"]);
        let end = length.and_then(|length| date.checked_add(length));
        let token = Token::new(token);
        Ok(match end {
            Some(end) => token.expires(end),
            None => token,
        })
    }

    /// What a server says may repeat what it was sent.
    fn without_secrets(&self, said: &str) -> String {
        let first = match &self.grant.grant {
            Grant::RefreshToken(first) => Some(first.clone()),
            Grant::ClientCredentials => None,
        };
        let secrets = [self.grant.client_secret.clone(), first, self.rotated()];
        let secrets = secrets
            .iter()
            .flatten()
            .map(Secret::expose)
            .filter(|secret| !secret.is_empty());
        secrets.fold(said.to_owned(), |said, secret| said.replace(secret, "…"))
    }
}

impl TokenProvider for Endpoint {
    fn token(&self) -> BoxFuture<'_, Result<Token, StreamError>> {
        Box::pin(self.fetch())
    }
}

/// The error of the server in its own words (RFC 6749 §5.2), or what kept it from any.
fn said(error: &Error<TokenError>) -> String {
    let Error::Api(refusal) = error else {
        return format!("the token endpoint: {error}");
    };
    let said = |name: &str| {
        let said = text(&refusal.error.0, name)?;
        Some(
            said.chars()
                .filter(|c| !c.is_control())
                .take(LENGTH)
                .collect::<String>(),
        )
    };
    match (said("error"), said("error_description")) {
        (Some(code), Some(description)) => format!("the token endpoint says `{code}`: {description}"),
        (Some(code), None) => format!("the token endpoint says `{code}`"),
        (None, _) => format!("the token endpoint answers {}", refusal.status()),
    }
}

/// The request for an access token, which [`InMemory`](crate::testing::InMemory) can be given answers for.
pub struct TokenRequest {
    form: Value,
    query: String,
    slash: bool,
}

/// An access token as it comes (RFC 6749 §5.1).
pub struct Granted(Value);

/// Why there is no access token (RFC 6749 §5.2).
pub struct TokenError(Value);

impl Operation for TokenRequest {
    type Output = Granted;
    type Error = TokenError;

    const INFO: &'static OperationInfo = &OperationInfo {
        id: "token",
        method: Method::POST,
        path: "",
        security: &[&[&CLIENT], &[]],
    };

    fn request(self) -> Result<Request, InvalidRequest> {
        let mut request = Request::new(Self::INFO)
            .form(&self.form)
            .accept("application/json")
            .finish()?;
        request.query = self.query;
        if self.slash {
            request.path = "/".into();
        }
        Ok(request)
    }

    fn decode(reply: Reply) -> Result<Granted, Error<TokenError>> {
        match reply.status() {
            200 => reply.json().map(Granted),
            400 | 401 => reply.refused(TokenError),
            _ => reply.unexpected(),
        }
    }
}

fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

/// A number of seconds, which some servers write as a text; none where it is neither.
fn seconds(value: &Value) -> Option<Duration> {
    let seconds = value.as_f64().or_else(|| value.as_str()?.parse().ok())?;
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests;
