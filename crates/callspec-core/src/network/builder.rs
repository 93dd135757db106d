//! Settings of the network. In: certificates, a proxy, a pool. Out: a transport, or the setting that cannot be used.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Uri;

use super::Network;
use crate::error::BuildError;

/// What a [`Network`] is made from, for [`ClientBuilder::network`](crate::ClientBuilder::network) or by itself.
///
/// ```
/// # fn example(company_root: &[u8]) -> Result<(), callspec_core::BuildError> {
/// use callspec_core::Network;
///
/// let network = Network::builder()
///     .root_certificate(company_root.to_vec())
///     .proxy("http://proxy.example.com:3128")
///     .no_proxy("internal.example.com, 10.0.0.0/8")
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct NetworkBuilder {
    root_certificates: Vec<Bytes>,
    only_these: bool,
    client_certificate: Option<Bytes>,
    proxy: Proxy,
    no_proxy: String,
    connect_timeout: Option<Duration>,
    pool_idle_timeout: Option<Option<Duration>>,
    pool_max_idle: Option<usize>,
}

#[derive(Clone, Default)]
enum Proxy {
    #[default]
    OfEnvironment,
    None,
    Own(String),
}

impl NetworkBuilder {
    /// Adds certificates that are trusted beside those of the system: one or several in PEM (RFC 7468), such as the root of a
    /// company.
    pub fn root_certificate(mut self, pem: impl Into<Bytes>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// Trusts the certificates that were added, and none of the system.
    pub const fn only_these_root_certificates(mut self) -> Self {
        self.only_these = true;
        self
    }

    /// Sets the certificate that connections present (mutual TLS), in PEM: its chain and its private key.
    pub fn client_certificate(mut self, pem: impl Into<Bytes>) -> Self {
        self.client_certificate = Some(pem.into());
        self
    }

    /// Sets the proxy (`http:` or `https:`, with `user:password@` where it asks for them) in the place of those that the
    /// environment names. This machine is never reached through it.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Proxy::Own(url.into());
        self
    }

    /// Sets the hosts that are not reached through [`proxy`](Self::proxy), in the form of `NO_PROXY`: host names, which cover
    /// those below them, addresses and networks, separated by commas.
    pub fn no_proxy(mut self, hosts: impl Into<String>) -> Self {
        self.no_proxy = hosts.into();
        self
    }

    /// Uses no proxy, whatever the environment names.
    pub fn without_proxy(mut self) -> Self {
        self.proxy = Proxy::None;
        self
    }

    /// Sets how long a connection may take at most, whatever a call allows; without end by default, so that the limit of the
    /// call alone holds.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = limit.into();
        self
    }

    /// Sets how long a connection is kept that no call uses; `None` is without end. reqwest's default is 90 s.
    pub fn pool_idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.pool_idle_timeout = Some(limit.into());
        self
    }

    /// Sets how many connections to a host are kept that no call uses; 0 keeps none. There is no bound by default.
    pub const fn pool_max_idle_per_host(mut self, connections: usize) -> Self {
        self.pool_max_idle = Some(connections);
        self
    }

    /// Makes the transport, with a pool of connections of its own.
    ///
    /// # Errors
    ///
    /// [`BuildError::Network`] for a setting that cannot be used, [`BuildError::Transport`] if the TLS back end cannot be set
    /// up.
    pub fn build(self) -> Result<Network, BuildError> {
        self.build_for(None)
    }

    /// Makes the transport for calls of which most allow a connection this long, and others may allow it longer.
    pub(crate) fn build_for(self, usual: Option<Duration>) -> Result<Network, BuildError> {
        let most = self.connect_timeout;
        let usual = [most, usual].into_iter().flatten().min();
        Network::with(self.settings()?, most, usual).map_err(BuildError::Transport)
    }

    fn settings(self) -> Result<Settings, BuildError> {
        let proxy = match &self.proxy {
            Proxy::Own(url) => Some(proxy(url, &self.no_proxy)?),
            Proxy::OfEnvironment | Proxy::None => None,
        };
        let tls = tls(&self)?;
        Ok(Settings::Made(Some(Arc::new(move |mut builder| {
            builder = tls(builder);
            if let Some(proxy) = &proxy {
                builder = builder.proxy(proxy.clone());
            }
            if matches!(self.proxy, Proxy::None) {
                builder = builder.no_proxy();
            }
            if let Some(limit) = self.pool_idle_timeout {
                builder = builder.pool_idle_timeout(limit);
            }
            if let Some(connections) = self.pool_max_idle {
                builder = builder.pool_max_idle_per_host(connections);
            }
            builder
        }))))
    }
}

/// Prints no key, and no password of a proxy.
impl fmt::Debug for NetworkBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NetworkBuilder")
            .field("root_certificates", &self.root_certificates.len())
            .field("has_client_certificate", &self.client_certificate.is_some())
            .field("no_proxy", &self.no_proxy)
            .field("connect_timeout", &self.connect_timeout)
            .finish_non_exhaustive()
    }
}

fn proxy(url: &str, except: &str) -> Result<reqwest::Proxy, BuildError> {
    let wrong = BuildError::Network("the proxy is no URL with `http:` or `https:` and a host");
    let is_usable = |uri: &Uri| matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some();
    if !url.parse().is_ok_and(|uri| is_usable(&uri)) {
        return Err(wrong);
    }
    let proxy = reqwest::Proxy::all(url).map_err(|_| wrong)?;
    Ok(proxy.no_proxy(reqwest::NoProxy::from_string(except)))
}

/// What certificates change of a builder.
type Change = Box<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

#[cfg(any(feature = "rustls", feature = "rustls-no-provider", feature = "native-tls"))]
fn tls(from: &NetworkBuilder) -> Result<Change, BuildError> {
    let mut trusted = Vec::new();
    for pem in &from.root_certificates {
        let found = reqwest::Certificate::from_pem_bundle(pem)
            .ok()
            .filter(|found| !found.is_empty());
        trusted.extend(found.ok_or(BuildError::Network("a root certificate is not in PEM"))?);
    }
    let only_these = from.only_these;
    let identity = from.client_certificate.as_deref().map(identity).transpose()?;
    Ok(Box::new(move |mut builder| {
        if only_these {
            builder = builder.tls_certs_only(trusted.clone());
        } else if !trusted.is_empty() {
            builder = builder.tls_certs_merge(trusted.clone());
        }
        match &identity {
            Some(identity) => builder.identity(identity.clone()),
            None => builder,
        }
    }))
}

#[cfg(any(feature = "rustls", feature = "rustls-no-provider"))]
fn identity(pem: &[u8]) -> Result<reqwest::Identity, BuildError> {
    let wrong = |_| BuildError::Network("the client certificate is not a chain and a private key in PEM");
    reqwest::Identity::from_pem(pem).map_err(wrong)
}

/// The key is an argument of its own here, which has to begin with it.
#[cfg(all(feature = "native-tls", not(any(feature = "rustls", feature = "rustls-no-provider"))))]
fn identity(pem: &[u8]) -> Result<reqwest::Identity, BuildError> {
    const KEY: &[u8] = b"-----BEGIN PRIVATE KEY-----";
    let start = pem.windows(KEY.len()).position(|piece| piece == KEY);
    let key = start.and_then(|start| pem.get(start..));
    let identity = key.and_then(|key| reqwest::Identity::from_pkcs8_pem(pem, key).ok());
    identity.ok_or(BuildError::Network(
        "the client certificate is not a chain and a PKCS #8 private key in PEM",
    ))
}

#[cfg(not(any(feature = "rustls", feature = "rustls-no-provider", feature = "native-tls")))]
fn tls(from: &NetworkBuilder) -> Result<Change, BuildError> {
    if from.root_certificates.is_empty() && !from.only_these && from.client_certificate.is_none() {
        return Ok(Box::new(|builder| builder));
    }
    Err(BuildError::Network(
        "certificates need TLS: turn on the feature `rustls` or `native-tls`",
    ))
}

/// What each client of reqwest is made with, or the one that there is.
#[derive(Clone)]
pub(super) enum Settings {
    Made(Option<Arc<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>>),
    Own(reqwest::Client),
}

impl Default for Settings {
    fn default() -> Self {
        Self::Made(None)
    }
}

impl Settings {
    pub(super) fn builder(&self) -> reqwest::ClientBuilder {
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false);
        match self {
            Self::Made(Some(change)) => change(builder),
            Self::Made(None) | Self::Own(_) => builder,
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Made(None) => "usual",
            Self::Made(Some(_)) => "built",
            Self::Own(_) => "of a client",
        })
    }
}
