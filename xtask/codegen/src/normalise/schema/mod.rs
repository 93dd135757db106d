//! Schemas: JSON Schema as 3.0 and 3.1 and their faults have it, in; plain OpenAPI 3.0 schemas, out.
//!
//! The passes of one schema run when the schemas inside it are done, so that each sees plain schemas below itself.

mod arrays;
mod bounds;
mod branches;
mod constants;
mod defaults;
mod enums;
mod examples;
mod families;
mod media;
mod mixtures;
mod numbers;
mod objects;
mod patterns;
mod references;
mod shelves;
mod spellings;
mod types;
mod unions;
mod value_texts;

use serde_json::{Map, Value, json};

use super::context::Context;
use crate::report::{Code, Diagnostic};

/// The values that passes tell apart.
pub(in crate::normalise) mod known {
    pub(crate) use super::families::TYPES;
    pub(crate) use super::media::ENCODINGS;
}

/// A schema that is an object, in JSON Schema's sense of the word schema.
type Schema = Map<String, Value>;

/// A rewriting of one schema.
struct Pass {
    /// What it is called.
    name: &'static str,
    /// Why it is there.
    why: &'static str,
    /// Does it.
    run: fn(&mut Schema, &mut Context<'_>),
}

/// The passes in their order: each relies on what those before it leave.
const PASSES: &[Pass] = &[
    Pass {
        name: "shelves",
        why: "identifiers say nothing about values, definitions have moved to the components",
        run: shelves::pass,
    },
    Pass {
        name: "reference-siblings",
        why: "3.0 allows nothing beside `$ref`",
        run: references::pass,
    },
    Pass {
        name: "constants",
        why: "3.0 has no `const`",
        run: constants::pass,
    },
    Pass {
        name: "value-texts",
        why: "each family of generators has its own keys for the names of values",
        run: value_texts::pass,
    },
    Pass {
        name: "types",
        why: "3.0 has one type per schema, and `nullable`",
        run: types::pass,
    },
    Pass {
        name: "media",
        why: "3.0 has formats for what 3.1 says by media type and encoding",
        run: media::pass,
    },
    Pass {
        name: "examples",
        why: "3.0 has one example",
        run: examples::pass,
    },
    Pass {
        name: "arrays",
        why: "3.0 has one schema for all items",
        run: arrays::pass,
    },
    Pass {
        name: "objects",
        why: "3.0 has one schema for all properties that are not named",
        run: objects::pass,
    },
    Pass {
        name: "unions",
        why: "unions of one, of none and with null are something simpler",
        run: unions::pass,
    },
    Pass {
        name: "enums",
        why: "the values of an enum have the type of their schema",
        run: enums::pass,
    },
    Pass {
        name: "missing-types",
        why: "a keyword tells the type where nothing else does",
        run: types::infer,
    },
    Pass {
        name: "whole-numbers",
        why: "a number without fractions is an integer",
        run: numbers::pass,
    },
    Pass {
        name: "bounds",
        why: "3.0 has exclusive bounds as booleans, and its model integers as integers",
        run: bounds::pass,
    },
    Pass {
        name: "patterns",
        why: "patterns are not compiled, so that an invalid one is reported here",
        run: patterns::pass,
    },
    Pass {
        name: "foreign",
        why: "keywords of other types than the schema's say nothing",
        run: families::drop_foreign,
    },
    Pass {
        name: "defaults",
        why: "a default is a value of its schema",
        run: defaults::pass,
    },
    Pass {
        name: "restrictions",
        why: "alternatives that only restrict have no shape",
        run: mixtures::shelve,
    },
    Pass {
        name: "mixtures",
        why: "3.0's model keeps one of type, oneOf, anyOf and allOf",
        run: mixtures::pass,
    },
];

/// The names of the passes, each with its reason.
pub(super) fn passes() -> impl Iterator<Item = (&'static str, &'static str)> {
    PASSES.iter().map(|pass| (pass.name, pass.why))
}

/// What has to happen before the schemas inside are looked at.
pub(super) fn before(value: &mut Value, cx: &mut Context<'_>) {
    match value {
        Value::Bool(true) => *value = json!({}),
        Value::Bool(false) => *value = json!({"not": {}}),
        Value::Object(schema) => {
            objects::required_on_properties(schema, cx);
            unions::discriminator(schema, cx);
        }
        _ => {}
    }
}

/// Rewrites a schema whose inner schemas are done.
pub(super) fn after(value: &mut Value, cx: &mut Context<'_>) {
    let Value::Object(schema) = value else { return };
    if is_plain_ref(schema) {
        return;
    }
    for pass in PASSES {
        (pass.run)(schema, cx);
    }
}

/// Whether a schema is a reference and nothing else.
fn is_plain_ref(schema: &Schema) -> bool {
    schema.len() == 1 && schema.contains_key("$ref")
}

/// The schema that only null fits.
fn make_null(schema: &mut Schema) {
    schema.retain(|key, _| !families::is_structural(key));
    schema.insert("nullable".into(), json!(true));
    schema.insert("enum".into(), json!([null]));
}

/// Whether only null fits a schema that has been rewritten.
fn is_null(value: &Value) -> bool {
    matches!(value.get("enum"), Some(Value::Array(values)) if matches!(values.as_slice(), [Value::Null]))
}

/// Keeps what only restricts values, and what 3.0's model has no place for, as data.
fn restrict(schema: &mut Schema, key: &str, value: Value) {
    if let Value::Object(all) = schema.entry("x-constraints").or_insert_with(|| json!({})) {
        all.insert(key.to_owned(), value);
    }
}

/// Says that values of the schema are read by a looser one.
fn loosened(key: &str, message: &str, cx: &mut Context<'_>) {
    cx.push(Diagnostic::new(Code::Loosened, cx.place.child(key), message).on_key());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::testing::schema_of;

    #[test]
    fn booleans_are_schemas() {
        let (value, codes) = schema_of(
            "3.1.0",
            json!({"type": "object", "properties": {"a": true, "b": false}}),
        );
        assert_eq!(value["properties"], json!({"a": {}, "b": {"not": {}}}));
        assert_eq!(codes, []);
    }

    #[test]
    fn a_second_run_changes_nothing() {
        for schema in [
            json!({"type": ["string", "integer", "null"], "minimum": 1, "pattern": "a"}),
            json!({"$ref": "#/components/schemas/Other", "nullable": true, "required": ["z"]}),
            json!({"type": "object", "properties": {"a": {}}, "oneOf": [{"type": "object"}, {"type": "array", "items": {}}]}),
            json!({"anyOf": [{"type": "null"}, {"$ref": "#/components/schemas/Other"}]}),
            json!({"const": null}),
        ] {
            let (once, _) = schema_of("3.0.0", schema);
            let (twice, _) = schema_of("3.0.0", once.clone());
            assert_eq!(once, twice);
        }
    }
}
