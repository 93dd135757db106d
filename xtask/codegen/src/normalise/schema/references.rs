//! Keys beside `$ref`: a reference with siblings is an `allOf` of the reference, and the siblings.

use serde_json::{Value, json};

use super::Schema;
use crate::normalise::context::{Context, Version};
use crate::report::{Code, Diagnostic};

/// Moves a reference that has siblings into `allOf`.
pub(super) fn pass(schema: &mut Schema, cx: &mut Context<'_>) {
    if !schema.get("$ref").is_some_and(Value::is_string) {
        return;
    }
    warn(schema, cx);
    let Some(reference) = schema.remove("$ref") else {
        return;
    };
    // The referenced schema has its own type and its own discriminator; only null may be added to it.
    schema.remove("discriminator");
    if let Some(Value::Array(types)) = schema.remove("type")
        && types.iter().any(|ty| ty == "null")
    {
        schema.insert("nullable".into(), json!(true));
    }
    if schema.is_empty() {
        schema.insert("$ref".into(), reference);
        return;
    }
    if let Value::Array(members) = schema.entry("allOf").or_insert_with(|| json!([])) {
        cx.moved("$ref", &format!("allOf/{}/$ref", members.len()));
        members.push(json!({"$ref": reference}));
    }
}

/// In 3.0, siblings that change what fits are ignored by the book.
fn warn(schema: &Schema, cx: &mut Context<'_>) {
    let harmless = |key: &str| {
        matches!(
            key,
            "$ref" | "title" | "summary" | "description" | "example" | "examples" | "type" | "xml"
        ) || key.starts_with("x-")
    };
    if cx.version > Version::V30 {
        return;
    }
    let ignored: Vec<&String> = schema.keys().filter(|key| !harmless(key)).collect();
    if let [key, ..] = ignored.as_slice() {
        let names: Vec<String> = ignored.iter().map(|key| format!("`{key}`")).collect();
        let message = format!("OpenAPI 3.0 ignores {} beside `$ref`", names.join(", "));
        let hint = "write `allOf` with the reference, and the other keys beside it";
        cx.push(
            Diagnostic::new(Code::RefSiblings, cx.place.child(key), message)
                .on_key()
                .hint(hint),
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::{schemas, schemas_30};
    use crate::report::Code;

    #[test]
    fn siblings_are_kept() {
        let other = json!({"$ref": "#/components/schemas/Other"});
        let reference = "#/components/schemas/Other";
        schemas(&[
            (other.clone(), other.clone(), &[]),
            (json!({"$ref": reference, "type": "object"}), other.clone(), &[]),
            (
                json!({"$ref": reference, "description": "d"}),
                json!({"description": "d", "allOf": [other]}),
                &[],
            ),
            (
                json!({"$ref": reference, "type": ["object", "null"]}),
                json!({"nullable": true, "allOf": [other]}),
                &[],
            ),
            (
                json!({"$ref": reference, "required": ["z"]}),
                json!({"allOf": [other, {"type": "object", "required": ["z"]}]}),
                &[],
            ),
        ]);
        schemas_30(&[
            (
                json!({"$ref": reference, "description": "d"}),
                json!({"description": "d", "allOf": [other]}),
                &[],
            ),
            (
                json!({"$ref": reference, "nullable": true}),
                json!({"nullable": true, "allOf": [other]}),
                &[Code::RefSiblings],
            ),
        ]);
    }
}
