//! Installs the rivals. In: the folder for them. Out: each that can be run, or why it cannot.
//!
//! What is there at the pinned version is left as it is, so that only the first run needs a network.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Tool, ToolName};
use crate::measure::Fault;

/// The version of cargo-llvm-lines, which counts functions.
pub(crate) const LLVM_LINES: &str = "0.4.48";

/// Makes a generator ready to run.
pub(crate) fn install(kind: ToolName, tool: &Path, folder: &Path) -> Result<Tool, Fault> {
    let cargo = |package, binary| cargo_install(package, kind.version(), binary, folder);
    let program = match kind {
        ToolName::Callspec => tool.to_owned(),
        ToolName::Ploidy => cargo("ploidy", "ploidy")?,
        ToolName::Oas3Gen => cargo("oas3-gen", "oas3-gen")?,
        ToolName::Progenitor => cargo("cargo-progenitor", "cargo-progenitor")?,
        ToolName::OpenapiGenerator => jar(kind.version(), folder)?,
    };
    Ok(Tool { kind, program })
}

/// Makes cargo-llvm-lines ready to run.
pub(crate) fn llvm_lines(folder: &Path) -> Result<PathBuf, Fault> {
    cargo_install("cargo-llvm-lines", LLVM_LINES, "cargo-llvm-lines", folder)
}

fn cargo_install(package: &str, version: &str, binary: &str, folder: &Path) -> Result<PathBuf, Fault> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut list = Command::new(&cargo);
    list.args(["install", "--list", "--root"]).arg(folder);
    let program = folder.join("bin").join(binary);
    let is_there = said(&mut list).is_ok_and(|list| list.lines().any(|line| line == format!("{package} v{version}:")));
    if !is_there || !program.is_file() {
        let mut install = Command::new(&cargo);
        install.args(["install", "--locked", "--force", "--version", version, "--root"]);
        said(install.arg(folder).arg(package))?;
    }
    Ok(program)
}

/// The jar, which the package of the same version brings along.
fn jar(version: &str, folder: &Path) -> Result<PathBuf, Fault> {
    said(Command::new("java").arg("-version")).map_err(|_| Fault::new("no Java", "`java -version` does not run"))?;
    let home = folder.join("openapi-generator");
    let record = home.join(format!("openapi_generator_cli-{version}.dist-info"));
    if !record.is_dir() {
        let mut install = Command::new("python3");
        install.args(["-m", "pip", "install", "--no-deps", "--upgrade", "--find-links"]);
        install.arg(folder).arg("--target").arg(&home);
        said(install.arg(format!("openapi-generator-cli=={version}")))?;
    }
    Ok(home.join("openapi_generator_cli/openapi-generator.jar"))
}

/// What a command writes, or why it failed.
fn said(command: &mut Command) -> Result<String, Fault> {
    let output = command.output().map_err(|error| {
        let name = Path::new(command.get_program()).file_name().unwrap_or_default();
        Fault::new("not installed", format!("{}: {error}", name.display()))
    })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let heard = Fault::heard(&String::from_utf8_lossy(&output.stderr));
    Err(Fault::new("not installed", heard.reason))
}
