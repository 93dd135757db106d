//! Instructions of a call. In: figures without them. Out: the same with them, where valgrind is at hand.
//!
//! The difference between many calls and few: what starts the program and makes the connection is in both.

use std::process::Command;

use crate::report::Call;
use crate::subject::Subject;
use crate::{Result, rounds};

const FEW: u64 = 100;
const MANY: u64 = 600;

/// Makes calls of one subject, for callgrind.
pub(crate) fn call(name: &str, url: &str, count: &str) -> Result<()> {
    let subjects = Subject::all(url)?;
    let subject = subjects
        .iter()
        .find(|subject| subject.name() == name)
        .ok_or("no such subject")?;
    rounds::runtime()?.block_on(rounds::repeat(subject, count.parse()?))
}

/// Adds the instructions of one call to each.
pub(crate) fn add(mut calls: Vec<Call>, url: &str) -> Result<Vec<Call>> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        return Ok(calls);
    }
    for call in &mut calls {
        let name = format!("{}/{}", call.operation, call.client);
        let (few, many) = (count(&name, url, FEW)?, count(&name, url, MANY)?);
        call.instructions = Some(many.saturating_sub(few) / (MANY - FEW));
    }
    Ok(calls)
}

fn count(name: &str, url: &str, calls: u64) -> Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .args(["call", name, url, &calls.to_string()])
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find_map(|line| line.split_once("Collected : "));
    let count = line.and_then(|(_, count)| count.trim().parse().ok());
    count
        .filter(|_| output.status.success())
        .ok_or_else(|| format!("{name}: callgrind counted nothing\n{said}").into())
}
