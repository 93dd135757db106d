//! callspec's generator as a library: OpenAPI documents in, Rust crates out.
//!
//! [`pipeline`] names the stages in order; read it first.

pub mod bench;
pub mod commands;
pub mod corpus;
pub mod diff;
pub mod document;
pub mod emit;
pub mod ir;
pub mod layout;
pub mod lint;
pub mod lower;
mod nearest;
pub mod normalise;
mod number;
pub mod parallel;
pub mod pipeline;
mod pointer;
pub mod read;
pub mod report;
pub mod source;
pub mod tree;
pub mod validate;
