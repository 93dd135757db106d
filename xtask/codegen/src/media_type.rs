//! Media types as text (RFC 9110 §8.3.1).

/// Whether a media type is JSON:API's, parameters aside (JSON:API 1.0 §3).
pub(crate) fn is_json_api(media_type: &str) -> bool {
    essence(media_type) == "application/vnd.api+json"
}

/// A media type without its parameters, in lower case: `text/csv` of `Text/CSV; charset=utf-8`.
pub fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
