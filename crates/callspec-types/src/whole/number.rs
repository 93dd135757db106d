//! Numbers where serde_json keeps them as texts, with its feature `arbitrary_precision`, which any crate of a program turns on for all.
//! In: a number of which a type asks for an integer or a float. Out: the same as without that feature.
//!
//! Of a [`Value`] with such numbers, serde_json gives an integer only where it is written in digits, and infinity for what no
//! float holds. So a number is asked for as whatever it is, and what it is is decided here.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde_json::{Number, Value};

/// Whether numbers are texts.
pub(crate) const ARE_TEXTS: bool = size_of_answer(Number::as_str) > 0;

/// What `Number::as_str` is where serde_json has no such method: it has one only where numbers are texts.
#[allow(dead_code, reason = "where numbers are texts, serde_json's own is called")]
trait NoText {
    fn as_str(&self) {}
}

impl NoText for Number {}

const fn size_of_answer<T>(_: fn(&'static Number) -> T) -> usize {
    size_of::<T>()
}

/// The name of a newtype by which a number is asked for. JSON gives it whatever there is; a deserialiser that does not know by itself
/// what its text is, such as that of headers, gives it a number.
pub const NUMBER: &str = "$callspec::Number";

/// Reads a number.
pub(super) fn read<'de, D: Deserializer<'de>, V: Visitor<'de>>(
    deserializer: D,
    visitor: V,
) -> Result<V::Value, D::Error> {
    deserializer.deserialize_newtype_struct(NUMBER, Due(visitor))
}

/// Of a number that is due.
struct Due<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Due<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<V::Value, E> {
        self.0.visit_i64(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<V::Value, E> {
        self.0.visit_u64(number)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "the nearest float is what is read of such a number"
    )]
    fn visit_i128<E: Error>(self, number: i128) -> Result<V::Value, E> {
        self.0.visit_f64(number as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "as above")]
    fn visit_u128<E: Error>(self, number: u128) -> Result<V::Value, E> {
        self.0.visit_f64(number as f64)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<V::Value, E> {
        self.0.visit_f64(number)
    }

    /// A number that is none of these comes as an object, which serde_json alone can tell from others.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        let Value::Number(number) = Value::deserialize(MapAccessDeserializer::new(map))? else {
            return Err(A::Error::invalid_type(Unexpected::Map, &self));
        };
        if let Some(integer) = number.as_i64() {
            self.0.visit_i64(integer)
        } else if let Some(integer) = number.as_u64() {
            self.0.visit_u64(integer)
        } else if let Some(float) = number.as_f64() {
            self.0.visit_f64(float)
        } else {
            Err(A::Error::custom("number out of range"))
        }
    }
}
