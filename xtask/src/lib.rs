//! callspec's generator as a library: OpenAPI documents in, Rust crates out.
//!
//! [`pipeline`] names the stages in order; read it first.

pub mod emit;
pub mod ir;
pub mod layout;
pub mod lower;
pub mod report;
