//! A project in a git repository, and what `diff` says in it.
//!
//! In: nothing. Out: a folder with a document of two files, committed to `main`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

pub(crate) const SPEC: &str = "openapi: 3.0.3
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
pub(crate) const PART: &str = "type: object
required: [id, name]
properties:
  id: {type: string, description: Id of the thing.}
  name: {type: string, description: Name of the thing.}
description: A thing.
";

/// A project in a git repository, removed in the end.
pub(crate) struct Project(pub(crate) PathBuf);

impl Project {
    pub(crate) fn new() -> Self {
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

    pub(crate) fn put(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        git(&self.0, arguments)
    }

    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    pub(crate) fn diff(&self, arguments: &[&str]) -> Output {
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

/// Runs git in a folder, as nobody in particular: hooks, templates and settings of whoever runs this are not the project's.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
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
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn first_line(output: &Output) -> String {
    out(output).lines().next().unwrap_or_default().to_owned()
}
