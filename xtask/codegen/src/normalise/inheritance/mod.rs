//! Inheritance: components that tell by a `discriminator` which of those that extend them a value is.
//!
//! In: a component with a discriminator and no alternatives, and components that name it in `allOf` (OpenAPI 3.0 §4.7.24,
//! "Models with Polymorphism Support"). Out: the component is a `oneOf` of those, whose mapping has all of their tags, and
//! what it said itself is a component of its own that they extend. [`Facts`](super::Facts) say whose
//! members these are.

mod families;
mod references;
mod tags;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use self::families::{Families, discriminators};
use self::tags::{Family, Variant};
use super::context::Context;
use super::cursor::escape;
use super::discriminators::declares;
use super::facts::Base;
use crate::ir::Pointer;
use crate::report::{Code, Diagnostic};

/// Makes unions of all components that others extend.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let is_within_bounds = unions(root, cx);
    other_names(root, cx);
    is_within_bounds
}

fn unions(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let Some(schemas) = root.pointer("/components/schemas").and_then(Value::as_object) else {
        return true;
    };
    let families = match Families::of(schemas) {
        Ok(families) if families.is_empty() => return true,
        Ok(families) => families,
        Err(name) => {
            let message = format!("`{name}` extends too many components that extend others");
            let diagnostic = Diagnostic::new(Code::ExplosiveRef, Pointer(at(name)), message);
            let hint = "where components tell by a `discriminator` what extends them, let fewer extend each other";
            cx.push(diagnostic.label("given up here").hint(hint));
            return false;
        }
    };
    let found: Vec<Family> = families.parents().map(|name| tags::family(&families, name)).collect();
    let undeclared: HashSet<String> = found
        .iter()
        .filter(|family| is_undeclared(root, &families, family))
        .map(|family| family.name.clone())
        .collect();
    let mut plan = references::Plan::of(&families);
    references::rewrite(root, &mut plan, cx);
    let variants = found.iter().flat_map(|family| &family.variants);
    plan.alternatives
        .extend(variants.map(|variant| reference(&variant.schema)));
    let by_name: HashMap<&str, &Family> = found.iter().map(|family| (family.name.as_str(), family)).collect();
    let Some(Value::Object(schemas)) = root.pointer_mut("/components/schemas") else {
        return true;
    };
    // Each base stands behind its union.
    for (name, mut schema) in std::mem::take(schemas) {
        let Some(family) = by_name.get(name.as_str()) else {
            schemas.insert(name, schema);
            continue;
        };
        let union = split(&mut schema, family, cx);
        if undeclared.contains(&name) {
            declare(&mut schema, family, cx);
        }
        if !plan.alternatives.contains(&reference(&family.base))
            && let Some(base) = cx.facts.bases.get_mut(&family.base)
        {
            base.is_abstract = true;
        }
        schemas.insert(name, union);
        schemas.insert(family.base.clone(), schema);
    }
    true
}

/// What is still `allOf` of one component and nothing else extends nobody: it is that one by another name.
fn other_names(root: &mut Value, cx: &mut Context<'_>) {
    let Some(Value::Object(schemas)) = root.pointer_mut("/components/schemas") else {
        return;
    };
    for (name, schema) in schemas {
        let Some(own) = schema.as_object().filter(|own| own.len() == 1) else {
            continue;
        };
        if let Some([only]) = own.get("allOf").and_then(Value::as_array).map(Vec::as_slice)
            && only
                .as_object()
                .is_some_and(|part| part.len() == 1 && part.contains_key("$ref"))
        {
            let here = at(name);
            cx.report
                .origins
                .moved(format!("{here}/allOf/0/$ref"), format!("{here}/$ref"));
            *schema = only.clone();
        }
    }
}

fn at(name: &str) -> String {
    format!("/components/schemas/{}", escape(name))
}

fn reference(name: &str) -> String {
    format!("#{}", at(name))
}

/// Whether a discriminator's property is declared neither by the component that has the discriminator nor by each of those
/// that extend it.
fn is_undeclared(root: &Value, families: &Families<'_>, family: &Family) -> bool {
    let is_missing = |name: &str| declares(root, &reference(name), &family.property) != Some(true);
    families.has_own(&family.name)
        && is_missing(&family.name)
        && family.variants.iter().any(|variant| is_missing(&variant.name))
}

/// Whether a keyword speaks of a component as its users see it, and not of its members.
fn is_of_union(key: &str) -> bool {
    let of_users = [
        "title",
        "description",
        "nullable",
        "default",
        "example",
        "examples",
        "externalDocs",
        "readOnly",
    ];
    of_users.contains(&key) || matches!(key, "writeOnly" | "xml") || key.starts_with("x-") && key != "x-constraints"
}

/// Takes the union out of a component, so that its own members stay.
fn split(schema: &mut Value, family: &Family, cx: &mut Context<'_>) -> Value {
    let (here, base) = (at(&family.name), at(&family.base));
    discriminators(schema, &mut |owner| {
        owner.remove("discriminator");
    });
    let mut union = Map::new();
    if let Value::Object(own) = schema {
        for (key, value) in std::mem::take(own) {
            match key.as_str() {
                "deprecated" | "x-lint-allow" => {
                    union.insert(key.clone(), value.clone());
                    own.insert(key, value);
                }
                key if is_of_union(key) => _ = union.insert(key.to_owned(), value),
                _ => _ = own.insert(key, value),
            }
        }
        if !own.contains_key("allOf") {
            own.insert("type".into(), json!("object"));
        }
    }
    let own_members = Base {
        of: family.name.clone(),
        is_abstract: false,
    };
    cx.facts.bases.insert(family.base.clone(), own_members);
    cx.report.origins.moved(here.clone(), base);
    let mut mapping = Map::new();
    for (index, variant) in family.variants.iter().enumerate() {
        for tag in &variant.tags {
            mapping
                .entry(tag.clone())
                .or_insert_with(|| json!(reference(&variant.schema)));
        }
        if variant.name != family.name {
            cx.report
                .origins
                .moved(at(&variant.name), format!("{here}/oneOf/{index}"));
        }
    }
    let variants: Vec<Value> = family
        .variants
        .iter()
        .map(|variant: &Variant| json!({"$ref": reference(&variant.schema)}))
        .collect();
    union.insert("oneOf".into(), Value::Array(variants));
    let mut discriminator = json!({"propertyName": &family.property, "mapping": mapping});
    if let Some(default) = &family.default {
        discriminator["x-default-mapping"] = json!(reference(default));
    }
    union.insert("discriminator".into(), discriminator);
    Value::Object(union)
}

/// Gives the property that tells a family apart to all of it.
fn declare(base: &mut Value, family: &Family, cx: &mut Context<'_>) {
    let property = &family.property;
    let message = format!(
        "`{}` does not declare the discriminator's property `{property}`",
        family.name
    );
    let diagnostic = Diagnostic::new(Code::FaultyDiscriminator, Pointer(at(&family.name)), message);
    cx.push(diagnostic.label("read as if it did"));
    let Value::Object(base) = base else { return };
    if let Some(Value::Array(parts)) = base.get_mut("allOf") {
        let tag = json!({"type": "string"});
        parts.push(json!({"type": "object", "required": [property], "properties": {property: tag}}));
        return;
    }
    if let Value::Object(properties) = base.entry("properties").or_insert_with(|| json!({})) {
        properties.insert(property.clone(), json!({"type": "string"}));
    }
    if let Value::Array(required) = base.entry("required").or_insert_with(|| json!([])) {
        required.push(json!(property));
    }
}
