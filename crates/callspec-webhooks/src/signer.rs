//! Signatures, as a provider makes them. In: a body, the headers that are signed with it, and keys. Out: the headers of the
//! request; for tests of receivers.

use std::fmt;
use std::time::SystemTime;

use crate::error::{KeyError, SignatureError};
use crate::headers::Headers;
use crate::key::{Key, Purpose};
use crate::scheme::{Form, SignatureScheme, Stamp};
use crate::verifier::since_1970;

/// Signs webhooks.
///
/// `Debug` shows no key.
#[derive(Clone)]
pub struct Signer {
    scheme: SignatureScheme,
    keys: Vec<Key>,
    url: Option<String>,
}

impl Signer {
    /// A signer for a key: the secret of HMAC, the private key of Ed25519.
    ///
    /// # Errors
    ///
    /// If the text is no key of the scheme.
    pub fn new(scheme: SignatureScheme, key: &str) -> Result<Self, KeyError> {
        let keys = vec![Key::read(&scheme, key, Purpose::Sign)?];
        let url = None;
        Ok(Self { scheme, keys, url })
    }

    /// Signs with a further key too. A header that is no list has the signature of the first key only.
    ///
    /// # Errors
    ///
    /// If the text is no key of the scheme.
    pub fn and_key(mut self, key: &str) -> Result<Self, KeyError> {
        self.keys.push(Key::read(&self.scheme, key, Purpose::Sign)?);
        Ok(self)
    }

    /// Sets the address that is called, where the scheme signs it.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Signs a body now, with the headers that the scheme signs, such as `webhook-id`. Gives all headers that belong to the
    /// signature.
    ///
    /// # Errors
    ///
    /// If a header that is signed is missing, or unfit.
    pub fn sign<N: AsRef<str>, V: AsRef<[u8]>>(
        &self,
        headers: impl IntoIterator<Item = (N, V)>,
        body: &[u8],
    ) -> Result<Vec<(&'static str, String)>, SignatureError> {
        self.sign_at(headers, body, SystemTime::now())
    }

    /// As [`sign`](Self::sign), at another time.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn sign_at<N: AsRef<str>, V: AsRef<[u8]>>(
        &self,
        headers: impl IntoIterator<Item = (N, V)>,
        body: &[u8],
        time: SystemTime,
    ) -> Result<Vec<(&'static str, String)>, SignatureError> {
        let timestamp = since_1970(time, self.scheme.per_second).to_string();
        let headers = Headers::of(self.scheme, headers)?;
        let input = headers.input(Some(&timestamp), self.url.as_deref(), body)?;
        let signatures = self.keys.iter().filter_map(|key| {
            let signature = self.scheme.encoding.encode(&key.sign(&input)?);
            Some((key.version(), signature))
        });
        let value = self.value(signatures, &timestamp);
        let mut signed = headers.into_found();
        let made = [self.scheme.header, self.scheme.stamp_header().unwrap_or_default()];
        signed.retain(|(name, _)| !made.iter().any(|made| name.eq_ignore_ascii_case(made)));
        if let Some(header) = self.scheme.stamp_header() {
            signed.push((header, timestamp));
        }
        signed.push((self.scheme.header, value));
        Ok(signed)
    }

    /// The value of the signature's header.
    fn value(&self, mut signatures: impl Iterator<Item = (&'static str, String)>, timestamp: &str) -> String {
        match self.scheme.form {
            Form::Plain(prefix) => {
                let (_, first) = signatures.next().unwrap_or_default();
                format!("{prefix}{first}")
            }
            Form::Members(name) => {
                let stamp = match self.scheme.stamp {
                    Stamp::Member(stamp) => Some(format!("{stamp}={timestamp}")),
                    Stamp::Header(_) | Stamp::None => None,
                };
                let signatures = signatures.map(|(_, signature)| format!("{name}={signature}"));
                stamp.into_iter().chain(signatures).collect::<Vec<_>>().join(",")
            }
            Form::Versions => {
                let words = signatures.map(|(version, signature)| format!("{version},{signature}"));
                words.collect::<Vec<_>>().join(" ")
            }
        }
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("scheme", &self.scheme)
            .field("keys", &self.keys.len())
            .finish_non_exhaustive()
    }
}
