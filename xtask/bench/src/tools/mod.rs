//! The generators that are measured: this one, and the rivals at the versions that are pinned here.

mod crates;
mod generate;
mod install;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub(super) use crates::{Crates, Models};
pub(super) use generate::{Job, Way};
pub(super) use install::{LLVM_LINES, install, llvm_lines};

/// A generator of Rust clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ToolName {
    /// This one.
    Callspec,
    /// <https://crates.io/crates/ploidy>
    Ploidy,
    /// <https://crates.io/crates/oas3-gen>
    Oas3Gen,
    /// <https://crates.io/crates/cargo-progenitor>
    Progenitor,
    /// <https://openapi-generator.tech>, generator `rust`
    OpenapiGenerator,
}

impl ToolName {
    /// All, this one first.
    pub(crate) const ALL: [Self; 5] = [
        Self::Callspec,
        Self::Ploidy,
        Self::Oas3Gen,
        Self::Progenitor,
        Self::OpenapiGenerator,
    ];

    /// As people call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Callspec => "callspec",
            Self::Ploidy => "ploidy",
            Self::Oas3Gen => "oas3-gen",
            Self::Progenitor => "progenitor",
            Self::OpenapiGenerator => "openapi-generator",
        }
    }

    /// The version that is measured.
    pub(crate) fn version(self) -> &'static str {
        match self {
            Self::Callspec => env!("CARGO_PKG_VERSION"),
            Self::Ploidy => "0.15.0",
            Self::Oas3Gen => "0.29.0",
            Self::Progenitor => "0.15.1",
            Self::OpenapiGenerator => "7.26.0",
        }
    }
}

/// A generator that can be run.
#[derive(Clone, Debug)]
pub(super) struct Tool {
    /// Which.
    pub(super) kind: ToolName,
    /// Its program; of openapi-generator, the jar.
    pub(super) program: PathBuf,
}
