//! Media types as text (RFC 9110 §8.3.1).

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

/// The parameters of a media type that say what a body is, names in lower case; `charset` says how it is spelled.
pub(crate) fn parameters(media_type: &str) -> Vec<(String, String)> {
    let parameters = media_type.split(';').skip(1).filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        Some((
            name.trim().to_ascii_lowercase(),
            value.trim().trim_matches('"').to_owned(),
        ))
    });
    parameters.filter(|(name, _)| name != "charset").collect()
}
