//! callspec's generator as a library: OpenAPI documents in, Rust crates out.
//!
//! [`pipeline`] names the stages in order; read it first.

pub mod document;
pub mod ir;
pub mod normalise;
pub mod report;
