//! A program of two calls. In: a program per document and generator, in `xtask/bench/programs`. Out: the size of what is linked
//! for release and stripped; beside it one by hand with the same features of reqwest, and callspec's with the same TLS.
//!
//! Which TLS comes along differs between generators and weighs more than all else: who takes the system's OpenSSL has it
//! in a library beside the program. So two programs compare only where both have the same TLS.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::folders::{self, Folders, said};
use super::functions::{self, Functions};
use crate::Bench;
use crate::documents::Document;
use crate::measure::Fault;

/// A program of two calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Program {
    /// Bytes of the program.
    pub(crate) bytes: u64,
    /// Bytes of the one by hand.
    pub(crate) by_hand: u64,
    /// Bytes of callspec's with the TLS that this one has.
    pub(crate) callspec: Result<u64, Fault>,
    /// What of the program itself reaches code generation.
    pub(crate) functions: Result<Functions, Fault>,
    /// The features of its reqwest that bring TLS.
    pub(crate) tls: Vec<String>,
}

/// How a line of a program begins that says what it needs beside the client.
const NEEDS: &str = "// needs: ";

/// The program by hand, beside those of the generators.
const BY_HAND: &str = "by-hand";

/// Links the programs; `own` is where callspec's client of the same document is, if there is one.
pub(super) fn run(
    bench: &Bench<'_>,
    document: &Document,
    (folders, own): (&Folders, Option<&Folders>),
    counter: Result<&Path, &Fault>,
) -> io::Result<Result<Program, Fault>> {
    let folder = bench.root.join("xtask/bench/programs").join(&document.name);
    let (Some(program), Some(by_hand)) = (read(&folder, folders.tool)?, read(&folder, BY_HAND)?) else {
        return Ok(Err(Fault::new("no program", "none is written for this document")));
    };
    folders.write_user(&program, &needs(&program))?;
    let linked = (|| {
        let bytes = link(&folders.user, &folders.builds)?;
        let functions = counter
            .map_err(Clone::clone)
            .and_then(|counter| functions::of_program(folders, counter));
        let all = features(folders)?;
        let tls: Vec<String> = all.iter().filter(|feature| feature.contains("tls")).cloned().collect();
        let callspec = match own {
            Some(own) if own.tool == folders.tool => Ok(bytes),
            Some(own) => with_tls(own, &folder, &tls),
            None => Err(Fault::new("not measured", "callspec's client does not compile")),
        };
        Ok(Program {
            bytes,
            by_hand: link_beside(folders, BY_HAND, &by_hand, &[&reqwest(&all)?])?,
            callspec,
            functions,
            tls,
        })
    })();
    Ok(linked)
}

/// The size of callspec's program with the TLS of another's.
fn with_tls(own: &Folders, programs: &Path, tls: &[String]) -> Result<u64, Fault> {
    let program = read(programs, own.tool).map_err(broken)?;
    let program = program.ok_or_else(|| Fault::new("no program", "none is written for this document"))?;
    let client = own.dependency(", default-features = false, features = [\"reqwest\"]");
    link_beside(own, "other-tls", &program, &[&client, &reqwest(tls)?])
}

/// The line of a manifest that asks for reqwest with some features.
fn reqwest(features: &[String]) -> Result<String, Fault> {
    let list = serde_json::to_string(features).map_err(broken)?;
    Ok(format!(
        "reqwest = {{ version = \"0.13\", default-features = false, features = {list} }}"
    ))
}

/// Links a program beside a generator's, with what is built for that one; its size.
fn link_beside(folders: &Folders, name: &str, program: &str, more: &[&str]) -> Result<u64, Fault> {
    let folder = folders.user.with_file_name(name);
    let needs: Vec<&str> = needs(program).into_iter().chain(more.iter().copied()).collect();
    folders::write_crate(&folder, program, &needs).map_err(broken)?;
    link(&folder, &folders.builds)
}

fn broken(error: impl ToString) -> Fault {
    Fault::new("not measured", error.to_string())
}

fn read(folder: &Path, name: &str) -> io::Result<Option<String>> {
    match fs::read_to_string(folder.join(format!("{name}.rs"))) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn needs(program: &str) -> Vec<&str> {
    program.lines().filter_map(|line| line.strip_prefix(NEEDS)).collect()
}

/// Builds a crate for release; the size of its program.
fn link(folder: &Path, builds: &Path) -> Result<u64, Fault> {
    said(&mut folders::cargo(folder, builds, &["build", "--release"]))?;
    let program = builds
        .join("release")
        .join(format!("user{}", std::env::consts::EXE_SUFFIX));
    fs::metadata(program).map(|data| data.len()).map_err(broken)
}

/// The features that a client asks of reqwest, its hidden ones left out.
fn features(folders: &Folders) -> Result<Vec<String>, Fault> {
    let metadata = said(&mut folders.cargo(&["metadata", "--format-version=1"]))?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(broken)?;
    let list = |of: &Value| of.as_array().cloned().unwrap_or_default();
    let packages = list(&metadata["packages"]);
    let reqwest = packages.iter().find(|package| package["name"] == "reqwest");
    let id = reqwest.map(|package| package["id"].clone());
    let nodes = list(&metadata["resolve"]["nodes"]);
    let node = nodes.iter().find(|node| Some(&node["id"]) == id.as_ref());
    let features = node.map(|node| list(&node["features"])).unwrap_or_default();
    let names = features
        .iter()
        .filter_map(|feature| feature.as_str().map(str::to_owned));
    Ok(names.filter(|name| !name.starts_with('_')).collect())
}
