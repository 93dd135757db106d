//! What the tests of rules share.

pub(crate) mod families;
pub(crate) mod folders;
pub(crate) mod schema;

/// Whether expected files are to be written and not compared.
pub(crate) fn is_updating() -> bool {
    std::env::var_os("UPDATE_EXPECTED").is_some_and(|value| value == "1")
}
