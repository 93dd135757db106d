//! Discriminators whose property the alternatives do not declare: it is on the wire all the same, so it is added. And those that
//! map a value to what is none of the alternatives, which is told.
//!
//! OpenAPI wants the property in every alternative (3.0 §4.7.25). Where one leaves it out, a reader would find it and a writer
//! would not send it. It wants all alternatives to be listed, too.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::context::Context;
use super::grammar::{ObjectKind, each_child};
use crate::code_span::code;
use crate::depth::Depth;
use crate::ir::Pointer;
use crate::report::{Code, Diagnostic};
use crate::{pointer, reference};

/// A union with a discriminator, and where it is.
struct Union {
    at: Pointer,
    keyword: &'static str,
    property: String,
    /// Schemas by value.
    mapping: Vec<(String, String)>,
    /// What its alternatives refer to.
    variants: Vec<Option<String>>,
    /// What a value is that nothing tells.
    default: Option<String>,
}

/// Looks at every union with a discriminator.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let mut unions = Vec::new();
    collect(root, ObjectKind::Root, cx, &mut unions);
    unions.iter().for_each(|union| check_default(union, cx));
    for union in &unions {
        tell_strangers(root, union, cx);
        for (index, variant) in union.variants.iter().enumerate() {
            if let Some(reference) = variant
                && union.default.as_ref() != Some(reference)
                && declares(root, reference, &union.property) == Some(false)
            {
                declare(root, union, index, reference, cx);
            }
        }
    }
    true
}

fn collect(value: &mut Value, kind: ObjectKind, cx: &mut Context<'_>, found: &mut Vec<Union>) {
    if kind == ObjectKind::Schema {
        found.extend(union(value, cx));
    }
    each_child(value, kind, cx, &mut |child, kind, cx| collect(child, kind, cx, found));
}

fn union(schema: &Value, cx: &Context<'_>) -> Option<Union> {
    let discriminator = schema.get("discriminator")?;
    let property = discriminator.get("propertyName")?.as_str()?.to_owned();
    let keyword = ["oneOf", "anyOf"].into_iter().find(|key| schema.get(*key).is_some())?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mapping = discriminator
        .get("mapping")
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    Some(Union {
        at: cx.place.pointer(),
        keyword,
        property,
        mapping: mapping
            .filter_map(|(value, schema)| Some((value.clone(), text(schema)?)))
            .collect(),
        variants: schema
            .get(keyword)?
            .as_array()?
            .iter()
            .map(|variant| text(variant.get("$ref")?))
            .collect(),
        default: discriminator.get("x-default-mapping").and_then(text),
    })
}

/// A default that is none of the alternatives is none of the values either.
fn check_default(union: &Union, cx: &mut Context<'_>) {
    let is_alternative = |default: &String| union.variants.iter().flatten().any(|variant| variant == default);
    if let Some(default) = union.default.as_ref().filter(|default| !is_alternative(default)) {
        let name = pointer::unescape(default.rsplit('/').next().unwrap_or(default)).into_owned();
        let message = format!("`{name}`, the default of the discriminator, is none of the alternatives");
        let at = union.at.child("discriminator").child("defaultMapping");
        let diagnostic = Diagnostic::new(Code::FaultyDiscriminator, at, message).label("ignored");
        cx.push(diagnostic.hint(format!("list it among those of `{}`", union.keyword)));
    }
}

/// Tells of values that are mapped to what is no alternative, nor among those of one.
fn tell_strangers(root: &Value, union: &Union, cx: &mut Context<'_>) {
    let is_union = |reference: &str| {
        let target = reference::target(root, reference);
        target.is_some_and(|target| {
            ["oneOf", "anyOf", "allOf", "$ref"]
                .iter()
                .any(|key| target.get(*key).is_some())
        })
    };
    let variants: Vec<&str> = union.variants.iter().flatten().map(String::as_str).collect();
    if variants.len() < union.variants.len() || variants.iter().any(|variant| is_union(variant)) {
        return;
    }
    for (value, schema) in &union.mapping {
        if reference::target(root, schema).is_some() && !variants.contains(&schema.as_str()) {
            let at = union.at.child("discriminator").child("mapping").child(value);
            let name = code(schema.rsplit('/').next().unwrap_or(schema));
            let message = format!("the mapping names {name}, which is none of the alternatives");
            cx.push(Diagnostic::new(Code::DanglingMapping, at, message).label("values of it are kept as they came"));
        }
    }
}

/// Whether an object has a property, its parts included; `None` where that is not known.
pub(super) fn declares(root: &Value, reference: &str, property: &str) -> Option<bool> {
    let target = reference::target(root, reference)?;
    let mut seen = HashSet::from([reference]);
    has(root, target, property, Depth::default(), &mut seen)
}

fn has<'v>(
    root: &'v Value,
    schema: &'v Value,
    property: &str,
    depth: Depth,
    seen: &mut HashSet<&'v str>,
) -> Option<bool> {
    let below = depth.below()?;
    if let Some(reference) = reference::of(schema) {
        return match seen.insert(reference) {
            true => has(root, reference::target(root, reference)?, property, below, seen),
            false => Some(false),
        };
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    if properties.is_some_and(|properties| properties.contains_key(property)) {
        return Some(true);
    }
    let parts = schema.get("allOf").and_then(Value::as_array);
    let mut known = properties.map(|_| false);
    for part in parts.into_iter().flatten() {
        match has(root, part, property, below, seen) {
            Some(true) => return Some(true),
            of_part => known = known.or(of_part),
        }
    }
    // What stands among alternatives of its own is for them to say.
    let is_union = ["oneOf", "anyOf"].iter().any(|key| schema.get(*key).is_some());
    known.filter(|_| !is_union)
}

/// Makes an alternative one that has the property.
fn declare(root: &mut Value, union: &Union, index: usize, reference: &str, cx: &mut Context<'_>) {
    let mapped = union.mapping.iter().filter(|(_, schema)| schema == reference);
    let mut values: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
    let name = pointer::unescape(reference.rsplit('/').next().unwrap_or(reference)).into_owned();
    if values.is_empty() {
        values.push(name.clone());
    }
    let at = union.at.child(union.keyword).child(&index.to_string());
    let property = &union.property;
    let message = format!("`{name}` does not declare the discriminator's property `{property}`");
    cx.push(Diagnostic::new(Code::FaultyDiscriminator, at.clone(), message).label("read as if it did"));
    let tag = json!({"type": "string", "enum": &values});
    let part = json!({"type": "object", "required": [property], "properties": {property: tag}});
    if let Some(variant) = root.pointer_mut(&at.0) {
        *variant = json!({"allOf": [{"$ref": reference}, part]});
        // One value names the alternative; of several, none does.
        if values.len() > 1 {
            variant["title"] = json!(name);
        }
        cx.report
            .origins
            .moved(format!("{}/$ref", at.0), format!("{}/allOf/0/$ref", at.0));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::normalise::testing::document;
    use crate::report::Code;

    fn variants(schemas: Value) -> (Value, Vec<Code>) {
        let (mut value, codes) = document(json!({"components": {"schemas": schemas}}));
        (value["components"]["schemas"]["U"]["oneOf"].take(), codes)
    }

    #[test]
    fn a_property_that_is_missing_is_added() {
        let union = json!({
            "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
            "discriminator": {"propertyName": "kind", "mapping": {"a": "A", "aa": "#/components/schemas/A"}},
        });
        let object = |key: &str| json!({"type": "object", "properties": {key: {"type": "string"}}});
        let (found, codes) =
            variants(json!({"U": union, "A": object("x"), "B": {"allOf": [object("x"), object("y")]}}));
        assert_eq!(codes, [Code::FaultyDiscriminator; 2]);
        let with = |name: &str, values: Value| {
            let tag = json!({"kind": {"type": "string", "enum": values}});
            json!({"allOf": [
                {"$ref": format!("#/components/schemas/{name}")},
                {"type": "object", "required": ["kind"], "properties": tag},
            ]})
        };
        let mut first = with("A", json!(["a", "aa"]));
        first["title"] = json!("A");
        assert_eq!(found, json!([first, with("B", json!(["B"]))]));
    }

    #[test]
    fn a_property_that_is_there_or_may_be_stays() {
        let union = json!({
            "oneOf": [
                {"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/C"},
            ],
            "discriminator": {"propertyName": "kind"},
        });
        let own = json!({"type": "object", "properties": {"kind": {"type": "string"}}});
        let (_, codes) = variants(json!({
            "U": union,
            "A": own,
            "B": {"allOf": [{"type": "object", "properties": {"x": {}}}, {"$ref": "#/components/schemas/A"}]},
            "C": {"type": "object", "additionalProperties": true},
        }));
        assert_eq!(codes, []);
    }
}
