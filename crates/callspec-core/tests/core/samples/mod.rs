//! Hand-written twins of generated crates: `RUNTIME.md`'s target look, line by line.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "a twin of public crates, which each test uses in part"
)]

pub mod kathan;
pub mod sippet;
