//! The tools of the wire tests. In: what a server is to answer, and the specs. Out: what a client really sent, byte for
//! byte, and how it differs from what was expected.
//!
//! Everything here is of the standard library and knows nothing of the crates under test, so that a fault of theirs cannot
//! hide itself.

pub mod case;
pub mod expected;
pub mod json;
pub mod multipart;
pub mod request;
pub mod response;
pub mod schema;
pub mod server;
pub mod spec;

pub use case::Case;
pub use expected::Expected;
pub use multipart::Part;
pub use request::Recorded;
pub use response::Response;
pub use server::Server;
pub use spec::Spec;

/// What goes wrong in a test beside its assertions.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// What a test returns.
pub type Result<T = ()> = std::result::Result<T, Error>;
