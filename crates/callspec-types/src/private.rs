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
pub use crate::redacted::Redacted;
pub use crate::rfc3339::{civil_from_days, days_from_civil};
pub use crate::shape::is_struct;
pub use crate::tagged::{several, tagged};
pub use crate::union::{Literal, Source, Step, Tag, Union, Variant, union};
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
