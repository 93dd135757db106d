//! `diff` as a user runs it: in a repository with revisions, on files, with accepted breaks; exit codes and formats.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

const SPEC: &str = "openapi: 3.0.3
info: {title: Things, version: 0.4.2}
paths:
  /things:
    get:
      operationId: list_things
      description: Lists things.
      responses:
        '200':
          description: All.
          content: {application/json: {schema: {$ref: 'parts/thing.yaml'}}}
";
const PART: &str = "type: object
required: [id, name]
properties:
  id: {type: string, description: Id of the thing.}
  name: {type: string, description: Name of the thing.}
description: A thing.
";

/// A project in a git repository, removed in the end.
struct Project(PathBuf);

impl Project {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("callspec-diff-{}-{count}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        let project = Self(path);
        project.put("xtask/Cargo.toml", "[package]\n");
        project.put("specs/things.yaml", SPEC);
        project.put("specs/parts/thing.yaml", PART);
        project.git(&["init", "--quiet", "--initial-branch=main"]);
        project.commit("base");
        project
    }

    fn put(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .args([
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@example.com",
                "-c",
                "commit.gpgsign=false",
            ])
            .args(arguments)
            .current_dir(&self.0)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "git {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    fn diff(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("diff")
            .args(arguments)
            .current_dir(&self.0)
            .env_remove("CARGO_MANIFEST_DIR")
            .output()
            .unwrap()
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn first_line(output: &Output) -> String {
    out(output).lines().next().unwrap_or_default().to_owned()
}

#[test]
fn the_working_tree_is_compared_with_where_the_branch_began() {
    let project = Project::new();
    let same = project.diff(&[]);
    assert_eq!(
        (code(&same), first_line(&same)),
        (
            0,
            "things: no release needed, 0 breaking on the wire, 0 in Rust, 0 additive".to_owned()
        )
    );
    project.git(&["checkout", "--quiet", "-b", "topic"]);
    // The change is in a file that the document references, once committed and once not.
    project.put("specs/parts/thing.yaml", &PART.replace("[id, name]", "[id]"));
    let changed = project.diff(&[]);
    let line = "things: MAJOR needed (0.4.2 → 0.5.0), 1 breaking on the wire, 1 in Rust, 0 additive; `info.version` is 0.4.2, which is too small ✗";
    assert_eq!((code(&changed), first_line(&changed)), (1, line.to_owned()));
    assert!(
        out(&changed).contains("specs/parts/thing.yaml:5:3"),
        "{}",
        out(&changed)
    );
    project.commit("change");
    assert_eq!(first_line(&project.diff(&[])), line);
    assert_eq!(first_line(&project.diff(&["--base", "main", "--head", "topic"])), line);
    assert_eq!(
        first_line(&project.diff(&["--base", "main:specs/things.yaml", "--head", "specs/things.yaml"])),
        line
    );
    assert_eq!(code(&project.diff(&["--base", "topic"])), 0);
    assert_eq!(project.git(&["status", "--porcelain"]), "", "nothing is checked out");
}

#[test]
fn a_break_is_accepted_until_a_day_and_the_bump_is_still_asked_for() {
    let project = Project::new();
    project.put("specs/parts/thing.yaml", &PART.replace("[id, name]", "[id]"));
    let json: serde_json::Value = serde_json::from_str(&out(&project.diff(&["--format", "json"]))).unwrap();
    let fingerprint = json["providers"][0]["findings"][0]["fingerprint"]
        .as_str()
        .unwrap()
        .to_owned();
    let entry = |fingerprint: &str, until: &str| {
        format!("[[accepted]]\nfingerprint = \"{fingerprint}\"\nreason = \"It never came.\"\nuntil = \"{until}\"\n")
    };
    project.put("accepted-breaks.toml", &entry(&fingerprint, "2999-12-31"));
    let accepted = project.diff(&[]);
    assert!(
        out(&accepted).contains("accepted: It never came."),
        "{}",
        out(&accepted)
    );
    assert_eq!(code(&accepted), 1, "the version is too small");
    project.put("specs/things.yaml", &SPEC.replace("0.4.2", "0.5.0"));
    let bumped = project.diff(&[]);
    assert_eq!(code(&bumped), 0, "{}", out(&bumped));
    assert!(
        first_line(&bumped).ends_with("`info.version` is 0.5.0 ✓"),
        "{}",
        first_line(&bumped)
    );
    // Lines move, and the fingerprint stays.
    project.put(
        "specs/parts/thing.yaml",
        &format!("# Moved.\n\n{}", PART.replace("[id, name]", "[id]")),
    );
    assert_eq!(code(&project.diff(&[])), 0);
    project.put("accepted-breaks.toml", "");
    assert_eq!(code(&project.diff(&[])), 1, "a break that nobody accepted");
    project.put(
        "other.toml",
        &(entry(&fingerprint, "2999-12-31") + &entry("000000000000", "2999-12-31")),
    );
    let unmatched = project.diff(&["--accepted", "other.toml"]);
    assert_eq!(code(&unmatched), 1);
    assert!(
        out(&unmatched).contains("line 5: 000000000000 matches no finding"),
        "{}",
        out(&unmatched)
    );
    project.put("other.toml", &entry(&fingerprint, "2020-01-01"));
    assert_eq!(
        code(&project.diff(&["--accepted", "other.toml"])),
        1,
        "an entry that has expired"
    );
    project.put("other.toml", "accepted = 1\n");
    assert_eq!(code(&project.diff(&["--accepted", "other.toml"])), 2);
}

#[test]
fn plain_documents_are_compared_whatever_they_are_called() {
    let project = Project::new();
    let plain = SPEC.replace("{$ref: 'parts/thing.yaml'}", "{type: string}");
    project.put("a/old.yaml", &plain);
    project.put("b/new.json", r#"{"openapi": "3.1.0", "paths": {"/things": {"get": {"responses": {"200": {"content": {"application/json": {"schema": {"type": "string"}}}, "description": "All."}}, "description": "Lists things.", "operationId": "list_things"}}}, "info": {"version": "0.4.2", "title": "Things"}}"#);
    let same = project.diff(&["--base", "a/old.yaml", "--head", "b/new.json"]);
    assert_eq!(code(&same), 0, "{}", out(&same));
    assert!(out(&same).contains("new: no release needed"), "{}", out(&same));
    assert!(
        out(&same).contains("1 edit with no effect: 1 of spelling alone"),
        "{}",
        out(&same)
    );
    for format in ["text", "markdown", "github", "json", "changelog"] {
        assert_eq!(
            code(&project.diff(&["--base", "a", "--head", "specs", "--format", format])),
            0,
            "{format}"
        );
    }
    let gone = project.diff(&["--base", "a", "--head", "specs"]);
    assert!(
        out(&gone).contains("provider-removed") && out(&gone).contains("provider-added"),
        "{}",
        out(&gone)
    );
}

#[test]
fn what_was_generated_by_an_earlier_generator_is_told_apart() {
    let project = Project::new();
    fs::create_dir_all(project.0.join("generated")).unwrap();
    fs::create_dir_all(project.0.join("crates/callspec-core")).unwrap();
    let generated = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("codegen")
        .current_dir(&project.0)
        .output()
        .unwrap();
    assert!(
        generated.status.success(),
        "{}",
        String::from_utf8_lossy(&generated.stderr)
    );
    project.commit("generate");
    let fresh = project.diff(&[]);
    assert_eq!(
        (code(&fresh), first_line(&fresh)),
        (
            0,
            "things: no release needed, 0 breaking on the wire, 0 in Rust, 0 additive".to_owned()
        )
    );
    let file = project.0.join("generated/things-models/src/thing.rs");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("pub name: String", "pub name: Option<String>")).unwrap();
    project.commit("as an earlier generator wrote it");
    let changed = project.diff(&[]);
    assert_eq!(code(&changed), 1);
    assert!(
        out(&changed).contains("The documents are equal; the generator writes other code."),
        "{}",
        out(&changed)
    );
    assert!(
        out(&changed).contains("things::models::Thing::name: Option<String> → String"),
        "{}",
        out(&changed)
    );
}

#[test]
fn what_cannot_be_compared_is_a_failure_and_no_verdict() {
    let project = Project::new();
    for arguments in [
        &["--base", "no-such-branch"][..],
        &["--base", "--upload-pack=x"],
        &["--base", "no/such/file.yaml"],
        &["--base", "main:specs/none.yaml"],
        &["--base", "xtask"],
        &["--accepted", "none.toml"],
    ] {
        let output = project.diff(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", out(&output));
        assert!(output.stdout.is_empty());
    }
    project.put(
        "specs/things.yaml",
        &SPEC.replace("parts/thing.yaml", "parts/none.yaml"),
    );
    let faulty = project.diff(&[]);
    assert_eq!(code(&faulty), 2);
    assert!(String::from_utf8_lossy(&faulty.stderr).contains("parts/none.yaml"));
    let elsewhere = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/endpoint-added");
    let files = ["base.yaml", "head.yaml"].map(|file| elsewhere.join(file).display().to_string());
    assert_eq!(
        code(&project.diff(&["--base", &files[0], "--head", &files[1]])),
        1,
        "an operation is new and the version is not"
    );
}
