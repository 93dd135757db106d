//! What a stream is told by. In: the media types that were asked for, and the head of a response. Out: whether its body is
//! what was asked for, and may be handed over while it arrives.

use crate::coding::Coded;
use crate::head::Head;

/// What a stream is made of, and the media types that it is asked for by.
#[derive(Clone, Copy, Debug)]
pub struct Accept {
    form: Form,
    media_types: &'static str,
}

/// How a body is cut into pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Events,
    Values,
    Bytes,
}

/// Media types that are JSON values in a row, whichever of them a document names: the names are used one for another.
const VALUES: [&str; 7] = [
    "application/jsonl",
    "application/x-jsonl",
    "application/jsonlines",
    "application/x-jsonlines",
    "application/ndjson",
    "application/x-ndjson",
    JSON_SEQ,
];

/// RFC 7464 §4.
const JSON_SEQ: &str = "application/json-seq";

impl Accept {
    /// Server-sent events.
    pub const fn events() -> Self {
        let media_types = "text/event-stream";
        Self {
            form: Form::Events,
            media_types,
        }
    }

    /// JSON values in a row: JSON Lines, or a JSON text sequence. Of several media types, separated by commas, the response
    /// says which it is.
    pub const fn values(media_types: &'static str) -> Self {
        let form = Form::Values;
        Self { form, media_types }
    }

    /// Bytes of these media types, separated by commas.
    pub const fn bytes(media_types: &'static str) -> Self {
        let form = Form::Bytes;
        Self { form, media_types }
    }

    /// The media types, as they are sent.
    pub(crate) const fn media_types(self) -> &'static str {
        self.media_types
    }

    /// Whether the length of the body matters, and with it that the server does not compress it on the way.
    pub(crate) const fn is_bytes(self) -> bool {
        matches!(self.form, Form::Bytes)
    }

    /// Whether the body of a response is the stream. Where the server names no media type, it is taken at its word. Bytes
    /// may be of any type but JSON, which tells something else where it was not asked for.
    pub(crate) fn takes(self, head: &Head) -> bool {
        let media_type = head.media_type();
        let is = |known: &str| media_type.eq_ignore_ascii_case(known);
        let is_asked_for = || {
            self.media_types
                .split(',')
                .any(|range| includes(essence(range), media_type))
        };
        let is_of_form = match self.form {
            _ if media_type.is_empty() => true,
            Form::Bytes => !is_json(media_type) || is_asked_for(),
            Form::Events => is_asked_for(),
            Form::Values => is_asked_for() || VALUES.into_iter().any(is),
        };
        // What is cut into items has to be read, which a coding that nothing undid forbids.
        let is_readable = || self.form == Form::Bytes || Coded::read(&head.headers).is_none();
        head.status.is_success() && is_of_form && is_readable()
    }
}

/// Whether the values of a body are set apart by record separators, and not by ends of lines.
pub(crate) fn is_sequence(head: &Head) -> bool {
    let media_type = head.media_type();
    media_type.eq_ignore_ascii_case(JSON_SEQ) || media_type.to_ascii_lowercase().ends_with("+json-seq")
}

fn is_json(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    media_type == "application/json" || media_type.ends_with("+json")
}

/// Whether a media range includes a media type (RFC 9110 §12.5.1).
pub(crate) fn includes(range: &str, media_type: &str) -> bool {
    match range.strip_suffix('*') {
        Some("*/") => true,
        Some(kind) => media_type
            .get(..kind.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(kind)),
        None => range.eq_ignore_ascii_case(media_type),
    }
}

/// A media type without its parameters.
pub(crate) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use crate::Method;
    use http::{HeaderMap, HeaderValue, StatusCode};

    use super::*;
    use crate::info::OperationInfo;

    static GET: OperationInfo = OperationInfo {
        id: "get",
        method: Method::GET,
        path: "/",
        security: &[],
    };

    fn takes(accept: Accept, status: u16, media_type: &'static str) -> bool {
        let headers = HeaderMap::from_iter([(http::header::CONTENT_TYPE, HeaderValue::from_static(media_type))]);
        accept.takes(&Head::new(&GET, StatusCode::from_u16(status).unwrap(), headers))
    }

    #[test]
    fn a_stream_is_told_by_status_and_media_type() {
        let [events, values] = [Accept::events(), Accept::values("application/x-ndjson")];
        let [audio, any] = [Accept::bytes("audio/*, text/csv"), Accept::bytes("*/*")];
        for (accept, media_type, expected) in [
            (events, "Text/Event-Stream; charset=utf-8", true),
            (events, "", true),
            (events, "text/plain", false),
            (events, "application/json", false),
            (values, "application/x-ndjson", true),
            (values, "application/jsonl", true),
            (values, "application/json-seq", true),
            (values, "application/json", false),
            (audio, "AUDIO/mpeg", true),
            (audio, "application/octet-stream", true),
            (audio, "application/problem+json", false),
            (any, "application/json", true),
            (Accept::bytes("application/json"), "application/json", true),
            (Accept::bytes("application/*"), "application/json", true),
        ] {
            assert_eq!(takes(accept, 200, media_type), expected, "{accept:?} {media_type}");
            assert!(!takes(accept, 404, media_type) && !takes(accept, 302, media_type));
        }
    }
}
