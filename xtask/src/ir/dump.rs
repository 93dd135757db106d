//! An [`Api`] as text, for people and for snapshots: one line per item, indented by nesting.

use std::fmt::Write as _;

use super::Api;

/// Renders an API, one line per item.
pub fn dump(api: &Api) -> String {
    let mut out = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(out, "{api:#?}");
    out
}
