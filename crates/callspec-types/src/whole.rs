//! Integers in whatever spelling. In: any deserialiser. Out: the same one, of which integers may also be read where it has
//! numbers without a fraction: `1.0` and `1e3` are integers (JSON Schema 2020-12 §6.1.1).
//!
//! serde_json gives such a number as a float, which is exact for small ones only. JSON that is at hand as text is therefore
//! read again where that failed, with its integers spelled plainly, which are exact as far as 64 bits reach.
//!
//! It reaches into options, lists and maps, and not into objects: each struct reads its members through it by itself. What
//! is no integer is passed on as it is, so that nothing is added to it.

mod number;
mod plain;

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

pub(crate) use number::ARE_TEXTS;
pub use number::NUMBER;

/// Reads a value, its integers in whatever spelling.
///
/// # Errors
///
/// What the value's own decoding says.
#[inline]
pub fn whole<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::deserialize(Whole(deserializer))
}

/// Reads JSON, its integers in whatever spelling, exact as far as 64 bits reach.
///
/// # Errors
///
/// What serde_json says.
pub fn from_json<T: DeserializeOwned>(json: &[u8]) -> Result<T, serde_json::Error> {
    let error = match once(json) {
        Err(error) if error.is_data() => error,
        outcome => return outcome,
    };
    let plain = plain::spelled_plainly(json).ok_or(());
    plain.and_then(|plain| once(&plain).map_err(drop)).map_err(|()| error)
}

fn once<T: DeserializeOwned>(json: &[u8]) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let value = whole(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Reads a value as [`whole`] does, where serde asks for a seed.
pub(crate) struct WholeSeed<T>(PhantomData<T>);

impl<T> WholeSeed<T> {
    /// The seed of a value.
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for WholeSeed<T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        whole(deserializer)
    }
}

/// The integer that a number is, if it is one.
///
/// serde_json reads a number with a point or an exponent to the nearest float or to one beside it. Below 2⁵¹ no integer is
/// less than two of these from the next, so that an integer here is the one that was written; from there on none is taken.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the number has no fraction, and at most 51 bits"
)]
pub(crate) fn integer(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 2_251_799_813_685_248.0).then_some(number as i64)
}

/// A deserialiser, visitor, seed or access of such a kind.
struct Whole<I>(I);

macro_rules! passed_on {
    ($($deserialize:ident($($name:ident: $ty:ty),*))*) => {$(
        #[inline]
        fn $deserialize<V: Visitor<'de>>(self, $($name: $ty,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$deserialize($($name,)* visitor)
        }
    )*};
}

macro_rules! reached_into {
    ($($deserialize:ident)*) => {$(
        #[inline]
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$deserialize(Whole(visitor))
        }
    )*};
}

macro_rules! numbers {
    ($($deserialize:ident $visitor:ident)*) => {$(
        #[inline]
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            if ARE_TEXTS {
                number::read(self.0, $visitor(visitor))
            } else {
                self.0.$deserialize($visitor(visitor))
            }
        }
    )*};
}

/// A float is what it is.
const fn float<V>(visitor: V) -> V {
    visitor
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Whole<D> {
    type Error = D::Error;

    numbers! {
        deserialize_i8 Whole deserialize_i16 Whole deserialize_i32 Whole deserialize_i64 Whole
        deserialize_u8 Whole deserialize_u16 Whole deserialize_u32 Whole deserialize_u64 Whole
        deserialize_f32 float deserialize_f64 float
    }

    reached_into! {
        deserialize_i128 deserialize_u128 deserialize_option deserialize_seq deserialize_map
    }

    passed_on! {
        deserialize_any() deserialize_bool() deserialize_char() deserialize_str()
        deserialize_string() deserialize_bytes() deserialize_byte_buf() deserialize_unit()
        deserialize_unit_struct(name: &'static str) deserialize_newtype_struct(name: &'static str)
        deserialize_tuple(length: usize) deserialize_tuple_struct(name: &'static str, length: usize)
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
        deserialize_identifier() deserialize_ignored_any()
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// Of an integer, an option, a list or a map: what else comes is not due, and the visitor's own words say what is.
impl<'de, V: Visitor<'de>> Visitor<'de> for Whole<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    #[inline]
    fn visit_i64<E: Error>(self, number: i64) -> Result<V::Value, E> {
        self.0.visit_i64(number)
    }

    #[inline]
    fn visit_u64<E: Error>(self, number: u64) -> Result<V::Value, E> {
        self.0.visit_u64(number)
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<V::Value, E> {
        self.0.visit_i128(number)
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<V::Value, E> {
        self.0.visit_u128(number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<V::Value, E> {
        match integer(number) {
            Some(integer) => self.0.visit_i64(integer),
            None => self.0.visit_f64(number),
        }
    }

    #[inline]
    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    #[inline]
    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Whole(deserializer))
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Whole(items))
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Whole(members))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Whole<S> {
    type Value = S::Value;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Whole(deserializer))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Whole<A> {
    type Error = A::Error;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Whole(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Whole<A> {
    type Error = A::Error;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Whole(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}
