//! Which shape a type reads. In: a type. Out: whether it is a struct, which JSON writes as an object.
//!
//! serde's derived code also reads a struct from an array, member by member; so `["slow"]` would become an error with the
//! detail `slow`, and `[]` a success of which every member is missing. No attribute of serde turns that off.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};

/// Whether `T` reads a struct; an `Option`, a `Box` or a newtype of one counts.
///
/// What `T` holds inside is not looked at: that would need a second copy of each type's decoding code.
pub fn is_struct<'de, T: Deserialize<'de>>() -> bool {
    matches!(T::deserialize(Probe), Err(Asked::Struct))
}

/// Asks a type what it would read, and gives it nothing. A type's code for members is never instantiated with this, so
/// that each type adds one call to what is compiled.
struct Probe;

/// What a type asked for.
#[derive(Debug)]
enum Asked {
    Struct,
    Other,
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("only asked")
    }
}

impl std::error::Error for Asked {}

impl serde::de::Error for Asked {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Other
    }
}

impl<'de> Deserializer<'de> for Probe {
    type Error = Asked;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Asked> {
        Err(Asked::Struct)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Asked> {
        Err(Asked::Other)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Asked> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Asked> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map enum identifier ignored_any
    }
}
