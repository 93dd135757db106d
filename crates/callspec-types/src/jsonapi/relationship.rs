//! Relationships (JSON:API §7.2.2.2). In: what a resource object says of others. Out: their identifiers, and beside them what
//! stands in the place of one and is none: it costs nothing else, and is not hidden.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::identifier::Found;
use super::lenient::{self, Read};
use super::{Identifier, Links};
use crate::Patch;

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
}

impl ToMany {
    /// The ids of the related resources that the server names.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.data.iter().flatten().map(|identifier| identifier.id.as_str())
    }
}

/// A relationship on the wire.
#[derive(Deserialize, Serialize)]
#[serde(bound(deserialize = "D: Deserialize<'de>, L: Deserialize<'de>, M: Deserialize<'de>"))]
struct Wire<D, L = Links, M = Map<String, Value>> {
    #[serde(default = "Patch::default", skip_serializing_if = "Patch::is_absent")]
    data: Patch<D>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "lenient::object"
    )]
    links: Option<L>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "lenient::object"
    )]
    meta: Option<M>,
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
        let Wire { data, links, meta } = match Read::deserialize(deserializer)? {
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
        })
    }
}

impl Serialize for ToOne {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let data = match &self.faulty {
            Some(other) if self.data.is_absent() => Patch::Value(Said::Other(other)),
            _ => self.data.as_ref().map(Said::Identifier),
        };
        let (links, meta) = (self.links.as_ref(), self.meta.as_ref());
        Wire { data, links, meta }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ToMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Wire { data, links, meta } = match Read::deserialize(deserializer)? {
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
        })
    }
}

impl Serialize for ToMany {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let identifiers = self.data.iter().flatten().map(Said::Identifier);
        let all: Vec<Said<'_>> = identifiers.chain(self.faulty.iter().map(Said::Other)).collect();
        let data = if self.data.is_none() && all.is_empty() {
            Patch::Absent
        } else {
            Patch::Value(all)
        };
        let (links, meta) = (self.links.as_ref(), self.meta.as_ref());
        Wire { data, links, meta }.serialize(serializer)
    }
}

impl<D> Wire<D> {
    const fn of(data: D) -> Self {
        Self {
            data: Patch::Value(data),
            links: None,
            meta: None,
        }
    }
}
