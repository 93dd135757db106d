//! The table of operations: what the client of each provider sends, and what it makes of a response. In: a row, an id, a
//! body and a connection. Out: what became of the call.
//!
//! Each provider has its rows in a file of its own; every test that needs all operations goes through them, so that a new
//! operation is written down once. `tests/operations.rs` says which operation of a spec has no row.

pub mod case;
pub mod connection;
pub mod kathan;
pub mod outcome;
pub mod row;
pub mod sippet;

pub use case::{Case, each, run};
pub use connection::{Connection, Memory};
pub use outcome::{Failure, Outcome};
pub use row::{Body, ErrorBody, Provider, Row, Sending};
pub use wire::Result;

/// The argument of every path parameter, unless a test has another: it holds what must be escaped. In the lines of the
/// tables it stands escaped.
pub const ID: &str = "a/b c";

/// The providers that have a table.
pub fn providers() -> Vec<Provider> {
    vec![kathan::provider(), sippet::provider()]
}
