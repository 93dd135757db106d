//! Types, equality, texts and numbers.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use super::{Check, formats, spelled};
use crate::number::{compare, whole};

/// Whether a value has a type of JSON Schema; `1.0` is an integer.
pub(super) fn has_type(value: &Value, ty: &str) -> bool {
    match ty {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

/// Equality of JSON Schema: numbers by value (`1` is `1.0`), objects without order.
pub(super) fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => compare(left, right) == Some(Ordering::Equal),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let has = |(key, value): (&String, &Value)| right.get(key).is_some_and(|other| equal(value, other));
            left.len() == right.len() && left.iter().all(has)
        }
        (left, right) => left == right,
    }
}

impl Check<'_, '_> {
    pub(super) fn text(&mut self, schema: &Value, text: &str) {
        self.count(schema, text.chars().count(), ["minLength", "maxLength"], "character");
        if let Some(pattern) = schema.get("pattern").and_then(Value::as_str)
            && self.validator.patterns.fits(pattern, text) == Some(false)
        {
            self.fault(format!("`{}` does not match the pattern `{pattern}`", shortened(text)));
        }
        if let Some(format) = schema.get("format").and_then(Value::as_str)
            && !formats::fits(format, text)
        {
            self.fault(format!("`{}` is no {format}", shortened(text)));
        }
    }

    pub(super) fn number(&mut self, schema: &Value, number: &Number) {
        for (key, exclusive, wrong, words) in [
            ("minimum", "exclusiveMinimum", Ordering::Less, ["below", "not above"]),
            ("maximum", "exclusiveMaximum", Ordering::Greater, ["above", "not below"]),
        ] {
            let Some(Value::Number(bound)) = schema.get(key) else {
                continue;
            };
            let is_exclusive = schema.get(exclusive) == Some(&Value::Bool(true));
            match compare(number, bound) {
                Some(order) if order == wrong => self.fault(format!("{number} is {} {bound}", words[0])),
                Some(Ordering::Equal) if is_exclusive => self.fault(format!("{number} is {} {bound}", words[1])),
                _ => {}
            }
        }
        if let Some(Value::Number(step)) = schema.get("multipleOf")
            && !is_multiple(number, step)
        {
            self.fault(format!("{number} is no multiple of {step}"));
        }
        let range = match schema.get("format").and_then(Value::as_str) {
            Some("int32") => Some((i128::from(i32::MIN), i128::from(i32::MAX))),
            Some("int64") => Some((i128::from(i64::MIN), i128::from(i64::MAX))),
            _ => None,
        };
        if let (Some((least, most)), Some(value)) = (range, whole(number))
            && !(least..=most).contains(&value)
        {
            self.fault(format!("{number} does not fit its format"));
        }
    }

    /// Judges a number of characters, elements or properties.
    pub(super) fn count(&mut self, schema: &Value, count: usize, keys: [&str; 2], unit: &str) {
        let bound = |key: &str| schema.get(key).and_then(Value::as_u64);
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let units = |number: u64| if number == 1 { unit.to_owned() } else { plural(unit) };
        if let Some(least) = bound(keys[0]).filter(|least| count < *least) {
            self.fault(format!("{count} {}, at least {least} asked for", units(count)));
        }
        if let Some(most) = bound(keys[1]).filter(|most| count > *most) {
            self.fault(format!("{count} {}, at most {most} allowed", units(count)));
        }
    }
}

fn plural(unit: &str) -> String {
    unit.strip_suffix('y')
        .map_or_else(|| format!("{unit}s"), |stem| format!("{stem}ies"))
}

/// Whether a number is a multiple; where a fraction is involved, as near as floating point numbers tell.
fn is_multiple(number: &Number, step: &Number) -> bool {
    match (whole(number), whole(step)) {
        (_, Some(0)) => true,
        (Some(number), Some(step)) => number % step == 0,
        _ => {
            let (Some(number), Some(step)) = (number.as_f64(), step.as_f64()) else {
                return true;
            };
            let times = number / step;
            (times - times.round()).abs() <= 1e-9 * times.abs().max(1.0)
        }
    }
}

fn shortened(text: &str) -> String {
    spelled(&Value::String(text.to_owned()))
}
