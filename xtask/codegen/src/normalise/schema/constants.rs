//! `const`: an enum of one.

use serde_json::json;

use super::Schema;
use crate::normalise::context::Context;

/// Makes a constant an enum of one value.
pub(super) fn pass(schema: &mut Schema, _: &mut Context<'_>) {
    if let Some(value) = schema.remove("const") {
        schema.insert("enum".into(), json!([value]));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::{schemas, schemas_30};
    use crate::report::Code;

    #[test]
    fn constants_are_enums() {
        let null = json!({"nullable": true, "enum": [null]});
        schemas(&[
            (json!({"const": "a"}), json!({"type": "string", "enum": ["a"]}), &[]),
            (
                json!({"const": 1, "type": "integer"}),
                json!({"type": "integer", "enum": [1]}),
                &[],
            ),
            (json!({"const": true}), json!({"type": "boolean", "enum": [true]}), &[]),
            (
                json!({"const": {"a": 1}}),
                json!({"type": "object"}),
                &[Code::FaultyEnum],
            ),
            (json!({"const": null}), null.clone(), &[]),
            (json!({"const": null, "type": "null"}), null, &[]),
        ]);
        schemas_30(&[(
            json!({"const": "a"}),
            json!({"type": "string", "enum": ["a"]}),
            &[Code::LaterKeyword],
        )]);
    }
}
