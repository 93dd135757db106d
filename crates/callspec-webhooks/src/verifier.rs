//! Whether a request is the provider's. In: its headers and body, and keys. Out: the body, or what is wrong.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::error::{KeyError, SignatureError};
use crate::headers::Headers;
use crate::key::{Key, Purpose};
use crate::scheme::SignatureScheme;

/// So far may the clocks of provider and receiver be apart, and so late may a request come.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// Verifies the signatures of webhooks.
///
/// `Debug` shows no key.
#[derive(Clone)]
pub struct Verifier {
    scheme: SignatureScheme,
    keys: Vec<Key>,
    url: Option<String>,
    tolerance: Duration,
}

impl Verifier {
    /// A verifier for a key: the secret of HMAC, the public key of Ed25519.
    ///
    /// # Errors
    ///
    /// If the text is no key of the scheme.
    pub fn new(scheme: SignatureScheme, key: &str) -> Result<Self, KeyError> {
        let keys = vec![Key::read(&scheme, key, Purpose::Verify)?];
        let tolerance = TOLERANCE;
        Ok(Self {
            scheme,
            keys,
            url: None,
            tolerance,
        })
    }

    /// Takes signatures of a further key too, as while the provider goes over to a new one.
    ///
    /// # Errors
    ///
    /// If the text is no key of the scheme.
    pub fn or_key(mut self, key: &str) -> Result<Self, KeyError> {
        self.keys.push(Key::read(&self.scheme, key, Purpose::Verify)?);
        Ok(self)
    }

    /// Sets the address that the provider calls, as it was given to the provider: what a proxy makes of it is another one. It is
    /// needed where the scheme signs it. Where each request has a query of its own, so has a clone of this.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Refuses requests that are older than this, or as far in the future; 5 minutes if it is not set. It changes
    /// nothing where the scheme has no timestamp: such a request can be sent again at any time.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Verifies a request that came now: its headers, `&http::HeaderMap` among other lists of names and values, and its body
    /// to the byte. Gives the body back.
    ///
    /// # Errors
    ///
    /// If it is not the provider's, or too old, or cannot be read.
    pub fn verify<'b, N: AsRef<str>, V: AsRef<[u8]>>(
        &self,
        headers: impl IntoIterator<Item = (N, V)>,
        body: &'b [u8],
    ) -> Result<&'b [u8], SignatureError> {
        self.verify_at(headers, body, SystemTime::now())
    }

    /// As [`verify`](Self::verify), of a request that came at another time: for tests.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn verify_at<'b, N: AsRef<str>, V: AsRef<[u8]>>(
        &self,
        headers: impl IntoIterator<Item = (N, V)>,
        body: &'b [u8],
        now: SystemTime,
    ) -> Result<&'b [u8], SignatureError> {
        let headers = Headers::of(self.scheme, headers)?;
        let timestamp = headers.timestamp()?;
        let input = headers.input(timestamp, self.url.as_deref(), body)?;
        let mut has_signature = false;
        for key in &self.keys {
            for signature in headers.signatures(key.version())? {
                has_signature = true;
                let decoded = self.scheme.encoding.decode(signature);
                if decoded.is_some_and(|signature| key.fits(&input, &signature)) {
                    self.in_time(timestamp, now)?;
                    return Ok(body);
                }
            }
        }
        match has_signature {
            true => Err(SignatureError::NoSignatureFits),
            false => Err(SignatureError::unreadable(
                self.scheme.header,
                "it has no signature of the kind",
            )),
        }
    }

    /// Whether a timestamp is within the tolerance.
    fn in_time(&self, timestamp: Option<&str>, now: SystemTime) -> Result<(), SignatureError> {
        let Some(timestamp) = timestamp else { return Ok(()) };
        let header = self.scheme.stamp_header().unwrap_or(self.scheme.header);
        let is_number = timestamp.bytes().all(|byte| byte.is_ascii_digit());
        let sent = timestamp.parse::<i64>().ok().filter(|_| is_number);
        let sent = sent.ok_or_else(|| SignatureError::unreadable(header, "its timestamp is no number"))?;
        let per_second = self.scheme.per_second;
        let age = since_1970(now, per_second).saturating_sub(sent);
        if age.unsigned_abs() > self.tolerance.as_secs().saturating_mul(per_second) {
            let age = age / i64::try_from(per_second).unwrap_or(1);
            return Err(SignatureError::Stale { age });
        }
        Ok(())
    }
}

/// The time since 1970, rounded down, in units of which so many are a second.
pub(crate) fn since_1970(time: SystemTime, per_second: u64) -> i64 {
    let whole = |length: Duration| i64::try_from(length.as_nanos() * u128::from(per_second) / 1_000_000_000);
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => whole(since).unwrap_or(i64::MAX),
        Err(before) => whole(before.duration()).map_or(i64::MIN, |units| -units - 1),
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("scheme", &self.scheme)
            .field("keys", &self.keys.len())
            .field("tolerance", &self.tolerance)
            .finish_non_exhaustive()
    }
}
