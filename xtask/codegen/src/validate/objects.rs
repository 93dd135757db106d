//! Objects and arrays.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{Check, Direction};
use crate::pointer;

impl Check<'_, '_> {
    pub(super) fn array(&mut self, schema: &Value, elements: &[Value]) {
        self.count(schema, elements.len(), ["minItems", "maxItems"], "element");
        let mut seen = HashSet::new();
        if schema.get("uniqueItems") == Some(&Value::Bool(true))
            && !elements.iter().all(|element| seen.insert(element.to_string()))
        {
            self.fault("the elements are not all different");
        }
        let Some(items) = schema.get("items") else { return };
        let prefix = schema.get("x-prefix-items").and_then(Value::as_u64);
        let each = prefix.and_then(|_| items.get("anyOf")?.as_array());
        for (index, element) in elements.iter().enumerate() {
            // Each of a tuple has a schema of its own, and what follows has the last.
            let of_place = each.map(|each| each.get(index).or(each.last()).unwrap_or(items));
            self.inside(&index.to_string(), of_place.unwrap_or(items), element);
        }
    }

    pub(super) fn object(&mut self, schema: &Value, object: &Map<String, Value>) {
        self.count(schema, object.len(), ["minProperties", "maxProperties"], "property");
        let declared = schema.get("properties").and_then(Value::as_object);
        for name in required(schema).filter(|name| !object.contains_key(*name)) {
            let is_asked = declared
                .and_then(|declared| declared.get(name))
                .is_none_or(|property| self.travels(property));
            if is_asked {
                self.fault(format!("`{name}` is required"));
            }
        }
        let others = schema.get("additionalProperties");
        for (name, value) in object {
            match (declared.and_then(|declared| declared.get(name)), others) {
                (Some(property), _) => self.inside(name, property, value),
                (None, Some(Value::Bool(false))) => {
                    let mark = self.place.len();
                    pointer::push(&mut self.place, name);
                    self.fault(format!("`{name}` is no property, and the schema allows no others"));
                    self.place.truncate(mark);
                }
                (None, Some(others @ Value::Object(_))) => self.inside(name, others, value),
                _ => {}
            }
        }
    }

    /// Whether a property has to be there in this direction if it is required at all.
    fn travels(&self, property: &Value) -> bool {
        let says = |key: &str| {
            let own = property.get(key);
            let referenced = || self.validator.resolve(property).and_then(|property| property.get(key));
            own.or_else(referenced) == Some(&Value::Bool(true))
        };
        let (read_only, write_only) = (says("readOnly"), says("writeOnly"));
        match self.direction {
            Direction::Sent => !read_only,
            Direction::Received => !write_only,
            Direction::Either => !read_only && !write_only,
        }
    }
}

/// The names that a schema requires.
fn required(schema: &Value) -> impl Iterator<Item = &str> {
    let names = schema.get("required").and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str)
}
