//! Media types as text (RFC 9110 §8.3.1), and how values of them are serialised.

/// Whether a media type is JSON:API's, parameters aside (JSON:API 1.0 §3).
pub(crate) fn is_json_api(media_type: &str) -> bool {
    essence(media_type) == "application/vnd.api+json"
}

/// What a body is made of that holds one item after the other, each of the same schema (OpenAPI 3.2 §4.14.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sequence {
    /// Server-sent events (HTML Standard §9.2).
    Events,
    /// JSON values, set apart by ends of lines or by record separators (RFC 7464).
    Values,
}

/// The media types that are sequences, beside those that end in `+json-seq` (RFC 8091).
pub(crate) const SEQUENCES: &[(&str, Sequence)] = &[
    ("text/event-stream", Sequence::Events),
    ("application/jsonl", Sequence::Values),
    ("application/x-jsonl", Sequence::Values),
    ("application/jsonlines", Sequence::Values),
    ("application/x-jsonlines", Sequence::Values),
    ("application/ndjson", Sequence::Values),
    ("application/x-ndjson", Sequence::Values),
    ("application/json-seq", Sequence::Values),
];

/// The sequence that a media type is, if it is one.
pub(crate) fn sequence(media_type: &str) -> Option<Sequence> {
    let essence = essence(media_type);
    let known = SEQUENCES
        .iter()
        .find(|(name, _)| *name == essence)
        .map(|(_, sequence)| *sequence);
    known.or_else(|| essence.ends_with("+json-seq").then_some(Sequence::Values))
}

/// A media type without its parameters, in lower case: `text/csv` of `Text/CSV; charset=utf-8`.
pub fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// How a value of a media type is serialised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serialization {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    Urlencoded,
    /// Parts, each with a type of its own.
    Multipart,
    /// Text that is no JSON.
    Text,
    /// Anything else.
    Bytes,
}

/// How values of a media type are serialised.
pub fn serialization(media_type: &str) -> Serialization {
    let essence = essence(media_type);
    match essence.as_str() {
        "application/x-www-form-urlencoded" => Serialization::Urlencoded,
        _ if is_json(&essence) => Serialization::Json,
        _ if essence.starts_with("multipart/") => Serialization::Multipart,
        "text/event-stream" => Serialization::Bytes,
        _ if essence.starts_with("text/") => Serialization::Text,
        "application/xml"
        | "application/graphql"
        | "application/javascript"
        | "application/yaml"
        | "application/x-yaml" => Serialization::Text,
        _ if essence.ends_with("+xml") || essence.ends_with("+yaml") => Serialization::Text,
        _ => Serialization::Bytes,
    }
}

/// Whether a media type is JSON: `application/json`, any `+json` (RFC 6839 §3.1), or a range that includes it.
pub fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(
        essence.as_str(),
        "application/json" | "text/json" | "application/x-json" | "*/*" | "application/*"
    ) || essence.ends_with("+json")
}

/// The media type that is sent for one of a document. A range is no media type (RFC 9110 §8.3.1): the plainest type in it
/// stands for it; of bytes, the runtime asks the file. The boundary of a multipart is the runtime's to choose.
pub fn sent(media_type: &str) -> String {
    let is_range = media_type.contains('*');
    match serialization(media_type) {
        Serialization::Json if is_range => "application/json".to_owned(),
        Serialization::Text if is_range => "text/plain".to_owned(),
        Serialization::Multipart if is_range => "multipart/form-data".to_owned(),
        Serialization::Multipart => essence(media_type),
        _ => media_type.to_owned(),
    }
}

/// Whether a media range includes a media type (RFC 9110 §12.5.1); `*+json` stands for any such suffix.
pub fn includes(range: &str, media_type: &str) -> bool {
    let (range, media_type) = (essence(range), essence(media_type));
    match range.split_once('*') {
        None => range == media_type,
        Some((head, tail)) => {
            let is_json = tail == "+json" && media_type == format!("{head}json");
            range == "*/*" || is_json || media_type.starts_with(head) && media_type.ends_with(tail)
        }
    }
}

/// The parameters of a media type that say what a body is, names in lower case; `charset` says how it is spelled.
pub fn parameters(media_type: &str) -> Vec<(String, String)> {
    let parameters = media_type.split(';').skip(1).filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        Some((
            name.trim().to_ascii_lowercase(),
            value.trim().trim_matches('"').to_owned(),
        ))
    });
    parameters.filter(|(name, _)| name != "charset").collect()
}
