//! The crates of all documents in one scratch workspace. In: rows of generated documents. Out: what the compilers say.
//!
//! One document after the other, each with all cores; what they share is built once. The workspace stays, so that the
//! next run compiles only what has changed. The lock file is the project's.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::probe;
use super::row::{Compiled, Row};
use super::run::Options;

/// The features that generated code depends on; `chrono` and `time` only pass something on to the runtime.
const FEATURES: &str = "testing,blocking,tracing";

/// The feature that crates of documents with webhooks have.
pub(super) const WEBHOOKS: &str = "webhooks";

/// Lines of a complaint that are kept.
const KEPT: usize = 200;

/// The folder of a document's crates.
pub(super) fn folder(options: &Options, name: &str) -> PathBuf {
    options.scratch.join("crates").join(name)
}

/// Compiles the crates of all rows.
pub(super) fn all(rows: &mut [Row], options: &Options, progress: &impl Fn(&str)) -> io::Result<()> {
    lay_out(options)?;
    let mut order: Vec<&mut Row> = rows.iter_mut().filter(|row| row.failure.is_none()).collect();
    let count = order.len();
    order.sort_by_key(|row| row.lines);
    for (index, row) in order.into_iter().enumerate() {
        progress(&format!("compiling {}/{count} {}", index + 1, row.name));
        if options.compile {
            row.compiled = Some(compile(&row.name, options)?);
        }
        if options.examples {
            match probe(&row.name, options)? {
                Ok(said) => probe::heard(row, &said),
                Err(said) => row.failure = Some(format!("the examples cannot be tried:\n{said}")),
            }
        }
    }
    Ok(())
}

/// The workspace of all crates that were ever generated here, so that two runs at once do not take each other's away.
const MANIFEST: &str = r#"# Made by `cargo xtask corpus`.

[workspace]
resolver = "3"
members = ["crates/*/*-models", "crates/*/*-client", "crates/*/*-examples"]

[profile.dev]
debug = false
"#;

/// Makes the scratch folder a workspace.
fn lay_out(options: &Options) -> io::Result<()> {
    fs::write(options.scratch.join("Cargo.toml"), MANIFEST)?;
    fs::copy(options.root.join("Cargo.lock"), options.scratch.join("Cargo.lock"))?;
    Ok(())
}

fn compile(name: &str, options: &Options) -> io::Result<Compiled> {
    let start = Instant::now();
    let mut complaints = BTreeMap::new();
    for (tool, arguments) in [
        ("check", &["check"][..]),
        ("clippy", &["clippy"]),
        ("doc", &["doc", "--no-deps"]),
    ] {
        let said = cargo(name, tool, arguments, options)?;
        // What does not compile is not shown three times.
        let failed = !said.is_empty();
        if failed {
            complaints.insert(tool.to_owned(), said);
            break;
        }
    }
    Ok(Compiled {
        complaints,
        seconds: start.elapsed().as_secs_f64(),
    })
}

/// Runs cargo on a document's crates; what it says, or nothing where it has nothing to say. Warnings are errors.
fn cargo(name: &str, tool: &str, arguments: &[&str], options: &Options) -> io::Result<String> {
    let mut command = command(arguments, options);
    command
        .args(["--features", FEATURES])
        .args(
            has_webhooks(&folder(options, name), name)
                .then_some(["--features", WEBHOOKS])
                .into_iter()
                .flatten(),
        )
        .args(["models", "client"].map(|part| format!("--package={name}-{part}")));
    if tool == "clippy" {
        command.args(["--", "-D", "warnings"]);
    }
    let output = command.output()?;
    let said = complaint(&output.stderr);
    // `cargo check` shows warnings and succeeds.
    let is_clean = output.status.success() && !said.lines().any(|line| line.starts_with("warning"));
    Ok(if is_clean { String::new() } else { said })
}

/// Whether the models of a document, in its folder, have something for receivers of webhooks.
pub(super) fn has_webhooks(folder: &Path, name: &str) -> bool {
    let manifest = fs::read_to_string(folder.join(format!("{name}-models/Cargo.toml")));
    manifest.is_ok_and(|manifest| manifest.contains(&format!("\n{WEBHOOKS} = [")))
}

/// Runs the crate that tries a document's examples: what it says, or what the compiler says of it.
fn probe(name: &str, options: &Options) -> io::Result<Result<String, String>> {
    let data = folder(options, name).join(format!("{name}-examples/examples.txt"));
    let mut command = command(&["run"], options);
    command.arg(format!("--package={name}-examples")).arg("--").arg(data);
    let output = command.output()?;
    Ok(if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(complaint(&output.stderr))
    })
}

fn command(arguments: &[&str], options: &Options) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(arguments)
        .arg("--quiet")
        .args(options.jobs.map(|jobs| format!("--jobs={jobs}")))
        .current_dir(&options.scratch)
        .env("CARGO_TARGET_DIR", options.scratch.join("target"))
        .env("CARGO_TERM_COLOR", "never")
        .env("RUSTDOCFLAGS", "-D warnings");
    command
}

/// What a tool says, as much as people read.
fn complaint(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let lines = said.lines().filter(|line| !line.trim().is_empty());
    lines.take(KEPT).collect::<Vec<_>>().join("\n")
}
