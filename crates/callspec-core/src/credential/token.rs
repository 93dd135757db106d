//! Tokens that expire. In: a provider. Out: the newest token, asked for only when the last one is about to end.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use callspec_types::{Secret, StreamError};

use super::{Part, part};
use crate::clock::BoxFuture;
use crate::error::InvalidReason;
use crate::scheme::Scheme;

/// A token is replaced this long before it ends, so that it does not end on the way.
const MARGIN: Duration = Duration::from_secs(30);

/// A token, and until when it can be used.
#[derive(Clone, Debug)]
pub struct Token {
    secret: Secret,
    expires: Option<SystemTime>,
}

impl Token {
    /// A token that does not end, unless the server answers 401.
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self {
            secret: secret.into(),
            expires: None,
        }
    }

    /// Sets when the token ends; it is replaced 30 s before that.
    pub const fn expires(mut self, at: SystemTime) -> Self {
        self.expires = Some(at);
        self
    }
}

/// Gives tokens that expire, for any scheme but `basic`.
///
/// The client keeps a token until it is about to end, or the server answers 401; then it asks again and, after a 401,
/// sends the request once more. Calls that start at the same time may each ask.
pub trait TokenProvider: Send + Sync + 'static {
    /// Fetches a new token. It counts towards the deadline of the call that needs it.
    fn token(&self) -> BoxFuture<'_, Result<Token, StreamError>>;
}

/// A provider with the last token it gave.
pub(crate) struct Tokens {
    provider: Arc<dyn TokenProvider>,
    last: Mutex<Option<(Part, Option<SystemTime>)>>,
}

impl Tokens {
    pub(crate) fn new(provider: Arc<dyn TokenProvider>) -> Self {
        Self {
            provider,
            last: Mutex::new(None),
        }
    }

    /// What the newest token adds to a request.
    pub(crate) async fn part(&self, scheme: &Scheme, now: SystemTime) -> Result<Part, InvalidReason> {
        if let Some((part, expires)) = &*self.last.lock().unwrap_or_else(PoisonError::into_inner)
            && expires.is_none_or(|at| now + MARGIN < at)
        {
            return Ok(part.clone());
        }
        let token = self
            .provider
            .token()
            .await
            .map_err(|error| InvalidReason::Token(error.to_string()))?;
        let part = part(scheme, &token.secret)?;
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((part.clone(), token.expires));
        Ok(part)
    }

    /// Forgets the last token: the server did not take it.
    pub(crate) fn forget(&self) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}
