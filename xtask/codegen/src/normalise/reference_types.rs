//! `type` beside `$ref`. In: references that lead into the components. Out: the same, and what is told where the type is not that of
//! the schema that the reference leads to: the type is that one's.

use serde_json::Value;

use super::context::Context;
use super::grammar::{ObjectKind, each_child};
use super::schema::known::TYPES;
use crate::ir::Pointer;
use crate::reference;
use crate::report::{Code, Diagnostic};

/// A type that stands beside a reference.
struct Beside {
    at: Pointer,
    ty: String,
    reference: String,
}

/// Looks at every type beside a reference.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    // Few documents have such a place, and the walk by the grammar takes its time.
    if !any_beside(root) {
        return true;
    }
    let mut found = Vec::new();
    collect(root, ObjectKind::Root, cx, &mut found);
    for beside in found {
        let target = reference::target(root, &beside.reference).and_then(only_type);
        let (code, message) = match (target, beside.ty.as_str()) {
            (None, _) | (Some("integer"), "number") => continue,
            (Some(target), ty) if target == ty => continue,
            (Some("number"), "integer") => (
                Code::Loosened,
                "an integer here is read as the number that the reference leads to".to_owned(),
            ),
            (Some(target), ty) => (
                Code::FaultyType,
                format!("the type is {ty}, and the reference leads to one of type {target}"),
            ),
        };
        let at = beside.at.child("type");
        cx.push(Diagnostic::new(code, at, message).label("left out"));
    }
    true
}

/// Whether anything has both keys, an example too.
fn any_beside(root: &Value) -> bool {
    let mut open = vec![root];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                let has = |key: &str| members.keys().any(|name| name == key);
                if members.len() > 1 && has("$ref") && has("type") {
                    return true;
                }
                open.extend(members.values().filter(|value| value.is_object() || value.is_array()));
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    false
}

fn collect(value: &mut Value, kind: ObjectKind, cx: &mut Context<'_>, found: &mut Vec<Beside>) {
    if kind == ObjectKind::Schema
        && let (Some(reference), Some(ty)) = (reference::of(value), only_type(value))
    {
        found.push(Beside {
            at: cx.place.pointer(),
            ty: ty.to_owned(),
            reference: reference.to_owned(),
        });
    }
    each_child(value, kind, cx, &mut |child, kind, cx| collect(child, kind, cx, found));
}

/// The one type that a schema has beside null.
fn only_type(schema: &Value) -> Option<&str> {
    let types = match schema.get("type")? {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        ty => vec![ty.as_str()?],
    };
    let mut known = types.into_iter().filter(|ty| *ty != "null");
    let only = known.next().filter(|ty| TYPES.contains(ty))?;
    known.next().is_none().then_some(only)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::normalise::testing::document;
    use crate::report::Code;

    fn codes(target: &Value, beside: &Value) -> Vec<Code> {
        let schema = json!({"$ref": "#/components/schemas/Target", "type": beside});
        let schemas = json!({"Target": {"type": target}, "S": {"type": "object", "properties": {"a": schema}}});
        document(json!({"components": {"schemas": schemas}})).1
    }

    #[test]
    fn another_type_is_told() {
        for (target, beside, expected) in [
            (json!("string"), json!("string"), None),
            (json!("string"), json!(["string", "null"]), None),
            (json!(["string", "null"]), json!("string"), None),
            (json!("integer"), json!("number"), None),
            (json!("number"), json!("integer"), Some(Code::Loosened)),
            (json!("string"), json!("integer"), Some(Code::FaultyType)),
            (json!("string"), json!("object"), Some(Code::FaultyType)),
            (json!(["string", "integer"]), json!("integer"), None),
        ] {
            assert_eq!(
                codes(&target, &beside),
                Vec::from_iter(expected),
                "{beside} beside {target}"
            );
        }
    }
}
