//! What only OpenAPI 3.2 has, in the shape of 3.0: methods without a key there, summaries of responses and
//! tags, values of examples, the device flow. What has no shape there is told.

mod methods;
mod parts;

use serde_json::{Map, Value, json};

use super::context::{Context, Version};
use super::grammar::{ObjectKind, each_child};
use super::skeleton::extend;
use crate::code_span::code;

/// Rewrites everything below the root.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    methods::pass(root, cx);
    if cx.version < Version::V32 {
        return true;
    }
    rewrite(root, ObjectKind::Root, cx);
    true
}

fn rewrite(value: &mut Value, kind: ObjectKind, cx: &mut Context<'_>) {
    if let Value::Object(map) = value {
        match kind {
            ObjectKind::Response => summary(map),
            ObjectKind::Tag => tag(map),
            ObjectKind::Example => extend(map, &[("serializedValue", "x-serialized-value")]),
            ObjectKind::MediaType => parts::pass(map, cx),
            ObjectKind::Encoding => parts::nested(map, cx),
            ObjectKind::SecurityScheme => scheme(map),
            ObjectKind::Discriminator => extend(map, &[("defaultMapping", "x-default-mapping")]),
            _ => {}
        }
        if kind == ObjectKind::Example {
            example(map);
        }
    }
    each_child(value, kind, cx, &mut rewrite);
}

/// A summary is what the description begins with, or what there is in its place.
fn summary(response: &mut Map<String, Value>) {
    let Some(Value::String(summary)) = response.remove("summary") else {
        return;
    };
    let text = match response.get("description").and_then(Value::as_str) {
        Some(description) if !description.is_empty() => format!("{summary}\n\n{description}"),
        _ => summary,
    };
    response.insert("description".into(), json!(text));
}

/// An example is what its data is; without that, its text.
fn example(example: &mut Map<String, Value>) {
    let data = example
        .remove("dataValue")
        .or_else(|| example.get("x-serialized-value").cloned());
    if let Some(data) = data {
        example.entry("value").or_insert(data);
    }
}

/// The device flow is one of those whose tokens are renewed without a browser; where its server describes itself is documented.
fn scheme(scheme: &mut Map<String, Value>) {
    let flow = scheme.get("flows").and_then(|flows| flows.get("deviceAuthorization"));
    let url = flow
        .and_then(|flow| flow.get("refreshUrl").or_else(|| flow.get("tokenUrl")))
        .cloned();
    if let Some(url) = url {
        scheme.insert("x-device-token-url".into(), url);
    }
    if let Some(Value::String(url)) = scheme.remove("oauth2MetadataUrl") {
        add(
            scheme,
            &format!("The authorization server describes itself at <{url}>."),
        );
    }
    if scheme.remove("deprecated") == Some(Value::Bool(true)) {
        add(
            scheme,
            "Deprecated: another scheme is to be used where an operation takes one.",
        );
    }
}

/// Modules do not nest: a tag says which other one it is a part of.
fn tag(tag: &mut Map<String, Value>) {
    if let Some(parent) = tag.get("parent").and_then(Value::as_str).map(code) {
        add(tag, &format!("Part of {parent}."));
    }
    extend(
        tag,
        &[("summary", "x-summary"), ("parent", "x-parent"), ("kind", "x-kind")],
    );
}

/// Adds a paragraph to a description.
fn add(object: &mut Map<String, Value>, said: &str) {
    let text = match object.get("description").and_then(Value::as_str) {
        Some(description) if !description.is_empty() => format!("{description}\n\n{said}"),
        _ => said.to_owned(),
    };
    object.insert("description".into(), json!(text));
}

/// What only OpenAPI 3.2 has of places and styles is said by extensions of what 3.0 has.
pub(super) fn spellings(map: &mut Map<String, Value>, place: &str) {
    if place == "querystring" {
        map.insert("in".into(), json!("query"));
        map.insert("x-querystring".into(), json!(true));
    } else if place != "query" {
        extend(map, &[("allowReserved", "x-allow-reserved")]);
    }
    if map.get("style") == Some(&json!("cookie")) {
        map.remove("style");
        map.insert("x-cookie-style".into(), json!(true));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::normalise::testing::document_of;
    use crate::report::Code;

    fn latest(parts: Value) -> (Value, Vec<Code>) {
        document_of("3.2.0", parts)
    }

    #[test]
    fn media_types_of_the_components_stand_where_they_are_used() {
        let content = |name: &str| json!({"application/json": {"$ref": format!("#/components/mediaTypes/{name}")}});
        let (value, codes) = latest(json!({
            "paths": {"/a": {"get": {"responses": {
                "200": {"summary": "Short.", "content": content("A")},
                "400": {"summary": "Short.", "description": "Long.", "content": content("Nil")},
            }}}},
            "components": {"mediaTypes": {"A": {"$ref": "#/components/mediaTypes/B"}, "B": {"schema": {"type": "integer"}}}},
        }));
        assert_eq!(codes, [Code::DanglingRef]);
        let responses = &value["paths"]["/a"]["get"]["responses"];
        let content = json!({"application/json": {"schema": {"type": "integer"}}});
        assert_eq!(responses["200"], json!({"description": "Short.", "content": content}));
        assert_eq!(responses["400"]["description"], "Short.\n\nLong.");
    }

    #[test]
    fn a_default_is_one_of_the_alternatives() {
        let schemas = |default: &str| {
            json!({
                "A": {"type": "object", "required": ["t"], "properties": {"t": {"type": "string"}}},
                "B": {"type": "object", "properties": {"x": {"type": "string"}}},
                "C": {"type": "object"},
                "U": {
                    "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
                    "discriminator": {"propertyName": "t", "defaultMapping": default},
                },
            })
        };
        for (default, found) in [("B", &[][..]), ("#/components/schemas/B", &[])] {
            let (value, codes) = latest(json!({"components": {"schemas": schemas(default)}}));
            let union = &value["components"]["schemas"]["U"];
            assert_eq!(union["discriminator"]["x-default-mapping"], "#/components/schemas/B");
            assert_eq!(
                (&union["oneOf"][1], codes.as_slice()),
                (&json!({"$ref": "#/components/schemas/B"}), found)
            );
        }
        let (_, codes) = latest(json!({"components": {"schemas": schemas("C")}}));
        assert_eq!(codes, [Code::FaultyDiscriminator; 2]);
        let (_, codes) = latest(json!({"components": {"schemas": schemas("Nil")}}));
        assert_eq!(codes, [Code::DanglingMapping, Code::FaultyDiscriminator]);
    }
}
