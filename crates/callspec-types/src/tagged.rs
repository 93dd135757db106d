//! The tag of a union's variant, on its way out. In: the value of a variant, and the texts of the property that tell it. Out: the
//! same value with one of these texts there, or an error where it has another.

use std::fmt;

use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, SerializeStruct, Serializer};
use serde_json::Value;

use crate::private;

/// The tags of a union: the property, and its texts, each with the variant that it tells.
#[derive(Clone, Copy, Debug)]
pub struct Tags {
    /// The property.
    pub key: &'static str,
    /// Text and variant; several texts may tell one variant.
    pub variants: &'static [(&'static str, &'static str)],
}

impl Tags {
    /// The texts that tell a variant.
    fn texts<'t>(&'t self, variant: &'t str) -> impl Iterator<Item = &'static str> + 't {
        let told = self.variants.iter().filter(move |(_, told)| *told == variant);
        told.map(|(text, _)| *text)
    }
}

/// Encodes the value of a variant. A tag that it leaves out is written, if only one text tells the variant.
///
/// # Errors
///
/// If the value's tag tells another variant or none, and whatever the serialiser says.
pub fn tagged<T: Serialize, S: Serializer>(
    value: &T,
    variant: &str,
    tags: Tags,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let found = match value.serialize(Probe { key: tags.key }) {
        Ok(()) => Value::Null,
        Err(Asked::Tag(found)) => found,
        Err(Asked::Other) => return value.serialize(serializer),
    };
    let mut texts = tags.texts(variant);
    match (&found, texts.next(), texts.next()) {
        (Value::Null, Some(only), None) => {
            let mut value = serde_json::to_value(value).map_err(S::Error::custom)?;
            if let Value::Object(members) = &mut value {
                members.insert(tags.key.to_owned(), Value::from(only));
            }
            value.serialize(serializer)
        }
        (Value::Null, ..) => value.serialize(serializer),
        _ if private::text_of(&found).is_some_and(|found| tags.texts(variant).any(|text| text == found)) => {
            value.serialize(serializer)
        }
        _ => Err(S::Error::custom(format!(
            "`{}` is {found}, which does not tell the alternative `{variant}`",
            tags.key
        ))),
    }
}

/// Looks for one member of an object, and at nothing else: no other member's value is serialised. Wrapping the serialiser
/// itself would write the tag in place, but a type of its own for each level of unions in unions has no end.
struct Probe {
    key: &'static str,
}

/// Why a value was not looked at further.
#[derive(Debug)]
enum Asked {
    /// The member is found.
    Tag(Value),
    /// It is no object, or cannot be written; writing it says so.
    Other,
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("only asked")
    }
}

impl std::error::Error for Asked {}

impl serde::ser::Error for Asked {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Other
    }
}

impl From<serde_json::Error> for Asked {
    fn from(_: serde_json::Error) -> Self {
        Self::Other
    }
}

/// Passes members by.
struct Members {
    key: &'static str,
    /// Whether the value that comes next is looked for.
    is_next: bool,
}

impl SerializeStruct for Members {
    type Ok = ();
    type Error = Asked;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Asked> {
        if key == self.key {
            return Err(Asked::Tag(serde_json::to_value(value)?));
        }
        Ok(())
    }

    fn end(self) -> Result<(), Asked> {
        Ok(())
    }
}

impl SerializeMap for Members {
    type Ok = ();
    type Error = Asked;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Asked> {
        self.is_next = serde_json::to_value(key)? == self.key;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Asked> {
        if self.is_next {
            return Err(Asked::Tag(serde_json::to_value(value)?));
        }
        Ok(())
    }

    fn end(self) -> Result<(), Asked> {
        Ok(())
    }
}

macro_rules! other {
    ($($serialize:ident($($ty:ty),*) -> $ok:ty;)*) => {$(
        fn $serialize(self, $(_: $ty),*) -> Result<$ok, Asked> {
            Err(Asked::Other)
        }
    )*};
}

impl Serializer for Probe {
    type Ok = ();
    type Error = Asked;
    type SerializeSeq = Impossible<(), Asked>;
    type SerializeTuple = Impossible<(), Asked>;
    type SerializeTupleStruct = Impossible<(), Asked>;
    type SerializeTupleVariant = Impossible<(), Asked>;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = Impossible<(), Asked>;

    fn serialize_map(self, _: Option<usize>) -> Result<Members, Asked> {
        let Self { key } = self;
        Ok(Members { key, is_next: false })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Members, Asked> {
        self.serialize_map(None)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Asked> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Asked> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Asked> {
        Err(Asked::Other)
    }

    other! {
        serialize_bool(bool) -> ();
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_i128(i128) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_u32(u32) -> ();
        serialize_u64(u64) -> ();
        serialize_u128(u128) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_str(&str) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }
}
