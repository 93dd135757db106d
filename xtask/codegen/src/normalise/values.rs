//! Values of another JSON type than OpenAPI asks for, in; the values that are meant, out, each with a warning.
//!
//! What writes documents often cannot tell an empty object from an empty list, and people give the only text of an
//! object in place of the object.

use serde_json::{Map, Value, json};

use super::context::Context;
use super::cursor::escape;
use super::grammar::{Key, ObjectKind, Slot};
use crate::report::{Code, Diagnostic};

/// Makes an object of what stands in the place of one, where it is clear which is meant.
pub(super) fn object(value: &mut Value, kind: ObjectKind, cx: &mut Context<'_>) {
    if let (ObjectKind::Schema, Value::Object(schema)) = (kind, &mut *value) {
        return properties(schema, cx);
    }
    // A reference in the place of a map is no entry of it.
    if cx.place.as_str().ends_with("/$ref") {
        return;
    }
    let Some((found, meant, label)) = meant(value, kind) else {
        return;
    };
    let code = if value.is_null() {
        Code::NullValue
    } else {
        Code::WrongType
    };
    *value = meant;
    let message = format!("{} is expected here, found {found}", kind.name());
    cx.push(Diagnostic::new(code, cx.place.pointer(), message).label(label));
}

/// Makes of a reference in the place of all properties one to the schema that has them.
fn properties(schema: &mut Map<String, Value>, cx: &mut Context<'_>) {
    let reference = match schema.get("properties") {
        Some(Value::Object(properties)) if properties.len() == 1 => properties.get("$ref"),
        _ => None,
    };
    let Some(reference) = reference.and_then(Value::as_str) else {
        return;
    };
    let part = json!({"$ref": reference.trim_end_matches("/properties")});
    schema.remove("properties");
    cx.warn_at(
        "properties",
        Code::WrongType,
        "`properties` holds properties by name, and no reference",
    );
    if let Value::Array(members) = schema.entry("allOf").or_insert_with(|| json!([])) {
        cx.moved("properties", &format!("allOf/{}", members.len()));
        members.push(part);
    }
}

/// What was found in the place of an object, the object that is meant, and what to say of it.
fn meant(value: &Value, kind: ObjectKind) -> Option<(&'static str, Value, &'static str)> {
    Some(match (value, kind) {
        (Value::Object(_), _) => return None,
        (Value::Null, _) => ("nothing", json!({}), ""),
        (value, ObjectKind::Example) => ("a value", json!({"value": value}), "read as its `value`"),
        (Value::Array(list), _) if list.is_empty() => ("an empty list", json!({}), "read as an empty object"),
        (Value::String(text), ObjectKind::Schema) if text.starts_with("#/") => {
            ("a string", json!({"$ref": text}), "read as its `$ref`")
        }
        (Value::String(text), ObjectKind::Schema) => ("a string", json!({"type": text}), "read as its `type`"),
        (Value::String(text), ObjectKind::Response | ObjectKind::Header) => {
            ("a string", json!({"description": text}), "read as its `description`")
        }
        (Value::String(url), ObjectKind::Server) => ("a string", json!({"url": url}), "read as its `url`"),
        (Value::String(name), ObjectKind::Tag) => ("a string", json!({"name": name}), "read as its `name`"),
        _ => return None,
    })
}

/// Makes a value of its key's JSON type where it is clear what is meant; whether the key says nothing and goes.
pub(super) fn repair(key: &Key, value: &mut Value, cx: &mut Context<'_>) -> bool {
    if value.is_null() && !matches!(key.slot, Slot::Any | Slot::Swagger) {
        cx.warn_at(key.name, Code::NullValue, format!("`{}` has no value", key.name));
        return true;
    }
    if let (Slot::List(ObjectKind::Parameter), Value::Object(named)) = (key.slot, &*value) {
        for (index, name) in named.keys().enumerate() {
            cx.moved(
                &format!("{}/{}", key.name, escape(name)),
                &format!("{}/{index}", key.name),
            );
        }
    }
    let Some((wanted, repaired)) = repaired(key, value) else {
        return false;
    };
    *value = repaired;
    cx.warn_at(key.name, Code::WrongType, format!("`{}` has to be {wanted}", key.name));
    false
}

/// What a key wants, and its value so.
fn repaired(key: &Key, value: &mut Value) -> Option<(&'static str, Value)> {
    Some(match (key.slot, value) {
        (Slot::Text, Value::Number(number)) => ("a string", json!(number.to_string())),
        (Slot::Text, Value::Bool(bool)) => ("a string", json!(bool.to_string())),
        (Slot::Bool | Slot::OneOrBool(_), Value::String(text)) => ("a boolean", json!(text.parse::<bool>().ok()?)),
        (Slot::List(ObjectKind::Parameter), Value::Object(named)) if is_named(named) => {
            let values = named.values_mut().map(Value::take).collect();
            ("a list", Value::Array(values))
        }
        (Slot::List(_) | Slot::Items, object @ Value::Object(_)) => ("a list", json!([object.take()])),
        (Slot::Items, text @ Value::String(_)) => ("a list", json!([text.take()])),
        // An empty list of `items` is a tuple of none.
        (Slot::Map(_) | Slot::One(_) | Slot::OneOrBool(_), Value::Array(list))
            if list.is_empty() && key.name != "items" =>
        {
            ("an object", json!({}))
        }
        _ => return None,
    })
}

/// Whether an object is a list of parameters by name, and not one parameter.
fn is_named(map: &Map<String, Value>) -> bool {
    map.values().all(Value::is_object) && !map.contains_key("schema")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::{document, schemas_30};
    use crate::report::Code;

    const WRONG: &[Code] = &[Code::WrongType];

    #[test]
    fn scalars_and_nulls_are_what_is_meant() {
        schemas_30(&[
            (
                json!({"title": 1.5, "type": "string"}),
                json!({"title": "1.5", "type": "string"}),
                &[Code::WrongType],
            ),
            (
                json!({"type": "string", "nullable": "true"}),
                json!({"type": "string", "nullable": true}),
                &[Code::WrongType],
            ),
            (
                json!({"type": "object", "properties": null}),
                json!({"type": "object"}),
                &[Code::NullValue],
            ),
            (
                json!({"type": "object", "properties": {"a": null}}),
                json!({"type": "object", "properties": {"a": {}}}),
                &[Code::NullValue],
            ),
            (
                json!({"type": "string", "default": "a", "example": null}),
                json!({"type": "string", "default": "a", "example": null}),
                &[],
            ),
        ]);
        let (value, codes) = document(json!({"security": {"a": []}, "info": {"title": "t", "version": 1.5}}));
        assert_eq!(codes, [Code::WrongType, Code::WrongType, Code::UnknownScheme]);
        assert_eq!(value["info"]["version"], "1.5");
    }

    #[test]
    fn an_empty_list_is_an_empty_object() {
        schemas_30(&[
            (
                json!({"type": "object", "properties": []}),
                json!({"type": "object", "properties": {}}),
                WRONG,
            ),
            (
                json!({"type": "object", "properties": {"a": []}}),
                json!({"type": "object", "properties": {"a": {}}}),
                WRONG,
            ),
            (
                json!({"type": "object", "additionalProperties": []}),
                json!({"type": "object", "additionalProperties": true}),
                WRONG,
            ),
            (
                json!({"type": "object", "additionalProperties": "false"}),
                json!({"type": "object", "additionalProperties": false}),
                WRONG,
            ),
        ]);
        let (value, codes) = document(json!({"paths": {"/a": {"get": {
            "parameters": [], "responses": {"200": {"description": "", "content": [], "headers": []}},
        }}}, "components": {"schemas": []}}));
        assert_eq!(codes, [Code::WrongType; 3]);
        let response = json!({"description": "", "content": {}, "headers": {}});
        assert_eq!(value["paths"]["/a"]["get"]["responses"]["200"], response);
        assert_eq!(document(json!({"paths": []})).1, WRONG);
    }

    #[test]
    fn a_text_in_place_of_an_object_is_its_main_text() {
        let reference = json!({"$ref": "#/components/schemas/Other"});
        schemas_30(&[
            (
                json!({"type": "object", "properties": {"a": "string", "b": "#/components/schemas/Other"}}),
                json!({"type": "object", "properties": {"a": {"type": "string"}, "b": reference}}),
                &[Code::WrongType, Code::WrongType],
            ),
            (
                json!({"type": "array", "items": "integer"}),
                json!({"type": "array", "items": {"type": "integer"}}),
                WRONG,
            ),
        ]);
        schemas_30(&[(
            json!({"type": "object", "properties": {"$ref": "#/components/schemas/Other/properties"}}),
            reference,
            WRONG,
        )]);
        let (value, codes) = document(json!({
            "servers": ["https://example.com"],
            "security": ["key"],
            "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "k"}}},
            "paths": {"/a": {"get": {
                "tags": "a",
                "parameters": {"q": {"name": "q", "in": "query", "schema": {}}},
                "responses": {"200": "fine"},
            }}},
        }));
        assert_eq!(codes, [Code::WrongType; 5]);
        assert_eq!(value["servers"], json!([{"url": "https://example.com"}]));
        assert_eq!(value["security"], json!([{"key": []}]));
        let operation = &value["paths"]["/a"]["get"];
        assert_eq!(operation["tags"], json!(["a"]));
        assert_eq!(
            operation["parameters"],
            json!([{"name": "q", "in": "query", "schema": {}}])
        );
        assert_eq!(operation["responses"]["200"], json!({"description": "fine"}));
    }

    #[test]
    fn an_example_without_its_object_is_the_value() {
        let (value, codes) = document(json!({"components": {"parameters": {"P": {
            "name": "p", "in": "query", "schema": {}, "examples": {"a": 1, "b": [], "c": {"value": 2}},
        }}}}));
        assert_eq!(codes, [Code::WrongType; 2]);
        let examples = &value["components"]["parameters"]["P"]["examples"];
        assert_eq!(
            *examples,
            json!({"a": {"value": 1}, "b": {"value": []}, "c": {"value": 2}})
        );
    }
}
