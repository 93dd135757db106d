//! Structs that are JSON objects: what the derives of this crate leave to functions. In: what serde passes on. Out:
//! structs with their members, and the other way round.
//!
//! ```
//! #[derive(callspec_types::Deserialize, callspec_types::Serialize)]
//! struct Call {
//!     id: String,
//!     #[serde(rename = "lastAgent")]
//!     last_agent: Option<String>,
//! }
//!
//! let call: Call = serde_json::from_str(r#"{"id": "1", "lastAgent": null, "more": 2}"#)?;
//! assert_eq!(serde_json::to_string(&call)?, r#"{"id":"1"}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! What the derives do not know is refused, and not read as something else:
//!
//! ```compile_fail
//! #[derive(callspec_types::Serialize)]
//! struct Call {
//!     #[serde(serialize_with = "elsewhere")]
//!     id: String,
//! }
//! ```
//!
//! ```compile_fail
//! #[derive(callspec_types::Serialize)]
//! struct Pair(String, String);
//! ```
//!
//! ```compile_fail
//! #[derive(callspec_types::Serialize)]
//! struct Call {
//!     #[serde(skip_serializing_if = "Option::is_none")]
//!     label: Option<String>,
//! }
//! ```
//!
//! A type that is called `Option` or `Patch` and is none of these does not compile as the type of an optional field:
//!
//! ```compile_fail
//! #[derive(serde::Deserialize, serde::Serialize)]
//! struct Patch<T>(T);
//!
//! #[derive(callspec_types::Serialize)]
//! struct Call {
//!     label: Patch<String>,
//! }
//! ```
//!
//! Nothing here is generic over more than it has to be: a struct adds a line for each member to what is compiled, and the
//! loop over members, the search for a key and the errors are there once.

mod read;
mod write;

pub use read::{Members, ReadObject, Shape, read_object};
pub(crate) use write::Optional;
pub use write::{WriteObject, Writer, write_map, write_object};
