//! What `lint` and `codegen` show of problems, as a user asks for it: levels, formats, pages, exit codes and streams.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

/// A folder with one document, removed in the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("callspec-problems-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        fs::write(path.join("a.yaml"), text).unwrap();
        Self(path)
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).current_dir(&self.0).env("NO_COLOR", "1");
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code(), text(stdout), text(stderr))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// An operation that is not described: a note.
const NOTED: &str = "openapi: 3.0.3
info: {title: Voice, version: 1.0.0}
paths: {/calls: {get: {responses: {'204': {description: Nothing.}}}}}
";

/// The same, with a warning and an error.
const FAULTY: &str = "openapi: 3.0.3
info: {title: Voice, version: 1.0.0}
paths:
  /calls: {get: {zzz: 1, responses: {'200': {$ref: '#/components/responses/Cal'}}}}
components: {responses: {Call: {description: 'A call: %'}}}
";

#[test]
fn notes_alone_are_fine() {
    let folder = Folder::new("notes", NOTED);
    let (code, out, err) = folder.run(&["lint", "a.yaml"]);
    assert_eq!((code, out.as_str()), (Some(0), ""));
    assert!(
        err.contains("note[missing-description]") && err.ends_with("a.yaml: 1 note\n"),
        "{err}"
    );
    let (code, _, err) = folder.run(&["ir", "a.yaml"]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "only lint asks its rules");
}

#[test]
fn many_notes_are_summed_up_unless_all_are_asked_for() {
    let paths: String = (0..9)
        .map(|n| format!("  /calls{n}: {{get: {{responses: {{'204': {{description: Nothing.}}}}}}}}\n"))
        .collect();
    let text = format!("openapi: 3.0.3\ninfo: {{title: Voice, version: 1.0.0}}\npaths:\n{paths}");
    let folder = Folder::new("many", &text);
    let (_, _, err) = folder.run(&["lint", "a.yaml"]);
    assert_eq!(err.matches("note[").count(), 5, "{err}");
    assert!(
        err.contains("... and 4 more of `missing-description`; `cargo xtask lint --all FILE` shows them"),
        "{err}"
    );
    let (_, _, err) = folder.run(&["lint", "--all", "a.yaml"]);
    assert_eq!(err.matches("note[").count(), 9, "{err}");
}

#[test]
fn json_is_one_array_on_standard_output() {
    let folder = Folder::new("json", FAULTY);
    fs::write(folder.0.join("b.yaml"), NOTED).unwrap();
    let (code, out, err) = folder.run(&["lint", "--format", "json", "a.yaml", "b.yaml"]);
    assert_eq!((code, err.as_str()), (Some(1), ""));
    let all: Vec<Value> = serde_json::from_str(&out).unwrap();
    let codes: Vec<&str> = all.iter().map(|one| one["code"].as_str().unwrap()).collect();
    let expected = [
        "missing-description",
        "unknown-key",
        "dangling-ref",
        "unused-component",
        "missing-description",
    ];
    assert_eq!(codes, expected, "{out}");
    let dangling = all.iter().find(|one| one["code"] == "dangling-ref").unwrap();
    let expected = serde_json::json!({
        "code": "dangling-ref", "level": "error", "message": "`#/components/responses/Cal` does not exist",
        "file": "a.yaml", "line": 4, "column": 52, "end": {"line": 4, "column": 80},
        "pointer": "/paths/~1calls/get/responses/200/$ref", "label": "no such response",
        "hint": "a response with a similar name exists: `Call`", "also": [], "help": "docs/diagnostics.md#dangling-ref",
    });
    assert_eq!(*dangling, expected, "{dangling:#}");
    let (code, out, _) = Folder::new("none", "").run(&["lint", "--format", "json", "missing.yaml"]);
    assert_eq!(
        (code, out.as_str()),
        (Some(2), "[]\n"),
        "what cannot be read is no problem of a document"
    );
}

#[test]
fn annotations_are_a_line_each() {
    let folder = Folder::new("github", FAULTY);
    let (code, out, err) = folder.run(&["lint", "--format", "github", "a.yaml"]);
    assert_eq!((code, err.as_str()), (Some(1), ""));
    let error = "::error file=a.yaml,line=4,col=52,title=dangling-ref::`#/components/responses/Cal` does not exist \
                 (no such response)%0Ain #/paths/~1calls/get/responses/200/$ref%0Ahelp: a response with a similar name exists: `Call`\n";
    assert!(out.contains(error), "{out}");
    assert!(
        out.contains("::warning file=a.yaml,line=4,col=18,title=unknown-key::"),
        "{out}"
    );
    assert!(out.contains("::notice file=a.yaml"), "{out}");
}

#[test]
fn codegen_leaves_standard_output_to_programs() {
    let folder = Folder::new("codegen", NOTED);
    let core = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates");
    let arguments = [
        "codegen", "--spec", "a.yaml", "--name", "voice", "--out", "out", "--core", core,
    ];
    let (code, out, err) = folder.run(&[&arguments[..], &["--format", "json"]].concat());
    assert_eq!(
        (code, out.as_str()),
        (Some(0), "[]\n"),
        "rules of style are no part of generation: {err}"
    );
    assert!(err.starts_with("a.yaml: 1 of 1 operations"), "{err}");
    let (code, out, err) = folder.run(&arguments);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.starts_with("a.yaml: 1 of 1 operations"), "{out}");
}

#[test]
fn every_code_is_explained() {
    let folder = Folder::new("explain", "");
    let (code, list, err) = folder.run(&["lint", "--explain"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(list.lines().count() > 80 && list.contains("\ndangling-ref "), "{list}");
    for name in ["dangling-ref", "error[dangling-ref]"] {
        let (code, page, _) = folder.run(&["lint", "--explain", name]);
        assert!(
            code == Some(0) && page.starts_with("# dangling-ref\n\n*error.* A reference"),
            "{page}"
        );
        assert!(page.contains("# wrong\n") && page.contains("# right\n"), "{page}");
    }
    for (wrong, hint) in [
        ("dangling-reff", "did you mean `dangling-ref`?"),
        ("dangling", "did you mean `dangling-ref`?"),
        ("nothing-like-it", "`cargo xtask lint --explain` lists all codes"),
    ] {
        let (code, out, err) = folder.run(&["lint", "--explain", wrong]);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert_eq!(err, format!("error: there is no code `{wrong}`; {hint}\n"));
    }
}

/// In our own specs a note is an error as well, unless it is allowed with a reason, as the command says how.
#[test]
fn our_own_specs_are_clean_or_allowed() {
    let folder = Folder::new("own", "");
    for path in ["specs", "xtask"] {
        fs::create_dir_all(folder.0.join(path)).unwrap();
    }
    fs::write(folder.0.join("xtask/Cargo.toml"), "").unwrap();
    let spec = folder.0.join("specs/voice.yaml");
    fs::write(&spec, NOTED).unwrap();
    let mut advice = String::new();
    for arguments in [&["lint"][..], &["lint", "specs/voice.yaml"], &["codegen"]] {
        let (code, _, err) = folder.run(arguments);
        assert!(
            code == Some(1) && err.contains("error[missing-description]"),
            "{arguments:?}: {err}"
        );
        let lines = err.lines().skip_while(|line| *line != "  x-lint-allow:");
        advice = lines
            .take_while(|line| !line.is_empty())
            .map(|line| format!("{}\n", &line[2..]))
            .collect();
    }
    fs::write(&spec, format!("{NOTED}{advice}")).unwrap();
    assert_eq!(
        folder.run(&["lint"]),
        (Some(0), String::new(), String::new()),
        "{advice}"
    );
    fs::write(&spec, format!("{NOTED}{advice}  faulty-example: why\n")).unwrap();
    let (code, _, err) = folder.run(&["lint"]);
    assert!(code == Some(1) && err.contains("error[unused-allowance]"), "{err}");
    assert!(
        !err.contains("x-lint-allow:"),
        "errors of documents cannot be allowed: {err}"
    );
}
