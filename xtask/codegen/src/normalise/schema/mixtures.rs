//! Schemas that are several things at once: a typed part, `oneOf`, `anyOf`, `allOf`. Each becomes a member of one `allOf`.

use serde_json::{Map, Value, json};

use super::families::{drop_foreign, is_any, is_structural, is_typed, keywords, type_of};
use super::{Schema, restrict, types};
use crate::normalise::context::Context;
use crate::normalise::skeleton::extend;

/// Moves what only restricts values out of the way of what gives them their shape.
pub(super) fn shelve(schema: &mut Schema, cx: &mut Context<'_>) {
    for key in ["oneOf", "anyOf"] {
        let Some(Value::Array(variants)) = schema.get(key) else {
            continue;
        };
        let restricts = |variant: &Value| {
            variant
                .as_object()
                .is_some_and(|variant| restriction(variant) == Some(true))
        };
        let is_shapeless = |variant: &Value| {
            variant
                .as_object()
                .is_some_and(|variant| restriction(variant).is_some())
        };
        if !(variants.iter().any(restricts) && variants.iter().all(is_shapeless)) {
            continue;
        }
        let of_objects = variants
            .iter()
            .any(|variant| OF_OBJECTS.iter().any(|key| variant.get(*key).is_some()));
        if let Some(variants) = schema.remove(key) {
            restrict(schema, key, variants);
        }
        if of_objects && is_any(schema) {
            schema.insert("type".into(), json!("object"));
        }
        // What stood beside the combination may now say the type.
        types::infer(schema, cx);
        drop_foreign(schema, cx);
    }
    if schema.keys().any(|key| key != "not" && is_structural(key))
        && let Some(value) = schema.remove("not")
    {
        restrict(schema, "not", value);
    }
}

/// Keywords without which a restriction is not one of objects.
const OF_OBJECTS: [&str; 4] = ["type", "required", "minProperties", "maxProperties"];

/// Whether a schema without a shape of its own restricts which objects fit; `None` where it has a shape.
fn restriction(variant: &Map<String, Value>) -> Option<bool> {
    let mut restricts = variant.contains_key("x-constraints");
    for (key, value) in variant.iter().filter(|(key, _)| is_structural(key)) {
        match key.as_str() {
            "required" | "not" | "minProperties" | "maxProperties" => restricts = true,
            "type" if value == "object" => {}
            _ => return None,
        }
    }
    Some(restricts)
}

/// Makes a mixture an `allOf`; the annotations stay where they are.
pub(super) fn pass(schema: &mut Schema, cx: &mut Context<'_>) {
    if !["oneOf", "anyOf", "allOf"].iter().any(|key| schema.contains_key(*key)) {
        return;
    }
    drop_noise(schema);
    let typed: Vec<String> = schema.keys().filter(|key| is_typed(key)).cloned().collect();
    let groups = ["oneOf", "anyOf", "allOf"]
        .iter()
        .filter(|key| schema.contains_key(**key))
        .count();
    if groups + usize::from(!typed.is_empty()) < 2 {
        return;
    }
    let mut members = match schema.remove("allOf") {
        Some(Value::Array(members)) => members,
        Some(other) => vec![other],
        None => Vec::new(),
    };
    if !typed.is_empty() {
        let mut part: Map<String, Value> = typed
            .into_iter()
            .filter_map(|key| schema.remove(&key).map(|value| (key, value)))
            .collect();
        for key in part.keys() {
            cx.moved(key, &format!("allOf/{}/{key}", members.len()));
        }
        if part.contains_key("required") {
            part.entry("type").or_insert_with(|| json!("object"));
        }
        members.push(Value::Object(part));
    }
    let mut discriminator = schema.get("discriminator").cloned();
    for key in ["oneOf", "anyOf"] {
        if let Some(variants) = schema.remove(key) {
            let mut part = json!({key: variants});
            let place = format!("allOf/{}", members.len());
            cx.moved(key, &format!("{place}/{key}"));
            if let Some(discriminator) = discriminator.take() {
                schema.remove("discriminator");
                part["discriminator"] = discriminator;
                cx.moved("discriminator", &format!("{place}/discriminator"));
            }
            members.push(part);
        }
    }
    schema.insert("allOf".into(), Value::Array(members));
}

/// Beside a combination, a type or a restriction alone adds nothing to its shape.
fn drop_noise(schema: &mut Schema) {
    let is_shape = |key: &str| {
        matches!(
            key,
            "properties" | "additionalProperties" | "items" | "enum" | "required"
        )
    };
    if schema.keys().any(|key| is_shape(key)) {
        return;
    }
    if let Some(ty) = type_of(schema).map(str::to_owned) {
        for key in ["oneOf", "anyOf"] {
            if let Some(Value::Array(variants)) = schema.get_mut(key) {
                variants.iter_mut().for_each(|variant| give_type(variant, &ty));
            }
        }
    }
    schema.remove("type");
    extend(schema, &[("format", "x-format")]);
    for family in ["string", "number", "array", "object"] {
        for key in keywords(family) {
            if let Some(value) = schema.remove(*key) {
                restrict(schema, key, value);
            }
        }
    }
}

/// Gives a variant without a type that of the schema around it.
fn give_type(variant: &mut Value, ty: &str) {
    if let Value::Object(variant) = variant {
        let is_open = variant
            .keys()
            .all(|key| !is_structural(key) || keywords(ty).contains(&key.as_str()) || key == "format");
        if is_open {
            variant.insert("type".into(), json!(ty));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::schemas;

    #[test]
    fn mixtures_are_conjunctions() {
        let other = json!({"$ref": "#/components/schemas/Other"});
        let another = json!({"$ref": "#/components/schemas/Another"});
        let properties = json!({"a": {"type": "string"}});
        let object = json!({"type": "object", "properties": properties});
        schemas(&[
            (
                json!({"type": "object", "properties": properties, "oneOf": [other, another], "description": "d"}),
                json!({"description": "d", "allOf": [object, {"oneOf": [other, another]}]}),
                &[],
            ),
            (
                json!({"properties": properties, "allOf": [other, another], "discriminator": {"propertyName": "a"}}),
                json!({"allOf": [other, another, object], "discriminator": {"propertyName": "a"}}),
                &[],
            ),
            (
                json!({
                    "oneOf": [other, another], "discriminator": {"propertyName": "z"}, "x-a": 1,
                    "anyOf": [{"type": "string"}, {"type": "integer"}],
                }),
                json!({"x-a": 1, "allOf": [
                    {"oneOf": [other, another], "discriminator": {"propertyName": "z"}},
                    {"anyOf": [{"type": "string"}, {"type": "integer"}]},
                ]}),
                &[],
            ),
            (
                json!({"allOf": [other], "required": ["z"]}),
                json!({"allOf": [other, {"type": "object", "required": ["z"]}]}),
                &[],
            ),
        ]);
    }

    #[test]
    fn noise_is_no_mixture() {
        let other = json!({"$ref": "#/components/schemas/Other"});
        let another = json!({"$ref": "#/components/schemas/Another"});
        schemas(&[
            (
                json!({"type": "object", "allOf": [other, another]}),
                json!({"allOf": [other, another]}),
                &[],
            ),
            (
                json!({"type": "object", "oneOf": [other, another]}),
                json!({"oneOf": [other, another]}),
                &[],
            ),
            (
                json!({"oneOf": [{"type": "integer"}, {"type": "string"}], "format": "int-or-string"}),
                json!({"oneOf": [{"type": "integer"}, {"type": "string"}], "x-format": "int-or-string"}),
                &[],
            ),
            (
                json!({"type": "string", "anyOf": [{"enum": ["a"]}, {}]}),
                json!({"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "string"}]}),
                &[],
            ),
            (
                json!({"anyOf": [{"type": "integer"}, {"type": "string"}], "minimum": 0}),
                json!({"anyOf": [{"type": "integer"}, {"type": "string"}], "x-constraints": {"minimum": 0}}),
                &[],
            ),
        ]);
    }

    #[test]
    fn restrictions_have_no_shape() {
        let properties = json!({"a": {"type": "string"}, "b": {"type": "string"}});
        let variants = json!([{"required": ["a"]}, {"required": ["b"]}]);
        schemas(&[
            (
                json!({"type": "object", "properties": properties, "anyOf": variants, "not": {"required": ["a", "b"]}}),
                json!({
                    "type": "object", "properties": properties,
                    "x-constraints": {"anyOf": variants, "not": {"required": ["a", "b"]}},
                }),
                &[],
            ),
            (
                json!({"oneOf": variants}),
                json!({"type": "object", "x-constraints": {"oneOf": variants}}),
                &[],
            ),
            (
                json!({"not": {"type": "string"}}),
                json!({"not": {"type": "string"}}),
                &[],
            ),
        ]);
    }
}
