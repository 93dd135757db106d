//! Reads a document in the shape of OpenAPI 3.0 into typed form.
//!
//! In: the JSON that `normalise` leaves. Out: [`Document`]. Each part is read by itself, so that one fault does not
//! hide the next: what has not the shape that OpenAPI asks for is reported at its own place and left out, and what
//! stands around it stays.

mod components;
mod parts;
mod paths;
mod reader;
mod schemas;
#[cfg(test)]
mod tests;

use openapiv3::OpenAPI;

use self::reader::Reader;
use crate::normalise::Normalised;
use crate::report::Report;

pub use crate::normalise::{Base, Facts};

/// A document that can be lowered.
#[derive(Clone, Debug)]
pub struct Document {
    /// The document in the shape of OpenAPI 3.0, without the parts that were reported as unreadable.
    pub openapi: OpenAPI,
    /// What was found out about it and it cannot say.
    pub facts: Facts,
}

/// Reads a normalised document.
pub fn document(plain: &Normalised, report: &mut Report) -> Document {
    let mut reader = Reader::new(report);
    let mut openapi = OpenAPI::default();
    let facts = plain.facts.clone();
    let Some(map) = reader.object(&plain.value) else {
        return Document { openapi, facts };
    };
    for (key, value) in map {
        match key.as_str() {
            "openapi" => openapi.openapi = reader.detail(key, value).unwrap_or_default(),
            "info" => openapi.info = reader.leaf_at(key, value).unwrap_or_default(),
            "servers" => openapi.servers = reader.leaves(key, value),
            "paths" => openapi.paths = reader.within(key, |reader| reader.paths(value)),
            "components" => openapi.components = reader.within(key, |reader| reader.components(value)),
            "security" => openapi.security = Some(reader.leaves(key, value)),
            "tags" => openapi.tags = reader.leaves(key, value),
            "externalDocs" => openapi.external_docs = reader.leaf_at(key, value),
            _ => reader.extension(key, value, &mut openapi.extensions),
        }
    }
    Document { openapi, facts }
}
