//! The headers that a signature needs. In: all headers of a request. Out: those that a scheme names, and what is signed.

use crate::error::SignatureError;
use crate::form;
use crate::scheme::{Form, Part, SignatureScheme, Stamp};

/// At most so many signatures are looked at in a request.
const SIGNATURES: usize = 32;

/// The headers that a scheme names, with their values.
pub(crate) struct Headers {
    scheme: SignatureScheme,
    found: Vec<(&'static str, String)>,
}

impl Headers {
    /// Picks the headers of a scheme.
    ///
    /// # Errors
    ///
    /// If one of them is there twice, as it would be open which one was signed, or is no text.
    pub(crate) fn of<N: AsRef<str>, V: AsRef<[u8]>>(
        scheme: SignatureScheme,
        headers: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Self, SignatureError> {
        let mut found: Vec<(&'static str, String)> = Vec::new();
        for (name, value) in headers {
            let is_it = |known: &&'static str| known.eq_ignore_ascii_case(name.as_ref());
            let Some(header) = scheme.headers().find(is_it) else {
                continue;
            };
            if found.iter().any(|(known, _)| *known == header) {
                return Err(SignatureError::RepeatedHeader(header));
            }
            let value =
                std::str::from_utf8(value.as_ref()).map_err(|_| SignatureError::unreadable(header, "no text"))?;
            found.push((header, value.to_owned()));
        }
        Ok(Self { scheme, found })
    }

    /// The value of a header.
    pub(crate) fn get(&self, header: &'static str) -> Result<&str, SignatureError> {
        let found = self.found.iter().find(|(name, _)| name.eq_ignore_ascii_case(header));
        let (_, value) = found.ok_or(SignatureError::MissingHeader(header))?;
        Ok(value)
    }

    /// The timestamp, as it stands in the request; `None` where the scheme has none.
    pub(crate) fn timestamp(&self) -> Result<Option<&str>, SignatureError> {
        match self.scheme.stamp {
            Stamp::None => Ok(None),
            Stamp::Header(header) => self.get(header).map(Some),
            Stamp::Member(name) => {
                let header = self.scheme.header;
                let mut members = members(self.get(header)?, name);
                match (members.next(), members.next()) {
                    (Some(only), None) => Ok(Some(only)),
                    (None, _) => Err(SignatureError::unreadable(header, "it has no timestamp")),
                    (Some(_), Some(_)) => Err(SignatureError::unreadable(header, "it has two timestamps")),
                }
            }
        }
    }

    /// The signatures, as they are written, that may be of a key of this version of Standard Webhooks.
    pub(crate) fn signatures(&self, version: &str) -> Result<Vec<&str>, SignatureError> {
        let header = self.scheme.header;
        let value = self.get(header)?;
        let signatures: Vec<&str> = match self.scheme.form {
            Form::Plain(prefix) => {
                let signature = value.trim().strip_prefix(prefix);
                vec![signature.ok_or_else(|| SignatureError::unreadable(header, "its prefix is another one"))?]
            }
            Form::Members(name) => members(value, name).take(SIGNATURES + 1).collect(),
            Form::Versions => {
                let words = value.split_ascii_whitespace().filter_map(|word| word.split_once(','));
                let of_version = words.filter(|(its, _)| *its == version);
                of_version
                    .map(|(_, signature)| signature)
                    .take(SIGNATURES + 1)
                    .collect()
            }
        };
        if signatures.len() > SIGNATURES {
            return Err(SignatureError::unreadable(header, "it has more than 32 signatures"));
        }
        Ok(signatures)
    }

    /// What is signed, at the address that was called.
    ///
    /// # Errors
    ///
    /// If the address is needed and not known, or a header holds the text that ends it in the input: the same input could then
    /// be cut into another header and another body.
    pub(crate) fn input(
        &self,
        timestamp: Option<&str>,
        url: Option<&str>,
        body: &[u8],
    ) -> Result<Vec<u8>, SignatureError> {
        let mut input = Vec::with_capacity(body.len() + 128);
        let mut parts = self.scheme.input.iter().peekable();
        while let Some(part) = parts.next() {
            match part {
                Part::Header(header) => {
                    let value = self.get(header)?;
                    if matches!(parts.peek(), Some(Part::Text(end)) if !end.is_empty() && value.contains(end)) {
                        return Err(SignatureError::unreadable(header, "it holds what ends it in the input"));
                    }
                    input.extend_from_slice(value.as_bytes());
                }
                Part::Timestamp => input.extend_from_slice(timestamp.unwrap_or_default().as_bytes()),
                Part::Body => input.extend_from_slice(body),
                Part::Form => input.extend(form::sorted(body)),
                Part::Url => input.extend_from_slice(url.ok_or(SignatureError::MissingUrl)?.as_bytes()),
                Part::Text(text) => input.extend_from_slice(text.as_bytes()),
            }
        }
        Ok(input)
    }

    /// The headers and their values.
    pub(crate) fn into_found(self) -> Vec<(&'static str, String)> {
        self.found
    }
}

impl SignatureScheme {
    /// The headers that it names; one may be named twice.
    fn headers(&self) -> impl Iterator<Item = &'static str> {
        let parts = self.input.iter().filter_map(|part| match part {
            Part::Header(header) => Some(*header),
            Part::Timestamp | Part::Body | Part::Form | Part::Url | Part::Text(_) => None,
        });
        [self.header].into_iter().chain(self.stamp_header()).chain(parts)
    }
}

/// The members of a name in a list such as `t=…,v1=…`.
fn members<'v>(value: &'v str, name: &'v str) -> impl Iterator<Item = &'v str> {
    let members = value.split(',').filter_map(|member| member.trim().split_once('='));
    members.filter(move |(its, _)| *its == name).map(|(_, value)| value)
}
