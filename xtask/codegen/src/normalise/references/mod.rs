//! References: every one that stays points to a component of the right kind.
//!
//! References into the middle of something (`#/paths/…/schema`, `#/components/schemas/A/properties/b`, `$defs`,
//! anchors) get a component of their own; those that point to nothing are reported, with the nearest name.

mod collect;
mod dangling;
mod hoist;
mod rewrite;

use std::collections::HashMap;

use serde_json::Value;

pub(super) use self::dangling::{dangling, with_hint};
use super::context::Context;
use super::grammar::ObjectKind;
use crate::ir::Pointer;

/// What becomes of references that are not as they should be.
#[derive(Default)]
struct Fates {
    /// By kind and text.
    by_text: HashMap<(ObjectKind, String), Fate>,
    /// By place, for those that mean something else in each place.
    by_place: HashMap<Pointer, Fate>,
}

/// What becomes of a reference.
#[derive(Clone, Debug)]
enum Fate {
    /// It is spelled so.
    Become(String),
    /// This stands in its place.
    Be(Value),
    /// It points to nothing; its place is made empty.
    Vanish,
}

/// Makes all references point to components.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let found = collect::collect(root, cx);
    if !found.odd.is_empty() {
        let (wanted, fates) = hoist::plan(root, &found, cx);
        rewrite::run(root, &fates, cx);
        hoist::run(root, wanted, cx);
    }
    rewrite::break_rings(root, cx);
    true
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::normalise::normalise;
    use crate::normalise::testing::document;
    use crate::report::{Code, Report};

    fn with_body(schema: &Value) -> Value {
        json!({"/a": {"get": {"responses": {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}}}})
    }

    #[test]
    fn deep_references_get_components() {
        let (value, codes) = document(json!({
            "paths": with_body(&json!({"$ref": "#/components/schemas/A/properties/list/items"})),
            "components": {"schemas": {
                "A": {"type": "object", "properties": {
                    "list": {"type": "array", "items": {"type": "string", "enum": ["x"]}},
                    "again": {"$ref": "#/components/schemas/A/properties/list"},
                }},
            }},
        }));
        assert_eq!(codes, []);
        let schemas = &value["components"]["schemas"];
        assert_eq!(
            value["paths"]["/a"]["get"]["responses"]["200"]["content"]["application/json"]["schema"],
            json!({"$ref": "#/components/schemas/A_list_item"})
        );
        assert_eq!(schemas["A_list_item"], json!({"type": "string", "enum": ["x"]}));
        assert_eq!(
            schemas["A_list"],
            json!({"type": "array", "items": {"$ref": "#/components/schemas/A_list_item"}})
        );
        assert_eq!(
            schemas["A"]["properties"]["list"],
            json!({"$ref": "#/components/schemas/A_list"})
        );
        assert_eq!(
            schemas["A"]["properties"]["again"],
            json!({"$ref": "#/components/schemas/A_list"})
        );
    }

    #[test]
    fn definitions_become_components() {
        let (value, codes) = document(json!({"components": {"schemas": {
            "A": {"$ref": "#/components/schemas/A/$defs/B"},
            "C": {"type": "object", "properties": {"b": {"$ref": "#/$defs/L"}}, "$defs": {"L": {"type": "integer"}, "M": {}}},
        }}, "$defs": {"N": {}}}));
        // `A` has no `$defs`; `#/$defs/L` means the enclosing schema's.
        assert_eq!(
            codes,
            [
                Code::UnknownKey,
                Code::DanglingRefUnused,
                Code::LocalRef,
                Code::UnusedDefinition
            ]
        );
        assert_eq!(value["components"]["schemas"]["A"], json!({}));
        assert_eq!(
            value["components"]["schemas"]["C"],
            json!({"type": "object", "properties": {"b": {"$ref": "#/components/schemas/L"}}})
        );
        assert_eq!(value["components"]["schemas"]["L"], json!({"type": "integer"}));
    }

    #[test]
    fn anchors_and_recursion_are_references() {
        let (value, codes) = document(json!({"components": {"schemas": {
            "A": {"$anchor": "a", "type": "object", "properties": {"b": {"$ref": "#a"}, "c": {"$dynamicRef": "#a"}}},
            "F": {"$recursiveAnchor": true, "type": "array", "items": {"$recursiveRef": "#"}},
        }}}));
        assert_eq!(codes, []);
        let a = json!({"$ref": "#/components/schemas/A"});
        assert_eq!(
            value["components"]["schemas"]["A"]["properties"],
            json!({"b": a, "c": a})
        );
        assert_eq!(
            value["components"]["schemas"]["F"]["items"],
            json!({"$ref": "#/components/schemas/F"})
        );
    }

    #[test]
    fn dangling_references_are_errors_where_they_are_used() {
        let (value, codes) = document(json!({
            "paths": with_body(&json!({"$ref": "#/components/schemas/Cal"})),
            "components": {"schemas": {
                "Call": {"type": "object"},
                "Unused": {"type": "object", "properties": {"x": {"$ref": "#/components/schemas/Nil"}}},
            }},
        }));
        assert_eq!(codes, [Code::DanglingRef, Code::DanglingRefUnused]);
        assert_eq!(value["components"]["schemas"]["Unused"]["properties"]["x"], json!({}));
    }

    #[test]
    fn dangling_references_say_what_was_meant() {
        let mut report = Report::default();
        let document = json!({
            "openapi": "3.0.3", "info": {"title": "t", "version": "1"},
            "paths": with_body(&json!({"$ref": "#/components/schemas/Cal"})),
            "components": {"schemas": {"Call": {"type": "object"}}},
        });
        normalise(document, &mut report);
        let found = &report.diagnostics[0];
        let at = "/paths/~1a/get/responses/200/content/application~1json/schema/$ref";
        assert_eq!((found.at.0.as_str(), found.label.as_str()), (at, "no such schema"));
        assert_eq!(
            found.hint.as_deref(),
            Some("a schema with a similar name exists: `Call`")
        );
    }

    #[test]
    fn parameters_that_are_nowhere_go() {
        let (value, codes) = document(json!({"paths": {"/a": {"get": {
            "responses": {"200": {"$ref": "#/components/responses/Nil"}},
            "parameters": [{"$ref": "#/components/parameters/Nil"}, {"name": "q", "in": "query", "schema": {}}],
        }}}}));
        assert_eq!(codes, [Code::DanglingRef, Code::DanglingRef]);
        assert_eq!(
            value["paths"]["/a"]["get"]["parameters"],
            json!([{"name": "q", "in": "query", "schema": {}}])
        );
        assert_eq!(
            value["paths"]["/a"]["get"]["responses"]["200"],
            json!({"description": ""})
        );
    }

    #[test]
    fn references_outside_and_of_another_kind_are_errors() {
        let (_, codes) = document(json!({
            "paths": with_body(&json!({"anyOf": [
                {"$ref": "https://example.com/a.yaml#/A"}, {"$ref": "#/components/responses/R"},
            ]})),
            "components": {"responses": {"R": {"description": ""}}},
        }));
        assert_eq!(codes, [Code::ExternalRef, Code::WrongRef]);
    }

    #[test]
    fn a_schema_may_be_part_of_what_a_reference_names() {
        let (value, codes) = document(json!({
            "paths": {"/a": {"get": {
                "parameters": [{"name": "q", "in": "query", "schema": {"type": "integer"}}],
                "responses": {"200": {"description": "", "content": {"application/json": {
                    "schema": {"type": "array", "items": {"$ref": "#/paths/~1a/get/parameters/0"}},
                }}}},
            }}},
        }));
        assert_eq!(codes, [Code::SchemaOfRef]);
        let to = json!({"$ref": "#/components/schemas/a_get_q"});
        let get = &value["paths"]["/a"]["get"];
        assert_eq!(get["parameters"][0]["schema"], to);
        let body = &get["responses"]["200"]["content"]["application/json"]["schema"];
        assert_eq!(body["items"], to);
        assert_eq!(value["components"]["schemas"]["a_get_q"], json!({"type": "integer"}));
    }

    #[test]
    fn rings_of_references_are_errors() {
        let (value, codes) = document(json!({"components": {"schemas": {
            "A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"},
            "C": {"$ref": "#/components/schemas/A"},
        }}}));
        assert_eq!(codes, [Code::RefCycle]);
        assert_eq!(value["components"]["schemas"]["A"], json!({}));
        assert_eq!(
            value["components"]["schemas"]["B"],
            json!({"$ref": "#/components/schemas/A"})
        );
    }

    #[test]
    fn mappings_are_references() {
        let (value, codes) = document(json!({"components": {"schemas": {
            "A": {"type": "object"},
            "U": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/A"}], "discriminator": {
                "propertyName": "t", "mapping": {"a": "A", "b": "#/components/schemas/A", "c": "Nil"},
            }},
        }}}));
        assert_eq!(codes, [Code::DanglingMapping]);
        let a = "#/components/schemas/A";
        assert_eq!(
            value["components"]["schemas"]["U"]["discriminator"]["mapping"],
            json!({"a": a, "b": a})
        );
    }

    #[test]
    fn escaped_spellings_are_the_same_reference() {
        let (value, codes) = document(json!({"components": {"schemas": {
            "A b": {"type": "object"}, "C": {"type": "array", "items": {"$ref": "#/components/schemas/A%20b"}},
        }}}));
        assert_eq!(codes, []);
        assert_eq!(
            value["components"]["schemas"]["C"]["items"],
            json!({"$ref": "#/components/schemas/A b"})
        );
    }

    #[test]
    fn data_is_no_reference() {
        let (value, codes) = document(json!({"components": {"schemas": {
            "A": {"type": "object", "example": {"$ref": "#/nowhere"}, "properties": {"$ref": {"type": "string"}}},
        }}}));
        assert_eq!(codes, []);
        assert_eq!(
            value["components"]["schemas"]["A"]["properties"]["$ref"],
            json!({"type": "string"})
        );
    }
}
