//! `Deserialize` and `Serialize` for structs that are JSON objects. In: such a struct. Out: serde's two traits, in code
//! that costs the compiler a fraction of what serde's own derives cost.
//!
//! What serde derives would be the greater part of what a crate of models costs: a visitor and a type of keys for each
//! struct, and a second way to read it from an array. Here the loop over members, the search for a key and the errors are
//! functions of `callspec_types`, compiled once, and a struct adds a line for each member. `syn` and `quote` are not
//! needed for that, and a crate of models does not wait for them.
//!
//! The attributes are serde's, as far as generated models use them; anything else is refused:
//!
//! | attribute of a field | meaning |
//! |---|---|
//! | `#[serde(rename = "…")]` | the key on the wire |
//! | `#[serde(default)]` | may be missing, and is then `Default::default()` |
//! | `#[serde(skip_serializing_if = "Option::is_none")]`, `"Patch::is_absent"` | left out in that state |
//! | `#[serde(default, deserialize_with = "callspec_types::jsonapi::null_as_default")]` | may be null as well, which is then `Default::default()` |
//! | `#[serde(flatten)]` | a `BTreeMap` of the members that no other field is for |
//!
//! A struct reads and writes what serde's derives would, with one difference: it is not read from an array.

mod expand;
mod parse;

use proc_macro::TokenStream;

use parse::{Fault, Object};

/// Implements serde's `Deserialize` for a struct with named fields.
#[proc_macro_derive(Deserialize, attributes(serde))]
pub fn deserialize(input: TokenStream) -> TokenStream {
    derive(input, expand::deserialize)
}

/// Implements serde's `Serialize` for a struct with named fields.
#[proc_macro_derive(Serialize, attributes(serde))]
pub fn serialize(input: TokenStream) -> TokenStream {
    derive(input, expand::serialize)
}

fn derive(input: TokenStream, expand: impl Fn(&Object) -> String) -> TokenStream {
    let parsed = |object: Object| expand(&object).parse().map_err(Fault::from);
    parse::object(input)
        .and_then(parsed)
        .unwrap_or_else(Fault::compile_error)
}
