//! Resource identifier objects (JSON:API §7.3). In: what stands in their place. Out: an identifier, or what it is instead.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::lenient::{self, Read};

/// A resource identifier object (JSON:API §7.3).
#[derive(Clone, crate::Debug, PartialEq, Deserialize, Serialize)]
pub struct Identifier {
    /// Type of the resource (`type`).
    #[serde(rename = "type")]
    pub kind: String,
    /// Id of the resource.
    pub id: String,
    /// Non-standard information.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::object"
    )]
    #[redacted]
    pub meta: Option<Map<String, Value>>,
}

impl Identifier {
    /// The identifier of a resource.
    pub fn new(kind: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            id: id.into(),
            meta: None,
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
    meta: Option<Value>,
    others: Map<String, Value>,
}

impl Members {
    fn found(mut self) -> Found {
        match (self.kind, self.id) {
            (Some(Value::String(kind)), Some(Value::String(id))) => Found::Identifier(Identifier {
                kind,
                id,
                meta: match self.meta {
                    Some(Value::Object(meta)) => Some(meta),
                    _ => None,
                },
            }),
            (kind, id) => {
                let named = [("type", kind), ("id", id), ("meta", self.meta)];
                let named = named
                    .into_iter()
                    .filter_map(|(key, value)| Some((key.to_owned(), value?)));
                self.others.extend(named);
                Found::Other(Value::Object(self.others))
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
                    let value = map.next_value()?;
                    match key {
                        Key::Type => members.kind = Some(value),
                        Key::Id => members.id = Some(value),
                        Key::Meta => members.meta = Some(value),
                        Key::Other(key) => drop(members.others.insert(key, value)),
                    }
                }
                Ok(members)
            }
        }

        deserializer.deserialize_map(Any)
    }
}
