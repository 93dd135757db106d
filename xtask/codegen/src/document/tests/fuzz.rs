//! Documents with random faults: never a panic, and the promises hold for whatever is read.

use openapiv3::OpenAPI;
use serde::Deserialize;
use serde_json::{Value, json};

use super::promises;
use crate::document::document;
use crate::normalise::normalise;
use crate::report::Report;

/// One document with every kind of object.
fn sample() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1", "license": {"name": "MIT"}, "contact": {"email": "a@b"}},
        "servers": [{"url": "https://{h}", "variables": {"h": {"default": "a", "enum": ["a"]}}}],
        "tags": [{"name": "a", "externalDocs": {"url": "u"}}],
        "security": [{"key": []}],
        "paths": {
            "/a/{id}": {
                "parameters": [{"$ref": "#/components/parameters/Id"}],
                "get": {
                    "operationId": "a", "tags": ["a"],
                    "parameters": [
                        {"name": "q", "in": "query", "style": "deepObject", "schema": {"$ref": "#/components/schemas/Filter"}},
                        {"name": "h", "in": "header", "content": {"application/json": {"schema": {"type": "integer"}}}},
                    ],
                    "responses": {
                        "200": {"description": "", "headers": {"X": {"schema": {"type": "integer"}}}, "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}},
                        }},
                        "default": {"$ref": "#/components/responses/Bad"},
                    },
                },
                "post": {
                    "requestBody": {"$ref": "#/components/requestBodies/Form"},
                    "responses": {"2XX": {"description": "", "links": {"l": {"operationId": "a"}}}},
                    "callbacks": {"c": {"{$url}": {"post": {"responses": {}}}}},
                },
            },
            "/b": {"$ref": "#/components/pathItems/B"},
        },
        "webhooks": {"w": {"post": {"responses": {}}}},
        "components": {
            "pathItems": {"B": {"get": {"responses": {}}}},
            "parameters": {"Id": {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}},
            "requestBodies": {"Form": {"content": {"multipart/form-data": {
                "schema": {"type": "object", "properties": {"f": {"type": "string", "contentMediaType": "a/b"}}},
                "encoding": {"f": {"contentType": "a/b", "headers": {"H": {"schema": {}}}}},
            }}}},
            "responses": {"Bad": {"description": "", "content": {"text/plain": {"example": "a"}}}},
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "k"},
                "o": {"type": "oauth2", "flows": {"password": {"tokenUrl": "t", "scopes": {"s": "d"}}}},
            },
            "schemas": {
                "Pet": {
                    "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}, {"type": "null"}],
                    "discriminator": {"propertyName": "kind", "mapping": {"cat": "Cat", "dog": "#/components/schemas/Dog"}},
                },
                "Cat": {"allOf": [{"$ref": "#/components/schemas/Base"}], "type": "object", "properties": {
                    "kind": {"const": "cat"}, "lives": {"type": ["integer", "null"], "exclusiveMinimum": 0, "default": 9},
                }, "required": ["kind"], "unevaluatedProperties": false},
                "Dog": {"type": "object", "properties": {
                    "kind": {"enum": ["dog", null]}, "tags": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]},
                    "owner": {"$ref": "#/components/schemas/Base/properties/owner", "description": "d"},
                }, "if": {"required": ["kind"]}, "then": {"properties": {"x": {}}}, "anyOf": [{"required": ["kind"]}, {"required": ["tags"]}]},
                "Base": {"type": "object", "properties": {"owner": {"type": ["string", "integer"], "pattern": "a", "examples": ["b"]}}},
                "Filter": {"type": "object", "patternProperties": {"^a": {"type": "number", "minimum": 0.5}}, "$defs": {"D": true}},
            },
        },
    })
}

/// A small generator of pseudo-random numbers (xorshift): the same run on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }
}

fn pointers(value: &Value, at: String, all: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, child) in map {
                pointers(child, format!("{at}/{}", crate::normalise::cursor::escape(key)), all);
            }
        }
        Value::Array(list) => {
            for (index, child) in list.iter().enumerate() {
                pointers(child, format!("{at}/{index}"), all);
            }
        }
        _ => {}
    }
    all.push(at);
}

/// Replaces, removes, moves or misspells something.
fn disturb(root: &mut Value, random: &mut Random) {
    let mut all = Vec::new();
    pointers(root, String::new(), &mut all);
    let at = &all[random.below(all.len() - 1)];
    let other = root.pointer(&all[random.below(all.len())]).cloned().unwrap_or_default();
    let odd = [
        json!(null),
        json!(true),
        json!(false),
        json!(-1),
        json!(1e300),
        json!("text"),
        json!([]),
        json!({}),
        json!([null]),
        json!({"$ref": "#/components/schemas/Cat"}),
        json!({"$ref": "#/components/schemas/Nil"}),
        json!({"$ref": "#"}),
        json!({"$ref": 1}),
        json!({"type": "null"}),
        json!([{"a": [1]}]),
        json!({"x-a": {}, "b": {"c": 1}}),
        json!({"type": ["array", "object", "null"], "items": {}, "oneOf": [{"type": "string"}], "not": {}, "enum": [1, null]}),
        json!({"allOf": [{"nullable": true}], "anyOf": [true, false], "required": true, "minimum": "1", "format": "int32"}),
    ];
    match random.below(4) {
        0 => {
            if let Some(value) = root.pointer_mut(at) {
                *value = other;
            }
        }
        1 => {
            let (parent, key) = at.rsplit_once('/').unwrap_or_default();
            if let Some(Value::Object(map)) = root.pointer_mut(parent) {
                let removed = map.shift_remove(&*crate::pointer::unescape(key));
                if random.below(2) == 0 {
                    map.insert("misspelt".into(), removed.unwrap_or_default());
                }
            }
        }
        _ => {
            if let Some(value) = root.pointer_mut(at) {
                *value = odd[random.below(odd.len())].clone();
            }
        }
    }
}

#[test]
fn nothing_panics_and_promises_hold() {
    let mut random = Random(0x5eed_cafe_f00d_1234);
    for round in 0..1_000 {
        let mut value = sample();
        for _ in 0..=random.below(4) {
            disturb(&mut value, &mut random);
        }
        let written = value.clone();
        let mut report = Report::default();
        let plain = normalise(value, &mut report);
        let document = document(&plain, &mut report);
        let broken = promises::broken(&serde_json::to_value(&document.openapi).unwrap());
        // A component that had to be left out is an error; references to it stay.
        let excused = |text: &str| report.has_errors() && text.contains("is no component");
        let broken: Vec<_> = broken.iter().filter(|text| !excused(text)).collect();
        assert!(
            broken.is_empty(),
            "round {round}: {broken:#?}\n{written}\n{:#?}",
            report.diagnostics
        );
    }
}

#[test]
fn the_sample_is_sound() {
    let mut report = Report::default();
    let plain = normalise(sample(), &mut report);
    let document = document(&plain, &mut report);
    assert!(document.openapi == OpenAPI::deserialize(&plain.value).unwrap());
    let codes: Vec<_> = report
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.as_str())
        .collect();
    assert_eq!(codes, ["relative-url", "loosened", "unused-definition", "loosened"]);
}
