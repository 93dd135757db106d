//! Where the peers are. In: environment variables. Out: addresses, or an error that says how to get them.

use crate::Result;

/// What stands in this environment variable.
///
/// # Errors
///
/// A variable that is not set. This is an error and not a reason to skip: who runs an ignored test wants it run.
pub fn of(variable: &str) -> Result<String> {
    std::env::var(variable).map_err(|_| format!("{variable} is not set: run tests/peers/run").into())
}
