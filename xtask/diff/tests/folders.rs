//! Every folder of `rules` is a test, called `rules/NAME`, and shows the rules of its name; `verdicts.rs` adds those of kinds.
//!
//! What is found between its `base.yaml` and its `head.yaml`, and between these in the other order, is in `expected.json`.
//! `xtask/tests/README.md` says how to add one, and how to run one.

#![cfg(test)]

mod common;
mod verdicts;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use callspec_codegen::tree::unified;
use callspec_diff::finding::Finding;
use callspec_diff::rules::{self, Family};
use callspec_diff::side::Side;
use callspec_diff::{Comparison, Options};
use common::{families, folders, is_updating, schema};
use libtest_mimic::{Arguments, Trial};
use serde_json::{Value, json};

fn main() {
    let test = |folder: std::path::PathBuf| {
        let name = format!("rules/{}", folders::name(&folder));
        Trial::test(name, move || {
            shows_its_rules(&folder);
            Ok(())
        })
    };
    let mut tests: Vec<Trial> = folders::all("rules").into_iter().map(test).collect();
    tests.extend(verdicts::trials());
    libtest_mimic::run(&Arguments::from_args(), tests).exit();
}

/// One folder, compared in both orders.
struct Case {
    name: String,
    forward: Comparison,
    backward: Comparison,
}

fn shows_its_rules(folder: &Path) {
    let case = Case {
        name: folders::name(folder),
        forward: compare(side(folder, "base.yaml"), side(folder, "head.yaml")),
        backward: compare(side(folder, "head.yaml"), side(folder, "base.yaml")),
    };
    finds_what_is_expected(&case, &folder.join("expected.json"));
    finds_all_rules_of_its_name(&case);
    finds_the_opposite_the_other_way(&case);
    is_written_as_the_schema_says(&case);
    finds_nothing_between_a_document_and_itself(folder);
}

fn finds_what_is_expected(case: &Case, file: &Path) {
    let made = format!(
        "{:#}\n",
        json!({
            "base to head": summary(&case.forward),
            "head to base": summary(&case.backward),
        })
    );
    if is_updating() {
        fs::write(file, &made).unwrap();
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    assert!(
        expected == made,
        "{} differs; where the change is wanted, set UPDATE_EXPECTED=1, and judge it by `git diff`:\n{}",
        file.display(),
        unified("expected", &expected, "made", &made)
    );
}

fn finds_all_rules_of_its_name(case: &Case) {
    let found: BTreeSet<String> = found(&case.forward).into_iter().map(|(rule, ..)| rule).collect();
    let wanted = families::by_folder().remove(&case.name);
    let mut missing = wanted.unwrap_or_else(|| panic!("{} is no rule", case.name));
    missing.retain(|rule| !found.contains(rule));
    assert!(missing.is_empty(), "rules that the folder does not show: {missing:#?}");
}

fn finds_the_opposite_the_other_way(case: &Case) {
    // What an earlier generator wrote stands on one side only.
    if case.name == "generator-changed" {
        return;
    }
    let (forward, backward) = (found(&case.forward), found(&case.backward));
    for (one, other) in [(&forward, &backward), (&backward, &forward)] {
        for (rule, base, head) in one {
            let family = family_of(rule);
            let opposed = |(other, other_base, other_head): &(String, String, String)| {
                family.opposite.iter().any(|id| is_of(other, id)) && other_base == head && other_head == base
            };
            assert!(
                other.iter().any(opposed),
                "{rule} from {base} to {head} has no opposite in {other:#?}"
            );
        }
    }
}

fn is_written_as_the_schema_says(case: &Case) {
    for comparison in [&case.forward, &case.backward] {
        assert_eq!(schema::faults(&callspec_diff::format::json(comparison)), [""; 0]);
    }
}

fn finds_nothing_between_a_document_and_itself(folder: &Path) {
    for file in ["base.yaml", "head.yaml"] {
        if folder.join(file).exists() {
            let mut base = side(folder, file);
            base.generated.clear();
            let comparison = compare(base, side(folder, file));
            assert!(comparison.passes(), "{file}");
            for provider in &comparison.providers {
                assert!(provider.findings.is_empty(), "{file}: {:?}", found(&comparison));
                assert_eq!(provider.noise.total(), 0, "{file}");
            }
        }
    }
}

fn is_of(rule: &str, id: &str) -> bool {
    let mut families = families::sided().filter(|(family, _)| family.id == id);
    families.any(|(family, direction)| family.rules(direction).iter().any(|other| other == rule))
}

fn family_of(rule: &str) -> &'static Family {
    let mut families = rules::families().iter().copied();
    let family = families.find(|family| is_of(rule, family.id));
    family.unwrap_or_else(|| panic!("{rule} is not declared"))
}

fn compare(base: Side, head: Side) -> Comparison {
    let options = Options {
        today: "2026-06-01".to_owned(),
        single: false,
    };
    callspec_diff::compare(base, head, &options).unwrap_or_else(|failure| panic!("{failure:#?}"))
}

/// A document of a folder, or nothing where it is not there; the base with what was generated from it.
fn side(folder: &Path, file: &str) -> Side {
    let path = folder.join(file);
    if !path.exists() {
        return Side::default();
    }
    let name = if is_named(folder, file) { "items" } else { "things" };
    let mut side = Side::of_files(&[(name.to_owned(), path, file.to_owned())]).unwrap();
    if file == "base.yaml" && folder.join("generated").exists() {
        for file in ["lib.rs", "default.rs"] {
            let path = format!("things-client/src/{file}");
            let text = fs::read_to_string(folder.join("generated").join(&path)).unwrap();
            side.generated.push((path, text));
        }
    }
    side
}

/// Whether a document is called otherwise than the other of its folder.
fn is_named(folder: &Path, file: &str) -> bool {
    folders::name(folder) == "provider-renamed" && file == "base.yaml"
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
