//! Resource identifier objects (JSON:API §7.3). In: what stands in their place. Out: an identifier, or what it is instead.

use std::fmt;

use serde::de::Error as _;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::lenient::{self, Read};
use crate::Other;

/// A resource identifier object (JSON:API §7.3).
#[derive(Clone, crate::Debug, PartialEq, crate::Serialize)]
#[non_exhaustive]
pub struct Identifier {
    /// Type of the resource (`type`).
    #[serde(rename = "type")]
    pub kind: String,
    /// Id of the resource.
    pub id: String,
    /// Non-standard information.
    #[redacted]
    pub meta: Option<Map<String, Value>>,
    /// What else the server sent.
    #[serde(flatten)]
    pub other: Other,
}

impl Identifier {
    /// The identifier of a resource.
    pub fn new(kind: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            id: id.into(),
            meta: None,
            other: Other::new(),
        }
    }
}

impl<'de> Deserialize<'de> for Identifier {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Members::deserialize(deserializer)?.found() {
            Found::Identifier(identifier) => Ok(identifier),
            Found::Other(_) => Err(D::Error::custom("a resource identifier needs texts as `type` and `id`")),
        }
    }
}

/// What stands in the place of an identifier.
pub(super) enum Found {
    Identifier(Identifier),
    /// Something else, such as an identifier without an id.
    Other(Value),
}

impl<'de> Deserialize<'de> for Found {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Read::<Members>::deserialize(deserializer)? {
            Read::Object(members) => members.found(),
            Read::Array(other) | Read::Scalar(other) => Self::Other(other),
        })
    }
}

/// The members of an object in the place of an identifier.
#[derive(Default)]
struct Members {
    kind: Option<Value>,
    id: Option<Value>,
    meta: Option<Read<Map<String, Value>>>,
    other: Other,
}

impl Members {
    fn found(self) -> Found {
        let mut other = self.other;
        match (self.kind, self.id) {
            (Some(Value::String(kind)), Some(Value::String(id))) => Found::Identifier(Identifier {
                kind,
                id,
                meta: lenient::object(self.meta, "meta", &mut other),
                other,
            }),
            (kind, id) => {
                let meta = self.meta.map(Read::into_json);
                let named = [("type", kind), ("id", id), ("meta", meta)];
                let named = named
                    .into_iter()
                    .filter_map(|(name, value)| Some((name.to_owned(), value?)));
                let others = other.iter().map(|(name, value)| (name.clone(), value.clone()));
                Found::Other(Value::Object(others.chain(named).collect()))
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Key {
    Type,
    Id,
    Meta,
    Other(String),
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Members::default();
                while let Some(key) = map.next_key()? {
                    match key {
                        Key::Type => members.kind = Some(map.next_value()?),
                        Key::Id => members.id = Some(map.next_value()?),
                        Key::Meta => members.meta = Some(map.next_value()?),
                        Key::Other(name) => drop(members.other.insert(name, map.next_value::<Value>()?)),
                    }
                }
                Ok(members)
            }
        }

        deserializer.deserialize_map(Any)
    }
}
