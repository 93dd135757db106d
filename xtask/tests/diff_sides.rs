//! What `diff` compares: revisions, folders and files in any mixture; what it does where there is nothing to compare.

use std::fs;
use std::path::Path;

use crate::project::{PART, Project, SPEC, code, first_line, git, out};

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
    let line = "things: MAJOR needed (0.4.2 → 0.5.0), 1 breaking on the wire, 1 in Rust, 0 additive; `info.version` is 0.4.2, which is too small; 1 break on the wire is not accepted ✗";
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
            1,
            "{format}"
        );
    }
    let gone = project.diff(&["--base", "a", "--head", "specs"]);
    assert!(
        out(&gone).contains("provider-renamed") && out(&gone).contains("old → things"),
        "{}",
        out(&gone)
    );
}

#[test]
fn what_is_compared_can_be_given_in_any_mixture() {
    let project = Project::new();
    project.put("specs/other.yaml", SPEC);
    project.commit("two documents");
    project.git(&["checkout", "--quiet", "-b", "topic"]);
    let looser = PART.replace("[id, name]", "[id]");
    let json = r#"{"openapi": "3.1.0", "info": {"title": "Things", "version": "0.4.2"}, "paths": {}}"#;
    project.put("json/things.json", json);
    project.put("json/other.json", json);
    project.put("specs/parts/thing.yaml", &looser);
    project.commit("change");
    project.git(&["checkout", "--quiet", "main"]);
    project.put("looser/things.yaml", SPEC);
    project.put("looser/parts/thing.yaml", &looser);
    let changed = "1 breaking on the wire, 1 in Rust";
    for (arguments, lines) in [
        (&["--head", "topic"][..], &[("other", changed), ("things", changed)][..]),
        // Who gives one document asks of that one.
        (
            &["--base", "main", "--head", "looser/things.yaml"],
            &[("things", changed)],
        ),
        (
            &["--base", "looser/things.yaml", "--head", "topic"],
            &[("things", "no release needed")],
        ),
        (
            &["--base", "specs", "--head", "looser/things.yaml"],
            &[("things", changed)],
        ),
        (&["--head", "looser/things.yaml"], &[("things", changed)]),
        (
            &["--base", "looser", "--head", "topic:specs/things.yaml"],
            &[("things", "no release needed")],
        ),
        (
            &["--base", "main", "--head", "specs"],
            &[("other", "no release"), ("things", "no release")],
        ),
        (
            &["--base", "topic", "--head", "specs/"],
            &[("other", "0 breaking on the wire, 1 in Rust"), ("things", "1 in Rust")],
        ),
    ] {
        let output = project.diff(arguments);
        let text = out(&output);
        let verdicts: Vec<&str> = text.lines().take_while(|line| !line.starts_with("base: ")).collect();
        let verdicts: Vec<&str> = verdicts.into_iter().filter(|line| !line.starts_with(' ')).collect();
        assert_eq!(verdicts.len(), lines.len(), "{arguments:?}: {text}");
        for (verdict, (name, what)) in verdicts.iter().zip(lines) {
            assert!(verdict.starts_with(&format!("{name}: ")), "{arguments:?}: {verdict}");
            assert!(verdict.contains(what), "{arguments:?}: {verdict}");
        }
    }
    // Documents are the same ones by name, whether they are YAML or JSON.
    let gone = project.diff(&["--base", "looser", "--head", "topic:json/things.json"]);
    assert!(
        out(&gone).contains("api-path-removed-without-deprecation"),
        "{}",
        out(&gone)
    );
}

#[test]
fn the_base_is_where_the_branch_of_the_head_began_whatever_is_checked_out() {
    let project = Project::new();
    project.git(&["checkout", "--quiet", "-b", "topic"]);
    project.put("specs/parts/thing.yaml", &PART.replace("[id, name]", "[id]"));
    project.commit("change");
    project.git(&["checkout", "--quiet", "main"]);
    let more =
        "paths:\n  /more:\n    get:\n      operationId: list_more\n      responses: {'204': {description: None.}}\n";
    project.put("specs/things.yaml", &SPEC.replace("paths:\n", more));
    project.commit("of others");
    let topic = project.diff(&["--head", "topic"]);
    assert!(
        out(&topic).contains("response-property-became-optional"),
        "{}",
        out(&topic)
    );
    assert!(!out(&topic).contains("/more"), "{}", out(&topic));
}

#[test]
fn documents_come_and_go() {
    let project = Project::new();
    project.put("specs/more.yaml", &SPEC.replace("0.4.2", "0.1.0"));
    let added = project.diff(&[]);
    assert_eq!(code(&added), 0, "{}", out(&added));
    assert!(
        first_line(&added).starts_with("more: new (0.1.0)"),
        "{}",
        first_line(&added)
    );
    assert!(
        out(&added).contains("provider-added") && out(&added).contains("specs/more.yaml:1:1"),
        "{}",
        out(&added)
    );
    project.commit("more");
    fs::remove_file(project.0.join("specs/more.yaml")).unwrap();
    let removed = project.diff(&[]);
    assert_eq!(code(&removed), 1, "{}", out(&removed));
    assert_eq!(
        first_line(&removed),
        "more: removed (it was 0.1.0), 1 breaking on the wire, 1 in Rust, 0 additive; 1 break on the wire is not accepted ✗"
    );
    assert!(out(&removed).contains("provider-removed"), "{}", out(&removed));
    assert!(
        out(&removed).contains("specs/more.yaml:1:1 (base)"),
        "{}",
        out(&removed)
    );
}

#[test]
fn a_document_that_is_called_otherwise_is_compared_with_what_it_was() {
    let project = Project::new();
    project.put("specs/kept.yaml", &SPEC.replace("/things", "/kept"));
    project.commit("two documents");
    fs::remove_file(project.0.join("specs/things.yaml")).unwrap();
    project.put("specs/stuff.yaml", SPEC);
    project.put("specs/parts/thing.yaml", &PART.replace("[id, name]", "[id]"));
    let renamed = project.diff(&[]);
    let text = out(&renamed);
    assert_eq!(code(&renamed), 1, "{text}");
    assert!(
        text.contains("stuff: MAJOR needed (0.4.2 → 0.5.0), 1 breaking on the wire, 2 in Rust"),
        "{text}"
    );
    assert!(
        text.contains("provider-renamed") && text.contains("things → stuff"),
        "{text}"
    );
    assert!(text.contains("response-property-became-optional"), "{text}");
    assert!(
        !text.contains("provider-removed") && !text.contains("provider-added"),
        "{text}"
    );
}

#[test]
fn every_format_says_what_was_compared() {
    let project = Project::new();
    project.git(&["checkout", "--quiet", "-b", "topic"]);
    project.put("specs/parts/thing.yaml", &PART.replace("[id, name]", "[id]"));
    project.commit("change");
    let [main, topic] = ["main", "topic"].map(|name| project.git(&["rev-parse", name]).trim().to_owned());
    for format in ["text", "markdown", "github", "json", "changelog"] {
        let text = out(&project.diff(&["--format", format, "--head", "topic"]));
        assert!(text.contains("where topic left main"), "{format}: {text}");
        assert!(
            text.contains(&main[..12]) && text.contains(&topic[..12]),
            "{format}: {text}"
        );
        assert!(text.contains("specs/things.yaml"), "{format}: {text}");
    }
}

#[test]
fn a_path_of_a_revision_is_read_as_git_reads_it() {
    let project = Project::new();
    project.put("specs/parts/thing.yaml", &PART.replace("[id, name]", "[id]"));
    let below = |argument: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["diff", "--base", argument])
            .current_dir(project.0.join("specs"))
            .env_remove("CARGO_MANIFEST_DIR")
            .output()
            .unwrap();
        (code(&output), out(&output))
    };
    for argument in [
        "main:specs/things.yaml",
        "main:./things.yaml",
        "main:../specs/things.yaml",
        "main:specs",
        "main:./",
    ] {
        let (code, text) = below(argument);
        assert_eq!(code, 1, "{argument}: {text}");
        assert!(text.contains("1 breaking on the wire, 1 in Rust"), "{argument}: {text}");
    }
    for argument in ["main:things.yaml", "main:../../specs/things.yaml", "main:specs/none"] {
        assert_eq!(below(argument).0, 2, "{argument}");
    }
}

#[test]
fn a_shallow_clone_of_one_branch_is_not_compared_with_itself() {
    let project = Project::new();
    project.git(&["checkout", "--quiet", "-b", "topic"]);
    project.put("specs/parts/thing.yaml", &PART.replace("[id, name]", "[id]"));
    project.commit("change");
    let url = format!("file://{}", project.0.display());
    let clone = Project::new();
    fs::remove_dir_all(&clone.0).unwrap();
    git(
        &project.0,
        &[
            "clone",
            "--quiet",
            "--depth",
            "1",
            "--branch",
            "topic",
            &url,
            &clone.0.display().to_string(),
        ],
    );
    let said = |arguments: &[&str]| {
        let output = clone.diff(arguments);
        assert_eq!(code(&output), 2, "{}", out(&output));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let unknown = said(&[]);
    assert!(
        unknown.contains("the default branch is not known here; fetch it"),
        "{unknown}"
    );
    clone.git(&[
        "fetch",
        "--quiet",
        "--depth",
        "1",
        "origin",
        "main:refs/remotes/origin/main",
    ]);
    let cut = said(&[]);
    assert!(
        cut.contains("this clone is shallow, and does not hold where `HEAD` left `origin/main`"),
        "{cut}"
    );
    clone.git(&["fetch", "--quiet", "--unshallow"]);
    clone.git(&["remote", "set-head", "origin", "main"]);
    assert_eq!(code(&clone.diff(&[])), 1);
}

#[test]
fn without_a_default_branch_or_a_repository_the_base_has_to_be_given() {
    let project = Project::new();
    project.git(&["branch", "--quiet", "--move", "trunk"]);
    let unknown = project.diff(&[]);
    assert_eq!(code(&unknown), 2);
    let said = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(
        said.contains("the default branch is not known here; fetch it"),
        "{said}"
    );
    assert_eq!(code(&project.diff(&["--base", "trunk"])), 0);
    fs::remove_dir_all(project.0.join(".git")).unwrap();
    let none = project.diff(&[]);
    assert_eq!(code(&none), 2);
    let said = String::from_utf8_lossy(&none.stderr).into_owned();
    assert!(said.contains("say what to compare with --base"), "{said}");
    assert_eq!(code(&project.diff(&["--base", "specs", "--head", "specs"])), 0);
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
    let elsewhere = Path::new(env!("CARGO_MANIFEST_DIR")).join("diff/tests/rules/endpoint-added");
    let files = ["base.yaml", "head.yaml"].map(|file| elsewhere.join(file).display().to_string());
    assert_eq!(
        code(&project.diff(&["--base", &files[0], "--head", &files[1]])),
        1,
        "an operation is new and the version is not"
    );
}
