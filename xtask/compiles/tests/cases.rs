//! The crates that all cases expect: one scratch workspace, no warning of rustc, clippy or rustdoc.
//!
//! The workspace is `target/cases`; it stays there, so that the next run builds only what changed. Its lock file is that of
//! the project's crates, so that it takes the same versions.

#[path = "../../codegen/tests/common/folders.rs"]
mod folders;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The features that generated code depends on. `chrono` and `time` only pass something on to the runtime, and what they
/// need is not there on a clean checkout, as nothing else in the project turns them on.
const FEATURES: &str = "testing,blocking,tracing";

const MANIFEST: &str = r#"# Made by xtask/codegen/tests/compiles.rs.

[workspace]
resolver = "3"
members = ["*/*-models", "*/*-client"]

[profile.dev]
debug = false
"#;

#[test]
fn expected_crates_build_without_a_warning() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let scratch = root.join("target/cases");
    let count = lay_out(root, &scratch);
    eprintln!(
        "checking {count} crates in {}; the first time takes minutes",
        scratch.display()
    );
    let build = ["--workspace", "--features", FEATURES];
    cargo(&scratch, &[&["clippy"][..], &build, &["--", "-D", "warnings"]].concat());
    cargo(&scratch, &[&["doc", "--no-deps"][..], &build].concat());
}

/// Makes the workspace hold the expected crates; what has not changed is not touched, so cargo need not build it again.
fn lay_out(root: &Path, scratch: &Path) -> usize {
    let mut wanted = BTreeSet::new();
    let mut crates = 0;
    for folder in folders::all("cases") {
        for file in files(&folder.join("expected")) {
            let path = Path::new(&folders::name(&folder)).join(file.strip_prefix(folder.join("expected")).unwrap());
            if path.components().count() > 2 {
                crates += usize::from(path.ends_with("Cargo.toml"));
                put(&scratch.join(&path), &fs::read_to_string(&file).unwrap());
                wanted.insert(scratch.join(path));
            }
        }
    }
    let left_over = files(scratch).into_iter().filter(|file| {
        let is_ours = file.parent() != Some(scratch) && !file.starts_with(scratch.join("target"));
        is_ours && !wanted.contains(file)
    });
    for file in left_over {
        fs::remove_file(&file).unwrap();
        let emptied = file.ancestors().skip(1).map(fs::remove_dir);
        // A folder that still holds something stays.
        let _ = emptied.take_while(Result::is_ok).count();
    }
    put(&scratch.join("Cargo.toml"), MANIFEST);
    fs::copy(root.join("Cargo.lock"), scratch.join("Cargo.lock")).unwrap();
    crates
}

/// Writes a file if it holds something else.
fn put(file: &Path, text: &str) {
    if fs::read_to_string(file).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// All files below a folder, builds left out.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("cases/target") {
            found.extend(files(&path));
        } else if path.is_file() {
            found.push(path);
        }
    }
    found
}

/// Runs cargo in the workspace, into its own target folder; fails with what it says.
fn cargo(scratch: &Path, arguments: &[&str]) {
    eprintln!("cargo {}", arguments.join(" "));
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(scratch)
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env("CARGO_TERM_COLOR", "never")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {} fails:\n{said}", arguments.join(" "));
}
