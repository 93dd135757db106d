//! What is made of schemas, and of which none is.

use serde_json::{Value, json};

use super::{Extent, Maker, Wish};
use crate::validate::{Direction, Validator};

fn made(schemas: &Value, extent: Extent, alternative: Option<&str>) -> Result<Value, String> {
    let document = json!({"components": {"schemas": schemas}});
    let wish = Wish {
        extent,
        direction: Direction::Either,
        alternative,
    };
    let made = Maker::new(&document).make("/components/schemas/A", wish);
    if let Ok(value) = &made {
        let faults = Validator::taking_several(&document).validate(&schemas["A"], value, Direction::Either);
        assert_eq!(faults, [], "{value}");
    }
    made
}

#[test]
fn what_a_schema_says_is_honoured() {
    for (schema, minimal, full) in [
        (json!({}), json!("text"), json!("text")),
        (
            json!({"type": "string", "format": "date"}),
            json!("2024-05-06"),
            json!("2024-05-06"),
        ),
        (
            json!({"type": "string", "minLength": 6}),
            json!("textte"),
            json!("textte"),
        ),
        (
            json!({"type": "string", "pattern": "^[A-Z]{2}$"}),
            json!("US"),
            json!("US"),
        ),
        (
            json!({"type": "string", "pattern": "^(?:x|y){3}$", "example": "xyx"}),
            json!("xyx"),
            json!("xyx"),
        ),
        (json!({"enum": [null, "a"], "nullable": true}), json!("a"), json!("a")),
        (
            json!({"type": "integer", "minimum": 7, "exclusiveMinimum": true}),
            json!(8),
            json!(8),
        ),
        (json!({"type": "number"}), json!(1.5), json!(1.5)),
        (json!({"type": "number", "minimum": 3}), json!(3.5), json!(3.5)),
        (
            json!({"type": "array", "items": {"type": "boolean"}}),
            json!([]),
            json!([true]),
        ),
        (
            json!({"type": "array", "minItems": 2, "items": {"type": "boolean"}}),
            json!([true, true]),
            json!([true, true]),
        ),
        (
            json!({"required": ["a", "z"], "properties": {"a": {"type": "boolean"}, "b": {"enum": [3]}}}),
            json!({"a": true, "z": "text"}),
            json!({"a": true, "b": 3, "z": "text"}),
        ),
        (
            json!({"type": "object", "additionalProperties": {"type": "boolean"}}),
            json!({}),
            json!({"key": true}),
        ),
        (
            json!({"allOf": [{"properties": {"a": {"minimum": 1}}}, {"required": ["a"], "properties": {"a": {"maximum": 1}}}]}),
            json!({"a": 1}),
            json!({"a": 1}),
        ),
        (
            json!({"oneOf": [{"type": "string", "pattern": "^(?:x|y){3}$"}, {"type": "boolean"}]}),
            json!(true),
            json!(true),
        ),
    ] {
        let schemas = json!({"A": schema});
        assert_eq!(made(&schemas, Extent::Minimal, None), Ok(minimal), "{schemas}");
        assert_eq!(made(&schemas, Extent::Full, None), Ok(full), "{schemas}");
    }
}

#[test]
fn an_alternative_is_made_with_what_tells_it() {
    let schemas = json!({
        "A": {"discriminator": {"propertyName": "kind", "mapping": {"c": "#/components/schemas/Cat"}},
            "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]},
        "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
        "Dog": {"type": "object", "properties": {"kind": {"type": "string"}, "next": {"$ref": "#/components/schemas/A"}}},
    });
    let of = |index: usize, extent| made(&schemas, extent, Some(&format!("/components/schemas/A/oneOf/{index}")));
    assert_eq!(of(0, Extent::Minimal), Ok(json!({"kind": "c"})));
    assert_eq!(of(1, Extent::Minimal), Ok(json!({"kind": "Dog"})));
    assert_eq!(of(1, Extent::Full), Ok(json!({"kind": "Dog", "next": {"kind": "c"}})));
    assert!(of(2, Extent::Full).is_err());
    let schemas = json!({
        "A": {"discriminator": {"propertyName": "kind", "mapping": {"c": "#/components/schemas/Cat"}},
            "oneOf": [{"description": "A cat.", "allOf": [{"$ref": "#/components/schemas/Cat"}]}]},
        "Cat": {"type": "object", "properties": {"kind": {"type": "string"}}},
    });
    let wish = Some("/components/schemas/A/oneOf/0");
    assert_eq!(made(&schemas, Extent::Minimal, wish), Ok(json!({"kind": "c"})));
}

#[test]
fn an_alternative_of_an_alternative_is_found() {
    let schemas = json!({
        "A": {"required": ["x"], "properties": {"x": {"type": "boolean"}}, "anyOf": [{"$ref": "#/components/schemas/B"}, {"type": "object"}]},
        "B": {"oneOf": [{"required": ["b"]}, {"required": ["c"]}]},
    });
    let wish = Some("/components/schemas/B/oneOf/1");
    assert_eq!(
        made(&schemas, Extent::Minimal, wish),
        Ok(json!({"x": true, "c": "text"}))
    );
}

#[test]
fn an_alternative_that_holds_the_union_is_not_what_it_is_in() {
    let schemas = json!({
        "A": {"type": "object", "properties": {"of": {
            "oneOf": [{"$ref": "#/components/schemas/A"}, {"type": "object", "required": ["end"], "properties": {"end": {"type": "boolean"}}}],
        }}},
    });
    let document = json!({"components": {"schemas": schemas}});
    let wish = Wish {
        extent: Extent::Minimal,
        direction: Direction::Either,
        alternative: Some("/components/schemas/A/properties/of/oneOf/1"),
    };
    let made = Maker::new(&document).make("/components/schemas/A/properties/of", wish);
    assert_eq!(made, Ok(json!({"end": true})));
}

#[test]
fn what_has_no_value_or_no_end_is_not_made() {
    for schemas in [
        json!({"A": {"type": "string", "pattern": "^(?:x|y){3}$"}}),
        json!({"A": {"allOf": [{"type": "string"}, {"type": "object"}]}}),
        json!({"A": {"oneOf": [{"$ref": "#/components/schemas/A"}]}}),
        json!({"A": {"allOf": [{"$ref": "#/components/schemas/A"}]}}),
        json!({"A": {"required": ["a"], "properties": {"a": {"$ref": "#/components/schemas/A"}}}}),
        json!({"A": {"type": "array", "minItems": 2, "uniqueItems": true, "items": {"type": "boolean"}}}),
        json!({"A": {"$ref": "#/components/schemas/Nowhere"}}),
    ] {
        assert!(made(&schemas, Extent::Full, None).is_err(), "{schemas}");
    }
    let itself = json!({"A": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"enum": ["a"]}]}});
    for wish in [None, Some("/components/schemas/A/oneOf/1")] {
        assert_eq!(made(&itself, Extent::Full, wish), Ok(json!("a")));
    }
}
