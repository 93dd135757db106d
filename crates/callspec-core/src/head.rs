//! What comes before the body of a response: status and headers. Responses, replies and errors share it.

use std::fmt;
use std::sync::OnceLock;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, StatusCode};

use crate::header_value::is_sensitive;
use crate::info::OperationInfo;

/// What went before an attempt of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Past {
    pub(crate) retries: u32,
    /// Whether an earlier attempt may have been carried out.
    pub(crate) carried_out: bool,
}

impl Past {
    pub(crate) const fn none() -> Self {
        Self {
            retries: 0,
            carried_out: false,
        }
    }
}

/// What a response has before its body; the error or [`Response`](crate::Response) it ends in shares it.
pub(crate) struct Head {
    pub(crate) operation: &'static OperationInfo,
    pub(crate) status: StatusCode,
    /// As they came; callers see [`shown`](Self::shown).
    pub(crate) headers: HeaderMap,
    pub(crate) past: Past,
    marked: OnceLock<Option<Box<HeaderMap>>>,
}

impl Head {
    pub(crate) const fn new(operation: &'static OperationInfo, status: StatusCode, headers: HeaderMap) -> Self {
        Self {
            operation,
            status,
            headers,
            past: Past::none(),
            marked: OnceLock::new(),
        }
    }

    /// The headers, with what a server may set as a credential marked, so that their `Debug` does not print it. Few
    /// callers look at headers, so the names are read when one does.
    pub(crate) fn shown(&self) -> &HeaderMap {
        let marked = self.marked.get_or_init(|| {
            let sensitive = self.headers.keys().any(is_sensitive);
            sensitive.then(|| Box::new(marked(&self.headers)))
        });
        marked.as_deref().unwrap_or(&self.headers)
    }

    /// The first of the usual headers that holds text.
    pub(crate) fn request_id(&self) -> Option<&str> {
        let names = ["x-request-id", "request-id", "x-correlation-id"];
        names.iter().find_map(|name| self.headers.get(*name)?.to_str().ok())
    }

    /// The media type of the body, without parameters; empty if there is none.
    pub(crate) fn media_type(&self) -> &str {
        let value = self.content_type();
        value.split(';').next().unwrap_or_default().trim()
    }

    /// Whether the body is of this media type or range, compared without case, and has at least the parameters that this
    /// has (RFC 9110 §8.3.1, §12.5.1).
    pub(crate) fn is(&self, wanted: &str) -> bool {
        let mut wanted = wanted.split(';');
        let essence = wanted.next().unwrap_or_default().trim();
        let own = self.media_type();
        let is_own = match essence.split_once('*') {
            None => own.eq_ignore_ascii_case(essence),
            Some((head, tail)) => {
                let (own, rest) = own.split_at_checked(head.len()).unwrap_or_default();
                own.eq_ignore_ascii_case(head) && !head.is_empty() && ends_with(rest, tail) || essence == "*/*"
            }
        };
        is_own && wanted.all(|parameter| self.has_parameter(parameter))
    }

    /// Whether the media type says that the body is JSON.
    pub(crate) fn is_json(&self) -> bool {
        let own = self.media_type();
        ends_with(own, "/json") || ends_with(own, "+json")
    }

    fn content_type(&self) -> &str {
        let value = self.headers.get(CONTENT_TYPE);
        value.and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The encoding of characters that the media type names.
    pub(crate) fn charset(&self) -> Option<&str> {
        let charset = self.parameters().find(|(name, _)| name.eq_ignore_ascii_case("charset"));
        charset.map(|(_, charset)| charset)
    }

    fn has_parameter(&self, wanted: &str) -> bool {
        parameter(wanted).is_some_and(|(name, value)| {
            let is_wanted = |(own, other): (&str, &str)| own.eq_ignore_ascii_case(name) && other == value;
            self.parameters().any(is_wanted)
        })
    }

    fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.content_type().split(';').skip(1).filter_map(parameter)
    }
}

/// The name and the value of a parameter of a media type.
fn parameter(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once('=')?;
    Some((name.trim(), value.trim().trim_matches('"')))
}

/// Whether a text ends in ASCII letters, in any case.
fn ends_with(text: &str, end: &str) -> bool {
    let at = text.len().checked_sub(end.len());
    at.and_then(|at| text.get(at..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

fn marked(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    for (name, value) in &mut headers {
        value.set_sensitive(value.is_sensitive() || is_sensitive(name));
    }
    headers
}

/// Headers whose values `Debug` shows. All others may repeat what was sent, or lead to where a key is.
const SHOWN: [&str; 10] = [
    "content-type",
    "content-encoding",
    "content-length",
    "date",
    "retry-after",
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
];

impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Head")
            .field("operation", &self.operation.id)
            .field("status", &self.status)
            .field("headers", &Names(&self.headers))
            .field("retries", &self.past.retries)
            .finish()
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation, self.status.as_u16())?;
        if let Some(reason) = self.status.canonical_reason() {
            write!(f, " {reason}")?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " [request {}]", id.escape_debug())?;
        }
        Ok(())
    }
}

/// Prints the names of all headers, and the values of those that hold nothing of the request.
struct Names<'a>(&'a HeaderMap);

impl fmt::Debug for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |name: &HeaderName| SHOWN.contains(&name.as_str());
        let pairs = self.0.iter();
        f.debug_map()
            .entries(pairs.map(|(name, value)| (name, shown(name).then_some(value))))
            .finish()
    }
}
