//! callspec's generator as a library: OpenAPI documents in, Rust crates out.
//!
//! [`pipeline`] names the stages in order; read it first.

pub mod commands;
pub mod ir;
pub mod parallel;
pub mod pipeline;
mod pointer;
pub mod read;
pub mod report;
pub mod source;
pub mod stubs;
pub mod tree;
