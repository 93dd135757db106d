//! Every rule has a folder in `tests/rules`, and every folder is a rule: what is found between its `base.yaml` and its
//! `head.yaml`, and between these in the other order, is in `expected.json`.
//!
//! `UPDATE_EXPECTED=1 cargo test -p callspec-diff --test rules` writes these files and `docs/diff-rules.md` anew.

#![cfg(test)]

#[path = "common/folders.rs"]
mod folders;
#[path = "common/schema.rs"]
mod schema;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use callspec_codegen::parallel;
use callspec_diff::finding::{Direction, Finding};
use callspec_diff::rules::{self, Family};
use callspec_diff::side::Side;
use callspec_diff::{Comparison, Options};
use serde_json::{Value, json};

/// One folder, compared in both orders.
struct Case {
    name: String,
    forward: Comparison,
    backward: Comparison,
}

#[test]
fn every_rule_is_found_where_its_folder_says() {
    let cases = cases();
    let mut wrong = Vec::new();
    for case in cases {
        let made = format!(
            "{:#}\n",
            json!({
                "base to head": summary(&case.forward),
                "head to base": summary(&case.backward),
            })
        );
        let file = parent().join(&case.name).join("expected.json");
        if updating() {
            fs::write(&file, &made).unwrap();
        }
        if fs::read_to_string(&file).unwrap_or_default() != made {
            wrong.push(format!("{}:\n{made}", case.name));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} folders differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn no_rule_is_without_a_folder_and_no_folder_without_a_rule() {
    let mut wanted: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (family, direction) in sided() {
        wanted.insert(family.folder(direction), family.rules(direction));
    }
    let mut missing = Vec::new();
    for case in cases() {
        let found: BTreeSet<String> = found(&case.forward).into_iter().map(|(rule, ..)| rule).collect();
        let rules = wanted
            .remove(&case.name)
            .unwrap_or_else(|| panic!("{} is no rule", case.name));
        missing.extend(
            rules
                .into_iter()
                .filter(|rule| !found.contains(rule))
                .map(|rule| format!("{rule} in {}", case.name)),
        );
    }
    let folders: Vec<&String> = wanted.keys().collect();
    assert!(folders.is_empty(), "rules without a folder: {folders:?}");
    assert!(
        missing.is_empty(),
        "rules that their folder does not show: {missing:#?}"
    );
}

#[test]
fn what_is_found_one_way_has_its_opposite_the_other_way() {
    for case in cases() {
        // What an earlier generator wrote stands on one side only.
        if case.name == "generator-changed" {
            continue;
        }
        let (forward, backward) = (found(&case.forward), found(&case.backward));
        for ((one, other), name) in [(&forward, &backward), (&backward, &forward)]
            .into_iter()
            .zip(["there", "back"])
        {
            for (rule, base, head) in one {
                let family = family_of(rule);
                let opposed = |(other, other_base, other_head): &(String, String, String)| {
                    family.opposite.iter().any(|id| is_of(other, id)) && other_base == head && other_head == base
                };
                assert!(
                    other.iter().any(opposed),
                    "{} ({name}): {rule} from {base} to {head} has no opposite in {other:#?}",
                    case.name
                );
            }
        }
    }
}

#[test]
fn what_is_found_is_written_as_the_schema_says() {
    for case in cases() {
        for comparison in [&case.forward, &case.backward] {
            let json = callspec_diff::format::json(comparison);
            assert_eq!(schema::faults(&json), [""; 0], "{}", case.name);
        }
    }
}

#[test]
fn a_document_and_itself_are_the_same() {
    for case in folders::all("rules") {
        for file in ["base.yaml", "head.yaml"] {
            if case.join(file).exists() {
                let mut base = side(&case, file);
                base.generated.clear();
                let comparison = compare(base, side(&case, file));
                assert!(comparison.passes(), "{}", case.display());
                for provider in &comparison.providers {
                    let rules = found(&comparison);
                    assert!(provider.findings.is_empty(), "{}: {rules:?}", case.display());
                    assert_eq!(provider.noise.total(), 0, "{}", case.display());
                }
            }
        }
    }
}

#[test]
fn rules_are_declared_once_and_explain_themselves() {
    let mut ids = BTreeSet::new();
    for (family, direction) in sided() {
        for id in family.rules(direction) {
            assert!(ids.insert(id.clone()), "{id} is declared twice");
        }
        let judgement = family.judgement(direction);
        for sentence in [judgement.why, judgement.advice] {
            assert!(
                sentence.ends_with('.') && sentence.len() > 5,
                "{}: {sentence}",
                family.id
            );
        }
        for opposite in family.opposite {
            assert!(
                rules::families().iter().any(|other| other.id == *opposite),
                "{}: {opposite}",
                family.id
            );
        }
    }
    assert!(ids.len() > 250, "{}", ids.len());
}

#[test]
fn the_page_lists_every_rule() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/diff-rules.md");
    let page = rules::page();
    if updating() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/diff-rules.md is stale; run: UPDATE_EXPECTED=1 cargo test -p callspec-diff --test rules"
    );
}

fn updating() -> bool {
    std::env::var_os("UPDATE_EXPECTED").is_some_and(|value| value == "1")
}

fn parent() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

/// The families with each direction that they judge.
fn sided() -> Vec<(&'static Family, Option<Direction>)> {
    let sides = |family: &&'static Family| {
        let family: &'static Family = family;
        family
            .judgements
            .iter()
            .map(move |judgement| (family, judgement.direction))
    };
    rules::families().iter().flat_map(sides).collect()
}

fn is_of(rule: &str, id: &str) -> bool {
    let family = rules::families().iter().find(|family| family.id == id).unwrap();
    let mut directions = family.judgements.iter().map(|judgement| judgement.direction);
    directions.any(|direction| family.rules(direction).iter().any(|other| other == rule))
}

fn family_of(rule: &str) -> &'static Family {
    let families = rules::families().iter();
    families
        .copied()
        .find(|family| is_of(rule, family.id))
        .unwrap_or_else(|| panic!("{rule} is not declared"))
}

/// All folders, compared once for all tests.
fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        parallel::map(folders::all("rules"), |folder| Case {
            name: folders::name(&folder),
            forward: compare(side(&folder, "base.yaml"), side(&folder, "head.yaml")),
            backward: compare(side(&folder, "head.yaml"), side(&folder, "base.yaml")),
        })
        .unwrap()
    })
}

fn compare(base: Side, head: Side) -> Comparison {
    let options = Options {
        today: "2026-06-01".to_owned(),
        single: true,
    };
    callspec_diff::compare(base, head, &options).unwrap_or_else(|failure| panic!("{failure:#?}"))
}

/// A document of a folder, or nothing where it is not there; the base with what was generated from it.
fn side(folder: &Path, file: &str) -> Side {
    let path = folder.join(file);
    if !path.exists() {
        return Side::default();
    }
    let mut side = Side::of_files(&[("things".to_owned(), path, file.to_owned())]).unwrap();
    if file == "base.yaml" && folder.join("generated").exists() {
        for file in ["lib.rs", "default.rs"] {
            let path = format!("things-client/src/{file}");
            let text = fs::read_to_string(folder.join("generated").join(&path)).unwrap();
            side.generated.push((path, text));
        }
    }
    side
}

/// All rules that were met, with the places in base and head.
fn found(comparison: &Comparison) -> Vec<(String, String, String)> {
    let findings = comparison.providers.iter().flat_map(|provider| &provider.findings);
    let places = |finding: &Finding| {
        let pointer = |place: &Option<callspec_diff::finding::Place>| {
            place.as_ref().map(|place| place.pointer.clone()).unwrap_or_default()
        };
        (pointer(&finding.base), pointer(&finding.head))
    };
    findings
        .flat_map(|finding| {
            let (base, head) = places(finding);
            let rulings = finding.rulings.iter();
            rulings.map(move |ruling| (ruling.rule.clone(), base.clone(), head.clone()))
        })
        .collect()
}

/// What a reviewer sees of the findings.
fn summary(comparison: &Comparison) -> Value {
    let line = |finding: &Finding| {
        let place = |place: &Option<callspec_diff::finding::Place>| {
            place
                .as_ref()
                .map(|place| format!("{}:{}:{}", place.file, place.line, place.column))
        };
        let mut value = json!({
            "rule": finding.ruling().rule,
            "wire": finding.wire().as_str(),
            "rust": finding.rust.as_str(),
            "of": finding.owner.label(),
            "subject": finding.subject,
            "old": finding.old,
            "new": finding.new,
            "base": place(&finding.base),
            "head": place(&finding.head),
            "item": finding.item,
            "surface": finding.surface.first().map(|change| change.line()),
        });
        if let Some(members) = value.as_object_mut() {
            members.retain(|_, value| !value.is_null() && value != "");
        }
        value
    };
    let providers = comparison.providers.iter();
    let findings: Vec<Value> = providers
        .flat_map(|provider| provider.findings.iter().map(line))
        .collect();
    json!(findings)
}
