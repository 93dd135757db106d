//! Fields that became raw JSON although the document says more of their values.
//!
//! In: what is printed, the document in 3.0 shape, and the diagnostics. Out: the places, and of which nothing is said.
//! A schema says more if it allows some JSON types and not others, or names properties: found in the document itself,
//! so that a stage that gives up in silence is seen.

use serde_json::Value;

use callspec_codegen::ir::{Api, Extra, Shape, Type};
use callspec_codegen::reference;
use callspec_codegen::report::{Code, Report};

/// Fields of all types, and which of them are raw.
pub(super) struct Raw {
    pub(super) fields: usize,
    pub(super) raw: Vec<String>,
    pub(super) silent: Vec<String>,
}

/// Finds the raw fields.
pub(super) fn raw(api: &Api, root: &Value, report: &Report) -> Raw {
    let mut found = Raw {
        fields: 0,
        raw: Vec::new(),
        silent: Vec::new(),
    };
    // What events hold is looked at where it stands.
    for def in api.types.iter().filter(|def| !def.hidden && !def.is_events()) {
        match &def.shape {
            Shape::Struct { fields, extra, .. } => {
                for field in fields {
                    found.look(root, report, &field.pointer.0, &field.ty);
                }
                if let Extra::Kept { ty, .. } = extra {
                    found.look(root, report, &format!("{}/additionalProperties", def.pointer.0), ty);
                }
            }
            Shape::Union { variants, .. } => {
                for variant in variants {
                    found.look(root, report, &variant.pointer.0, &variant.ty);
                }
            }
            Shape::Alias(ty) => found.look(root, report, &def.pointer.0, ty),
            Shape::Enum { .. } => {}
        }
    }
    for operation in api.operations() {
        for param in &operation.params {
            found.look(root, report, &format!("{}/schema", param.pointer.0), &param.ty);
        }
    }
    found
}

impl Raw {
    fn look(&mut self, root: &Value, report: &Report, pointer: &str, ty: &Type) {
        self.fields += 1;
        let Some(node) = root.pointer(pointer) else { return };
        if weakened(root, ty, node, 0) {
            self.raw.push(pointer.to_owned());
            // What is reported stands where the document's author looks.
            let pointer = report.origins.trace(pointer);
            let reported = |at: &str| at.starts_with(&pointer) || pointer.starts_with(at);
            let mut said = report.diagnostics.iter().filter(|said| said.code == Code::Weakened);
            if !said.any(|said| reported(&said.at.0)) {
                self.silent.push(pointer.to_owned());
            }
        }
    }
}

/// Whether a type is raw where a schema is not.
fn weakened(root: &Value, ty: &Type, schema: &Value, depth: usize) -> bool {
    if depth > 16 {
        return false;
    }
    let schema = resolve(root, schema);
    match ty {
        Type::Json => says_more(root, schema, 0),
        Type::JsonObject => schema["properties"].as_object().is_some_and(|known| !known.is_empty()),
        Type::List(item) => schema
            .get("items")
            .is_some_and(|items| weakened(root, item, items, depth + 1)),
        Type::Map(value) => schema
            .get("additionalProperties")
            .is_some_and(|values| weakened(root, value, values, depth + 1)),
        Type::Nullable(inner) => weakened(root, inner, schema, depth + 1),
        _ => false,
    }
}

/// Whether a schema says what its values are.
fn says_more(root: &Value, schema: &Value, depth: usize) -> bool {
    if depth > 16 {
        return false;
    }
    let schema = resolve(root, schema);
    let parts = |key: &str| schema[key].as_array().map(Vec::as_slice).unwrap_or_default();
    let says = |part: &Value| says_more(root, part, depth + 1);
    // Only null: JSON's null is all there is to say.
    if schema
        .get("enum")
        .is_some_and(|values| *values == serde_json::json!([null]))
    {
        return false;
    }
    ["type", "properties", "enum"]
        .iter()
        .any(|key| schema.get(*key).is_some())
        || parts("allOf").iter().any(says)
        || ["oneOf", "anyOf"]
            .iter()
            .any(|key| !parts(key).is_empty() && parts(key).iter().all(says))
}

fn resolve<'v>(root: &'v Value, schema: &'v Value) -> &'v Value {
    reference::resolve(root, schema).unwrap_or(&Value::Null)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::analysed;

    const DOCUMENT: &str = r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "1.0.0"}, "paths": {}, "components": {
        "schemas": {"A": {"type": "object", "properties": {"said": {"type": "string"}, "free": {}, "list": {
            "type": "array", "items": {"anyOf": [{"type": "integer"}, {}]}}}}}}}"#;

    #[test]
    fn raw_is_what_says_more() {
        let mut api = analysed(DOCUMENT).api.unwrap();
        let root = serde_json::from_str(DOCUMENT).unwrap();
        let report = Report::default();
        let found = raw(&api, &root, &report);
        assert_eq!((found.fields, found.raw.len()), (3, 0));
        // Were the text raw, that would be seen, and that nothing says so.
        let Shape::Struct { fields, .. } = &mut api.types[0].shape else {
            panic!("no struct")
        };
        fields[0].ty = Type::Json;
        let found = raw(&api, &root, &report);
        assert_eq!(found.raw, ["/components/schemas/A/properties/said"]);
        assert_eq!(found.silent, found.raw);
        assert!(says_more(
            &root,
            &json!({"oneOf": [{"type": "string"}, {"enum": [1]}]}),
            0
        ));
        assert!(!says_more(&root, &json!({"enum": [null], "nullable": true}), 0));
    }
}
