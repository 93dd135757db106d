//! From documents to the intermediate representation.

pub mod markdown;
