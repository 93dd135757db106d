//! The parts that live in `benches/`, a workspace of its own. In: a part. Out: its figures, in the shapes that
//! `benches/README.md` describes; nothing where they cannot be had.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::process::Command;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::measure::{Fault, Spread};
use super::{Bench, Part};

/// What calls cost, and decoding and encoding.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Calls {
    /// Operations of clients.
    pub(super) calls: Vec<Call>,
    /// What is missing.
    pub(super) left_out: Vec<LeftOut>,
    /// Directions of the largest responses.
    pub(super) codec: Vec<Codec>,
}

/// One operation of one client.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Call {
    /// Provider and operation.
    pub(super) operation: String,
    /// The client.
    pub(super) client: String,
    /// Calls one after the other.
    pub(super) requests_per_second: Spread,
    /// From the call to its response.
    pub(super) latency_us: Latency,
    /// Processor time of the client.
    pub(super) cpu_us: Spread,
    /// Allocations of one call.
    pub(super) allocations: f64,
    /// Bytes of these.
    pub(super) allocated_bytes: f64,
    /// Instructions of one call, where they can be counted.
    pub(super) instructions: Option<u64>,
}

/// In microseconds.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Latency {
    /// Half of the calls take less.
    pub(super) median: f64,
    /// One call of a hundred takes more.
    pub(super) p99: f64,
}

/// An operation that a client cannot make.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct LeftOut {
    /// Provider and operation.
    pub(super) operation: String,
    /// The client.
    pub(super) client: String,
    /// Why.
    pub(super) reason: String,
}

/// One direction of one response.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Codec {
    /// Decoding or encoding.
    pub(super) direction: String,
    /// The response.
    pub(super) response: String,
    /// Whose types.
    pub(super) types: String,
    /// Bytes of the body.
    pub(super) body_bytes: u64,
    /// How fast.
    pub(super) megabytes_per_second: Spread,
}

/// Instructions of the generator's stages and of decoding and encoding: the baseline that CI holds them to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Instructions {
    /// The compiler that they were counted with.
    pub(super) rustc: String,
    /// By name: what is done, of what, in which stage or by which types.
    pub(super) counts: BTreeMap<String, u64>,
}

/// Runs a part.
pub(super) fn run(bench: &Bench<'_>, part: Part) -> io::Result<Result<Value, Fault>> {
    bench.tell(part.name());
    let folder = bench.root.join("benches");
    if !folder.is_dir() {
        return Ok(Err(Fault::new("not there", "`benches/` is missing")));
    }
    if part == Part::Instructions {
        let text = fs::read_to_string(folder.join("instructions.toml"))?;
        return Ok(Ok(serde_json::to_value(baseline(&text))?));
    }
    let file = bench.scratch.join("calls.json");
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["run", "--release", "--locked", "--quiet", "--package=calls"]);
    command.arg("--").arg("--json").arg(&file);
    command.args(bench.quick.then_some("--quick")).current_dir(folder);
    let output = command.output()?;
    if !output.status.success() {
        return Ok(Err(Fault::heard(&String::from_utf8_lossy(&output.stderr))));
    }
    let calls: Calls = serde_json::from_slice(&fs::read(file)?)?;
    Ok(Ok(serde_json::to_value(calls)?))
}

/// Reads the file of the baseline, whose lines are `name = value`.
fn baseline(text: &str) -> Instructions {
    let mut found = Instructions::default();
    for (name, value) in text.lines().filter_map(|line| line.split_once('=')) {
        let name = name.trim().trim_matches('"');
        let value = value.trim();
        match value.parse() {
            Ok(count) => {
                found.counts.insert(name.to_owned(), count);
            }
            Err(_) if name == "rustc" => value.trim_matches('"').clone_into(&mut found.rustc),
            Err(_) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_baseline_is_read() {
        let found = baseline("# Counts.\n\nrustc = \"rustc 1.95.0\"\n\n[instructions]\n\"decode/a/by-hand\" = 12\n");
        assert_eq!(found.rustc, "rustc 1.95.0");
        assert_eq!(found.counts, BTreeMap::from([("decode/a/by-hand".to_owned(), 12)]));
    }
}
