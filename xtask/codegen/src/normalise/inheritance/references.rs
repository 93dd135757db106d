//! References to parents. In: who extends whom. Out: what is composed of a parent's members refers to these; what has a
//! value of the family refers to the union still.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_json::{Map, Value, json};

use super::families::{Families, adds_nothing, parts};
use super::reference;
use super::tags::pinned;
use crate::normalise::context::Context;
use crate::normalise::cursor::escape;
use crate::normalise::grammar::{ObjectKind, each_child};

/// What becomes of references to parents.
pub(super) struct Plan {
    /// The parents, each by all references that lead to it.
    by_text: HashMap<String, Rc<Parent>>,
    /// The places of components that extend others.
    extending: HashSet<String>,
    /// The bases that are alternatives somewhere.
    pub(super) alternatives: HashSet<String>,
}

struct Parent {
    base: String,
    /// References to what extends it.
    descendants: Vec<String>,
    /// What tells it where a union has no mapping, by property; its name where none does.
    name: String,
    pinned: Option<(String, String)>,
}

impl Parent {
    fn of(families: &Families<'_>, name: &str) -> Self {
        let property = families.source(name).and_then(|source| families.property(source));
        let pin = |property: &str| {
            let text = pinned(families, &families.schemas[name], property)?;
            Some((property.to_owned(), text))
        };
        Self {
            base: reference(&families.base(name)),
            descendants: families.descendants(name).iter().map(|name| reference(name)).collect(),
            name: name.to_owned(),
            pinned: property.and_then(pin),
        }
    }
}

impl Plan {
    pub(super) fn of(families: &Families<'_>) -> Self {
        let parents: HashMap<&str, Rc<Parent>> = families
            .parents()
            .map(|name| (name, Rc::new(Parent::of(families, name))))
            .collect();
        let mut by_text = HashMap::new();
        for text in families.schemas.keys().map(|name| reference(name)) {
            let parent = families.target(&text).and_then(|target| parents.get(target));
            if let Some(parent) = parent.cloned() {
                by_text.insert(text, parent);
            }
        }
        let names = families
            .schemas
            .keys()
            .filter(|name| families.ancestors(name).iter().any(|of| families.is_parent(of)));
        Self {
            by_text,
            alternatives: HashSet::new(),
            extending: names
                .map(|name| format!("/components/schemas/{}", escape(name)))
                .collect(),
        }
    }

    fn base(&self, schema: &Value) -> Option<&str> {
        let text = schema.get("$ref")?.as_str()?;
        self.by_text.get(text).map(|parent| parent.base.as_str())
    }
}

/// Rewrites the references of a document.
pub(super) fn rewrite(root: &mut Value, plan: &mut Plan, cx: &mut Context<'_>) {
    walk(root, ObjectKind::Root, plan, cx);
}

fn walk(value: &mut Value, kind: ObjectKind, plan: &mut Plan, cx: &mut Context<'_>) {
    if kind == ObjectKind::Schema {
        let here = cx.place.as_str();
        if plan.extending.contains(here) {
            extend(value, plan);
            have_own_members(value);
        } else if adds_members(value, plan) {
            extend(value, plan);
        }
        among_descendants(value, plan);
    }
    each_child(value, kind, cx, &mut |child, kind, cx| walk(child, kind, plan, cx));
}

/// Makes the parts of a composition refer to the members of parents.
fn extend(schema: &mut Value, plan: &Plan) {
    let Some(Value::Array(parts)) = schema.get_mut("allOf") else {
        return;
    };
    for part in parts {
        match plan.base(part).map(str::to_owned) {
            Some(base) => part["$ref"] = json!(base),
            None => extend(part, plan),
        }
    }
}

/// What adds nothing to a parent is a type of its own all the same, since its tag is another.
fn have_own_members(schema: &mut Value) {
    if let (true, Some(Value::Array(parts))) = (adds_nothing(schema), schema.get_mut("allOf")) {
        parts.push(json!({"type": "object"}));
    }
}

/// Whether a schema that is no component adds members to a parent, and so is one more that extends it.
fn adds_members(schema: &Value, plan: &Plan) -> bool {
    let has_parent = parts(schema).any(|part| plan.base(part).is_some());
    let adds = |part: &Value| {
        let keys = ["$ref", "properties", "additionalProperties", "allOf"];
        keys.iter().any(|key| part.get(key).is_some())
    };
    has_parent && parts(schema).filter(|part| adds(part)).count() > 1
}

/// Beside those that extend it, an alternative is the parent itself.
fn among_descendants(schema: &mut Value, plan: &mut Plan) {
    for keyword in ["oneOf", "anyOf"] {
        let variants = schema.get(keyword).and_then(Value::as_array);
        let texts: Vec<String> = variants
            .into_iter()
            .flatten()
            .filter_map(|variant| Some(variant.get("$ref")?.as_str()?.to_owned()))
            .collect();
        let all: HashSet<&String> = texts.iter().collect();
        for text in &texts {
            let Some(parent) = plan.by_text.get(text) else { continue };
            if parent.descendants.iter().any(|descendant| all.contains(descendant)) {
                stand_for_itself(schema, keyword, text, parent);
                plan.alternatives.insert(parent.base.clone());
            }
        }
    }
}

fn stand_for_itself(schema: &mut Value, keyword: &str, text: &str, parent: &Parent) {
    for variant in schema[keyword].as_array_mut().into_iter().flatten() {
        if variant.get("$ref").is_some_and(|reference| reference == text) {
            variant["$ref"] = json!(parent.base);
        }
    }
    let Some(Value::Object(discriminator)) = schema.get_mut("discriminator") else {
        return;
    };
    if let Some(default) = discriminator.get_mut("x-default-mapping")
        && *default == text
    {
        *default = json!(parent.base);
    }
    let property = discriminator
        .get("propertyName")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let pinned = parent.pinned.as_ref().filter(|(known, _)| known == property);
    let implied = pinned.map_or(&parent.name, |(_, text)| text).clone();
    let Value::Object(mapping) = discriminator.entry("mapping").or_insert_with(|| Map::new().into()) else {
        return;
    };
    let mut is_mapped = false;
    for target in mapping.values_mut().filter(|target| *target == text) {
        *target = json!(parent.base);
        is_mapped = true;
    }
    if !is_mapped {
        mapping.entry(implied).or_insert_with(|| json!(parent.base));
    }
}
