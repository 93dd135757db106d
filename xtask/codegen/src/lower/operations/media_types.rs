//! Media types: what they leave open, and what they are called.

use crate::ir::Pointer;
use crate::lower::naming::{Claim, names};
use crate::media_type::{self, essence};
pub(crate) use crate::media_type::{Serialization, includes, is_json, sent, serialization};

/// Whether a media type is a range that leaves open whether it is JSON.
pub(crate) fn is_any(media_type: &str) -> bool {
    matches!(essence(media_type).as_str(), "*/*" | "application/*")
}

/// Whether a media type is text that may be a number or a boolean as well.
pub(crate) fn is_plain_text(media_type: &str) -> bool {
    matches!(essence(media_type).as_str(), "text/plain" | "text/*")
}

/// Whether a media type is JSON and says no more: another spelling of `application/json`.
pub(crate) fn is_plain_json(media_type: &str) -> bool {
    let is_plain = matches!(
        essence(media_type).as_str(),
        "application/json" | "text/json" | "application/x-json"
    );
    is_plain && media_type::parameters(media_type).is_empty()
}

/// A claim on the name of a variant, which the subtype tells from others.
pub(super) fn claim(name: impl Into<String>, media_type: &str, pointer: Pointer) -> Claim {
    let subtype = media_type.split_once('/').map_or(media_type, |(_, subtype)| subtype);
    Claim {
        identity: media_type.to_owned(),
        spoken: Some(media_type.to_owned()),
        ..Claim::new(name, subtype, pointer)
    }
}

/// The names of the variants for media types that stand beside each other. Those of one name have their types too,
/// `TextJson`, or `x-` and `vnd.` before their own names, `XYaml`, and where these are the same their parameters: `JsonV2`.
pub(crate) fn variant_names(media_types: &[&str]) -> Vec<String> {
    let shades: [fn(&str) -> String; 4] = [variant_name, typed_name, whole_name, full_name];
    let candidates: Vec<[String; 4]> = media_types.iter().map(|it| shades.map(|shade| shade(it))).collect();
    let is_alone = |shade: usize, index: usize| {
        let mut others = candidates.iter().enumerate().filter(|(other, _)| *other != index);
        others.all(|(_, other)| other[shade] != candidates[index][shade])
    };
    let name = |(index, media_type): (usize, &&str)| {
        let keeps = essence(media_type) == "application/json" && media_type::parameters(media_type).is_empty();
        let shade = (0..3).find(|shade| is_alone(*shade, index) || keeps);
        candidates[index][shade.unwrap_or(3)].clone()
    };
    media_types.iter().enumerate().map(name).collect()
}

/// The name with the type before the subtype, where that is not `application`.
fn typed_name(media_type: &str) -> String {
    let essence = essence(media_type);
    match essence.split_once('/') {
        Some(("*", _)) => "Any".to_owned(),
        Some((kind, "*")) => names::variant_name(&format!("any-{kind}")),
        Some((kind, _)) if kind != "application" => names::variant_name(&essence.replace(['/', '+'], "-")),
        _ => variant_name(media_type),
    }
}

/// The same with all of the subtype.
fn whole_name(media_type: &str) -> String {
    match essence(media_type).split_once('/') {
        Some(("application", subtype)) if subtype.starts_with("x-") || subtype.starts_with("vnd.") => {
            names::variant_name(&subtype.replace(['+', '.'], "-"))
        }
        _ => typed_name(media_type),
    }
}

fn full_name(media_type: &str) -> String {
    let parameters = media_type::parameters(media_type);
    let words: Vec<String> = parameters
        .into_iter()
        .map(|(name, value)| format!("{name}-{value}"))
        .collect();
    let typed = typed_name(media_type);
    match words.is_empty() {
        true => typed,
        false => format!("{typed}{}", names::variant_name(&words.join("-"))),
    }
}

/// The name of the variant for a media type that stands alone.
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
                .replace('+', "-")
                .replace('*', "any");
            match subtype {
                "*" => typed_name(essence),
                _ => names::variant_name(&words),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_of_one_name_are_told_by_type_and_parameters() {
        for (media_types, names) in [
            (&["application/json", "text/csv"][..], &["Json", "Csv"][..]),
            (&["application/json", "text/json", "*/*"], &["Json", "TextJson", "Any"]),
            (&["text/json", "application/*+json"], &["Json", "AnyJson"]),
            (
                &["application/json;v=1", "application/json; v=2"],
                &["JsonV1", "JsonV2"],
            ),
            (&["application/json", "application/json;v=2"], &["Json", "JsonV2"]),
            (
                &["application/x+json; profile=\"a b\"", "application/x+json"],
                &["XJsonProfileAB", "XJson"],
            ),
            (&["application/xml", "text/xml"], &["Xml", "TextXml"]),
            (
                &["application/yaml", "application/x-yaml", "text/yaml"],
                &["Yaml", "XYaml", "TextYaml"],
            ),
            (
                &["application/vnd.a+json", "application/a+json", "application/x-a+json"],
                &["VndAJson", "AJson", "XAJson"],
            ),
        ] {
            assert_eq!(variant_names(media_types), names);
        }
    }
}
