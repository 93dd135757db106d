//! callspec's generator as a library: OpenAPI documents in, Rust crates out.
//!
//! [`pipeline`] names the stages in order; read it first. Any program can run it: load a [`Source`](source::Source), analyse
//! it, show what is wrong with it, and write what it becomes.
//!
//! ```
//! use callspec_codegen::emit::{self, Runtime};
//! use callspec_codegen::pipeline::{self, Options};
//! use callspec_codegen::report::{self, render};
//! use callspec_codegen::source::Source;
//! use callspec_codegen::tree::{self, Scope};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = std::env::temp_dir().join(format!("callspec-codegen-{}", std::process::id()));
//! # let out = folder.as_path();
//! let document = r#"{"openapi": "3.1.0", "info": {"title": "Calls", "version": "1.0.0"}, "paths": {}}"#;
//!
//! let options = Options {
//!     name: "calls".to_owned(),                     // crates calls-models and calls-client
//!     strict: false,                                // a warning is no error
//!     emit: emit::Options {
//!         spec: "calls.json".to_owned(),            // as the first line of each file names the document
//!         runtime: Runtime::Path("../../callspec/crates".to_owned()),
//!     },
//! };
//! // From a file: `Source::load(path)?`.
//! let outcome = pipeline::analyse(Source::from_text("calls.json", document), &options);
//! eprint!("{}", render(&outcome.report, &outcome.source, report::Options::default()));
//! // `None` where the document has errors: nothing is written then.
//! if let Some(files) = pipeline::generate(&outcome, &options) {
//!     tree::write(out, &files, Scope::Named)?;      // touches what differs, and no file that was written by hand
//! }
//! # assert!(out.join("calls-client/Cargo.toml").is_file());
//! # std::fs::remove_dir_all(out)?;
//! # Ok(())
//! # }
//! ```

// What the tests inside and outside of the library share names it as the latter do.
#[cfg(test)]
extern crate self as callspec_codegen;

pub mod code_span;
pub mod depth;
pub mod document;
pub mod emit;
mod formats;
pub mod instance;
pub mod ir;
pub mod keywords;
pub mod layout;
pub mod lint;
pub mod lower;
pub mod macros;
pub mod media_type;
pub mod methods;
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
mod rust_path;
pub mod signature;
pub mod source;
pub mod tree;
pub mod validate;
