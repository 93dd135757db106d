//! callspec's generator as a library: OpenAPI documents in, Rust crates out.
//!
//! [`pipeline`] names the stages in order; read it first.

pub mod ir;
mod pointer;
pub mod read;
pub mod report;
pub mod source;
pub mod tree;
