//! Members that are not what they should be. In: any JSON. Out: what it is, so that no such member costs the data beside it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::Other;
use crate::whole::ARE_TEXTS;

/// The object that a member is. What is something else is kept among the members that have no field; `null` is nothing.
#[inline]
pub(super) fn object<T>(member: Option<Read<T>>, name: &str, other: &mut Other) -> Option<T> {
    match member? {
        Read::Object(object) => return Some(object),
        Read::Scalar(Value::Null) => {}
        Read::Array(faulty) | Read::Scalar(faulty) => drop(other.insert(name, faulty)),
    }
    None
}

/// The string that a member is, as [`object`] does it.
pub(super) fn text(member: Option<Value>, name: &str, other: &mut Other) -> Option<String> {
    match member? {
        Value::String(text) => return Some(text),
        Value::Null => {}
        faulty => drop(other.insert(name, faulty)),
    }
    None
}

/// Any JSON. Not by way of a [`Value`], which sound members, as nearly all are, would pay for.
pub(super) enum Read<O, A = Value> {
    Object(O),
    Array(A),
    Scalar(Value),
}

impl<'de, O: Deserialize<'de>, A: Deserialize<'de>> Deserialize<'de> for Read<O, A> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any(PhantomData))
    }
}

impl Read<Map<String, Value>> {
    /// The whole as JSON.
    pub(super) fn into_json(self) -> Value {
        match self {
            Self::Object(object) => Value::Object(object),
            Self::Array(other) | Self::Scalar(other) => other,
        }
    }
}

struct Any<O, A>(PhantomData<(O, A)>);

impl<'de, O: Deserialize<'de>, A: Deserialize<'de>> Visitor<'de> for Any<O, A> {
    type Value = Read<O, A>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
        let map = MapAccessDeserializer::new(map);
        if !ARE_TEXTS {
            return O::deserialize(map).map(Read::Object);
        }
        // A number comes as an object too, which serde_json alone can tell.
        match Value::deserialize(map)? {
            object @ Value::Object(_) => O::deserialize(object).map(Read::Object).map_err(M::Error::custom),
            number => Ok(Read::Scalar(number)),
        }
    }

    fn visit_seq<S: SeqAccess<'de>>(self, seq: S) -> Result<Self::Value, S::Error> {
        A::deserialize(SeqAccessDeserializer::new(seq)).map(Read::Array)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Read::Scalar(Value::Null))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Read::Scalar(value.into()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Read::Scalar(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Read::Scalar(value.into()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Self::Value, E> {
        serde_json::to_value(value).map(Read::Scalar).map_err(E::custom)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Self::Value, E> {
        serde_json::to_value(value).map(Read::Scalar).map_err(E::custom)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Read::Scalar(value.into()))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Read::Scalar(value.into()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Self::Value, E> {
        Ok(Read::Scalar(value.into()))
    }
}
