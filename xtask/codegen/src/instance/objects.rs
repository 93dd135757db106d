//! Objects and arrays. In: the parts of a schema. Out: a value whose members and elements fit.

use serde_json::{Map, Value};

use super::alternatives::Parts;
use super::{Making, Spot};
use crate::depth::Depth;
use crate::validate::Direction;

/// The name of a member that a schema leaves to its callers.
const FREE: &str = "key";

/// The most elements of an array.
const LONGEST: u64 = 64;

impl<'d> Making<'_, 'd> {
    pub(super) fn array(&self, parts: &Parts<'d>, is_full: bool, below: Depth) -> Result<Value, String> {
        let bound = |key: &str| {
            parts
                .spots
                .iter()
                .filter_map(|part| part.schema.get(key)?.as_u64())
                .max()
        };
        let least = bound("minItems").unwrap_or(0);
        let count = match is_full && bound("maxItems") != Some(0) {
            true => least.max(1),
            false => least,
        };
        if count > LONGEST {
            return Err(format!("{count} elements are too many to be made"));
        }
        let items = of_all(parts, |part| Some(part.child("items", part.schema.get("items")?)));
        let element = match count {
            0 => return Ok(Value::Array(Vec::new())),
            _ => self.value(&items, below),
        };
        match element {
            Ok(element) => Ok(std::iter::repeat_n(element, usize::try_from(count).unwrap_or(1)).collect()),
            // An element that need not be there.
            Err(_) if least == 0 => Ok(Value::Array(Vec::new())),
            Err(reason) => Err(reason),
        }
    }

    pub(super) fn object(&self, parts: &Parts<'d>, is_full: bool, below: Depth) -> Result<Value, String> {
        let mut object = Map::new();
        let required = |key: &str| {
            let mut lists = parts
                .spots
                .iter()
                .filter_map(|part| part.schema.get("required")?.as_array());
            lists.any(|list| list.iter().any(|name| name == key))
        };
        for key in keys(parts) {
            let property = |part: &Spot<'d>| {
                let of_part = part.schema.get("properties")?.get(key)?;
                Some(part.child("properties", of_part).child(key, of_part))
            };
            let declared = of_all(parts, property);
            if let Some((_, text)) = parts.tags.iter().find(|(name, _)| *name == key) {
                object.insert(key.to_owned(), Value::from(*text));
            } else if self.travels(&declared) && (required(key) || is_full) {
                let of_others = || of_all(parts, others);
                let schemas = if declared.is_empty() { of_others() } else { declared };
                match self.value(&schemas, below) {
                    Ok(value) => drop(object.insert(key.to_owned(), value)),
                    Err(reason) if required(key) => return Err(format!("`{key}`: {reason}")),
                    // What need not be there is left out.
                    Err(_) => {}
                }
            }
        }
        let free = of_all(parts, others);
        if is_full
            && !free.is_empty()
            && let Ok(value) = self.value(&free, below)
        {
            object.insert(FREE.to_owned(), value);
        }
        Ok(Value::Object(object))
    }

    /// Whether a property may be there in the direction of the value.
    fn travels(&self, property: &[Spot<'d>]) -> bool {
        let says = |key: &str| {
            let said = |spot: &Spot<'d>| spot.schema.get(key).or_else(|| self.resolve(spot)?.schema.get(key));
            property.iter().any(|spot| said(spot) == Some(&Value::Bool(true)))
        };
        match self.wish.direction {
            Direction::Sent => !says("readOnly"),
            Direction::Received => !says("writeOnly"),
            Direction::Either => true,
        }
    }
}

/// The names of members that are declared, required, or tell an alternative.
fn keys<'d>(parts: &Parts<'d>) -> Vec<&'d str> {
    let mut keys: Vec<&str> = parts.tags.iter().map(|(name, _)| *name).collect();
    for part in &parts.spots {
        let declared = part.schema.get("properties").and_then(Value::as_object);
        let required = part.schema.get("required").and_then(Value::as_array);
        let required = required.into_iter().flatten().filter_map(Value::as_str);
        keys.extend(
            declared
                .into_iter()
                .flatten()
                .map(|(key, _)| key.as_str())
                .chain(required),
        );
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The schema of members that are not declared.
fn others<'d>(part: &Spot<'d>) -> Option<Spot<'d>> {
    let others = part.schema.get("additionalProperties")?;
    others.is_object().then(|| part.child("additionalProperties", others))
}

fn of_all<'d>(parts: &Parts<'d>, of: impl Fn(&Spot<'d>) -> Option<Spot<'d>>) -> Vec<Spot<'d>> {
    parts.spots.iter().filter_map(of).collect()
}
