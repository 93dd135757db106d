//! Keywords that say nothing about values, or nothing that 3.0's model has a place for.

use serde_json::Value;

use super::{Schema, restrict};
use crate::normalise::context::Context;
use crate::normalise::skeleton::extend;
use crate::report::{Code, Diagnostic};

const IDENTIFIERS: [&str; 6] = ["$id", "$schema", "$vocabulary", "$comment", "$anchor", "$dynamicAnchor"];

const RESTRICTIONS: [&str; 6] = [
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "dependentRequired",
    "unevaluatedItems",
];

/// Removes identifiers and definitions, and keeps validation keywords under `x-constraints`.
pub(super) fn pass(schema: &mut Schema, cx: &mut Context<'_>) {
    // Hardly any schema has one of these, and each removal hashes its key.
    let concerns = |key: &String| {
        let key = key.as_str();
        IDENTIFIERS.contains(&key)
            || RESTRICTIONS.contains(&key)
            || matches!(key, "$defs" | "definitions" | "xml" | "contentSchema")
    };
    if !schema.keys().any(concerns) {
        return;
    }
    for key in IDENTIFIERS {
        schema.remove(key);
    }
    for key in ["$defs", "definitions"] {
        if let Some(Value::Object(definitions)) = schema.remove(key) {
            for (name, definition) in definitions {
                // What something refers to has been moved to the components, and a reference been left here.
                if definition.get("$ref").is_none() {
                    let at = crate::ir::Pointer(format!(
                        "{}/{}",
                        cx.place.child(key).0,
                        crate::normalise::cursor::escape(&name)
                    ));
                    cx.push(
                        Diagnostic::new(Code::UnusedDefinition, at, format!("nothing refers to `{name}`")).on_key(),
                    );
                }
            }
        }
    }
    extend(schema, &[("xml", "x-xml"), ("contentSchema", "x-content-schema")]);
    for key in RESTRICTIONS {
        if let Some(value) = schema.remove(key) {
            restrict(schema, key, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::schemas;

    #[test]
    fn validation_is_kept_as_data() {
        schemas(&[(
            json!({"$comment": "x", "type": "object", "propertyNames": {"type": "string"}, "xml": {"name": "a"}}),
            json!({"type": "object", "x-constraints": {"propertyNames": {"type": "string"}}, "x-xml": {"name": "a"}}),
            &[],
        )]);
    }
}
