//! The style `simple` (OpenAPI 3.0 §4.7.12.2), read. In: the text of a header. Out: a scalar, a list or an object.

use callspec_types::private::{NUMBER, whole};
use serde::de::value::{Error, MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

/// Reads a value; the members of an object are `k,v,l,w`.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let form = Form::Simple;
    whole(Text { text, form }).ok()
}

/// Reads a value; the members of an object are `k=v,l=w`.
pub(super) fn read_exploded<T: DeserializeOwned>(text: &str) -> Option<T> {
    let form = Form::Exploded;
    whole(Text { text, form }).ok()
}

/// Reads a value that is no list and no object.
pub(super) fn read_scalar<T: DeserializeOwned>(text: &str) -> Option<T> {
    whole(Text::scalar(text)).ok()
}

/// A text that becomes what its reader asks for.
#[derive(Clone, Copy)]
struct Text<'t> {
    text: &'t str,
    form: Form,
}

#[derive(Clone, Copy)]
enum Form {
    /// An element or a member: the style has no form for lists and objects within others.
    Scalar,
    Simple,
    Exploded,
}

impl<'t> Text<'t> {
    const fn scalar(text: &'t str) -> Self {
        let form = Form::Scalar;
        Self { text, form }
    }

    fn elements(self) -> Result<Vec<&'t str>, Error> {
        match self.form {
            Form::Scalar => Err(Error::custom("a list or an object within another")),
            _ if self.text.is_empty() => Ok(Vec::new()),
            _ => Ok(self.text.split(',').map(str::trim).collect()),
        }
    }

    fn members(self) -> Result<Vec<(&'t str, Self)>, Error> {
        let elements = self.elements()?;
        if let Form::Exploded = self.form {
            let member = |element: &'t str| {
                let (key, value) = element.split_once('=')?;
                Some((key.trim(), Self::scalar(value.trim())))
            };
            let members: Option<_> = elements.into_iter().map(member).collect();
            return members.ok_or_else(|| Error::custom("a member without `=`"));
        }
        match elements.as_chunks() {
            (pairs, []) => Ok(pairs.iter().map(|[key, value]| (*key, Self::scalar(value))).collect()),
            _ => Err(Error::custom("a key without a value")),
        }
    }
}

/// Scalars that are written as Rust writes them; an integer may be written as another number.
macro_rules! parsed {
    ($($deserialize:ident $visit:ident $ty:ty)*) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.text.parse::<$ty>() {
                Ok(value) => visitor.$visit(value),
                Err(error) => self.text.parse().map_or(Err(Error::custom(error)), |number| visitor.visit_f64(number)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Text<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(self.text)
    }

    parsed! {
        deserialize_bool visit_bool bool
        deserialize_i8 visit_i8 i8
        deserialize_i16 visit_i16 i16
        deserialize_i32 visit_i32 i32
        deserialize_i64 visit_i64 i64
        deserialize_u8 visit_u8 u8
        deserialize_u16 visit_u16 u16
        deserialize_u32 visit_u32 u32
        deserialize_u64 visit_u64 u64
        deserialize_f32 visit_f32 f32
        deserialize_f64 visit_f64 f64
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        if name != NUMBER {
            return visitor.visit_newtype_struct(self);
        }
        if let Ok(integer) = self.text.parse::<i64>() {
            visitor.visit_newtype_struct(integer.into_deserializer())
        } else if let Ok(integer) = self.text.parse::<u64>() {
            visitor.visit_newtype_struct(integer.into_deserializer())
        } else {
            let float: f64 = self.text.parse().map_err(Error::custom)?;
            visitor.visit_newtype_struct(float.into_deserializer())
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(StrDeserializer::new(self.text))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(SeqDeserializer::new(self.elements()?.into_iter().map(Self::scalar)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(MapDeserializer::new(self.members()?.into_iter()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for Text<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
