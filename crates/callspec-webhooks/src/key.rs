//! Keys. In: a key as the provider hands it out. Out: one that signatures are made or verified with.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::Sha256;

use crate::error::KeyError;
use crate::scheme::{Algorithm, Form, SignatureScheme};

/// What a key is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Verify,
    Sign,
}

/// A key, ready for use.
#[derive(Clone)]
pub(crate) enum Key {
    HmacSha256(Hmac<Sha256>),
    HmacSha1(Hmac<Sha1>),
    Public(VerifyingKey),
    Private(Box<SigningKey>),
}

impl Key {
    /// Reads a key of a scheme.
    pub(crate) fn read(scheme: &SignatureScheme, text: &str, purpose: Purpose) -> Result<Self, KeyError> {
        let (algorithm, text) = match scheme.form {
            Form::Versions => marked(text, purpose)?,
            Form::Plain(_) | Form::Members(_) => (scheme.algorithm, text),
        };
        let bytes = scheme.key.decode(text).ok_or(KeyError::Unreadable)?;
        if bytes.is_empty() {
            return Err(KeyError::Empty);
        }
        match algorithm {
            Algorithm::HmacSha256 => Hmac::new_from_slice(&bytes).map(Self::HmacSha256).map_err(drop),
            Algorithm::HmacSha1 => Hmac::new_from_slice(&bytes).map(Self::HmacSha1).map_err(drop),
            Algorithm::Ed25519 => halves(&bytes, purpose),
        }
        .map_err(|()| KeyError::NoKey)
    }

    /// Whether a signature of an input is of this key, in a time that does not depend on how much of it is right.
    pub(crate) fn fits(&self, input: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::HmacSha256(mac) => mac.clone().chain_update(input).verify_slice(signature).is_ok(),
            Self::HmacSha1(mac) => mac.clone().chain_update(input).verify_slice(signature).is_ok(),
            Self::Public(key) => {
                let signature = Signature::from_slice(signature);
                signature.is_ok_and(|signature| key.verify_strict(input, &signature).is_ok())
            }
            Self::Private(_) => false,
        }
    }

    /// The signature of an input; `None` of a key that verifies only.
    pub(crate) fn sign(&self, input: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::HmacSha256(mac) => Some(mac.clone().chain_update(input).finalize().into_bytes().to_vec()),
            Self::HmacSha1(mac) => Some(mac.clone().chain_update(input).finalize().into_bytes().to_vec()),
            Self::Private(key) => Some(key.sign(input).to_bytes().to_vec()),
            Self::Public(_) => None,
        }
    }

    /// What Standard Webhooks calls signatures of this key.
    pub(crate) fn version(&self) -> &'static str {
        match self {
            Self::HmacSha256(_) | Self::HmacSha1(_) => "v1",
            Self::Public(_) | Self::Private(_) => "v1a",
        }
    }
}

/// The algorithm that the prefix of a key tells, and the key without it. A secret may be without one.
fn marked(text: &str, purpose: Purpose) -> Result<(Algorithm, &str), KeyError> {
    let public = text.strip_prefix("whpk_").map(|key| (key, Purpose::Verify));
    let private = text.strip_prefix("whsk_").map(|key| (key, Purpose::Sign));
    match public.or(private) {
        Some((key, its)) if its == purpose => Ok((Algorithm::Ed25519, key)),
        Some(_) => Err(KeyError::OtherHalf),
        None => Ok((Algorithm::HmacSha256, text.strip_prefix("whsec_").unwrap_or(text))),
    }
}

/// A public key has 32 bytes, a private one 32, or 64 with its public one behind it.
fn halves(bytes: &[u8], purpose: Purpose) -> Result<Key, ()> {
    if purpose == Purpose::Verify {
        let key = VerifyingKey::try_from(bytes).map_err(drop)?;
        return Ok(Key::Public(key));
    }
    let key = match <&[u8; 64]>::try_from(bytes) {
        Ok(pair) => SigningKey::from_keypair_bytes(pair).map_err(drop)?,
        Err(_) => SigningKey::try_from(bytes).map_err(drop)?,
    };
    Ok(Key::Private(Box::new(key)))
}
