//! Which OpenAPI it is: 3.0, 3.1, 3.2, a later one read as 3.2, or none.

use serde_json::{Map, Value, json};

use super::context::{Context, Version};
use crate::report::{Code, Diagnostic};

/// Reads the version, and refuses what is no OpenAPI 3.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let Value::Object(map) = root else {
        cx.warn(Code::NotOpenApi, "the document is no object");
        return false;
    };
    if map.contains_key("swagger") && !map.contains_key("openapi") {
        let at = cx.place.child("swagger");
        cx.push(
            Diagnostic::new(Code::Swagger2, at, "the document is Swagger 2.0, which is not read")
                .label("OpenAPI 3.0 or 3.1 is needed")
                .hint("convert the document first, with a converter such as swagger2openapi"),
        );
        return false;
    }
    let Some(text) = text(map, cx) else {
        return false;
    };
    let Some(version) = parse(&text) else {
        let at = cx.place.child("openapi");
        let diagnostic = Diagnostic::new(Code::NotOpenApi, at, format!("OpenAPI `{text}` is not read"));
        cx.push(diagnostic.label("3.0, 3.1 or 3.2 is needed"));
        return false;
    };
    if is_later(&text) {
        cx.warn_at("openapi", Code::LaterVersion, format!("OpenAPI {text} is read as 3.2"));
    }
    cx.version = version;
    map.insert("openapi".into(), json!("3.0.3"));
    true
}

/// The version as written.
fn text(map: &Map<String, Value>, cx: &mut Context<'_>) -> Option<String> {
    match map.get("openapi") {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Number(number)) => {
            let message = format!("the version is the number {number}, not a string");
            cx.warn_at("openapi", Code::WrongType, message);
            Some(number.to_string())
        }
        Some(_) => {
            cx.warn_at("openapi", Code::NotOpenApi, "the version of OpenAPI is no string");
            None
        }
        None => {
            let message = "the document does not say which OpenAPI it is";
            let hint = "an OpenAPI document begins with `openapi: 3.0.3` or `openapi: 3.1.0`";
            cx.push(Diagnostic::new(Code::NotOpenApi, cx.place.pointer(), message).hint(hint));
            None
        }
    }
}

fn parse(text: &str) -> Option<Version> {
    let mut parts = text.trim().split('.');
    if parts.next() != Some("3") {
        return None;
    }
    let minor = parts.next()?;
    let known = Version::ALL
        .into_iter()
        .find(|version| version.as_str().split('.').nth(1) == Some(minor));
    known.or_else(|| minor.parse::<u8>().ok().map(|_| Version::V32))
}

/// Whether this is a version that came after all that are known.
fn is_later(text: &str) -> bool {
    let minor = text.trim().split('.').nth(1).and_then(|minor| minor.parse::<u8>().ok());
    minor.is_some_and(|minor| minor > 2)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::normalise::normalise;
    use crate::report::{Code, Report};

    fn codes(document: Value) -> Vec<Code> {
        let mut report = Report::default();
        normalise(document, &mut report);
        report.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
    }

    #[test]
    fn refuses_what_is_no_openapi_3() {
        for (document, code) in [
            (json!([]), Code::NotOpenApi),
            (json!({}), Code::NotOpenApi),
            (json!({"openapi": true}), Code::NotOpenApi),
            (json!({"openapi": "2.0"}), Code::NotOpenApi),
            (json!({"openapi": "4.0.0"}), Code::NotOpenApi),
            (json!({"openapi": "3"}), Code::NotOpenApi),
            (json!({"swagger": "2.0", "paths": {"/a": {"gett": 1}}}), Code::Swagger2),
        ] {
            assert_eq!(codes(document.clone()), [code], "{document}");
        }
    }

    #[test]
    fn reads_every_openapi_3() {
        let rest = |version: Value| json!({"openapi": version, "info": {"title": "t", "version": "1"}, "paths": {}});
        assert_eq!(codes(rest(json!("3.0.0"))), []);
        assert_eq!(codes(rest(json!("3.1.1"))), []);
        assert_eq!(codes(rest(json!("3.2.0"))), []);
        assert_eq!(codes(rest(json!("3.3.0"))), [Code::LaterVersion]);
        assert_eq!(codes(rest(json!(3.1))), [Code::WrongType]);
    }
}
