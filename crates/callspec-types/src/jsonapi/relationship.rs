//! Relationships (JSON:API §7.2.2.2) and what they point with.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Links;
use crate::Patch;

/// A resource identifier object (JSON:API §7.3).
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Identifier {
    /// Type of the resource (`type`).
    #[serde(rename = "type")]
    pub kind: String,
    /// Id of the resource.
    pub id: String,
    /// Non-standard information.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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

/// A relationship to at most one resource.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ToOne {
    /// The related resource: absent where the server does not say, `null` where there is none.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    pub data: Patch<Identifier>,
    /// Where to find the related resource.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    /// Non-standard information.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meta: Option<Map<String, Value>>,
}

impl ToOne {
    /// The id of the related resource, if the server names one.
    pub fn id(&self) -> Option<&str> {
        self.data.value().map(|identifier| identifier.id.as_str())
    }
}

/// A relationship to any number of resources.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ToMany {
    /// The related resources; absent where the server does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<Identifier>>,
    /// Where to find the related resources.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    /// Non-standard information.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meta: Option<Map<String, Value>>,
}

impl ToMany {
    /// The ids of the related resources that the server names.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.data.iter().flatten().map(|identifier| identifier.id.as_str())
    }
}
