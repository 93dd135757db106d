//! What the tests of folders share.

pub(crate) mod folders;
pub(crate) mod run;
pub(crate) mod snapshot;
