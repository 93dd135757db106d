//! callspec's generator as a library: OpenAPI documents in, Rust crates out.
//!
//! [`pipeline`] names the stages in order; read it first.

pub mod code_span;
pub mod document;
pub mod emit;
pub mod ir;
pub mod layout;
pub mod lint;
pub mod lower;
pub mod nearest;
pub mod normalise;
pub mod number;
pub mod output;
pub mod parallel;
pub mod pipeline;
pub mod pointer;
pub mod read;
pub mod reference;
pub mod report;
pub mod source;
pub mod tree;
pub mod validate;
