//! The commands as a user runs them: exit codes, streams, and folders after kills and crowds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::voice::spec;

/// A project with its own specs and an empty `generated`, removed in the end.
struct Project(PathBuf);

impl Project {
    fn new(specs: &[(&str, &str)]) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "callspec-commands-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&path);
        for folder in [
            "specs",
            "xtask",
            "generated",
            "target",
            "crates/callspec-core",
            "crates/callspec-types",
        ] {
            fs::create_dir_all(path.join(folder)).unwrap();
            fs::write(path.join(folder).join("Cargo.toml"), "[package]\n").unwrap();
        }
        fs::remove_file(path.join("specs/Cargo.toml")).unwrap();
        for folder in ["generated", "target"] {
            fs::remove_file(path.join(folder).join("Cargo.toml")).unwrap();
        }
        for (name, text) in specs {
            fs::write(path.join("specs").join(name), text).unwrap();
        }
        Self(path)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(arguments)
            .current_dir(&self.0)
            .env_remove("CARGO_MANIFEST_DIR")
            .env("NO_COLOR", "1");
        command
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let Output { status, stdout, stderr } = self.command(arguments).output().unwrap();
        (
            status.code(),
            String::from_utf8(stdout).unwrap(),
            String::from_utf8(stderr).unwrap(),
        )
    }

    fn generated(&self) -> BTreeMap<PathBuf, String> {
        files(&self.0.join("generated"))
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.insert(path.clone(), fs::read_to_string(&path).unwrap());
        }
    }
    all
}

#[test]
fn generate_check_edit_check() {
    let project = Project::new(&[("voice.yaml", &spec(1, 2))]);
    let (code, out, err) = project.run(&["codegen", "--check"]);
    assert_eq!((code, err.as_str()), (Some(1), ""), "{out}");
    assert!(
        out.contains("missing: generated/voice-models/Cargo.toml\n") && out.ends_with("run: cargo xtask codegen\n"),
        "{out}"
    );
    let (code, out, err) = project.run(&["codegen"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let created = "specs/voice.yaml: 1 of 1 operations, 2 of 2 schemas, 0 weakened, 0 skipped; files: 11 created
  created generated/voice-models (5 files)
  created generated/voice-client (6 files)
created generated/rustfmt.toml
";
    assert_eq!(out, created);
    let before = project.generated();
    let (code, out, _) = project.run(&["codegen"]);
    assert!(code == Some(0) && out.ends_with("; files: 11 unchanged\n"), "{out}");
    assert_eq!(
        project.run(&["codegen", "--check"]),
        (Some(0), String::new(), String::new())
    );

    let library = project.0.join("generated/voice-models/src/lib.rs");
    fs::write(&library, format!("{}// edited\n", before[&library])).unwrap();
    fs::remove_file(project.0.join("generated/voice-client/Cargo.toml")).unwrap();
    fs::write(project.0.join("generated/voice-models/src/extra.rs"), "// @generated\n").unwrap();
    fs::write(project.0.join("generated/voice-models/src/mine.rs"), "// by hand\n").unwrap();
    let (code, out, _) = project.run(&["codegen", "--check"]);
    assert_eq!(code, Some(1));
    for part in [
        "+++ b/generated/voice-models/src/lib.rs\n",
        "\n-// edited\n",
        "missing: generated/voice-client/Cargo.toml\n",
        "left over: generated/voice-models/src/extra.rs\n",
        "not generated: generated/voice-models/src/mine.rs\n",
        "\ngenerated is stale: 4 files\nmove or remove: generated/voice-models/src/mine.rs\nrun: cargo xtask codegen\n",
    ] {
        assert!(out.contains(part), "{part} in {out}");
    }
    let (code, out, err) = project.run(&["codegen"]);
    let warning = "warning: generated/voice-models/src/mine.rs was not generated and is kept; move or remove it\n";
    assert_eq!((code, err.as_str()), (Some(0), warning));
    let expected = "; files: 1 created, 1 changed, 1 removed, 1 kept, 9 unchanged
  removed generated/voice-models/src/extra.rs
  changed generated/voice-models/src/lib.rs (edited by hand: the edit is lost; change specs/voice.yaml instead)
  created generated/voice-client/Cargo.toml
";
    assert!(out.ends_with(expected), "{out}");
    let (code, out, _) = project.run(&["codegen", "--check"]);
    let advice = "\ngenerated is stale: 1 file\nmove or remove: generated/voice-models/src/mine.rs\n";
    assert!(code == Some(1) && out.ends_with(advice), "{out}");
    fs::remove_file(project.0.join("generated/voice-models/src/mine.rs")).unwrap();
    assert_eq!(
        project.run(&["codegen", "--check"]).0,
        Some(0),
        "what is advised makes the check pass"
    );
    assert_eq!(project.generated(), before);
}

#[test]
fn the_project_is_found_from_below() {
    let project = Project::new(&[("voice.yaml", &spec(1, 1))]);
    let mut command = project.command(&["codegen"]);
    let output = command
        .current_dir(project.0.join("crates/callspec-core"))
        .output()
        .unwrap();
    assert!(output.status.success() && project.0.join("generated/voice-models/Cargo.toml").is_file());
    let mut command = project.command(&["codegen", "--check"]);
    let output = command
        .current_dir(std::env::temp_dir())
        .env("CARGO_MANIFEST_DIR", project.0.join("xtask"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let output = project.command(&["codegen"]).current_dir("/").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_faulty_spec_stops_all_and_shows_where() {
    let faulty = spec(1, 1).replace(
        "      summary: List calls\n",
        "      summary: List calls\n      summary: Again\n",
    );
    let project = Project::new(&[("good.yaml", &spec(1, 1)), ("bad.yaml", &faulty)]);
    let (code, out, err) = project.run(&["codegen"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(
        err.contains("error[duplicate-key]") && err.contains("--> specs/bad.yaml:11:7\n"),
        "{err}"
    );
    assert!(err.ends_with("error: nothing was written to generated\n"), "{err}");
    assert_eq!(project.generated().len(), 0);
    let (code, out, err) = project.run(&["lint", "specs/good.yaml", "specs/bad.yaml"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("specs/bad.yaml: 1 error"), "{err}");
    assert_eq!(
        project.run(&["lint", "specs/good.yaml"]),
        (Some(0), String::new(), String::new())
    );
    let (code, out, _) = project.run(&["ir", "specs/good.yaml"]);
    assert!(code == Some(0) && out.contains("list_calls"), "{out}");
}

#[test]
fn what_cannot_be_done_ends_with_2() {
    let project = Project::new(&[("voice.yaml", &spec(1, 1))]);
    for arguments in [
        &["lint", "missing.yaml"][..],
        &["ir", "missing.yaml"],
        &["codegen", "--spec", "specs/voice.yaml"],
        &["codegen", "--spec", "specs/voice.yaml", "--name", "../x", "--out", "o"],
        &["codegen", "--spec", "missing.yaml", "--name", "x", "--out", "o"],
        &[
            "codegen",
            "--spec",
            "specs/voice.yaml",
            "--name",
            "x",
            "--out",
            "o",
            "--core",
            "specs",
        ],
        &["codegen", "--name", "x"],
        &["unknown"],
    ] {
        let (code, out, err) = project.run(arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}: {err}");
        assert!(err.starts_with("error: "), "{err}");
    }
    assert!(!project.0.join("o").exists());
    fs::remove_file(project.0.join("specs/voice.yaml")).unwrap();
    assert_eq!(
        project.run(&["codegen"]).0,
        Some(2),
        "no spec is no reason to remove all crates"
    );
}

#[test]
fn every_command_shows_an_example() {
    let project = Project::new(&[]);
    for arguments in [
        &["--help"][..],
        &["codegen", "--help"],
        &["lint", "--help"],
        &["ir", "--help"],
    ] {
        let (code, out, _) = project.run(arguments);
        assert!(
            code == Some(0) && out.contains("Example") && out.contains("\n  cargo xtask "),
            "{out}"
        );
    }
}

#[test]
fn foreign_documents_share_a_folder_that_is_a_workspace() {
    let project = Project::new(&[]);
    fs::write(project.0.join("Voice.json.yaml"), spec(1, 1).replace("'200'", "200")).unwrap();
    let run = |name: &str, core: &[&str]| {
        let arguments = [
            "codegen",
            "--spec",
            "Voice.json.yaml",
            "--name",
            name,
            "--out",
            "deep/out",
        ];
        project.run(&[&arguments[..], core].concat())
    };
    let (code, out, err) = run("one", &[]);
    assert!(code == Some(0) && err.contains("warning[integer-key]"), "{out}{err}");
    for core in ["crates", "crates/callspec-core", "./crates/../crates"] {
        assert_eq!(run("two", &["--core", core]).0, Some(0));
    }
    let all = files(&project.0.join("deep/out"));
    let text = |path: &str| all[&project.0.join("deep/out").join(path)].clone();
    assert!(text("Cargo.toml").starts_with("# @generated by cargo xtask codegen. Do not edit.\n"));
    assert!(text("Cargo.toml").contains("members = [\"*-models\", \"*-client\"]"));
    assert!(
        text("one-models/Cargo.toml")
            .lines()
            .next()
            .unwrap()
            .contains("from Voice.json.yaml.")
    );
    for part in ["one-client", "two-client"] {
        let manifest = text(&format!("{part}/Cargo.toml"));
        assert!(manifest.contains("\"../../../crates/callspec-core\""), "{manifest}");
    }
    fs::write(project.0.join("deep/out/Cargo.toml"), "[workspace]\n").unwrap();
    let (code, _, err) = run("one", &[]);
    assert!(code == Some(2) && err.contains("was not generated"), "{err}");
}

/// Two versions of a spec; what a run leaves that is killed at any moment is one of the two trees.
#[test]
fn a_killed_run_leaves_the_old_or_the_new_tree() {
    let project = Project::new(&[("voice.yaml", &spec(1, 40))]);
    let trees = [1, 2].map(|version| {
        fs::write(project.0.join("specs/voice.yaml"), spec(version, 40)).unwrap();
        assert_eq!(project.run(&["codegen"]).0, Some(0));
        project.generated()
    });
    assert_ne!(trees[0], trees[1]);
    let begun = Instant::now();
    fs::write(project.0.join("specs/voice.yaml"), spec(1, 40)).unwrap();
    assert_eq!(project.run(&["codegen"]).0, Some(0));
    let whole = begun.elapsed();
    for round in 0..50 {
        fs::write(project.0.join("specs/voice.yaml"), spec(1 + round % 2, 40)).unwrap();
        let mut child = project.command(&["codegen"]).stdout(Stdio::null()).spawn().unwrap();
        thread::sleep(whole.mul_f64(f64::from(u32::try_from(round * 7 % 40).unwrap()) / 36.0));
        let _ = child.kill();
        child.wait().unwrap();
        let left = project.generated();
        assert!(
            trees.contains(&left),
            "round {round}: a mixture of {} files",
            left.len()
        );
    }
    assert_eq!(project.run(&["codegen"]).0, Some(0));
    let rests = fs::read_dir(&project.0).unwrap().filter(|entry| {
        entry
            .as_ref()
            .unwrap()
            .file_name()
            .to_string_lossy()
            .contains(".callspec-")
    });
    assert_eq!(rests.count(), 0, "the next run removes what a killed one left");
}

#[test]
fn eight_runs_at_once_leave_one_tree() {
    let project = Project::new(&[("voice.yaml", &spec(1, 20))]);
    assert_eq!(project.run(&["codegen"]).0, Some(0));
    fs::write(project.0.join("specs/voice.yaml"), spec(2, 20)).unwrap();
    let children: Vec<_> = (0..8)
        .map(|_| project.command(&["codegen"]).stdout(Stdio::null()).spawn().unwrap())
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let together = project.generated();
    assert_eq!(project.run(&["codegen", "--check"]).0, Some(0));
    fs::remove_dir_all(project.0.join("generated/voice-models")).unwrap();
    fs::remove_dir_all(project.0.join("generated/voice-client")).unwrap();
    thread::sleep(Duration::from_millis(1));
    assert_eq!(project.run(&["codegen"]).0, Some(0));
    assert_eq!(project.generated(), together);
}

/// Where and as whom the tool runs leaves no trace in what it writes.
#[test]
fn the_output_depends_on_the_document_alone() {
    let projects = [
        Project::new(&[("voice.yaml", &spec(1, 5))]),
        Project::new(&[("voice.yaml", &spec(1, 5))]),
    ];
    let trees = [&projects[0], &projects[1]].map(|project| {
        let mut command = project.command(&["codegen"]);
        if std::ptr::eq(project, &projects[1]) {
            command
                .current_dir(project.0.join("specs"))
                .env("TZ", "Asia/Tokyo")
                .env("LANG", "tr_TR.UTF-8")
                .env("HOME", "/nowhere");
        }
        assert!(command.output().unwrap().status.success());
        let relative = |(path, text): (PathBuf, String)| (path.strip_prefix(&project.0).unwrap().to_owned(), text);
        project
            .generated()
            .into_iter()
            .map(relative)
            .collect::<BTreeMap<_, _>>()
    });
    assert_eq!(trees[0], trees[1]);
}
