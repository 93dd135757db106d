//! Counting. In: scenarios. Out: the instructions that each takes, by valgrind's callgrind.
//!
//! Collected is what runs inside a function called `measured`, and all that threads do: only what is measured starts any.

use std::path::Path;
use std::process::{Command, Output};

use crate::scenario::{PACKAGES, Scenario};
use crate::{Counts, Result};

/// Builds the packages and counts all scenarios.
pub(crate) fn count(root: &Path, scenarios: &[Scenario]) -> Result<Counts> {
    for package in PACKAGES {
        let built = Command::new(env!("CARGO"))
            .args(["build", "--release", "--locked", "--package", package])
            .current_dir(root.join("benches"))
            .status()?;
        if !built.success() {
            return Err(format!("{package} does not build").into());
        }
    }
    let one = |scenario: &Scenario| Ok((scenario.name.clone(), instructions(root, scenario)?));
    scenarios.iter().map(one).collect()
}

fn instructions(root: &Path, scenario: &Scenario) -> Result<u64> {
    // Built as this program was, wherever cargo builds.
    let program = std::env::current_exe()?.with_file_name(scenario.package);
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(["--toggle-collect=*measured*", "--toggle-collect=*thread_start*"])
        .arg(program)
        .args(&scenario.arguments)
        .current_dir(root)
        .output()
        .map_err(|error| format!("valgrind cannot be run ({error}); on Debian: apt-get install valgrind"))?;
    collected(&output).ok_or_else(|| {
        let said = String::from_utf8_lossy(&output.stderr);
        format!("{}: callgrind counted nothing\n{said}", scenario.name).into()
    })
}

/// `==123== Collected : 456`, at the end of a run that succeeded.
fn collected(output: &Output) -> Option<u64> {
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find_map(|line| line.split_once("Collected : "))?;
    let count = line.1.trim().parse().ok()?;
    (output.status.success() && count > 0).then_some(count)
}

/// The compiler, as it names itself.
pub(crate) fn rustc() -> Result<String> {
    let output = Command::new("rustc").arg("--version").output()?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
