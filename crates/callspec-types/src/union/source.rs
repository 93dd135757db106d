//! What a union reads from. In: any deserialiser. Out: one value that is at hand: a union looks at it, then reads a variant of
//! it, in which the unions find theirs without copying it.

use std::cell::Cell;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Map, Value};

use super::fault::Fault;
use super::look::Look;
use super::tree::{Content, Node};
use crate::whole::whole;

/// A value that is at hand.
#[derive(Debug)]
pub enum Source {
    /// It is for one reader.
    Owned(Value),
    /// It is a part of what several readers look at.
    Shared(Shared),
}

/// A part of what several readers look at.
#[derive(Clone, Debug)]
pub struct Shared {
    pub(super) node: Node,
    /// Whether it is read to see what that loses, and for nothing else.
    pub(super) is_trial: bool,
    /// Its place among the members of what a variant is tried on.
    pub(super) place: Option<usize>,
}

impl Source {
    /// Reads it, its integers in whatever spelling.
    ///
    /// # Errors
    ///
    /// What the value's own decoding says.
    pub fn read<'de, T: Deserialize<'de>>(self) -> Result<T, Fault> {
        whole(self)
    }

    pub(super) fn look(&self) -> Look<'_> {
        match self {
            Self::Owned(value) => Look::Value(value),
            Self::Shared(shared) => Look::Part(&shared.node.tree, shared.node.at),
        }
    }

    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Owned(value) => value,
            Self::Shared(shared) => shared.node.to_value(),
        }
    }
}

impl Shared {
    /// What is read for itself.
    pub(super) fn new(node: Node) -> Self {
        Self {
            node,
            is_trial: false,
            place: None,
        }
    }

    /// A part of the same, for the same purpose.
    fn part(&self, at: usize, place: Option<usize>) -> Source {
        Source::Shared(Self {
            node: self.node.part(at),
            is_trial: self.is_trial,
            place,
        })
    }
}

/// The name by which a [`Source`] is asked for itself.
const ITSELF: &str = "$callspec::union";

thread_local! {
    /// A source on its way from itself to who asked for it: serde has no visitor for it.
    static HANDED: Cell<Option<Source>> = const { Cell::new(None) };
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(ITSELF, Asked)
    }
}

/// Takes a source, or any JSON.
struct Asked;

macro_rules! any_json {
    ($($visit:ident($ty:ty))*) => {$(
        fn $visit<E: serde::de::Error>(self, value: $ty) -> Result<Source, E> {
            Value::deserialize(value.into_deserializer()).map(Source::Owned)
        }
    )*};
}

impl<'de> Visitor<'de> for Asked {
    type Value = Source;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Source, D::Error> {
        Value::deserialize(deserializer).map(Source::Owned)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Source, E> {
        Ok(HANDED.take().unwrap_or(Source::Owned(Value::Null)))
    }

    any_json! { visit_bool(bool) visit_i64(i64) visit_u64(u64) visit_f64(f64) visit_str(&str) visit_string(String) }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Source, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(items)).map(Source::Owned)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Source, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(members)).map(Source::Owned)
    }
}

macro_rules! of_scalars {
    ($($deserialize:ident)*) => {$(
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.look().scalar() {
                Some(Value::Number(number)) => Ok(number.clone().$deserialize(visitor)?),
                _ => self.deserialize_any(visitor),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Source {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Self::Owned(Value::Array(items)) => visitor.visit_seq(Items(items.into_iter())),
            Self::Owned(Value::Object(members)) => visitor.visit_map(Members::new(members)),
            Self::Owned(Value::String(text)) => visitor.visit_string(text),
            Self::Owned(scalar) => of_scalar(&scalar, visitor),
            Self::Shared(shared) => match shared.node.content() {
                Content::Scalar(scalar) => of_scalar(scalar, visitor),
                Content::Array(start, end) => {
                    let (next, end) = (*start, *end);
                    visitor.visit_seq(Parts { of: shared, next, end })
                }
                Content::Object(start, end) => {
                    let (next, end) = (*start, *end);
                    visitor.visit_map(Parts { of: shared, next, end })
                }
            },
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.look().is_null() {
            true => visitor.visit_none(),
            false => visitor.visit_some(self),
        }
    }

    /// An array is no struct, whatever serde makes of it.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        keys: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if self.look().kind() == "array" {
            return Err(Fault::invalid_type(serde::de::Unexpected::Seq, &visitor));
        }
        if let Self::Shared(shared) = &self
            && shared.is_trial
            && !keys.is_empty()
        {
            shared.node.session().spare(|| shared.node.leaves_beside(keys))?;
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        if name == ITSELF {
            HANDED.set(Some(self));
            return visitor.visit_unit();
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        Ok(self.into_value().deserialize_enum(name, variants, visitor)?)
    }

    /// What nothing is made of is lost.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if let Self::Shared(shared) = self
            && shared.is_trial
        {
            shared.node.session().lose(shared.node.leaves(), shared.place)?;
        }
        visitor.visit_unit()
    }

    of_scalars! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64
    }

    serde::forward_to_deserialize_any! {
        bool char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map identifier
    }
}

/// Reads what is neither array nor object.
fn of_scalar<'de, V: Visitor<'de>>(scalar: &Value, visitor: V) -> Result<V::Value, Fault> {
    match scalar {
        Value::String(text) => visitor.visit_str(text),
        Value::Bool(truth) => visitor.visit_bool(*truth),
        Value::Number(number) => Ok(number.clone().deserialize_any(visitor)?),
        Value::Null | Value::Array(_) | Value::Object(_) => visitor.visit_unit(),
    }
}

/// The items of an array that is for one reader.
struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        self.0
            .next()
            .map(|item| seed.deserialize(Source::Owned(item)))
            .transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// The members of an object that is for one reader.
struct Members {
    rest: serde_json::map::IntoIter,
    value: Option<Value>,
}

impl Members {
    fn new(members: Map<String, Value>) -> Self {
        Self {
            rest: members.into_iter(),
            value: None,
        }
    }
}

impl<'de> MapAccess<'de> for Members {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some((key, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(Source::Owned(self.value.take().unwrap_or_default()))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The items or members of what several readers look at, from a place to before another.
struct Parts {
    of: Shared,
    next: usize,
    end: usize,
}

impl<'de> SeqAccess<'de> for Parts {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        if self.next >= self.end {
            return Ok(None);
        }
        let at = self.next;
        self.next += 1;
        seed.deserialize(self.of.part(at, None)).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.end - self.next)
    }
}

impl<'de> MapAccess<'de> for Parts {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        if self.next >= self.end {
            return Ok(None);
        }
        let key = self.of.node.key(self.next);
        self.next += 1;
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let at = self.next.saturating_sub(1);
        let is_tried = self.of.node.session().is_tried_on(self.of.node.at);
        seed.deserialize(self.of.part(at, is_tried.then_some(at)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.end - self.next)
    }
}
