//! Security schemes: types, places and flows as OpenAPI spells them; what no request can carry is reported.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::context::Context;
use super::skeleton::require;
use crate::reference;
use crate::report::{Code, Diagnostic};

/// The types of schemes that a request carries (OpenAPI 3.1 §4.8.27); `mutualTLS` is one of connections.
pub(crate) const TYPES: [&str; 4] = ["apiKey", "http", "oauth2", "openIdConnect"];

/// The places of a key.
pub(crate) const PLACES: [&str; 3] = ["query", "header", "cookie"];

/// A scheme as the document has it.
type Scheme = Map<String, Value>;

/// Repairs the schemes and leaves out what cannot be one; gives the names of the others.
pub(super) fn repair(root: &mut Value, cx: &mut Context<'_>) -> HashSet<String> {
    let schemes = root
        .get_mut("components")
        .and_then(|components| components.get_mut("securitySchemes"));
    let Some(Value::Object(schemes)) = schemes else {
        return HashSet::new();
    };
    dereference(schemes);
    let mark = cx.place.enter("components");
    cx.within("securitySchemes", |cx| {
        schemes.retain(|name, scheme| match scheme {
            Value::Object(scheme) => cx.within(name, |cx| scheme_of(name, scheme, cx)),
            _ => true,
        });
    });
    cx.place.leave(mark);
    schemes.keys().cloned().collect()
}

/// Puts in place of a reference what it leads to, which `references` has seen to be a scheme.
fn dereference(schemes: &mut Map<String, Value>) {
    let whole = schemes.clone();
    for scheme in schemes.values_mut() {
        for _ in 0..reference::LONGEST {
            let Some((_, name)) = reference::of(scheme).and_then(reference::component) else {
                break;
            };
            let Some(found) = whole.get(name.as_ref()) else { break };
            *scheme = found.clone();
        }
    }
}

/// Repairs one scheme; `false` where nothing tells how a request carries it.
fn scheme_of(name: &str, scheme: &mut Scheme, cx: &mut Context<'_>) -> bool {
    let kind = text(scheme, "type");
    if kind == "mutualTLS" {
        let message = format!("`{name}` is a matter of the connection, not of requests");
        cx.warn_at("type", Code::UnsupportedScheme, message);
        // 3.0 has no type for it; what it has is `http`, with a scheme of any name.
        scheme.insert("type".into(), json!("http"));
        scheme.insert("scheme".into(), json!("mutual-tls"));
        cx.facts.mutual_tls.insert(name.to_owned());
        return true;
    }
    let meant = meant(&kind, scheme);
    if let Some((meant, http)) = meant
        && kind != meant
    {
        if scheme.contains_key("type") {
            let message = format!("the scheme's type `{kind}` is read as `{meant}`");
            cx.warn_at("type", Code::SwaggerHabit, message);
        } else {
            cx.warn(
                Code::SwaggerHabit,
                format!("the scheme has no `type`; it is read as `{meant}`"),
            );
        }
        scheme.insert("type".into(), json!(meant));
        if !http.is_empty() {
            scheme.entry("scheme").or_insert_with(|| json!(http));
        }
    }
    signed(scheme, cx);
    let is_whole = match meant.map(|(meant, _)| meant) {
        Some("apiKey") => place(scheme, cx) && scheme.contains_key("name"),
        Some("http") => scheme.contains_key("scheme"),
        Some("oauth2") => {
            flows(scheme, cx);
            true
        }
        Some(_) => {
            require(scheme, "openIdConnectUrl", json!(""), "the scheme", cx);
            true
        }
        None => false,
    };
    if !is_whole {
        let message = format!("nothing tells how a request carries `{name}`, so it is left out");
        cx.warn(Code::UnsupportedScheme, message);
    }
    is_whole
}

/// A key that is no key: the gateway of Amazon takes a signature of the request in its place.
fn signed(scheme: &Scheme, cx: &mut Context<'_>) {
    let key = "x-amazon-apigateway-authtype";
    if scheme.get(key).and_then(Value::as_str) == Some("awsSigv4") {
        let diagnostic = Diagnostic::new(
            Code::ChallengeScheme,
            cx.place.child(key),
            "`awsSigv4` signs each request",
        );
        cx.push(diagnostic.label("the credential is sent as it is given"));
    }
}

fn text(scheme: &Scheme, key: &str) -> String {
    scheme.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The type that a scheme means, and the HTTP scheme that is in the word; a scheme without a type is told by its keys.
fn meant(kind: &str, scheme: &Scheme) -> Option<(&'static str, &'static str)> {
    let has = |key: &str| scheme.contains_key(key);
    let folded = kind.to_lowercase().replace(['_', '-', ' '], "");
    if let Some(kind) = TYPES.into_iter().find(|kind| kind.to_lowercase() == folded) {
        let is_bearer = kind == "http" && has("bearerFormat");
        return Some((kind, if is_bearer { "bearer" } else { "" }));
    }
    Some(match folded.as_str() {
        "oauth" => ("oauth2", ""),
        "oidc" => ("openIdConnect", ""),
        "basic" => ("http", "basic"),
        "bearer" | "jwt" => ("http", "bearer"),
        "" if has("flows") => ("oauth2", ""),
        "" if has("openIdConnectUrl") => ("openIdConnect", ""),
        "" if has("scheme") => ("http", ""),
        "" if has("in") => ("apiKey", ""),
        _ => return None,
    })
}

/// Spells the place of a key as OpenAPI does; `false` where it is none.
fn place(scheme: &mut Scheme, cx: &mut Context<'_>) -> bool {
    let written = text(scheme, "in");
    let folded = written.to_lowercase();
    let folded = match folded.as_str() {
        "querystring" => "query",
        folded => folded.trim_end_matches('s'),
    };
    let Some(meant) = PLACES.into_iter().find(|place| *place == folded) else {
        return false;
    };
    if written != meant {
        cx.warn_at("in", Code::FaultyPlace, format!("`{written}` is read as `{meant}`"));
        scheme.insert("in".into(), json!(meant));
    }
    true
}

fn flows(scheme: &mut Scheme, cx: &mut Context<'_>) {
    require(scheme, "flows", json!({}), "the scheme", cx);
    if let Some(Value::Object(flows)) = scheme.get_mut("flows") {
        cx.within("flows", |cx| {
            flows.iter_mut().for_each(|(name, value)| flow(name, value, cx))
        });
    }
}

fn flow(name: &str, flow: &mut Value, cx: &mut Context<'_>) {
    let Value::Object(flow) = flow else { return };
    let urls: &[&str] = match name {
        "implicit" => &["authorizationUrl"],
        "password" | "clientCredentials" => &["tokenUrl"],
        "authorizationCode" => &["authorizationUrl", "tokenUrl"],
        _ => return,
    };
    cx.within(name, |cx| {
        for url in urls {
            require(flow, url, json!(""), "the flow", cx);
        }
        require(flow, "scopes", json!({}), "the flow", cx);
        if let Some(scopes) = flow.get_mut("scopes") {
            name_scopes(scopes, cx);
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

/// Makes of the scopes an object of descriptions.
fn name_scopes(scopes: &mut Value, cx: &mut Context<'_>) {
    match scopes {
        // A scope without a description is as good as one with an empty one.
        Value::Object(scopes) => {
            let nulls = scopes.values_mut().filter(|text| text.is_null());
            nulls.for_each(|text| *text = json!(""));
        }
        Value::Null => *scopes = json!({}),
        other => {
            cx.warn_at("scopes", Code::WrongType, "`scopes` has to be an object");
            let names = other.as_array().into_iter().flatten().filter_map(Value::as_str);
            *other = names.map(|name| (name.to_owned(), json!(""))).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::normalise::testing::document;
    use crate::report::Code;

    fn schemes(schemes: Value) -> (Value, Vec<Code>) {
        let (mut value, codes) = document(json!({"components": {"securitySchemes": schemes}}));
        (value["components"]["securitySchemes"].take(), codes)
    }

    #[test]
    fn schemes_are_spelled_as_openapi_does() {
        let key = json!({"type": "apiKey", "in": "header", "name": "k"});
        for (before, after, codes) in [
            (
                json!({"type": "apikey", "in": "header", "name": "k"}),
                key.clone(),
                vec![Code::SwaggerHabit],
            ),
            (
                json!({"type": "apiKey", "in": "Headers", "name": "k"}),
                key.clone(),
                vec![Code::FaultyPlace],
            ),
            (json!({"in": "header", "name": "k"}), key, vec![Code::SwaggerHabit]),
            (
                json!({"type": "basic"}),
                json!({"type": "http", "scheme": "basic"}),
                vec![Code::SwaggerHabit],
            ),
            (
                json!({"type": "JWT"}),
                json!({"type": "http", "scheme": "bearer"}),
                vec![Code::SwaggerHabit],
            ),
            (
                json!({"type": "oauth2"}),
                json!({"type": "oauth2", "flows": {}}),
                vec![Code::MissingKey],
            ),
        ] {
            assert_eq!(schemes(json!({"a": before})), (json!({"a": after}), codes), "{before}");
        }
    }

    #[test]
    fn flows_are_whole() {
        let before = json!({"a": {"type": "oauth2", "flows": {
            "password": {"tokenUrl": "token"},
            "implicit": {"authorizationUrl": "https://a.b", "scopes": ["read"]},
            "clientCredentials": {"tokenUrl": "https://a.b", "scopes": null},
        }}});
        let (value, codes) = schemes(before);
        assert_eq!(codes, [Code::MissingKey, Code::RelativeUrl, Code::WrongType]);
        let flows = &value["a"]["flows"];
        assert_eq!(flows["password"], json!({"tokenUrl": "token", "scopes": {}}));
        assert_eq!(flows["implicit"]["scopes"], json!({"read": ""}));
        assert_eq!(flows["clientCredentials"]["scopes"], json!({}));
    }

    #[test]
    fn what_no_request_can_carry_is_left_out() {
        for scheme in [
            json!({}),
            json!({"type": "hmac"}),
            json!({"type": "http"}),
            json!({"type": "apiKey", "in": "body", "name": "k"}),
            json!({"type": "apiKey", "in": "query"}),
        ] {
            assert_eq!(
                schemes(json!({"a": scheme})),
                (json!({}), vec![Code::UnsupportedScheme]),
                "{scheme}"
            );
        }
    }
}
