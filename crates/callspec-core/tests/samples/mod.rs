//! Hand-written twins of generated crates: `RUNTIME.md`'s target look, line by line.

#![allow(
    unreachable_pub,
    missing_docs,
    reason = "a twin of crates that are public"
)]

pub mod kathan;
pub mod sippet;
