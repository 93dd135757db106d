//! Relationships (JSON:API §7.2.2.2). In: what a resource object says of others. Out: their identifiers, and beside them what
//! stands in the place of one and is none: it costs nothing else, and is not hidden.

use serde::de::MapAccess;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::identifier::Found;
use super::lenient::{self, Read};
use super::{Identifier, Links};
use crate::object::{Members, ReadObject, Shape, WriteObject, Writer, read_object, write_map};
use crate::{Other, Patch};

/// A relationship to at most one resource.
#[derive(Clone, crate::Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ToOne {
    /// The related resource: absent where the server does not say, `null` where there is none.
    pub data: Patch<Identifier>,
    /// What the server sent in the place of the identifier, such as one without an id; `data` is absent then.
    #[redacted]
    pub faulty: Option<Value>,
    /// Where to find the related resource.
    pub links: Option<Links>,
    /// Non-standard information.
    #[redacted]
    pub meta: Option<Map<String, Value>>,
    /// What else the server sent, members that are not what they should be among it.
    pub other: Other,
}

impl ToOne {
    /// The id of the related resource, if the server names one.
    pub fn id(&self) -> Option<&str> {
        self.data.value().map(|identifier| identifier.id.as_str())
    }
}

/// A relationship to any number of resources.
#[derive(Clone, crate::Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ToMany {
    /// The related resources; absent where the server does not say.
    pub data: Option<Vec<Identifier>>,
    /// What the server sent in the place of identifiers, such as those without an id.
    #[redacted]
    pub faulty: Vec<Value>,
    /// Where to find the related resources.
    pub links: Option<Links>,
    /// Non-standard information.
    #[redacted]
    pub meta: Option<Map<String, Value>>,
    /// What else the server sent, members that are not what they should be among it.
    pub other: Other,
}

impl ToMany {
    /// The ids of the related resources that the server names.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.data.iter().flatten().map(|identifier| identifier.id.as_str())
    }
}

/// A relationship as it is read.
struct Wire<D> {
    data: Patch<D>,
    links: Option<Links>,
    meta: Option<Map<String, Value>>,
    other: Other,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Wire<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let shape = Shape {
            name: "Relationship",
            keys: &["data", "links", "meta"],
            place: |key| match key {
                "data" => 0,
                "links" => 1,
                "meta" => 2,
                _ => 3,
            },
            keeps_rest: true,
        };
        read_object(deserializer, shape)
    }
}

impl<'de, T: Deserialize<'de>> ReadObject<'de> for Wire<T> {
    fn read<A: MapAccess<'de>>(mut members: Members<'de, A>) -> Result<Self, A::Error> {
        let (mut data, mut links, mut meta) = (None, None, None);
        let mut other = Other::new();
        while let Some(place) = members.next_key()? {
            match place {
                0 => members.read(&mut data)?,
                1 => members.read(&mut links)?,
                2 => members.read(&mut meta)?,
                _ => members.keep(&mut other)?,
            }
        }
        Ok(Self {
            data: data.unwrap_or_default(),
            links: lenient::object(links, "links", &mut other),
            meta: lenient::object(meta, "meta", &mut other),
            other,
        })
    }
}

/// What is written in the place of an identifier.
#[derive(Serialize)]
#[serde(untagged)]
enum Said<'a> {
    Identifier(&'a Identifier),
    Other(&'a Value),
}

impl<'de> Deserialize<'de> for ToOne {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Wire {
            data,
            links,
            meta,
            other,
        } = match Read::deserialize(deserializer)? {
            Read::Object(wire) => wire,
            Read::Array(other) | Read::Scalar(other) => Wire::of(Found::Other(other)),
        };
        let (data, faulty) = match data {
            Patch::Absent | Patch::Value(Found::Other(Value::Null)) => (Patch::Absent, None),
            Patch::Null => (Patch::Null, None),
            Patch::Value(Found::Identifier(identifier)) => (Patch::Value(identifier), None),
            Patch::Value(Found::Other(other)) => (Patch::Absent, Some(other)),
        };
        Ok(Self {
            data,
            faulty,
            links,
            meta,
            other,
        })
    }
}

impl WriteObject for ToOne {
    fn write<W: Writer>(&self, writer: &mut W) {
        let data = match &self.faulty {
            Some(other) if self.data.is_absent() => Patch::Value(Said::Other(other)),
            _ => self.data.as_ref().map(Said::Identifier),
        };
        writer.optional("data", &data);
        writer.optional("links", &self.links);
        writer.optional("meta", &self.meta);
        writer.rest(&self.other);
    }
}

impl Serialize for ToOne {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_map(self, serializer)
    }
}

impl<'de> Deserialize<'de> for ToMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Wire {
            data,
            links,
            meta,
            other,
        } = match Read::deserialize(deserializer)? {
            Read::Object(wire) => wire,
            Read::Array(other) | Read::Scalar(other) => Wire::of(Read::Scalar(other)),
        };
        let found: Option<Vec<Found>> = match data {
            Patch::Absent | Patch::Null | Patch::Value(Read::Scalar(Value::Null)) => None,
            Patch::Value(Read::Array(all)) => Some(all),
            Patch::Value(Read::Object(one)) => Some(vec![one]),
            Patch::Value(Read::Scalar(other)) => Some(vec![Found::Other(other)]),
        };
        let mut faulty = Vec::new();
        let identifier = |found| match found {
            Found::Identifier(identifier) => Some(identifier),
            Found::Other(other) => {
                faulty.push(other);
                None
            }
        };
        let data = found.map(|found| found.into_iter().filter_map(identifier).collect());
        Ok(Self {
            data,
            faulty,
            links,
            meta,
            other,
        })
    }
}

impl WriteObject for ToMany {
    fn write<W: Writer>(&self, writer: &mut W) {
        let identifiers = self.data.iter().flatten().map(Said::Identifier);
        let all: Vec<Said<'_>> = identifiers.chain(self.faulty.iter().map(Said::Other)).collect();
        let data = if self.data.is_none() && all.is_empty() {
            Patch::Absent
        } else {
            Patch::Value(all)
        };
        writer.optional("data", &data);
        writer.optional("links", &self.links);
        writer.optional("meta", &self.meta);
        writer.rest(&self.other);
    }
}

impl Serialize for ToMany {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_map(self, serializer)
    }
}

impl<D> Wire<D> {
    const fn of(data: D) -> Self {
        Self {
            data: Patch::Value(data),
            links: None,
            meta: None,
            other: Other::new(),
        }
    }
}
