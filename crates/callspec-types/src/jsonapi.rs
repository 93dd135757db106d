//! The documents of JSON:API 1.0 and 1.1 (<https://jsonapi.org/format/>). In: what a server answers, with whatever it
//! leaves out or adds. Out: typed primary data, and related resources on request.
//!
//! Reading is lenient: every member but the data may be missing or something else than it should be. Nothing is lost by that: what is
//! no resource or no identifier is kept beside those that are, and all other members in the field `other`.

mod identifier;
mod lenient;
mod links;
mod objects;
mod relationship;
mod write;

use std::fmt;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use identifier::Identifier;
pub use links::{Link, Links};
pub use relationship::{ToMany, ToOne};
pub use write::{Create, Update};

use crate::Other;
use crate::redacted::{Names, Redacted};

/// A type of resource objects.
pub trait Resource {
    /// The member `type` of its resource objects.
    const TYPE: &'static str;

    /// The member `id`.
    fn id(&self) -> &str;
}

/// A top-level document (JSON:API §7.1) with primary data `D`: one resource, `Option` of one, or a `Vec` of them.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Document<D> {
    /// The primary data.
    pub data: D,
    /// Related resources, of any type. Look one up with [`included`](Self::included), or read them all with
    /// [`included_as`](Self::included_as).
    pub included: Vec<Included>,
    /// Links of the document, such as those to other pages.
    pub links: Option<Links>,
    /// Non-standard information.
    pub meta: Option<Map<String, Value>>,
    /// What the server says of its implementation.
    pub jsonapi: Option<JsonApi>,
    /// What else the server sent, members that are not what they should be among it.
    pub other: Other,
}

impl<D> Document<D> {
    /// A document with this data and nothing else, for tests.
    pub const fn new(data: D) -> Self {
        Self {
            data,
            included: Vec::new(),
            links: None,
            meta: None,
            jsonapi: None,
            other: Other::new(),
        }
    }

    /// The included resource of type `T` with this id, if it is there.
    ///
    /// The inner error says why the resource is not a `T`.
    pub fn included<T: Resource + DeserializeOwned>(&self, id: &str) -> Option<Result<T, serde_json::Error>> {
        self.find(T::TYPE, id).map(Included::decode)
    }

    /// All included resources in their order, each read as a `U`.
    ///
    /// Where an API's document says which types may be included, its models have the union of them for `U`; what no variant of
    /// it claims is its `Unrecognized`. An error says why something is no resource object, or why one of a known type is none of
    /// that type; it says nothing of the others.
    pub fn included_as<U: DeserializeOwned>(&self) -> impl Iterator<Item = Result<U, serde_json::Error>> {
        self.included.iter().map(Included::decode)
    }

    /// The included resource that a to-one relationship names, if it names one of type `T` that is there.
    pub fn related<T: Resource + DeserializeOwned>(
        &self,
        relationship: &ToOne,
    ) -> Option<Result<T, serde_json::Error>> {
        let identifier = relationship.data.value()?;
        self.find_identified(T::TYPE, identifier).map(Included::decode)
    }

    /// The included resources of type `T` that a to-many relationship names, in its order; those that are not there
    /// are left out.
    pub fn related_many<T: Resource + DeserializeOwned>(
        &self,
        relationship: &ToMany,
    ) -> Vec<Result<T, serde_json::Error>> {
        let identifiers = relationship.data.as_deref().unwrap_or_default();
        identifiers
            .iter()
            .filter_map(|identifier| self.find_identified(T::TYPE, identifier))
            .map(Included::decode)
            .collect()
    }

    fn find(&self, kind: &str, id: &str) -> Option<&Included> {
        self.included
            .iter()
            .find(|resource| resource.kind() == kind && resource.id() == id)
    }

    fn find_identified(&self, kind: &str, identifier: &Identifier) -> Option<&Included> {
        if identifier.kind != kind {
            return None;
        }
        self.find(kind, &identifier.id)
    }
}

/// Prints the names of what is in `meta`, and not the values.
impl<D: fmt::Debug> fmt::Debug for Document<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("data", &self.data)
            .field("included", &self.included)
            .field("links", &self.links)
            .field("meta", &Redacted(&self.meta))
            .field("jsonapi", &self.jsonapi)
            .field("other", &self.other)
            .finish()
    }
}

/// A resource object of any type, with its whole JSON kept. So is what stands in the place of one and is none.
#[derive(Clone, PartialEq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Included(Value);

impl Included {
    /// The member `type`; empty if this is no resource object.
    pub fn kind(&self) -> &str {
        self.text("type")
    }

    /// The member `id`; empty if there is none.
    pub fn id(&self) -> &str {
        self.text("id")
    }

    /// The whole resource object.
    pub const fn as_json(&self) -> &Value {
        &self.0
    }

    /// Reads the resource object as a `T`, whatever its type says.
    ///
    /// # Errors
    ///
    /// What serde says if it is no `T`, and an error if it has no text for its type (JSON:API §7.2).
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        if self.kind().is_empty() {
            return Err(serde_json::Error::custom("a resource object needs the member `type`"));
        }
        T::deserialize(&self.0)
    }

    fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }
}

/// Prints type, id and the names of what else is there, and not the values.
impl fmt::Debug for Included {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Value::Object(members) = &self.0 else {
            return Names(&self.0).fmt(f);
        };
        let mut map = f.debug_map();
        for (name, member) in members {
            match member {
                Value::String(text) if name == "type" || name == "id" => map.entry(name, text),
                member => map.entry(name, &Names(member)),
            };
        }
        map.finish()
    }
}

/// The member `jsonapi` of a document (JSON:API §7.1).
#[derive(Clone, crate::Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct JsonApi {
    /// Highest version the server supports.
    pub version: Option<String>,
    /// Non-standard information.
    #[redacted]
    pub meta: Option<Map<String, Value>>,
    /// What else the server says, members that are not what they should be among it.
    pub other: Other,
}

#[cfg(test)]
mod tests;
