//! `oneOf`, `anyOf` and `allOf`: without null, without members that say nothing, and not of one member only.

use serde_json::{Map, Value, json};

use super::families::{is_any, is_structural};
use super::{Schema, is_null, is_plain_ref, make_null};
use crate::normalise::context::{Context, Version};
use crate::normalise::cursor::escape;
use crate::report::{Code, Diagnostic};

/// A discriminator names its property.
pub(super) fn discriminator(schema: &mut Schema, cx: &mut Context<'_>) {
    let Some(value) = schema.get_mut("discriminator") else {
        return;
    };
    let at = cx.place.child("discriminator");
    let diagnostic = |message: &str| Diagnostic::new(Code::FaultyDiscriminator, at.clone(), message);
    match value {
        Value::String(name) => {
            let hint = "OpenAPI 3 has `discriminator: {propertyName: …}`";
            cx.push(
                diagnostic("a discriminator is an object")
                    .label("read as the property's name")
                    .hint(hint),
            );
            *value = json!({"propertyName": name});
        }
        Value::Object(map) if map.get("propertyName").is_some_and(Value::is_string) => {
            if let Some(mapping) = map.get_mut("mapping") {
                let is_sound = mapping
                    .as_object()
                    .is_some_and(|entries| entries.values().all(Value::is_string));
                if !is_sound {
                    cx.push(diagnostic("a mapping goes from names to schemas").label("what does not is left out"));
                    match mapping {
                        Value::Object(entries) => entries.retain(|_, entry| entry.is_string()),
                        _ => *mapping = json!({}),
                    }
                }
            }
        }
        _ => {
            cx.push(diagnostic("the discriminator has no `propertyName`").label("left out"));
            schema.remove("discriminator");
        }
    }
}

/// Simplifies the combinations of a schema.
pub(super) fn pass(schema: &mut Schema, cx: &mut Context<'_>) {
    for key in ["oneOf", "anyOf"] {
        if let Some(variants) = take_list(schema, key, cx) {
            alternatives(schema, key, variants, cx);
        }
    }
    same_alternatives(schema, cx);
    if let Some(members) = take_list(schema, "allOf", cx) {
        conjunction(schema, members, cx);
    }
}

/// The members of a combination; an empty one is reported and stays away.
fn take_list(schema: &mut Schema, key: &str, cx: &mut Context<'_>) -> Option<Vec<Value>> {
    match schema.remove(key)? {
        Value::Array(members) if members.is_empty() => {
            let at = cx.place.child(key);
            let diagnostic = Diagnostic::new(Code::EmptyUnion, at, format!("`{key}` has no members"));
            cx.push(diagnostic.label("left out"));
            None
        }
        Value::Array(members) => Some(members),
        other => {
            // Not a list: the document stage says so.
            schema.insert(key.into(), other);
            None
        }
    }
}

fn alternatives(schema: &mut Schema, key: &str, mut variants: Vec<Value>, cx: &mut Context<'_>) {
    let mut is_nullable = false;
    let is_30 = cx.version == Version::V30;
    let beside_reference = variants.len() == 2 && variants.iter().any(|variant| variant.get("$ref").is_some());
    cx.retain(key, &mut variants, |variant| {
        if is_null(variant) || (is_30 && stands_for_null(variant, beside_reference)) {
            is_nullable = true;
            return false;
        }
        if let Value::Object(variant) = variant {
            is_nullable |= variant.remove("nullable") == Some(json!(true));
        }
        true
    });
    if is_nullable {
        schema.insert("nullable".into(), json!(true));
    }
    match variants.len() {
        0 => make_null(schema),
        1 => {
            // A choice of one is no choice; the one has its own discriminator, if any.
            schema.remove("discriminator");
            absorb(schema, variants.remove(0), &format!("{key}/0"), cx);
        }
        _ => {
            schema.insert(key.into(), Value::Array(variants));
        }
    }
}

/// Whether a variant says in 3.0 what `type: 'null'` says in 3.1: that null is allowed, and nothing of any other value.
///
/// `nullable` alone means nothing there (OpenAPI 3.0.3 §4.7.24), so that generators of OData documents add a type to it.
fn stands_for_null(variant: &Value, beside_reference: bool) -> bool {
    let Value::Object(variant) = variant else {
        return false;
    };
    let says = |(key, value): (&String, &Value)| match key.as_str() {
        "type" => !(beside_reference && value == "object"),
        key => is_structural(key) || key == "x-constraints",
    };
    variant.get("nullable") == Some(&json!(true)) && !variant.iter().any(says)
}

/// `oneOf` and `anyOf` side by side, of which one holds all variants of the other: the wider one accepts both.
fn same_alternatives(schema: &mut Schema, cx: &mut Context<'_>) {
    let list = |key: &str| schema.get(key).and_then(Value::as_array);
    let (Some(one_of), Some(any_of)) = (list("oneOf"), list("anyOf")) else {
        return;
    };
    let within = |inner: &[Value], outer: &[Value]| {
        inner.len() <= outer.len() && inner.iter().all(|variant| outer.contains(variant))
    };
    let narrow = if within(one_of, any_of) {
        "oneOf"
    } else if within(any_of, one_of) {
        "anyOf"
    } else {
        return;
    };
    super::loosened(narrow, "the wider of `oneOf` and `anyOf` is read", cx);
    schema.remove(narrow);
}

fn conjunction(schema: &mut Schema, members: Vec<Value>, cx: &mut Context<'_>) {
    let mut parts = Vec::new();
    let mut former = Vec::new();
    for (index, member) in members.into_iter().enumerate() {
        match member {
            // A part without structure is a place for annotations.
            Value::Object(annotations) if is_any(&annotations) => {
                annotate(schema, annotations, &format!("allOf/{index}"), cx);
            }
            member => {
                parts.push(member);
                former.push(index);
            }
        }
    }
    if let ([_], [index]) = (parts.as_slice(), former.as_slice()) {
        absorb(schema, parts.remove(0), &format!("allOf/{index}"), cx);
    } else if !parts.is_empty() {
        cx.shifted("allOf", former);
        // One that was absorbed into `allOf` by a union of one stands there already.
        match schema.get_mut("allOf") {
            Some(Value::Array(list)) => {
                parts.append(list);
                *list = parts;
            }
            _ => {
                schema.insert("allOf".into(), Value::Array(parts));
            }
        }
    }
}

/// Makes an only part one with the schema around it, where neither says what the other says differently.
fn absorb(schema: &mut Schema, part: Value, from: &str, cx: &mut Context<'_>) {
    let part = match part {
        // A component that is `allOf` of another may be one that extends it, which its other name is not.
        Value::Object(part) if is_plain_ref(&part) && schema.is_empty() && !is_extended(from, cx) => {
            cx.moved(&format!("{from}/$ref"), "$ref");
            *schema = part;
            return;
        }
        Value::Object(part) => part,
        // Not a schema: the document stage says so.
        other => return push_part(schema, other, from, cx),
    };
    let agrees =
        |(key, value): (&String, &Value)| !is_structural(key) || schema.get(key).is_none_or(|other| other == value);
    if part.contains_key("$ref") || !part.iter().all(agrees) {
        return push_part(schema, Value::Object(part), from, cx);
    }
    let (structure, annotations): (Map<_, _>, Map<_, _>) = part.into_iter().partition(|(key, _)| is_structural(key));
    for key in structure.keys().filter(|key| !schema.contains_key(*key)) {
        cx.moved(&format!("{from}/{key}"), key);
    }
    schema.extend(structure);
    annotate(schema, annotations, from, cx);
}

/// Whether a part is one of those that a component names in `allOf`.
fn is_extended(from: &str, cx: &Context<'_>) -> bool {
    let name = cx.place.as_str().strip_prefix("/components/schemas/");
    from.starts_with("allOf/") && name.is_some_and(|name| !name.contains('/'))
}

fn push_part(schema: &mut Schema, part: Value, from: &str, cx: &mut Context<'_>) {
    if let Value::Array(members) = schema.entry("allOf").or_insert_with(|| json!([])) {
        cx.moved(from, &format!("allOf/{}", members.len()));
        members.push(part);
    }
}

/// Adds annotations where the schema has none of the same name.
fn annotate(schema: &mut Schema, annotations: Map<String, Value>, from: &str, cx: &mut Context<'_>) {
    for (key, value) in annotations {
        match (schema.get_mut(&key), value) {
            (None, value) => {
                cx.moved(&format!("{from}/{}", escape(&key)), &escape(&key));
                schema.insert(key, value);
            }
            (Some(Value::Bool(own)), Value::Bool(other)) => *own |= other,
            (Some(Value::Object(own)), Value::Object(other)) if key == "x-constraints" => own.extend(other),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::normalise::testing::{schemas, schemas_30};
    use crate::report::Code;

    #[test]
    fn null_is_no_alternative() {
        let other = json!({"$ref": "#/components/schemas/Other"});
        let another = json!({"$ref": "#/components/schemas/Another"});
        let nil = json!({"type": "null"});
        schemas(&[
            (
                json!({"anyOf": [{"type": "string", "title": "a"}, nil], "title": "b"}),
                json!({"type": "string", "nullable": true, "title": "b"}),
                &[],
            ),
            (
                json!({"anyOf": [other, nil]}),
                json!({"nullable": true, "allOf": [other]}),
                &[],
            ),
            (
                json!({"oneOf": [other, another, nil]}),
                json!({"nullable": true, "oneOf": [other, another]}),
                &[],
            ),
            (json!({"anyOf": [{}, nil]}), json!({"nullable": true}), &[]),
            (json!({"anyOf": [nil]}), json!({"nullable": true, "enum": [null]}), &[]),
            (
                json!({"anyOf": [{"enum": ["a"]}, {"const": null}]}),
                json!({"type": "string", "enum": ["a"], "nullable": true}),
                &[],
            ),
            (
                json!({"anyOf": [{"type": ["string", "null"]}, {"type": "integer"}]}),
                json!({"nullable": true, "anyOf": [{"type": "string"}, {"type": "integer"}]}),
                &[],
            ),
            (
                json!({"anyOf": [{"type": "string"}, nil], "enum": ["a", "b", null]}),
                json!({"type": "string", "nullable": true, "enum": ["a", "b"]}),
                &[],
            ),
        ]);
        let nothing = json!({"nullable": true});
        schemas(&[(
            json!({"anyOf": [other, {"type": ["string", "number", "boolean", "array", "object", "null"]}]}),
            json!({"nullable": true, "anyOf": [other, {}]}),
            &[],
        )]);
        schemas_30(&[
            (
                json!({"anyOf": [other, nothing]}),
                json!({"nullable": true, "allOf": [other]}),
                &[],
            ),
            (
                json!({"anyOf": [other, {"type": "object", "nullable": true}]}),
                json!({"nullable": true, "allOf": [other]}),
                &[],
            ),
            (
                json!({"anyOf": [{"type": "string"}, {"type": "object", "nullable": true}]}),
                json!({"nullable": true, "anyOf": [{"type": "string"}, {"type": "object"}]}),
                &[],
            ),
            (
                json!({"anyOf": [{"type": "string"}, nil]}),
                json!({"type": "string", "nullable": true}),
                &[Code::LaterKeyword],
            ),
            (
                json!({"oneOf": [other, {"type": "object", "nullable": true, "enum": [null]}]}),
                json!({"nullable": true, "allOf": [other]}),
                &[],
            ),
        ]);
    }

    #[test]
    fn unions_of_none_and_one() {
        let other = json!({"$ref": "#/components/schemas/Other"});
        schemas(&[
            (json!({"oneOf": []}), json!({}), &[Code::EmptyUnion]),
            (json!({"anyOf": [other]}), other.clone(), &[]),
            (json!({"allOf": [other]}), other.clone(), &[]),
            (
                json!({"allOf": [other], "description": "d"}),
                json!({"allOf": [other], "description": "d"}),
                &[],
            ),
            (
                json!({"allOf": [{"type": "string"}], "description": "d"}),
                json!({"type": "string", "description": "d"}),
                &[],
            ),
            (
                json!({"oneOf": [other], "discriminator": {"propertyName": "t"}}),
                other.clone(),
                &[],
            ),
            (
                json!({"allOf": [other, {"nullable": true, "description": "d"}]}),
                json!({"allOf": [other], "nullable": true, "description": "d"}),
                &[Code::EarlierKeyword],
            ),
        ]);
    }

    #[test]
    fn two_unions_of_the_same() {
        let other = json!({"$ref": "#/components/schemas/Other"});
        let another = json!({"$ref": "#/components/schemas/Another"});
        let string = json!({"type": "string"});
        schemas(&[(
            json!({"oneOf": [other, another], "anyOf": [other, another, string]}),
            json!({"anyOf": [other, another, string]}),
            &[Code::Loosened],
        )]);
    }

    #[test]
    fn discriminators_name_a_property() {
        let variants = json!([{"$ref": "#/components/schemas/Other"}, {"$ref": "#/components/schemas/Another"}]);
        let faulty: &[Code] = &[Code::FaultyDiscriminator];
        schemas(&[
            (
                json!({"oneOf": variants, "discriminator": "z"}),
                json!({"oneOf": variants, "discriminator": {"propertyName": "z"}}),
                faulty,
            ),
            (
                json!({"oneOf": variants, "discriminator": {}}),
                json!({"oneOf": variants}),
                faulty,
            ),
            (
                json!({"oneOf": variants, "discriminator": {"propertyName": "z", "mapping": {"a": 1}}}),
                json!({"oneOf": variants, "discriminator": {"propertyName": "z", "mapping": {}}}),
                faulty,
            ),
        ]);
    }
}
