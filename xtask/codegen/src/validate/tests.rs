//! Values and schemas, keyword by keyword.

use serde_json::{Value, json};

use super::{Direction, Validator};

fn document() -> Value {
    json!({"components": {"schemas": {
        "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}}},
        "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string", "enum": ["dog", "hound"]}, "good": {"type": "boolean"}}},
        "Tree": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Tree"}, "n": {"type": "integer"}}},
        "Ring": {"allOf": [{"$ref": "#/components/schemas/Ring"}]},
        "Wide": {"anyOf": [{"$ref": "#/components/schemas/Wide"}, {"$ref": "#/components/schemas/Wide"}]},
    }}})
}

fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let document = document();
    Validator::new(&document)
        .validate(schema, value, Direction::Either)
        .into_iter()
        .map(|fault| format!("{}: {}", fault.pointer, fault.message))
        .collect()
}

/// Schemas, each with values that fit and values that do not.
fn cases() -> Vec<(Value, Vec<Value>, Vec<Value>)> {
    let cat_or_dog = json!([{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]);
    vec![
        (json!({}), vec![json!(null), json!(1), json!({})], vec![]),
        (
            json!({"type": "integer"}),
            vec![json!(1), json!(1.0), json!(u64::MAX)],
            vec![json!(1.5), json!("1"), json!(null)],
        ),
        (
            json!({"type": "string", "nullable": true}),
            vec![json!(null), json!("")],
            vec![json!(1)],
        ),
        (
            json!({"nullable": true, "enum": [null]}),
            vec![json!(null)],
            vec![json!(0)],
        ),
        (
            json!({"enum": [1, "a"]}),
            vec![json!(1.0), json!("a")],
            vec![json!("A"), json!(2)],
        ),
        (
            json!({"type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 9}),
            vec![json!(2), json!(9)],
            vec![json!(1), json!(10)],
        ),
        (
            json!({"minimum": i64::MAX}),
            vec![json!(i64::MAX)],
            vec![json!(i64::MAX - 1)],
        ),
        (
            json!({"multipleOf": 0.1}),
            vec![json!(0.3), json!(7)],
            vec![json!(0.35)],
        ),
        (
            json!({"format": "int32"}),
            vec![json!(i32::MAX)],
            vec![json!(i64::from(i32::MAX) + 1)],
        ),
        (
            json!({"minLength": 2, "maxLength": 3}),
            vec![json!("äö"), json!(1)],
            vec![json!("ä"), json!("abcd")],
        ),
        (json!({"pattern": "^a\\/b$"}), vec![json!("a/b")], vec![json!("a/bc")]),
        (json!({"pattern": "^(?!a)b"}), vec![json!("a"), json!("b")], vec![]),
        (
            json!({"format": "date"}),
            vec![json!("2024-02-29")],
            vec![json!("2023-02-29"), json!("01.02.2024")],
        ),
        (
            json!({"format": "date-time"}),
            vec![json!("2024-02-29T23:59:60Z"), json!("2024-02-29 10:00")],
            vec![json!("2024-02-29"), json!("now")],
        ),
        (
            json!({"format": "uuid"}),
            vec![json!("123e4567-e89b-12d3-a456-426614174000")],
            vec![json!("123e4567")],
        ),
        (
            json!({"format": "uri"}),
            vec![json!("https://a"), json!("/a?b")],
            vec![json!("a b"), json!("")],
        ),
        (
            json!({"items": {"type": "string"}, "minItems": 1, "uniqueItems": true}),
            vec![json!(["a", "b"])],
            vec![json!([]), json!(["a", "a"]), json!([1])],
        ),
        (
            json!({"properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": {"type": "integer"}}),
            vec![json!({"a": "b", "c": 1})],
            vec![json!({}), json!({"a": 1}), json!({"a": "b", "c": "d"})],
        ),
        (
            json!({"properties": {"a": {}}, "additionalProperties": false}),
            vec![json!({"a": 1})],
            vec![json!({"b": 1})],
        ),
        (
            json!({"maxProperties": 1}),
            vec![json!({"a": 1})],
            vec![json!({"a": 1, "b": 2})],
        ),
        (
            json!({"allOf": [{"minimum": 1}, {"maximum": 3}]}),
            vec![json!(2)],
            vec![json!(0), json!(4)],
        ),
        (
            json!({"oneOf": [{"type": "integer"}, {"minimum": 5}]}),
            vec![json!(1), json!(5.5)],
            vec![json!(7), json!(1.5)],
        ),
        (
            json!({"anyOf": [{"type": "integer"}, {"minimum": 5}]}),
            vec![json!(7)],
            vec![json!(1.5)],
        ),
        (json!({"not": {"type": "string"}}), vec![json!(1)], vec![json!("")]),
        (
            json!({"oneOf": cat_or_dog, "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat"}}}),
            vec![
                json!({"kind": "cat", "lives": 7}),
                json!({"kind": "hound"}),
                json!({"kind": "Cat"}),
            ],
            vec![json!({"kind": "cat", "lives": "7"}), json!({"kind": "cow"}), json!({})],
        ),
        (
            json!({"$ref": "#/components/schemas/Tree"}),
            vec![json!({"next": {"next": {"n": 1}}})],
            vec![json!({"next": {"next": {"n": "1"}}})],
        ),
    ]
}

#[test]
fn what_fits_and_what_does_not() {
    for (schema, good, bad) in cases() {
        for value in good {
            assert_eq!(faults(&schema, &value), [""; 0], "{schema} {value}");
        }
        for value in bad {
            assert!(!faults(&schema, &value).is_empty(), "{schema} takes {value}");
        }
    }
}

#[test]
fn faults_say_where_and_what() {
    let schema = json!({"type": "object", "required": ["id"], "properties": {"a/b": {"items": {"type": "string", "enum": ["x", "y"]}}}});
    assert_eq!(
        faults(&schema, &json!({"a/b": ["x", "z", 1]})),
        [
            ": `id` is required",
            "/a~1b/1: `z` is none of `x`, `y`",
            "/a~1b/2: a string is expected, found an integer",
        ]
    );
    let union = json!({"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/Tree"}]});
    assert_eq!(
        faults(&union, &json!({"n": "x"})),
        [": none of the 2 alternatives fits; the nearest says: at `/n` an integer is expected, found a string"]
    );
}

#[test]
fn required_asks_for_what_travels() {
    let schema = json!({"required": ["id", "password"], "properties": {"id": {"readOnly": true}, "password": {"writeOnly": true}}});
    let document = document();
    let validator = Validator::new(&document);
    let count = |value: Value, direction| validator.validate(&schema, &value, direction).len();
    assert_eq!(count(json!({"password": 1}), Direction::Sent), 0);
    assert_eq!(count(json!({"password": 1}), Direction::Received), 1);
    assert_eq!(count(json!({"id": 1}), Direction::Received), 0);
    assert_eq!(count(json!({}), Direction::Either), 0);
}

#[test]
fn rings_and_thickets_end() {
    for name in ["Ring", "Wide"] {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        let _ = faults(&schema, &json!(1));
    }
}
