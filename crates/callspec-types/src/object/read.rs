//! Reading. In: the members of a JSON object, in any order. Out: a struct.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::other::Rest;
use crate::whole::WholeSeed;

/// A struct that is read from a JSON object.
// Hidden here and not only in its module: so its implementations are on no page either.
#[doc(hidden)]
pub trait ReadObject<'de>: Sized {
    /// Reads all members.
    ///
    /// # Errors
    ///
    /// A member that is not what it should be, comes twice, or is missing.
    fn read<A: MapAccess<'de>>(members: Members<'de, A>) -> Result<Self, A::Error>;
}

/// What is known of an object before it is read.
#[derive(Clone, Copy)]
pub struct Shape {
    /// Its name, for errors.
    pub name: &'static str,
    /// The keys of its members.
    pub keys: &'static [&'static str],
    /// The place of a key among them; how many there are for a key that is not.
    pub place: fn(&str) -> usize,
    /// Whether it keeps members that have no key here.
    pub keeps_rest: bool,
}

/// Reads an object.
///
/// # Errors
///
/// What is no object, or what [`ReadObject::read`] says.
pub fn read_object<'de, T: ReadObject<'de>, D: Deserializer<'de>>(
    deserializer: D,
    shape: Shape,
) -> Result<T, D::Error> {
    // None, where members with any others are kept too.
    let keys = if shape.keeps_rest { &[] } else { shape.keys };
    deserializer.deserialize_struct(shape.name, keys, ObjectVisitor(shape, PhantomData))
}

struct ObjectVisitor<T>(Shape, PhantomData<T>);

impl<'de, T: ReadObject<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "struct {}", self.0.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(Members {
            map,
            shape: self.0,
            place: 0,
            unknown: String::new(),
            lifetime: PhantomData,
        })
    }
}

/// The members of an object that is being read.
pub struct Members<'de, A> {
    map: A,
    shape: Shape,
    /// The place of the key of the member that is read.
    place: usize,
    /// The key of a member that has no place, if such are kept.
    unknown: String,
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    /// The place of the next member's key, as [`Shape::place`] says it.
    ///
    /// # Errors
    ///
    /// What is no key.
    #[inline]
    pub fn next_key(&mut self) -> Result<Option<usize>, A::Error> {
        let key = Key {
            shape: &self.shape,
            unknown: &mut self.unknown,
        };
        let place = self.map.next_key_seed(key)?;
        self.place = place.unwrap_or_default();
        Ok(place)
    }

    /// Reads the member.
    ///
    /// # Errors
    ///
    /// A value that is no `T`, or a member that was there before.
    pub fn read<T: Deserialize<'de>>(&mut self, member: &mut Option<T>) -> Result<(), A::Error> {
        *member = Some(self.value(member.is_some())?);
        Ok(())
    }

    /// Reads the member, whose value may be null, so that there is one in any case.
    ///
    /// # Errors
    ///
    /// As [`Members::read`] has them.
    pub fn read_some<T: Deserialize<'de>>(&mut self, member: &mut Option<Option<T>>) -> Result<(), A::Error> {
        *member = Some(Some(self.value(member.is_some())?));
        Ok(())
    }

    fn value<T: Deserialize<'de>>(&mut self, was_there: bool) -> Result<T, A::Error> {
        if was_there {
            return Err(A::Error::duplicate_field(
                self.shape.keys.get(self.place).unwrap_or(&""),
            ));
        }
        self.map.next_value_seed(WholeSeed::new())
    }

    /// Skips the member.
    ///
    /// # Errors
    ///
    /// What is no value.
    pub fn skip(&mut self) -> Result<(), A::Error> {
        self.map.next_value().map(|IgnoredAny| ())
    }

    /// Keeps the member; one that was there before makes way.
    ///
    /// # Errors
    ///
    /// A value that is none of those that are kept.
    pub fn keep<R>(&mut self, rest: &mut R) -> Result<(), A::Error>
    where
        R: Rest<Value: Deserialize<'de>>,
    {
        if R::is_passed_over() {
            return self.skip();
        }
        let value = self.map.next_value_seed(WholeSeed::new())?;
        rest.keep(std::mem::take(&mut self.unknown), value);
        Ok(())
    }

    /// A member that has to be there; a missing one is `None` for an `Option`.
    ///
    /// # Errors
    ///
    /// A missing member of another type.
    #[inline]
    pub fn required<T: Deserialize<'de>>(&self, member: Option<T>, key: &'static str) -> Result<T, A::Error> {
        match member {
            Some(member) => Ok(member),
            None => T::deserialize(Missing(key, PhantomData)),
        }
    }
}

/// Reads a key as its place.
struct Key<'m> {
    shape: &'m Shape,
    unknown: &'m mut String,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("field identifier")
    }

    #[inline]
    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        let place = (self.shape.place)(key);
        if self.shape.keeps_rest && place >= self.shape.keys.len() {
            key.clone_into(self.unknown);
        }
        Ok(place)
    }
}

/// Stands for the value of a missing member: `None` for an `Option`, an error for all else.
struct Missing<E>(&'static str, PhantomData<E>);

impl<'de, E: Error> Deserializer<'de> for Missing<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, E> {
        Err(E::missing_field(self.0))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
