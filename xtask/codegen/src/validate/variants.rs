//! `allOf`, `oneOf`, `anyOf`, `not`, and the discriminator that chooses an alternative.

use serde_json::Value;

use super::{Check, Fault, spelled};

impl Check<'_, '_> {
    pub(super) fn combinations(&mut self, schema: &Value, value: &Value) {
        for part in list(schema, "allOf") {
            self.value(part, value);
        }
        for key in ["oneOf", "anyOf"] {
            if schema.get(key).is_some_and(Value::is_array) {
                self.alternatives(schema, key, value);
            }
        }
        if let Some(not) = schema.get("not")
            && self.faults_of(not, value).is_empty()
        {
            self.fault("the value is one that `not` excludes");
        }
    }

    fn alternatives(&mut self, schema: &Value, key: &str, value: &Value) {
        let variants = list(schema, key);
        if let Some(name) = discriminator(schema)
            && let Value::Object(object) = value
        {
            let tag = object.get(name).and_then(Value::as_str);
            let is_called = |tag| {
                variants
                    .iter()
                    .find(|variant| self.is_called(schema, variant, name, tag))
            };
            let default = schema.pointer("/discriminator/x-default-mapping");
            let is_default = |variant: &&Value| default.is_some() && variant.get("$ref") == default;
            match (
                tag.and_then(is_called).or_else(|| variants.iter().find(is_default)),
                tag,
            ) {
                (Some(variant), _) => return self.value(variant, value),
                (None, None) => return self.fault(format!("the discriminator `{name}` is missing")),
                // Variants without a name of their own can only be tried.
                (None, Some(tag)) if variants.iter().all(|variant| variant.get("$ref").is_some()) => {
                    return self.fault(format!("`{tag}` is no alternative that `{name}` can name"));
                }
                (None, Some(_)) => {}
            }
        }
        let found: Vec<Vec<Fault>> = variants.iter().map(|variant| self.faults_of(variant, value)).collect();
        let fitting = found.iter().filter(|faults| faults.is_empty()).count();
        match (fitting, key) {
            (0, _) => self.none(variants.len(), found),
            (2.., "oneOf") if !self.validator.takes_several => self.fault(format!(
                "{fitting} alternatives of `oneOf` fit where exactly one has to"
            )),
            _ => {}
        }
    }

    /// No alternative fits: what the one that fits best lacks.
    fn none(&mut self, count: usize, found: Vec<Vec<Fault>>) {
        // What goes wrong deep inside got far; one fault is nearer than two.
        let depth = |faults: &Vec<Fault>| faults.iter().map(|fault| fault.pointer.matches('/').count()).min();
        let nearest = found
            .into_iter()
            .min_by_key(|faults| (std::cmp::Reverse(depth(faults)), faults.len()));
        let why = nearest.and_then(|faults| faults.into_iter().next());
        let why = why.map_or_else(String::new, |fault| {
            let place = fault.pointer.get(self.place.len()..).unwrap_or_default();
            let place = if place.is_empty() {
                String::new()
            } else {
                format!("at `{place}` ")
            };
            format!("; the nearest says: {place}{}", fault.message)
        });
        self.fault(format!("none of the {count} alternatives fits{why}"));
    }

    /// Whether an alternative is the one that a discriminator's value names: by the mapping, by the component's name, or
    /// by the only value that the alternative allows.
    fn is_called(&self, schema: &Value, variant: &Value, name: &str, tag: &str) -> bool {
        let reference = variant.get("$ref").and_then(Value::as_str);
        let mapped = schema
            .pointer("/discriminator/mapping")
            .and_then(|mapping| mapping.get(tag));
        if let Some(mapped) = mapped.and_then(Value::as_str) {
            return reference == Some(mapped);
        }
        if reference.and_then(|reference| reference.rsplit('/').next()) == Some(tag) {
            return true;
        }
        let values = self
            .validator
            .resolve(variant)
            .and_then(|variant| self.validator.resolve(variant.get("properties")?.get(name)?))
            .and_then(|property| property.get("enum")?.as_array());
        values.is_some_and(|values| values.iter().any(|value| spelled(value) == tag))
    }
}

fn list<'s>(schema: &'s Value, key: &str) -> &'s [Value] {
    schema.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn discriminator(schema: &Value) -> Option<&str> {
    schema.get("discriminator")?.get("propertyName")?.as_str()
}
