//! The types without the client. In: a generated client. Out: what `cargo check` of its types alone takes, where its
//! generator offers that.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::folders::{self, said};
use super::{Entrant, pace};
use crate::Bench;
use crate::documents::Document;
use crate::measure::{Cost, Fault, Racer, race};
use crate::tools::{self, Job};

/// The types alone.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Models {
    /// `cargo check`, with all that they stand on built.
    pub(crate) check: Cost,
    /// Packages that are built for them, themselves included.
    pub(crate) packages: usize,
}

/// Measures one generator.
pub(super) fn run(bench: &Bench<'_>, document: &Document, entrant: &Entrant<'_>) -> io::Result<Result<Models, Fault>> {
    let folders = &entrant.folders;
    let folder = folders.code.with_file_name("models");
    let job = Job {
        document: &document.file,
        name: &document.name,
        out: &folders.code,
    };
    let (folder, package) = match entrant.tool.models(job, &folder.join("src/lib.rs")) {
        tools::Models::Package(package) => (folders.user.clone(), package),
        tools::Models::File(command) => {
            fs::create_dir_all(folder.join("src"))?;
            if let Err(fault) = bench.stopwatch.run(&command) {
                return Ok(Err(fault));
            }
            let package = format!("{}-types", document.name);
            write_manifest(&folders.client, &folder, folders.crates.client(), &package)?;
            (folder, package)
        }
        tools::Models::None => {
            return Ok(Err(Fault::new("not offered", "types come with the client only")));
        }
    };
    let cargo = |arguments: &[&str]| folders::cargo(&folder, &folders.builds, arguments);
    let check = cargo(&["check", "--package", &package]);
    if let Err(fault) = bench.stopwatch.run(&check) {
        return Ok(Err(fault));
    }
    let mut racers = [Racer::new(|| {
        said(&mut cargo(&[
            "clean",
            "--quiet",
            "--profile=dev",
            "--package",
            &package,
        ]))?;
        bench.stopwatch.run(&check)
    })];
    race(&mut racers, pace(bench));
    let [racer] = racers;
    let packages = folders::packages(&folder, &folders.builds, &package)?;
    Ok(racer.outcome().map(|check| Models { check, packages }))
}

/// The client's manifest under another name, as no other is generated for types.
fn write_manifest(client: &Path, folder: &Path, from: &str, to: &str) -> io::Result<()> {
    let manifest = fs::read_to_string(client.join("Cargo.toml"))?;
    let manifest = manifest.replacen(&format!("name = {from:?}"), &format!("name = {to:?}"), 1);
    fs::write(folder.join("Cargo.toml"), manifest + "\n[workspace]\n")
}
