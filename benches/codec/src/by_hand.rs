//! What a person would write for the same responses: the fields of the generated types, `derive`, and nothing else.
#![allow(missing_docs, reason = "the generated types describe these fields")]

mod kathan;
mod sippet;

pub use kathan::*;
pub use sippet::*;
