//! `contentMediaType` and `contentEncoding`: the formats `binary` and `byte`.

use serde_json::{Value, json};

use super::Schema;
use crate::normalise::context::Context;
use crate::normalise::skeleton::extend;

/// Encodings that a format of 3.0 says.
pub(crate) const ENCODINGS: &[(&str, &str)] = &[("base64", "byte"), ("base64url", "byte"), ("binary", "binary")];

/// Gives strings that hold bytes the format that 3.0 has for them.
pub(super) fn pass(schema: &mut Schema, _: &mut Context<'_>) {
    if !["contentMediaType", "contentEncoding"]
        .into_iter()
        .any(|key| schema.contains_key(key))
    {
        return;
    }
    let text = |key: &str| schema.get(key).and_then(Value::as_str).map(str::to_lowercase);
    let media = text("contentMediaType");
    let encoding = text("contentEncoding");
    let format = match (media.as_deref(), encoding.as_deref()) {
        (_, Some(encoding)) => ENCODINGS
            .iter()
            .find(|(name, _)| *name == encoding)
            .map(|(_, format)| *format),
        // Text in text is a string like any other.
        (Some(media), None) if !is_text(media) => Some("binary"),
        _ => None,
    };
    if let Some(format) = format {
        schema.entry("format").or_insert_with(|| json!(format));
    }
    extend(
        schema,
        &[
            ("contentMediaType", "x-content-media-type"),
            ("contentEncoding", "x-content-encoding"),
        ],
    );
}

fn is_text(media: &str) -> bool {
    media.starts_with("text/")
        || media.ends_with("json")
        || media.ends_with("xml")
        || media.ends_with("yaml")
        || media.ends_with("jwt")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::schemas;

    #[test]
    fn bytes_have_formats() {
        schemas(&[
            (
                json!({"type": "string", "contentMediaType": "application/octet-stream"}),
                json!({"type": "string", "format": "binary", "x-content-media-type": "application/octet-stream"}),
                &[],
            ),
            (
                json!({"type": "string", "contentMediaType": "image/png", "contentEncoding": "base64"}),
                json!({"type": "string", "format": "byte", "x-content-media-type": "image/png", "x-content-encoding": "base64"}),
                &[],
            ),
            (
                json!({"type": "string", "contentMediaType": "application/json"}),
                json!({"type": "string", "x-content-media-type": "application/json"}),
                &[],
            ),
        ]);
    }
}
