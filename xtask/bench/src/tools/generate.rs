//! How each generator is run, as its own documentation says. In: a document. Out: the command.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

use super::{Tool, ToolName};

/// What is generated from where to where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Job<'a> {
    /// The document.
    pub(crate) document: &'a Path,
    /// Its name: small letters, digits and `-`.
    pub(crate) name: &'a str,
    /// The folder for the code.
    pub(crate) out: &'a Path,
}

/// How a document is given to a generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Way {
    /// As it stands.
    AsItIs,
    /// Cut down to what progenitor can express.
    CutDown,
    /// Without openapi-generator's own check of documents.
    Unchecked,
}

impl Way {
    /// What a reader is told of it; nothing of a document as it stands.
    pub(crate) fn note(self) -> Option<&'static str> {
        match self {
            Self::AsItIs => None,
            Self::CutDown => Some("without the operations and responses that it refuses"),
            Self::Unchecked => Some("with `--skip-validate-spec`"),
        }
    }
}

impl Tool {
    /// The ways to give it a document, the best first.
    pub(crate) fn ways(&self) -> &'static [Way] {
        match self.kind {
            ToolName::Callspec | ToolName::Ploidy | ToolName::Oas3Gen => &[Way::AsItIs],
            ToolName::Progenitor => &[Way::AsItIs, Way::CutDown],
            ToolName::OpenapiGenerator => &[Way::AsItIs, Way::Unchecked],
        }
    }

    /// Generates a client from a document.
    pub(crate) fn generate(&self, job: Job<'_>, way: Way) -> Command {
        let package = self.package(job.name);
        let mut command = match self.kind {
            ToolName::OpenapiGenerator => Command::new("java"),
            _ => Command::new(&self.program),
        };
        match self.kind {
            ToolName::Callspec => command.args(["codegen", "--name", job.name, "--spec"]),
            ToolName::Ploidy => command.args(["generate", "rust", "--name", &package]),
            ToolName::Oas3Gen => command.args(["generate", "client-mod", "--workspace", "--input"]),
            ToolName::Progenitor => command.args(["progenitor", "--version", "0.1.0", "--name", &package, "--input"]),
            ToolName::OpenapiGenerator => command.arg("-jar").arg(&self.program).args(["generate", "-g", "rust"]),
        };
        if self.kind == ToolName::OpenapiGenerator {
            command.arg(format!("--additional-properties=packageName={package}"));
            command.args((way == Way::Unchecked).then_some("--skip-validate-spec"));
            command.arg("-i");
        }
        command.arg(job.document);
        match self.kind {
            ToolName::Callspec => command.arg("--out"),
            ToolName::OpenapiGenerator => command.arg("-o"),
            _ => command.arg("--output"),
        };
        command.arg(self.out(job));
        // What a panic says is enough.
        command.env("RUST_BACKTRACE", "0");
        command
    }

    /// Where the crate goes: one is named after its folder.
    pub(crate) fn out(&self, job: Job<'_>) -> PathBuf {
        match self.kind {
            ToolName::Callspec => job.out.to_owned(),
            _ => job.out.join(self.package(job.name)),
        }
    }
}
