//! The small data types that generated models are made of.
//!
//! In: what serde gives. Out: values that keep what was on the wire. Nothing here knows HTTP, so a crate of models
//! builds without an HTTP crate in its tree.
//!
//! | type | what it is for |
//! |---|---|
//! | [`Patch`] | a request field that may be left out, `null`, or set |
//! | [`SetSome`] | setters for an `Option`, which leave everything as it is for `None` |
//! | [`Other`] | members that a type has no field for |
//! | [`Unrecognized`] | enums that keep a value which this release does not name |
//! | [`Deserialize`], [`Serialize`] | derives for structs that are JSON objects |
//! | [`Clear`] | a derive for methods that set `null` |
//! | [`macro@Debug`] | a derive that does not print what is sensitive, or may be |
//! | [`Timestamp`], [`Date`] | dates that keep the wire text |
//! | [`Decimal`] | numbers that keep their digits |
//! | [`Tuple`] | arrays of which each item has a type of its own |
//! | [`Secret`] | a string that `Debug` does not print |
//! | [`File`] | what is uploaded, from bytes or a stream |
//! | [`jsonapi`] | the documents of JSON:API |

#![cfg_attr(docsrs, feature(doc_cfg))]

// What the derives write begins with the name of this crate.
extern crate self as callspec_types;

mod date;
mod decimal;
mod decode;
mod file;
pub mod jsonapi;
mod object;
mod open_enum;
mod other;
mod patch;
mod pointer;
#[doc(hidden)]
pub mod private;
mod redacted;
mod rfc3339;
mod secret;
mod set_some;
mod shape;
mod tagged;
mod timestamp;
mod tuple;
mod union;
mod whole;

pub use bytes::Bytes;
#[doc(hidden)]
pub use callspec_derive::ClientDebug;
pub use callspec_derive::{Clear, Debug, Deserialize, OpenEnum, Serialize};
pub use date::Date;
pub use decimal::Decimal;
pub use file::{ByteStream, File, FileContent, StreamError};
pub use open_enum::{Unrecognized, UnrecognizedInteger, UnrecognizedValue};
pub use other::Other;
pub use patch::Patch;
pub use secret::Secret;
pub use serde::{de::Deserialize, ser::Serialize};
pub use set_some::SetSome;
pub use timestamp::{Timestamp, TimestampError};
pub use tuple::Tuple;
