//! The stamp that lets `codegen` skip a run with nothing to do: it may say so only where nothing differs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use super::voice::spec;

/// A project with one document that has been generated, removed in the end.
struct Project(PathBuf);

/// A change of a project's folder.
type Edit = fn(&Project);

const LIBRARY: &str = "generated/voice-models/src/lib.rs";

impl Project {
    fn new(spec: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("callspec-stamp-{}-{count}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        for folder in ["specs", "xtask", "generated", "target"] {
            fs::create_dir_all(path.join(folder)).unwrap();
        }
        let project = Self(path);
        project.write("xtask/Cargo.toml", "[package]\n");
        project.write("specs/voice.yaml", spec);
        project
    }

    fn generated(spec: &str) -> Self {
        let project = Self::new(spec);
        project.run();
        project
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.join(file), text).unwrap();
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }

    fn stamp(&self) -> PathBuf {
        self.0.join("target/codegen.stamp")
    }

    /// When the stamp was written: a whole run writes a new one.
    fn stamped(&self) -> Option<SystemTime> {
        Some(fs::metadata(self.stamp()).ok()?.modified().unwrap())
    }

    fn run_by(&self, tool: &Path) -> (String, String) {
        let mut command = Command::new(tool);
        let command = command.arg("codegen").current_dir(&self.0);
        let output = command
            .env_remove("CARGO_MANIFEST_DIR")
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let (out, err) = (text(output.stdout), text(output.stderr));
        assert!(output.status.success(), "{err}");
        (out, err)
    }

    fn run(&self) -> (String, String) {
        self.run_by(Path::new(env!("CARGO_BIN_EXE_xtask")))
    }

    /// Whether a run is the whole one.
    fn is_whole(&self) -> bool {
        let before = self.stamped();
        self.run();
        before.is_none() || self.stamped() != before
    }

    fn is_fresh(&self) -> bool {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        let command = command.args(["codegen", "--check"]).current_dir(&self.0);
        command.env_remove("CARGO_MANIFEST_DIR").status().unwrap().success()
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_run_with_nothing_to_do_says_the_same_and_touches_nothing() {
    let project = Project::generated(&spec(1, 1));
    let library = fs::metadata(project.0.join(LIBRARY)).unwrap().modified().unwrap();
    let line = "specs/voice.yaml: 1 of 1 operations, 1 of 1 schemas, 0 weakened, 0 skipped; files: 10 unchanged\n";
    assert!(!project.is_whole());
    assert_eq!(project.run(), (line.to_owned(), String::new()));
    fs::remove_file(project.stamp()).unwrap();
    assert_eq!(project.run(), (line.to_owned(), String::new()));
    assert_eq!(
        fs::metadata(project.0.join(LIBRARY)).unwrap().modified().unwrap(),
        library
    );
}

#[test]
fn whatever_differs_in_the_folder_is_seen() {
    let project = Project::generated(&spec(1, 1));
    let library = project.text(LIBRARY);
    let edits: [(&str, Edit); 5] = [
        ("edited", |project| project.write(LIBRARY, "// @generated\n// edited\n")),
        ("removed", |project| fs::remove_file(project.0.join(LIBRARY)).unwrap()),
        ("left over", |project| {
            project.write("generated/voice-models/src/old.rs", "// @generated\n")
        }),
        ("a crate left over", |project| {
            fs::create_dir(project.0.join("generated/old-models")).unwrap();
            project.write("generated/old-models/Cargo.toml", "# @generated\n");
        }),
        ("a crate that lost its mark", |project| {
            fs::remove_file(project.0.join("generated/voice-client/Cargo.toml")).unwrap();
        }),
    ];
    for (name, edit) in edits {
        edit(&project);
        assert!(project.is_whole(), "{name}");
        assert!(project.text(LIBRARY) == library && project.is_fresh(), "{name}");
        assert!(!project.is_whole(), "{name}");
    }
}

#[test]
fn a_file_by_hand_is_told_of_each_time() {
    let project = Project::generated(&spec(1, 1));
    project.write("generated/voice-models/src/mine.rs", "// by hand\n");
    for _ in 0..2 {
        assert!(project.run().1.contains("mine.rs was not generated and is kept"));
    }
}

#[test]
fn a_document_that_differs_is_generated() {
    let project = Project::generated(&spec(1, 1));
    let first = project.text(LIBRARY);
    project.write("specs/voice.yaml", &spec(2, 1));
    project.run();
    assert_ne!(project.text(LIBRARY), first);
    // Back to a text that there was a stamp for.
    project.write("specs/voice.yaml", &spec(1, 1));
    project.run();
    assert!(project.text(LIBRARY) == first && project.is_fresh());
    project.write("specs/more.yaml", &spec(1, 1));
    project.run();
    assert!(project.0.join("generated/more-client/Cargo.toml").is_file());
    fs::remove_file(project.0.join("specs/more.yaml")).unwrap();
    project.run();
    assert!(!project.0.join("generated/more-client/Cargo.toml").exists() && project.is_fresh());
}

#[test]
fn a_document_of_several_files_is_always_generated() {
    let root = spec(1, 1).replace("{type: string, description: Its id.}", "{$ref: 'parts/Id.yml'}");
    let project = Project::new(&root);
    fs::create_dir(project.0.join("specs/parts")).unwrap();
    for words in ["Its id.", "Its number."] {
        project.write("specs/parts/Id.yml", &format!("type: string\ndescription: {words}\n"));
        project.run();
        assert_eq!(project.stamped(), None);
        assert!(project.text("generated/voice-models/src/call0.rs").contains(words));
    }
}

#[test]
fn a_damaged_stamp_says_nothing() {
    let project = Project::generated(&spec(1, 1));
    let sound = fs::read(project.stamp()).unwrap();
    for at in [0, 8, 15, 16, 17, sound.len() - 2] {
        let mut damaged = sound.clone();
        damaged[at] ^= 1;
        for bytes in [&damaged[..], &sound[..at]] {
            fs::write(project.stamp(), bytes).unwrap();
            assert!(project.is_whole(), "{at}");
            assert_eq!(fs::read(project.stamp()).unwrap(), sound);
        }
    }
}

/// Copies a program, in a process of its own: a file that this one holds open for writing, at the moment when another
/// test starts a program, stays open there until that runs, and cannot be started itself (`ExecutableFileBusy`).
fn copy(program: &Path, to: &Path) {
    if cfg!(unix) {
        assert!(Command::new("cp").args([program, to]).status().unwrap().success());
    } else {
        fs::copy(program, to).unwrap();
    }
}

#[test]
fn another_tool_generates() {
    let project = Project::generated(&spec(1, 1));
    let tool = project.0.join("tool");
    copy(Path::new(env!("CARGO_BIN_EXE_xtask")), &tool);
    let before = project.stamped();
    project.run_by(&tool);
    let other = project.stamped();
    assert_ne!(other, before);
    project.run_by(&tool);
    assert_eq!(project.stamped(), other);
    assert!(project.is_whole());
}

#[test]
fn nothing_is_kept_where_there_is_no_place_for_it() {
    let project = Project::new(&spec(1, 1));
    fs::remove_dir(project.0.join("target")).unwrap();
    project.run();
    assert!(!project.0.join("target").exists() && project.is_fresh());
}
