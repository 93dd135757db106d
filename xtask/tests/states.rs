//! `codegen` in a workspace that cargo cannot read: it starts, and leaves one that builds or says which lines to edit.
//!
//! The workspace is a small one without dependencies on a registry, so that cargo needs no network to judge it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::voice::spec;

use crate::project::git;

const ROOT: &str = r#"[workspace]
resolver = "3"
exclude = ["xtask"]
members = ["crates/*", "generated/*"]

[workspace.package]
version = "0.1.0"
edition = "2024"
rust-version = "1.85"
license = "MIT"

[workspace.dependencies]
callspec-core = { path = "crates/callspec-core", default-features = false }
callspec-types = { path = "crates/callspec-types", default-features = false }
callspec-webhooks = { path = "crates/callspec-webhooks" }
serde_json = { path = "crates/serde_json" }
voice-client = { path = "generated/voice-client", default-features = false }

[workspace.lints.rust]
missing_docs = "warn"
"#;

const FEATURES: &str = "[features]\nreqwest = []\nrustls = []\nrustls-no-provider = []\nnative-tls = []\n\
     http2 = []\nsystem-proxy = []\nblocking = []\ntracing = []\njiff = []\nchrono = []\ntime = []\n\
     gzip = []\nbrotli = []\ndeflate = []\nzstd = []\narbitrary-precision = []\n";

/// What `callspec` offers: a line for each provider.
const OFFERED: &str = "macro_rules! provider {\n    ($name:ident, $feature:literal) => {\n        #[cfg(feature = $feature)]\n        \
                       pub use ::$name;\n    };\n}\nprovider!(voice, \"voice\");\n";

/// A workspace with one provider that is generated, in a git repository; removed in the end.
struct Project(PathBuf);

impl Project {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("callspec-states-{}-{count}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        let project = Self(path);
        project.write("Cargo.toml", ROOT);
        project.write("xtask/Cargo.toml", "[workspace]\n");
        project.write("specs/voice.yaml", &spec(1, 1));
        for (name, rest) in [
            ("callspec-core", FEATURES),
            ("callspec-types", FEATURES),
            ("callspec-webhooks", ""),
            ("serde_json", ""),
            (
                "callspec",
                "[features]\ndefault = [\"voice\"]\ntesting = [\n    \"voice?/testing\",\n]\n\
                 webhooks = [\n]\n\n[dependencies]\n\
                 voice = { package = \"voice-client\", path = \"../../generated/voice-client\", optional = true }\n",
            ),
        ] {
            let package = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{rest}");
            project.write(&format!("crates/{name}/Cargo.toml"), &package);
            project.write(&format!("crates/{name}/src/lib.rs"), "");
        }
        project.write("crates/callspec/src/lib.rs", OFFERED);
        project.write(".gitignore", "/target\n");
        fs::create_dir(project.0.join("target")).unwrap();
        assert_eq!(project.codegen(&[]).0, Some(0));
        project.cargo(&["generate-lockfile"]);
        assert!(project.builds());
        for arguments in [
            &["init", "--quiet"][..],
            &["add", "--all"],
            &["commit", "--quiet", "--message", "base"],
        ] {
            git(&project.0, arguments);
        }
        project
    }

    fn write(&self, file: &str, text: &str) {
        let file = self.0.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.text(file);
        assert!(text.contains(from), "{file}: {from}");
        self.write(file, &text.replacen(from, to, 1));
    }

    /// What the tool says, and its exit code.
    fn codegen(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("codegen").args(arguments).current_dir(&self.0);
        let command = command.env_remove("CARGO_MANIFEST_DIR").env("NO_COLOR", "1");
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code(), text(stdout), text(stderr))
    }

    fn cargo(&self, arguments: &[&str]) -> bool {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .args(arguments)
            .args(["--quiet", "--offline"])
            .current_dir(&self.0);
        command.output().unwrap().status.success()
    }

    /// Whether cargo reads the workspace and finds its lock file up to date.
    fn builds(&self) -> bool {
        self.cargo(&["metadata", "--locked", "--format-version", "1"])
    }

    /// Whether everything is as it was committed.
    fn is_as_committed(&self) -> bool {
        git(&self.0, &["status", "--porcelain"]).is_empty()
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn conflict(ours: &str, theirs: &str) -> String {
    format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n")
}

/// The generator's workspace holds all that cargo reads to build it, so that no state of the rest keeps it from starting.
#[test]
fn the_generator_needs_nothing_of_the_rest() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let config = fs::read_to_string(project.join(".cargo/config.toml")).unwrap();
    assert!(
        config.contains("xtask = \"run --manifest-path xtask/Cargo.toml --package xtask --\"\n"),
        "{config}"
    );
    let copy = Project(std::env::temp_dir().join(format!("callspec-states-{}-xtask", std::process::id())));
    copy.write("Cargo.toml", &conflict("[workspace]\n", "[workspace]\n"));
    for folder in ["", "codegen/", "diff/", "bench/", "corpus/", "compiles/"] {
        let manifest = format!("xtask/{folder}Cargo.toml");
        copy.write(&manifest, &fs::read_to_string(project.join(&manifest)).unwrap());
        for target in ["src/lib.rs", "src/main.rs", "tests/main.rs", "tests/folders.rs"] {
            copy.write(&format!("xtask/{folder}{target}"), "");
        }
    }
    assert!(
        !copy.cargo(&["metadata", "--no-deps", "--format-version", "1"]),
        "the root is broken"
    );
    let arguments = [
        "metadata",
        "--no-deps",
        "--format-version",
        "1",
        "--manifest-path",
        "xtask/Cargo.toml",
    ];
    assert!(copy.cargo(&arguments));
}

#[test]
fn without_generated_all_comes_back() {
    let project = Project::new();
    fs::remove_dir_all(project.0.join("generated")).unwrap();
    assert!(!project.builds());
    let (code, out, err) = project.codegen(&[]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.contains("  created generated/voice-models (4 files)\n"), "{out}");
    assert!(project.is_as_committed() && project.builds());
}

#[test]
fn merge_conflicts_in_generated_files_are_settled() {
    let project = Project::new();
    let files = [
        "generated/voice-client/Cargo.toml",
        "generated/voice-models/src/call0.rs",
    ];
    // One conflict begins with the mark of a generated file, the other is further below.
    let manifest = project.text(files[0]);
    project.write(files[0], &conflict(&manifest, &manifest.replace("0.1.0", "0.2.0")));
    project.edit(files[1], "\n\n", &format!("\n{}\n", conflict("use a;\n", "use b;\n")));
    assert!(!project.builds());
    let (code, out, err) = project.codegen(&[]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    for file in files {
        assert!(
            out.contains(&format!("  changed {file} (it held a merge conflict)\n")),
            "{out}"
        );
    }
    assert!(project.is_as_committed() && project.builds());
}

#[test]
fn a_merge_conflict_in_the_lock_file_is_told_with_its_line() {
    let project = Project::new();
    let lock = project.text("Cargo.lock");
    project.edit(
        "Cargo.lock",
        "version = 4\n",
        &conflict("version = 4\n", "version = 4\n"),
    );
    for arguments in [&[][..], &["--check"]] {
        let (code, _, err) = project.codegen(arguments);
        let line = lock.lines().position(|line| line == "version = 4").unwrap() + 1;
        assert_eq!(code, Some(1), "{err}");
        let told = format!("error[stale-file]: it holds a merge conflict\n --> Cargo.lock:{line}\n");
        assert!(
            err.contains(&told) && err.contains("`git checkout --ours Cargo.lock`"),
            "{err}"
        );
    }
    git(&project.0, &["checkout", "--quiet", "Cargo.lock"]);
    assert_eq!(project.codegen(&["--check"]).0, Some(0));
}

/// Every line that names the crates that are gone is told; when these are edited the workspace builds.
#[test]
fn a_provider_is_removed() {
    let project = Project::new();
    let manifest = "crates/callspec/Cargo.toml";
    let features =
        "[features]\nevents = [\n    \"voice?/webhooks\",\n]\ntls = [\"voice/rustls\"]\nsip = [\"dep:voice\"]\n";
    project.edit(manifest, "[features]\n", features);
    let example = "\n[[example]]\nname = \"call_voice\"\nrequired-features = [\"voice\"]\n";
    project.write(manifest, &format!("{}{example}", project.text(manifest)));
    project.write("crates/callspec/examples/call_voice.rs", "fn main() {}\n");
    project.write("specs/other.yaml", &spec(1, 1));
    fs::remove_file(project.0.join("specs/voice.yaml")).unwrap();
    let (code, out, err) = project.codegen(&[]);
    assert_eq!(code, Some(1), "{out}{err}");
    assert!(
        out.contains("removed generated/voice-client (6 files), as no spec makes it\n"),
        "{out}"
    );
    let told: Vec<&str> = err.lines().filter_map(|line| line.strip_prefix(" --> ")).collect();
    assert_eq!(
        told,
        [
            "Cargo.toml:17",
            "crates/callspec/Cargo.toml:8",
            "crates/callspec/Cargo.toml:10",
            "crates/callspec/Cargo.toml:11",
            "crates/callspec/Cargo.toml:12",
            "crates/callspec/Cargo.toml:14",
            "crates/callspec/Cargo.toml:20",
            "crates/callspec/Cargo.toml:24",
            "crates/callspec/src/lib.rs:7",
        ]
    );
    assert!(!project.builds());
    // Whoever asks again is told again.
    assert_eq!(project.codegen(&["--check"]).2, err);
    for place in told.iter().rev() {
        let (file, line) = place.split_once(':').unwrap();
        let line: usize = line.parse().unwrap();
        let lines = project.text(file);
        let kept = lines.lines().enumerate().filter(|(index, _)| index + 1 != line);
        project.write(file, &kept.map(|(_, line)| format!("{line}\n")).collect::<String>());
    }
    let (code, out, err) = project.codegen(&["--check"]);
    assert!(code == Some(1) && err.contains(" --> Cargo.lock\n"), "{out}{err}");
    let (code, out, err) = project.codegen(&[]);
    assert!(
        code == Some(0) && out.contains("changed Cargo.lock (brought up to date)\n"),
        "{out}{err}"
    );
    assert!(project.builds());
}

#[test]
fn what_stays_of_a_removed_provider_is_told_until_it_goes() {
    let project = Project::new();
    project.write("specs/other.yaml", &spec(1, 1));
    assert_eq!(project.codegen(&[]).0, Some(0));
    project.write("generated/other-models/src/mine.rs", "// by hand\n");
    fs::remove_file(project.0.join("specs/other.yaml")).unwrap();
    for _ in 0..2 {
        let (code, _, err) = project.codegen(&[]);
        let warning = "warning: generated/other-models/src/mine.rs was not generated and is kept; move or remove it\n";
        assert!(code == Some(1) && err.contains(warning), "{err}");
        assert!(err.contains("cargo cannot read the workspace"), "{err}");
    }
    fs::remove_dir_all(project.0.join("generated/other-models")).unwrap();
    assert_eq!(project.codegen(&[]).0, Some(0));
    assert!(project.builds() && project.is_as_committed());
}

#[test]
fn a_manifest_that_is_broken_by_hand_is_named() {
    let project = Project::new();
    let manifest = project.text("crates/callspec/Cargo.toml");
    project.write("crates/callspec/Cargo.toml", &format!("{manifest}[[[\n"));
    fs::remove_dir_all(project.0.join("generated")).unwrap();
    let (code, out, err) = project.codegen(&[]);
    assert!(
        code == Some(1) && out.contains("created generated/voice-client (6 files)\n"),
        "{out}"
    );
    let told = format!("\n --> crates/callspec/Cargo.toml:{}\n", manifest.lines().count() + 1);
    assert!(
        err.contains("error[unreadable-workspace]") && err.contains(&told),
        "{err}"
    );
    fs::remove_dir_all(project.0.join("crates")).unwrap();
    let (code, out, err) = project.codegen(&[]);
    assert!(code == Some(1) && out.contains("files: 10 unchanged"), "{out}");
    assert!(err.contains("error[unreadable-workspace]"), "{err}");
}

#[test]
fn a_new_version_builds_at_once() {
    let project = Project::new();
    // A workspace beside, which uses a generated crate too.
    let beside = "[workspace]\n\n[package]\nname = \"beside\"\nversion = \"0.1.0\"\n\n[dependencies]\n\
                  voice-models = { path = \"../generated/voice-models\" }\n";
    project.write("beside/Cargo.toml", beside);
    project.write("beside/src/lib.rs", "");
    project.edit(
        "Cargo.toml",
        "exclude = [\"xtask\"]",
        "exclude = [\"xtask\", \"beside\"]",
    );
    assert!(project.cargo(&["generate-lockfile", "--manifest-path", "beside/Cargo.toml"]));
    project.edit("specs/voice.yaml", "version: 0.1.0", "version: 0.2.0");
    let (code, out, err) = project.codegen(&[]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    for file in ["Cargo.lock", "beside/Cargo.lock"] {
        assert!(out.contains(&format!("changed {file} (brought up to date)\n")), "{out}");
        assert!(
            project
                .text(file)
                .contains("name = \"voice-models\"\nversion = \"0.2.0\"\n")
        );
    }
    assert!(project.builds());
    let arguments = [
        "metadata",
        "--locked",
        "--format-version",
        "1",
        "--manifest-path",
        "beside/Cargo.toml",
    ];
    assert!(project.cargo(&arguments));
    let (code, out, err) = project.codegen(&[]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(!out.contains("Cargo.lock"), "{out}");
}

/// What the tool says to add makes a new provider a part of `callspec`.
#[test]
fn a_new_provider_is_told_what_it_needs() {
    let project = Project::new();
    let webhooks = "x-webhooks:
  ended:
    x-lint-allow: {incomplete-operation: a, missing-description: a, missing-example: a, optional-body: a, unnamed-schema: a}
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {type: {type: string, enum: [ended]}}}}}}
      responses: {'200': {description: Taken.}}
";
    project.write("specs/line-up.yml", &format!("{}{webhooks}", spec(1, 1)));
    let (code, out, err) = project.codegen(&[]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    assert!(project.builds(), "the crates build without being offered");
    assert!(
        out.contains("\"line-up?/webhooks\"") && !out.contains("voice?/webhooks"),
        "{out}"
    );
    let mut lines = out
        .lines()
        .skip_while(|line| !line.starts_with("`callspec` does not offer `line-up`"))
        .skip(1);
    let mut count = 0;
    while let Some((file, place)) = lines.next().and_then(|line| line.strip_prefix("  ")?.split_once(", ")) {
        let text = lines.next().unwrap().trim();
        match place.split('`').nth(1) {
            Some(section) => project.edit(file, &format!("{section}\n"), &format!("{section}\n{text}\n")),
            None => project.write(file, &format!("{}{text}\n", project.text(file))),
        }
        count += 1;
    }
    assert!(count <= 4, "{out}");
    let (code, out, err) = project.codegen(&[]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(
        !out.contains("does not offer") && out.contains("changed Cargo.lock"),
        "{out}"
    );
    assert!(project.builds());
}

#[test]
fn a_spec_may_be_yaml_or_json_and_is_never_ignored() {
    let project = Project::new();
    let json = "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"J\", \"version\": \"0.1.0\"}, \"paths\": {}}";
    project.write("specs/jay.json", json);
    let (code, _, err) = project.codegen(&[]);
    assert!(code != Some(2), "{err}");
    assert!(
        err.contains("specs/jay.json") || project.0.join("generated/jay-models/Cargo.toml").is_file(),
        "{err}"
    );
    project.write("specs/voice.yml", &spec(1, 1));
    let (code, out, err) = project.codegen(&[]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    let twice =
        "error: specs/voice.yaml and specs/voice.yml would both be the crates of `voice`: rename or remove one\n";
    assert_eq!(err, twice);
    fs::remove_file(project.0.join("specs/voice.yml")).unwrap();
    project.write("specs/Voice Two.yaml", &spec(1, 1));
    let (code, _, err) = project.codegen(&[]);
    assert!(
        code == Some(2) && err.starts_with("error: specs/Voice Two.yaml: a spec's file name"),
        "{err}"
    );
}

/// What programs are told of files is what people are told, with the file and, where there is one, the line.
#[test]
fn programs_are_told_of_stale_files_too() {
    let project = Project::new();
    project.edit("generated/voice-models/src/call0.rs", "\n\n", "\n\n\n");
    fs::remove_file(project.0.join("generated/rustfmt.toml")).unwrap();
    project.write("generated/voice-client/src/mine.rs", "// by hand\n");
    fs::rename(
        project.0.join("generated/voice-models/Cargo.toml"),
        project.0.join("generated/old.toml"),
    )
    .unwrap();
    project.write("generated/voice-models/Cargo.toml", "[package]\n");
    let expected = [
        ("stale-file", "generated/old.toml", None),
        ("stale-file", "generated/rustfmt.toml", None),
        ("stray-file", "generated/voice-client/src/mine.rs", None),
        ("stray-file", "generated/voice-models/Cargo.toml", None),
        ("stale-file", "generated/voice-models/src/call0.rs", Some(3)),
    ];
    let (code, out, _) = project.codegen(&["--check", "--format", "json"]);
    let all: Vec<serde_json::Value> = serde_json::from_str(&out).unwrap();
    let of = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
    let told: Vec<_> = all
        .iter()
        .map(|one| (of(one, "code"), of(one, "file"), one["line"].as_u64()))
        .collect();
    let wanted = expected.map(|(code, file, line)| (code.to_owned(), file.to_owned(), line));
    assert_eq!((code, told.as_slice()), (Some(1), &wanted[..]), "{out}");
    let keys = [
        "code", "level", "message", "file", "line", "column", "end", "pointer", "label", "hint", "also", "help",
    ];
    for one in &all {
        assert!(one.as_object().unwrap().keys().eq(keys), "{one:#}");
        assert!(of(one, "level") == "error" && of(one, "help") == format!("docs/diagnostics.md#{}", of(one, "code")));
    }
    let (code, out, _) = project.codegen(&["--check", "--format", "github"]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!((code, lines.len()), (Some(1), expected.len()), "{out}");
    assert!(
        out.contains("::error file=generated/voice-models/src/call0.rs,line=3,title=stale-file::"),
        "{out}"
    );
    // Following the advice makes the next check pass.
    let (_, out, _) = project.codegen(&["--check"]);
    for file in out.lines().filter_map(|line| line.strip_prefix("move or remove: ")) {
        fs::remove_file(project.0.join(file)).unwrap();
    }
    assert!(out.ends_with("\nrun: cargo xtask codegen\n"), "{out}");
    assert_eq!(project.codegen(&[]).0, Some(0));
    assert_eq!(project.codegen(&["--check"]), (Some(0), String::new(), String::new()));
}
