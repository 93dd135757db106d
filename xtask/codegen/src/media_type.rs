//! Media types as text (RFC 9110 §8.3.1).

/// A media type without its parameters, in lower case: `text/csv` of `Text/CSV; charset=utf-8`.
pub fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
