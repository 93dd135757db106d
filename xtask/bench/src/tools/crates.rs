//! What each generator's output is to cargo. In: a document's name. Out: packages, and where they are.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Job, Tool, ToolName};

/// The packages of one client.
#[derive(Clone, Debug)]
pub(crate) struct Crates {
    /// All, in the order in which they depend on each other.
    pub(crate) packages: Vec<String>,
}

impl Crates {
    /// The package that a user depends on.
    pub(crate) fn client(&self) -> &str {
        self.packages.last().map_or("", String::as_str)
    }
}

/// How the types are had without the client.
pub(crate) enum Models {
    /// As a package of the client's.
    Package(String),
    /// As a single file, made by a command, in a package that has the client's manifest.
    File(Command),
    /// Not at all.
    None,
}

impl Tool {
    /// The name of the package that a user depends on.
    pub(crate) fn package(&self, name: &str) -> String {
        match self.kind {
            ToolName::Callspec => format!("{name}-client"),
            _ => format!("{name}-api"),
        }
    }

    /// The folder of that package.
    pub(crate) fn client(&self, job: Job<'_>) -> PathBuf {
        match self.kind {
            ToolName::Callspec => job.out.join(self.package(job.name)),
            _ => self.out(job),
        }
    }

    /// What it generates of a document.
    pub(crate) fn crates(&self, name: &str) -> Crates {
        let models = (self.kind == ToolName::Callspec).then(|| format!("{name}-models"));
        Crates {
            packages: models.into_iter().chain([self.package(name)]).collect(),
        }
    }

    /// How its types are had without its client; `file` is where a single file goes.
    pub(crate) fn models(&self, job: Job<'_>, file: &Path) -> Models {
        match self.kind {
            ToolName::Callspec => Models::Package(format!("{}-models", job.name)),
            ToolName::Oas3Gen => {
                let mut command = Command::new(&self.program);
                command.args(["generate", "types", "--input"]).arg(job.document);
                command.arg("--output").arg(file);
                Models::File(command)
            }
            ToolName::Ploidy | ToolName::Progenitor | ToolName::OpenapiGenerator => Models::None,
        }
    }
}
