//! The tools of the peer tests. In: the addresses that `tests/peers/run` gives. Out: what the servers said, on tape, and what
//! they saw.

pub mod address;
pub mod by_hand;
pub mod recording;
pub mod tape;
pub mod upstream;
pub mod validated;
pub mod violations;

pub use by_hand::{Response, send};
pub use recording::Recording;
pub use tape::Tape;
pub use upstream::Upstream;
pub use validated::{Exception, Validated};
pub use violations::{Violations, Watched};
pub use wire::Result;
