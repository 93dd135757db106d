//! What the macros of this crate expand to calls of. Not part of the public interface.

use std::borrow::Cow;
pub use std::default::Default;
use std::fmt;
pub use std::option::Option;
pub use std::result::Result;

pub use serde::de::{Error as DeError, MapAccess};
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;
pub use serde_json::{Value, json};

pub use crate::decode::{Fault, Found, decode};
pub use crate::object::{Members, ReadObject, Shape, WriteObject, Writer, read_object, write_map, write_object};
use crate::other::named_alone;
pub use crate::redacted::Redacted;
pub use crate::rfc3339::{civil_from_days, days_from_civil};
pub use crate::shape::is_struct;
pub use crate::tagged::{Tags, tagged};
use crate::whole::integer;
pub use crate::whole::{NUMBER, from_json, whole};

/// Reads a string without copying it where the input allows. One visitor serves all enums.
///
/// # Errors
///
/// Whatever the deserialiser says of anything but a string.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    struct Text;

    impl<'de> serde::de::Visitor<'de> for Text {
        type Value = Cow<'de, str>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: DeError>(self, text: &str) -> Result<Self::Value, E> {
            Ok(Cow::Owned(text.to_owned()))
        }

        fn visit_borrowed_str<E: DeError>(self, text: &'de str) -> Result<Self::Value, E> {
            Ok(Cow::Borrowed(text))
        }

        fn visit_string<E: DeError>(self, text: String) -> Result<Self::Value, E> {
            Ok(Cow::Owned(text))
        }
    }

    deserializer.deserialize_str(Text)
}

/// Decodes the variant of a union that was chosen.
///
/// # Errors
///
/// What the variant's own decoding says.
pub fn variant<T, E>(value: Value) -> Result<T, E>
where
    T: serde::de::DeserializeOwned,
    E: DeError,
{
    whole(value).map_err(E::custom)
}

/// Decodes a variant of a union that is chosen by whether it decodes. An array is no struct, whatever serde makes of it.
pub fn fit<'de, T: Deserialize<'de>>(value: &'de Value) -> Option<T> {
    if value.is_array() && is_struct::<T>() {
        return None;
    }
    whole(value).ok()
}

/// Whether `value` is of the JSON kind `kind`, where the union knows the kinds in `known`.
///
/// A number without a fraction, `1.0` among them, is an `integer` if the union has such a variant, else a `number`.
pub fn is_kind(value: &Value, kind: &str, known: &[&str]) -> bool {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if is_integer(number) && known.contains(&"integer") => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    found == kind
}

fn is_integer(number: &Number) -> bool {
    number.is_i64() || number.is_u64() || number.as_f64().and_then(integer).is_some()
}

/// Whether two values are the same, however their numbers are spelled: `1` and `1.0` are one number (JSON Schema 2020-12 §4.2.2).
pub fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => is_same_number(one, other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let is_there = |(key, one)| other.get(key).is_some_and(|other| is_same(one, other));
            one.len() == other.len() && one.iter().all(is_there)
        }
        (one, other) => one == other,
    }
}

fn is_same_number(one: &Number, other: &Number) -> bool {
    match (one.as_i64(), other.as_i64()) {
        (Some(one), Some(other)) => one == other,
        _ => one.as_f64() == other.as_f64(),
    }
}

/// The text of the property `key` of an object, if it is a string, a number or a boolean.
pub fn tag<'a>(value: &'a Value, key: &str) -> Option<Cow<'a, str>> {
    text_of(value.get(key)?)
}

/// The text of a string, a number or a boolean; that of `1.0` is `1`.
pub fn text_of(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(match number.as_f64().and_then(integer) {
            Some(integer) if number.is_f64() => integer.to_string(),
            _ => number.to_string(),
        })),
        Value::Bool(truth) => Some(Cow::Borrowed(if *truth { "true" } else { "false" })),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether `value` is an object that has every one of `keys`.
pub fn has_keys(value: &Value, keys: &[&str]) -> bool {
    value
        .as_object()
        .is_some_and(|object| keys.iter().all(|key| object.contains_key(*key)))
}

/// How many values of `before` are not in what the fields of `after` encode to: members that have none, scalars that it changed.
pub fn lost<T: Serialize>(before: &Value, after: &T) -> usize {
    named_alone(|| serde_json::to_value(after)).map_or(usize::MAX, |after| difference(before, Some(&after)))
}

fn difference(before: &Value, after: Option<&Value>) -> usize {
    match (before, after) {
        (Value::Null, None) => 0,
        (Value::Object(members), Some(Value::Object(kept))) => {
            let of_member = |(key, value): (&String, &Value)| difference(value, kept.get(key));
            members.iter().map(of_member).sum()
        }
        (Value::Array(items), Some(Value::Array(kept))) => {
            let of_item = |(index, value): (usize, &Value)| difference(value, kept.get(index));
            items.iter().enumerate().map(of_item).sum()
        }
        (value, Some(kept)) => usize::from(!is_same(value, kept)),
        (value, None) => leaves(value),
    }
}

/// The scalars in a value; an empty object or array counts as one.
fn leaves(value: &Value) -> usize {
    match value {
        Value::Object(members) => members.values().map(leaves).sum::<usize>().max(1),
        Value::Array(items) => items.iter().map(leaves).sum::<usize>().max(1),
        _ => 1,
    }
}
