//! `diff` as a user runs it in a repository: accepted breaks, fingerprints, colours, and a generator that changed.

use std::fs;
use std::process::Command;

use crate::project::{PART, Project, SPEC, code, first_line, out};

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
    assert!(
        out(&accepted).contains("✗\n  set `info.version` to 0.5.0 at specs/things.yaml:2:23\n"),
        "{}",
        out(&accepted)
    );
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
        out(&unmatched).contains("line 6: 000000000000 matches no finding"),
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
fn an_accepted_break_outlives_its_pull_request_until_its_day() {
    let project = Project::new();
    project.put("specs/parts/thing.yaml", &PART.replace("[id, name]", "[id]"));
    project.put("specs/things.yaml", &SPEC.replace("0.4.2", "0.5.0"));
    let open = project.diff(&[]);
    assert_eq!(code(&open), 1);
    let verdict = "; `info.version` is 0.5.0; 1 break on the wire is not accepted ✗";
    assert!(first_line(&open).ends_with(verdict), "{}", first_line(&open));
    let end = "\nfail: things: undo the break on the wire, or accept it by its fingerprint in `accepted-breaks.toml`\n";
    assert!(out(&open).ends_with(end), "{}", out(&open));
    let json: serde_json::Value = serde_json::from_str(&out(&project.diff(&["--format", "json"]))).unwrap();
    let fingerprint = json["providers"][0]["findings"][0]["fingerprint"].as_str().unwrap();
    let entry = |until: &str| {
        format!("[[accepted]]\nfingerprint = \"{fingerprint}\"\nreason = \"It never came.\"\nuntil = {until}\n")
    };
    project.put("accepted-breaks.toml", &entry("2999-12-31"));
    let accepted = project.diff(&[]);
    assert!(out(&accepted).ends_with("\npass\n"), "{}", out(&accepted));
    project.commit("change");
    project.git(&["checkout", "--quiet", "-b", "topic"]);
    // Merged: the base has the break, and its entry.
    assert_eq!(code(&project.diff(&[])), 0);
    assert_eq!(code(&project.diff(&["--base", "main", "--head", "topic"])), 0);
    let late = entry("2020-01-01");
    project.put("accepted-breaks.toml", &late);
    let late = project.diff(&[]);
    assert_eq!(code(&late), 1);
    assert!(
        out(&late).contains("was accepted until 2020-01-01; remove the entry"),
        "{}",
        out(&late)
    );
    // An entry of this pull request that matches nothing is a mistake.
    let typed = entry("2999-12-31").replace(fingerprint, "000000000000");
    project.put("accepted-breaks.toml", &typed);
    assert_eq!(code(&project.diff(&[])), 1);
}

#[test]
fn what_was_generated_by_an_earlier_generator_is_told_apart() {
    let project = Project::new();
    let allowed = "x-lint-allow: {incomplete-document: short, incomplete-operation: short, missing-example: short, \
                   required-in-response: short}\n";
    project.put("specs/things.yaml", &format!("{SPEC}{allowed}"));
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
        out(&changed)
            .contains("-things::models::Thing::name: Option<String>\n      +things::models::Thing::name: String\n"),
        "{}",
        out(&changed)
    );
}

#[test]
fn a_fingerprint_survives_a_rebase() {
    let project = Project::new();
    let fingerprints = || -> Vec<String> {
        let json: serde_json::Value = serde_json::from_str(&out(&project.diff(&["--format", "json"]))).unwrap();
        let findings = json["providers"][0]["findings"].as_array().unwrap();
        findings
            .iter()
            .map(|finding| finding["fingerprint"].as_str().unwrap().to_owned())
            .collect()
    };
    project.git(&["checkout", "--quiet", "-b", "topic"]);
    project.put("specs/parts/thing.yaml", &PART.replace("[id, name]", "[id]"));
    project.commit("change");
    let before = fingerprints();
    assert_eq!(before.len(), 1);
    // Others put an operation before it, and lines.
    project.git(&["checkout", "--quiet", "main"]);
    let more = "paths:\n  /more:\n    get:\n      operationId: list_more\n      responses:\n        '204':\n          description: None.\n";
    project.put(
        "specs/things.yaml",
        &format!("# Moved.\n{}", SPEC.replace("paths:\n", more)),
    );
    project.commit("of others");
    project.git(&["checkout", "--quiet", "topic"]);
    project.git(&["rebase", "--quiet", "main"]);
    assert_eq!(fingerprints(), before);
}

#[test]
fn plain_documents_have_a_name_and_places_an_address() {
    let project = Project::new();
    project.put("specs/parts/thing.yaml", &PART.replace("[id, name]", "[id]"));
    let plain = ["--base", "main:specs/things.yaml", "--head", "specs/things.yaml"];
    let named = project.diff(&[&plain[..], &["--name", "acme"]].concat());
    assert!(first_line(&named).starts_with("acme: "), "{}", first_line(&named));
    assert!(out(&named).contains("acme::models::Thing::name"), "{}", out(&named));
    let link = "https://forge.example/{commit}/{file}#L{line}";
    let linked = out(&project.diff(&["--format", "markdown", "--link", link]));
    let commit = project.git(&["rev-parse", "HEAD"]);
    let place = format!("(https://forge.example/{}/specs/parts/thing.yaml#L5)", commit.trim());
    assert!(linked.contains(&place), "{linked}");
    for arguments in [
        &["--name", "acme"][..],
        &[&plain[..], &["--name", "A b"]].concat(),
        &["--link", "https://forge.example/"],
    ] {
        assert_eq!(code(&project.diff(arguments)), 2, "{arguments:?}");
    }
}

#[test]
fn colours_are_for_terminals() {
    let project = Project::new();
    project.put("specs/parts/thing.yaml", &PART.replace("[id, name]", "[id]"));
    // What is read by this test is no terminal.
    assert!(!out(&project.diff(&[])).contains('\u{1b}'));
    let forced = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("diff")
        .current_dir(&project.0)
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert!(out(&forced).contains("\u{1b}[1m\u{1b}[31m"), "{:?}", out(&forced));
    for format in ["markdown", "github", "json", "changelog"] {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["diff", "--format", format])
            .current_dir(&project.0)
            .env("CLICOLOR_FORCE", "1")
            .output()
            .unwrap();
        assert!(!out(&output).contains('\u{1b}'), "{format}");
    }
}
