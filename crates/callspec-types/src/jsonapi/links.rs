//! Links (JSON:API §7.6). In: strings, objects with `href`, or `null`. Out: an address for each that has one.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::redacted::Names;

/// The links of a document, a resource or a relationship. Each may be missing, `null`, a string or an object.
#[derive(Clone, Debug, Default, PartialEq, crate::Deserialize, crate::Serialize)]
#[non_exhaustive]
pub struct Links {
    /// This document or resource itself (`self`).
    #[serde(rename = "self")]
    pub this: Option<Link>,
    /// First page.
    pub first: Option<Link>,
    /// Page before this one.
    pub prev: Option<Link>,
    /// Page after this one; none on the last page.
    pub next: Option<Link>,
    /// Last page.
    pub last: Option<Link>,
    /// The related resource.
    pub related: Option<Link>,
    /// Links of other names.
    #[serde(flatten)]
    pub other: BTreeMap<String, Link>,
}

/// One link, kept as it stood on the wire.
// Boxed: links are rare, and every resource and relationship has room for seven.
#[derive(Clone, PartialEq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Link(Box<Value>);

impl Link {
    /// The address: the string itself, or the object's `href`. An address may be relative.
    pub fn href(&self) -> Option<&str> {
        match &*self.0 {
            Value::Object(object) => object.get("href").and_then(Value::as_str),
            other => other.as_str(),
        }
    }

    /// The link as JSON.
    pub const fn as_json(&self) -> &Value {
        &self.0
    }
}

/// Prints the address without its query, which may hold a signature, and without what else a link holds.
impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(href) = self.href() else {
            return Names(self.as_json()).fmt(f);
        };
        match href.split_once(['?', '#']) {
            None => href.fmt(f),
            Some((path, _)) => write!(f, "\"{}?[redacted]\"", path.escape_debug()),
        }
    }
}

impl From<&str> for Link {
    fn from(href: &str) -> Self {
        Self(Box::new(href.into()))
    }
}
