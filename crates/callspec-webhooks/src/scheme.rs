//! How a provider signs. In: what its documentation says. Out: a description that can be a constant.

/// How signatures are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// HMAC with SHA-256 (RFC 2104), and a secret that both sides have.
    HmacSha256,
    /// HMAC with SHA-1, for providers that have nothing better.
    HmacSha1,
    /// Ed25519 (RFC 8032): the provider has the private key, and gives the public one away.
    Ed25519,
}

/// How bytes are written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// Two digits a byte, in either case.
    Hex,
    /// Base64 (RFC 4648 §4), with or without its padding.
    Base64,
    /// The bytes of the text itself; for secrets only.
    Text,
}

/// A part of what is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The value of a header.
    Header(&'static str),
    /// The timestamp, as it stands in the request.
    Timestamp,
    /// The body.
    Body,
    /// The names and values of the parameters in a body of `application/x-www-form-urlencoded`, sorted, with nothing between
    /// them: in the place of the body.
    Form,
    /// The address that the provider calls, its query included: [`Verifier::url`](crate::Verifier::url) says which.
    Url,
    /// A text that is always the same.
    Text(&'static str),
}

/// Where the timestamp of a request stands: the time since 1970 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stamp {
    None,
    Header(&'static str),
    /// A member of the list that is the header of the signature.
    Member(&'static str),
}

/// What the header of the signature holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A signature after this text.
    Plain(&'static str),
    /// Members such as `t=…,v1=…`; those of this name are signatures.
    Members(&'static str),
    /// Words such as `v1,…`, where `v1` is HMAC with SHA-256 and `v1a` is Ed25519.
    Versions,
}

/// How a provider signs its webhooks.
///
/// ```
/// use callspec_webhooks::{Algorithm, Encoding, Part, SignatureScheme};
///
/// // `Stripe-Signature: t=1492774577,v1=5257a869…`, over `1492774577.{body}`
/// const STRIPE: SignatureScheme = SignatureScheme::new(Algorithm::HmacSha256, "Stripe-Signature")
///     .members("v1", "t")
///     .input(&[Part::Timestamp, Part::Text("."), Part::Body]);
///
/// // `telnyx-signature-ed25519: {base64}`, over `{timestamp}|{body}`
/// const TELNYX: SignatureScheme = SignatureScheme::new(Algorithm::Ed25519, "telnyx-signature-ed25519")
///     .encoding(Encoding::Base64)
///     .key(Encoding::Base64)
///     .timestamp("telnyx-timestamp")
///     .input(&[Part::Timestamp, Part::Text("|"), Part::Body]);
///
/// // `X-Twilio-Signature: {base64}`, over the address and the parameters of the form
/// const TWILIO: SignatureScheme = SignatureScheme::new(Algorithm::HmacSha1, "X-Twilio-Signature")
///     .encoding(Encoding::Base64)
///     .input(&[Part::Url, Part::Form]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignatureScheme {
    pub(crate) algorithm: Algorithm,
    pub(crate) header: &'static str,
    pub(crate) form: Form,
    pub(crate) encoding: Encoding,
    pub(crate) key: Encoding,
    pub(crate) stamp: Stamp,
    /// How many of what it counts are a second.
    pub(crate) per_second: u64,
    pub(crate) input: &'static [Part],
}

impl SignatureScheme {
    /// [Standard Webhooks](https://www.standardwebhooks.com) 1.0: `webhook-id`, `webhook-timestamp` and `webhook-signature`. The key
    /// tells the algorithm: `whsec_…` is a secret for HMAC with SHA-256, `whpk_…` and `whsk_…` are the halves of a key for Ed25519.
    pub const STANDARD_WEBHOOKS: Self = Self {
        form: Form::Versions,
        ..Self::new(Algorithm::HmacSha256, "webhook-signature")
            .encoding(Encoding::Base64)
            .key(Encoding::Base64)
            .timestamp("webhook-timestamp")
            .input(&[
                Part::Header("webhook-id"),
                Part::Text("."),
                Part::Timestamp,
                Part::Text("."),
                Part::Body,
            ])
    };

    /// A signature of the body alone, in hexadecimal digits, which is all that a header holds. The key is the text of a
    /// secret for HMAC, and in hexadecimal digits for Ed25519.
    #[must_use]
    pub const fn new(algorithm: Algorithm, header: &'static str) -> Self {
        Self {
            algorithm,
            header,
            form: Form::Plain(""),
            encoding: Encoding::Hex,
            key: match algorithm {
                Algorithm::HmacSha256 | Algorithm::HmacSha1 => Encoding::Text,
                Algorithm::Ed25519 => Encoding::Hex,
            },
            stamp: Stamp::None,
            per_second: 1,
            input: &[Part::Body],
        }
    }

    /// The signature comes after a text such as `sha256=`.
    #[must_use]
    pub const fn prefix(mut self, prefix: &'static str) -> Self {
        self.form = Form::Plain(prefix);
        self
    }

    /// The header is a list such as `t=…,v1=…`: the names of the members that are the signature and the timestamp.
    #[must_use]
    pub const fn members(mut self, signature: &'static str, timestamp: &'static str) -> Self {
        self.form = Form::Members(signature);
        self.stamp = Stamp::Member(timestamp);
        self
    }

    /// A header holds the timestamp of the request, since 1970. It has to be a part of the input, else it proves nothing.
    #[must_use]
    pub const fn timestamp(mut self, header: &'static str) -> Self {
        self.stamp = Stamp::Header(header);
        self
    }

    /// The timestamp counts milliseconds; it counts seconds if this is not said.
    #[must_use]
    pub const fn milliseconds(mut self) -> Self {
        self.per_second = 1_000;
        self
    }

    /// How the signature is written.
    #[must_use]
    pub const fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// How the key is written.
    #[must_use]
    pub const fn key(mut self, encoding: Encoding) -> Self {
        self.key = encoding;
        self
    }

    /// What is signed, part after part.
    #[must_use]
    pub const fn input(mut self, input: &'static [Part]) -> Self {
        self.input = input;
        self
    }

    /// The header that holds the timestamp and nothing else.
    pub(crate) fn stamp_header(&self) -> Option<&'static str> {
        match self.stamp {
            Stamp::Header(header) => Some(header),
            Stamp::None | Stamp::Member(_) => None,
        }
    }
}

impl Encoding {
    /// The bytes that a text stands for; `None` where it is none of this kind.
    pub(crate) fn decode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Hex => data_encoding::HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok(),
            Self::Base64 => data_encoding::BASE64_NOPAD
                .decode(text.trim_end_matches('=').as_bytes())
                .ok(),
            Self::Text => Some(text.as_bytes().to_vec()),
        }
    }

    pub(crate) fn encode(self, bytes: &[u8]) -> String {
        match self {
            Self::Hex => data_encoding::HEXLOWER.encode(bytes),
            Self::Base64 => data_encoding::BASE64.encode(bytes),
            Self::Text => String::from_utf8_lossy(bytes).into_owned(),
        }
    }
}
