//! Credentials. In: secrets, or providers of them, per security scheme. Out: what each adds to a request.

mod token;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use callspec_types::Secret;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};

use crate::encode::{Keep, encode};
use crate::error::InvalidRequest;
use crate::header_value::header;
use crate::info::OperationInfo;
use crate::invalid::InvalidReason;
use crate::scheme::{Scheme, SchemeKind};

pub(crate) use token::Tokens;
pub use token::{Token, TokenProvider};

/// What a credential adds to a request.
#[derive(Clone)]
pub(crate) enum Part {
    Header(HeaderName, HeaderValue),
    Query(String),
    Cookie(String),
}

/// A credential that a client has.
#[derive(Clone)]
pub(crate) enum Credential {
    Fixed(Part),
    Tokens(Arc<Tokens>),
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Makes what is sent out of a secret; the error does not show it.
pub(crate) fn part(scheme: &Scheme, secret: &Secret) -> Result<Part, InvalidReason> {
    let secret = secret.expose();
    check(scheme.kind(), secret).map_err(|reason| InvalidReason::Unwritable(reason.into_owned()))?;
    let sensitive = |name: &str, text: &str| {
        let (name, mut value) = header(name, text)?;
        value.set_sensitive(true);
        Ok(Part::Header(name, value))
    };
    match scheme.kind() {
        SchemeKind::Bearer => sensitive(AUTHORIZATION.as_str(), &format!("Bearer {secret}")),
        SchemeKind::Basic => sensitive(AUTHORIZATION.as_str(), &format!("Basic {}", base64(secret.as_bytes()))),
        SchemeKind::Http(scheme) => sensitive(AUTHORIZATION.as_str(), &format!("{scheme} {secret}")),
        SchemeKind::Header(name) => sensitive(name, secret),
        SchemeKind::Query(name) => {
            let mut pair = String::new();
            encode(&mut pair, name, Keep::Unreserved);
            pair.push('=');
            encode(&mut pair, secret, Keep::Unreserved);
            Ok(Part::Query(pair))
        }
        SchemeKind::Cookie(name) => {
            let mut pair = String::new();
            encode(&mut pair, name, Keep::Unreserved);
            // As it is: the server gave it (RFC 6265 §5.4), and few decode what they are given.
            pair.extend(["=", secret]);
            Ok(Part::Cookie(pair))
        }
    }
}

/// Refuses what no server takes: an empty text; control characters, which the file of a key may end with (RFC 7617 §2
/// forbids them for `basic`); white space that a recipient strips; the name of the scheme, which is written here.
fn check(kind: SchemeKind, secret: &str) -> Result<(), Cow<'static, str>> {
    if secret.is_empty() {
        return Err("it is empty".into());
    }
    if secret.chars().any(char::is_control) {
        return Err("it holds a control character, such as the end of a line".into());
    }
    let is_coded = matches!(kind, SchemeKind::Basic | SchemeKind::Query(_));
    if !is_coded && secret.trim_matches(' ') != secret {
        return Err("it begins or ends with white space".into());
    }
    if matches!(kind, SchemeKind::Cookie(_)) && secret.contains(';') {
        return Err("it holds a semicolon, which ends a cookie".into());
    }
    let name = match kind {
        SchemeKind::Bearer => "Bearer",
        SchemeKind::Basic => "Basic",
        SchemeKind::Http(name) => name,
        SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_) => return Ok(()),
    };
    let first = secret.split(' ').next().unwrap_or_default();
    if first.eq_ignore_ascii_case(name) {
        return Err(format!("it begins with `{name}`, which the client writes itself: give what follows").into());
    }
    Ok(())
}

/// RFC 4648 §4, with padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(group.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let index = (bits >> (18 - 6 * at)) & 63;
            text.push(if at <= group.len() {
                char::from(ALPHABET[index as usize])
            } else {
                '='
            });
        }
    }
    text
}

/// The credentials of a client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Credentials {
    held: Vec<(&'static Scheme, Credential)>,
}

impl Credentials {
    pub(crate) fn insert(&mut self, scheme: &'static Scheme, credential: Credential) {
        self.held.retain(|(held, _)| held.key() != scheme.key());
        self.held.push((scheme, credential));
    }

    pub(crate) fn get(&self, scheme: &Scheme) -> Option<&Credential> {
        self.held
            .iter()
            .find(|(held, _)| held.key() == scheme.key())
            .map(|(_, credential)| credential)
    }

    /// The schemes whose credentials an operation is sent with, in the order in which they take a place.
    ///
    /// The first alternative whose schemes are all at hand comes first. The other alternatives follow with what is at
    /// hand of them: FastAPI lists credentials as alternatives of which it demands all.
    pub(crate) fn choose(
        &self,
        operation: &'static OperationInfo,
    ) -> Result<impl Iterator<Item = (&'static Scheme, &Credential)> + Clone, InvalidRequest> {
        let complete = |schemes: &&[&'static Scheme]| schemes.iter().all(|scheme| self.get(scheme).is_some());
        let alternatives = operation.security;
        // An empty alternative asks for nothing, so it is chosen only where no other is complete.
        let chosen = alternatives
            .iter()
            .position(|schemes| !schemes.is_empty() && complete(schemes));
        if chosen.is_none() && !alternatives.iter().any(|schemes| schemes.is_empty()) {
            self.demand(operation)?;
        }
        let first = chosen
            .and_then(|chosen| alternatives.get(chosen))
            .copied()
            .unwrap_or_default();
        // A scheme is once in an alternative, but may be in several.
        let others = alternatives.iter().enumerate();
        let others = others.filter(move |(index, _)| Some(*index) != chosen);
        let others = others.flat_map(|(_, schemes)| schemes.iter());
        let earlier = others.clone();
        let once = others.enumerate().filter(move |(index, scheme)| {
            let mut earlier = first.iter().chain(earlier.clone().take(*index));
            !earlier.any(|earlier| earlier.key() == scheme.key())
        });
        let all = first.iter().chain(once.map(|(_, scheme)| scheme));
        Ok(all.filter_map(|scheme| self.get(scheme).map(|credential| (*scheme, credential))))
    }

    /// Names the first scheme that is missing of the first alternative.
    fn demand(&self, operation: &'static OperationInfo) -> Result<(), InvalidRequest> {
        let schemes = operation.security.first().copied().unwrap_or_default();
        match schemes.iter().find(|scheme| self.get(scheme).is_none()) {
            Some(scheme) => Err(InvalidRequest::new(operation, "", missing(scheme))),
            None => Ok(()),
        }
    }
}

pub(crate) fn missing(scheme: &Scheme) -> InvalidReason {
    InvalidReason::MissingCredential {
        scheme: scheme.key(),
        setter: scheme.setter(),
        variable: scheme.variable(),
    }
}

#[cfg(test)]
mod tests;
