//! Builders of clients. In: one call per setting. Out: a client, or the first thing that was wrong.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use callspec_types::Secret;
use http::HeaderValue;

use super::{Client, Inner, Limits, Servers};
use crate::base_url::BaseUrl;
use crate::clock::{Clock, Dice, SystemClock, SystemDice};
use crate::credential::{Credential, Credentials, TokenProvider, Tokens, missing, part};
use crate::error::BuildError;
use crate::info::Api;
use crate::invalid::InvalidReason;
#[cfg(feature = "reqwest")]
use crate::network::NetworkBuilder;
use crate::retry::{Budget, Retry};
use crate::scheme::Scheme;
use crate::transport::{Middleware, Transport};

/// What a provider of tokens is made of, once the rest of a client is known.
pub(crate) trait TokenSource: Send + Sync {
    /// The provider, whose own client is built as the client is, with nothing of its credentials and middleware.
    fn provider(&self, builder: ClientBuilder) -> Result<Arc<dyn TokenProvider>, BuildError>;
}

/// What a [`Client`] is made from.
///
/// By default a connection may take 5 s, a server may be silent for 30 s, a call may take 60 s in all (retries
/// included), and the body of a response may have 16 MiB when decompressed.
#[derive(Clone)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    api: &'static Api,
    base_url: Option<String>,
    /// The one that was chosen of the document's.
    server: Option<&'static str>,
    allow_http: bool,
    credentials: Credentials,
    sources: Vec<(&'static Scheme, Arc<dyn TokenSource>)>,
    wrong: Option<(InvalidReason, &'static str)>,
    user_agent: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    #[cfg(feature = "reqwest")]
    network: NetworkBuilder,
    middleware: Vec<Arc<dyn Middleware>>,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    retry: Retry,
    limits: Limits,
}

impl ClientBuilder {
    /// A builder for clients of this API.
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            server: None,
            allow_http: false,
            credentials: Credentials::default(),
            sources: Vec::new(),
            wrong: None,
            user_agent: None,
            transport: None,
            #[cfg(feature = "reqwest")]
            network: NetworkBuilder::default(),
            middleware: Vec::new(),
            clock: Arc::new(SystemClock),
            dice: Arc::new(SystemDice),
            retry: Retry::standard(),
            limits: Limits {
                connect: Some(Duration::from_secs(5)),
                total: Some(Duration::from_secs(60)),
                read: Some(Duration::from_secs(30)),
                body: 16 * 1024 * 1024,
            },
        }
    }

    /// Sets the credential of a scheme.
    pub fn credential(mut self, scheme: &'static Scheme, secret: impl Into<Secret>) -> Self {
        match part(scheme, &secret.into()) {
            Ok(part) => self.credentials.insert(scheme, Credential::Fixed(part)),
            Err(reason) => self.refuse(scheme, reason),
        }
        self
    }

    /// Sets user and password of a scheme. A colon in the user's name is refused (RFC 7617 §2).
    pub fn basic_credential(
        mut self,
        scheme: &'static Scheme,
        user: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        let user = user.into();
        if user.contains(':') {
            self.refuse(
                scheme,
                InvalidReason::Unwritable("the user's name holds a colon".to_owned()),
            );
            return self;
        }
        self.credential(scheme, format!("{user}:{}", password.into().expose()))
    }

    /// Sets a provider of tokens for a scheme.
    pub fn token_provider(mut self, scheme: &'static Scheme, provider: impl TokenProvider) -> Self {
        let tokens = Tokens::new(Arc::new(provider));
        self.credentials.insert(scheme, Credential::Tokens(Arc::new(tokens)));
        self
    }

    /// Sets what a provider of tokens for a scheme is made of.
    pub(crate) fn token_source(mut self, scheme: &'static Scheme, source: Arc<dyn TokenSource>) -> Self {
        self.sources.push((scheme, source));
        self
    }

    /// The same settings for another API, without credentials and middleware.
    pub(crate) fn of(self, api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            server: None,
            credentials: Credentials::default(),
            sources: Vec::new(),
            middleware: Vec::new(),
            ..self
        }
    }

    fn has_credential(&self, scheme: &Scheme) -> bool {
        let mut sources = self.sources.iter();
        self.credentials.get(scheme).is_some() || sources.any(|(of, _)| of.key() == scheme.key())
    }

    /// Makes the providers of tokens.
    fn provide(&mut self) -> Result<(), BuildError> {
        for (scheme, source) in std::mem::take(&mut self.sources) {
            let provider = source.provider(self.clone()).map_err(|error| match error {
                BuildError::BaseUrl(reason) => {
                    let reason = format!("the address of the token endpoint {reason}");
                    BuildError::Credential(InvalidReason::Token(reason), scheme.key())
                }
                BuildError::Credential(reason, _) => BuildError::Credential(reason, scheme.key()),
                error => error,
            })?;
            self.credentials
                .insert(scheme, Credential::Tokens(Arc::new(Tokens::new(provider))));
        }
        Ok(())
    }

    /// The transport that was given, or one over the network.
    fn connected(&mut self) -> Result<Arc<dyn Transport>, BuildError> {
        let transport: Arc<dyn Transport> = match self.transport.take() {
            Some(transport) => transport,
            #[cfg(feature = "reqwest")]
            None => Arc::new(std::mem::take(&mut self.network).build_for(self.limits.connect)?),
            #[cfg(not(feature = "reqwest"))]
            None => return Err(BuildError::NoTransport),
        };
        self.transport = Some(Arc::clone(&transport));
        Ok(transport)
    }

    /// Sets the credentials that the environment holds, by the variables of the schemes. Empty ones count as missing.
    pub fn credentials_from_env(self) -> Self {
        self.credentials_from(|variable| std::env::var(variable).ok())
    }

    pub(crate) fn credentials_from(mut self, lookup: impl Fn(&str) -> Option<String>) -> Self {
        for scheme in self.api.schemes {
            let value = scheme.variable().and_then(&lookup).filter(|value| !value.is_empty());
            if let Some(value) = value {
                self = self.credential(scheme, value);
            }
        }
        self
    }

    /// Keeps the first reason.
    fn refuse(&mut self, scheme: &Scheme, reason: InvalidReason) {
        self.wrong.get_or_insert((reason, scheme.key()));
    }

    /// Sets where the API is, for all operations. A path is kept; user information, query and fragment are refused, and so is `http:` to any
    /// host but this machine.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets where the API is, as [`base_url`](Self::base_url) does, if a variable of the environment holds an address.
    pub fn base_url_from_env(self, variable: &str) -> Self {
        self.base_url_from(std::env::var(variable).ok())
    }

    pub(crate) fn base_url_from(self, value: Option<String>) -> Self {
        match value.filter(|value| !value.is_empty()) {
            Some(url) => self.base_url(url),
            None => self,
        }
    }

    /// Sets which of the document's servers is called where no base URL is set. Operations that have a server of their own
    /// still go to that.
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// Allows `http:` to other hosts. Credentials and calls are then readable on the way.
    pub const fn allow_http(mut self) -> Self {
        self.allow_http = true;
        self
    }

    /// Sets how long a call may take in all, retries included; `None` is without end. 60 s by default.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.limits.total = limit.into();
        self
    }

    /// Sets how long a server may be silent; `None` is without end. 30 s by default.
    ///
    /// Until the response begins it has one such time in all, from the moment the request is begun, so that a large upload
    /// needs a longer one; then one for each piece of the body.
    pub fn read_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.limits.read = limit.into();
        self
    }

    /// Sets how long a connection may take; `None` is without end. 5 s by default. A transport of your own may heed it or not.
    ///
    /// The limit of the whole call covers the connection too.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.limits.connect = limit.into();
        self
    }

    /// Sets how many bytes the body of a response may have, decompressed; 16 MiB by default.
    pub const fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// Sets what is tried again.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Sets the header `User-Agent`; by default name and version of the client.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Sets what is special about the network: certificates, a proxy, the pool of connections. A
    /// [`transport`](Self::transport) goes before it.
    #[cfg(feature = "reqwest")]
    #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
    pub fn network(mut self, network: NetworkBuilder) -> Self {
        self.network = network;
        self
    }

    /// Sets the transport. It is needed where the feature `reqwest` is off.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Adds a middleware; the first one added is the outermost.
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.middleware.push(Arc::new(middleware));
        self
    }

    /// Sets the clock, for tests.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Sets the dice, for tests.
    pub fn dice(mut self, dice: impl Dice) -> Self {
        self.dice = Arc::new(dice);
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if the base URL is missing or cannot be used, if a credential that every operation needs is
    /// missing, if a setting cannot be sent, or if the transport cannot be set up.
    pub fn build(mut self) -> Result<Client, BuildError> {
        let url = self.base_url.as_deref().or(self.server).or(self.api.base_url);
        let url = url.ok_or(BuildError::BaseUrl("is missing: the document names none"))?;
        let base_url = BaseUrl::parse(url, self.allow_http).map_err(BuildError::BaseUrl)?;
        if let Some((reason, scheme)) = self.wrong {
            return Err(BuildError::Credential(reason, scheme));
        }
        if let Some(scheme) = self.api.required.iter().find(|scheme| !self.has_credential(scheme)) {
            return Err(BuildError::Credential(missing(scheme), scheme.key()));
        }
        let transport = self.connected()?;
        self.provide()?;
        let user_agent = self.user_agent.unwrap_or_else(|| {
            format!(
                "{}/{} callspec/{}",
                self.api.name,
                self.api.version,
                env!("CARGO_PKG_VERSION")
            )
        });
        let inner = Inner {
            api: self.api,
            base_url,
            servers: match self.base_url {
                Some(_) => Servers::Ignored,
                None => Servers::Followed,
            },
            allow_http: self.allow_http,
            credentials: self.credentials,
            user_agent: HeaderValue::try_from(user_agent).map_err(|_| BuildError::UserAgent)?,
            transport,
            middleware: self.middleware,
            clock: self.clock,
            dice: self.dice,
            retry: self.retry,
            budget: Budget::full(),
            limits: self.limits,
        };
        Ok(Client { inner: Arc::new(inner) })
    }
}

/// Prints no credential.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api", &self.api.name)
            .field("credentials", &self.credentials)
            .field("retry", &self.retry)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
