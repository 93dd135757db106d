//! `default`: a value of the schema's type.

use serde_json::Value;

use super::Schema;
use super::enums::{convert, integer};
use super::families::type_of;
use super::types::fits;
use crate::normalise::context::Context;
use crate::report::{Code, Diagnostic};

/// Converts a default to the type of its schema, or leaves it out.
pub(super) fn pass(schema: &mut Schema, cx: &mut Context<'_>) {
    let Some(ty) = type_of(schema).map(str::to_owned) else {
        return;
    };
    let is_nullable = schema.get("nullable") == Some(&Value::Bool(true));
    let Some(value) = schema.remove("default") else {
        return;
    };
    if fits(&value, &ty) {
        let value = if ty == "integer" { integer(value) } else { value };
        schema.insert("default".into(), value);
        return;
    }
    if value.is_null() && is_nullable {
        schema.insert("default".into(), value);
        return;
    }
    let diagnostic = Diagnostic::new(
        Code::FaultyDefault,
        cx.place.child("default"),
        format!("the default is no {ty}"),
    );
    match convert(&value, &ty) {
        Some(converted) => {
            cx.push(diagnostic.label(format!("read as {converted}")));
            schema.insert("default".into(), converted);
        }
        None => cx.push(diagnostic.label("left out")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::schemas;
    use crate::report::Code;

    #[test]
    fn defaults_have_the_type() {
        let faulty: &[Code] = &[Code::FaultyDefault];
        schemas(&[
            (
                json!({"type": "integer", "default": 5.0}),
                json!({"type": "integer", "default": 5}),
                &[],
            ),
            (
                json!({"type": "number", "default": "1e400"}),
                json!({"type": "number"}),
                faulty,
            ),
            (
                json!({"type": "integer", "default": "5"}),
                json!({"type": "integer", "default": 5}),
                faulty,
            ),
            (
                json!({"type": "string", "default": 5}),
                json!({"type": "string", "default": "5"}),
                faulty,
            ),
            (
                json!({"type": "boolean", "default": "true"}),
                json!({"type": "boolean", "default": true}),
                faulty,
            ),
            (
                json!({"type": "array", "items": {}, "default": "a"}),
                json!({"type": "array", "items": {}}),
                faulty,
            ),
            (
                json!({"type": "string", "default": null}),
                json!({"type": "string"}),
                faulty,
            ),
            (
                json!({"type": ["string", "null"], "default": null}),
                json!({"type": "string", "nullable": true, "default": null}),
                &[],
            ),
        ]);
    }
}
