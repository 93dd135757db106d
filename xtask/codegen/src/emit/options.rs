//! How the crates are made, beside what the API says.

/// How the crates are made.
#[derive(Clone, Debug)]
pub struct Options {
    /// The document, as the first line of each file names it: `specs/kathan.yaml`.
    pub spec: String,
    /// Where the crates find the runtime.
    pub runtime: Runtime,
}

/// Where generated crates find callspec-core and callspec-types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In the workspace, which also shares edition, licence and lints.
    Workspace,
    /// In this folder, seen from a generated crate's folder.
    Path(String),
}
