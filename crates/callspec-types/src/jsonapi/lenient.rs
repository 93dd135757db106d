//! Members that are not what they should be. In: any JSON. Out: what it is, so that no such member costs the data beside it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// Reads an object; all else, `null` included, as none.
pub(super) fn object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Ok(match Read::<T>::deserialize(deserializer)? {
        Read::Object(object) => Some(object),
        Read::Array(_) | Read::Scalar(_) => None,
    })
}

/// Reads a string; all else, `null` included, as none.
pub(super) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Read::<Value>::deserialize(deserializer)? {
        Read::Scalar(Value::String(text)) => Some(text),
        _ => None,
    })
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

struct Any<O, A>(PhantomData<(O, A)>);

impl<'de, O: Deserialize<'de>, A: Deserialize<'de>> Visitor<'de> for Any<O, A> {
    type Value = Read<O, A>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Self::Value, M::Error> {
        O::deserialize(MapAccessDeserializer::new(map)).map(Read::Object)
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
