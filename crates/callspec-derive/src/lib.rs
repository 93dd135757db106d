//! `Deserialize` and `Serialize` for structs that are JSON objects, the methods that set `null`, and a `Debug` that keeps secrets. In:
//! such a struct. Out: serde's two traits, in code that costs the compiler a fraction of what serde's own derives cost.
//!
//! What serde derives would be the greater part of what a crate of models costs: a visitor and a type of keys for each
//! struct, and a second way to read it from an array. Here the loop over members, the search for a key and the errors are
//! functions of `callspec_types`, compiled once, and a struct adds a line for each member. `syn` and `quote` are not
//! needed for that, and a crate of models does not wait for them.
//!
//! A field whose type is written `Option<…>` or `Patch<…>` is optional: it may be missing, and is left out where it holds
//! nothing. Another name for such a type, by an alias or a `use`, is not seen, and its field is required.
//!
//! | attribute of a field | meaning |
//! |---|---|
//! | `#[serde(rename = "…")]` | the key on the wire |
//! | `#[serde(flatten)]` | a `BTreeMap` or an `Other`: the members that no other field is for |
//! | `#[required]` | an `Option` or `Patch` that is always written, as `null` where it holds nothing |
//! | `#[some_null]` | an `Option` whose value may be null: that is read as the value, and not as nothing |
//! | `#[or_default]` | may be missing or null, and is then `Default::default()` |
//!
//! Anything else that serde knows is refused.
//!
//! A struct reads and writes what serde's derives would with `default`, `skip_serializing_if` and `deserialize_with` in the place
//! of these, with one difference: it is not read from an array.
//!
//! `Clear` writes the methods that send `null`: `clear_label` for a field `label` that is a `Patch<…>`, or an `Option<…>` that is
//! `#[required]`; `#[clear(reset_label)]` gives another name.
//!
//! `OpenEnum` is for an enum of literals with one more variant for all others. What that holds says what the literals are:
//!
//! | open variant | literals | is | made from | the rest |
//! |---|---|---|---|---|
//! | `Unrecognized` | names, as `#[serde(rename_all = "…")]` and `#[serde(rename = "…")]` spell them | `as_str` | `&str` | `open_enum!` |
//! | `UnrecognizedInteger` | integers, `#[value(200)]` | `as_i64` | `i64` | `open_integer_enum!` |
//! | `UnrecognizedValue` | any JSON, `#[value("auto")]` | `as_json` | `serde_json::Value` | `open_value_enum!` |
//!
//! `Debug` is here for what it does not print: fields and variants that are marked `#[redacted]`.

mod case;
mod expand;
mod open_enum;
mod parse;

use proc_macro::TokenStream;

use parse::Fault;

/// Implements serde's `Deserialize` for a struct with named fields.
#[proc_macro_derive(Deserialize, attributes(serde, required, some_null, or_default))]
pub fn deserialize(input: TokenStream) -> TokenStream {
    derive(input, parse::object, expand::deserialize)
}

/// Implements serde's `Serialize` for a struct with named fields.
#[proc_macro_derive(Serialize, attributes(serde, required, some_null, or_default))]
pub fn serialize(input: TokenStream) -> TokenStream {
    derive(input, parse::object, expand::serialize)
}

/// Adds a method for each field that may be sent as `null`, which sets it to that.
#[proc_macro_derive(Clear, attributes(clear, required))]
pub fn clear(input: TokenStream) -> TokenStream {
    derive(input, parse::object, expand::clear)
}

/// Implements all that an enum over the wire needs: what it is there, what it is made from, and what follows from these.
#[proc_macro_derive(OpenEnum, attributes(serde, value))]
pub fn open_enum(input: TokenStream) -> TokenStream {
    derive(input, open_enum::read, open_enum::expand)
}

/// Implements `Debug` for a struct with named fields, or an enum whose variants hold one value or none. Of a field or variant that is
/// marked `#[redacted]` it prints the names that its JSON has, and `[redacted]` in the place of values.
#[proc_macro_derive(Debug, attributes(redacted))]
pub fn debug(input: TokenStream) -> TokenStream {
    derive(input, parse::item, |item| {
        expand::debug(item, "::callspec_types::private")
    })
}

/// [`macro@Debug`] for crates that have the runtime and not the types among their dependencies.
#[proc_macro_derive(ClientDebug, attributes(redacted))]
pub fn client_debug(input: TokenStream) -> TokenStream {
    derive(input, parse::item, |item| {
        expand::debug(item, "::callspec_core::types::private")
    })
}

fn derive<T>(
    input: TokenStream,
    parse: impl Fn(TokenStream) -> Result<T, Fault>,
    expand: impl Fn(&T) -> String,
) -> TokenStream {
    let parsed = |item: T| expand(&item).parse().map_err(Fault::from);
    parse(input).and_then(parsed).unwrap_or_else(Fault::compile_error)
}
