//! The tags of a union's variant, on its way out. In: the value of a variant, and the values of properties that tell it. Out: the
//! same value with one of these there, or an error where it has another.

use std::fmt;

use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, SerializeStruct, Serializer};
use serde_json::{Map, Value};

use crate::union::{Step, Tag};

/// Encodes the value of a variant. A tag that it leaves out and has to have is written, if only one value of it tells the variant.
///
/// # Errors
///
/// If a tag of the value tells another variant or none, and whatever the serialiser says.
pub fn tagged<T: Serialize, S: Serializer>(
    value: &T,
    variant: &str,
    steps: &[Step],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut missing: Vec<(&str, Value)> = Vec::new();
    for step in steps {
        let Step::Tag(tag) = step else { continue };
        let [key, inner @ ..] = tag.path else { continue };
        match value.serialize(Probe { key }) {
            Ok(()) => missing.extend(only(tag, variant).map(|only| (*key, only))),
            Err(Asked::Tag(found)) => {
                let found = inner.iter().try_fold(&found, |value, key| value.get(key));
                match found.filter(|found| !found.is_null()) {
                    None => missing.extend(only(tag, variant).map(|only| (*key, only))),
                    Some(found) => check(tag, variant, found).map_err(S::Error::custom)?,
                }
            }
            Err(Asked::Other) => return value.serialize(serializer),
        }
    }
    if missing.is_empty() {
        return value.serialize(serializer);
    }
    let mut value = serde_json::to_value(value).map_err(S::Error::custom)?;
    if let Value::Object(members) = &mut value {
        members.extend(missing.into_iter().map(|(key, value)| (key.to_owned(), value)));
    }
    value.serialize(serializer)
}

/// The only value of a tag that tells a variant, if the variant has the tag itself and has to have it.
fn only(tag: &Tag, variant: &str) -> Option<Value> {
    let mut values = tag.written(variant);
    match (tag.path, values.next(), values.next()) {
        ([_], Some(only), None) if tag.is_needed_in(variant) => Some(only.to_value()),
        _ => None,
    }
}

fn check(tag: &Tag, variant: &str, found: &Value) -> Result<(), String> {
    let mut values = tag.of(variant).peekable();
    let is_right = match tag.default == Some(variant) {
        true => values.any(|value| value.is(found)) || !tag.values.iter().any(|(value, _)| value.is(found)),
        false => values.peek().is_none() || values.any(|value| value.is(found)),
    };
    if is_right {
        return Ok(());
    }
    let path = tag.path.join("/");
    Err(format!(
        "`{path}` is {found}, which does not tell the alternative `{variant}`"
    ))
}

/// Encodes what is several variants: the members of all of them.
///
/// # Errors
///
/// If one of them is no object, and whatever the serialiser says.
pub fn several<T: Serialize, S: Serializer>(all: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    let mut members = Map::new();
    for one in all {
        match serde_json::to_value(one).map_err(S::Error::custom)? {
            Value::Object(of_one) => members.extend(of_one),
            _ => return Err(S::Error::custom("only objects are several alternatives at once")),
        }
    }
    members.serialize(serializer)
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
