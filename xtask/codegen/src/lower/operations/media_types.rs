//! Media types: how values of them are serialised, and what they are called.

use crate::lower::naming::names;
use crate::media_type::essence;

/// How a value of a media type is serialised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Serialization {
    Json,
    Urlencoded,
    Multipart,
    Text,
    Bytes,
}

/// How values of a media type are serialised.
pub(crate) fn serialization(media_type: &str) -> Serialization {
    let essence = essence(media_type);
    match essence.as_str() {
        "application/x-www-form-urlencoded" => Serialization::Urlencoded,
        _ if is_json(&essence) => Serialization::Json,
        _ if essence.starts_with("multipart/") => Serialization::Multipart,
        "text/event-stream" => Serialization::Bytes,
        _ if essence.starts_with("text/") => Serialization::Text,
        "application/xml" | "application/graphql" | "application/javascript" | "application/yaml" => {
            Serialization::Text
        }
        _ if essence.ends_with("+xml") || essence.ends_with("+yaml") => Serialization::Text,
        _ => Serialization::Bytes,
    }
}

/// Whether a media type is JSON: `application/json`, any `+json` (RFC 6839 §3.1), or a range that includes it.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(
        essence.as_str(),
        "application/json" | "text/json" | "*/*" | "application/*"
    ) || essence.ends_with("+json")
}

/// The media type that is sent for one of a document. A range is no media type (RFC 9110 §8.3.1): the plainest type in it
/// stands for it; of bytes, the runtime asks the file. The boundary of a multipart is the runtime's to choose.
pub(crate) fn sent(media_type: &str) -> String {
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
pub(crate) fn includes(range: &str, media_type: &str) -> bool {
    let (range, media_type) = (essence(range), essence(media_type));
    match range.split_once('*') {
        None => range == media_type,
        Some((head, tail)) => {
            let is_json = tail == "+json" && media_type == format!("{head}json");
            range == "*/*" || is_json || media_type.starts_with(head) && media_type.ends_with(tail)
        }
    }
}

/// The name of the variant for a media type.
pub(crate) fn variant_name(media_type: &str) -> String {
    match (serialization(media_type), essence(media_type).as_str()) {
        (Serialization::Json, "application/json" | "*/*" | "application/*") => "Json".to_owned(),
        (Serialization::Urlencoded, _) => "Form".to_owned(),
        (Serialization::Multipart, "multipart/form-data") => "Multipart".to_owned(),
        (Serialization::Text, "text/plain") => "Text".to_owned(),
        (Serialization::Bytes, "application/octet-stream") => "Bytes".to_owned(),
        (_, essence) => {
            let subtype = essence.split_once('/').map_or(essence, |(_, subtype)| subtype);
            // `problem+json` is `ProblemJson`: the suffix is a word of its own (RFC 6838 §4.2.8).
            let words = subtype
                .trim_start_matches("vnd.")
                .trim_start_matches("x-")
                .replace('+', "-");
            names::variant_name(if subtype == "*" { essence } else { &words })
        }
    }
}
