//! Security requirements and schemes: names that exist, schemes that a request can carry, URLs.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::context::Context;
use super::operations;
use crate::nearest::nearest;
use crate::report::{Code, Diagnostic};

/// Looks at the schemes, then at every requirement.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let names = schemes(root, cx);
    if let Value::Object(map) = root {
        requirements(map, &names, cx);
    }
    operations::each(root, cx, |operation, cx| requirements(operation, &names, cx));
    true
}

/// The names of the schemes, which are repaired on the way.
fn schemes(root: &mut Value, cx: &mut Context<'_>) -> HashSet<String> {
    let schemes = root
        .get_mut("components")
        .and_then(|components| components.get_mut("securitySchemes"));
    let Some(Value::Object(schemes)) = schemes else {
        return HashSet::new();
    };
    let mark = cx.place.enter("components");
    cx.within("securitySchemes", |cx| {
        for (name, scheme) in schemes.iter_mut() {
            let Value::Object(scheme) = scheme else {
                continue;
            };
            cx.within(name, |cx| {
                if scheme.get("type").and_then(Value::as_str) == Some("mutualTLS") {
                    cx.warn(
                        Code::UnsupportedScheme,
                        format!("`{name}` is a matter of the connection, not of requests"),
                    );
                    // 3.0 has no type for it; what it has is `http`, with a scheme of any name.
                    scheme.insert("type".into(), json!("http"));
                    scheme.insert("scheme".into(), json!("mutual-tls"));
                    scheme.insert("x-mutual-tls".into(), json!(true));
                } else {
                    repair(scheme, cx);
                }
            });
        }
    });
    cx.place.leave(mark);
    schemes.keys().cloned().collect()
}

fn repair(scheme: &mut Map<String, Value>, cx: &mut Context<'_>) {
    let kind = scheme
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let meant = match kind.to_lowercase().as_str() {
        "apikey" => "apiKey",
        "oauth2" => "oauth2",
        "openidconnect" => "openIdConnect",
        "http" | "basic" | "bearer" => "http",
        _ => return,
    };
    if kind != meant {
        cx.warn_at(
            "type",
            Code::SwaggerHabit,
            format!("the scheme's type `{kind}` is read as `{meant}`"),
        );
        scheme.insert("type".into(), json!(meant));
        if meant == "http" {
            scheme.entry("scheme").or_insert_with(|| json!(kind.to_lowercase()));
        }
    }
    if meant == "oauth2" {
        super::skeleton::require(scheme, "flows", json!({}), "the scheme", cx);
        if let Some(Value::Object(flows)) = scheme.get_mut("flows") {
            cx.within("flows", |cx| {
                flows.iter_mut().for_each(|(name, flow)| repair_flow(name, flow, cx))
            });
        }
    }
}

fn repair_flow(name: &str, flow: &mut Value, cx: &mut Context<'_>) {
    let Value::Object(flow) = flow else { return };
    let urls: &[&str] = match name {
        "implicit" => &["authorizationUrl"],
        "password" | "clientCredentials" => &["tokenUrl"],
        "authorizationCode" => &["authorizationUrl", "tokenUrl"],
        _ => return,
    };
    cx.within(name, |cx| {
        for url in urls {
            super::skeleton::require(flow, url, json!(""), "the flow", cx);
        }
        super::skeleton::require(flow, "scopes", json!({}), "the flow", cx);
        if let Some(Value::Object(scopes)) = flow.get_mut("scopes") {
            // A scope without a description is as good as one with an empty one.
            scopes
                .values_mut()
                .filter(|text| text.is_null())
                .for_each(|text| *text = json!(""));
        }
        for url in ["authorizationUrl", "tokenUrl", "refreshUrl"] {
            if let Some(Value::String(text)) = flow.get(url)
                && !text.is_empty()
                && !text.contains("://")
            {
                let message = format!("`{text}` is relative to the server");
                cx.warn_at(url, Code::RelativeUrl, message);
            }
        }
    });
}

/// Drops what names no scheme; an alternative that names nothing else goes with it.
fn requirements(map: &mut Map<String, Value>, names: &HashSet<String>, cx: &mut Context<'_>) {
    let Some(Value::Array(alternatives)) = map.get_mut("security") else {
        return;
    };
    let mark = cx.place.enter("security");
    let mut index = 0;
    alternatives.retain_mut(|alternative| {
        let here = index;
        index += 1;
        let Value::Object(schemes) = alternative else {
            return true;
        };
        let before = schemes.len();
        schemes.retain(|name, scopes| {
            if scopes.is_null() {
                *scopes = json!([]);
            }
            if !names.contains(name) {
                cx.within_index(here, |cx| unknown(name, names, cx));
            }
            names.contains(name)
        });
        before == 0 || !schemes.is_empty()
    });
    cx.place.leave(mark);
}

fn unknown(name: &str, names: &HashSet<String>, cx: &mut Context<'_>) {
    let at = cx.place.child(name);
    let mut diagnostic =
        Diagnostic::new(Code::UnknownScheme, at, format!("there is no security scheme `{name}`")).on_key();
    let mut sorted: Vec<&str> = names.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    if let Some(meant) = nearest(name, sorted) {
        diagnostic = diagnostic.hint(format!("a scheme with a similar name exists: `{meant}`"));
    }
    cx.push(diagnostic);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::document;
    use crate::report::Code;

    #[test]
    fn requirements_name_schemes() {
        let (value, codes) = document(json!({
            "security": [{"key": [], "nokey": []}, {"nokey": []}, {}, {"tls": []}],
            "components": {"securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "k"}, "tls": {"type": "mutualTLS"},
            }},
        }));
        assert_eq!(
            codes,
            [Code::UnsupportedScheme, Code::UnknownScheme, Code::UnknownScheme]
        );
        assert_eq!(value["security"], json!([{"key": []}, {}, {"tls": []}]));
        assert_eq!(
            value["components"]["securitySchemes"].as_object().map(|map| map.len()),
            Some(2)
        );
        assert_eq!(value["components"]["securitySchemes"]["tls"]["x-mutual-tls"], true);
    }

    #[test]
    fn schemes_are_spelled_as_openapi_does() {
        let (value, codes) = document(json!({"components": {"securitySchemes": {
            "a": {"type": "apikey", "in": "header", "name": "k"},
            "b": {"type": "basic"},
            "c": {"type": "oauth2"},
            "d": {"type": "oauth2", "flows": {"password": {"tokenUrl": "token"}}},
        }}}));
        assert_eq!(
            codes,
            [
                Code::SwaggerHabit,
                Code::SwaggerHabit,
                Code::MissingKey,
                Code::MissingKey,
                Code::RelativeUrl
            ]
        );
        let schemes = &value["components"]["securitySchemes"];
        assert_eq!(schemes["a"]["type"], "apiKey");
        assert_eq!(schemes["b"], json!({"type": "http", "scheme": "basic"}));
        assert_eq!(schemes["c"]["flows"], json!({}));
        assert_eq!(
            schemes["d"]["flows"]["password"],
            json!({"tokenUrl": "token", "scopes": {}})
        );
    }
}
