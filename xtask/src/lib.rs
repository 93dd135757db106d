//! callspec's generator as a library: OpenAPI documents in, Rust crates out.
//!
//! [`pipeline`] names the stages in order; read it first.

pub mod document;
pub mod emit;
pub mod ir;
pub mod layout;
pub mod lower;
pub mod normalise;
pub mod report;
