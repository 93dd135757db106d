//! The walk through parameters, headers, bodies, responses and schemas.
//!
//! One walk for all of them: what has to be seen as written is done on the way in, schemas on the way out.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::context::Context;
use super::examples;
use super::grammar::{ObjectKind, each_child};
use super::latest;
use super::operations::statuses;
use super::places::{place, style};
use super::schema;
use super::sequence;
use super::skeleton::{extend, require};
use super::swagger::{swagger_body, swagger_schema};
use crate::report::{Code, Diagnostic};

/// Rewrites everything below the root.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    cx.json_texts = sequence::json_texts(root);
    rewrite(root, ObjectKind::Root, cx);
    true
}

fn rewrite(value: &mut Value, kind: ObjectKind, cx: &mut Context<'_>) {
    if kind == ObjectKind::Schema {
        schema::before(value, cx);
    } else if let Value::Object(map) = value
        && !map.contains_key("$ref")
    {
        part(map, kind, cx);
    }
    each_child(value, kind, cx, &mut rewrite);
    match kind {
        ObjectKind::Schema => schema::after(value, cx),
        // On the way out: what is removed from a list takes the places of those behind it away.
        ObjectKind::PathItem | ObjectKind::Operation => repeated_parameters(value, cx),
        _ => {}
    }
}

fn part(map: &mut Map<String, Value>, kind: ObjectKind, cx: &mut Context<'_>) {
    match kind {
        ObjectKind::Operation => {
            // Those of webhooks and callbacks may lack them as well (OpenAPI 3.1 §4.8.10).
            map.entry("responses").or_insert_with(|| json!({}));
            swagger_body(map, cx);
        }
        ObjectKind::Parameter => parameter(map, cx),
        ObjectKind::Header => header(map, cx),
        ObjectKind::RequestBody => require(map, "content", json!({}), "the request body", cx),
        ObjectKind::MediaType => {
            examples::named(map, cx);
            sequence::pass(map, cx);
            extend(
                map,
                &[
                    ("itemSchema", "x-item-schema"),
                    ("itemEncoding", "x-item-encoding"),
                    ("prefixEncoding", "x-prefix-encoding"),
                ],
            );
        }
        ObjectKind::Encoding => encoding(map),
        ObjectKind::Server => {
            require(map, "url", json!("/"), "the server", cx);
            extend(map, &[("name", "x-name")]);
        }
        ObjectKind::ServerVariable => variable(map, cx),
        ObjectKind::ExternalDocs => require(map, "url", json!(""), "the documentation object", cx),
        ObjectKind::Responses => statuses(map, cx),
        ObjectKind::Response => response(map, cx),
        ObjectKind::Example => examples::example(map, cx),
        ObjectKind::Tag => extend(map, &[("summary", "x-summary")]),
        _ => {}
    }
}

/// A variable without a default has the first of its values.
fn variable(map: &mut Map<String, Value>, cx: &mut Context<'_>) {
    let values = map.get("enum").and_then(Value::as_array);
    let first = values.and_then(|values| values.iter().find(|value| value.is_string()));
    let default = first.cloned().unwrap_or_else(|| json!(""));
    require(map, "default", default, "the server variable", cx);
}

fn parameter(map: &mut Map<String, Value>, cx: &mut Context<'_>) {
    let &(place, styles) = place(map, cx);
    style(map, styles, cx);
    latest::spellings(map, place);
    if place == "path" && map.get("required") != Some(&json!(true)) {
        cx.warn(
            Code::OptionalPathParameter,
            "a path parameter has to be `required: true`",
        );
        map.insert("required".into(), json!(true));
    }
    schema_or_content(map, "the parameter", cx);
    examples::named(map, cx);
    if place == "header" {
        ignored_header(map, cx);
    }
}

/// Header parameters that say what other parts of the document say (OpenAPI 3.0 §4.7.12.1), or what HTTP does.
fn ignored_header(map: &Map<String, Value>, cx: &mut Context<'_>) {
    let name = map.get("name").and_then(Value::as_str).unwrap_or_default();
    let (by, label) = match name.to_ascii_lowercase().as_str() {
        "accept" | "content-type" => ("OpenAPI ignores", "left out: it follows from the media types"),
        "content-length" | "transfer-encoding" => ("the client sets", "left out: it follows from the body"),
        // Documents without a scheme have no other way to say that there is a credential.
        "authorization" => (
            "OpenAPI ignores",
            "carried all the same; a security scheme says it better",
        ),
        _ => return,
    };
    let message = format!("{by} a header parameter called `{name}`");
    cx.push(Diagnostic::new(Code::IgnoredHeader, cx.place.pointer(), message).label(label));
}

/// A parameter or header has a schema, or content, and not both.
fn schema_or_content(map: &mut Map<String, Value>, whose: &str, cx: &mut Context<'_>) {
    swagger_schema(map, cx);
    match (map.contains_key("schema"), map.contains_key("content")) {
        (true, true) => {
            cx.warn_at(
                "content",
                Code::ConflictingKeys,
                format!("{whose} has both `schema` and `content`"),
            );
            map.remove("content");
        }
        (false, false) => {
            cx.warn(Code::ParameterWithoutSchema, format!("{whose} has no `schema`"));
            map.insert("schema".into(), json!({"type": "string"}));
        }
        _ => {}
    }
}

fn header(map: &mut Map<String, Value>, cx: &mut Context<'_>) {
    style(map, &["simple"], cx);
    schema_or_content(map, "the header", cx);
    examples::named(map, cx);
    extend(
        map,
        &[("explode", "x-explode"), ("allowEmptyValue", "x-allow-empty-value")],
    );
}

fn response(map: &mut Map<String, Value>, cx: &mut Context<'_>) {
    if let Some(Value::String(summary)) = map.remove("summary") {
        let description = map.get("description").and_then(Value::as_str).unwrap_or_default();
        let both = [summary.trim(), description.trim()].join("\n\n");
        map.insert("description".into(), json!(both.trim()));
    }
    require(map, "description", json!(""), "the response", cx);
    if let Some(schema) = map.remove("schema") {
        cx.warn_at(
            "schema",
            Code::SwaggerHabit,
            "the schema of a response belongs under its media type",
        );
        if !map.contains_key("content") {
            map.insert("content".into(), json!({"application/json": {"schema": schema}}));
            cx.moved("schema", "content/application~1json/schema");
        }
    }
}

/// A style is what an encoding has that says one of its keys (OpenAPI 3.0.4 §4.8.15.1.2), and `form` explodes by default,
/// which 3.0's model cannot tell from not exploding.
fn encoding(map: &mut Map<String, Value>) {
    if ["style", "explode", "allowReserved"]
        .iter()
        .any(|key| map.contains_key(*key))
    {
        let style = map.entry("style").or_insert_with(|| json!("form"));
        let is_form = style == "form";
        map.entry("explode").or_insert_with(|| json!(is_form));
    }
}

fn repeated_parameters(value: &mut Value, cx: &mut Context<'_>) {
    let Some(Value::Array(parameters)) = value.get_mut("parameters") else {
        return;
    };
    let mut seen = HashSet::new();
    let mut index = 0;
    let mut former = Vec::new();
    cx.within("parameters", |cx| {
        parameters.retain(|parameter| {
            let text = |key: &str| {
                parameter
                    .get(key)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned()
            };
            let place = text("in");
            let name = match place.as_str() {
                // Names of headers are the same in any case (RFC 9110 §5.1).
                "header" => text("name").to_ascii_lowercase(),
                _ => text("name"),
            };
            let is_new = seen.insert((name, place, text("$ref")));
            if !is_new {
                cx.within_index(index, |cx| {
                    let name = text("name");
                    cx.warn(
                        Code::RepeatedParameter,
                        format!("the parameter `{name}` is there already"),
                    );
                });
            } else {
                former.push(index);
            }
            index += 1;
            is_new
        });
    });
    cx.shifted("parameters", former);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::normalise::testing::document;
    use crate::report::Code;

    fn parameter(parameter: &Value) -> (Value, Vec<Code>) {
        let (mut value, codes) = document(json!({"components": {"parameters": {"P": parameter}}}));
        (value["components"]["parameters"]["P"].take(), codes)
    }

    #[test]
    fn parameters_take_their_shape() {
        let string = json!({"type": "string"});
        for (before, after, expected) in [
            (
                json!({"name": "p", "in": "path", "style": "form", "schema": string}),
                json!({"name": "p", "in": "path", "required": true, "schema": string}),
                vec![Code::FaultyStyle, Code::OptionalPathParameter],
            ),
            (
                json!({"name": "p", "in": "Query", "schema": string}),
                json!({"name": "p", "in": "query", "schema": string}),
                vec![Code::FaultyPlace],
            ),
            (
                json!({"name": "p", "in": "query"}),
                json!({"name": "p", "in": "query", "schema": string}),
                vec![Code::ParameterWithoutSchema],
            ),
            (
                json!({"name": "p", "in": "query", "type": "array", "items": string, "collectionFormat": "pipes"}),
                json!({
                    "name": "p", "in": "query", "style": "pipeDelimited", "explode": false,
                    "schema": {"type": "array", "items": string},
                }),
                vec![Code::SwaggerHabit],
            ),
            (
                json!({"name": "p", "in": "path", "required": true, "type": "array", "items": string, "collectionFormat": "pipes"}),
                json!({"name": "p", "in": "path", "required": true, "explode": false, "schema": {"type": "array", "items": string}}),
                vec![Code::SwaggerHabit],
            ),
            (
                json!({"name": "p", "in": "query", "type": "array", "items": string, "collectionFormat": "multi"}),
                json!({"name": "p", "in": "query", "explode": true, "schema": {"type": "array", "items": string}}),
                vec![Code::SwaggerHabit],
            ),
            (
                json!({"name": "p", "in": "query", "schema": string, "content": {"application/json": {}}}),
                json!({"name": "p", "in": "query", "schema": string}),
                vec![Code::ConflictingKeys],
            ),
            (
                json!({"name": "p", "in": "query", "schema": string, "examples": ["a"]}),
                json!({"name": "p", "in": "query", "schema": string, "example": "a"}),
                vec![Code::WrongType],
            ),
        ] {
            let (value, codes) = parameter(&before);
            assert_eq!(value, after);
            assert_eq!(codes, expected, "{before}");
        }
    }

    #[test]
    fn operations_take_their_shape() {
        let (value, codes) = document(json!({"paths": {"/a": {"post": {
            "parameters": [
                {"name": "q", "in": "query", "schema": {}},
                {"name": "b", "in": "body", "schema": {"type": "string"}, "required": true},
                {"name": "q", "in": "query", "schema": {}},
            ],
            "responses": {"200": {"schema": {"type": "string"}}, "400": null},
        }}}}));
        assert_eq!(
            codes,
            [
                Code::NullValue,
                Code::SwaggerHabit,
                Code::MissingKey,
                Code::SwaggerHabit,
                Code::MissingKey,
                Code::RepeatedParameter,
            ]
        );
        let content = json!({"application/json": {"schema": {"type": "string"}}});
        assert_eq!(
            value["paths"]["/a"]["post"],
            json!({
                "parameters": [{"name": "q", "in": "query", "schema": {}}],
                "requestBody": {"content": content, "required": true},
                "responses": {"200": {"description": "", "content": content}, "400": {"description": ""}},
            })
        );
    }

    #[test]
    fn servers_and_documentation_have_addresses() {
        let (value, codes) = document(json!({
            "servers": [{"description": "a"}, {"url": "https://{r}", "variables": {"r": {"enum": ["eu", "us"]}}}],
            "externalDocs": {"description": "d"},
        }));
        assert_eq!(codes, [Code::MissingKey; 3]);
        assert_eq!(value["servers"][0]["url"], "/");
        assert_eq!(value["servers"][1]["variables"]["r"]["default"], "eu");
        assert_eq!(value["externalDocs"], json!({"description": "d", "url": ""}));
    }

    #[test]
    fn encodings_explode_by_default() {
        let body = |encoding: Value| {
            json!({"components": {"requestBodies": {"B": {"content": {
                "application/x-www-form-urlencoded": {"encoding": {"a": encoding}},
            }}}}})
        };
        for (before, after) in [
            (json!({}), json!({})),
            (
                json!({"allowReserved": true}),
                json!({"allowReserved": true, "style": "form", "explode": true}),
            ),
            (json!({"explode": true}), json!({"style": "form", "explode": true})),
            (
                json!({"style": "form", "explode": false}),
                json!({"style": "form", "explode": false}),
            ),
            (
                json!({"style": "deepObject"}),
                json!({"style": "deepObject", "explode": false}),
            ),
        ] {
            let (value, codes) = document(body(before));
            let media = &value["components"]["requestBodies"]["B"]["content"]["application/x-www-form-urlencoded"];
            assert_eq!(media["encoding"]["a"], after);
            assert_eq!(codes, []);
        }
    }
}
